"""Pictures and sounds within a page, as data: those of a deck's folder, each once read."""

from base64 import b64encode
from pathlib import Path

from quizkit.formats.beside import Seen, read_regular
from quizkit.formats.media_files import media_file
from quizkit.formats.media_types import MOST_OF_A_PICTURE, MOST_OF_A_SOUND, MediaType, type_of
from quizkit.markup.as_html import escaped, picture_as_words
from quizkit.model import Card

MOST = 2_000_000
"""Bytes of pictures and sounds that a page has unasked."""

_KINDS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WebP": "image/webp",
    "SVG": "image/svg+xml",
    "MP3": "audio/mpeg",
    "Ogg": "audio/ogg",
    "WAV": "audio/wav",
    "M4A": "audio/mp4",
    "FLAC": "audio/flac",
}


class Embedded:
    """The files of a deck, as a page holds them.

    Args:
        folder: of the deck; None if it has none.
        most: how many bytes of them all together, before they are written as text.
    """

    def __init__(self, folder: Path | None, most: float = MOST) -> None:
        self._folder, self._left = folder, most
        self._found: dict[str, str] = {}
        self.too_large: list[str] = []
        """Names of files left out, as the page would have more than `most` bytes of them."""
        self.missing: list[str] = []
        """Names of files that are not there, or are no picture or sound."""

    def address(self, card: Card, file: str) -> str:
        """Return a file that a card names as a `data:` address; empty if it does not go along."""
        name = card.note.media.from_deck(file) if card.note.media else file
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def picture(self, card: Card, file: str, alt: str) -> str:
        """Return the HTML of a picture; its words where it does not go along."""
        at = self.address(card, file)
        return f'<img src="{at}" alt="{escaped(alt)}">' if at else picture_as_words(file, alt)

    def _read(self, name: str) -> str:
        seen = media_file(self._folder, name, MOST_OF_A_SOUND)
        kind = type_of(seen.head) if isinstance(seen, Seen) else None
        if not isinstance(seen, Seen) or kind is None or not _fits(kind, seen.size):
            self.missing.append(name)
            return ""
        if seen.size > self._left:
            self.too_large.append(name)
            return ""
        try:
            data = read_regular(seen.path, MOST_OF_A_SOUND)
        except (OSError, ValueError):
            data = b""
        if not isinstance(data, bytes) or not data:
            self.missing.append(name)
            return ""
        self._left -= len(data)
        return f"data:{_KINDS[kind.name]};base64,{b64encode(data).decode()}"


def _fits(kind: MediaType, size: int) -> bool:
    return kind.is_sound or size <= MOST_OF_A_PICTURE
