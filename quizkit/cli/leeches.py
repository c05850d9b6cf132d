"""Tells of leeches: cards that fail far more often than predicted, or on and on."""

from contextlib import suppress

import click

from quizkit.cli.page import Page
from quizkit.desk import Desk
from quizkit.errors import StoreError
from quizkit.scheduling import Rating
from quizkit.session import Mode, Session
from quizkit.wording import on_one_line


def tell_leeches(session: Session, desk: Desk, page: Page) -> None:
    """Name the leeches among the cards that a session missed; see `quizkit.stats.Hard`."""
    plan, progress = session.plan, session.progress
    again = [answer.card for answer in session.answers if answer.rating is Rating.AGAIN]
    if plan.mode is not Mode.STUDY or not again:
        return
    from quizkit.stats import leeches

    scheduler = desk.settings.scheduler()
    missed = {progress.name(card.id): card for card in again}
    with suppress(StoreError):
        for each in leeches(missed, progress, scheduler, desk.counted):
            prompt = on_one_line(missed[each.card].prompt)
            said = (
                f"“{prompt}” was missed {each.fails} of {each.answers} times: in other words it may "
                "hold better. Rewrite it, or suspend it when it comes."
            )
            click.echo("\n".join(page.block(said)))
