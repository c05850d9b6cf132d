"""The habits of a learner as a progress file keeps them: the sums over all answers up to a version.

A cache of this file alone. What came since is added when it is read; where that takes back or rates
what is in the sums, or the cache makes no sense, all answers are gone through again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from quizkit.garbage import undisturbed
from quizkit.lazy import deferred
from quizkit.progress import Habits
from quizkit.progress.habits import LONGEST, Tally
from quizkit.progress.instants import MILLISECOND
from quizkit.scheduling import CalendarDays
from quizkit.store.log_end import LogEnd
from quizkit.store.rows import EventKind
from quizkit.store.sqlite import SQLiteStore

if TYPE_CHECKING:
    from quizkit.progress import log as logs
    from quizkit.store import log_rows
else:
    logs = deferred("quizkit.progress.log")  # a log without answers takes neither
    log_rows = deferred("quizkit.store.log_rows")

_NAME = "habits"
_AT_ONCE = 50_000
"""Answers that are gone through at once."""
_AT_FIRST = 4_000
"""Answers that are gone through at most before a first question: some ten milliseconds."""
_MOST_STEPS = 20
_LAG = 200
"""The newest events, which an undo is most likely to take back, are not in what is kept."""
_OLDEST_CHANGED = f"""
    SELECT min(target.rowid) FROM event JOIN event AS target
        ON (target.writer, target.number) = (event.target_writer, event.target_number)
    WHERE event.kind <> {EventKind.ANSWER:d} AND event.rowid > :version
        AND event.kind IN ({EventKind.RATE:d}, {EventKind.UNDO:d})
        AND target.kind IN ({EventKind.ANSWER:d}, {EventKind.RATE:d}, {EventKind.UNDO:d})
        AND target.rowid <= :version
"""
"""The first of the events up to a version that one which came since takes back or rates."""
_WRITERS = """SELECT number, name FROM writer
    WHERE number IN (SELECT writer FROM event WHERE rowid > ?)"""
_MOST_CARDS = 8_000_000
_MOST_DAYS = 4_000_000


class _Sums(NamedTuple):
    """Sums as they are kept.

    Args:
        by: what they were worked out by.
        version: how many events the log had.
        habits: the sums.
        begun, held: the cards that count there, a bit each by their numbers, as hexadecimal digits.
    """

    by: str
    version: int
    habits: Habits
    begun: str = ""
    held: str = ""

    def tally(self) -> Tally:
        """Return the sums, to be gone on with."""
        habits = self.habits
        spent = habits.spent // MILLISECOND
        cards = _cards(self.begun), _cards(self.held)
        return Tally(habits.answers, spent, habits.failed, *cards, habits.days)


def habits(store: SQLiteStore, days: CalendarDays, *, patient: bool = True) -> Habits | None:
    """Return the habits that the log of a file tells of.

    Args:
        store: the file.
        days: what a study day is.
        patient: whether to go through however many answers, some two seconds for a million, and to
            keep what was found. If not, None is returned where a first question would wait for it.

    Raises:
        StoreError: the file is damaged.
    """
    with store.alone(), undisturbed():  # what is read belongs together
        kept, end = _kept(store, days), store.end()
        if kept.version > end or _settled(store, kept.version) < kept.version:
            kept = _Sums(kept.by, 0, Habits())
        if end - kept.version > _AT_FIRST and not patient:
            return None
        tally, after = kept.tally(), kept.version
        if patient and end - after > 2 * _LAG:
            until = _settled(store, end - _LAG)
            if until > after:
                _add(tally, store, after, until, days)
                bits = _bits(tally.begun), _bits(tally.held)
                store.keep_here(_NAME, _written(_Sums(kept.by, until, tally.habits, *bits)))
                after = until
        _add(tally, store, after, end, days)
        return tally.habits


def _settled(store: SQLiteStore, version: int) -> int:
    """Return a version, up to one, of which nothing that came since changes an answer.

    It is the last one, or 0 where many changes lead from one to the next.
    """
    for _ in range(_MOST_STEPS):
        changed = store.select(_OLDEST_CHANGED, {"version": version})[0][0]
        if changed is None:
            return version
        version = changed - 1
    return 0


def _add(tally: Tally, store: SQLiteStore, after: int, end: int, days: CalendarDays) -> None:
    """Add the answers that arrived from one version to another and stand."""
    if after < end:
        for rows in _answers(store, after, end):
            tally.add(rows, days)


def _answers(store: SQLiteStore, after: int, end: int) -> "Iterator[list[logs.AnswerRow]]":
    """Yield the answers that arrived after a version and stand, some at a time."""
    undone = LogEnd(store).undone(after)
    writers = dict(store.select(_WRITERS, (after,)))
    ratings = log_rows.ratings_of(store.select(f"{log_rows.RATINGS} AND rowid > ?", (after,)))
    changed = logs.ratings_by_now(logs.Log((), (), {}, writers, ratings), undone)
    part = f"{log_rows.ANSWERS} AND rowid > ? AND rowid <= ?"
    make = partial(tuple.__new__, logs.AnswerRow)
    while after < end:
        rows = store.select(part, (after, min(end, after + _AT_ONCE)))
        yield logs.as_rated(map(make, rows), changed)
        after += _AT_ONCE


def _kept(store: SQLiteStore, days: CalendarDays) -> _Sums:
    """Return the sums that are kept; those of no answers, if none are or they make no sense."""
    here = store.here()
    # Where this is equal, sums can be gone on with.
    by = json.dumps([1, days.to_dict(), here.get("settled")])
    try:
        sums = _read(json.loads(here.get(_NAME, "")))
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        return _Sums(by, 0, Habits())
    return sums if sums.by == by else _Sums(by, 0, Habits())


def _written(sums: _Sums) -> str:
    habits = sums.habits
    return json.dumps(
        {
            "by": sums.by,
            "version": sums.version,
            "answers": habits.answers,
            "spent": habits.spent // MILLISECOND,
            "first": habits.first,
            "failed": habits.failed,
            "held": habits.held,
            "days": sorted(habits.days.items()),
            "cards": [sums.begun, sums.held],
        },
        separators=(",", ":"),
    )


def _read(stored: Mapping[str, Any]) -> _Sums:
    """Return the sums that a text holds; ValueError or another of its kind if it makes no sense."""
    version = _number(stored["version"], 2**62)
    begun, held = stored["cards"]
    days = {_number(day, _MOST_DAYS): _number(count, version) for day, count in stored["days"]}
    answers = _number(stored["answers"], version)
    spent = timedelta(milliseconds=_number(stored["spent"], answers * (LONGEST // MILLISECOND)))
    first = _number(stored["first"], version)
    failed, lasting = _number(stored["failed"], first), _number(stored["held"], first)
    sums = _Sums(
        str(stored["by"]),
        version,
        Habits(answers, spent, first, failed, lasting, days),
        begun,
        held,
    )
    for digits in sums.begun, sums.held:
        bytes.fromhex(digits)
    return sums


def _number(given: object, most: int) -> int:
    if type(given) is not int or not 0 <= given <= most:
        raise ValueError(f"no such number: {given!r:.40}")
    return given


def _bits(cards: Iterable[int]) -> str:
    """Return cards as bits, by their numbers."""
    numbers = [number for number in cards if 0 <= number < _MOST_CARDS]
    bits = bytearray(max(numbers, default=-1) // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return bits.hex()


def _cards(digits: str) -> list[int]:
    """Return the numbers of cards that are given as bits."""
    return [
        8 * place + bit
        for place, byte in enumerate(bytes.fromhex(digits))
        if byte
        for bit in range(8)
        if byte >> bit & 1
    ]
