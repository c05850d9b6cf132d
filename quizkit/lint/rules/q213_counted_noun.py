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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_COUNTED = (
    r"([0-9][0-9.,]*|[a-z]{3,9}) ((?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children|sheep|fish|"
    r"deer|teeth|feet|mice|geese|oxen|species))"
)


@warning()
def counted_noun(checked: CheckedNote[TypedNote]) -> Hits:
    key = checked.key
    assert key is not None
    if key.type is not AnswerType.AUTO or " " not in key.answer:
        return
    if not key.answer[0].isdigit() and checked.words[:2] != ["how", "many"]:
        return
    found = re.fullmatch(_COUNTED, key.answer)
    if not found or checked.is_figure or found[1] in key.accept:
        return
    from quizkit.answers.numerals import cardinal
    from quizkit.answers.units import find_unit

    if found[1][0].isdigit() or cardinal([found[1]], 0):
        nouns = found[2].split()
        if not any(map(find_unit, nouns)):
            yield checked.hit_answer(
                f"`{key.answer}` is judged as text",
                f"ask how many {found[2]}, with `answer: {found[1]}`",
            )
