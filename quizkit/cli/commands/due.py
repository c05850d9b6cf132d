"""`quizkit due`, and `quizkit` alone: what there is to study now."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.cli import clock
from quizkit.cli.due_cache import DueCache, Pace, Schedule
from quizkit.cli.due_schedules import by_log, by_rows, gone_on
from quizkit.cli.options import (
    complete_decks,
    echo_json,
    json_option,
    new_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.study_queue.turns import Counts

if TYPE_CHECKING:
    from quizkit.errors import DeckError


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
    from quizkit.visible import shell_word, visible, width_of
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
    kept = cache.find(files) or gone_on(path, files, cache)
    if kept is not None:
        pace, schedules = kept[0], dict(zip(files, kept[1], strict=True))
    else:
        read = by_rows(path, files, now)
        if read is None:
            (pace, scheduled, errors), mark = by_log(path, files, now), None
        else:
            pace, scheduled, mark = read
        cache.keep(pace, scheduled, mark)
        schedules = {file: schedule for file, (_, schedule) in scheduled.items()}
    _tell_ahead(pace, path, now)
    standings = []
    new_left = pace.new_left(now, new_a_day)  # over all decks, as `play` has it
    for file, schedule in schedules.items():
        found = pace.counts(schedule, now, new_left)
        new_left -= found.new
        standings.append(_Standing(file, schedule, found))
    return _Found(pace, standings, errors)


def _tell_ahead(pace: Pace, path: Path, now: datetime) -> None:
    """Tell of events that lie in the future."""
    if pace.knows_ahead(now) and not pace.ahead:  # as nearly always
        return
    from quizkit.cli.ahead import tell_ahead
    from quizkit.progress import Ahead

    if pace.knows_ahead(now) and pace.first is not None:
        tell_ahead(Ahead(pace.ahead, _instant(pace.first, now)), now)
        return
    from quizkit import desk

    with desk.read(path) as learner:
        tell_ahead(learner.ahead(now), now)


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
