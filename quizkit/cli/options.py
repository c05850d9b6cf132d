"""Options that several commands share."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.clock import here, now
from quizkit.lazy import pattern

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRESS_VARIABLE = "QUIZKIT_PROGRESS"

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

progress_option: _Decorator = click.option(
    "--progress",
    "progress_path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Progress file (default: ${PROGRESS_VARIABLE}, or in your user-data folder).",
)

json_option: _Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, for other programs."
)


def echo_json(value: object) -> None:
    """Print a value as `--json` does; half a character, which is no Unicode, as a terminal shows it."""
    import json

    text = json.dumps(value, indent=2)
    click.echo(json.dumps(_whole(value), indent=2) if "\\ud" in text else text)


def echo_readable_json(value: object) -> None:
    """Print a value as `echo_json` does, but letters of all scripts as they are, where it can."""
    import json
    import sys

    if sys.stdout.encoding.lower() != "utf-8":
        echo_json(value)
    else:
        text = json.dumps(value, indent=2, ensure_ascii=False)
        click.echo(_OTHER.sub(lambda found: _readable(found[0]), text))


_OTHER = pattern(r"[^\n -~]")


def _readable(char: str) -> str:
    """Return a character of JSON: itself if it can be seen, else escaped."""
    import json

    return char if char.isprintable() else json.dumps(char)[1:-1]


def _whole(value: object) -> object:
    """Return a value of JSON without the halves of characters that odd file names have."""
    if isinstance(value, str):
        from quizkit.visible import visible

        halves = {char for char in value if "\ud800" <= char <= "\udfff"}
        return value.translate({ord(half): visible(half) for half in halves})
    if isinstance(value, Mapping):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return list(map(_whole, value)) if isinstance(value, list | tuple) else value


def progress_file(given: Path | None) -> Path:
    """Return the progress file to use: given to the command or before it, named by the variable,
    or in the user-data folder.
    """
    if given is not None:
        return _named_file(given)
    context = click.get_current_context(silent=True)  # None for who calls this as a function
    before = context and context.find_root().params.get("progress")
    return _named_file(Path(before)) if before else _usual_file()


def naming(path: Path) -> str:
    """Return what a command, told to be typed, needs to use a file: ` --progress FILE`, or nothing."""
    from quizkit.errors import StoreError
    from quizkit.visible import shell_word

    try:
        is_usual = path == _usual_file()
    except StoreError:
        is_usual = False
    return "" if is_usual else f" --progress {shell_word(path)}"


def _usual_file() -> Path:
    """Return the progress file of a command to which none is given."""
    if os.environ.get(PROGRESS_VARIABLE):
        return _named_file(Path(os.environ[PROGRESS_VARIABLE]))
    from platformdirs import user_data_path

    try:
        folder = user_data_path("quizkit", appauthor=False)
    except RuntimeError:  # nobody knows this user's home directory
        folder = Path("~")
    if not folder.is_absolute():
        from quizkit.errors import StoreError

        raise StoreError(
            "you have no home directory to keep the progress in\n"
            f"fix: name a file with --progress, or in {PROGRESS_VARIABLE}"
        )
    return folder / "progress.db"


def _named_file(path: Path) -> Path:
    if not path.name:  # an empty text is `.` as a path
        raise click.BadParameter(f"{str(path)!r} is a folder; name a file", param_hint="--progress")
    return path


class Whole(click.IntRange):
    """A whole number in a range, with an error that says what it is not."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; click.BadParameter if it is none, or out of range."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            most = "on" if self.max is None else f"to {self.max}"
            self.fail(f"{value!r} is no whole number from {self.min} {most}.", param, ctx)


def as_time(text: str) -> timedelta:
    """Return the time that a text such as `30m`, `90s` or `1h30m` names.

    Raises:
        click.BadParameter: it names none.
    """
    import re

    found = re.fullmatch(
        r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?", "".join(text.lower().split())
    )
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    time = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not time:
        raise click.BadParameter(f"{text!r} is no time, such as 30m, 90s or 1h30m.")
    return time


def as_instant(text: str | datetime) -> datetime:
    """Return the instant that an ISO 8601 text names; without offset, in local time.

    Raises:
        click.BadParameter: it names none.
    """
    if isinstance(text, datetime):  # the default of `--now`
        return text
    try:
        at = datetime.fromisoformat(text)
        return at if at.tzinfo else here(at)
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter(
            f"{text!r} is no ISO instant, such as 2026-03-01T09:00+01:00"
        ) from None


now_option: _Decorator = click.option(
    "--now",
    type=as_instant,
    default=now,
    metavar="INSTANT",
    help="Pretend that it is this ISO instant.",
)

new_option: _Decorator = click.option(
    "--new",
    "new_a_day",
    type=Whole(min=0),
    metavar="N",
    help="New cards a study day, over all decks (default: the setting `new`, 20).",
)


def complete_decks(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return the words that a shell offers for DECK: the ids of decks, and files.

    An id comes from a file that may be a stranger's: one that a shell might read otherwise is left
    out.
    """
    import re

    from click.shell_completion import CompletionItem

    from quizkit.cli.deck_files import deck_ids

    names = [name for name in deck_ids() if re.fullmatch(r"\w[\w.-]*", name)]
    found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return [CompletionItem(incomplete, type="file"), *found]
