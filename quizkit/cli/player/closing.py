"""The end of a session on the page: what `quizkit.telling` says of it, drawn in lines."""

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.session import Judged, Mode, Session


def summary(session: Session, page: Page) -> list[str]:
    """Return the result of a session, the cards that were missed, and those that come next."""
    told = telling.summary(session)
    lines = page.blocks(told.result)
    if session.plan.mode is Mode.EXAM:
        score, *rest = told.result
        lines = page.heading(score) + page.blocks(rest)
    if told.missed:
        lines += ["", "Missed:"]
    for prompt, back in told.missed:
        shown = _shortened(prompt, 2 * page.width)
        lines += page.block(f"{shown} – back {back}" if back else shown, "  ✗ ")
    for answer in told.lost:
        lines += ["", page.rule(), *_lost(answer, session, page)]
    return [*lines, *([""] if lines else []), *page.blocks(told.coming)]


def _lost(answer: Judged, session: Session, page: Page) -> list[str]:
    """Return the feedback on an answer that lost points in an exam."""
    from quizkit.cli.player.feedback import feedback, sources

    card = answer.card
    prompt = page.heading(card.prompt)
    return [*prompt, "", *feedback(answer, page), *sources(card, session, page)]


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
