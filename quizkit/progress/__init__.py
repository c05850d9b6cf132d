"""The events of the log, and their replay into the state of every card."""

from quizkit.progress.changes import forgetting, rescheduling
from quizkit.progress.events import (
    Answered,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Forgotten,
    Rated,
    Remembered,
    Rescheduled,
    Response,
    SeenDeck,
    Suspended,
    Undone,
    Wording,
    event_from_dict,
    in_order,
    newest_answer,
    undone_ids,
)
from quizkit.progress.log import AnswerRow, Log
from quizkit.progress.records import CardRecord, Progress
from quizkit.progress.replaying import Review, replay, reviews

__all__ = [
    "AnswerRow",
    "Answered",
    "Buried",
    "CardRecord",
    "CarriedOver",
    "Configured",
    "Event",
    "EventId",
    "Forgotten",
    "Log",
    "Progress",
    "Rated",
    "Remembered",
    "Rescheduled",
    "Response",
    "Review",
    "SeenDeck",
    "Suspended",
    "Undone",
    "Wording",
    "event_from_dict",
    "forgetting",
    "in_order",
    "newest_answer",
    "replay",
    "rescheduling",
    "reviews",
    "undone_ids",
]
