"""A log of reviews as columns, from anywhere: quizkit's own, another program's, a CSV file."""

import csv
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from attrs import astuple, frozen

from quizkit.errors import QuizkitError
from quizkit.fitting.columns.arrays import (
    Floats,
    Ints,
    check_lengths,
    checked_ratings,
    chosen,
    column_of,
    names_of,
    numbered,
    stable_order,
)
from quizkit.fitting.columns.instants import Instants, InUTC, instants_of, times_of
from quizkit.fitting.columns.zones import EARLIEST, LATEST, MICROSECOND
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.instants import EPOCH
from quizkit.visible import visible

FIRST, LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)
"""Between them every instant has a local time in every zone."""
EARLIEST_MILLISECONDS = 10**11
"""Less than this, in 1973, was counted in seconds."""
MOST_NAMED = 10
"""Broken rows that an error names; of the others it gives the number."""


class ReviewLogError(QuizkitError):
    """A log of reviews that cannot be read; the message names every broken row, up to ten."""


@frozen(eq=False)
class ReviewLog:
    """Reviews in order of time; `ReviewLog.of` makes one from columns.

    Attributes:
        cards: number of the card in each review, from 0, by the order of the cards' names.
        times: instants, microseconds since 1970 (UTC).
        offsets: UTC offsets of the learner then, microseconds.
        ratings: 1 (Again) to 4 (Easy).
        durations: how long the answers took, seconds; NaN where nobody knows.
    """

    cards: Ints
    times: Ints
    offsets: Ints
    ratings: npt.NDArray[np.int8]
    durations: Floats

    @classmethod
    def of(
        cls,
        cards: Iterable[int | str],
        times: Iterable[datetime | float],
        ratings: Iterable[int],
        durations: Iterable[float | None] | None = None,
    ) -> Self:
        """Return the log of some reviews, given in any order as columns of equal length.

        Args:
            cards: names of the cards, whole numbers or texts.
            times: aware datetimes, seconds since 1970 (UTC), an array of datetime64 in UTC, or a
                column of a data frame, in its zone if it has one.
            ratings: 1 (Again) to 4 (Easy).
            durations: seconds each answer took; None where unknown.

        Raises:
            ValueError: the columns differ in length, a card has no name, a datetime is naive, a
                time lies outside the years 2 to 9998, or a rating is none.
        """
        names, moments, marks = names_of(cards), times_of(times), column_of(ratings)
        lasted = np.full(len(names), np.nan) if durations is None else column_of(durations)
        check_lengths(cards=names, times=moments, ratings=marks, durations=lasted)
        grades = checked_ratings(marks)
        codes = _by_name(names)
        micros, offsets = _instants(moments)
        if not ((micros >= _microseconds(FIRST)) & (micros <= _microseconds(LAST))).all():
            raise ValueError("a time lies outside the years 2 to 9998")
        seconds = np.array(lasted, dtype=np.float64)  # of None it makes NaN
        # Reviews of a card at one instant go by rating, so that the order of rows has no say.
        order = stable_order(codes * 5 + grades)
        order = order.take(stable_order(micros.take(order) - micros.min(initial=0)))
        return cls(codes[order], micros[order], offsets[order], grades[order], seconds[order])

    def __len__(self) -> int:
        return len(self.cards)

    def part(self, count: int) -> Self:
        """Return the log of the first `count` reviews."""
        return self.__class__(*(column[:count] for column in astuple(self, recurse=False)))

    def study_days(self, days: CalendarDays) -> Ints:
        """Return the number of the study day of each review, counted from 1970."""
        return Instants(self.times, self.offsets).study_days(days)


def _microseconds(time: datetime) -> int:
    return (time - EPOCH) // MICROSECOND


def _by_name(cards: Any) -> Ints:
    """Return the number of each card, from 0 by the order of the names, whole numbers before texts.

    Raises:
        ValueError: a card has no name.
    """
    numbers = numbered(cards)
    rows = np.full(int(numbers.max(initial=-1)) + 1, -1)
    rows[numbers] = np.arange(len(numbers))
    there = (rows >= 0).nonzero()[0]
    names = chosen(cards, rows.take(there))
    for name in names:
        if not isinstance(name, int | str | np.integer):
            raise ValueError(f"a card is named by a whole number or a text, not {name!r}")
    whole, texts = ([n for n in names if isinstance(n, str) is text] for text in (False, True))
    place = {name: number for number, name in enumerate(sorted(whole) + sorted(texts))}
    rows[there] = [place[name] for name in names]
    return rows.take(numbers)


def _instants(times: Any) -> Instants:
    dated = isinstance(times, InUTC) or (
        len(times) and isinstance(times[0], datetime | np.datetime64)
    )
    if not dated:
        seconds = np.asarray(times, dtype=np.float64)
        if not ((seconds >= EARLIEST) & (seconds < LATEST)).all():  # also where one is NaN
            raise ValueError("a time lies outside the years 2 to 9998")
    return instants_of(times)


_COLUMNS = {
    "card": ("card_id", "card"),
    "time": ("review_time", "time"),
    "rating": ("review_rating", "rating"),
    "duration": ("review_duration", "duration"),
}


def read_csv(path: str | os.PathLike[str]) -> ReviewLog:
    """Return the log in a CSV file with the columns of card, time, rating and duration.

    They are named `card_id`, `review_time`, `review_rating` and `review_duration`, or the same
    without what comes before the last `_`; the last one may be missing, other columns are left
    alone. A time is ISO 8601 with its UTC offset, or milliseconds since 1970. A rating is 1 to 4,
    a duration in milliseconds, or empty.

    Raises:
        ReviewLogError: the file or rows of it cannot be read; the message names their lines.
    """
    place = visible(str(path))
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(_rows(csv.reader(file, strict=True), place))
    except OSError as error:
        raise ReviewLogError(f"cannot read {place}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReviewLogError(f"{place} is not UTF-8: {error.reason}") from error
    except csv.Error as error:
        raise ReviewLogError(f"{place} is no CSV file: {error}") from error
    if not rows:
        return ReviewLog.of((), (), ())
    return ReviewLog.of(*zip(*rows, strict=True))


def _rows(reader: Any, place: str) -> Iterator[tuple[str, datetime, int, float | None]]:
    """Yield card, time, rating and seconds of each row; an error at the end names bad ones."""
    head = [name.strip() for name in next(reader, [])]
    where = _columns_of(head, place)
    broken: list[str] = []
    for row in filter(None, reader):
        try:
            if len(row) < len(head) or any(row[len(head) :]):
                raise ValueError(f"{len(head)} columns, {len(row)} fields")
            yield _review({column: row[index].strip() for column, index in where.items()})
        except ValueError as error:
            broken.append(f"{place}:{reader.line_num}: {visible(str(error))}")
    if broken:
        more = [f"and {len(broken) - MOST_NAMED} more"] if len(broken) > MOST_NAMED else []
        raise ReviewLogError("\n".join([*broken[:MOST_NAMED], *more]))


def _columns_of(head: list[str], place: str) -> dict[str, int]:
    """Return the places of the columns by what they hold, of which the duration may be missing."""
    where = {
        column: head.index(name)
        for column, names in _COLUMNS.items()
        for name in reversed(names)  # so that the first name has the last word
        if name in head
    }
    for column, names in _COLUMNS.items():
        if column not in where and column != "duration":
            there = f"its columns are {', '.join(map(visible, head))}" if head else "it is empty"
            raise ReviewLogError(
                f"{place}:1: there is no column `{names[0]}` (or `{names[1]}`); {there}\n"
                f"fix: name them in line 1, separated by commas: "
                f"{', '.join(names[0] for names in _COLUMNS.values())}"
            )
    return where


def _review(fields: dict[str, str]) -> tuple[str, datetime, int, float | None]:
    """Return card, time, rating and duration of a row; ValueError if one is wrong."""
    if not fields["card"]:
        raise ValueError("there is no card")
    if fields["rating"] not in ("1", "2", "3", "4"):
        raise ValueError(f"the rating is 1 to 4, not {fields['rating']!r}")
    time, duration = _time(fields["time"]), _seconds(fields.get("duration", ""))
    return fields["card"], time, int(fields["rating"]), duration


def _time(text: str) -> datetime:
    """Return a time from ISO text with an offset, or from milliseconds since 1970."""
    try:
        digits = text.isdecimal()
        time = EPOCH + timedelta(milliseconds=int(text)) if digits else datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no ISO time, such as 2026-03-01T09:00:00+01:00") from None
    if digits and int(text) < EARLIEST_MILLISECONDS:
        raise ValueError(f"{text!r} looks like seconds; milliseconds since 1970 are wanted")
    if time.utcoffset() is None:
        raise ValueError(f"{text!r} has no UTC offset, such as +01:00 or Z at its end")
    if not FIRST <= time <= LAST:
        raise ValueError(f"{text!r} lies outside the years 2 to 9998")
    return time


def _seconds(text: str) -> float | None:
    """Return a duration in seconds from one in milliseconds; None if it is not given."""
    if not text:
        return None
    try:
        seconds = float(text) / 1000
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"the duration is in milliseconds, 0 or more, not {text!r}")
    return seconds
