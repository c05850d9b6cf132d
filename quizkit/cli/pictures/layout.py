"""Pictures fitted into what the words of a screen leave free.

The words come first: a picture takes the place of its line, grows as far as there is room, up to half
of the window, and stays words where that is too little.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from quizkit.cli.pictures.beside import Picture, PictureLine
from quizkit.cli.pictures.sizes import Size

LEAST = 3
"""Fewer rows than that show nothing of a picture that needs more."""

_MOST = 4
"""So many pictures on a screen are shown; more would be too small."""

_PIXELS_A_ROW = 20
"""A picture is no larger than where a row has so many pixels, whatever it has on this screen."""


class Place(str):
    """The first line of the place of a picture; the others are empty lines."""

    picture: Picture
    cells: Size

    def __new__(cls, picture: Picture, cells: Size) -> "Place":
        """Return the line; `cells` are the columns and the rows of the place."""
        line = super().__new__(cls)
        line.picture, line.cells = picture, cells
        return line

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Place):
            return (self.picture, self.cells) == (other.picture, other.cells)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash((self.picture, self.cells))


def with_pictures(
    ways: Iterable[Sequence[str]],
    room: Size,
    ratio: float,
    size_of: Callable[[Picture], Size | None],
) -> list[str] | None:
    """Return a screen with as much of its pictures as fits, None where none does.

    Of several ways to write the screen it is the first that leaves pictures a third of the window, or
    all that they need, else the one that leaves them most.

    Args:
        ways: each as lines, the longer ones first.
        room: columns and rows that there are.
        ratio: how many times as high as wide a character is.
        size_of: gives the pixels of a picture, None for one that is not shown.
    """
    best, most, enough = None, 0, room.height // 3
    for lines in ways:
        if len(lines) > room.height:
            continue
        at = dict(_standing(lines))
        sizes = {number: size for number, each in at.items() if (size := size_of(each))}
        free = min(room.height - len(lines) + len(sizes), room.height // 2)
        places = _places(sizes, Size(room.width, free), ratio)
        taken = sum(cells.height for cells in places.values())
        if taken > most:
            best, most = _written(lines, at, places), taken
        if most >= enough or (
            sizes and len(places) == len(sizes) and taken >= _wanted(sizes, room, ratio)
        ):
            break
    return best


def _standing(lines: Sequence[str]) -> list[tuple[int, Picture]]:
    """Return the first pictures that lines stand for, by the numbers of these."""
    found = enumerate(lines)
    pictures = [(number, line.picture) for number, line in found if isinstance(line, PictureLine)]
    return pictures[:_MOST]


def _wanted(sizes: Mapping[int, Size], room: Size, ratio: float) -> int:
    """Return the rows that pictures have where there is room for all of them."""
    return sum(cells_of(size, room, ratio).height for size in sizes.values())


def _places(sizes: dict[int, Size], room: Size, ratio: float) -> dict[int, Size]:
    """Return the cells of as many pictures as have room, by the numbers of their lines."""
    places: dict[int, Size] = {}
    left = room.height
    for others, (number, size) in zip(range(len(sizes) - 1, -1, -1), sizes.items(), strict=True):
        share = min(left - others, max(LEAST, left // (others + 1)))  # a line to each of the others
        least = cells_of(size, Size(room.width, LEAST), ratio).height
        if share >= least:
            places[number] = cells_of(size, Size(room.width, share), ratio)
        left -= places[number].height if number in places else 1
    return places


def cells_of(size: Size, room: Size, ratio: float) -> Size:
    """Return the columns and rows of a picture within a room, its proportions kept about."""
    rows = min(room.height, max(1, ceil(size.height / _PIXELS_A_ROW)))
    columns = size.width / size.height * rows * ratio
    if columns > room.width:
        columns = room.width
        rows = max(1, round(columns * size.height / size.width / ratio))
    return Size(max(1, round(columns)), rows)


def _written(lines: Sequence[str], at: dict[int, Picture], places: dict[int, Size]) -> list[str]:
    """Return lines with pictures in the place of those of their numbers."""
    written: list[str] = []
    for number, line in enumerate(lines):
        if number in places:
            cells = places[number]
            written += [Place(at[number], cells), *[""] * (cells.height - 1)]
        else:
            written.append(line)
    return written
