"""The state of a card between two reviews, with its phases and the ratings.

A `CardState` is a value: a review makes a new one, and undo is the one before.
"""

import enum
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Self

import attrs

from quizkit.scheduling.memory import MemoryState, Remembered, memory_from_dict
from quizkit.scheduling.stored import (
    COUNT,
    INSTANT,
    Stored,
    inner,
    is_whole,
    layout,
    optional,
    such,
    then,
)

CardName = int | str


class Rating(enum.IntEnum):
    """How well a card was known. Again alone is a fail, Hard is a pass."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_RATINGS: dict[int, Rating] = {rating.value: rating for rating in Rating}


def known_rating(rating: int) -> Rating:
    """Return the rating of a number from 1 to 4; ValueError for anything else."""
    try:
        return _RATINGS[rating]
    except (KeyError, TypeError):
        raise no_rating(rating) from None


def no_rating(rating: object) -> ValueError:
    """Return the error that something is no rating."""
    return ValueError(f"a rating is 1 (Again) to 4 (Easy), not {rating!r}")


class Phase(enum.IntEnum):
    """Where a card stands: never seen, in its first steps, in review, or in the steps after a lapse."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


_PHASES = {phase.name.lower(): phase for phase in Phase}
_PHASE_NAME = such(f"one of {', '.join(_PHASES)}", lambda name: name in tuple(_PHASES))
_NOTHING: Any = None  # of a card never reviewed, which any scheduler takes


# Not frozen, as a review makes a state, and making a frozen one takes longer.
# Nothing in this package changes a state once made; `attrs.evolve` makes a changed copy.
@attrs.define(eq=False, repr=False)
class CardState(Stored, Generic[Remembered]):
    """Everything a scheduler knows of one card. `CardState()` is a card never reviewed.

    In annotations `CardState[FSRS6State]` is a card with a memory of FSRS-6, as `review` gives it;
    `CardState` alone is a card of any scheduler, new or not.

    Attributes:
        phase: where the card stands; NEW until its first review.
        step: index of the learning or relearning step, from 0; None in review.
        memory: what the scheduler's model remembers of the card; None until the first review.
        due: when to ask again, aware; None while new, and for a retired card of `Leitner`. It may be
            replaced by a promise made elsewhere: `attrs.evolve(card, due=...)`.
        last_review: instant of the last review, aware, with the UTC offset it was given in.
        reviews: how often the card was answered.
        lapses: how often it was answered Again while in review.
        study_days: on how many study days it was answered, as `Scheduler` counts them.
        seed: names the card for fuzz: two cards of different seeds are spread differently. A whole
            number or a text; the id of the card is a good choice.
    """

    STORED = layout(
        phase=then(_PHASE_NAME, _PHASES.__getitem__, lambda phase: phase.name.lower()),
        step=optional(COUNT),
        memory=optional(inner(memory_from_dict)),
        due=optional(INSTANT),
        last_review=optional(INSTANT),
        reviews=COUNT,
        lapses=COUNT,
        seed=such("a whole number or a text", lambda seed: isinstance(seed, str) or is_whole(seed)),
        study_days=COUNT,
    )

    phase: Phase = Phase.NEW
    step: int | None = 0
    memory: Remembered = _NOTHING
    due: datetime | None = None
    last_review: datetime | None = None
    reviews: int = 0
    lapses: int = 0
    seed: int | str = 0
    study_days: int = 0

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the state that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        card = super().from_dict(data)
        if (card.step is None) != (card.phase is Phase.REVIEW):
            wanted = "null in review" if card.step is not None else "a whole number, 0 or more"
            raise ValueError(f"step of a stored CardState is {wanted}, not {card.step}")
        is_new = card.phase is Phase.NEW
        if (card.memory is None) != is_new or (card.last_review is None) != is_new:
            raise ValueError(
                "a stored CardState has memory and last_review once it was reviewed, "
                "and neither while it is new"
            )
        return card


if TYPE_CHECKING:

    class Offers(dict[Rating, CardState[MemoryState]]):
        """A dict of the states that the four ratings lead to, to be asked by a whole number too."""

        def __getitem__(self, rating: int, /) -> CardState[MemoryState]: ...

else:
    Offers = dict[
        Rating, CardState[MemoryState]
    ]  # a Rating is an int, so that a dict does as it is
