"""What a scheduler remembers of a card: one of four values.

The numbers mean what the formulas of their model make of them: `fsrs6.py`, `fsrs7.py`, `sm2.py`,
`leitner.py`.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from quizkit.scheduling.stored import COUNT, FLAG, Stored, between, layout, one_of, such

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


# Not frozen, for speed; see CardState.
@attrs.define(eq=False, repr=False)
class FSRS6State(Stored):
    """What FSRS-6 remembers of a card.

    Attributes:
        stability: days until the chance of recall has fallen to 90 %; 0.001 to 36500.
        difficulty: 1 (easy) to 10 (hard).
    """

    STORED = layout(stability=between(*FSRS6_STABILITY), difficulty=between(*DIFFICULTY))

    stability: float
    difficulty: float


@attrs.define(eq=False, repr=False)
class FSRS7State(Stored):
    """What FSRS-7 remembers of a card.

    Neither stability alone is the interval at 90 %: for that, ask the model.

    Attributes:
        slow: stability of the slow part, days; 0.0001 to 36500.
        fast: stability of the fast part, days; 0.0001 to 36500; often the larger one.
        difficulty: 1 (easy) to 10 (hard).
    """

    STORED = layout(
        slow=between(*FSRS7_STABILITY),
        fast=between(*FSRS7_STABILITY),
        difficulty=between(*DIFFICULTY),
    )

    slow: float
    fast: float
    difficulty: float


@attrs.define(eq=False, repr=False)
class SM2State(Stored):
    """What SM-2 remembers of a card.

    Attributes:
        ease: what the interval is multiplied with; 1.3 and up.
        repetitions: passes in a row.
        interval_days: the interval last given, whole days; 0 before the first.
    """

    STORED = layout(ease=between(MIN_EASE), repetitions=COUNT, interval_days=COUNT)

    ease: float = 2.5
    repetitions: int = 0
    interval_days: int = 0


@attrs.define(eq=False, repr=False)
class LeitnerState(Stored):
    """Where a card stands in the boxes.

    Attributes:
        box: 1 (new or hard) to the number of boxes.
        retired: whether it was right in the last box and is asked no more.
    """

    STORED = layout(box=such("at least 1", lambda box: box > 0, COUNT), retired=FLAG)

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


def memory_from_dict(data: object) -> Memory:
    """Return the memory of a card, whichever model it was stored for; ValueError if it is none."""
    kinds = FSRS6State, FSRS7State, SM2State, LeitnerState
    found: Memory = one_of(data, "memory of a stored CardState", kinds)
    return found
