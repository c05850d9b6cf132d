"""What a note cites: `handbook#6`, `handbook#6-7`, `handbook, p. 12`."""

import re
from collections.abc import Mapping

from quizkit.formats.fields import Fields
from quizkit.formats.keys import near_miss
from quizkit.model import Citation, Source

_RANGE = r"\d{1,6}(?:\s*[-–]\s*\d{1,6})?"
_CITATION = (
    r"(?P<source>[^#,]+?)\s*"
    rf"(?:#(?P<paragraphs>{_RANGE}(?:\s*,\s*{_RANGE})*))?"
    r"(?:\s*,\s*(?P<place>.*\S))?\s*"
)


def read_citation(
    fields: Fields,
    text: str,
    steps: tuple[str | int, ...],
    sources: Mapping[str, Source] | None,
) -> Citation | None:
    """Return the citation that `text`, found at `steps`, is; None if a problem was reported."""
    if not text:
        return None
    found = re.fullmatch(_CITATION, text, re.DOTALL)
    ranges = []
    for part in re.findall(_RANGE, found["paragraphs"] or "") if found else ():
        first, last = (
            int(n) for n in (re.findall(r"\d+", part) * 2)[:: len(re.findall(r"\d+", part))][:2]
        )
        ranges.append((first, last))
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
