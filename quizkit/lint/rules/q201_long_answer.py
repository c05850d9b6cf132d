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
from quizkit.model import AnswerType, SelfRatedNote, TypedNote

_MOST_WORDS, _MOST_LETTERS = 6, 60


_MOST_MODEL_WORDS = 25


@warning()
def long_answer(checked: CheckedNote[TypedNote | SelfRatedNote]) -> Hits:
    note = checked.note
    if isinstance(note, SelfRatedNote):
        count = len(note.answer.split())
        if count > _MOST_MODEL_WORDS:
            yield checked.hit_answer(
                f"nobody can compare an answer with {count} words", "keep its points, or make two"
            )
        return
    key = checked.key
    assert key is not None
    text = key.answer
    if key.type is AnswerType.EXACT or (text.count(" ") < _MOST_WORDS and len(text) <= 60):
        return
    if (len(text.split()) > _MOST_WORDS or len(text) > _MOST_LETTERS) and not checked.is_figure:
        yield checked.hit_answer(
            f"an answer of {len(text.split())} words is rarely typed just so",
            "ask for less, or let learners compare their own words: `type: free`",
        )
