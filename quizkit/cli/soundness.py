"""Whether a progress file is sound, before answers go into it.

Its pages are looked at where whoever wrote to it last did not close it, killed or still at work, and
where that takes a few milliseconds once a study day. A larger file is read back whole by the backup
that the first session of a day leaves at its end.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quizkit.desk import Desk
from quizkit.store import SQLiteStore
from quizkit.store.paths import real, wal_of

_SMALL = 2_000_000  # bytes: some thirty thousand answers, four milliseconds


class Left(NamedTuple):
    """How a progress file was left, as it is before it is opened.

    Args:
        is_open: whether something stands in the log beside it.
        size: in bytes.
        written: when it was last written, seconds since 1970.
    """

    is_open: bool = False
    size: int = 0
    written: float = 0


def left(path: Path) -> Left:
    """Return how a progress file was left; as if it was closed if it is not there."""
    try:
        found = path.stat()
        log = wal_of(real(path))
        return Left(log.exists() and log.stat().st_size > 0, found.st_size, found.st_mtime)
    except OSError:
        return Left()


def refuse_damaged(desk: Desk, before: Left, now: datetime) -> None:
    """Look at the pages of a file if it is time to.

    Args:
        desk: the file, open.
        before: how it was left.
        now: an aware datetime in the learner's offset.

    Raises:
        DamagedError: one of them is not as it was written.
    """
    if not before.is_open:
        if not 0 < before.size <= _SMALL:
            return
        day = desk.settings.days.study_day
        if day(datetime.fromtimestamp(before.written, now.tzinfo)) == day(now):
            return
    from quizkit.store.faults import damaged
    from quizkit.store.verifying import fault_of_pages

    if isinstance(desk.store, SQLiteStore) and (found := fault_of_pages(desk.store)) is not None:
        raise damaged(desk.store.path, found)
