"""Sets of events as unbroken runs of their numbers, by writer: a million are some thousand runs."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

Run = tuple[int, int]
"""The first and the last number of events that follow each other."""

Runs = Mapping[str, Sequence[Run]]
"""By writer, its runs."""

_W = TypeVar("_W", bound=Hashable)


def runs_of(names: Iterable[tuple[_W, int]]) -> dict[_W, list[Run]]:
    """Return the runs of events, given by writer and number in ascending order."""
    found: dict[_W, list[Run]] = {}
    for writer, number in names:
        runs = found.setdefault(writer, [])
        if runs and number <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(number, runs[-1][1])
        else:
            runs.append((number, number))
    return found


def united(*several: Runs) -> dict[str, list[Run]]:
    """Return what is in any of some sets."""
    found: dict[str, list[Run]] = {}
    for writer in {writer for runs in several for writer in runs}:
        runs: list[Run] = []
        for first, last in sorted(run for each in several for run in each.get(writer, ())):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = runs[-1][0], max(last, runs[-1][1])
            else:
                runs.append((first, last))
        if runs:
            found[writer] = runs
    return found


def without(one: Runs, other: Runs) -> dict[str, list[Run]]:
    """Return what is in one set and not in another."""
    found = {}
    for writer, runs in united(one).items():
        left = _cut(runs, united({writer: other.get(writer, ())}).get(writer, []))
        if left:
            found[writer] = left
    return found


def common(one: Runs, other: Runs) -> dict[str, list[Run]]:
    """Return what is in both of two sets."""
    return without(one, without(one, other))


def holds(runs: Runs, writer: str, number: int) -> bool:
    """Return whether an event is in a set whose runs ascend, as those of `united` and `without` do."""
    own = runs.get(writer, ())
    at = bisect_right(own, number, key=itemgetter(0))
    return at > 0 and number <= own[at - 1][1]


def _cut(runs: Sequence[Run], holes: Sequence[Run]) -> list[Run]:
    """Return what is left of runs, both in ascending order and apart from each other."""
    left, place = [], 0
    for first, last in runs:
        while place < len(holes) and holes[place][1] < first:
            place += 1
        at = place
        while at < len(holes) and holes[at][0] <= last:
            if holes[at][0] > first:
                left.append((first, holes[at][0] - 1))
            first = holes[at][1] + 1
            at += 1
        if first <= last:
            left.append((first, last))
    return left
