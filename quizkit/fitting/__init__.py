"""Weights from a log of reviews, and how well a model predicts it. The only room that needs numpy.

Install it with the extra `fit`. Each name is loaded on first use.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.fitting.evaluation import Evaluation, evaluate
    from quizkit.fitting.log import ReviewLog, ReviewLogError, read_csv
    from quizkit.fitting.trial import Fit, fit

_HOME = {
    "Evaluation": "evaluation",
    "Fit": "trial",
    "ReviewLog": "log",
    "ReviewLogError": "log",
    "evaluate": "evaluation",
    "fit": "trial",
    "read_csv": "log",
}

__all__ = ["Evaluation", "Fit", "ReviewLog", "ReviewLogError", "evaluate", "fit", "read_csv"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    try:
        module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        raise ImportError(
            "fitting needs numpy; install it with: pip install 'quizkit[fit]'", name="numpy"
        ) from error
    value: object = getattr(module, name)
    globals()[name] = value  # the next use finds it without coming here
    return value


def __dir__() -> list[str]:
    return __all__
