"""What a note cites: `handbook#6`, `handbook#6-7`, `handbook, p. 12`."""

import re
from collections.abc import Mapping

from quizkit.errors import codes
from quizkit.formats.fields import Fields
from quizkit.formats.keys import likely_name
from quizkit.model import Citation, Source

_RANGE = r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?"
_RANGES = r"\d{1,6}(?:\s*[-–]\s*\d{1,6})?(?:\s*,\s*\d{1,6}(?:\s*[-–]\s*\d{1,6})?)*"
_CITATION = (
    rf"(?P<source>[^#,]*[^#,\s])\s*(?:#\s*(?P<ranges>{_RANGES}))?(?:\s*,\s*(?P<place>.*\S))?\s*"
)


def read_citations(fields: Fields, sources: Mapping[str, Source] | None) -> tuple[Citation, ...]:
    """Return the citations that the texts under `source` are.

    Args:
        sources: of the deck, by id; None if they could not be read.
    """
    value = fields.values["source"]
    if isinstance(value, str) and sources:  # most are one paragraph
        name, _, place = value.partition("#")
        if name in sources and len(place) < 7 and place.isdecimal() and (number := int(place)):
            return (Citation(sources[name].id, ((number, number),)),)
    several = isinstance(value, list)
    citations = []
    for at, text in enumerate(fields.texts("source")):
        steps = ("source", at) if several else ("source",)
        citation = _citation(text)
        if citation is None:
            if text:  # else it is reported
                _no_citation(fields, text, steps)
        elif sources is None or citation.source in sources:
            citations.append(citation)
        else:
            _unknown(fields, citation.source, list(sources), steps)
    return tuple(citations)


def _citation(text: str) -> Citation | None:
    """Return the citation that `text` is; None if it does not name a source and places in it."""
    found = re.fullmatch(_CITATION, text, re.DOTALL)
    if found is None:
        return None
    written = re.findall(_RANGE, found["ranges"] or "")
    ranges = tuple((int(first), int(last or first)) for first, last in written)
    if not all(1 <= first <= last for first, last in ranges):
        return None
    return Citation(found["source"], ranges, found["place"] or "")


def _no_citation(fields: Fields, text: str, steps: tuple[str | int, ...]) -> None:
    fields.problem(
        codes.ProblemCode.BAD_CITATION,
        f"`{text}` does not name a source and a place in it",
        "write `handbook#6` for paragraph 6 (the title is 1), `handbook#6-7`, or `handbook, p. 12`",
        *steps,
    )


def _unknown(fields: Fields, name: str, known: list[str], steps: tuple[str | int, ...]) -> None:
    meant = likely_name(name, frozenset(known))
    fix = f"did you mean `{meant}`? " if meant else ""
    listed = ", ".join(f"`{one}`" for one in known[:9])
    fix += f"the deck has {listed}" if known else "describe it under `sources:` of the deck"
    fields.problem(codes.ProblemCode.UNKNOWN_SOURCE, f"there is no source `{name}`", fix, *steps)
