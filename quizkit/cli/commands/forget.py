"""`quizkit forget`: makes cards new again; what was answered stays in the log."""

from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.decks import named_cards
from quizkit.cli.events import short, still_hidden
from quizkit.cli.fitting_lines import say
from quizkit.cli.following import cards_to_change
from quizkit.cli.options import complete_decks, now_option, progress_file, progress_option
from quizkit.progress import forgetting
from quizkit.visible import visible
from quizkit.wording import count


@click.command(epilog="Example:  quizkit forget decks/cart.yaml#approval-year")
@click.argument(
    "names", metavar="DECK#ID...", nargs=-1, required=True, shell_complete=complete_decks
)
@now_option
@progress_option
def forget(names: tuple[str, ...], now: datetime, progress_path: Path | None) -> int:
    """Make cards new again: they are learned anew, and their old answers count no more.

    DECK is a file, a folder, or a deck's id; ID names a note, with all its cards, or one card, as
    `quizkit show DECK` lists them. The answers stay in the log: `quizkit undo EVENT` brings all of
    it back.
    """
    chosen = named_cards(names)
    with desk.open(progress_file(progress_path)) as mine:
        cards, changed = cards_to_change(chosen, mine, now)
        progress, store = mine.progress, mine.store
        events = forgetting(cards, progress, store.writer, now, changed)
        store.append(*events)
    for event in events:
        record = progress.record(event.card)
        answers = count(record.state.reviews, "answer")
        hidden = still_hidden(record, progress.day(now))
        say(
            f"{visible(event.card)}: new again; its history is kept ({answers}){hidden}.\n"
            f"  to take it back:  quizkit undo {short(event.id)}"
        )
    forgotten = {event.card for event in events}
    for card in cards:
        if card not in forgotten:
            say(f"{visible(card)}: is new already.")
    return 0
