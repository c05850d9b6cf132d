"""The smallest pictures and sounds there are, made where a test needs a file."""

import struct
import wave
import zlib
from io import BytesIO
from pathlib import Path

_COLOURS = (b"\xc0\x30\x30", b"\x30\x80\xc0", b"\xf0\xf0\xe0", b"\x30\x30\x30")


def png(number: int = 0, size: int = 4) -> bytes:
    """Return a picture of squares; another one for each number."""
    rows = b"".join(
        b"\0" + b"".join(_COLOURS[(x + y * number + number) % 4] for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def wav() -> bytes:
    """Return a hundredth of a second of silence."""
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 80)
    return made.getvalue()


def write_files(folder: Path, names: list[str]) -> None:
    """Write a file of each name below a folder: a sound for `.wav`, else a picture."""
    for number, name in enumerate(names):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wav() if name.endswith(".wav") else png(number))
