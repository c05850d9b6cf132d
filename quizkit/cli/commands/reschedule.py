"""`quizkit reschedule`: puts cards on a date."""

from datetime import date, datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.decks import named_cards
from quizkit.cli.events import short, still_hidden
from quizkit.cli.fitting_lines import say
from quizkit.cli.following import cards_to_change
from quizkit.cli.options import complete_decks, now_option, progress_file, progress_option
from quizkit.progress import rescheduling
from quizkit.visible import visible
from quizkit.wording import when


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no ISO date, such as 2026-04-01") from None


@click.command(epilog="Example:  quizkit reschedule decks/cart.yaml#approval-year 2030-04-01")
@click.argument(
    "names", metavar="DECK#ID...", nargs=-1, required=True, shell_complete=complete_decks
)
@click.argument("day", metavar="DATE", type=_date, is_eager=True)  # a date left out is missed first
@now_option
@progress_option
def reschedule(names: tuple[str, ...], day: date, now: datetime, progress_path: Path | None) -> int:
    """Have cards come on DATE, an ISO date from today on.

    What is known of your memory stays as it is. A card that was new enters review, as one that you
    know until then; a suspended card stays suspended. `quizkit undo EVENT` takes it back.

    DECK is a file, a folder, or a deck's id; ID names a note, with all its cards, or one card, as
    `quizkit show DECK` lists them.
    """
    chosen = named_cards(names)
    with desk.open(progress_file(progress_path)) as mine:
        cards, changed = cards_to_change(chosen, mine, now)
        progress, store = mine.progress, mine.store
        try:
            events = rescheduling(cards, day, progress, store.writer, now, changed)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="'DATE'") from error
        store.append(*events)
    for event in events:
        record = progress.record(event.card)
        before = record.state.due
        was = (
            "it was new, and is in review now"
            if before is None
            else f"it was due on {date.fromordinal(progress.day(before))}"
        )
        hidden = still_hidden(record, day.toordinal())
        say(
            f"{visible(event.card)}: due {when(now, event.due, progress.day)}, on {day}"
            f" ({was}){hidden}.\n  to take it back:  quizkit undo {short(event.id)}"
        )
    return 0
