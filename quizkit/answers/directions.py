"""The direction of a latitude or longitude, behind the degrees or before them: `23.4° N`."""

from enum import StrEnum
from typing import Literal

from quizkit.lazy import pattern


class Direction(StrEnum):
    """Where from the equator, or from the prime meridian, a place lies."""

    NORTH = "north"
    SOUTH = "south"
    EAST = "east"
    WEST = "west"

    @property
    def sign(self) -> Literal[1, -1]:
        """The sign of degrees in that direction, where they are written with one."""
        return 1 if self in (Direction.NORTH, Direction.EAST) else -1

    @property
    def opposite(self) -> "Direction":
        """The direction to the other side."""
        return _OPPOSITE[self]


_OPPOSITE = {
    one: other
    for pair in (("north", "south"), ("east", "west"))
    for one, other in (map(Direction, pair), map(Direction, pair[::-1]))
}
_BY_LETTER = {direction.value[0]: direction for direction in Direction}
_NAMES = "[nsew]|(?:north|south|east|west)(?:ern)?"
_KIND = "(?:lat|long?)(?:itude)?"
_BEHIND = pattern(
    rf"(?i)(.*?(?:[^\W_]|[°'\"]))[.,]?(?: (?:(?:of|de|di) )?{_KIND})? ?(?<![^\W\d_])({_NAMES})"
    rf"(?: {_KIND})?(?: of (?:the )?(?:equator|greenwich))?"
)
_BEFORE = pattern(rf"(?i)({_NAMES}) ?(?=[0-9])(.*)")
_KIND_BEFORE = pattern(rf"(?i)(?:a )?{_KIND}\.?(?: of)?:? ")


def parted(text: str, *, is_asked: bool = False) -> tuple[str, Direction | None]:
    """Return an angle without its direction, and the direction; None if it has none.

    Args:
        text: a quantity.
        is_asked: the right answer has a direction, so that no degrees need be written.
    """
    if not is_asked and "°" not in text and "deg" not in text.casefold():
        return text, None
    if kind := _KIND_BEFORE.match(text):
        text = text[kind.end() :]
    if behind := _BEHIND.fullmatch(text.rstrip(" .!?,;:")):
        return behind[1], _BY_LETTER[behind[2][0].casefold()]
    if before := _BEFORE.fullmatch(text):
        return before[2], _BY_LETTER[before[1][0].casefold()]
    return text, None
