"""What is said of leeches: cards that fail far more often than predicted, and want rewriting."""

from contextlib import suppress

import click

from quizkit.cli.page import Page
from quizkit.errors import StoreError
from quizkit.scheduling import Rating
from quizkit.session import Mode, Session
from quizkit.store import Store


def tell_leeches(session: Session, store: Store, page: Page) -> None:
    """Name the leeches among the cards that a session missed; see `quizkit.stats.Hard`."""
    progress, cards = session.progress, session.plan.cards
    lapses = {
        answer.card.id: progress.record(answer.card.id).state.lapses
        for answer in session.answers
        if answer.rating is Rating.AGAIN
    }
    if session.plan.mode is not Mode.STUDY or not any(lapses.values()):
        return
    from quizkit.progress import reviews
    from quizkit.stats import LEECH_FAILS, statistics

    missed = {progress.name(card): card for card, n in lapses.items() if n >= LEECH_FAILS - 1}
    if not missed:
        return  # which saves a look at the whole log
    with suppress(StoreError), store.log() as log:
        found = statistics(reviews(log), progress, session.plan.scheduler, session.now)
        for each in found.hard:
            if each.leech and each.card in missed:
                prompt = " ".join(cards[missed[each.card]].prompt.split())
                said = (
                    f"Leech: “{prompt}” was failed {each.fails} times of {each.answers}, where "
                    f"{each.expected:.1f} were expected. Rewrite it, or suspend it when it comes."
                )
                click.echo("\n".join(page.block(said)))
