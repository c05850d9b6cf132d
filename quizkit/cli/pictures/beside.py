"""Where the pictures of a card lie, which of them are there, and the lines that stand for them.

A name is followed through one door, which leads to files below the deck's folder alone. What is not
there, or is no picture, is absent: `quizkit check` tells why.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from attrs import frozen

from quizkit.formats.beside import Seen
from quizkit.formats.media_files import media_file
from quizkit.formats.media_types import MOST_OF_A_PICTURE, PICTURES, type_of
from quizkit.model import Card, ClozeNote, KeyedNote, Media, MediaFile
from quizkit.session import Asking, Judged
from quizkit.value import Value
from quizkit.visible import shortened, visible, width_of

_LEAST = 8
"""So many columns of words say something of a picture."""


class Named(Protocol):
    """A picture as a deck names it."""

    @property
    def file(self) -> str:
        """Its name, relative to the file in which the note stands."""
        ...

    @property
    def alt(self) -> str:
        """What it shows, in words; may be empty."""
        ...


@frozen(eq=False, repr=False)
class Picture(Value):
    """A picture that is there.

    Args:
        path: of its file, all links resolved.
        said: what it shows, in words; the name of its file where nobody wrote any.
    """

    path: Path
    said: str


class PictureLine(str):
    """The line that stands for a picture: its words, which may give way to it."""

    picture: Picture

    def __new__(cls, text: str, picture: Picture) -> "PictureLine":
        """Return the line."""
        line = super().__new__(cls, text)
        line.picture = picture
        return line


@frozen(eq=False, repr=False)
class Beside(Value):
    """What lies beside the deck of a card.

    Args:
        folder: of the deck.
        media: of the card's note.
        key: what opens a picture from where it is told; empty where nothing does.
    """

    folder: Path
    media: Media
    key: str = ""

    def line(self, named: Named, width: int) -> str | None:
        """Return the words in place of a picture, as a line of a width; None if it is not there.

        Where nothing opens it they are as long as they are.
        """
        picture = self.found(named)
        if picture is None:
            return None
        said = visible(picture.said)
        if not self.key:
            return f"[picture: {said}]"
        end = f" · {self.key} opens it]"
        if width - width_of(f"[picture: {end}") < _LEAST:
            end = "]"  # the key line tells it too
        said = shortened(said, width - width_of(f"[picture: {end}"))
        return PictureLine(f"[picture: {said}{end}", picture)

    def found(self, named: Named) -> Picture | None:
        """Return a picture if its file is there and is one."""
        name = self.media.from_deck(named.file)
        seen = media_file(self.folder, name, MOST_OF_A_PICTURE)
        if isinstance(seen, Seen) and type_of(seen.head) in PICTURES:
            return Picture(seen.path, named.alt or named.file)
        return None

    def on(self, screen: Asking | Judged) -> list[Picture]:
        """Return the pictures of a screen, those that are there, in the order in which they stand."""
        found = {picture: None for named in _named(screen) if (picture := self.found(named))}
        return list(found)


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


def _named(screen: Asking | Judged) -> Iterator[Named]:
    """Yield the pictures that a screen names; what only the answer has is not named before it."""
    note, card = screen.card.note, screen.card
    marks = note.marks or {}
    template = [note.template] if isinstance(note, ClozeNote) else []
    if isinstance(screen, Judged):
        yield from (*answered_with(card), *asked_with(card))
        yield from _in_texts([*template, *marks.values()])
    else:
        above = [note.question] if isinstance(note, ClozeNote) else []
        labels = getattr(screen.form, "labels", ())
        yield from _in_texts([*(marks.get(text, "") for text in (*above, card.prompt)), *template])
        yield from asked_with(card)
        below = (*labels, *screen.options, *screen.hints_shown)
        yield from _in_texts(marks.get(text, "") for text in below)


def _in_texts(texts: Iterable[str]) -> Iterator[Named]:
    """Yield the pictures that stand in texts in Markdown."""
    for text in texts:
        if "![" in text:
            from quizkit import markup
            from quizkit.markup.walk import parts

            found = parts(markup.blocks(text))
            yield from (part for part in found if isinstance(part, markup.Picture))
