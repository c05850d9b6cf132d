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

from quizkit.lint.english import STOP_WORDS, stem, words_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_SHORTEST_FORM = 6


def _one_stem(word: str, other: str) -> bool:
    """Return whether two words begin alike for the stem of one, or for most of the longer one."""
    if word[:5] != other[:5] or len(other) < 5:
        return False
    if min(len(word), len(other)) > 5 and (
        word.startswith(stem(other)) or other.startswith(stem(word))
    ):
        return True
    same = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    return 3 * same >= 2 * max(len(word), len(other))


@warning(english=True)
def stem_in_prompt(checked: CheckedNote[TypedNote]) -> Hits:
    key = checked.key
    assert key is not None
    if key.type is AnswerType.PERSON or any(map(str.isdigit, key.shown)) or "or" in checked.words:
        return
    words = [word for word in words_of(key.shown) if word not in STOP_WORDS]
    new = [word for word in words if word not in checked.words]
    if not new or min(map(len, new)) < _SHORTEST_FORM:
        return
    if all(any(_one_stem(word, other) for other in checked.words) for word in new):
        yield checked.hit(
            f"the prompt holds another form of the answer `{key.shown}`",
            "describe it in other words",
        )
