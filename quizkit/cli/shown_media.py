"""What `show` tells of the pictures and sounds of a note: what they are, and whether they are there."""

from collections.abc import Iterator
from pathlib import Path

from quizkit.cli.page import Page
from quizkit.formats.beside import Seen
from quizkit.formats.media_files import MediaFolder
from quizkit.lint.named_files import NamedFile, files_of
from quizkit.model import Note

_KEYS = {"image": "picture ", "": "picture ", "answer_image": "picture ", "audio": "sound   "}


class ShownMedia:
    """Tells of the pictures and sounds of a deck.

    Args:
        folder: of the deck.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = MediaFolder(folder)

    def lines(self, note: Note, page: Page) -> Iterator[str]:
        """Yield a line for each picture and sound of a note, and one for what is spoken."""
        for named in files_of(note):
            said = [named.name, *([named.alt] if named.alt else [])]
            with_it = ", with the feedback" if named.key == "answer_image" else ""
            there = "" if self._is_there(named) else ", which is not there"
            yield from page.block(": ".join(said) + with_it + there, _KEYS[named.key])
        if note.media and note.media.spoken:
            sides = note.media.spoken.value.replace("both", "question and answer")
            yield from page.block(sides, "spoken  ")

    def to_dicts(self, note: Note) -> list[dict[str, object]]:
        """Return the pictures and sounds of a note as JSON values."""
        return [
            {
                "file": named.from_deck,
                "alt": named.alt,
                "key": named.key or None,
                "there": self._is_there(named),
            }
            for named in files_of(note)
        ]

    def _is_there(self, named: NamedFile) -> bool:
        return isinstance(named.look(self._folder), Seen)
