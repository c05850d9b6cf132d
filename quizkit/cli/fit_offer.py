"""The news that fitted weights would predict better, and what came of the last trial of them.

A trial takes as long as all else that `stats` tells. What came of it is kept in the user's cache
folder, and holds until the log has grown by a quarter, or the settings have changed. It may be
deleted at any time: then it is tried again.
"""

import json
import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from quizkit import __version__
from quizkit.cli.cache_folder import cache_folder, name_of
from quizkit.desk import Learner
from quizkit.fitting.offer import GROWTH, is_due, tried
from quizkit.progress import Configured, Undone
from quizkit.progress.replaying import Counted, reviews_of


class _Trial(NamedTuple):
    """What came of a trial.

    Args:
        basis: what was in force, and the version that tried.
        answers: how many the log had.
        gain: the log loss of fitted weights, and of those in force; None if they were not adopted.
    """

    basis: str
    answers: int
    gain: tuple[float, float] | None


def fit_offer(path: Path, learner: Learner, given: Counted) -> str | None:
    """Return the news of a fit that is due and would help; None if there is none.

    Args:
        path: the progress file.
        learner: whose it is.
        given: the answers of it that count.
    """
    if not is_due(learner.other_events(Configured, Undone), given):
        return None
    if find_spec("numpy") is None:
        return (
            "Whether weights fitted to your answers would predict better is not known here; "
            "to find out: pip install 'quizkit[fit]', then quizkit fit"
        )
    settings, scheduler = learner.settings, learner.scheduler
    learned = json.dumps([scheduler.to_dict(), settings.days.to_dict(), settings.calibrate])
    basis, answers = f"{__version__} {learned}", sum(map(len, given.cards.values()))
    trial = _kept(path)
    if trial is None or trial.basis != basis or not 1 <= answers / trial.answers < GROWTH:
        fit = tried(reviews_of(given), scheduler, settings.days, calibrate=settings.calibrate)
        gain = None
        if fit.adopted and fit.before is not None and fit.after is not None:
            gain = fit.after, fit.before
        trial = _Trial(basis, answers, gain)
        _keep(path, trial)
    if trial.gain is None:
        return None
    return (
        "Weights fitted to your answers would predict later ones better "
        "(log loss {:.4f}, now {:.4f}): quizkit fit".format(*trial.gain)
    )


def _kept(path: Path) -> _Trial | None:
    """Return the last trial; None if there is none, or it makes no sense."""
    with suppress(OSError, RuntimeError, TypeError, ValueError):
        basis, answers, gain = json.loads(_file(path).read_text("utf-8"))
        new, old = gain or (0.0, 0.0)
        return _Trial(str(basis), max(1, int(answers)), gain and (float(new), float(old)))
    return None


def _keep(path: Path, trial: _Trial) -> None:
    """Keep a trial by way of a scratch file; failing to is no error."""
    with suppress(OSError, RuntimeError):
        file = _file(path)
        scratch = file.with_name(f"{file.name}.{os.getpid()}")
        file.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(trial), "utf-8")
        scratch.replace(file)


def _file(path: Path) -> Path:
    return cache_folder() / f"fit-{name_of(path)}.json"
