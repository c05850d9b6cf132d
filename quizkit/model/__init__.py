"""Decks, notes and cards: what an author writes, valid and frozen, and the cards it yields.

A note is what the author writes; a card is one question made from it, the thing that is asked and
scheduled. Nothing here knows YAML, a file or a terminal.
"""

from quizkit.model.answer_key import (
    Accents,
    AnswerKey,
    AnswerType,
    Case,
    Judging,
    Variants,
)
from quizkit.model.deck import (
    Blanks,
    Card,
    Deck,
    Source,
    Task,
    cards_of,
)
from quizkit.model.notes import (
    ChoiceNote,
    Citation,
    ClozeNote,
    Examples,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    Scoring,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
    answer_texts,
    collapsed,
    digest_id,
)

__all__ = [
    "Accents",
    "AnswerKey",
    "AnswerType",
    "Blanks",
    "Card",
    "Case",
    "ChoiceNote",
    "Citation",
    "ClozeNote",
    "Deck",
    "Examples",
    "Judging",
    "ListNote",
    "Note",
    "OrderNote",
    "PairsNote",
    "Scoring",
    "SelfRatedNote",
    "SeveralChoicesNote",
    "Source",
    "Task",
    "TrueFalseNote",
    "TypedNote",
    "Variants",
    "answer_texts",
    "cards_of",
    "collapsed",
    "digest_id",
]
