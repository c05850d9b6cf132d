"""What there is to study of decks, as `quizkit due`, the list and the start screen count it.

From the cache where nothing changed, so that a shell prompt waits for nothing of the scheduler.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizkit.cli.called import called
from quizkit.cli.due_cache import DueCache, Schedule, Terms
from quizkit.cli.due_schedules import by_log, by_rows, gone_on
from quizkit.cli.options import progress_file
from quizkit.study_queue.turns import Counts

if TYPE_CHECKING:
    from quizkit.errors import DeckError


class Standing(NamedTuple):
    """What there is to study of one deck."""

    path: Path
    schedule: Schedule
    counts: Counts

    @property
    def wants_study(self) -> bool:
        """Whether any card is due or new."""
        return bool(self.counts.due or self.counts.new)


class Found(NamedTuple):
    """What there is to study, and what is in the way.

    Args:
        terms: what the log says beside the schedules.
        standings: of the decks that can be read.
        errors: of those that cannot.
        ahead: what a clock dated that was ahead, in words; may be empty.
    """

    terms: Terms
    standings: "list[Standing]"
    errors: "list[DeckError]"
    ahead: str

    @property
    def total(self) -> Counts:
        """What `play` would ask of all of them together, and when the next falls due."""
        counts = [standing.counts for standing in self.standings]
        coming = [each.coming for each in counts if each.coming is not None]
        due, new = sum(each.due for each in counts), sum(each.new for each in counts)
        return Counts(due, new, min(coming, default=None))

    @property
    def notices(self) -> list[str]:
        """What there is to tell beside the numbers of the decks that can be read; mostly nothing."""
        return [*filter(None, [self.ahead]), *self._left_out, *self.same_ids]

    @property
    def _left_out(self) -> list[str]:
        """In words, which notes are left out."""
        wrong = [each for each in self.standings if each.schedule.problems]
        if not wrong:
            return []
        from quizkit.cli.left_out import Trouble, told

        found = [Trouble(path, each.problems, each.left_out) for path, each, _ in wrong]
        return told(found, alone=len(self.standings) == 1)

    @property
    def refused(self) -> list[str]:
        """In words, which decks cannot be read; why, if none can."""
        if not self.errors or not self.standings:
            return [*map(str, self.errors)]
        from quizkit.cli.left_out import told

        return told((), self.errors, alone=False)

    @property
    def same_ids(self) -> list[str]:
        """Which decks have one id, so that `play` refuses them together; a sentence each."""
        from quizkit.cli.folders import same_id

        first: dict[str, Path] = {}
        return [
            same_id(other, each.path, each.schedule.id)
            for each in self.standings
            if (other := first.setdefault(each.schedule.id, each.path)) is not each.path
        ]


def files_of(names: Sequence[str]) -> list[Path]:
    """Return the deck files that `names` mean; files are known without loading anything."""
    paths = [Path(name) for name in names]
    if paths and all(path.is_file() for path in paths):
        from quizkit.cli.folders import each_once

        return each_once(paths)
    from quizkit.cli.deck_files import deck_files, decks_here

    return deck_files(names) if names else decks_here()


def found(
    files: Sequence[Path], now: datetime, new_a_day: int | None, progress_path: Path | None
) -> Found:
    """Return the dues of some decks: from the cache if nothing changed, else from the files."""
    path = progress_file(progress_path)
    cache = DueCache(path)
    errors: list[DeckError] = []
    kept = cache.find(files) or gone_on(path, files, cache)
    if kept is not None:
        terms, schedules = kept[0], dict(zip(files, kept[1], strict=True))
    else:
        read = by_rows(path, files, now)
        if read is None:
            (terms, scheduled, errors), mark = by_log(path, files, now), None
        else:
            terms, scheduled, mark = read
        cache.keep(terms, scheduled, mark)
        schedules = {file: schedule for file, (_, schedule) in scheduled.items()}
    new_left = terms.new_left(now, new_a_day)  # over all decks, as `play` has it
    counts = terms.counts_together(list(schedules.values()), now, new_left)
    rows = zip(schedules.items(), counts, strict=True)
    standings = [Standing(file, schedule, counted) for (file, schedule), counted in rows]
    return Found(terms, standings, errors, _ahead(terms, path, now))


def _ahead(terms: Terms, path: Path, now: datetime) -> str:
    """Return in words how many events lie in the future."""
    if terms.knows_ahead(now) and not terms.ahead:  # as nearly always
        return ""
    from quizkit.cli.ahead import said_ahead
    from quizkit.progress import Ahead

    if terms.knows_ahead(now) and terms.first is not None:
        return said_ahead(Ahead(terms.ahead, instant(terms.first, now)), now)
    from quizkit import desk

    with desk.read(path) as learner:
        return said_ahead(learner.ahead(now), now)


def instant(milliseconds: int, now: datetime) -> datetime:
    """Return an instant in the offset of another one."""
    return datetime.fromtimestamp(milliseconds / 1000, now.tzinfo)


def broken(here: Found) -> list[tuple[Path, str]]:
    """Return the decks that cannot be read, each with what tells of its problems."""
    from quizkit.visible import shell_word
    from quizkit.wording import count

    files = [(Path(each.problems[0].location.file), len(each.problems)) for each in here.errors]
    return [
        (path, f"{count(number, 'problem')}: {called()} check {shell_word(path)}")
        for path, number in files
    ]


def next_of(counts: Counts, terms: Terms, now: datetime) -> str:
    """Return when the next card falls due, such as `next tomorrow`; empty if none will."""
    from quizkit.wording import when

    if counts.coming is None:
        return ""
    return f"next {when(now, instant(counts.coming, now), terms.today)}"
