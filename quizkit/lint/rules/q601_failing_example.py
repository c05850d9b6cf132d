"""An example that gets another verdict.

`examples:` are the tests of a card: answers with the verdict that they should get. The message
says what the grader makes of them instead. Of a cloze of several cards one has to agree, and
for a wrong answer all.

bad:
  - question: What is the capital of Kazakhstan?
    answer: Astana
    examples:
      correct: [Nur-Sultan]
good:
  - question: What is the capital of Kazakhstan?
    answer: Astana
    accept: [Nur-Sultan]
    examples:
      correct: [Nur-Sultan]
      close: [Astanna]
      wrong: [Almaty]
"""

import re

from quizkit.grading import Code, Outcome, Verdict, grade
from quizkit.lint.rule import AnyNote, Hits, error
from quizkit.model import Blanks, Card, SelfRatedNote, answer_texts

_VERDICTS = ("correct", "close", "partial", "wrong")
_MEND = "mend the card (`accept:`, `reject:`, `type:`), or move the example"
_TWO_WAYS = "write `dayfirst: true`, or `false`, under `defaults:` of the deck, or move the example"


def _judged(checked: AnyNote, card: Card, text: str) -> Verdict:
    """Return the verdict on an example, as `play` gives it.

    The answers of other notes only ever turn a slip into a wrong answer, and only where one of them
    is just what was given.
    """
    verdict = grade(card, text)
    if verdict.outcome in (Outcome.CORRECT, Outcome.WRONG):
        return verdict
    own = answer_texts(checked.note)
    others = {
        other for part in (text, *re.split(_BETWEEN, text)) for other in checked.deck.equal(part)
    }
    return grade(card, text, other_answers=others.difference(own)) if others else verdict


_BETWEEN = r"[,;\n&،、]| and "


@error()
def failing_example(checked: AnyNote) -> Hits:
    examples = checked.note.examples
    if examples is None:
        return
    if isinstance(checked.note, SelfRatedNote):
        yield checked.hit("a self-rated card is not judged", "delete its examples", "examples")
        return
    cards = checked.cards
    if not isinstance(cards[0].task, Blanks):
        cards = cards[:1]  # not the reverse
    for name in _VERDICTS:
        for at, text in enumerate(getattr(examples, name)):
            verdicts = [_judged(checked, card, text) for card in cards]
            right = [verdict.outcome.value == name for verdict in verdicts]
            if not (all(right) if name == "wrong" else any(right)):
                verdict = next(v for v, ok in zip(verdicts, right, strict=True) if not ok)
                reason = f": {verdict.reason}" if verdict.reason else ""
                yield checked.hit(
                    f"`{text}` should be {name}, and is judged {verdict.outcome.value}{reason}",
                    _TWO_WAYS if verdict.code is Code.TWO_WAYS else _MEND,
                    "examples",
                    name,
                    at,
                )
