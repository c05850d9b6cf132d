"""The log of a progress file as a replay reads it: answers and ratings as rows of numbers.

Rows whose numbers are none, or out of range, are left out; that some are missing is seen by the
number of all rows.
"""

import sqlite3
from collections.abc import Iterable
from functools import partial
from typing import Any

from quizkit.progress import AnswerRow, RatingRow
from quizkit.progress.instants import INSTANTS
from quizkit.store.rows import COLUMNS, DURATIONS, ZONES, EventKind


def _whole(column: str, least: int, most: int) -> str:
    """Return a condition that holds of whole numbers in a range, in half the time of `typeof`."""
    return f"{column} BETWEEN {least} AND {most} AND {column} | 0 = {column}"


_AT, _DUE = _whole("at", *INSTANTS), f"(due IS NULL OR {_whole('due', *INSTANTS)})"
_SOUND = (
    *(_AT, _DUE, _whole("zone", *ZONES)),
    "(rating IS NULL OR rating IN (1, 2, 3, 4))",
    "(practice IS NULL OR practice IN (0, 1))",
    f"(duration IS NULL OR {_whole('duration', *DURATIONS)})",
)
ANSWERS = f"""SELECT {", ".join(AnswerRow._fields)} FROM event
    WHERE kind = {EventKind.ANSWER:d} AND {" AND ".join(_SOUND)}"""
"""All answers."""
_RATED_ANSWER = {"answer_writer": "target_writer", "answer_number": "target_number"}
_RATING_COLUMNS = ", ".join(_RATED_ANSWER.get(name, name) for name in RatingRow._fields)
# Said that none is an answer, SQLite goes by the index of the others.
RATINGS = (
    f"SELECT {_RATING_COLUMNS} FROM event"
    f" WHERE kind <> {EventKind.ANSWER:d} AND kind = {EventKind.RATE:d}"
    f" AND {_AT} AND {_DUE} AND rating IN (1, 2, 3, 4)"
)
"""All ratings."""
OTHERS = (
    f"SELECT {COLUMNS} FROM event WHERE kind <> {EventKind.ANSWER:d} ORDER BY at, writer, number"
)
"""All events but answers."""
RARE = OTHERS.replace(" ORDER", f" AND kind <> {EventKind.RATE:d} ORDER")
"""All events but answers and ratings."""


def read_rows(connection: sqlite3.Connection, answers: list[AnswerRow]) -> list[RatingRow]:
    """Add the answers of the log to a list, and return its ratings."""
    # `AnswerRow._make` without its check of the length, which takes thrice the time: the rows
    # of a million answers are a quarter of the rebuild in `bench_progress.py`.
    answers += map(partial(tuple.__new__, AnswerRow), connection.execute(ANSWERS))
    return ratings_of(connection.execute(RATINGS))


def ratings_of(rows: Iterable[tuple[Any, ...]]) -> list[RatingRow]:
    """Return rows of RATINGS, named."""
    return list(map(partial(tuple.__new__, RatingRow), rows))
