"""Two options that are the same.

They differ in an article or punctuation only, so that typed both are one answer.

bad:
  - question: Which river flows through Cairo?
    answer: Nile
    distractors: [the Congo, Congo, the Niger]
good:
  - question: Which river flows through Cairo?
    answer: the Nile
    distractors: [the Congo, the Zambezi, the Niger]
"""

import re

from quizkit.lint.english import words_of
from quizkit.lint.rule import CheckedNote, Hits, error
from quizkit.model import AnswerType, Case, ChoiceNote, SeveralChoicesNote

_CHOICES = ("choice", "several choices")
_ARTICLES = (["the"], ["a"], ["an"])
_SIGNS = r"[^\w\s.,;:?!'’-]|(?<!\w)['’-]|-(?!\w)"  # a hyphen between letters is none


def _differ_in_marks(one: str, other: str) -> bool:
    """Return whether two options may be meant to differ: in accents, capitals or signs of code."""
    if not (one.isascii() and other.isascii()) or one.casefold() == other.casefold():
        return True
    return bool(re.search(_SIGNS, one) or re.search(_SIGNS, other))


@error()
def same_option(checked: CheckedNote[ChoiceNote | SeveralChoicesNote]) -> Hits:
    if (
        checked.key and checked.key.type is AnswerType.EXACT
    ) or checked.note.judging.case is Case.STRICT:
        return
    seen: dict[str, str] = {}
    for option in checked.note.options:
        words = [word.replace(",", "") for word in words_of(option)]
        if words[:1] in _ARTICLES:
            del words[0]
        other = seen.setdefault(" ".join(words), option)
        if words and other != option and not _differ_in_marks(other, option):
            yield checked.option_hit(
                option, f"the options `{other}` and `{option}` are the same", "replace one of them"
            )
