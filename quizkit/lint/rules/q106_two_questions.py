"""Two questions in one.

A learner who knows one half gets the whole card wrong and cannot tell which half to learn.

bad:
  - question: Who wrote Emma, and when?
    answer: Jane Austen
    type: person
good:
  - question: Who wrote Emma?
    answer: Jane Austen
    type: person
"""

import re

from quizkit.lint.english import QUESTION_WORDS
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, TypedNote


def _asks_again(words: list[str]) -> bool:
    """Return whether an "and" goes on with "when" or "in which", but not in "between a and what"."""
    return "between" not in words and any(
        one == "and"
        and (two in QUESTION_WORDS or (two in _PREPOSITIONS and three in QUESTION_WORDS))
        for one, two, three in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


_AND_ALSO = r"[.?;] +(?:Give|Name|State|Explain|Say|Describe)\b"
_PREPOSITIONS = frozenset("in on at to for from by with of into".split())


@warning(english=True)
def two_questions(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    stem, words = checked.stem, checked.words
    if (
        stem.count("?") > 1
        or re.search(_AND_ALSO, stem)
        or ("and" in words and not QUESTION_WORDS.isdisjoint(words[:3]) and _asks_again(words))
    ):
        yield checked.hit("this asks two questions", "make a card of each")
