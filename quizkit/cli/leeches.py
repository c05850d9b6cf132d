"""What is said of leeches: cards that fail far more often than predicted, and want rewriting."""

from contextlib import suppress

import click

from quizkit.cli.page import Page
from quizkit.errors import StoreError
from quizkit.scheduling import Rating
from quizkit.session import Mode, Session
from quizkit.store import SQLiteStore


def tell_leeches(session: Session, store: SQLiteStore, page: Page) -> None:
    """Name the leeches among the cards that a session missed; see `quizkit.stats.Hard`."""
    if session.plan.mode is not Mode.STUDY:
        return
    progress, cards = session.progress, session.plan.cards
    missed = {answer.card.id for answer in session.answers if answer.rating is Rating.AGAIN}
    if not missed:
        return
    from quizkit.progress import reviews
    from quizkit.stats import LEECH_FAILS, statistics

    # Of a study day one fail counts, and none of the first; this saves a look at the whole log.
    suspects = {
        progress.name(card): card
        for card in missed
        if progress.record(card).state.study_days > LEECH_FAILS
    }
    if not suspects:
        return
    with suppress(StoreError), store.log() as log:
        found = statistics(reviews(log), progress, session.plan.scheduler, session.now)
        for each in found.hard:
            if each.leech and each.card in suspects:
                prompt = " ".join(cards[suspects[each.card]].prompt.split())
                said = (
                    f"Leech: “{prompt}” failed {each.fails} of {each.answers} times, "
                    f"{each.expected:.1f} expected. Rewrite it, or suspend it when it comes."
                )
                click.echo("\n".join(page.block(said)))
