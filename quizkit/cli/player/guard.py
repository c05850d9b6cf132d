"""Tells a key that is meant for a screen from one that a finger still holds down.

Nobody has read a screen within 0.4 s, and a key held down comes some 30 times a second, after a
first delay that is longer on many keyboards. The clock is handed in.
"""

from collections.abc import Callable
from math import inf

STANDS = 0.4
"""So many seconds a screen stands before Enter or Space takes it further."""
_FIRST_DELAY = 1.2
"""So many seconds, at most, a key is held down before it repeats …"""
_REPEATS = 0.08
"""… and then again within so many."""
_REPEATS_FAST = 0.045
"""Of other keys only what repeats as most keyboards do is held back: fast fingers are not."""


class Guard:
    """Knows when the screen was drawn, and which keys came last, and when.

    Args:
        clock: gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._drawn = self._pressed = self._typed = self._counted = -inf
        self._key = ""

    def drawn(self) -> None:
        """Note that a screen is drawn: from now on it stands."""
        self._drawn = self._clock()

    def pressed(self) -> None:
        """Note an Enter that counts whenever it comes, as it submits what was typed or picked."""
        self._pressed = self._clock()

    def takes(self, comes_again: Callable[[float], bool]) -> bool:
        """Note an Enter or a Space; return whether it takes the screen further.

        The screen has stood, and neither came in that time; one that does not count begins the wait
        anew. One that may be held down since it last counted has to stay alone for a moment.

        Args:
            comes_again: tells whether Enter or Space comes once more within so many seconds.
        """
        now, before = self._clock(), self._pressed
        self._pressed = now
        if now - max(before, self._drawn) < STANDS:
            return False
        return now - before > _FIRST_DELAY or not comes_again(_REPEATS)

    def is_new(self, key: str, comes_again: Callable[[float], bool]) -> bool:
        """Note any other key; return whether it is pressed anew, not held down since a screen before.

        It may come at once; but so that `b` held down buries one card, a key that was just pressed on
        the screen before has to be let go.

        Args:
            key: which.
            comes_again: tells whether it comes once more within so many seconds.
        """
        now, before, same = self._clock(), self._typed, key == self._key
        self._typed, self._key = now, key
        may_be_held = same and self._counted <= self._drawn and now - before <= _FIRST_DELAY
        if may_be_held and (now - before <= _REPEATS_FAST or comes_again(_REPEATS_FAST)):
            return False
        self._counted = now
        return True
