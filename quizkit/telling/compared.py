"""An answer beside what is right: an order place by place, options, a text with its blanks filled."""

from typing import NamedTuple

from quizkit.grading import Outcome
from quizkit.model import Blanks, PickInOrder, PickOne, PickSome
from quizkit.session import Judged


class PlaceTold(NamedTuple):
    """An item of an order, in its right place.

    Args:
        text: the item.
        had: the place that it was given, from 1; None if it was given none.
        in_place: whether that is the right one.
        in_order: whether it is one of those that follow one another rightly, which are what counts.
    """

    text: str
    had: int | None
    in_place: bool
    in_order: bool


class OptionTold(NamedTuple):
    """An option, as it stood in the question: whether it is right, and whether it was picked."""

    text: str
    is_right: bool
    picked: bool

    @property
    def outcome(self) -> Outcome | None:
        """What its sign says: right, whoever picked it, or picked wrongly; None for any other."""
        if self.is_right:
            return Outcome.CORRECT
        return Outcome.WRONG if self.picked else None


class Run(NamedTuple):
    """A run of a text whose blanks are filled in; `is_blank` where one was."""

    text: str
    is_blank: bool


def order_told(judged: Judged) -> tuple[PlaceTold, ...]:
    """Return the right order of the items, each with where it was put; empty if all are right."""
    verdict = judged.verdict
    if not isinstance(judged.asking.form, PickInOrder) or verdict.outcome is Outcome.CORRECT:
        return ()
    parts = verdict.parts if judged.response is not None else ()
    had = {part.given: place for place, part in enumerate(parts, 1) if part.given}
    run = {part.given for part in parts if part.given and part.verdict.outcome.remembered}
    items = (right.shown for right in judged.card.task.rights)
    return tuple(
        PlaceTold(item, had.get(item), had.get(item) == place, item in run)
        for place, item in enumerate(items, 1)
    )


def options_told(judged: Judged) -> tuple[OptionTold, ...]:
    """Return the options of a choice in the order shown; empty where none were to choose from."""
    if not isinstance(judged.asking.form, PickOne | PickSome):
        return ()
    right = {text for part in judged.card.task.rights for text in part.variants}
    given = judged.response
    picked = {given} if isinstance(given, str) else set(given or ())
    return tuple(OptionTold(text, text in right, text in picked) for text in judged.asking.options)


def filled_in(judged: Judged) -> tuple[Run, ...]:
    """Return the text of a cloze with what is right in its blanks; empty for any other card."""
    task = judged.card.task
    if not isinstance(task, Blanks):
        return ()
    above = (Run(f"{task.question}\n", is_blank=False),) if task.question else ()
    pieces = (
        Run(piece, is_blank=False) if isinstance(piece, str) else Run(piece.answer, is_blank=True)
        for piece in task.pieces
    )
    return (*above, *pieces)
