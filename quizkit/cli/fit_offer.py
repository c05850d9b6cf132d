"""Whether `stats` offers a fit: the log has grown by a quarter since the last one, and it would help."""

from collections.abc import Sequence
from importlib.util import find_spec

from quizkit.progress import Configured, Event, Review, in_order, undone_ids
from quizkit.settings import Settings

GROWTH = 1.25
FEWEST = 500
"""Answers below which a trial has too little to go by, so that none is made."""


def fit_offer(events: Sequence[Event], answers: Sequence[Review], settings: Settings) -> str | None:
    """Return what to tell the learner of a fit; None if there is no reason for one.

    With numpy it is tried out, which takes about as long as loading numpy does.

    Args:
        events: the log.
        answers: those of it that count, over all decks.
        settings: as the log has them.
    """
    if len(answers) < max(FEWEST, GROWTH * _fitted_to(events, answers)):
        return None
    if find_spec("numpy") is None:
        return (
            "Whether weights fitted to your answers would predict better is not known here; "
            "to find out: pip install 'quizkit[fit]', then quizkit fit"
        )
    from quizkit.cli.commands.fit import log_of, model_of
    from quizkit.fitting import fit

    model = model_of(settings)
    trial = fit(
        log_of(answers),
        type(model),
        in_force=model,
        day=settings.days,
        calibrate=settings.calibrate,
    )
    if not trial.adopted:
        return None
    return (
        "Weights fitted to your answers would predict later ones better "
        f"(log loss {trial.after:.4f}, now {trial.before:.4f}): quizkit fit"
    )


def _fitted_to(events: Sequence[Event], answers: Sequence[Review]) -> int:
    """Return how many answers there were when weights were last set; 0 if they never were."""
    ordered = in_order(events)
    undone = undone_ids(ordered)
    set_at = [
        event.at
        for event in ordered
        if isinstance(event, Configured) and event.name == "weights" and event.id not in undone
    ]
    return sum(answer.at <= set_at[-1] for answer in answers) if set_at else 0
