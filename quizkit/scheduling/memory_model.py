"""What a scheduler asks of a memory model, and what any of them remembers of a history."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol


class MemoryModel(Protocol):
    """A memory model; `FSRS6` says what each member is.

    For speed `next_of_each` does not ask `next`, so a model that derives from one of ours changes
    both.
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
    def to_dict(self) -> dict[str, Any]: ...


def remembered(
    model: MemoryModel, history: Iterable[tuple[float, int]]
) -> tuple[list[Any], list[float | None]]:
    """Return the states of a card after its reviews, and the recall predicted before each.

    Args:
        model: the memory model.
        history: (elapsed days, rating) of each review in order. Of the first one the days are not
            used, and the recall is None.
    """
    states: list[Any] = []
    recalls: list[float | None] = []
    state = None
    for days, rating in history:
        if state is None:
            recall, state = None, model.first(rating)
        else:
            recall, state = model.retrievability(state, days), model.next(state, rating, days)
        recalls.append(recall)
        states.append(state)
    return states, recalls
