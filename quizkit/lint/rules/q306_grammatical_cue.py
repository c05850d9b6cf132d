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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_END = r" (?<! a )(an?|is|was|are|were) $"
_BEGIN = r"^ (?:which|what) \S+ (are|were) "
_PLURAL = r" and |[^su]s$|[^aeiou]ies$"
_SINGULAR = rf"^(?!.*(?:{_PLURAL}))"
_FITTING = {
    "a": "(?i)^[^aeiou]",
    "an": "(?i)^[aeiou]",
    "is": _SINGULAR,
    "was": _SINGULAR,
    "are": _PLURAL,
    "were": _PLURAL,
}


@warning(english=True)
def grammatical_cue(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit if only the right option fits the article or verb beside its place."""
    cue = re.search(_END, checked.line) or re.search(_BEGIN, checked.line)
    if cue:
        right, *wrong = [re.search(_FITTING[cue[1]], option) for option in checked.note.options]
        if right and not any(wrong):
            yield checked.hit(f"only the right option fits `{cue[1]}`", "make all fit, or reword")
