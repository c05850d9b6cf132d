"""Options that several commands share."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

PROGRESS_VARIABLE = "QUIZKIT_PROGRESS"

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

progress_option: _Decorator = click.option(
    "--progress",
    "progress_path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar=PROGRESS_VARIABLE,
    help=f"Progress file (default: ${PROGRESS_VARIABLE}, or in your user-data folder).",
)

colour_option: _Decorator = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour: auto means on a terminal, unless NO_COLOR is set.",
)

json_option: _Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, for other programs."
)


def progress_file(given: Path | None) -> Path:
    """Return the progress file to use: the one given, or the one in the user-data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("quizkit", appauthor=False) / "progress.db"


def colour_of(choice: str) -> bool:
    """Return whether to write in colour."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb_terminal()


def dumb_terminal() -> bool:
    """Return whether the terminal says that it can do nothing but print."""
    return os.environ.get("TERM", "") == "dumb"


class Instant(click.ParamType):
    """An ISO 8601 instant, such as 2026-03-01T09:00+01:00; without offset, local time."""

    name = "instant"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(value)
            return instant if instant.tzinfo else instant.astimezone()
        except (ValueError, OverflowError, OSError):
            self.fail(f"{value!r} is no ISO instant, such as 2026-03-01T09:00+01:00", param, ctx)
