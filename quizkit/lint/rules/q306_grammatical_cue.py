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

_NUMBERED = {"is": False, "was": False, "are": True, "were": True}


def _is_plural(option: str) -> bool:
    return " and " in option or bool(re.search(r"[^su]s$|[^aeiou]ies$", option))


@warning(english=True)
def grammatical_cue(checked: CheckedNote[ChoiceNote]) -> Hits:
    words = checked.words
    last = words[-1] if words else ""
    if last in ("a", "an") and words[-2:] != ["a", "an"]:
        fits = [
            (option[:1].lower() in "aeiou") == (last == "an") for option in checked.note.options
        ]
    elif last in _NUMBERED:
        fits = [_is_plural(option) == _NUMBERED[last] for option in checked.note.options]
    elif words[:1] in (["which"], ["what"]) and words[2:3] in (["are"], ["were"]):
        last = words[2]
        fits = [_is_plural(option) for option in checked.note.options]
    else:
        return
    if fits[0] and not any(fits[1:]):
        yield checked.hit(f"only the right option fits `{last}`", "make all fit, or reword")
