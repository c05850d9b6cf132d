"""Two options that are the same.

They differ in an article or punctuation only, so that typed both are one answer. Questions about
spelling, plurals or commas may mean just that.

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

from quizkit.lint.english import as_line, words_of
from quizkit.lint.rule import CheckedNote, Hits, error
from quizkit.model import Case, ChoiceNote, SeveralChoicesNote

_SIGNS = r"[^\w\s.,;:?!'’-]|(?<!\w)['’-]|-(?!\w)"  # a hyphen between letters is none
_OF_MARKS = frozenset(
    "comma commas punctuation punctuated apostrophe apostrophes hyphen hyphens spelling spelled spelt "
    "spell writing written write plural possessive genitive".split()
)
"""What is asked of where marks make the difference."""
_PASSED_OVER = r"^ (?:the|an?) (?=\S)|,"


def _may_differ(one: str, other: str) -> bool:
    """Return whether two options may be meant to differ: in accents, capitals or signs of code."""
    both = f"{one}\n{other}"
    return not both.isascii() or one.casefold() == other.casefold() or bool(re.search(_SIGNS, both))


@error()
def same_option(checked: CheckedNote[ChoiceNote | SeveralChoicesNote]) -> Hits:
    """Return a hit on an option that is another but for marks, letter case or an article."""
    exact = checked.key and checked.key.type.is_literal
    exact = exact or not _OF_MARKS.isdisjoint(checked.words)
    if exact or checked.note.judging.case is Case.STRICT:
        return
    seen: dict[str, str] = {}
    for option in checked.note.options:
        line = re.sub(_PASSED_OVER, "", as_line(words_of(option))).strip()
        other = seen.setdefault(line, option)
        if line and other != option and not _may_differ(other, option):
            said = f"the options `{other}` and `{option}` are the same"
            yield checked.hit_option(option, said, "replace one of them")
