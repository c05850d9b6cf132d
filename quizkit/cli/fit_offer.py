"""The news that fitted weights would predict better, and what came of the last trial of them.

A trial takes half as long as all else that `stats` tells. What came of it is kept in the user's cache
folder, and holds until the log has grown by a quarter, or the settings have changed. It may be
deleted at any time: then it is tried again.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from quizkit.cli.cache_folder import keep_values, kept_values
from quizkit.desk import Learner
from quizkit.fitting.offer import GROWTH, is_due, tried
from quizkit.progress import Configured, Undone
from quizkit.progress.replaying import Counted


class Offer(NamedTuple):
    """The news of a fit, in a learner's words, which may be none, and with the figures."""

    plain: str
    whole: str


class _Trial(NamedTuple):
    """What came of a trial.

    Args:
        answers: how many the log had.
        gain: the log loss of fitted weights, and of those in force; None if they were not adopted.
        sample: how many answers the trial went by; None if it went by all.
    """

    answers: int
    gain: tuple[float, float] | None
    sample: int | None = None


def fit_offer(path: Path, learner: Learner, given: Counted) -> Offer | None:
    """Return the news of a fit that is due and would help; None if there is none.

    Args:
        path: the progress file.
        learner: whose it is.
        given: the answers of it that count.
    """
    if not is_due(learner.other_events(Configured, Undone), given):
        return None
    if find_spec("numpy") is None:
        return Offer(
            "",
            "Whether weights fitted to your answers would predict better is not known here; "
            "to find out: pip install 'quizkit[fit]', then quizkit fit",
        )
    settings, scheduler = learner.settings, learner.settings.scheduler()
    basis = [scheduler.to_dict(), settings.days.to_dict(), settings.calibrate]
    answers = sum(map(len, given.cards.values()))
    kept = kept_values("fit", path, basis)
    trial = _Trial(*kept["trial"]) if kept else None
    if trial is None or not 1 <= answers / trial.answers < GROWTH:
        found, sample = tried(given, scheduler, settings.days, calibrate=settings.calibrate)
        gain = None
        if found.adopted and found.before is not None and found.after is not None:
            gain = found.after, found.before
        trial = _Trial(answers, gain, sample)
        keep_values("fit", path, basis, {"trial": trial})
    if trial.gain is None:
        return None
    (new, old), sample = trial.gain, trial.sample
    by = f"; tried on {sample:,} answers" if sample else ""
    return Offer(
        "Your cards could come at times that suit your memory better: quizkit fit",
        "Weights fitted to your answers would predict later ones better "
        f"(log loss {new:.4f}, now {old:.4f}{by}): quizkit fit",
    )
