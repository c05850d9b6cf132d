"""An example that gets another verdict.

`examples:` are the tests of a card: answers with the verdict that they should get. The message
says what the grader makes of them instead, and which rule of docs/grading.md is new where that is
why. Of a cloze of several cards one has to agree, and for a wrong answer all.

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
from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

from quizkit.grading import Code, Outcome, Verdict, grade
from quizkit.grading.new_rules import NEW_RULES, new_rule
from quizkit.lint.rule import AnyNote, Hits, error
from quizkit.model import Card, ClozeNote, SelfRatedNote, answer_texts

_VERDICTS = ("correct", "close", "partial", "wrong")
_MEND = "mend the card (`accept:`, `reject:`, `type:`), or move the example"
_TWO_WAYS = "write `dayfirst: true`, or `false`, under `defaults:` of the deck, or move the example"
_BETWEEN = r"[,;\n&،、]| and "


class _Judged(NamedTuple):
    """The verdict on an example, and what it was judged by."""

    verdict: Verdict
    card: Card
    others: Collection[str] = frozenset()

    def new_rule(self, text: str, name: str) -> str:
        """Return which rule is new, if it alone makes the verdict another; else nothing."""
        rule = new_rule(self.card, text, Outcome(name), self.others)
        return f" (rule {rule} is new: {NEW_RULES[rule]})" if rule else ""


def _judged(checked: AnyNote, card: Card, text: str) -> _Judged:
    """Return the verdict on an example, as `play` gives it.

    The answers of other notes only ever turn a slip into a wrong answer, and only where one of them
    is just what was given.
    """
    verdict = grade(card, text)
    if verdict.outcome in (Outcome.CORRECT, Outcome.WRONG):
        return _Judged(verdict, card)
    parts = map(checked.deck.equal, (text, *re.split(_BETWEEN, text)))
    others = set(chain.from_iterable(parts)).difference(answer_texts(checked.note))
    verdict = grade(card, text, other_answers=others) if others else verdict
    return _Judged(verdict, card, others)


def _failing(checked: AnyNote, name: str, text: str) -> Iterator[_Judged]:
    """Yield the verdicts that are not the one that an example should get, if it fails."""
    cards = checked.cards if isinstance(checked.note, ClozeNote) else checked.cards[:1]
    verdicts = [_judged(checked, card, text) for card in cards]
    other = [judged for judged in verdicts if judged.verdict.outcome.value != name]
    if name == "wrong" or len(other) == len(verdicts):
        yield from other


@error()
def failing_example(checked: AnyNote) -> Hits:
    """Return a hit on each example with another verdict than the one it stands under."""
    examples = checked.note.examples
    if examples and isinstance(checked.note, SelfRatedNote):
        yield checked.hit("a self-rated card is not judged", "delete its examples", "examples")
        return
    for name in _VERDICTS:
        for at, text in enumerate(getattr(examples, name, ())):
            for judged in [*_failing(checked, name, text)][:1]:
                verdict = judged.verdict
                said = f"`{text}` should be {name}, and is judged {verdict.outcome.value}"
                reason = f": {verdict.reason}" if verdict.reason else ""
                reason += judged.new_rule(text, name)
                fix = _TWO_WAYS if verdict.code is Code.TWO_WAYS else _MEND
                yield checked.hit(said + reason, fix, "examples", name, at)
