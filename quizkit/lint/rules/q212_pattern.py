"""A pattern where answers are literal.

Right answers are texts, not patterns: `.*` or `colou?r` would have to be typed as it stands.
List the variants; spelling pairs and plurals need none. Code is `type: exact`.

bad:
  - question: What is the American word for a lorry?
    answer: truck
    accept: ["trucks*"]
good:
  - question: What is the American word for a lorry?
    answer: truck
    accept: [motor truck]
"""

import re

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, ChoiceNote, ListNote, TypedNote

_PATTERN = (
    r"\.\*|\.\+|\\[dwsb]|\[\[\[|\w\w\*$|\([^()|]+\|[^()|]*\)|\[[a-z]-[a-z]\]|[a-z]\?[a-z]|^\^.+\$$"
)
_PATTERN_MARKS = frozenset("*\\[|+?^")


@warning()
def pattern(checked: CheckedNote[TypedNote | ChoiceNote | ListNote]) -> Hits:
    if checked.key and checked.key.type is AnswerType.EXACT:
        return
    for variants in checked.answers:
        for text in variants:
            if (
                not text.isalnum()
                and _PATTERN_MARKS.intersection(text)
                and re.search(_PATTERN, text)
            ):
                yield checked.hit_answer(
                    f"`{text}` looks like a pattern; answers are taken literally",
                    "list the right answers, or add `type: exact` if this is code",
                )
                return
