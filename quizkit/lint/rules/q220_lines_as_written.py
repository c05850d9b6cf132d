"""Several lines of which every sign counts.

With `type: exact` each space and each line break has to be the same, also those that mean nothing.
In code `type: code` knows which of them matter; a text of several lines says more by its words.

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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, ChoiceNote, TypedNote


@warning()
def lines_as_written(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    """Return a hit on a right answer of several lines that are compared as they are written."""
    key = checked.note.key
    if key.type is AnswerType.EXACT and key.is_block:
        said = f"in these {len(key.answer.splitlines())} lines every space and line break counts"
        yield checked.hit_answer(said, "if it is code, write `type: code`")
