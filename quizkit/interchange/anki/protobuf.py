"""Messages of protocol buffers by the numbers of their fields: no more than Anki's packages need."""

import struct
from collections.abc import Iterator


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a message: its number, and a whole number or bytes.

    What is no message ends where it stops making sense.
    """
    at = 0
    if not isinstance(data, bytes):  # a column of a database may hold anything
        return
    while at < len(data):
        key, at = _whole(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _whole(data, at)
            yield key >> 3, value
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            yield key >> 3, data[at : at + size]
            at += size
        elif kind == 2:
            size, at = _whole(data, at)
            if at + size > len(data):
                return
            yield key >> 3, data[at : at + size]
            at += size
        else:
            return


def text(data: bytes, number: int) -> str:
    """Return the text in a field of a message; empty if there is none."""
    found = [value for field, value in fields(data) if field == number]
    return found[-1].decode("utf-8", "replace") if found and isinstance(found[-1], bytes) else ""


def whole(data: bytes, number: int) -> int:
    """Return the whole number in a field of a message; 0 if there is none."""
    found = [value for field, value in fields(data) if field == number]
    return found[-1] if found and isinstance(found[-1], int) else 0


def floats(data: bytes, number: int) -> list[float]:
    """Return the numbers in a packed field of a message."""
    found: list[float] = []
    for field, value in fields(data):
        if field == number and isinstance(value, bytes) and len(value) % 4 == 0:
            found += struct.unpack(f"<{len(value) // 4}f", value)
    return found


def _whole(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    return value, len(data)
