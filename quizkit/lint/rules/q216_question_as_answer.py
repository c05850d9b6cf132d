"""A question asked for as an answer.

`reverse` turns a card round: it shows the answer, or the text that stands at `reverse`, and asks
for the text of the question. Of a word that is the other word; of a question that ends in a
question mark it is that whole question, which nobody types. Make two cards of it.

bad:
  - question: Spanish for cat?
    answer: gato
    reverse: English for gato?
good:
  - question: cat
    answer: gato
    reverse: true
"""

from quizkit.lint.english import asks
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import TypedNote


@warning()
def question_as_answer(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on a note whose card turned round asks for a question."""
    question = checked.note.question.rstrip()
    if checked.note.reverse and asks(question):
        yield checked.hit(
            f"turned round, the card asks for `{question}` as its answer",
            "write the word alone as the question, or a second card with an answer of its own",
            "reverse",
        )
