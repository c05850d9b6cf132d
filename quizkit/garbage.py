"""When Python searches for garbage: seldom in a command, and not at all during some work."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000
"""New values from which on one search takes longer than to ask what is frozen, some milliseconds."""

_FROZEN = 1_000
"""Values from which on a program has some frozen; Python 3.12 itself begins with a few hundred."""

_SELDOM = 50_000
"""New values between two searches in a command; most commands make fewer before they are done."""


def search_seldom() -> None:
    """Search for garbage less often than Python does by itself, and not at the end of the program.

    Almost all that a command makes lives until its end, where searching for it costs more than it
    finds; but a sitting may take hours.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


@contextmanager
def undisturbed(*, stays: bool = False) -> Iterator[None]:
    """Hold off the search for garbage within the `with` block.

    For work that makes many values and few that refer to each other in a circle: all of them would
    be searched again and again while they grow in number, and nothing found. At the end they count
    as old if they are many, as values do that were searched several times. Where the caller holds
    the search off already, it stays so.

    Args:
        stays: what is there at the end of the block stays as long as the program runs, as modules
            do; it is never searched again.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        elif gc.get_count()[0] > _MANY and gc.get_freeze_count() < _FROZEN:
            gc.freeze()
            gc.unfreeze()
        if collecting:
            gc.enable()
