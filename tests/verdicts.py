"""Cards to be graded, one of each kind among them, and what makes a verdict sound."""

import math
from collections.abc import Mapping
from typing import Any

from quizkit.cloze import Blank
from quizkit.grading import Outcome, Verdict
from quizkit.model import (
    AnswerKey,
    AnswerType,
    Blanks,
    Card,
    ChoiceNote,
    ClozeNote,
    Judging,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    Task,
    TrueFalseNote,
    TypedNote,
)


def card_of(task: Task, note: Note | None = None) -> Card:
    note = note or (task if isinstance(task, Note) else ClozeNote(id="n", pieces=("x",)))
    return Card("laws#n", note, task)


def typed(answer: str, language: str = "en", **key: Any) -> Card:
    note = TypedNote(
        id="n", question="?", key=AnswerKey(answer, **key), judging=Judging(language=language)
    )
    return card_of(note)


KINDS: Mapping[str, Card] = {
    "text": typed("Nature Medicine", accept=("NatMed",), reject={"Nature": "Its sister."}),
    "number": typed("over 30,000 km", type=AnswerType.NUMBER, tolerance="2 %"),
    "between": typed("", minimum="7 h", maximum="9 h"),
    "date": typed("20 July 1969", type=AnswerType.DATE),
    "range": typed("60-100 bpm"),
    "person": typed("Ludwig van Beethoven", type=AnswerType.PERSON),
    "exact": typed("x = y²", type=AnswerType.EXACT),
    "choice": card_of(
        ChoiceNote(id="n", question="?", key=AnswerKey("Lima"), distractors={"Quito": "", "7": ""})
    ),
    "list": card_of(
        ListNote(id="n", question="?", answers=(("red",), ("salt and pepper",), ("3 km", "3000 m")))
    ),
    "several": card_of(
        SeveralChoicesNote(
            id="n", question="?", answers=(("red",), ("blue",)), distractors={"tin": "", "4": ""}
        )
    ),
    "true or false": card_of(TrueFalseNote(id="n", statement="?", answer=True)),
    "order": card_of(OrderNote(id="n", question="?", order=("egg", "hen", "4", "soup"))),
    "pairs": card_of(PairsNote(id="n", question="?", pairs={"Peru": "Lima", "Chile": "Santiago"})),
    "self-rated": card_of(SelfRatedNote(id="n", question="?", answer="!")),
    "cloze": card_of(
        Blanks("", (Blank("1859", number=1), " and ", Blank("canal", ("ditch",), number=1)))
    ),
}


def is_sound(verdict: Verdict) -> bool:
    """Return whether score and outcome of a verdict, and of its parts, agree."""
    bounds = {
        Outcome.CORRECT: (1.0, 1.0),
        Outcome.CLOSE: (0.9, 0.9),
        Outcome.PARTIAL: (math.ulp(0.0), math.nextafter(1.0, 0.0)),
        Outcome.WRONG: (0.0, 0.0),
    }[verdict.outcome]
    return (
        bounds[0] <= verdict.score <= bounds[1]
        and bool(verdict.code)
        and all(is_sound(part.verdict) for part in verdict.parts)
    )
