"""What a note cites: `handbook#6`, `handbook#6-7`, `handbook, p. 12`."""

import re
from collections.abc import Mapping

from quizkit.formats.fields import Fields
from quizkit.formats.keys import near_miss
from quizkit.model import Citation, Source

_RANGE = r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?"
_RANGES = r"\d{1,6}(?:\s*[-–]\s*\d{1,6})?(?:\s*,\s*\d{1,6}(?:\s*[-–]\s*\d{1,6})?)*"
_CITATION = (
    rf"(?P<source>[^#,]*[^#,\s])\s*(?:#\s*(?P<ranges>{_RANGES}))?(?:\s*,\s*(?P<place>.*\S))?\s*"
)


def read_citations(fields: Fields, sources: Mapping[str, Source] | None) -> tuple[Citation, ...]:
    """Return what the texts under `source` cite.

    Args:
        sources: of the deck, by id; None if they could not be read.
    """
    value = fields.values["source"]
    if value.__class__ is str and sources:  # most are one paragraph
        name, _, place = value.partition("#")
        if name in sources and len(place) < 7 and place.isdecimal() and (number := int(place)):
            return (Citation(sources[name].id, ((number, number),)),)
    read = (_read(fields, at, text, sources) for at, text in enumerate(fields.texts("source")))
    return tuple(filter(None, read))


def _read(
    fields: Fields, at: int, text: str, sources: Mapping[str, Source] | None
) -> Citation | None:
    """Return what `text`, number `at` under `source`, cites; None if a problem was reported."""
    if not text:
        return None
    steps: tuple[str | int, ...] = ("source",)
    if isinstance(fields.values["source"], list):
        steps = ("source", at)
    found = re.fullmatch(_CITATION, text, re.DOTALL)
    ranges = [
        (int(first), int(last or first))
        for first, last in re.findall(_RANGE, (found and found["ranges"]) or "")
    ]
    if found is None or any(not 1 <= first <= last for first, last in ranges):
        fields.problem(
            "bad-citation",
            f"`{text}` does not name a source and a place in it",
            "write `handbook#6` for paragraph 6 (the title is 1), `handbook#6-7`, or "
            "`handbook, p. 12`",
            *steps,
        )
        return None
    citation = Citation(found["source"], tuple(ranges), found["place"] or "")
    if sources is not None and citation.source not in sources:
        meant = near_miss(citation.source, frozenset(sources))
        known = ", ".join(f"`{name}`" for name in list(sources)[:9])
        fields.problem(
            "unknown-source",
            f"there is no source `{citation.source}`",
            (f"did you mean `{meant}`? " if meant else "")
            + (f"the deck has {known}" if known else "describe it under `sources:` of the deck"),
            *steps,
        )
        return None
    return citation
