"""Fitting weights to a log, and adopting them only if they predict later reviews better."""

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Ints
from quizkit.fitting.evaluation import losses, predictions
from quizkit.fitting.histories import Histories
from quizkit.fitting.log import ReviewLog
from quizkit.fitting.weights import Model, fitted, histories_for, in_use
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fsrs7 import FSRS7

CUTS = (0.6, 0.8)
"""Shares of the log that weights are fitted to, to be tried on what follows."""
FEWEST = 200
"""Scored reviews that a trial needs after the first cut."""
SURE = 1.645
"""Standard errors by which the gain must lie above 0: by chance it does so one time in twenty."""


@frozen
class Trial:
    """What came of trying weights, fitted to the first part of a log, on what follows.

    Attributes:
        reviews: how many of what follows are scored.
        before, after: their mean log loss, under the model in force and under weights fitted to
            what came before them; None where they are too few.
        adopted: whether the gain is more than chance explains.
        calibrated: whether a calibration took part on both sides.
    """

    reviews: int
    before: float | None = None
    after: float | None = None
    adopted: bool = False
    calibrated: bool = True

    @property
    def reason(self) -> str:
        """Why the weights are adopted, or why not: one sentence."""
        if self.before is None or self.after is None:
            return (
                f"too few reviews to try weights on: {self.reviews}, and it takes {FEWEST}; "
                "the weights in force stay"
            )
        numbers = (
            f"log loss {self.after:.4f} where the weights in force have {self.before:.4f}, "
            f"over {self.reviews} reviews{', both calibrated' if self.calibrated else ''}"
        )
        if self.adopted:
            return f"fitted weights predict later reviews better: {numbers}"
        if self.after < self.before:
            return f"the gain could be chance: {numbers}; the weights in force stay"
        return f"fitted weights predict later reviews no better: {numbers}; those in force stay"


@frozen
class Fit:
    """What came of fitting a model to a log.

    Attributes:
        model: what to use from now on: the fitted model if it was adopted, else the one in force.
        fitted: the model with weights fitted to the whole log.
        adopted: whether it predicted later reviews better than the one in force.
        reason: why or why not, one sentence.
        reviews: how many the log has.
        scored: how many of them the fit is about.
        passes: how often the fit went through the log.
        before, after: mean log loss of the reviews of the trial, under the model in force and
            under weights fitted to what came before them; None if there was no trial.
    """

    model: Model
    fitted: Model
    adopted: bool
    reason: str
    reviews: int
    scored: int
    passes: int
    before: float | None = None
    after: float | None = None


def fit(
    log: ReviewLog,
    model: type[Model] = FSRS6,
    *,
    in_force: Model | None = None,
    day: CalendarDays | None = None,
    calibrate: bool = True,
    trial: bool = True,
    relearning_steps: int = 1,
) -> Fit:
    """Return the weights that fit a log, and whether to use them.

    They are the likeliest ones, given the log and how weights vary from learner to learner. Few
    reviews leave them near the defaults. They are adopted only if, fitted to the first part of the
    log, they predict what follows better than the model in force, and by more than chance explains.

    Args:
        log: the reviews, of any number of cards.
        model: FSRS6 or FSRS7.
        in_force: what is used now; `model` with its default weights unless told otherwise.
        day: what a study day is; from 04:00 local time unless told otherwise.
        calibrate: whether a `Calibration` is used with the model, which then takes part in the
            trial on both sides.
        trial: whether to try; without a trial what was fitted is adopted.
        relearning_steps: how many the scheduler has that the weights are for. The trial goes by the
            models as they are applied then; see `FSRS6.with_relearning_steps`.

    Raises:
        ValueError: `model` is no such class, or `in_force` no such model.
    """
    if model not in (FSRS6, FSRS7):
        raise ValueError(f"model is the class FSRS6 or FSRS7, not {model!r}")
    in_force, day = in_use(in_force or model(), "in_force"), day or CalendarDays()
    histories = histories_for(model, log, day)
    result = fitted(histories, model, in_force)
    counts = len(log), histories.scored, result.passes
    if not trial:
        return Fit(result.model, result.model, True, "there was no trial", *counts)
    tried = tried_on(
        log,
        histories,
        model,
        in_force,
        day,
        calibrate=calibrate,
        relearning_steps=relearning_steps,
    )
    chosen = result.model if tried.adopted else in_force
    return Fit(
        chosen, result.model, tried.adopted, tried.reason, *counts, tried.before, tried.after
    )


def tried_on(
    log: ReviewLog,
    histories: Histories,
    model: type[Model],
    in_force: Model,
    day: CalendarDays,
    *,
    calibrate: bool,
    relearning_steps: int,
) -> Trial:
    """Return what comes of trying fitted weights on the later part of a log; see `fit`.

    `histories` are those of the log in the time that `model` counts.
    """
    cuts = [int(len(log) * cut) for cut in CUTS]
    tried = histories.days >= 1
    tried[: cuts[0]] = False
    count = int(tried.sum())
    if count < FEWEST:
        return Trial(count)

    def predicted(models: list[tuple[int, Model]], histories: Histories) -> Floats:
        """Return the losses of the reviews of the trial, under models from a review on each."""
        applied = [(cut, each.with_relearning_steps(relearning_steps)) for cut, each in models]
        return losses(log, predictions(log, histories, applied, day, calibrate=calibrate))[tried]

    earlier = [
        (cut, fitted(histories_for(model, log.part(cut), day), model, in_force).model)
        for cut in cuts
    ]
    earlier[0] = (0, earlier[0][1])
    new = predicted(earlier, histories)
    if not isinstance(in_force, model):
        histories = histories_for(type(in_force), log, day)
    old = predicted([(0, in_force)], histories)
    is_sure = _is_sure(old - new, log.study_days(day)[tried])
    return Trial(count, float(old.mean()), float(new.mean()), is_sure, calibrate)


def _is_sure(gains: Floats, days: Ints) -> bool:
    """Return whether the sum of gains, each on a study day, is more than chance explains."""
    # Reviews of one study day are not independent, so days are what is counted.
    by_day = np.bincount(np.unique(days, return_inverse=True)[1], gains)
    return bool(by_day.sum() > max(0, SURE * np.sqrt(len(by_day)) * by_day.std()))
