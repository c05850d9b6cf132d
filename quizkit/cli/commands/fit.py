"""`quizkit fit`: weights from the log, adopted if they predict later reviews better."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizkit import desk
from quizkit.cli.options import echo_json, json_option, now_option, progress_file, progress_option
from quizkit.errors import QuizkitError
from quizkit.fitting.offer import model_of, review_log_of
from quizkit.scheduling import CalendarDays
from quizkit.settings import Settings, changed
from quizkit.store import MemoryStore
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.fitting import Evaluation, Fit, ReviewLog
    from quizkit.fitting.weights import Model

WIDTH = 79
SPLITS = 4
SINCE = 1 / (SPLITS + 1)


@click.command(
    epilog="Example:  quizkit fit --dry-run",
)
@click.option(
    "--csv",
    "csv_path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=(
        "Fit the log in a CSV file instead, and change nothing; its columns are card_id, "
        "review_time, review_rating and review_duration."
    ),
)
@click.option("--model", metavar="NAME", help="fsrs6 or fsrs7 (default: the setting `model`).")
@click.option("--zone", metavar="ZONE", help="Time zone of a CSV file, such as Europe/Rome.")
@click.option(
    "--day-start", metavar="HH:MM", help="When a study day begins (default: the setting, 04:00)."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option(
    "--evaluate",
    "evaluates",
    is_flag=True,
    help="Only compare predictions: bare, calibrated, fitted, both.",
)
@now_option
@json_option
@progress_option
def fit(
    csv_path: Path | None,
    model: str | None,
    zone: str | None,
    day_start: str | None,
    dry_run: bool,
    evaluates: bool,
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> None:
    """Fit the weights of the memory model to your answers.

    They are adopted if, fitted to the first part of your log, they predict the rest better than
    what is in force. Due dates already given stay. It needs numpy: pip install 'quizkit[fit]'.
    """
    path = progress_file(progress_path)
    with desk.read(path) if csv_path is None else desk.over(MemoryStore()) as learner:
        in_force = learner.settings
        settings = _changed(in_force, {"model": model, "day-start": day_start})
        log = _log(csv_path, learner)
    days = _days(zone, settings)
    scheduler = settings.scheduler()
    if evaluates:
        applied = model_of(scheduler).with_relearning_steps(len(scheduler.relearning_steps))
        _print_evaluation(log, applied, days, as_json)
        return
    from quizkit.fitting import fit as fit_weights

    result = fit_weights(
        log,
        type(model_of(scheduler)),
        in_force=model_of(in_force.scheduler()),
        day=days,
        calibrate=settings.calibrate,
        relearning_steps=len(scheduler.relearning_steps),
    )
    writes = result.adopted and csv_path is None and not dry_run
    if writes:
        values = {"weights": _text(result.fitted.weights)}
        if settings.model != in_force.model:
            values = {"model": settings.model} | values
        with desk.open(path) as mine:
            mine.configure(values, now)
    if as_json:
        echo_json(_as_json(result, writes))
        return
    _print_fit(result, len(set(log.cards.tolist())), writes)
    if writes:
        click.echo("In force from now on; due dates already given stay.")
    elif result.adopted:
        click.echo("Nothing was changed.")
    if csv_path is not None or dry_run:
        click.echo(f"\nweights: {_text(result.fitted.weights)}")


def _changed(settings: Settings, given: Mapping[str, str | None]) -> Settings:
    for name, value in given.items():
        if value is not None:
            settings = changed(settings, name, value)
    return settings


def _days(zone: str | None, settings: Settings) -> CalendarDays:
    if zone is None:
        return settings.days
    try:
        return CalendarDays(zone, settings.day_start)
    except ValueError as error:
        raise QuizkitError(str(error)) from error


def _log(csv_path: Path | None, learner: desk.Learner) -> "ReviewLog":
    try:
        from quizkit.fitting import read_csv
    except ImportError as error:
        if error.name != "numpy":
            raise
        raise QuizkitError(str(error)) from error
    if csv_path is not None:
        return read_csv(csv_path)
    try:
        return review_log_of(learner.reviews())
    except ValueError as error:
        raise QuizkitError(f"the log cannot be fitted to: {error}") from error


def _text(weights: tuple[float, ...]) -> str:
    return " ".join(f"{weight:.6g}" for weight in weights)


def _print_fit(result: "Fit", cards: int, writes: bool) -> None:
    click.echo(
        f"{count(result.reviews, 'review')} of {count(cards, 'card')}, "
        f"{result.scored} of them scored; fitted in {count(result.passes, 'pass', 'passes')}."
    )
    verdict = "Adopted" if writes else "Would be adopted" if result.adopted else "Not adopted"
    click.echo(fill(f"{verdict}: {result.reason}.", WIDTH))


def _as_json(result: "Fit", written: bool) -> dict[str, Any]:
    return {
        "model": type(result.fitted).__name__.lower(),
        "reviews": result.reviews,
        "scored": result.scored,
        "passes": result.passes,
        "adopted": result.adopted,
        "written": written,
        "reason": result.reason,
        "log_loss_in_force": result.before,
        "log_loss_fitted": result.after,
        "weights": list(result.fitted.weights),
    }


KINDS: dict[str, dict[str, Any]] = {
    "bare": {},
    "calibrated": {"calibrate": True},
    "fitted": {"splits": SPLITS},
    "both": {"calibrate": True, "splits": SPLITS},
}
"""The predictions that `--evaluate` compares, by name, each with what asks for it."""


class _Evaluated(NamedTuple):
    """How good predictions were, made at the review itself, or when it was scheduled."""

    review: "Evaluation"
    scheduling: "Evaluation"


def _print_evaluation(log: "ReviewLog", model: "Model", days: CalendarDays, as_json: bool) -> None:
    from quizkit.fitting import evaluate

    model = type(model)()  # weights in force may know what is to be predicted
    found = {}
    for name, options in KINDS.items():
        ask = partial(evaluate, log, model, day=days, since=SINCE, **options)
        found[name] = _Evaluated(ask(at="review"), ask(at="scheduling"))
    scored = found["bare"].review.reviews
    if as_json:
        tables = {
            name: {at: _evaluation_as_json(each) for at, each in both._asdict().items()}
            for name, both in found.items()
        }
        echo_json({"reviews": len(log), "scored": scored, **tables})
        return
    said = (
        f"{count(len(log), 'review')}; {scored} scored: those after the first fifth of the log "
        "that came a study day or more after the card's last one. Each is predicted from what "
        f"came before it; bare are the default weights, and fitted ones are fitted {SPLITS} times "
        "on the way."
    )
    click.echo(fill(said, WIDTH))
    if scored:
        _print_tables(found)


def _print_tables(found: Mapping[str, _Evaluated]) -> None:
    click.echo("\n            log loss  RMSE(bins)     AUC  log loss when scheduled")
    for name, (review, scheduling) in found.items():
        click.echo(
            f"{name:<12}{review.log_loss:>8.4f}  {review.rmse_bins:>10.4f}  {review.auc:>6.3f}"
            f"  {scheduling.log_loss:>23.4f}"
        )
    table = found["calibrated"].review.calibration
    click.echo("\nOf cards with about this chance of recall (calibrated), so many were recalled:")
    click.echo("  predicted  " + " ".join(f"{row.predicted:>5.0%}" for row in table))
    click.echo("  recalled   " + " ".join(f"{row.actual:>5.0%}" for row in table))


def _evaluation_as_json(evaluation: "Evaluation") -> dict[str, Any]:
    return {
        "log_loss": _known(evaluation.log_loss),
        "rmse_bins": _known(evaluation.rmse_bins),
        "auc": _known(evaluation.auc),
        "calibration": [row._asdict() for row in evaluation.calibration],
    }


def _known(number: float) -> float | None:
    return number if number == number else None  # NaN is no JSON
