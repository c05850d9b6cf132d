"""Decks, notes and cards: what an author writes, valid and frozen, and the cards it yields.

A note is what the author writes; a card is one question made from it, the thing that is asked and
scheduled. Nothing here knows YAML, a file or a terminal.

    kind, kinds            the name of each kind of question; a row of each: its keys
    notes                  what every note has; `questions`, `clozes`, `words`: a class a kind
    answer_key             what counts as right, and how strictly
    media                  the pictures and sounds of a note
    forms                  what a task asks of a learner: options, form, right answer
    deck                   decks and their cards
    packed                 a deck as plain values, for a cache, and back
"""

from typing import TYPE_CHECKING

from quizkit.cloze import Blank
from quizkit.lazy import attach
from quizkit.model import questions
from quizkit.model.answer_key import (
    Accents,
    AnswerKey,
    AnswerType,
    Case,
    Judging,
    SlipRule,
    Variants,
)
from quizkit.model.clozes import Blanks, ClozeNote, blanks_of
from quizkit.model.deck import Card, Deck, Source, cards_of, deck_of
from quizkit.model.forms import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    Right,
    Task,
    joined,
    without_options,
)
from quizkit.model.kind import Kind
from quizkit.model.media import Media, MediaFile, Spoken
from quizkit.model.notes import (
    Citation,
    Examples,
    Note,
    answer_texts,
    collapsed,
    digest_id,
)
from quizkit.model.questions import *  # noqa: F403 - the class of each kind, as that file lists them

if TYPE_CHECKING:
    from quizkit.model.words import (
        Ask as Ask,
        WordNote as WordNote,
        WordTable as WordTable,
        glosses as glosses,
    )
else:  # few decks have a table
    attach(__name__, {"quizkit.model.words": "Ask WordNote WordTable glosses"})
    del __dir__  # noqa: F821 - what else is here is there too

__all__ = [
    "Accents",
    "AnswerKey",
    "AnswerType",
    "Ask",
    "Blank",
    "Blanks",
    "Card",
    "Case",
    "Citation",
    "ClozeNote",
    "Deck",
    "Examples",
    "Form",
    "Items",
    "Judging",
    "Kind",
    "Line",
    "Lines",
    "Media",
    "MediaFile",
    "Note",
    "OwnWords",
    "PickForEach",
    "PickInOrder",
    "PickOne",
    "PickSome",
    "Right",
    "SlipRule",
    "Source",
    "Spoken",
    "Task",
    "Variants",
    "WordNote",
    "WordTable",
    "answer_texts",
    "blanks_of",
    "cards_of",
    "collapsed",
    "deck_of",
    "digest_id",
    "glosses",
    "joined",
    "without_options",
]
__all__ += questions.__all__
