"""The memory models by the names they are stored under."""

from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.memory_model import MemoryModel
from quizkit.scheduling.stored import shown, type_of


def model_from_dict(data: object) -> MemoryModel:
    """Return the model that its `to_dict` wrote; ValueError if it is none."""
    match type_of(data):
        case "FSRS6":
            return FSRS6.from_dict(data)
        case "FSRS7":
            from quizkit.scheduling.fsrs7 import FSRS7  # only where it is used

            return FSRS7.from_dict(data)
        case other:
            raise ValueError(f"model of a stored Scheduler is of unknown type {shown(other)}")
