"""Rules of the family Q6: the cards' own tests, and their own answers, judged by the grader."""

from collections.abc import Iterator

from quizkit.grading import Response, grade
from quizkit.lint.entry import Entry
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import (
    Blanks,
    Card,
    ChoiceNote,
    ListNote,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
)

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
            verdicts = [
                grade(card, text, other_answers=_others(entry, card, text)) for card in cards
            ]
            right = [verdict.outcome.value == name for verdict in verdicts]
            if not (all(right) if name == "wrong" else any(right)):
                verdict = next(v for v, ok in zip(verdicts, right, strict=True) if not ok)
                reason = f": {verdict.reason}" if verdict.reason else ""
                yield entry.hit(
                    f"`{text}` should be {name}, and is judged {verdict.outcome.value}{reason}",
                    "mend the card (`accept:`, `reject:`, `type:`), or move the example",
                    "examples",
                    name,
                    at,
                )


def _others(entry: Entry, card: Card, text: str) -> frozenset[str]:
    """Return the answers of other notes that decide on a slip, which few examples need."""
    if grade(card, text).outcome.value in ("correct", "wrong"):
        return frozenset()
    return entry.view.deck.other_answers(card)


@rule(
    "Q602",
    Severity.ERROR,
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
    """a right answer that is judged wrong

    Every answer of the card, and all that it accepts, is typed as it is shown to learners, and has
    to be judged correct.
    """
    for card in entry.cards:
        for text, response in _own_answers(card):
            verdict = grade(card, response)
            if not verdict.outcome.remembered:
                yield entry.hit_answer(
                    f"the answer `{text}` is judged {verdict.outcome.value}"
                    + (f": {verdict.reason}" if verdict.reason else ""),
                    "write it as learners would type it, or change its `type:`",
                )


def _own_answers(card: Card) -> Iterator[tuple[str, Response]]:
    """Yield each way to answer a card right, as a text to show and as the response."""
    task = card.task
    match task:
        case TypedNote() | ChoiceNote():
            texts = task.key.accept if task.key.minimum else task.key.texts
            yield from ((text, text) for text in texts)
        case ListNote() | SeveralChoicesNote():
            for at in range(max(map(len, task.answers))):
                text = "; ".join(variants[min(at, len(variants) - 1)] for variants in task.answers)
                yield text, text
        case Blanks():
            yield "; ".join(b.answer for b in task.asked), [b.answer for b in task.asked]
        case PairsNote():
            yield "; ".join(task.pairs.values()), dict(task.pairs)
        case OrderNote() | TrueFalseNote() | SelfRatedNote():
            return
