"""The pictures and sounds that a note names, each with where it names it."""

from collections.abc import Iterator
from typing import NamedTuple

from quizkit.formats.media_files import Found, MediaFolder
from quizkit.formats.media_types import MOST_OF_A_PICTURE, MOST_OF_A_SOUND
from quizkit.lint.checked import AnyNote
from quizkit.model import ClozeNote, Media, Note


class NamedFile(NamedTuple):
    """A picture or a sound that a note names.

    Args:
        name: as the note gives it.
        key: it stands under; empty for a picture in a text.
        is_sound: whether it is to be heard.
        from_deck: its name from the deck's folder on.
    """

    name: str
    key: str
    is_sound: bool
    from_deck: str

    @property
    def most(self) -> int:
        """How many bytes it may have."""
        return MOST_OF_A_SOUND if self.is_sound else MOST_OF_A_PICTURE

    @property
    def steps(self) -> tuple[str, ...]:
        """The way to it from the note, as far as it is known."""
        return (self.key,) if self.key else ()

    def look(self, folder: MediaFolder) -> Found:
        """Return the file, or why there is none."""
        return folder.look(self.from_deck, self.most)


def files_of(checked: AnyNote) -> Iterator[NamedFile]:
    """Yield the pictures and sounds that a note names; what stands in two texts comes once."""
    note = checked.note
    media = note.media or Media()
    under = {"image": media.images, "answer_image": media.answer_images, "audio": media.sounds}
    for key, files in under.items():
        for one in files:
            yield NamedFile(one.file, key, key == "audio", media.from_deck(one.file))
    for name in dict.fromkeys(_in_texts(note)):
        yield NamedFile(name, "", False, media.from_deck(name))


def _in_texts(note: Note) -> Iterator[str]:
    """Yield the names of the pictures in the texts of a note."""
    written = [*(note.marks or {}).values(), note.template if isinstance(note, ClozeNote) else ""]
    for text in written:
        if "![" in text:
            from quizkit.markup import Picture, blocks
            from quizkit.markup.walk import parts

            found = parts(blocks(text))
            yield from (part.file for part in found if isinstance(part, Picture))
