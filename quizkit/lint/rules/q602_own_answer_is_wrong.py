"""A list whose own answers are judged wrong.

The answers, and in turn their variants, are typed in one line as learners type them, and have
to be judged correct. Numbering and bullets are no part of an answer. (That the one answer of a
card is right by itself is a law of the grader.)

bad:
  - question: Which two dishes make up an English breakfast?
    answers: [1. bacon with eggs, 2. toast with jam]
good:
  - question: Which two dishes make up an English breakfast?
    answers: [bacon with eggs, toast with jam]
"""

import re
from collections.abc import Sequence

from quizkit.answers.letters import clean
from quizkit.grading import grade
from quizkit.grading.items import ItemParser
from quizkit.lint.rule import CheckedNote, Hits, error
from quizkit.model import ListNote, SeveralChoicesNote

_MARKS = r"[^\w\s-]|\b(?:and|or|und|et|y)\b"
"""What may part a list, or number it; of other texts the grader makes no more than one answer."""


_MANY = 50
"""Answers of a list that is only parted first: each part is right by itself, as a law."""


def _is_parted_well(answers: Sequence[str], text: str, language: str) -> bool:
    """Return whether a line that is made of answers gives just these."""
    known = list(map(clean, answers))
    return known == ItemParser(known, language, set(known).__contains__).items(text)


@error()
def own_answer_is_wrong(checked: CheckedNote[ListNote | SeveralChoicesNote]) -> Hits:
    """Return a hit if the right answers, in a list as learners type it, are judged wrong."""
    marked = re.search(_MARKS, "\n".join(checked.texts))
    many = len(checked.texts) > _MANY
    for at in range(max(map(len, checked.answers))) if marked else ():
        answers = [variants[min(at, len(variants) - 1)] for variants in checked.answers]
        text = "; ".join(answers)
        if many and _is_parted_well(answers, text, checked.note.judging.language):
            continue
        verdict = grade(checked.cards[0], text)
        if not verdict.outcome.remembered:
            reason = f": {verdict.reason}" if verdict.reason else ""
            said = f"`{text}` is judged {verdict.outcome.value}{reason}"
            yield checked.hit_answer(said, "write each as learners would type it")
            return
