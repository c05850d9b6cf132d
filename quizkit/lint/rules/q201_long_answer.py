"""An answer that is too long.

More than six words or 60 characters can be typed right in too many ways to list them all. Make
it `type: free`, or ask for less. A model answer to compare with may have 25 words.

bad:
  - question: Why is the sky blue by day?
    answer: because air scatters blue light more than red light
good:
  - question: Which colour of sunlight does air scatter the most by day?
    answer: blue
  - question: Why is the sky blue by day?
    answer: Air scatters blue light more than red light.
    type: free
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import SelfRatedNote, TypedNote

_MOST_WORDS, _MOST_LETTERS = 6, 60
_MOST_MODEL_WORDS = 25


def _long_model_answer(checked: CheckedNote[SelfRatedNote]) -> Hits:
    """Return a hit on an answer too long to compare one's own with."""
    words = len(checked.prose_of(checked.note.answer).split())
    if words > _MOST_MODEL_WORDS:
        said = f"nobody can compare an answer with {words} words"
        yield checked.hit_answer(said, "keep its points, or make two")


@warning(also=_long_model_answer)
def long_answer(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on a typed text that is too long; exact ones and figures may be."""
    key = checked.note.key
    words = len(key.answer.split())
    long = words > _MOST_WORDS or len(key.answer) > _MOST_LETTERS
    if long and not key.type.is_literal and not checked.is_figure:
        yield checked.hit_answer(
            f"an answer of {words} words is rarely typed just so",
            "ask for less, or let learners compare their own words: `type: free`",
        )
