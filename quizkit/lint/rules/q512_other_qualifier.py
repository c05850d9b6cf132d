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

from quizkit.lint.claims import EXAMPLE, Number, Passage, claim_of, numbers_of
from quizkit.lint.rule import AnyNote, Hits, warning


def _differing(number: Number, passage: Passage) -> tuple[str, str] | None:
    """Return a number with its qualifier or unit, and what the source has there if not that."""
    same = [n for n in passage.numbers if n.value == number.value]
    said = {n.qualifier for n in same}
    if number.qualifier and said and number.qualifier not in said:
        source = " or ".join(sorted(one or "no such word" for one in said))
        return f"{number.qualifier} {number.written}", source
    units = {n.unit.name for n in same if n.unit}
    if number.unit and units and all(n.unit and not n.measures_as(number) for n in same):
        return f"{number.written} {number.unit.name}", " or ".join(sorted(units))
    return None


@warning(english=True, text=EXAMPLE)
def other_qualifier(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    texts = [claim.prompt, *(text for variants in claim.answers for text in variants[:1])]
    for at, text in enumerate(texts):
        for number in numbers_of(text):
            differing = _differing(number, claim.passage)
            if differing:
                written, source = differing
                hit = checked.hit_answer if at else checked.hit
                yield hit(f"`{written}`: the source has {source} there", "say what the source says")
                return
