"""What a scheduler remembers of a card: one of four values.

The numbers mean what the formulas of their model make of them: `fsrs6.py`, `fsrs7.py`, `sm2.py`,
`leitner.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import attrs

from quizkit.scheduling.stored import (
    COUNT,
    FLAG,
    Checked,
    UnlikeError,
    between,
    inner,
    layout,
    optional,
    shown,
    such,
)

if TYPE_CHECKING:  # TypeVar of typing takes a default from Python 3.13 on
    from typing_extensions import TypeVar
else:
    from typing import TypeVar

FSRS6_STABILITY = 0.001, 36500.0
"""The shortest and the longest stability of FSRS-6, in days."""
FSRS7_STABILITY = 0.0001, 36500.0
"""The same of FSRS-7, for both of its stabilities."""
DIFFICULTY = 1.0, 10.0
MIN_EASE = 1.3

_MIN_6, _MAX_6 = FSRS6_STABILITY
_MIN_7, _MAX_7 = FSRS7_STABILITY
_new = object.__new__


# Not frozen, for speed; see CardState.
@attrs.define(eq=False, repr=False, init=False)
class FSRS6State(Checked):
    """What FSRS-6 remembers of a card.

    Attributes:
        stability: days until the chance of recall has fallen to 90 %; 0.001 to 36500.
        difficulty: 1 (easy) to 10 (hard).
    """

    _STORED = layout(stability=between(*FSRS6_STABILITY, "days"), difficulty=between(*DIFFICULTY))

    stability: float
    difficulty: float

    def __init__(self, stability: float, difficulty: float) -> None:
        """Check the numbers: those that a model gave pass at a glance."""
        s, d = stability, difficulty
        if not (type(s) is type(d) is float and _MIN_6 <= s <= _MAX_6 and 1 <= d <= 10):
            s, d = self._checked(s, d)
        self.stability = s
        self.difficulty = d

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {
            "type": type(self).__name__,
            "version": 1,
            "stability": self.stability,
            "difficulty": self.difficulty,
        }

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Return the state that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        try:  # at a glance, as `CardState.from_dict`
            if data["type"] == cls.__name__ and data["version"] == 1 and len(data) == 4:
                return cls(data["stability"], data["difficulty"])
        except (LookupError, TypeError, ValueError):
            pass
        return super().from_dict(data)


def unchecked_fsrs6(stability: float, difficulty: float) -> FSRS6State:
    """Return a state of numbers that the model has worked out: no check, as every review makes one."""
    state = _new(FSRS6State)
    state.stability = stability
    state.difficulty = difficulty
    return state


@attrs.define(eq=False, repr=False, init=False)
class FSRS7State(Checked):
    """What FSRS-7 remembers of a card.

    Neither stability alone is the interval at 90 %: for that, ask the model.

    Attributes:
        slow: stability of the slow part, days; 0.0001 to 36500.
        fast: stability of the fast part, days; 0.0001 to 36500; often the larger one.
        difficulty: 1 (easy) to 10 (hard).
    """

    _STORED = layout(
        slow=between(*FSRS7_STABILITY, "days"),
        fast=between(*FSRS7_STABILITY, "days"),
        difficulty=between(*DIFFICULTY),
    )

    slow: float
    fast: float
    difficulty: float

    def __init__(self, slow: float, fast: float, difficulty: float) -> None:
        """Check the numbers: those that a model gave pass at a glance."""
        s, f, d = slow, fast, difficulty
        is_plain = type(s) is type(f) is type(d) is float
        if not (is_plain and _MIN_7 <= s <= _MAX_7 and _MIN_7 <= f <= _MAX_7 and 1 <= d <= 10):
            s, f, d = self._checked(s, f, d)
        self.slow = s
        self.fast = f
        self.difficulty = d

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {
            "type": type(self).__name__,
            "version": 1,
            "slow": self.slow,
            "fast": self.fast,
            "difficulty": self.difficulty,
        }

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Return the state that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        try:  # at a glance, as `CardState.from_dict`
            if data["type"] == cls.__name__ and data["version"] == 1 and len(data) == 5:
                return cls(data["slow"], data["fast"], data["difficulty"])
        except (LookupError, TypeError, ValueError):
            pass
        return super().from_dict(data)


def unchecked_fsrs7(slow: float, fast: float, difficulty: float) -> FSRS7State:
    """Return a state of numbers that the model has worked out: no check, as every review makes one."""
    state = _new(FSRS7State)
    state.slow = slow
    state.fast = fast
    state.difficulty = difficulty
    return state


@attrs.define(eq=False, repr=False)
class SM2State(Checked):
    """What SM-2 remembers of a card.

    Attributes:
        ease: what the interval is multiplied with; 1.3 and up.
        repetitions: passes in a row.
        interval_days: the interval last given, whole days; 0 before the first.
    """

    _STORED = layout(ease=between(MIN_EASE), repetitions=COUNT, interval_days=COUNT)

    ease: float = 2.5
    repetitions: int = 0
    interval_days: int = 0


@attrs.define(eq=False, repr=False)
class LeitnerState(Checked):
    """Where a card stands in the boxes.

    Attributes:
        box: 1 (new or hard) to the number of boxes.
        retired: whether it was right in the last box and is asked no more.
    """

    _STORED = layout(box=such("at least 1", lambda box: box > 0, COUNT), retired=FLAG)

    box: int = 1
    retired: bool = False


Memory: TypeAlias = FSRS6State | FSRS7State | SM2State | LeitnerState

if TYPE_CHECKING:
    Remembered = TypeVar("Remembered", covariant=True, default=Any)
    MemoryState = TypeVar("MemoryState", default=Any)
    ModelState = TypeVar("ModelState", default=FSRS6State)
else:
    Remembered = TypeVar("Remembered", covariant=True)
    MemoryState = TypeVar("MemoryState")
    ModelState = TypeVar("ModelState")
"""What a card, a memory model and a scheduler are generic in: the memory. Where it is left away, that
of a card or a model is any, and a scheduler is one of FSRS-6."""


MEMORIES = frozenset[type[Memory]]((FSRS6State, FSRS7State, SM2State, LeitnerState))
_KINDS = {kind.__name__: kind for kind in MEMORIES}


def memory_from_dict(data: Any) -> Memory:
    """Return the memory of a card, whichever model it was stored for; ValueError if it is none."""
    try:
        kind = _KINDS[data["type"]]
    except (LookupError, TypeError):
        named = data.get("type") if isinstance(data, Mapping) else None
        raise ValueError(
            f"memory of a stored CardState is of unknown type {shown(named)}"
        ) from None
    return kind.from_dict(data)


def _memory(value: object) -> object:
    """Return the memory of a card, or None; UnlikeError if it is neither."""
    if value is None or isinstance(value, Memory):
        return value
    raise UnlikeError("a state such as FSRS6State, or None", value)


MEMORY = optional(inner(memory_from_dict, _memory))
