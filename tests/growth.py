"""Whether something takes out of proportion long for what it is given, on whatever machine.

A machine that is busy, or slow for a while, makes any single measure long; so what is asked is how the
time grows, of measures side by side, and again and again before it is said to grow too fast.
"""

import time
from collections.abc import Callable

STEEPEST = 6
"""How many times as long four times as much may take; a square would take 16 times."""
UNFELT = 0.05
"""Seconds below which nobody asks how they grow."""
TRIES = 8


def seconds(act: Callable[[], object]) -> float:
    """Return the processor time that something takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def is_steep(small: Callable[[], object], large: Callable[[], object]) -> bool:
    """Return whether four times as much takes much more than four times as long, each time tried."""
    for _ in range(TRIES):
        long = seconds(large)
        if long < UNFELT or long < STEEPEST * max(seconds(small), seconds(small)):
            return False
    return True
