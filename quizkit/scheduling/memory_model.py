"""What a scheduler asks of a memory model, and the fold of its reviews."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Protocol, Self

from quizkit.scheduling.memory import MemoryState


class MemoryModel(Protocol[MemoryState]):
    """A memory model and the kind of its states; `FSRS6` says what each member is.

    For speed `next_of_each` and `remembered` do not ask `next`, so a model that derives from one
    of ours changes all three.
    """

    State: ClassVar[type[Any]]
    counts_fractions: ClassVar[bool]
    """Whether days are counted with their fractions."""

    @property
    def keeps_order(self) -> bool:
        """Whether a better rating never gives a shorter interval."""
        ...

    def with_relearning_steps(self, count: int) -> Self:
        """Return the model as it is applied where so many steps follow a lapse."""
        ...

    def first(self, rating: int) -> MemoryState:
        """Return the state after the first review."""
        ...

    def next(self, state: MemoryState, rating: int, elapsed_days: float) -> MemoryState:
        """Return the state after a later review."""
        ...

    def next_of_each(self, state: MemoryState, elapsed_days: float) -> Iterable[MemoryState]:
        """Return four states: what `next` gives for Again, Hard, Good and Easy."""
        ...

    def retrievability(self, state: MemoryState, elapsed_days: float) -> float:
        """Return the chance of recall, 1 at 0 days."""
        ...

    def interval(self, state: MemoryState, retention: float) -> float:
        """Return the days, unrounded, until recall has fallen to `retention`."""
        ...

    def interval_at(self, retention: float) -> Callable[[MemoryState], float]:
        """Return `interval` for one retention, as a function of the state."""
        ...

    def replay(self, history: Iterable[tuple[float, int]]) -> list[MemoryState]:
        """Return the state after each (days, rating); the first days are unused."""
        ...

    def remembered(
        self, history: Iterable[tuple[float, int]]
    ) -> tuple[MemoryState, list[float | None]]:
        """Return the last state, and the recall predicted before each review."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON values, its name among them."""
        ...


def states_after(
    model: MemoryModel[MemoryState], history: Iterable[tuple[float, int]]
) -> list[MemoryState]:
    """Return the state of a card after each of its reviews; see `FSRS6.replay`."""
    states: list[MemoryState] = []
    for days, rating in history:
        states.append(model.next(states[-1], rating, days) if states else model.first(rating))
    return states


def first_rating(reviews: Iterator[tuple[float, int]]) -> int:
    """Return the rating of the next review, the first of a card; ValueError if there is none."""
    for _, rating in reviews:
        return rating
    raise ValueError("a history has one review at least")
