"""A list of more than five, or of all there are.

Long lists are forgotten in parts, and every slip costs the whole card; of "all" nobody knows
when they are all. Ask for some of them (`require: 3`), say how many, or make clozes, each
hiding a few.

bad:
  - question: What are the six quarks?
    answers: [up, down, strange, charm, bottom, top]
good:
  - question: What are the six quarks?
    answers: [up, down, strange, charm, bottom, top]
    require: 3
  - cloze: "Quarks in pairs: {{up}} and down, strange and {{charm}}, {{bottom}} and top."
"""

import re

from quizkit.answers.numerals import cardinal
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ListNote

_LONGEST_LIST = 5
_ALL = r"(?i)(?:name|list|give|enumerate|what are|which are) all\b"


def _has_count(words: list[str]) -> bool:
    return any(word.isdigit() or cardinal(words, at) for at, word in enumerate(words))


@warning()
def long_list(checked: CheckedNote[ListNote]) -> Hits:
    """Return a hit on a list that asks for too many, or for all without their number."""
    note = checked.note
    asked = note.require or len(note.answers)
    if asked > _LONGEST_LIST:
        yield checked.hit_answer(
            f"{asked} answers are asked at once", "add `require: 3`, or split it"
        )
    elif not note.require and re.match(_ALL, checked.stem) and not _has_count(checked.words):
        yield checked.hit("this asks for all, and not how many they are", "say how many")
