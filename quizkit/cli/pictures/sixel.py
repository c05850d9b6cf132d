"""Pictures as sixels, for terminals with no better protocol.

Six rows of pixels make a band; a character is a column of it, a bit a pixel, in one colour.

Source: DEC's VT330/VT340 Programmer Reference Manual, volume 2, chapter 14.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from quizkit.cli.pictures import pillow
from quizkit.cli.pictures.sizes import Size

if TYPE_CHECKING:
    from PIL.Image import Image

_BAND = 6
_SEEN = [0] * 128 + [255] * 128
"""Pixels that are transparent for less than half are seen."""


def shown(picture: "Image", room: Size, colours: int) -> str:
    """Return what shows a picture within so many pixels from the cursor on.

    Args:
        picture: in RGBA.
        room: the pixels of its place, which it fills in one direction.
        colours: how many the terminal has at once.
    """
    from PIL import Image

    small = pillow.fitted(picture, room)
    mask = small.getchannel("A").point(_SEEN).tobytes()
    flat = small.convert("RGB").quantize(colours, dither=Image.Dither.FLOYDSTEINBERG)
    indexes, palette = flat.tobytes(), flat.getpalette() or []
    registers = [
        f"#{each};2;"
        + ";".join(str(round(part / 2.55)) for part in palette[3 * each : 3 * each + 3])
        for each in sorted(set(indexes))
    ]
    head = f'\x1bP0;1q"1;1;{small.width};{small.height}'
    bands = "-".join(_bands(indexes, mask, small.width))
    return "".join([head, *registers, bands, "\x1b\\"])


def _bands(indexes: bytes, mask: bytes, width: int) -> Iterator[str]:
    """Yield each band of six rows, one colour after the other."""
    for top in range(0, len(indexes), _BAND * width):
        of_colours: dict[int, bytearray] = {}
        for bit in range(_BAND):
            at = top + bit * width
            row, opaque = indexes[at : at + width], mask[at : at + width]
            for column, (colour, is_seen) in enumerate(zip(row, opaque, strict=True)):
                if is_seen:
                    if colour not in of_colours:
                        of_colours[colour] = bytearray(width)
                    of_colours[colour][column] |= 1 << bit
        lines = [f"#{colour}{_run_lengths(bits)}" for colour, bits in of_colours.items()]
        yield "$".join(lines)


def _run_lengths(bits: bytearray) -> str:
    """Return the characters of a line, repeated ones counted."""
    parts = []
    for value, run in groupby(bits.rstrip(b"\0")):
        count, char = len(list(run)), chr(0x3F + value)
        parts.append(f"!{count}{char}" if count > 3 else char * count)
    return "".join(parts)
