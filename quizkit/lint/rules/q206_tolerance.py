"""A tolerance that is too wide, or missing.

With more than 20 % hardly a guess is wrong. And a figure with four decimals or more is wrong
when typed with fewer, unless `tolerance:` says how near will do.

bad:
  - question: How high is Mont Blanc?
    answer: 4,806 m
    tolerance: 30 %
  - question: What is the ratio of a circle's circumference to its diameter?
    answer: 3.14159
good:
  - question: How high is Mont Blanc?
    answer: 4,806 m
    tolerance: 2
  - question: What is the ratio of a circle's circumference to its diameter?
    answer: 3.14159
    tolerance: 0.002
"""

import re

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, ChoiceNote, TypedNote

_WIDE = 0.2


@warning()
def tolerance(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    key = checked.key
    assert key is not None
    if key.tolerance:
        from quizkit.answers.quantities import read_quantity
        from quizkit.answers.reading import read_tolerance

        language = checked.note.judging.language
        right = read_quantity(key.answer, language=language)
        allowed = read_tolerance(key.tolerance, language)
        if (
            right
            and allowed
            and right.value
            and allowed.around(right.value) > _WIDE * abs(right.value)
        ):
            yield checked.hit(
                f"{key.tolerance} is more than a fifth of {key.answer}", "narrow it", "tolerance"
            )
    elif key.type is not AnswerType.EXACT and checked.kind == "typed":
        found = re.match(r"[0-9]+[.,]([0-9]+)", key.answer)
        if found and len(found[1]) >= 4 and checked.is_figure:
            yield checked.hit_answer(
                f"{key.answer} has to be typed with all its figures", "add `tolerance: …`"
            )
