"""`quizkit due`, and `quizkit` alone: what there is to study now."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from attrs import frozen

from quizkit.cli.decks import deck_files, near_decks
from quizkit.cli.options import (
    complete_decks,
    json_option,
    new_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.cli.wording import count, when
from quizkit.errors import DeckError, visible
from quizkit.formats.deck_yaml import load_deck
from quizkit.model import Deck
from quizkit.progress import Progress, replay
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.settings import Settings
from quizkit.store import open_store
from quizkit.study_queue import Queue, next_due, study_queue


@frozen
class _Standing:
    """What there is to study of one deck; `queue` is what `play` would ask."""

    path: Path
    deck: Deck
    queue: Queue
    coming: datetime | None

    @property
    def due(self) -> int:
        return len(self.queue.due) + len(self.queue.learning)

    @property
    def new(self) -> int:
        return len(self.queue.new)


@click.command(
    epilog="Example:  quizkit due decks/cart.yaml --json", short_help="Count what is due now."
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@new_option
@now_option
@json_option
@progress_option
def due(
    decks: tuple[str, ...],
    new_a_day: int | None,
    now: datetime | None,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Count what is due now, deck by deck: cards to repeat, and new ones for today.

    DECK is a file, a folder, or a deck's id; without one, the decks of decks/ or of this folder.
    """
    files = deck_files(decks) if decks else near_decks()
    now = now or datetime.now().astimezone()
    new_a_day = Settings().new if new_a_day is None else new_a_day
    standings, errors = _standings(files, now, new_a_day, progress_path)
    for error in errors:
        click.echo(str(error), err=True)
    if as_json:
        click.echo(json.dumps([_as_json(standing) for standing in standings], indent=2))
    else:
        for standing in standings:
            click.echo(f"{standing.deck.id}: {standing.due} due, {standing.new} new")
    return 2 if errors else 0


def overview() -> None:
    """List the decks of `decks/`, or of this folder, with what is due."""
    files = near_decks()
    if not files:
        click.echo("There is no deck here: neither in decks/ nor in this folder.")
        click.echo("See `quizkit --help`; a deck is a YAML file of questions and answers.")
        return
    now = datetime.now().astimezone()
    standings, errors = _standings(files, now, 20, None)
    width = max((len(str(standing.path)) for standing in standings), default=0)
    for standing in standings:
        what = f"{standing.due} due, {standing.new} new"
        if not standing.due and not standing.new:
            what = "nothing due"
            if standing.coming is not None:
                what += f", next {when(now, standing.coming, CalendarDays())}"
        path = visible(str(standing.path))
        click.echo(f"{path:<{width}}  {what:<18}  {visible(standing.deck.title)}")
    for error in errors:
        problem = error.problems[0]
        path = visible(problem.location.file)
        found = count(len(error.problems), "problem")
        click.echo(f"{path:<{width}}  {found}: quizkit check {path}")
    if standings:
        first = next((s for s in standings if s.due or s.new), standings[0])
        click.echo(f"\nStudy:  quizkit play {visible(str(first.path))}")


def _standings(
    files: Sequence[Path], now: datetime, new_a_day: int, progress_path: Path | None
) -> tuple[list[_Standing], list[DeckError]]:
    scheduler = Scheduler(day=CalendarDays())
    progress = _progress(progress_file(progress_path), scheduler)
    standings: list[_Standing] = []
    errors: list[DeckError] = []
    for path in files:
        try:
            deck = load_deck(path)
        except DeckError as error:
            errors.append(error)
            continue
        queue = study_queue(deck.cards, progress, now, scheduler=scheduler, new_a_day=new_a_day)
        standings.append(_Standing(path, deck, queue, next_due(deck.cards, progress, now)))
    return standings, errors


def _progress(path: Path, scheduler: Scheduler) -> Progress:
    """Return the progress in a file, which need not be there yet; nothing is made."""
    if not path.exists():
        return Progress()
    with open_store(path) as store:
        return replay(store.events(), scheduler)


def _as_json(standing: _Standing) -> dict[str, object]:
    return {
        "deck": standing.deck.id,
        "title": standing.deck.title,
        "file": str(standing.path),
        "cards": len(standing.deck.cards),
        "due": standing.due,
        "new": standing.new,
        "next_due": standing.coming and standing.coming.isoformat(),
    }
