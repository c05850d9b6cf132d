"""Of which type a picture or a sound is: by the end of its name, and by its first bytes."""

from typing import NamedTuple

from quizkit.lazy import pattern


class MediaType(NamedTuple):
    """A type of files that is shown or played.

    Args:
        name: as people write it.
        suffixes: how names of such files end; the first is the usual one.
    """

    name: str
    suffixes: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it is heard, not seen."""
        return self in SOUNDS


PNG, JPEG = MediaType("PNG", (".png",)), MediaType("JPEG", (".jpg", ".jpeg"))
GIF, WEBP = MediaType("GIF", (".gif",)), MediaType("WebP", (".webp",))
SVG = MediaType("SVG", (".svg",))
PICTURES = (PNG, JPEG, GIF, WEBP, SVG)
"""Pictures; of SVG a terminal shows the words, and a program opens it."""

MOST_OF_A_PICTURE, MOST_OF_A_SOUND = 5_000_000, 20_000_000
"""Bytes that a file may have."""

MP3, OGG = MediaType("MP3", (".mp3",)), MediaType("Ogg", (".ogg", ".opus", ".oga"))
WAV, M4A = MediaType("WAV", (".wav",)), MediaType("M4A", (".m4a",))
FLAC = MediaType("FLAC", (".flac",))
SOUNDS = (MP3, OGG, WAV, M4A, FLAC)

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"ID3": MP3,
    b"OggS": OGG,
    b"fLaC": FLAC,
}
_BRANDS = {(b"RIFF", b"WEBP"): WEBP, (b"RIFF", b"WAVE"): WAV}
_SVG = pattern(r"(?s)\A(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<(?:\w+:)?svg[\s>]")

HEAD = 1024
"""Bytes by which a type is known."""


def type_of(head: bytes) -> MediaType | None:
    """Return the type of a file by its first `HEAD` bytes; None if it is none of those known."""
    for beginning, found in _BEGINNINGS.items():
        if head.startswith(beginning):
            return found
    if (head[:4], head[8:12]) in _BRANDS:
        return _BRANDS[head[:4], head[8:12]]
    if head[4:8] == b"ftyp" and not head[8:12].startswith((b"avi", b"hei", b"mif", b"qt")):
        return M4A
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:  # a frame of layer III
        return MP3
    return SVG if _SVG.match(head.decode("utf-8-sig", "replace")) else None


def type_named(name: str) -> MediaType | None:
    """Return the type that the name of a file promises; None if none that is known."""
    return next((one for one in (*PICTURES, *SOUNDS) if name.lower().endswith(one.suffixes)), None)
