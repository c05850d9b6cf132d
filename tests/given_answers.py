"""Answers to give to any card: the right one, and one that is obviously wrong."""

from quizkit.model import (
    Card,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)
from quizkit.progress import Response


def right_response(card: Card) -> Response:
    """Return the right answer in the form that the card takes."""
    shown = [right.shown for right in card.task.rights]
    match card.task.form:
        case Line() | PickOne() | OwnWords():
            return shown[0]
        case Items() | Lines() | PickSome() | PickInOrder():
            return shown
        case PickForEach(labels):
            return dict(zip(labels, shown, strict=True))


def wrong_response(card: Card) -> Response:
    """Return an answer in the form that the card takes which is obviously wrong."""
    task = card.task
    rights = [right.shown for right in task.rights]
    others = [text for text in task.options if text not in rights]
    match task.form:
        case Line() | Items() | OwnWords():
            return "no idea at all"
        case Lines(labels):
            return ["no idea at all"] * len(labels)
        case PickOne():
            return others[0]
        case PickSome():
            return others
        case PickInOrder():
            return [*task.options[::-1]]
        case PickForEach(labels):
            turned = dict(zip(labels, [*rights[1:], rights[0]], strict=True))
            return dict.fromkeys(labels, others[0]) if others else turned
