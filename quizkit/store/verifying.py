"""A progress file looked through: every page, row and name of it.

SQLite takes a page as it lies, and a row is made into an event only when somebody asks for it. Here
all of them are looked at, and what is found is told, not mended.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from quizkit.errors import StoreError
from quizkit.store.faults import damaged
from quizkit.store.names import Names, are_writers
from quizkit.store.rows import COLUMNS, NONSENSE, EventKind, event_of, wording_of
from quizkit.store.sqlite import SQLiteStore
from quizkit.visible import visible

_Place = tuple[Any, ...]

_AT_ONCE = 5000  # rows
_MOST = 20
"""Findings of one kind that are told one by one."""

_ROWS = f"SELECT rowid, {COLUMNS} FROM event WHERE rowid > ? ORDER BY rowid LIMIT {_AT_ONCE}"
_ASIDE = f"""SELECT {COLUMNS} FROM aside WHERE (writer, number) > (?, ?)
    ORDER BY writer, number LIMIT {_AT_ONCE}"""
_WORDINGS = """SELECT note, at, kind, prompt, answers FROM wording WHERE note > ?
    ORDER BY note LIMIT 1000"""
_NUMBERS = (  # what is no number is told of its row
    "SELECT writer, ifnull(max(CAST(number AS INTEGER)), 0), count(*) FROM {} GROUP BY writer"
)
_STRANGERS = (
    "SELECT (SELECT count(*) FROM record WHERE card NOT IN (SELECT number FROM card))"
    " + (SELECT count(*) FROM renamed WHERE card NOT IN (SELECT number FROM card)"
    " OR now NOT IN (SELECT number FROM card))"
)


class Looked(NamedTuple):
    """What was looked at, and what was found.

    Args:
        events: in the log.
        answers: among them.
        aside: events of merges that were taken back.
        writers: by whom the events are.
        findings: what is not as it should be, a line each; empty if the file is whole.
        repairable: whether a repair has something to mend.
        missing: events that are not there, by the numbers of the others; no repair brings them back.
    """

    events: int
    answers: int
    aside: int
    writers: int
    findings: list[str]
    repairable: bool = False
    missing: int = 0


def look_through(store: SQLiteStore, tick: Callable[[int], object] = lambda rows: None) -> Looked:
    """Return what is found in an open progress file; nothing of it is changed.

    Args:
        store: the file.
        tick: called with the number of rows that were looked at since it was called last.
    """
    found: list[str] = []
    counts: Counter[str] = Counter()

    def part(look: Callable[[], Iterator[str]]) -> None:
        told = 0
        try:
            for finding in look():
                told += 1
                if told <= _MOST:
                    found.append(visible(finding))
        except StoreError as error:  # the rest of this cannot be read
            found.append(str(error).partition("\n")[0])
        if told > _MOST:
            found.append(f"and {told - _MOST} more of this kind")

    part(lambda: _of_pages(store))
    part(lambda: _of_rows(store, counts, tick))
    part(lambda: _of_aside(store, counts))
    part(lambda: _of_writers(store))
    part(lambda: _of_wordings(store))
    repairable = bool(found)
    part(lambda: _of_numbers(store, counts))
    part(lambda: _of_snapshot(store))
    numbers = {each: counts[each] for each in ("events", "answers", "aside", "writers", "missing")}
    return Looked(**numbers, findings=found, repairable=repairable)


def fault_of_pages(store: SQLiteStore) -> str | None:
    """Return what is wrong with the pages of a file, the first of it; None if nothing is.

    It takes a tenth of what `look_through` does: rows are not looked at.
    """
    found = store.checked("quick_check(1)")
    return None if found == ["ok"] else "; ".join(found)


def _of_pages(store: SQLiteStore) -> Iterator[str]:
    for found in store.checked("integrity_check(100)"):
        if found != "ok":
            yield found


def _names(store: SQLiteStore) -> Names:
    writers, cards = store.select("SELECT * FROM writer"), store.select("SELECT * FROM card")
    return Names({row[0]: row[1] for row in writers}, dict(cards))


def _of_rows(
    store: SQLiteStore, counts: Counter[str], tick: Callable[[int], object]
) -> Iterator[str]:
    names = _names(store)
    for rows in in_turn(store, _ROWS, (0,), lambda row: row[:1]):
        for _, *row in rows:
            counts["events"] += 1
            counts["answers"] += row[4] == EventKind.ANSWER
            yield from _odd(row, names, "the event")
        tick(len(rows))


def _of_aside(store: SQLiteStore, counts: Counter[str]) -> Iterator[str]:
    names = _names(store)
    for rows in in_turn(store, _ASIDE, (-1, -1), lambda row: row[1:3]):
        counts["aside"] += len(rows)
        for row in rows:
            yield from _odd(row, names, "the event put aside")


def in_turn(
    store: SQLiteStore, query: str, last: _Place, place: Callable[[Any], _Place]
) -> Iterator[list[Any]]:
    """Yield the rows of a query, some at a time.

    Args:
        store: the file.
        query: finds the next rows behind a place, in ascending order.
        last: a place before all of them.
        place: gives the place of a row.

    Raises:
        StoreError: they do not ascend, as those of spoilt pages, and might never end.
    """
    while rows := store.select(query, last):
        before, last = last, place(rows[-1])
        try:
            ascends = last > before
        except TypeError:  # of a name that is no text, a number that is none
            ascends = False
        if not ascends:
            raise damaged(store.path, "its rows are not in order")
        yield rows


def _odd(row: Any, names: Names, what: str) -> Iterator[str]:
    try:
        event_of(tuple(row), names)
    except NONSENSE as error:
        writer = names.writers.get(row[1], row[1])
        yield f"{what} {writer}-{row[2]} makes no sense: {error!r:.100}"


def _of_writers(store: SQLiteStore) -> Iterator[str]:
    for number, name in _names(store).writers.items():
        if not are_writers([name]):
            yield f"the name of writer {number} makes no sense: {name!r:.60}"


def _of_numbers(store: SQLiteStore, counts: Counter[str]) -> Iterator[str]:
    """Yield each writer whose events are not numbered from 1 on without a hole."""
    last: Counter[int] = Counter()
    there: Counter[int] = Counter()
    for table in ("event", "aside"):
        for writer, most, count in store.select(_NUMBERS.format(table)):
            last[writer] = max(last[writer], most)
            there[writer] += count
            counts["writers"] += table == "event"
    writers = _names(store).writers
    for writer, most in last.items():
        if there[writer] < most:
            counts["missing"] += most - there[writer]
            yield (
                f"of {most} events of the writer {writers.get(writer, writer)} "
                f"{most - there[writer]} are missing"
            )


def _of_wordings(store: SQLiteStore) -> Iterator[str]:
    for rows in in_turn(store, _WORDINGS, ("",), lambda row: row[:1]):
        for row in rows:
            try:
                wording_of(row)
            except NONSENSE as error:
                yield f"the wording of {row[0]!r:.100} makes no sense: {error!r:.100}"


def _of_snapshot(store: SQLiteStore) -> Iterator[str]:
    (strangers,) = store.select(_STRANGERS)[0]
    if strangers:
        yield f"the states kept beside the log name {strangers} cards that are not there"
    (kept,) = store.select("SELECT count(*) FROM snapshot WHERE version <> 0")[0]
    if kept and not store.snapshot().version:
        yield "the states kept beside the log make no sense; the next session makes them anew"
