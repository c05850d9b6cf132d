"""The state of a card between two reviews, and the words it is told in.

A `CardState` is a value: a review makes a new one, and undo is the one before.
"""

import enum
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from quizkit.scheduling.memory import memory_from_dict
from quizkit.scheduling.stored import Fields

if TYPE_CHECKING:
    from quizkit.scheduling.memory import Memory

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


# Not frozen: freezing makes a new state cost twice as much, and making it is a good part of a review.
# Nothing in this package changes a state once made; `attrs.evolve` makes a changed copy.
@attrs.define
class CardState:
    """Everything a scheduler knows of one card. `CardState()` is a card never reviewed.

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

    phase: Phase = Phase.NEW
    step: int | None = 0
    memory: "Memory | None" = None
    due: datetime | None = None
    last_review: datetime | None = None
    reviews: int = 0
    lapses: int = 0
    seed: int | str = 0
    study_days: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values: instants as ISO texts with their UTC offset."""
        return {
            "type": "CardState",
            "version": 1,
            "phase": self.phase.name.lower(),
            "step": self.step,
            "memory": None if self.memory is None else self.memory.to_dict(),
            "due": None if self.due is None else self.due.isoformat(),
            "last_review": None if self.last_review is None else self.last_review.isoformat(),
            "reviews": self.reviews,
            "lapses": self.lapses,
            "seed": self.seed,
            "study_days": self.study_days,
        }

    @classmethod
    def from_dict(cls, data: object) -> "CardState":
        """Return the state that `to_dict` wrote.

        Raises:
            ValueError: of another version, or not what `to_dict` writes.
        """
        fields = Fields(data, "CardState")
        name = fields.text("phase")
        if name.upper() not in Phase.__members__ or name != name.lower():
            raise fields.bad("phase", f"one of {', '.join(p.name.lower() for p in Phase)}", name)
        phase = Phase[name.upper()]
        step = fields.take("step")
        if phase is Phase.REVIEW:
            if step is not None:
                raise fields.bad("step", "null in review", step)
        elif not isinstance(step, int) or isinstance(step, bool) or step < 0:
            raise fields.bad("step", "a whole number, 0 or more", step)
        memory = memory_from_dict(fields.take("memory"))
        due = fields.instant("due")
        last_review = fields.instant("last_review")
        reviews = fields.count("reviews")
        lapses = fields.count("lapses")
        seed = fields.take("seed")
        if not isinstance(seed, int | str) or isinstance(seed, bool):
            raise fields.bad("seed", "a whole number or a text", seed)
        study_days = fields.count("study_days")
        fields.end()
        if (phase is Phase.NEW) != (memory is None) or (memory is None) != (last_review is None):
            raise ValueError(
                "a stored CardState has memory and last_review once it was reviewed, "
                "and neither while it is new"
            )
        return cls(phase, step, memory, due, last_review, reviews, lapses, seed, study_days)
