"""What can be heard of a card: its sounds, and a side of it read aloud.

Loaded for notes with sounds, or with a side that is spoken, alone.
"""

from typing import NamedTuple

from quizkit.cloze import Blank
from quizkit.model import Blanks, Card, KeyedNote, PickInOrder, Spoken, WordNote, joined
from quizkit.session import Asking, Judged


class Sound(NamedTuple):
    """A sound: the name of its file from the deck's folder on, and what it is in words."""

    file: str
    alt: str


class Speech(NamedTuple):
    """A text to be read aloud, and its language, a BCP 47 tag."""

    text: str
    language: str


def sounds(screen: Asking | Judged) -> tuple[Sound, ...]:
    """Return the sounds of a card; of one turned round they come with the feedback.

    They belong to what its note asks, which there is the answer.
    """
    media = screen.card.note.media
    if media is None or (isinstance(screen, Asking) and _is_turned(screen.card)):
        return ()
    return tuple([Sound(media.from_deck(one.file), one.alt) for one in media.sounds])


def speech(screen: Asking | Judged) -> Speech | None:
    """Return what is read aloud of a card on its screen, without being asked for; None if nothing.

    The answer is none of a question's screen, and the question none of that with the feedback.
    """
    card = screen.card
    media = card.note.media
    if media is None or media.spoken is None:
        return None
    asked = isinstance(screen, Asking)
    side = Spoken.QUESTION if asked != _is_turned(card) else Spoken.ANSWER
    if media.spoken not in (side, Spoken.BOTH):
        return None
    text = _question(card) if asked else _answer(card)
    return Speech(text, _language(card, asked=asked)) if text.strip() else None


def _is_turned(card: Card) -> bool:
    return isinstance(card.note, KeyedNote) and card.task is not card.note


def _language(card: Card, *, asked: bool) -> str:
    """Return the language of a side of a card: its answers are judged in one, its note has two."""
    note, media = card.note, card.note.media
    if not asked or media is None:
        return card.judging.language
    if isinstance(note, WordNote):
        return note.table.judgings[note.asked_of(card.id).shown].language
    return note.judging.language if _is_turned(card) else media.question_language


def _question(card: Card) -> str:
    """Return what a card asks, as it is read aloud: a blank is a pause, or its hint."""
    match card.note, card.task:
        case _, Blanks() as task:
            return _read(task, filled=False)
        case WordNote(), _:
            return card.prompt.partition("\n")[0]
    return card.prompt


def _answer(card: Card) -> str:
    """Return what is right, as it is read aloud: of a cloze all of its text, an order with commas."""
    if isinstance(card.task, Blanks):
        return _read(card.task, filled=True)
    if isinstance(card.task.form, PickInOrder):  # whose arrows are none to be heard
        return joined(right.shown for right in card.task.rights)
    from quizkit.grading import right_answer  # no question waits for it

    return right_answer(card)


def _read(task: Blanks, *, filled: bool) -> str:
    words = (
        piece if isinstance(piece, str) else _blank(piece, filled=filled) for piece in task.pieces
    )
    return "\n".join(filter(None, (task.question, "".join(words))))


def _blank(blank: Blank, *, filled: bool) -> str:
    return blank.answer if filled else f" … {blank.hint} … " if blank.hint else " … "
