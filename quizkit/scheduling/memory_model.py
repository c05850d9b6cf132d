"""What a scheduler asks of a memory model, and the fold of its reviews."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol


class MemoryModel(Protocol):
    """A memory model; `FSRS6` says what each member is.

    For speed `next_of_each` and `remembered` do not ask `next`, so a model that derives from one
    of ours changes all three.
    """

    State: ClassVar[type[Any]]
    counts_fractions: ClassVar[bool]
    """Whether days are counted with their fractions."""

    @property
    def keeps_order(self) -> bool: ...
    def first(self, rating: int) -> Any: ...
    def next(self, state: Any, rating: int, elapsed_days: float) -> Any: ...
    def next_of_each(self, state: Any, elapsed_days: float) -> Iterable[Any]: ...
    def retrievability(self, state: Any, elapsed_days: float) -> float: ...
    def interval(self, state: Any, retention: float) -> float: ...
    def interval_at(self, retention: float) -> Callable[[Any], float]: ...
    def replay(self, history: Iterable[tuple[float, int]]) -> list[Any]: ...
    def remembered(
        self, history: Iterable[tuple[float, int]]
    ) -> tuple[Any, list[float | None]]: ...
    def to_dict(self) -> dict[str, Any]: ...


def states_after(model: MemoryModel, history: Iterable[tuple[float, int]]) -> list[Any]:
    """Return the state of a card after each of its reviews; see `FSRS6.replay`."""
    states: list[Any] = []
    for days, rating in history:
        states.append(model.next(states[-1], rating, days) if states else model.first(rating))
    return states
