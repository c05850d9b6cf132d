"""`quizkit due`, and `quizkit` alone: what there is to study now."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.cli import clock
from quizkit.cli.due_cache import (
    DeckCards,
    DueCache,
    Pace,
    Patch,
    Schedule,
    keep_cards,
    keep_pace,
    kept_cards,
    kept_pace,
    stamp_of,
)
from quizkit.cli.options import (
    complete_decks,
    echo_json,
    json_option,
    new_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.study_queue.turns import Counts, StudyDays, Turn

if TYPE_CHECKING:
    from quizkit.errors import DeckError
    from quizkit.model import Deck
    from quizkit.progress import Progress
    from quizkit.store.dues import DueRow


class _Standing(NamedTuple):
    """What there is to study of one deck."""

    path: Path
    schedule: Schedule
    counts: Counts

    @property
    def wants_study(self) -> bool:
        """Whether any card is due or new."""
        return bool(self.counts.due or self.counts.new)


class _Found(NamedTuple):
    """What there is to study, and the decks that cannot be read."""

    pace: Pace
    standings: "list[_Standing]"
    errors: "list[DeckError]"


@click.command(epilog="Example:  quizkit due cart --json")
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
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Count what is due now, deck by deck: cards to repeat, and new ones for today.

    DECK is a file, a folder, or a deck's id; without one, the decks of decks/ or of this folder.
    """
    _, standings, errors = _found(_files(decks), now, new_a_day, progress_path)
    for error in errors:
        click.echo(str(error), err=True)
    if as_json:
        echo_json([_as_json(standing, now) for standing in standings])
    else:
        for _, schedule, found in standings:
            click.echo(f"{schedule.id}: {found.due} due, {found.new} new")
    if _say_same_ids(standings) or errors:
        return 2
    return int(exit_code and any(standing.wants_study for standing in standings))


def overview() -> None:
    """List the decks of `decks/`, or of this folder, with what is due."""
    from quizkit.cli.shell_words import shell_word
    from quizkit.visible import visible, width_of
    from quizkit.wording import count

    files = _files(())
    if not files:
        from quizkit.cli.deck_files import TRY_ONE

        click.echo("There is no deck here: neither in decks/ nor in this folder.")
        click.echo(f"Try one:    {TRY_ONE}\nBegin one:  quizkit new decks/first.yaml")
        return
    now = clock.now()
    pace, standings, errors = _found(files, now, None, None)
    rows = [
        (path, f"{_said(found, pace, now):<18}  {visible(schedule.title)}")
        for path, schedule, found in standings
    ]
    for error in errors:
        path = Path(error.problems[0].location.file)
        said = f"{count(len(error.problems), 'problem')}: quizkit check {shell_word(path)}"
        rows.append((path, said))
    width = max(width_of(visible(str(path))) for path, _ in rows)
    for path, said in rows:
        name = visible(str(path))
        click.echo(f"{name}{' ' * (width - width_of(name))}  {said}")
    _say_same_ids(standings)
    if standings:
        first = next((each for each in standings if each.wants_study), standings[0])
        click.echo(f"\nStudy:  quizkit play {shell_word(first.path)}")


def _say_same_ids(standings: "Sequence[_Standing]") -> bool:
    """Say which decks have one id, so that `play` refuses them together; return whether any have."""
    from quizkit.cli.folders import same_id

    first: dict[str, Path] = {}
    clashes = [
        same_id(other, each.path, each.schedule.id)
        for each in standings
        if (other := first.setdefault(each.schedule.id, each.path)) is not each.path
    ]
    for clash in clashes:
        click.echo(clash, err=True)
    return bool(clashes)


def _said(found: Counts, pace: Pace, now: datetime) -> str:
    """Return the counts of a deck in words, or when there will be something to study."""
    from quizkit.wording import when

    if found.due or found.new:
        return f"{found.due} due, {found.new} new"
    if found.coming is None:
        return "nothing due"
    return f"nothing due, next {when(now, _instant(found.coming, now), pace.today)}"


def _files(names: Sequence[str]) -> list[Path]:
    """Return the deck files that `names` mean; files are known without loading anything."""
    paths = [Path(name) for name in names]
    if paths and all(path.is_file() for path in paths):
        from quizkit.cli.folders import each_once

        return each_once(paths)
    from quizkit.cli.deck_files import deck_files, decks_here

    return deck_files(names) if names else decks_here()


def _found(
    files: Sequence[Path], now: datetime, new_a_day: int | None, progress_path: Path | None
) -> _Found:
    """Return the dues of some decks: from the cache if nothing changed, else from the files."""
    path = progress_file(progress_path)
    cache = DueCache(path)
    errors: list[DeckError] = []
    kept = cache.find(files) or _gone_on(path, files, cache)
    if kept is not None:
        pace, schedules = kept[0], dict(zip(files, kept[1], strict=True))
    else:
        read = _by_rows(path, files)
        if read is None:
            pace, progress = _pace(path)
            (scheduled, errors), mark = _schedules(files, progress), None
        else:
            pace, scheduled, mark = read
        cache.keep(pace, scheduled, mark)
        schedules = {file: schedule for file, (_, schedule) in scheduled.items()}
    standings = []
    new_left = pace.new_left(now, new_a_day)  # over all decks, as `play` has it
    for file, schedule in schedules.items():
        found = pace.counts(schedule, now, new_left)
        new_left -= found.new
        standings.append(_Standing(file, schedule, found))
    return _Found(pace, standings, errors)


_Scheduled = dict[Path, tuple[object, Schedule]]
"""The schedules of decks, each with the stamp of its file."""


def _gone_on(
    path: Path, files: Sequence[Path], cache: DueCache
) -> tuple[Pace, list[Schedule]] | None:
    """Return pace and schedules from what was kept before the last answers, and their cards' rows.

    None if that is not all that changed.
    """
    made = cache.find_made(files) if cache.mark else None
    if made is None or cache.mark is None:
        return None
    from quizkit.store.dues import read_dues

    pace, schedules = made
    dues = read_dues(path, cache.mark)
    kept = kept_pace(path, dues.settings) if dues else None
    if dues is None or kept is None or kept != (dues.basis, pace.new_a_day, pace.day_start):
        return None
    left, introduced = set(dues.rows), dict(pace.introduced)
    days = StudyDays(pace.day_start)
    patches: dict[Path, Patch] = {}
    for file, schedule in zip(files, schedules, strict=True):
        deck = kept_cards(file, stamp_of(file))
        if deck is None:
            return None
        patches[file] = patch = []
        for place, card in enumerate(deck.cards):
            if card in left:
                row, before = dues.rows[card], schedule.turns[place]
                if before.answered is None and row.first is not None:
                    day = str(row.first)
                    introduced[day] = introduced.get(day, 0) + 1
                patch.append((place, _turn(before.note, row, days)))
        left.difference_update(deck.cards)
        schedule.patched(patch)
    if left:  # cards of other decks, of which nothing was kept
        return None
    pace = pace._replace(introduced=introduced)
    cache.keep_since(pace, patches)
    return pace, schedules


def _by_rows(path: Path, files: Sequence[Path]) -> tuple[Pace, _Scheduled, list[object]] | None:
    """Return pace, schedules and where the log ends; None if a deck, or more, has to be read whole."""
    from quizkit.store.dues import DueRow, read_dues

    stamps = {file: stamp_of(file) for file in files}
    decks = {file: kept_cards(file, stamp) for file, stamp in stamps.items()}
    dues = read_dues(path) if all(decks.values()) else None
    kept = kept_pace(path, dues.settings) if dues else None
    if dues is None or kept is None or kept[0] != dues.basis:
        return None
    _, new_a_day, day_start = kept
    days = StudyDays(day_start)
    unknown = DueRow()
    scheduled: _Scheduled = {}
    for file, deck in decks.items():
        if deck is not None:
            rows = (dues.rows.get(card, unknown) for card in deck.cards)
            turns = [_turn(note, row, days) for note, row in zip(deck.notes, rows, strict=True)]
            scheduled[file] = stamps[file], Schedule(deck.id, deck.title, turns)
    return Pace(dues.introduced(), new_a_day, day_start), scheduled, dues.mark


def _turn(note: int, row: "DueRow", days: StudyDays) -> Turn[int]:
    """Return the turn of a card from its row; as `study_queue.turn_of`."""
    due, zone, answered, hidden, learning, _ = row
    if due is None or zone is None:
        return Turn(note, None, None, answered, hidden)
    day, begins = days.of(due, zone)
    timed = not begins if learning else day == answered
    return Turn(note, due, day, answered, hidden, learning, timed)


def _pace(path: Path) -> "tuple[Pace, Progress]":
    """Return the pace of a learner, whose file need not be there yet, and where cards stand."""
    from collections import Counter

    from quizkit import desk
    from quizkit.store.dues import settings_of_file

    known_by = settings_of_file(path)  # before they are read: what is newer is then seen
    with desk.read(path) as learner:
        settings, progress = learner.settings, learner.due_dates()
        keep_pace(path, known_by, (learner.basis(), settings.new, settings.day_start))
    days = Counter(record.first_day for record in progress.records.values())
    introduced = {str(day): count for day, count in days.items() if day is not None}
    return Pace(introduced, settings.new, settings.day_start), progress


def _schedules(files: Sequence[Path], progress: "Progress") -> "tuple[_Scheduled, list[DeckError]]":
    """Return the schedule of each deck that can be read, with the stamp of its file."""
    from quizkit.errors import DeckError

    read: _Scheduled = {}
    errors: list[DeckError] = []
    for file in files:
        stamp = stamp_of(file)
        try:
            read[file] = stamp, schedule_of(_cards(file, stamp), progress)
        except DeckError as error:
            errors.append(error)
    return read, errors


def _cards(file: Path, stamp: object) -> DeckCards:
    """Return the cards of a deck, its file read only if it was changed.

    Raises:
        DeckError: it cannot be read.
    """
    cards = kept_cards(file, stamp)
    if cards is None:
        from quizkit.formats.deck_yaml import load_deck

        cards = deck_cards(load_deck(file))
        keep_cards(file, stamp, cards)
    return cards


def deck_cards(deck: "Deck") -> DeckCards:
    """Return the cards of a deck."""
    numbers = {id(note): number for number, note in enumerate(deck.notes)}
    notes = [numbers[id(card.note)] for card in deck.cards]
    return DeckCards(deck.id, deck.title, [card.id for card in deck.cards], notes)


def schedule_of(deck: DeckCards, progress: "Progress") -> Schedule:
    """Return the due dates of the cards of a deck."""
    from quizkit.progress.instants import milliseconds_if
    from quizkit.study_queue import turn_of

    turns: list[Turn[int]] = []
    for card, note in zip(deck.cards, deck.notes, strict=True):
        _, due, day, answered, hidden, *how = turn_of(note, progress.record(card), progress.day)
        turns.append(Turn(note, milliseconds_if(due), day, answered, hidden, *how))
    return Schedule(deck.id, deck.title, turns)


def _instant(milliseconds: int, now: datetime) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, now.tzinfo)


def _as_json(standing: _Standing, now: datetime) -> dict[str, object]:
    path, schedule, found = standing
    return {
        "deck": schedule.id,
        "title": schedule.title,
        "file": str(path),
        "cards": len(schedule.turns),
        "due": found.due,
        "new": found.new,
        "next_due": None if found.coming is None else _instant(found.coming, now).isoformat(),
    }
