"""How many pixels a picture has, read from its first bytes.

A few numbers of each format are all that a layout needs; a library would read whole files for them.
Whatever the bytes are, the answer is a size or None, after at most one pass over them.
"""

from struct import error, unpack_from
from typing import NamedTuple


class Size(NamedTuple):
    """Pixels, 1 or more each."""

    width: int
    height: int


_MOST_PIXELS = 50_000_000
"""More than most cameras take; a small file may claim any number, and a terminal make room for all."""

_LONGEST = 10_000
"""Pixels of a side; kitty shows no longer ones."""


def is_sound(data: bytes) -> bool:
    """Return whether a picture is whole as far as its parts tell, and no larger than terminals take."""
    size = size_of(data)
    return (
        size is not None
        and max(size) <= _LONGEST
        and size.width * size.height <= _MOST_PIXELS
        and not _is_cut_off(data)
    )


def size_of(data: bytes) -> Size | None:
    """Return the size of a PNG, JPEG, GIF or WebP picture; None for anything else, or a broken one."""
    for beginning, read in _READERS.items():
        if data.startswith(beginning):
            try:
                size = read(data)
            except error:  # it ends before its size
                return None
            return size if size and min(size) > 0 else None
    return None


def _is_cut_off(data: bytes) -> bool:
    """Return whether a picture is a PNG that ends before its end, of which a terminal shows nothing."""
    if not data.startswith(PNG_BEGINS):
        return False
    at = len(PNG_BEGINS)
    while data[at + 4 : at + 8] != b"IEND" and at < len(data):
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return at >= len(data)


def _png(data: bytes) -> Size:
    return Size(*unpack_from(">II", data, 16))


def _gif(data: bytes) -> Size:
    return Size(*unpack_from("<HH", data, 6))


_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame, in which the size stands."""
_ALONE = {0x01, *range(0xD0, 0xD9)}
"""Markers without a length."""


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            return None
        (marker,) = unpack_from(">B", data, at + 1)
        if marker == 0xFF or marker in _ALONE:  # one more byte to fill up, or nothing behind
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = unpack_from(">H", data, at + 2)
        if marker in _FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return Size(width, height)
        at += 2 + max(2, length)
    return None


def _webp(data: bytes) -> Size | None:
    if data[8:12] != b"WEBP":
        return None
    match data[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
            return Size(width, height) if len(data) >= 30 else None
        case b"VP8L":
            (bits,) = unpack_from("<I", data, 21)
            return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8 ":
            width, height = unpack_from("<HH", data, 26)
            return Size(width & 0x3FFF, height & 0x3FFF)
    return None


PNG_BEGINS = b"\x89PNG\r\n\x1a\n"

_READERS = {
    PNG_BEGINS: _png,
    b"\xff\xd8\xff": _jpeg,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
    b"RIFF": _webp,
}
