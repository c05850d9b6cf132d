"""A negation that is easily overlooked.

Among options a "not" or "except" that is overread makes a wrong answer of a known fact, and
to call false what denies something takes two turns of thought. Ask for what is so, or write
the word in capitals.

bad:
  - question: Which of these is not a metal?
    answer: sulfur
    distractors: [iron, copper, zinc]
  - statement: Whales are not mammals.
    answer: false
good:
  - question: Which of these is NOT a metal?
    answer: sulfur
    distractors: [iron, copper, zinc]
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, SeveralChoicesNote, TrueFalseNote

_NEGATIONS = frozenset(("not", "except", "never", "least"))
_NO_NEGATION = frozenset("at or if whether but means mean".split())  # at least, means not often


@warning(english=True)
def quiet_negation(checked: CheckedNote[ChoiceNote | SeveralChoicesNote | TrueFalseNote]) -> Hits:
    words = checked.words
    if "why" in words or not any(w in _NEGATIONS or w.endswith("n't") for w in words):
        return
    if isinstance(checked.note, TrueFalseNote) and checked.note.answer:
        return
    written = [word.strip(".,;:?!") for word in checked.stem.split()]
    for before, word, after in zip(["", *written], written, [*written[1:], ""], strict=False):
        negates = word in _NEGATIONS or word.endswith(("n't", "n’t"))
        if negates and before not in _NO_NEGATION and after != "only":
            yield checked.hit(
                f"`{word}` is easily overlooked here",
                f"ask the other way round, or write {word.upper()}",
            )
            return
