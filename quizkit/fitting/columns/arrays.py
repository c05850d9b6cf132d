"""The columns of a log as numpy arrays: numbers of cards, ratings, and what puts them in order."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from quizkit.scheduling.card import CardName, known_rating

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32 | np.int64]
Indices = npt.NDArray[np.intp]
Ratings = npt.NDArray[np.int8]


def column_of(column: Any) -> Sequence[Any]:
    """Return a column that is indexed by position: of a data frame, a list or an iterator."""
    if hasattr(column, "to_numpy"):  # of a data frame, where [0] may be a label
        column = column.to_numpy()
    indexed = hasattr(column, "__len__") and hasattr(column, "__getitem__")
    return column if indexed else list(column)


def numbered(cards: Sequence[CardName]) -> Ints:
    """Return a number from 0 for each card: its name less the smallest, or counted if it must be."""
    whole = isinstance(cards, np.ndarray) or set(map(type, cards)) == {int}
    names = np.asarray(cards) if whole else np.empty(0)  # of objects, if one has more than 64 bits
    if len(names) and names.dtype.kind in "iu":
        span = int(names.max()) - int(names.min())
        if span < 2**63:
            numbers: Ints = np.empty(len(names), np.int32 if span < 2**31 else np.int64)
            np.subtract(names, names.min(), out=numbers, dtype=np.int64, casting="unsafe")
            return numbers
    counted: dict[CardName, int] = {}
    return np.array([counted.setdefault(name, len(counted)) for name in cards], dtype=np.int64)


def checked_ratings(ratings: Sequence[int]) -> Ratings:
    """Return the ratings, every one from 1 to 4.

    Raises:
        ValueError: one is not.
    """
    column = np.asarray(ratings)
    if column.dtype.kind not in "iu" or column.min(initial=1) < 1 or column.max(initial=4) > 4:
        column = np.array([known_rating(rating) for rating in ratings])
    return column.astype(np.int8)


def stable_order(numbers: Ints) -> tuple[Indices, Ints]:
    """Return the places of some whole numbers, 0 or more, by size, and the numbers in that order.

    Equal ones stay in the order they were in. `argsort` alone compares, which takes longer
    for many; only what has up to 16 bits it puts in piles, best of all 8. So of more bits the first
    5 make piles, and each pile is sorted by itself, in the cache of the processor. Both are measured
    by `pytest tests/benchmarks/bench_scheduling.py -s -k million_is_made_of`.
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
    """Return an index that puts reviews card by card, each in the order they were in, and where cards
    begin. The index is a slice of everything if there is nothing to do.
    """
    order: Any = slice(None)
    if (numbers[1:] < numbers[:-1]).any():
        order, numbers = stable_order(numbers)
    begins = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    return order, begins.nonzero()[0]
