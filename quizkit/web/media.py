"""Pictures and sounds of decks by number: only those that a deck names, from below its folder.

No text of a deck becomes a path of an address. What is not there, or is of no type that is shown,
has its words alone.
"""

from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from quizkit.formats.beside import Seen
from quizkit.formats.media_files import media_file
from quizkit.formats.media_types import (
    MOST_OF_A_PICTURE,
    MOST_OF_A_SOUND,
    PICTURES,
    SOUNDS,
    MediaType,
    type_of,
)
from quizkit.markup.as_html import picture_as_words
from quizkit.model import Card, KeyedNote, Media, MediaFile, Note
from quizkit.session import Asking, Judged
from quizkit.telling import heard
from quizkit.web.texts import ShownPicture

_TYPES = {
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


class Found(NamedTuple):
    """A picture or a sound that is there: its file, and its type as a browser is told it."""

    path: Path
    kind: str


class Numbered:
    """The pictures and sounds that pages have shown, by their numbers."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Path, str], int] = {}
        self._names: list[tuple[Path, str]] = []

    def number(self, folder: Path, name: str) -> int:
        """Return the number of a file that a deck in a folder names."""
        key = (folder, name)
        if key not in self._numbers:
            self._numbers[key] = len(self._names)
            self._names.append(key)
        return self._numbers[key]

    def find(self, number: int) -> Found | None:
        """Return the file of a number as it is now; None if there is none."""
        if not 0 <= number < len(self._names):
            return None
        return found(*self._names[number])

    def shown(self, folder: Path | None, note: Note) -> ShownPicture:
        """Return what gives the HTML of the pictures of a note."""

        def picture(file: str, alt: str) -> str:
            name = (note.media or Media()).from_deck(file)
            if folder is None or found(folder, name, sounds=False) is None:
                return picture_as_words(file, alt)
            image = Markup('<img src="/media/{}" alt="{}">')
            return str(image.format(self.number(folder, name), alt or file))

        return picture

    def sounds(self, folder: Path | None, screen: Asking | Judged) -> list[tuple[int, str]]:
        """Return the numbers of the sounds of a card on its screen, and their words."""
        if screen.card.note.media is None or folder is None:
            return []
        return [
            (self.number(folder, each.file), each.alt or each.file)
            for each in heard.sounds(screen)
            if found(folder, each.file, pictures=False) is not None
        ]


def found(folder: Path, name: str, *, pictures: bool = True, sounds: bool = True) -> Found | None:
    """Return a picture or a sound that a deck in a folder names; None if there is none of a type."""
    most = MOST_OF_A_SOUND if sounds else MOST_OF_A_PICTURE
    seen = media_file(folder, name, most)
    if not isinstance(seen, Seen):
        return None
    kind: MediaType | None = type_of(seen.head)
    wanted = (*(PICTURES if pictures else ()), *(SOUNDS if sounds else ()))
    if kind is None or kind not in wanted:
        return None
    return Found(seen.path, _TYPES[kind.name])


def asked_with(card: Card) -> tuple[MediaFile, ...]:
    """Return the pictures that belong to what a card asks: turned round, those of its answer."""
    media = card.note.media or Media()
    return media.answer_images if _is_turned(card) else media.images


def answered_with(card: Card) -> tuple[MediaFile, ...]:
    """Return the pictures that come with the feedback on a card."""
    media = card.note.media or Media()
    return media.images if _is_turned(card) else media.answer_images


def _is_turned(card: Card) -> bool:
    return isinstance(card.task, KeyedNote) and card.task is not card.note
