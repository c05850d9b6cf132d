"""A number with the thing that it counts.

`783 horses` is judged as text, so that "783" is wrong. With the noun in the question the
answer is a number, however it is typed. Numbers in words may be part of a name ("seven
dwarfs"), and count only where the question asks how many.

bad:
  - question: What did the census of the stables count?
    answer: 783 horses
good:
  - question: How many horses did the census of the stables count?
    answer: 783
"""

import re

from quizkit.answers.numerals import cardinal
from quizkit.answers.units import find_unit
from quizkit.authoring.kinds_of_change import Put
from quizkit.lint.rule import HERE, CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_COUNTED = (
    r"([0-9][0-9.,]*|[a-z]{3,9}) ((?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children|sheep|fish|"
    r"deer|teeth|feet|mice|geese|oxen|species))"
)


def _is_count(number: str, words: list[str]) -> bool:
    asked = words[:2] == ["how", "many"]
    return number[0].isdigit() or (asked and cardinal([number]) is not None)


@warning()
def counted_noun(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on `5 moons` where the noun is no unit, and the 5 alone is not accepted."""
    key = checked.note.key
    found = re.fullmatch(_COUNTED, key.answer) if key.type is AnswerType.AUTO else None
    if not found or not _is_count(found[1], checked.words) or found[1] in key.accept:
        return
    if not (checked.is_figure or any(map(find_unit, found[2].split()))):
        hit = checked.hit_answer(
            f"`{key.answer}` is judged as text",
            f"ask how many {found[2]}, with `answer: {found[1]}`",
        )
        asked = checked.words[:2] == ["how", "many"]
        yield hit.mended_by(Put(HERE, ("accept",), found[1])) if asked else hit
