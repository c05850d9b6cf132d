"""Options: the order they are shown in, and what a letter or a position picks."""

from typing import TYPE_CHECKING

from quizkit.lazy import deferred
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
    without_options,
)
from quizkit.progress import Response

if TYPE_CHECKING:
    import random
else:
    random = deferred("random")

_LONGEST_PICK = 10_000  # characters; what is longer names no option and is kept as it is


def shown_options(card: Card, rng: "random.Random", *, typed: bool = False) -> tuple[str, ...]:
    """Return the options of a card in an order to show; none where nothing is to be picked.

    Options are shuffled, but ascend where all are numbers or all are dates. Items to put in order
    are never shown in the right order.

    Args:
        typed: whether to show none where the answer can be typed.
    """
    options = card.task.options
    match without_options(card.task.form) if typed else card.task.form:
        case Line() | Items() | Lines() | OwnWords():
            return ()
        case PickOne(closed=True):
            return options
        case PickOne() | PickSome():
            from quizkit.grading import ascending

            return ascending(options, card.note.judging.language) or _shuffled(options, rng)
        case PickInOrder():
            items = _shuffled(options, rng)
            return items if items != options else (*items[1:], items[0])
        case PickForEach():
            return _shuffled(options, rng)


def by_text(card: Card, response: Response, options: tuple[str, ...]) -> Response:
    """Return picks by letter or position as the texts of their options.

    So the log can be judged again when nobody knows any more in which order options stood.
    """
    if not options or not _may_pick(response):
        return response
    from quizkit.grading.picks import Options

    shown = Options(options, card.note.judging.language)
    has_marks = card.note.marks is not None

    def text(item: str) -> str:
        """Return the text of a picked option; what picks none stays as it is."""
        place = shown.pick(bare(item) if has_marks else item)
        return item if place is None else options[place]

    def bare(item: str) -> str:
        from quizkit.grading.marked import without_marks

        return str(without_marks(card, item))

    match card.task.form, response:
        case PickOne(), str():
            return text(response)
        case PickSome() | PickInOrder(), str():
            items = shown.items(bare(response) if has_marks else response)
            return [text(item) for item in items] or response
        case PickForEach(), dict():
            return {label: text(item) for label, item in response.items()}
    return response


def _may_pick(response: Response) -> bool:
    """Return whether a response may name options otherwise than by their texts."""
    texts = response.values() if isinstance(response, dict) else [response]
    return all(isinstance(text, str) and len(text) <= _LONGEST_PICK for text in texts)


def _shuffled(items: tuple[str, ...], rng: "random.Random") -> tuple[str, ...]:
    return tuple(rng.sample(items, len(items)))
