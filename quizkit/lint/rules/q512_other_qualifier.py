"""Over, about, late or a unit where the source says otherwise.

The number is that of the source, but the word before it is not: over for under, early for
late, or "about" for a figure that the source gives as exact. Or it is in miles, and in the
source in kilometres.

bad:
  - question: For how long had the company dug the canal?
    answer: under 10 years
    source: text#3
good:
  - question: For how long had the company dug the canal?
    answer: over 10 years
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim, Passage
from quizkit.lint.facts import StatedNumber, numbers_of
from quizkit.lint.rule import Hits, warning


def _other_qualifier(number: StatedNumber, same: list[StatedNumber]) -> str:
    """Return a number with its qualifier, and what the source has there; nothing if that."""
    said = {one.qualifier or "no such word" for one in same}
    if not number.qualifier or not said or number.qualifier in said:
        return ""
    return f"`{number.qualifier} {number.written}`: the source has {' or '.join(sorted(said))}"


def _other_unit(number: StatedNumber, same: list[StatedNumber]) -> str:
    """Return a number with its unit and the source's, if none of those measures the same."""
    units = {one.unit.name for one in same if one.unit}
    if not (number.unit and units) or any(not n.unit or n.measures_as(number) for n in same):
        return ""
    return f"`{number.written} {number.unit.name}`: the source has {' or '.join(sorted(units))}"


def _differing(text: str, passage: Passage) -> str:
    """Return the words on a number that the source contradicts; an empty text if none."""
    for number in numbers_of(text):
        same = [one for one in passage.numbers if one.value == number.value]
        said = _other_qualifier(number, same) or _other_unit(number, same)
        if said:
            return f"{said} there"
    return ""


@warning(text=EXAMPLE)
def other_qualifier(claim: Claim) -> Hits:
    """Return a hit on the first number or year that the source gives with another word."""
    for text, hit in claim.parts:
        said = _differing(text, claim.passage)
        if said:
            yield hit(said, "say what the source says")
            return
