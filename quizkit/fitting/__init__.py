"""Weights from a log of reviews, and how well a model predicts it. The only room that needs numpy.

Install it with the extra `fit`. Each name is loaded on first use.

    log            reviews as columns, of quizkit's own log or a CSV file
    histories      what cards have in common, worked out once
    slopes         log loss and how it changes with every weight: `fsrs6_slopes`, `fsrs7_slopes`
    weights        the likeliest ones, by `fisher`
    trial          adopted only if they predict later reviews better; `offer`: when to try
    evaluation     how well a model predicts
    columns        whole logs, and stored cards, at once
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.fitting.columns.replay import (
        ReplayedLog as ReplayedLog,
        replay_log as replay_log,
    )
    from quizkit.fitting.evaluation import (
        CalibrationRow as CalibrationRow,
        Evaluation as Evaluation,
        evaluate as evaluate,
    )
    from quizkit.fitting.log import (
        ReviewLog as ReviewLog,
        ReviewLogError as ReviewLogError,
        read_csv as read_csv,
    )
    from quizkit.fitting.trial import Fit as Fit, fit as fit
else:
    attach(
        __name__,
        {
            "quizkit.fitting.columns.replay": "ReplayedLog replay_log",
            "quizkit.fitting.evaluation": "CalibrationRow Evaluation evaluate",
            "quizkit.fitting.log": "ReviewLog ReviewLogError read_csv",
            "quizkit.fitting.trial": "Fit fit",
        },
        {"numpy": "fitting needs numpy; install it with: pip install 'quizkit[fit]'"},
    )
