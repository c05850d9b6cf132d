"""The columns of a log as numpy arrays: numbers of cards, instants, study days, and their order."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Any

import numpy as np

from quizkit.scheduling.card import known_rating
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.formulas_numpy import Indices, Ints, Ratings
from quizkit.scheduling.instants import EPOCH, instant_of

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
EARLIEST, LATEST = -62_135_596_800, 253_402_300_800
"""Seconds since 1970 at which the calendar of Python begins and ends."""


def numbered(cards: Sequence[int | str]) -> Ints:
    """Return a number from 0 for each card: its name less the smallest, or counted if it must be."""
    if isinstance(cards, np.ndarray) or set(map(type, cards)) == {int}:
        try:
            names = np.asarray(cards)
            if names.dtype.kind in "iu" and (span := int(names.max()) - int(names.min())) < 2**63:
                numbers: Ints = np.empty(len(names), np.int32 if span < 2**31 else np.int64)
                np.subtract(names, names.min(), out=numbers, dtype=np.int64, casting="unsafe")
                return numbers
        except OverflowError:
            pass  # a whole number of more than 64 bits
    counted: dict[int | str, int] = {}
    return np.array([counted.setdefault(name, len(counted)) for name in cards], dtype=np.int64)


def checked_ratings(ratings: Sequence[int]) -> Ratings:
    """Return the ratings, every one from 1 to 4.

    Raises:
        ValueError: one is not.
    """
    column = np.asarray(ratings)
    if column.dtype.kind not in "iu" or column.min() < 1 or column.max() > 4:
        column = np.array([known_rating(rating) for rating in ratings])
    return column.astype(np.int8)


def in_order(numbers: Ints) -> tuple[Indices, Ints]:
    """Return the places of some whole numbers, 0 or more, by size, and the numbers in that order.

    Equal ones stay in the order they were in. `argsort` alone compares, which takes six times as
    long for a million; only what has up to 16 bits it puts in piles, best of all 8. So of more bits
    the first 5 make piles, and each pile is sorted by itself, in the cache of the processor.
    """
    bits = int(numbers.max(initial=0)).bit_length()
    bits = bits - 5 if bits > 8 else 0
    piles = (numbers >> bits).astype(np.uint8)
    order: Indices = np.argsort(piles, kind="stable")
    numbers = numbers.take(order)
    if bits:
        # In a pile all are equal in the bits above these.
        kind = np.uint16 if bits <= 16 else np.int64
        begins = piles.take(order).searchsorted(np.arange(33, dtype=np.uint8))
        for begin, end in pairwise(begins.tolist()):
            pile = numbers[begin:end]
            places = np.argsort(pile.astype(kind), kind="stable")
            order[begin:end] = order[begin:end].take(places)
            numbers[begin:end] = pile.take(places)
    return order, numbers


def by_card(numbers: Ints) -> tuple[Any, Indices]:
    """Return what puts reviews card by card, each in the order they were in, and where cards begin.

    The first is an index, or a slice of everything if there is nothing to do.
    """
    order: Any = slice(None)
    if (numbers[1:] < numbers[:-1]).any():
        order, numbers = in_order(numbers)
    return order, np.append(0, (numbers[1:] != numbers[:-1]).nonzero()[0] + 1)


def microseconds(times: Sequence[Any]) -> Ints:
    """Return microseconds since 1970 from instants or from seconds since 1970.

    Raises:
        ValueError: a time is not finite, or out of the calendar.
    """
    if isinstance(times[0], datetime):
        return np.array([(time - EPOCH) // MICROSECOND for time in times], dtype=np.int64)
    seconds = np.asarray(times)
    usual = seconds.dtype.kind in "iuf" and seconds.min() >= EARLIEST and seconds.max() < LATEST
    if not usual:  # NaN is no more than anything
        for time in times:
            instant_of(time)  # which says what is wrong
    if seconds.dtype.kind in "iu":
        return seconds.astype(np.int64, copy=False) * SECOND
    micros = seconds.astype(np.float64, copy=False) * SECOND
    return np.rint(micros, out=micros).astype(np.int64)


def utc_offsets_of(times: Sequence[Any], utc_offsets: Sequence[float] | None) -> Ints:
    """Return UTC offsets in microseconds: of the instants, or as given in seconds, or 0."""
    if isinstance(times[0], datetime):
        return np.array([time.utcoffset() // MICROSECOND for time in times], dtype=np.int64)
    if utc_offsets is None:
        return np.zeros(1, dtype=np.int64)
    return np.rint(np.asarray(utc_offsets, dtype=np.float64) * SECOND).astype(np.int64)


def study_days(days: CalendarDays, micros: Ints, offsets: Ints) -> Ints:
    """Return the numbers of the study days some instants lie in, counted from 1970.

    Args:
        days: what a study day is.
        micros: instants, microseconds since 1970.
        offsets: UTC offsets in microseconds, for `days` without a zone.
    """
    if days.zone is not None:
        offsets = _offsets_in(days.zone, micros)
    numbers: Ints = (micros + offsets - round(days.start_hour * 3600 * SECOND)) // DAY
    return numbers


def _offsets_in(zone: tzinfo, micros: Ints) -> Ints:
    """Return the UTC offset in microseconds of a zone at some instants."""

    def offset(micros: int) -> int:
        # Not in the last days of the calendar, where local time may lie outside it.
        micros = min(max(micros, EARLIEST * SECOND + 2 * DAY), LATEST * SECOND - 2 * DAY)
        shift = (EPOCH + micros * MICROSECOND).astimezone(zone).utcoffset()
        assert shift is not None, "a zone has an offset at every instant"
        return shift // MICROSECOND

    # Where it is the same at both ends of a day in UTC it is so all day long.
    days, which = np.unique(micros // DAY, return_inverse=True)
    at_start = np.array([offset(day * DAY) for day in days.tolist()])
    at_end = np.array([offset(day * DAY + DAY - 1) for day in days.tolist()])
    offsets: Ints = at_start[which]
    for index in np.flatnonzero((at_start != at_end)[which]).tolist():
        offsets[index] = offset(int(micros[index]))
    return offsets
