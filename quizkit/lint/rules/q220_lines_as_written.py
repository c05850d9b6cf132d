"""Several lines of code, judged as no code is.

With `type: exact` every space and line break counts, also those that mean nothing; as a plain text
line breaks and most marks count for nothing. `type: code` knows which of them matter.

bad:
  - question: How do you print each item of `xs` in Python?
    type: exact
    answer: |
      for x in xs:
          print(x)
good:
  - question: How do you print each item of `xs` in Python?
    type: code
    answer: |
      for x in xs:
          print(x)
"""

import re

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, ChoiceNote, TypedNote

_INDENTED = r"\n(?: {2,}|\t)\S"
_MARKS = r"[{}\[\];=<>]|\w\(|:\n|--\w"
"""Marks that code has: of verse, whose lines are indented too, they are none."""


@warning()
def lines_as_written(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    """Return a hit on a right answer of several lines that are compared as written, or as a text."""
    key = checked.note.key
    if "\n" not in key.answer:
        return
    count = len(key.answer.splitlines())
    if key.type is AnswerType.EXACT:
        said = f"in these {count} lines every space and line break counts"
    elif key.type in (AnswerType.AUTO, AnswerType.TEXT) and _is_code(key.answer):
        said = f"of these {count} lines neither breaks nor indentation count, and few marks"
    else:
        return
    yield checked.hit_answer(said, "if it is code, write `type: code`")


def _is_code(text: str) -> bool:
    return bool(re.search(_INDENTED, text) and re.search(_MARKS, text))
