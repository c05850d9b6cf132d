"""What a scheduler asks of a memory model."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Protocol

from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.stored import shown, type_of


class MemoryModel(Protocol):
    """A memory model; `FSRS6` says what each member is.

    For speed `next_of_each` and `replay_tree` do not ask `first` and `next`, so a model that derives
    from one of ours changes all of them.
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
    def replay_tree(
        self, parents: Iterable[int], elapsed_days: Iterable[float], ratings: Iterable[int]
    ) -> tuple[Sequence[tuple[float, ...]], Sequence[float | None]]: ...
    def to_dict(self) -> dict[str, Any]: ...


def model_from_dict(data: object) -> MemoryModel:
    """Return the model that its `to_dict` wrote; ValueError if it is none."""
    match type_of(data):
        case "FSRS6":
            return FSRS6.from_dict(data)
        case "FSRS7":
            from quizkit.scheduling.fsrs7 import FSRS7

            return FSRS7.from_dict(data)
        case other:
            raise ValueError(f"model of a stored Scheduler is of unknown type {shown(other)}")
