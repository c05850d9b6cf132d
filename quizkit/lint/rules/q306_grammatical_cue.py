"""Grammar gives the right option away.

The prompt ends in "a" or "an", asks with "is" for one thing or with "are" for several, and only
the right option fits.

bad:
  - question: A whole that is made of atoms held together by bonds is called a
    answer: molecule
    distractors: [ion, isotope, element]
good:
  - question: What is a whole of atoms called that are held together by bonds?
    answer: molecule
    distractors: [ion, isotope, element]
"""

import re
from collections.abc import Callable

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_END = r" (?<! a )(an?|is|was|are|were) $"
_BEGIN = r"^ (?:which|what) \S+ (are|were) "
_PLURAL = " and |[^su]s$|[^aeiou]ies$"


def _begins_with_a_vowel(option: str) -> bool:
    return option[:1].lower() in "aeiou"


def _begins_with_a_consonant(option: str) -> bool:
    return not _begins_with_a_vowel(option)


def _is_plural(option: str) -> bool:
    return re.search(_PLURAL, option) is not None


def _is_singular(option: str) -> bool:
    return not _is_plural(option)


_FITTING: dict[str, Callable[[str], bool]] = {
    "a": _begins_with_a_consonant,
    "an": _begins_with_a_vowel,
    "is": _is_singular,
    "was": _is_singular,
    "are": _is_plural,
    "were": _is_plural,
}


@warning(english=True)
def grammatical_cue(checked: CheckedNote[ChoiceNote]) -> Hits:
    cue = re.search(_END, checked.line) or re.search(_BEGIN, checked.line)
    if cue:
        right, *wrong = map(_FITTING[cue[1]], checked.note.options)
        if right and not any(wrong):
            yield checked.hit(f"only the right option fits `{cue[1]}`", "make all fit, or reword")
