"""What a scheduler remembers of a card: one of four values, and how one is read back.

Those of SM-2 and of Leitner boxes are here, those of the FSRS models beside their formulas.
"""

from typing import TYPE_CHECKING, Any, Self, TypeAlias

import attrs

from quizkit.scheduling.stored import Fields, shown, type_of

if TYPE_CHECKING:
    from quizkit.scheduling.fsrs6 import FSRS6State
    from quizkit.scheduling.fsrs7 import FSRS7State

    Memory: TypeAlias = FSRS6State | FSRS7State | "SM2State" | "LeitnerState"

MIN_EASE = 1.3


@attrs.define
class SM2State:
    """What SM-2 remembers of a card.

    Attributes:
        ease: what the interval is multiplied with; 1.3 and up.
        repetitions: passes in a row.
        interval_days: the interval last given, whole days; 0 before the first.
    """

    ease: float = 2.5
    repetitions: int = 0
    interval_days: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {
            "type": "SM2State",
            "version": 1,
            "ease": self.ease,
            "repetitions": self.repetitions,
            "interval_days": self.interval_days,
        }

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the state that `to_dict` wrote; ValueError if it is none or out of range."""
        fields = Fields(data, "SM2State")
        ease = fields.number_between("ease", MIN_EASE, float("inf"))
        repetitions = fields.count("repetitions")
        interval_days = fields.count("interval_days")
        fields.end()
        return cls(ease, repetitions, interval_days)


@attrs.define
class LeitnerState:
    """Where a card stands in the boxes.

    Attributes:
        box: 1 (new or hard) to the number of boxes.
        retired: whether it was right in the last box and is asked no more.
    """

    box: int = 1
    retired: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {"type": "LeitnerState", "version": 1, "box": self.box, "retired": self.retired}

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the state that `to_dict` wrote; ValueError if it is none."""
        fields = Fields(data, "LeitnerState")
        box = fields.count("box")
        if box < 1:
            raise fields.bad("box", "at least 1", box)
        retired = fields.flag("retired")
        fields.end()
        return cls(box, retired)


def memory_from_dict(data: object) -> "Memory | None":
    """Return the memory state of whichever model wrote it."""
    if data is None:
        return None
    match type_of(data):
        case "FSRS6State":
            from quizkit.scheduling.fsrs6 import FSRS6State

            return FSRS6State.from_dict(data)
        case "FSRS7State":
            from quizkit.scheduling.fsrs7 import FSRS7State

            return FSRS7State.from_dict(data)
        case "SM2State":
            return SM2State.from_dict(data)
        case "LeitnerState":
            return LeitnerState.from_dict(data)
        case other:
            raise ValueError(f"memory of a stored CardState is of unknown type {shown(other)}")
