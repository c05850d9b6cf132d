"""Rules of the family Q6: the cards' own tests, and their own answers, judged by the grader."""

import re

from quizkit.grading import Code, Outcome, Verdict, grade
from quizkit.lint.entry import Entry
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import Blanks, Card, SelfRatedNote, answer_texts

_VERDICTS = ("correct", "close", "partial", "wrong")


@rule(
    "Q601",
    Severity.ERROR,
    bad="""
    - question: What is the capital of Kazakhstan?
      answer: Astana
      examples:
        correct: [Nur-Sultan]
    """,
    good="""
    - question: What is the capital of Kazakhstan?
      answer: Astana
      accept: [Nur-Sultan]
      examples:
        correct: [Nur-Sultan]
        close: [Astanna]
        wrong: [Almaty]
    """,
)
def failing_example(entry: Entry) -> Hits:
    """an example that gets another verdict

    `examples:` are the tests of a card: answers with the verdict that they should get. The message
    says what the grader makes of them instead. Of a cloze of several cards one has to agree, and
    for a wrong answer all.
    """
    examples = entry.note.examples
    if examples is None:
        return
    if isinstance(entry.note, SelfRatedNote):
        yield entry.hit("a self-rated card is not judged", "delete its examples", "examples")
        return
    cards = entry.cards
    if not isinstance(cards[0].task, Blanks):
        cards = cards[:1]  # not the reverse
    for name in _VERDICTS:
        for at, text in enumerate(getattr(examples, name)):
            verdicts = [_judged(entry, card, text) for card in cards]
            right = [verdict.outcome.value == name for verdict in verdicts]
            if not (all(right) if name == "wrong" else any(right)):
                verdict = next(v for v, ok in zip(verdicts, right, strict=True) if not ok)
                reason = f": {verdict.reason}" if verdict.reason else ""
                yield entry.hit(
                    f"`{text}` should be {name}, and is judged {verdict.outcome.value}{reason}",
                    _TWO_WAYS if verdict.code is Code.TWO_WAYS else _MEND,
                    "examples",
                    name,
                    at,
                )


_MEND = "mend the card (`accept:`, `reject:`, `type:`), or move the example"
_TWO_WAYS = "write `dayfirst: true`, or `false`, under `defaults:` of the deck, or move the example"


def _judged(entry: Entry, card: Card, text: str) -> Verdict:
    """Return the verdict on an example, as `play` gives it.

    The answers of other notes only ever turn a slip into a wrong answer, and only where one of them
    is just what was given.
    """
    verdict = grade(card, text)
    if verdict.outcome in (Outcome.CORRECT, Outcome.WRONG):
        return verdict
    own = answer_texts(entry.note)
    others = {
        other for part in (text, *re.split(_BETWEEN, text)) for other in entry.view.equal(part)
    }
    return grade(card, text, other_answers=others.difference(own)) if others else verdict


_BETWEEN = r"[,;\n&،、]| and "
_MARKS = r"[^\w\s-]|\b(?:and|or|und|et|y)\b"
"""What may part a list, or number it; of other texts the grader makes no more than one answer."""


@rule(
    "Q602",
    Severity.ERROR,
    "list",
    "several choices",
    bad="""
    - question: Which two dishes make up an English breakfast?
      answers: [1. bacon with eggs, 2. toast with jam]
    """,
    good="""
    - question: Which two dishes make up an English breakfast?
      answers: [bacon with eggs, toast with jam]
    """,
)
def own_answer_is_wrong(entry: Entry) -> Hits:
    """a list whose own answers are judged wrong

    The answers, and in turn their variants, are typed in one line as learners type them, and have
    to be judged correct. Numbering and bullets are no part of an answer. (That the one answer of a
    card is right by itself is a law of the grader.)
    """
    if not any(re.search(_MARKS, text) for variants in entry.answers for text in variants):
        return
    for at in range(max(map(len, entry.answers))):
        text = "; ".join(variants[min(at, len(variants) - 1)] for variants in entry.answers)
        verdict = grade(entry.cards[0], text)
        if not verdict.outcome.remembered:
            yield entry.hit_answer(
                f"`{text}` is judged {verdict.outcome.value}"
                + (f": {verdict.reason}" if verdict.reason else ""),
                "write each as learners would type it",
            )
            return
