"""The columns of a log as numpy arrays: numbers of cards, ratings, and what puts them in order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Sized
from contextlib import suppress
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quizkit.scheduling.card import CardName, known_rating

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32 | np.int64]
Indices = npt.NDArray[np.intp]
Ratings = npt.NDArray[np.int8]
PART = 1 << 15
_TEXTS_OF_ARROW = "string", "large_string", "dictionary"


def column_of(column: Any) -> Sequence[Any]:
    """Return a column that is indexed by position: of a data frame, a list or an iterator."""
    if hasattr(column, "to_pylist"):  # of Arrow, which does not copy unless it is told to
        column = column.to_numpy(zero_copy_only=False)
    elif hasattr(column, "to_numpy"):  # of a data frame, where [0] may be a label
        column = column.to_numpy()
    indexed = hasattr(column, "__len__") and hasattr(column, "__getitem__")
    return column if indexed else list(column)


def check_lengths(**columns: Sized | None) -> None:
    """Check that columns are equally long, those aside that are None.

    Raises:
        ValueError: they are not; the message has the length of each by its name.
    """
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{length} {name.replace('_', ' ')}" for name, length in lengths.items())
        raise ValueError(f"the columns differ in length: {told}")


@frozen(eq=False)
class Numbered:
    """A column of names as Arrow numbers them: the number of each, and the names by their numbers."""

    numbers: Ints
    names: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, rows: Indices) -> npt.NDArray[np.object_]:
        """Return the names in some rows."""
        return self.names.take(self.numbers.take(rows))


def names_of(cards: Any) -> Any:
    """Return a column of names as `column_of` does, or as it is if it can number its texts itself."""
    if hasattr(cards, "to_arrow"):  # of Polars
        with suppress(ImportError):
            cards = cards.to_arrow()
    if hasattr(cards, "dictionary_encode") and not cards.null_count:
        whole = cards.combine_chunks() if hasattr(cards, "combine_chunks") else cards
        if str(whole.type).startswith(_TEXTS_OF_ARROW):
            encoded = whole.dictionary_encode()
            names = np.array(encoded.dictionary.to_pylist(), object)
            return Numbered(encoded.indices.to_numpy().astype(np.int64), names)
    texts = hasattr(cards, "factorize") and getattr(cards.dtype, "kind", "") not in "iu"
    return cards if texts else column_of(cards)


def chosen(names: Any, rows: Indices) -> list[Any]:
    """Return the names in some rows."""
    if hasattr(names, "take"):
        taken: list[Any] = names.take(rows).tolist()
        return taken
    return [names[row] for row in rows.tolist()]


def parts(length: int) -> Iterator[slice]:
    """Yield what to take of `length` numbers at a time, so few that they stay in the processor's cache.

    New memory costs as much as the arithmetic on it; what is worked out part by part needs little.
    """
    for begin in range(0, length, PART):
        yield slice(begin, begin + PART)


def falls(numbers: Ints) -> bool:
    """Return whether some number is less than the one before it."""
    pairs = (numbers[max(part.start - 1, 0) : part.stop] for part in parts(len(numbers)))
    return any((pair[1:] < pair[:-1]).any() for pair in pairs)


def numbered(cards: Any) -> Ints:
    """Return a number from 0 for each card; not many more are left out than there are reviews.

    Args:
        cards: the names, as `names_of` gives them.
    """
    if isinstance(cards, Numbered):
        few = len(cards.names) <= 2 * len(cards)  # a part of a column keeps the names of the whole
        return cards.numbers.copy() if few else _without_gaps(cards.numbers)
    if hasattr(cards, "factorize"):
        codes: Ints = cards.factorize()[0].astype(np.int64)
        return codes if codes.min(initial=0) == 0 else _counted(list(cards))  # of -1
    array = isinstance(cards, np.ndarray)
    if not array and not (len(cards) and type(cards[0]) is int and set(map(type, cards)) == {int}):
        return _counted(cards)
    names = np.asarray(cards)  # of objects, if one has more than 64 bits
    if names.dtype.kind not in "iu" or not len(names):
        return _counted(names.tolist())
    span = int(names.max()) - int(names.min())
    if span >= 2**63:
        return _counted(names.tolist())
    numbers: Ints = np.subtract(names, names.min(), dtype=np.int64, casting="unsafe")
    return numbers if span < 2 * len(names) else _without_gaps(numbers)


def _counted(names: Sequence[CardName]) -> Ints:
    """Return a number from 0 for each name, whatever can be hashed.

    Of the hashes are put in order as many bits as are sorted at once: half the time of looking names
    up goes into reading names and numbers from all over the memory.
    """
    hashes = np.fromiter(map(hash, names), np.int64, len(names))
    numbers = _without_gaps(hashes & ((1 << 63 - _bits_of_places(len(names))) - 1))
    if int(numbers.max(initial=-1)) + 1 == len(set(names)):
        return numbers  # else two names look alike
    first: dict[CardName, int] = defaultdict(count().__next__)
    return np.fromiter(map(first.__getitem__, names), np.int64, len(names))


def _without_gaps(numbers: Ints) -> Ints:
    """Return numbers from 0, none left out, in the order of some whole numbers, 0 or more."""
    order = stable_order(numbers)
    in_order = numbers.take(order)
    dense = np.empty_like(numbers)
    dense[order] = np.cumsum(np.append(False, in_order[1:] != in_order[:-1]))
    return dense


def checked_ratings(ratings: Sequence[int]) -> Ratings:
    """Return the ratings, every one from 1 to 4.

    Raises:
        ValueError: one is not.
    """
    column: Any = None
    if isinstance(ratings, list | tuple):
        with suppress(TypeError, ValueError):  # they are no bytes
            column = np.frombuffer(bytes(ratings), np.int8)
    column = np.asarray(ratings) if column is None else column
    if column.dtype.kind not in "iu" or column.min(initial=1) < 1 or column.max(initial=4) > 4:
        column = np.array([known_rating(rating) for rating in ratings])
    known: Ratings = column.astype(np.int8, copy=False)
    return known


def _bits_of_places(length: int) -> int:
    """Return how many bits the places of so many numbers take."""
    return max(length - 1, 0).bit_length()


def stable_order(numbers: Ints) -> Indices:
    """Return the places of some whole numbers, 0 or more, by size; equal ones stay in their order.

    `argsort` goes from place to number at each comparison, so it takes many times as long as a `sort`
    of numbers alone. What is sorted here is each number with its place in the bits behind it; where
    63 bits are not enough, by the lower bits of the numbers first, then by the upper ones. Measured
    by `pytest tests/benchmarks/bench_scheduling.py -s -k million_is_made_of`.
    """
    of_place = _bits_of_places(len(numbers))
    room = 63 - of_place
    if int(numbers.max(initial=0)) >> room:
        by_lower = stable_order(numbers & ((1 << room) - 1))
        return by_lower.take(stable_order(numbers.take(by_lower) >> room))
    order: Indices = np.empty(len(numbers), dtype=np.int64)
    for part in parts(len(order)):
        order[part] = numbers[part]
        order[part] <<= of_place
        order[part] |= np.arange(part.start, part.start + len(order[part]))
    order.sort()
    order &= (1 << of_place) - 1
    return order
