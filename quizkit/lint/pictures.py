"""The pictures of a deck, those that notes name and those within their texts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.hit import Hit
from quizkit.lint.written import written_in
from quizkit.markup import Picture


class Shown(NamedTuple):
    """A picture of a note.

    Args:
        checked: the note.
        file: its name, as the author wrote it.
        alt: the words for those who cannot see it.
        key: what it stands under; empty for one within a text.
        with_question: whether it is shown before the answer is given.
        hit: makes a hit there.
    """

    checked: AnyNote
    file: str
    alt: str
    key: str
    with_question: bool
    hit: Callable[[str, str], Hit]


def pictures_of(deck: CheckedDeck) -> Iterator[Shown]:
    """Yield the pictures of all notes: those that are named, then those in texts."""
    for checked in deck.notes:
        if media := checked.note.media:
            for key, files in (("image", media.images), ("answer_image", media.answer_images)):
                for one in files:
                    hit = partial(_named, checked, key, one.file)
                    yield Shown(checked, one.file, one.alt, key, key == "image", hit)
    for written in written_in(deck):
        for picture in written.of(Picture):
            with_question = written.is_prompt
            hit = partial(written.hit, piece=f"]({picture.file}")
            yield Shown(written.checked, picture.file, picture.alt, "", with_question, hit)


def _named(checked: AnyNote, key: str, file: str, message: str, fix: str) -> Hit:
    return checked.hit(message, fix, key, file)
