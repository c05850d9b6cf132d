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

from quizkit.answers.quantities import read_quantity
from quizkit.answers.reading import read_tolerance
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerKey, ChoiceNote, KeyedNote

_WIDE = 0.2
_MANY_DECIMALS = r"[0-9]+[.,][0-9]{4}"


def _is_wide(key: AnswerKey, language: str) -> bool:
    """Return whether a tolerance is more than a share of the answer; never at an answer of 0."""
    right = read_quantity(key.answer, language=language)
    allowed = read_tolerance(key.tolerance, language)
    if not (right and right.value and allowed):
        return False
    return allowed.around(right.value) > _WIDE * abs(right.value)


def _is_missing(checked: CheckedNote[KeyedNote]) -> bool:
    """Return whether all of many decimals have to be typed, no tolerance being given."""
    key = checked.note.key
    if key.tolerance or key.type.is_literal or isinstance(checked.note, ChoiceNote):
        return False
    return bool(re.match(_MANY_DECIMALS, key.answer)) and checked.is_figure


@warning()
def tolerance(checked: CheckedNote[KeyedNote]) -> Hits:
    """Return a hit on a tolerance too wide for its answer, and on a long decimal without any."""
    key = checked.note.key
    if key.tolerance and _is_wide(key, checked.note.judging.language):
        said = f"{key.tolerance} is more than a fifth of {key.answer}"
        yield checked.hit(said, "narrow it", "tolerance")
    if _is_missing(checked):
        said = f"{key.answer} has to be typed with all its figures"
        yield checked.hit_answer(said, "add `tolerance: …`")
