"""When to ask again: memory models, schedulers and the state of a card.

Stands alone: it needs attrs and the standard library, reads no clock and does no input or output.
Each name is loaded on first use, so that importing the room costs next to nothing.

    memory_model    what a scheduler asks of a model; `memory`: the values that models remember
    fsrs6, fsrs7    the two models; `fsrs6_formulas`, `fsrs7_formulas`: by name; `weights` checks theirs
    steps           where a rating leads: learning, review, relearning
    card            the state of a card; `changes`: forgotten, put on a date
    scheduler       a model with steps, limits, `fuzz` and `days`: state, rating, instant -> state;
                    `offers` puts the four intervals in order; `dues`: which follow the last one
    calibration     what the answers say of the learner, by their `evidence`
    calls           what all schedulers share: replay, forget, reschedule
    simple          what `sm2` and `leitner` share, two schedulers without a model
    arguments, instants, stored     values checked when built; aware instants; JSON and back
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.scheduling.calibration import Calibration as Calibration, Reviewer as Reviewer
    from quizkit.scheduling.calls import Calls as Calls
    from quizkit.scheduling.card import CardState as CardState, Phase as Phase, Rating as Rating
    from quizkit.scheduling.days import (
        CalendarDays as CalendarDays,
        Days as Days,
        ElapsedDays as ElapsedDays,
        FractionalDays as FractionalDays,
    )
    from quizkit.scheduling.evidence import Forecaster as Forecaster
    from quizkit.scheduling.fsrs6 import FSRS6 as FSRS6
    from quizkit.scheduling.fsrs7 import FSRS7 as FSRS7
    from quizkit.scheduling.leitner import Leitner as Leitner
    from quizkit.scheduling.memory import (
        FSRS6State as FSRS6State,
        FSRS7State as FSRS7State,
        LeitnerState as LeitnerState,
        SM2State as SM2State,
    )
    from quizkit.scheduling.memory_model import MemoryModel as MemoryModel
    from quizkit.scheduling.scheduler import Scheduler as Scheduler
    from quizkit.scheduling.sm2 import SM2 as SM2
else:
    attach(
        __name__,
        {
            "quizkit.scheduling.calibration": "Calibration Reviewer",
            "quizkit.scheduling.calls": "Calls",
            "quizkit.scheduling.card": "CardState Phase Rating",
            "quizkit.scheduling.days": "CalendarDays Days ElapsedDays FractionalDays",
            "quizkit.scheduling.evidence": "Forecaster",
            "quizkit.scheduling.fsrs6": "FSRS6",
            "quizkit.scheduling.fsrs7": "FSRS7",
            "quizkit.scheduling.leitner": "Leitner",
            "quizkit.scheduling.memory": "FSRS6State FSRS7State LeitnerState SM2State",
            "quizkit.scheduling.memory_model": "MemoryModel",
            "quizkit.scheduling.scheduler": "Scheduler",
            "quizkit.scheduling.sm2": "SM2",
        },
    )
