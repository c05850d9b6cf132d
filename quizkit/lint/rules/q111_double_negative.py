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

from quizkit.answers.english import NEGATORS
from quizkit.lint.english import words_of
from quizkit.lint.rule import AnyNote, Hits, warning
from quizkit.model import AnswerType

_NEGATORS = NEGATORS - {"nor"} | {"hardly"}  # neither … nor is one negation
_TWICE = frozenset(
    "unimportant uncommon unusual impossible unlikely unable untrue incorrect inaccurate invalid "
    "unnecessary uncertain unknown unaffected insignificant irrelevant unsafe insoluble inactive "
    "incapable incomplete inconsistent inedible unequal uneven unstable unreliable unhealthy "
    "unfamiliar unrelated unclear illegal irregular dishonest dissimilar false wrong".split()
)
_DENYING = frozenset(("not", "never", "cannot"))


@warning(english=True)
def double_negative(checked: AnyNote) -> Hits:
    words = checked.words
    first = next((word for word in words if word in _NEGATORS or word.endswith("n't")), None)
    if first is None or "\n" in checked.stem:
        return
    rest = words[words.index(first) + 1 :][:6]
    second = next((w for w in rest if w in _NEGATORS or w in _TWICE or w.endswith("n't")), None)
    if second is None and checked.key and checked.key.type is not AnswerType.EXACT:
        answer = words_of(checked.key.shown)
        second = next((word for word in answer[:-1] if word in _DENYING), None)
    if second:
        yield checked.hit(
            f"`{first}` and `{second}` undo each other", "say what is, not what is not"
        )
