"""`quizkit due`, and `quizkit` alone: what there is to study now."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.cli.due_cache import (
    Counts,
    DueCache,
    Log,
    Outline,
    Schedule,
    counts,
    keep_outline,
    kept_outline,
    stamp_of,
)
from quizkit.cli.options import (
    complete_decks,
    json_option,
    new_option,
    now_option,
    progress_file,
    progress_option,
)

if TYPE_CHECKING:
    from quizkit.errors import DeckError
    from quizkit.model import Deck
    from quizkit.progress import Progress
    from quizkit.settings import Settings


class _Standing(NamedTuple):
    """What there is to study of one deck."""

    path: Path
    schedule: Schedule
    counts: Counts


@click.command(epilog="Example:  quizkit due decks/cart.yaml --json")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@new_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything is due or new.")
@now_option
@json_option
@progress_option
def due(
    decks: tuple[str, ...],
    new_a_day: int | None,
    exit_code: bool,
    now: datetime | None,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Count what is due now, deck by deck: cards to repeat, and new ones for today.

    DECK is a file, a folder, or a deck's id; without one, the decks of decks/ or of this folder.
    """
    now = now or datetime.now().astimezone()
    standings, errors = _standings(_files(decks), now, new_a_day, progress_path)
    for error in errors:
        click.echo(str(error), err=True)
    if as_json:
        click.echo(json.dumps([_as_json(standing, now) for standing in standings], indent=2))
    else:
        for _, schedule, found in standings:
            click.echo(f"{schedule.id}: {found.due} due, {found.new} new")
    if errors:
        return 2
    return 1 if exit_code and any(s.counts.due or s.counts.new for s in standings) else 0


def overview() -> None:
    """List the decks of `decks/`, or of this folder, with what is due."""
    from shlex import quote

    from quizkit.cli.page import width_of
    from quizkit.scheduling import CalendarDays
    from quizkit.visible import visible
    from quizkit.wording import count, when

    files = _files(())
    if not files:
        click.echo("There is no deck here: neither in decks/ nor in this folder.")
        click.echo("Begin one:  quizkit new decks/first.yaml")
        return
    now = datetime.now().astimezone()
    standings, errors = _standings(files, now, None, None)
    paths = [visible(str(standing.path)) for standing in standings]
    paths += [visible(error.problems[0].location.file) for error in errors]
    width = max(map(width_of, paths))
    column = [path + " " * (width - width_of(path)) for path in paths]
    for path, standing in zip(column, standings, strict=False):
        found = standing.counts
        what = f"{found.due} due, {found.new} new"
        if not found.due and not found.new:
            what = "nothing due"
            if found.coming is not None:
                what += f", next {when(now, _instant(found.coming, now), CalendarDays().study_day)}"
        click.echo(f"{path}  {what:<18}  {visible(standing.schedule.title)}")
    for path, error in zip(column[len(standings) :], errors, strict=True):
        problems = count(len(error.problems), "problem")
        file = visible(error.problems[0].location.file)
        click.echo(f"{path}  {problems}: quizkit check {quote(file)}")
    if standings:
        first = next((s for s in standings if s.counts.due or s.counts.new), standings[0])
        click.echo(f"\nStudy:  quizkit play {quote(visible(str(first.path)))}")


def _files(names: Sequence[str]) -> list[Path]:
    """Return the deck files that `names` mean; files are known without loading anything."""
    paths = [Path(name) for name in names]
    if paths and all(path.is_file() for path in paths):
        return list(dict.fromkeys(paths))
    from quizkit.cli.decks import deck_files, near_decks

    return deck_files(names) if names else near_decks()


def _standings(
    files: Sequence[Path], now: datetime, new_a_day: int | None, progress_path: Path | None
) -> "tuple[list[_Standing], list[DeckError]]":
    path = progress_file(progress_path)
    cache = DueCache(path)
    kept = cache.find(files)
    if kept is not None:
        log, schedules = kept
        found = zip(files, schedules, strict=True)
        return [_Standing(p, s, counts(s, log, now, new_a_day)) for p, s in found], []
    from quizkit.errors import DeckError

    log, progress = _log(path)
    read: dict[Path, tuple[object, Schedule]] = {}
    errors: list[DeckError] = []
    for file in files:
        stamp = stamp_of(file)
        try:
            read[file] = stamp, schedule_of(_outline(file, stamp), progress)
        except DeckError as error:
            errors.append(error)
    cache.keep(log, read)
    standings = [_Standing(p, s, counts(s, log, now, new_a_day)) for p, (_, s) in read.items()]
    return standings, errors


def _log(path: Path) -> "tuple[Log, Progress]":
    """Return what a progress file says, which need not be there yet; nothing is made."""
    from collections import Counter

    from quizkit.cli.events import replayable
    from quizkit.progress import replay
    from quizkit.settings import settings_of

    with replayable(path) as log:
        settings: Settings = settings_of(log.others)
        progress = replay(log, settings.scheduler(), settings.days)
    days = Counter(str(record.first_day) for record in progress.records.values())
    return Log(days, settings.new, settings.day_start), progress


def _outline(file: Path, stamp: object) -> Outline:
    """Return which cards a deck has, the file read only if it was changed.

    Raises:
        DeckError: it cannot be read.
    """
    outline = kept_outline(file, stamp)
    if outline is None:
        from quizkit.formats.deck_yaml import load_deck

        outline = outline_of(load_deck(file))
        keep_outline(file, stamp, outline)
    return outline


def outline_of(deck: "Deck") -> Outline:
    """Return which cards a deck has."""
    numbers = {id(note): number for number, note in enumerate(deck.notes)}
    cards = deck.cards
    notes = [numbers[id(card.note)] for card in cards]
    return Outline(deck.id, deck.title, [card.id for card in cards], notes)


def schedule_of(outline: Outline, progress: "Progress") -> Schedule:
    """Return when the cards of a deck fall due."""
    from quizkit.study_queue import is_learning

    schedule = Schedule(outline.id, outline.title, outline.notes, [], [], [], [])
    for card in outline.cards:
        record = progress.record(card)
        when = record.state.due
        schedule.due.append(-1 if when is None else int(when.timestamp() * 1000))
        learning = when is not None and is_learning(record.state)
        schedule.steps.append(progress.day(when) if when is not None and learning else 0)
        schedule.answered.append(record.last_day or 0)
        schedule.hidden.append(-1 if record.suspended else record.buried_day or 0)
    return schedule


def _instant(milliseconds: int, now: datetime) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, now.tzinfo)


def _as_json(standing: _Standing, now: datetime) -> dict[str, object]:
    path, schedule, found = standing
    return {
        "deck": schedule.id,
        "title": schedule.title,
        "file": str(path),
        "cards": len(schedule.notes),
        "due": found.due,
        "new": found.new,
        "next_due": None if found.coming is None else _instant(found.coming, now).isoformat(),
    }
