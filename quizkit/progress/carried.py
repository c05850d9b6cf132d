"""Which cards were carried over, and what each is by now: a chain of them takes no longer than it is."""

from collections.abc import Iterable, Iterator


class _Was:
    """The ids that a card had before, as numbers, and the one that it has now."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.before: set[int] = set()


class Carried:
    """Which cards were carried over, and what each is by now."""

    def __init__(self) -> None:
        self._of: dict[int, _Was] = {}  # by each id that a card had before
        self._now: dict[int, _Was] = {}  # by the one that it has now

    def __bool__(self) -> bool:
        return bool(self._of)

    def now(self, card: int) -> int:
        """Return what a card is by now."""
        found = self._of.get(card)
        return card if found is None else found.now

    def names_of(self, cards: Iterable[int]) -> Iterator[int]:
        """Yield what each of many cards is by now."""
        of = self._of.get  # every answer after a carry-over comes here
        return (card if (was := of(card)) is None else was.now for card in cards)

    def part(self, card: int) -> None:
        """Let an id stand for itself again."""
        found = self._of.pop(card, None)
        if found is not None:
            found.before.discard(card)

    def move(self, old: int, target: int) -> None:
        """Let a card, and all that became of it, be another from now on.

        Of two cards that meet the one that had fewer ids takes the other's, so that a chain of
        carry-overs takes no longer than its length.
        """
        moved = self._now.pop(old, None) or _Was(old)
        moved.before.add(old)
        self._of[old] = moved
        there = self._now.get(target, _Was(target))
        fewer, more = sorted((moved, there), key=lambda was: len(was.before))
        more.now = target
        more.before |= fewer.before
        self._of.update(dict.fromkeys(fewer.before, more))
        self._now[target] = more

    def all(self) -> Iterator[tuple[int, int]]:
        """Yield each id that a card had before, with the one that it has now."""
        return ((old, was.now) for old, was in self._of.items())
