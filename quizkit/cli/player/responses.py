"""Responses given part by part: lines typed, or options picked one after the other."""

from collections.abc import Sequence

from quizkit.model import (
    Form,
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
from quizkit.session import Session
from quizkit.telling import how_to_answer
from quizkit.visible import visible
from quizkit.wording import ALL_PICKED, picked_as, picked_for


class GivenParts:
    """The parts of an answer given so far: a hint or a message in between takes none away."""

    def __init__(self) -> None:
        self._question: object = None
        self._parts: list[str] = []

    def to(self, session: Session) -> list[str]:
        """Return the parts given to the question of this session, to be added to."""
        question = session.plan.writer, session.events  # an answer is an event: the next has more
        if question != self._question:
            self._question, self._parts = question, []
        return self._parts


def labels_of_lines(form: Form) -> tuple[str, ...]:
    """Return the label of each line that is typed for a response; a lone line has an empty one."""
    return form.labels if isinstance(form, Lines | PickForEach) else ("",)


def line_prompt(label: str) -> str:
    """Return the text before the line that is typed for a label."""
    return f"{visible(label)} > " if label else "> "


BLOCK_PROMPT = "  "
"""What stands before each line between `:begin` and `:end`."""


def takes_lines(form: Form) -> bool:
    """Return whether an answer of a form keeps its line breaks."""
    return isinstance(form, OwnWords) or (isinstance(form, Line) and form.is_block)


def how_in_lines(form: Form) -> str:
    """Return how to write an answer where lines are read; empty where that is plain."""
    if isinstance(form, Line) and form.is_block:
        return "Several lines: :begin, then the lines, then :end."
    return how_to_answer(form)


def parts_of(form: Form, text: str, wanted: int) -> list[str]:
    """Return the parts of a response that a text makes, which may have line breaks.

    A line each, where lines are asked for and it has no more than are `wanted`. Of a list and of
    picks each line is an item; in any other answer of one line a break is a space.
    """
    if "\n" not in text or takes_lines(form):
        return [text]
    lines = list(filter(None, map(str.strip, text.splitlines())))
    match form:
        case Lines() | PickForEach() if 0 < len(lines) <= wanted:
            return lines
        case Items() | PickSome() | PickInOrder():
            return ["; ".join(lines)]
        case _:
            return [" ".join(lines)]


def response_of_lines(form: Form, lines: Sequence[str]) -> Response:
    """Return the response that lines make, one for each label."""
    if isinstance(form, PickForEach):
        return dict(zip(form.labels, lines, strict=True))
    return list(lines) if isinstance(form, Lines) else lines[0]


def picks_wanted(form: Form) -> int:
    """Return the number of picks that a response has, at least."""
    if isinstance(form, PickForEach):
        return len(form.labels)
    return form.count if isinstance(form, PickInOrder) else 1


def pick(form: Form, picked: list[str], option: str) -> None:
    """Add an option to those picked if there is room, or take it back where options are ticked."""
    match form:
        case PickSome() if option in picked:
            picked.remove(option)
        case PickInOrder() if option in picked:
            pass
        case PickInOrder() | PickForEach() if len(picked) == picks_wanted(form):
            pass
        case _:
            picked.append(option)


def picked_before(form: Form, picked: Sequence[str], option: str) -> str:
    """Return that an option is picked already, and for what, or that no more are wanted; or nothing."""
    if isinstance(form, PickForEach) and len(picked) == picks_wanted(form):
        return ALL_PICKED
    if option not in picked or isinstance(form, PickSome):
        return ""
    place = picked.index(option)
    if isinstance(form, PickForEach):
        return picked_for(option, form.labels[place])
    return picked_as(option, place + 1)


def response_of_picks(form: Form, picked: Sequence[str]) -> Response:
    """Return the response that a full set of picks makes."""
    if isinstance(form, PickForEach):
        return dict(zip(form.labels, picked, strict=True))
    return picked[0] if isinstance(form, PickOne) else list(picked)
