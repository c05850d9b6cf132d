"""Which row of a table of words is which old one, and which card of it is which."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

from quizkit.identity.likeness import DISTINCTIVE, MENDED, alike, plain
from quizkit.model import glosses

_TELLING = 2
"""Letters of a cell that says something of its row, as `m` for its gender does not."""


def same_rows(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the rows that plausibly are one, each as `prompt_of` has it.

    Those with the same cells in another order; then those of which the first cell alone was
    changed, if it was but mended or the others tell. Where two fit, nothing is said.
    """
    before, after = [*map(_cells, old)], [*map(_cells, new)]
    pairs = _sole(before, after, frozenset)
    taken = {*pairs.values()}
    for one, other in _sole(before, after, lambda cells: tuple(cells[1:])).items():
        is_new = one not in pairs and other not in taken
        if is_new and (_tell(before[one][1:]) or alike(before[one][0], after[other][0]) >= MENDED):
            pairs[one] = other
    return [*pairs.items()]


def _cells(row: str) -> list[str]:
    return [plain(line.partition(": ")[2]) for line in row.split("\n")]


def _sole(
    before: Sequence[list[str]], after: Sequence[list[str]], key: Callable[[list[str]], Hashable]
) -> dict[int, int]:
    """Return the place of a row now by that before, where each is the only one of its key."""
    olds, news = _places(before, key), _places(after, key)
    return {
        olds[shared][0]: news[shared][0]
        for shared in olds.keys() & news.keys()
        if len(olds[shared]) == len(news[shared]) == 1
    }


def _places(
    rows: Sequence[list[str]], key: Callable[[list[str]], Hashable]
) -> Mapping[Hashable, list[int]]:
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, cells in enumerate(rows):
        if len(cells) > 1:
            places[key(cells)].append(place)
    return places


def _tell(cells: Sequence[str]) -> bool:
    """Return whether cells say which row it is: two of them, or one that hardly two have."""
    telling = [cell for cell in cells if len(cell) >= _TELLING]
    return len(telling) > 1 or len("".join(telling)) >= DISTINCTIVE


def have_nothing_in_common(before: str, after: str) -> bool:
    """Return whether two answers of a card share no gloss: what was learned is right no more."""
    return set(map(plain, glosses(before))).isdisjoint(map(plain, glosses(after)))


def renamed(
    before: Mapping[str, str], after: Mapping[str, str], columns: Collection[str]
) -> dict[str, str]:
    """Return the cards of a row that name a column by a name that it has no more.

    Args:
        before: the right answers of its cards, by what their ids have after the note's.
        after: those of its cards now.
        columns: the names of its columns now.
    """
    if before.keys() == after.keys():
        return {}
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    fits = {
        old: [n for n in come if after[n] == before[old] and _may_be(old, n, columns)]
        for old in gone
    }
    taken = [new for news in fits.values() for new in news]
    return {old: n for old, news in fits.items() for n in news if len(news) == taken.count(n) == 1}


def _may_be(old: str, new: str, columns: Collection[str]) -> bool:
    """Return whether the end of a card's id differs in names that no column has any more."""
    names = zip(old[1:].split(">"), new[1:].split(">"), strict=False)
    return all(one == other or one not in columns for one, other in names)
