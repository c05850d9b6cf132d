"""The characters that stand for the blanks of a cloze, one for each.

A blank may stand within bold words, code or a formula. So a cloze is read with a hole in place of
each blank, a character that is no mark and part of no word, and a front fills the holes when it
draws: `holes_filled(text, fill)`.
"""

from collections.abc import Callable

from quizkit.lazy import pattern

_FIRST = 0x10F000
_LAST = 0x10FFFD

HOLES = pattern("[\U0010f000-\U0010fffd]")
"""A hole, of any blank."""


def hole(index: int) -> str:
    """Return the character that stands for a blank.

    Args:
        index: which one, from 0; up to 4093.

    Raises:
        ValueError: there is no hole of that number.
    """
    if not 0 <= index <= _LAST - _FIRST:
        raise ValueError(f"index must be 0 to {_LAST - _FIRST}, not {index}")
    return chr(_FIRST + index)


def number_of(hole: str) -> int:
    """Return the number of the blank that a hole stands for, from 0."""
    return ord(hole) - _FIRST


def holes_filled(text: str, fill: Callable[[int], str]) -> str:
    """Return `text` with each hole replaced by what `fill` gives for its index, from 0."""
    return HOLES.sub(lambda found: fill(number_of(found[0])), text)


def holes_closed(text: str) -> str:
    """Return an author's text without the characters of holes: each becomes U+FFFD."""
    return HOLES.sub("\ufffd", text)
