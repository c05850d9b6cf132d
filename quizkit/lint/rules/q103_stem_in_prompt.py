"""The prompt holds another form of the answer.

All words of the answer that carry meaning stand in the prompt, and a long one of them in
another form, which gives it away as much as the word itself would.

bad:
  - question: By which process do photosynthetic bacteria live?
    answer: photosynthesis
good:
  - question: By which process do plants make sugar from light?
    answer: photosynthesis
"""

from os.path import commonprefix

from quizkit.lint.english import STOP_WORDS, has_digit, stem, words_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_SHORTEST_FORM = 6
_SHORTEST_STEM = 5


def _is_form(word: str, other: str) -> bool:
    """Return whether two words begin alike for the stem of one, or for most of the longer one."""
    if word[:_SHORTEST_STEM] != other[:_SHORTEST_STEM]:
        return False
    of_one_stem = word.startswith(stem(other)) or other.startswith(stem(word))
    if of_one_stem and len(other) > _SHORTEST_STEM:
        return True
    alike = commonprefix((word, other))  # noqa: RUF071 - of letters, which are no path
    return 3 * len(alike) >= 2 * max(len(word), len(other))


@warning(english=True)
def stem_in_prompt(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit if every new word of the answer has another of its forms in the prompt."""
    key, asked = checked.note.key, checked.words
    if key.type is AnswerType.PERSON or has_digit(key.shown) or "or" in asked:
        return
    new = set(words_of(key.shown)) - STOP_WORDS - {*asked}
    if min(map(len, new), default=0) >= _SHORTEST_FORM and all(
        any(_is_form(word, other) for other in asked) for word in new
    ):
        yield checked.hit(
            f"the prompt holds another form of the answer `{key.shown}`",
            "describe it in other words",
        )
