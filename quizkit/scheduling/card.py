"""The state of a card between two reviews, with its phases and the ratings.

A `CardState` is a value: a review makes a new one, and undo is the one before.
"""

import enum
from datetime import datetime, timezone
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, Self

import attrs

from quizkit.scheduling.memory import MEMORIES, MEMORY, MemoryState, Remembered, memory_from_dict
from quizkit.scheduling.stored import (
    COUNT,
    INSTANT,
    MOST,
    Checked,
    Codec,
    UnlikeError,
    layout,
    optional,
    same,
    shown,
    whole,
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
_NAMES = {phase: name for name, phase in _PHASES.items()}
NEW, REVIEW = Phase.NEW, Phase.REVIEW


def _read_phase(name: Any) -> Phase:
    if isinstance(name, str) and name in _PHASES:
        return _PHASES[name]
    raise UnlikeError(f"one of {', '.join(_PHASES)}", name)


def _phase(value: Any) -> Phase:
    """Return a phase, also of its number or its name; UnlikeError if it is none."""
    try:
        return _PHASES[value] if isinstance(value, str) else Phase(whole(value))
    except (KeyError, ValueError):
        raise UnlikeError("a Phase such as Phase.REVIEW", value) from None


def _seed(value: Any) -> int | str:
    try:
        return value if isinstance(value, str) else whole(value)
    except UnlikeError:
        raise UnlikeError("a whole number or a text", value) from None


def known_card(card: "CardState[Remembered]") -> "CardState[Remembered]":
    """Return a card; ValueError for anything else."""
    if isinstance(card, CardState):
        return card
    raise ValueError(
        f"a CardState is wanted, not {shown(card)}; CardState.from_dict reads a stored one"
    )


_NOTHING: Any = None  # of a card never reviewed, which any scheduler takes
_new = object.__new__


# Not frozen, as a review makes a state, and making a frozen one takes longer.
# Nothing in this package changes a state once made; `attrs.evolve` makes a changed copy.
@attrs.define(eq=False, repr=False)
class CardState(Checked, Generic[Remembered]):
    """Everything a scheduler knows of one card. `CardState()` is a card never reviewed.

    In annotations `CardState[FSRS6State]` is a card with a memory of FSRS-6, as `review` gives it;
    `CardState` alone is a card of any scheduler, new or not.

    Attributes:
        phase: where the card stands; NEW until its first review. Its number or name will do.
        step: index of the learning or relearning step, from 0; None in review, and only there.
        memory: what the scheduler's model remembers of the card; None until the first review.
        due: when to ask again, aware; None while new, and for a retired card of `Leitner`. It may be
            replaced by a promise made elsewhere: `attrs.evolve(card, due=...)`.
        last_review: instant of the last review, aware, with the UTC offset it was given in; None
            until the first.
        reviews: how often the card was answered.
        lapses: how often it was answered Again while in review.
        study_days: on how many study days it was answered, as `Scheduler` counts them.
        seed: names the card for fuzz: two cards of different seeds are spread differently. A whole
            number or a text; the id of the card is a good choice.

    Raises:
        ValueError: a field is not so, or contradicts another; it is named.
    """

    _STORED = layout(
        phase=Codec(_read_phase, _NAMES.__getitem__, _phase),
        step=optional(COUNT),
        memory=MEMORY,
        due=optional(INSTANT),
        last_review=optional(INSTANT),
        reviews=COUNT,
        lapses=COUNT,
        seed=same(_seed),
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

    def __attrs_post_init__(self) -> None:
        if not _is_plain(self):
            super().__attrs_post_init__()
            if fault := _contradiction(self):
                raise ValueError(f"{type(self).__name__}: {fault}")

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        memory: Any = self.memory
        due, last = self.due, self.last_review
        return {
            "type": type(self).__name__,
            "version": 1,
            "phase": _NAMES[self.phase],
            "step": self.step,
            "memory": None if memory is None else memory.to_dict(),
            "due": None if due is None else due.isoformat(),
            "last_review": None if last is None else last.isoformat(),
            "reviews": self.reviews,
            "lapses": self.lapses,
            "seed": self.seed,
            "study_days": self.study_days,
        }

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Return the state that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        # At a glance, as whoever schedules many reads each from a row; what is not as `to_dict` writes
        # it goes field by field, by which it is read or refused.
        try:
            kind, version, phase, step, memory, due, last, reviews, lapses, seed, days = _FIELDS(
                data
            )
            if cls is CardState and kind == "CardState" and version == 1 and len(data) == 11:
                card = unchecked_card(
                    _PHASES[phase],
                    step,
                    None if memory is None else memory_from_dict(memory),
                    None if due is None else datetime.fromisoformat(due),
                    None if last is None else datetime.fromisoformat(last),
                    reviews,
                    lapses,
                    seed,
                    days,
                )
                if _is_plain(card):
                    return card  # type: ignore[return-value]
        except (LookupError, TypeError, ValueError):
            pass
        return super().from_dict(data)


_FIELDS = itemgetter("type", "version", *CardState._STORED)


def _is_plain(card: CardState) -> bool:
    """Tell at a glance whether all fields are right and plain already, as those of most cards are."""
    phase, step, memory = card.phase, card.step, card.memory
    due, last, seed = card.due, card.last_review, card.seed
    reviews, lapses, days = card.reviews, card.lapses, card.study_days
    return (
        type(phase) is Phase
        and (step is None if phase is REVIEW else type(step) is int and 0 <= step < MOST)
        and (
            memory is None and last is None
            if phase is NEW
            else type(memory) in MEMORIES
            and type(last) is datetime
            and type(last.tzinfo) is timezone
        )
        and (due is None or (type(due) is datetime and type(due.tzinfo) is timezone))
        and type(reviews) is type(lapses) is type(days) is int
        and 0 <= reviews < MOST
        and 0 <= lapses < MOST
        and 0 <= days < MOST
        and (type(seed) is int or isinstance(seed, str))
    )


def _contradiction(card: CardState) -> str | None:
    """Return what does not go together in a card, each field of which is right by itself."""
    if (card.step is None) != (card.phase is REVIEW):
        wanted = "a whole number, 0 or more" if card.step is None else "None in review"
        return f"step is {wanted}, not {card.step}"
    if {card.memory is None, card.last_review is None} != {card.phase is NEW}:
        return (
            "memory and last_review are there once a card was reviewed, and None while it is new: "
            f"phase is {card.phase.name}, memory {card.memory!r} and last_review {card.last_review}"
        )
    return None


def unchecked_card(
    phase: Phase,
    step: int | None,
    memory: MemoryState,
    due: datetime | None,
    last_review: datetime | None,
    reviews: int,
    lapses: int,
    seed: int | str,
    study_days: int,
) -> CardState[MemoryState]:
    """Return a state that a scheduler has worked out: no check, as every review makes one."""
    card: CardState[MemoryState] = _new(CardState)
    card.phase = phase
    card.step = step
    card.memory = memory
    card.due = due
    card.last_review = last_review
    card.reviews = reviews
    card.lapses = lapses
    card.seed = seed
    card.study_days = study_days
    return card


if TYPE_CHECKING:

    class Offers(dict[Rating, CardState[MemoryState]]):
        """A dict of the states that the four ratings lead to, to be asked by a whole number too."""

        def __getitem__(self, rating: int, /) -> CardState[MemoryState]: ...

else:
    Offers = dict[
        Rating, CardState[MemoryState]
    ]  # a Rating is an int, so that a dict does as it is
