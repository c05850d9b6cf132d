"""The memory models by the names they are stored under."""

from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.memory_model import MemoryModel
from quizkit.scheduling.stored import one_of


def model_from_dict(data: object) -> MemoryModel:
    """Return the model that its `to_dict` wrote; ValueError if it is none."""
    from quizkit.scheduling.fsrs7 import FSRS7  # only here, as it takes its time

    found: MemoryModel = one_of(data, "model of a stored Scheduler", (FSRS6, FSRS7))
    return found
