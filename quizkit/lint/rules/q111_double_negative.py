"""Two negations in one prompt.

It takes a second reading to see what is asked, and a slip in reading is marked as not knowing.
The same goes for a "not" in the prompt and another in the right answer.

bad:
  - question: Which planet is not without rings?
    answer: Saturn
good:
  - question: Which planet has the brightest rings?
    answer: Saturn
"""

import re

from quizkit.answers.english import NEGATORS
from quizkit.lint.english import as_line, words_of
from quizkit.lint.rule import AnyNote, Hits, warning

_UNDOING = (
    "unimportant uncommon unusual impossible unlikely unable untrue incorrect inaccurate invalid "
    "unnecessary uncertain unknown unaffected insignificant irrelevant unsafe insoluble inactive "
    "incapable incomplete inconsistent inedible unequal uneven unstable unreliable unhealthy "
    "unfamiliar unrelated unclear illegal irregular dishonest dissimilar false wrong".split()
)
_DENIALS = "|".join(NEGATORS - {"nor"} | {"hardly"})  # neither … nor is one negation
_FIRST = rf" ({_DENIALS}|\S+n't)(?= )"
_SECOND = rf"(?: \S+){{0,5}}? ({_DENIALS}|{'|'.join(_UNDOING)}|\S+n't)(?= )"
_DENYING = r" (not|never|cannot) (?=\S)"


def _second(checked: AnyNote, rest: str) -> re.Match[str] | None:
    """Return the negation that follows within six words, or stands in the answer."""
    found = re.match(_SECOND, rest)
    key = checked.key
    if found or key is None or key.type.is_literal:
        return found
    return re.search(_DENYING, as_line(words_of(key.shown)))


@warning(english=True)
def double_negative(checked: AnyNote) -> Hits:
    """Return a hit on a prompt that denies twice; one of several lines is left alone."""
    first = re.search(_FIRST, checked.line)
    second = _second(checked, checked.line[first.end() :]) if first else None
    if first and second and "\n" not in checked.stem:
        fix = "say what is, not what is not"
        yield checked.hit(f"`{first[1]}` and `{second[1]}` undo each other", fix)
