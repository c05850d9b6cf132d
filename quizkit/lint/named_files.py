"""The pictures and sounds that a note names, each with where it names it."""

from collections.abc import Iterator
from typing import NamedTuple

from quizkit.formats.media_files import Found, MediaFolder
from quizkit.formats.media_types import MOST_OF_A_PICTURE, MOST_OF_A_SOUND
from quizkit.model import ClozeNote, Media, MediaFile, Note


class NamedFile(NamedTuple):
    """A picture or a sound that a note names.

    Args:
        name: as the note gives it.
        key: it stands under; empty for a picture in a text.
        from_deck: its name from the deck's folder on.
        alt: what it is, in words; empty if its author gave none.
    """

    name: str
    key: str
    from_deck: str
    alt: str

    @property
    def is_sound(self) -> bool:
        """Whether it is to be heard."""
        return self.key == "audio"

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


def files_of(note: Note) -> Iterator[NamedFile]:
    """Yield the pictures and sounds that a note names; what stands in two texts comes once."""
    media = note.media or Media()
    under = {"image": media.images, "answer_image": media.answer_images, "audio": media.sounds}
    for key, files in {**under, "": dict.fromkeys(_in_texts(note))}.items():
        for one in files:
            yield NamedFile(one.file, key, media.from_deck(one.file), one.alt)


def _in_texts(note: Note) -> Iterator[MediaFile]:
    """Yield the pictures in the texts of a note."""
    written = [*(note.marks or {}).values(), note.template if isinstance(note, ClozeNote) else ""]
    for text in written:
        if "![" in text:
            from quizkit.markup import Picture, blocks
            from quizkit.markup.walk import parts

            found = parts(blocks(text))
            yield from (MediaFile(one.file, one.alt) for one in found if isinstance(one, Picture))
