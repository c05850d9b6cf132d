"""Feedback on the page: what `quizkit.telling` says of an answer, drawn in lines.

Loaded with the first answer, not with the first question.
"""

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.grading import Outcome, Segment, SegmentKind
from quizkit.model import Card
from quizkit.session import Judged, Session
from quizkit.telling.judged import MARKS
from quizkit.visible import visible

_COLOURS = {
    Outcome.CORRECT: "green",
    Outcome.CLOSE: "green",
    Outcome.PARTIAL: "yellow",
    Outcome.WRONG: "red",
    None: "yellow",  # the answer was shown
}


def feedback(judged: Judged, page: Page) -> list[str]:
    """Return the verdict on an answer and its reason, the right answer, and the explanation."""
    told = telling.feedback(judged)
    lines = []
    if told.heading is not None:
        outcome, mark, text = told.heading
        lines += page.heading(f"{mark} {text}", _COLOURS[outcome])
    if told.given:
        lines += page.block(told.given, "You:    ")
    if told.difference:
        marked = "".join(_marked(segment, page) for segment in told.difference)
        lines += page.wrapped(marked, " " * 8)
    for part in told.parts:
        lines += page.block(part.text, f"  {MARKS[part.outcome]} ", colour=_COLOURS[part.outcome])
    if told.answer:
        lines += page.block(told.answer, "Answer: ", colour="green")
    if told.explanation:
        lines += ["", *page.block(told.explanation)]
    return lines


def _marked(segment: Segment, page: Page) -> str:
    """Return a run of a given answer: what is too much in brackets, what lacks in braces."""
    text = visible(segment.text)
    match segment.kind:
        case SegmentKind.EQUAL:
            return text
        case SegmentKind.MISSING:
            return page.paint(f"{{+{text}+}}", "green")
        case SegmentKind.EXTRA:
            return page.paint(f"[-{text}-]", "red")


def sources(card: Card, session: Session, page: Page, *, whole: bool = False) -> list[str]:
    """Return the places where the fact of a card stands; with `whole`, all that is known of them.

    No lines if the note cites nothing and `whole` is not asked for.
    """
    found = telling.sources(card, session.plan.decks[card.deck_id])
    if whole and not found:
        return page.block("This card names no source.")
    lines = []
    for source in found:
        lines += page.block(", ".join([source.title, *source.places]), "Source: ")
        for detail in source.details if whole else ():
            lines += page.block(detail, "  ")
    return [page.faint(line) for line in lines]


def grades(session: Session, judged: Judged, page: Page) -> list[str]:
    """Return the grades on offer, each with its key and next interval, the default marked."""
    items = []
    for grade in telling.grades(session, judged):
        item = f"{grade.rating.value} {grade.name} {grade.wait}".rstrip()
        items.append(f"[{item}]" if grade.is_default else item)
    return page.keys(items)
