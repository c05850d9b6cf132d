"""A question asked for as an answer.

`reverse` turns a card round: it shows the answer, or the text that stands at `reverse`, and asks
for the text of the question. Of a word that is the other word; of a question that ends in a
question mark it is that whole question, which nobody types, and of `飲む (meaning)` what is asked
about it as well. Make two cards of it. An answer that is itself a question, of a prompt that is
none, is most likely the prompt of its card.

bad:
  - question: Spanish for cat?
    answer: gato
    reverse: English for gato?
good:
  - question: cat
    answer: gato
    reverse: true
"""

from quizkit.lazy import pattern
from quizkit.lint.english import asks
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import TypedNote

_SAYS_WHAT_IS_ASKED = pattern(
    r"(?i)[(（\[【].*(?:meaning|reading|writing|pronunciation|translation|translate|definition|define|"
    r"kanji|kana|hiragana|katakana|pinyin|romaji|意味|読み方?|"
    r"in (?:english|french|german|italian|latin|spanish|japanese|chinese))[)）\]】]$"
)
_ASKS = pattern(
    r"(?i)^(?:(?:in|of|to|for|by|from|with|on|at) )?(?:which|what|who|whose|whom|when)\b"
)
_FEWEST_WORDS = 4
_OF_WORDS = frozenset(
    "ask asks asked asking question questions say says said quote phrase line sentence words "
    "greeting title film movie play book novel song poem riddle answer".split()
)


def _is_turned(checked: CheckedNote[TypedNote]) -> bool:
    """Return whether question and answer seem to have changed places."""
    answer = checked.note.key.answer
    return (
        asks(answer)
        and not asks(checked.note.question)
        and not checked.code
        and bool(_ASKS.search(answer))
        and len(answer.split()) >= max(_FEWEST_WORDS, len(checked.words))
        and _OF_WORDS.isdisjoint(checked.words)
    )


@warning()
def question_as_answer(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on a note whose answer is a question, or whose card turned round asks for one."""
    question = checked.note.question.rstrip()
    if _is_turned(checked):
        said = f"the answer is a question: {checked.note.key.answer}"
        yield checked.hit_answer(said, "let question and answer change places")
    elif checked.note.reverse and (asks(question) or _SAYS_WHAT_IS_ASKED.search(question)):
        yield checked.hit(
            f"turned round, the card asks for `{question}` as its answer",
            "write the word alone as the question, or a second card with an answer of its own",
            "reverse",
        )
