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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ListNote

_LONGEST_LIST = 5
_ALL = r"(?:name|list|give|enumerate|what are|which are) all\b"


@warning()
def long_list(checked: CheckedNote[ListNote]) -> Hits:
    note = checked.note
    assert isinstance(note, ListNote)
    asked = note.require or len(note.answers)
    if asked > _LONGEST_LIST:
        yield checked.hit_answer(
            f"{asked} answers are asked at once", "add `require: 3`, or split it"
        )
    elif note.require is None and re.match(_ALL, checked.stem, re.IGNORECASE):
        from quizkit.answers.numerals import cardinal

        words = checked.words
        if not any(word.isdigit() or cardinal(words, at) for at, word in enumerate(words)):
            yield checked.hit("this asks for all, and not how many they are", "say how many")
