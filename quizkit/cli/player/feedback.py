"""Feedback on the page: what `quizkit.telling` says of an answer, drawn in lines.

Loaded with the first answer, not with the first question.
"""

from quizkit import telling
from quizkit.cli.page import GREEN, RED, Page
from quizkit.grading import Outcome, Segment, SegmentKind
from quizkit.model import Card
from quizkit.session import Judged, Session
from quizkit.telling.judged import MARKS
from quizkit.visible import visible

_COLOURS: dict[Outcome | None, int] = {
    Outcome.CORRECT: GREEN,
    Outcome.CLOSE: GREEN,
    Outcome.WRONG: RED,
}
"""Those of the signs; what is right in part, and what was only shown, has none."""


def feedback(judged: Judged, page: Page, *, typed: str = "") -> list[str]:
    """Return the verdict on an answer and its reason, the right answer, and the explanation.

    Args:
        judged: the answer.
        page: how to write.
        typed: the answer as it stands just above, where it does; it is not repeated.
    """
    told = telling.feedback(judged)
    lines = []
    if told.heading is not None:
        outcome, mark, text = told.heading
        lines += page.block(text, f"{page.sign(mark, _COLOURS.get(outcome))} ", bold=True)
    given = told.given if told.given != typed else ""
    if given:
        lines += page.block(given, "You:    ")
    if told.difference:
        marked = "".join(_marked(segment, page) for segment in told.difference)
        lines += page.wrapped(marked, " " * 8 if given else "You:    ")
    for part in told.parts:
        lines += page.block(
            part.text, f"  {page.sign(MARKS[part.outcome], _COLOURS.get(part.outcome))} "
        )
    if told.answer:
        lines += page.block(told.answer, "Answer: ", bold=True)
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
            return page.bold(f"{{+{text}+}}")
        case SegmentKind.EXTRA:
            return f"[-{text}-]"


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
    return lines


def grades(session: Session, judged: Judged, page: Page) -> list[str]:
    """Return the grades on offer, each with its key and next interval, the default marked."""
    items = []
    for grade in telling.grades(session, judged):
        item = f"{grade.rating.value} {grade.name} {grade.wait}".rstrip()
        items.append(page.bold(f"[{item}]") if grade.is_default else item)
    return page.keys(items)
