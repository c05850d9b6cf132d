"""When to ask again: memory models, schedulers and the state of a card.

Stands alone: it needs attrs and the standard library, reads no clock and does no input or output.
Each name is loaded on first use, so that importing the room costs next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.scheduling.calibration import Calibration
    from quizkit.scheduling.card import CardState, Phase, Rating
    from quizkit.scheduling.days import CalendarDays, ElapsedDays, FractionalDays
    from quizkit.scheduling.fsrs6 import FSRS6, FSRS6State
    from quizkit.scheduling.fsrs7 import FSRS7, FSRS7State
    from quizkit.scheduling.leitner import Leitner
    from quizkit.scheduling.memory import LeitnerState, SM2State
    from quizkit.scheduling.scheduler import Scheduler
    from quizkit.scheduling.sm2 import SM2

_HOME = {
    "CalendarDays": "days",
    "Calibration": "calibration",
    "CardState": "card",
    "ElapsedDays": "days",
    "FSRS6": "fsrs6",
    "FSRS6State": "fsrs6",
    "FSRS7": "fsrs7",
    "FSRS7State": "fsrs7",
    "FractionalDays": "days",
    "Leitner": "leitner",
    "LeitnerState": "memory",
    "Phase": "card",
    "Rating": "card",
    "SM2": "sm2",
    "SM2State": "memory",
    "Scheduler": "scheduler",
}

__all__ = [
    "FSRS6",
    "FSRS7",
    "SM2",
    "CalendarDays",
    "Calibration",
    "CardState",
    "ElapsedDays",
    "FSRS6State",
    "FSRS7State",
    "FractionalDays",
    "Leitner",
    "LeitnerState",
    "Phase",
    "Rating",
    "SM2State",
    "Scheduler",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value: object = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value  # the next use finds it without coming here
    return value


def __dir__() -> list[str]:
    return __all__
