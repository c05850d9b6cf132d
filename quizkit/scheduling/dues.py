"""Whether the due date of a card depends on the one before, as fuzz goes by it.

Where it does not, a log of reviews gives it without all those before: `quizkit.fitting` asks.
"""

from typing import Any

from quizkit.scheduling.calibration import Calibration
from quizkit.scheduling.card import CardState, Phase
from quizkit.scheduling.fuzz import fuzz_range
from quizkit.scheduling.scheduler import Scheduler


def always_follow(scheduler: Scheduler[Any]) -> bool:
    """Return whether the due date of any card in review may depend on the one before."""
    return scheduler.fuzz and scheduler._puts_in_order


def may_follow(
    scheduler: Scheduler[Any],
    before: CardState,
    after: CardState,
    *,
    calibration: Calibration | None = None,
) -> bool:
    """Return whether `before.due` could have a say in `after.due`, were it known.

    It can where fuzz may have made the last interval as long as this one; see `Scheduler._fuzzed`.

    Args:
        scheduler: by which the card was reviewed.
        before: the card before its last review.
        after: the card after it.
        calibration: what was known before the last answer of `before`.
    """
    if not scheduler.fuzz or before.phase is not Phase.REVIEW:
        return False
    if scheduler._puts_in_order:
        return True
    if after.phase is not Phase.REVIEW or after.due is None or after.last_review is None:
        return False
    interval = scheduler._interval
    if calibration is not None:
        interval = scheduler._calibrated(calibration, before.study_days)
    shortest, most = scheduler._minimum_days, scheduler._maximum_days
    _, longest = fuzz_range(
        max(round(min(interval(before.memory), most)), shortest), shortest, most
    )
    return longest >= scheduler.day.elapsed(after.last_review, after.due, False)
