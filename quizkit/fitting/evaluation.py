"""How well a model predicts a log: each review from nothing but what came before it."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats
from quizkit.fitting.columns.formulas import formulas_of
from quizkit.fitting.columns.zones import DAY
from quizkit.fitting.histories import Histories
from quizkit.fitting.log import ReviewLog
from quizkit.fitting.weights import Model, fitted, histories_for, in_use
from quizkit.scheduling.calibration import Calibration
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.evidence import Evidence
from quizkit.scheduling.fsrs6 import FSRS6

When = Literal["review", "scheduling"]
Scored = Literal["study days", "24 hours"]

EDGE = 1e-4
"""How close to 0 and 1 a prediction counts as being."""
ROWS = 10
"""Rows of a calibration table, of equally many reviews each."""


class CalibrationRow(NamedTuple):
    """Reviews with about the same prediction: the means of prediction and of outcome."""

    predicted: float
    actual: float
    reviews: int


@frozen
class Evaluation:
    """How well some reviews were predicted. All but the number is NaN if there are none.

    Attributes:
        reviews: how many were scored.
        log_loss: mean of -ln of the chance given to what happened; lower is better.
        rmse_bins: root of the mean squared difference of prediction and outcome, in groups by time
            gone by, reviews and lapses; lower is better. The groups are those of fsrs-rs.
        auc: chance that a pass was given a higher chance than a fail; NaN without one of each.
        calibration: predictions beside outcomes, from the lowest predictions to the highest.
        scored: which reviews those were: "study days" or "24 hours", as `evaluate` was asked.
    """

    reviews: int
    log_loss: float
    rmse_bins: float
    auc: float
    calibration: tuple[CalibrationRow, ...]
    scored: Scored = "study days"


def evaluate(
    log: ReviewLog,
    model: Model | None = None,
    *,
    day: CalendarDays | None = None,
    calibrate: bool = False,
    mood: bool = False,
    at: When = "review",
    splits: int = 0,
    since: float = 0.0,
    scored: Scored = "study days",
) -> Evaluation:
    """Return the errors of a model that predicts a log.

    Figures of the two ways of scoring do not compare: what comes a night later, but sooner than 24
    hours, is predicted worse by most models.

    Args:
        log: the reviews.
        model: FSRS-6 with its default weights unless told otherwise.
        day: what a study day is; from 04:00 local time unless told otherwise.
        calibrate: whether the predictions pass through a `Calibration` that learns as it goes.
        mood: whether they count in how the last few answers went; only at review.
        at: "review" for what could be said at the review, "scheduling" for what could be said when
            the card was answered the time before, which is what intervals go by: a calibration moves
            it no further than it moves an interval.
        splits: how often, at equal distances, the weights are fitted anew to all that came before;
            the model's own are used up to the first time.
        since: share of the reviews, from the first on, that is not scored; 0 to below 1.
        scored: "study days" to score each review that comes a study day or more after the last one
            of its card, "24 hours" to leave out those of them that come sooner than that.

    Raises:
        ValueError: an argument is out of range, or mood is asked for without calibrating or at
            scheduling.
    """
    model = in_use(model or FSRS6(), "model")
    if at not in ("review", "scheduling"):
        raise ValueError(f"at is 'review' or 'scheduling', not {at!r}")
    if scored not in ("study days", "24 hours"):
        raise ValueError(f"scored is 'study days' or '24 hours', not {scored!r}")
    if splits < 0:
        raise ValueError(f"splits is a whole number, 0 or more, not {splits}")
    if mood and (not calibrate or at == "scheduling"):
        raise ValueError("mood needs calibrate=True and at='review'")
    if not 0 <= since < 1:
        raise ValueError(f"since is a share of the reviews, 0 to below 1, not {since}")
    day = day or CalendarDays()
    histories = histories_for(type(model), log, day)
    models = [(0, model)]
    for split in range(1, splits + 1):
        cut = len(log) * split // (splits + 1)
        known = histories_for(type(model), log.part(cut), day)
        models.append((cut, fitted(known, type(model), models[-1][1]).model))
    chances = predictions(log, histories, models, day, calibrate=calibrate, mood=mood, at=at)
    return measured(log, histories, chances, int(len(log) * since), scored)


def predictions(
    log: ReviewLog,
    histories: Histories,
    models: Sequence[tuple[int, Model]],
    day: CalendarDays,
    *,
    calibrate: bool,
    mood: bool = False,
    at: When = "review",
) -> Floats:
    """Return the chance of recall predicted for each review, NaN for those of new cards.

    Args:
        log: the reviews.
        histories: their histories in the time that the models count.
        models: of each the number of the review from which on it is used, rising from 0.
        day, calibrate, mood, at: as for `evaluate`.
    """
    made = np.arange(len(log)) if at == "review" else histories.previous
    chances = np.full(len(log), np.nan)
    for begin, model in models:  # each overrules the one before from its beginning on
        recalls = histories.recalls(formulas_of(model))
        if calibrate:
            recalls = _calibrated(log, histories, recalls, day, mood, at)
        later = made >= begin
        chances[later] = recalls[later]
    return chances


def _calibrated(
    log: ReviewLog,
    histories: Histories,
    recalls: Floats,
    day: CalendarDays,
    mood: bool,
    at: When,
) -> Floats:
    """Return the predictions of a model, corrected by a calibration that learns as it goes."""
    previous, gone = histories.previous.tolist(), histories.days.tolist()
    today, passes = log.study_days(day).tolist(), (log.ratings > 1).tolist()
    plain = recalls.tolist()
    after = [0] * len(log)  # study days of the card, the review included
    outcomes: list[Evidence] = []
    for review, last in enumerate(previous):
        before = after[last] if last >= 0 else 0
        scored = gone[review] >= 1
        after[review] = before + (scored or last < 0)
        recall = plain[review] if scored else None
        outcomes.append((today[review], recall, passes[review], before))
    if at == "review":
        estimates, _ = Calibration().follow(outcomes, mood=mood)
    else:
        learned = accumulate(outcomes, lambda c, one: c.learn_outcome(*one), initial=Calibration())
        known = list(learned)  # before each review
        estimates = [
            None if recall is None else known[last].scheduled_recall(recall, before)
            for (_, recall, _, before), last in zip(outcomes, previous, strict=True)
        ]
    pairs = zip(estimates, plain, strict=True)
    return np.array([bare if estimate is None else estimate for estimate, bare in pairs])


def losses(log: ReviewLog, chances: Floats) -> Floats:
    """Return the log loss of each review."""
    held = np.clip(chances, EDGE, 1 - EDGE)
    found: Floats = -np.log(np.where(log.ratings > 1, held, 1 - held))
    return found


def measured(
    log: ReviewLog, histories: Histories, chances: Floats, begin: int, scored: Scored = "study days"
) -> Evaluation:
    """Return the errors of the chances predicted for the reviews from `begin` on."""
    counted = histories.days >= 1
    if scored == "24 hours":
        counted &= log.times - log.times[histories.previous] >= DAY
    counted[:begin] = False
    counted &= ~np.isnan(chances)
    nan = float("nan")
    count = int(counted.sum())
    if not count:
        return Evaluation(0, nan, nan, nan, (), scored)
    predicted, passed = chances[counted], log.ratings[counted] > 1
    bins = _bins(log, histories)[counted]
    _, which = np.unique(bins, axis=0, return_inverse=True)
    off = np.bincount(which, predicted - passed)
    return Evaluation(
        count,
        float(losses(log, chances)[counted].mean()),
        float(np.sqrt((off**2 / np.bincount(which)).sum() / count)),
        _auc(predicted, passed),
        tuple(
            CalibrationRow(float(predicted[row].mean()), float(passed[row].mean()), len(row))
            for row in np.array_split(np.argsort(predicted, kind="stable"), min(ROWS, count))
        ),
        scored,
    )


def _bins(log: ReviewLog, histories: Histories) -> Floats:
    """Return the group of each review: by study days gone by, reviews on other days, and lapses.

    Source: fsrs-rs, `r_matrix_index`, the same in srs-benchmark.
    """
    reviews, lapses = np.zeros(len(log)), np.zeros(len(log))  # of the card, this one included
    failed = (log.ratings == 1).tolist()
    days = histories.days
    for review, (last, gone) in enumerate(
        zip(histories.previous.tolist(), days.tolist(), strict=True)
    ):
        later = gone >= 1
        reviews[review] = later + (reviews[last] if last >= 0 else 0)
        lapses[review] = (later and failed[review]) + (lapses[last] if last >= 0 else 0)
    earlier = np.where(histories.previous >= 0, lapses[histories.previous], 0)

    def powers(number: Floats, scale: float, base: float) -> Floats:
        """Return the power of `base` at or below each number (1 at least), times `scale`."""
        held = np.maximum(number, 1)
        # A hair more, so that a whole power is not taken for less.
        found: Floats = scale * base ** np.floor(np.log(held) / np.log(base) + 1e-12)
        return found

    return np.stack(
        [
            np.round(powers(days.astype(np.float64), 2.48, 3.62), 2),
            np.round(powers(reviews + 1, 1.99, 1.89)),
            np.where(earlier > 0, np.round(powers(earlier, 1.65, 1.73)), 0),
        ],
        axis=1,
    )


def _auc(predicted: Floats, passed: npt.NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve, ties counted half; NaN if all passed or all failed."""
    passes = int(passed.sum())
    fails = len(passed) - passes
    if not passes or not fails:
        return float("nan")
    _, which, counts = np.unique(predicted, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2  # equal ones share the mean of their ranks
    return float((ranks[which][passed].sum() - passes * (passes + 1) / 2) / (passes * fails))
