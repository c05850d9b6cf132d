"""`quizkit restore`: puts a backup in the place of the progress file, or lists the backups."""

from pathlib import Path

import click

from quizkit.cli.backups import show_backups
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import json_option, naming, progress_file, progress_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.errors import QuizkitError
from quizkit.store.backups import Restored, find, restore as put_back
from quizkit.visible import shell_word, visible
from quizkit.wording import count

_BYTES_A_ROW = 72
_MANY = 50_000  # rows from which on a bar is shown


@click.command(epilog="Example:  quizkit restore 2026-03-01")
@click.argument("name", metavar="[DATE or FILE]", required=False)
@json_option
@progress_option
def restore(name: str | None, as_json: bool, progress_path: Path | None) -> int:
    """Put the backup of DATE, or FILE, in the place of your progress; alone, list the backups.

    The file that is there now is kept aside beside it. What it holds and the backup has not is told,
    and `quizkit merge` takes it over.
    """
    path = progress_file(progress_path)
    if name is None:
        show_backups(path, as_json)
        return 0
    if as_json:
        raise click.UsageError("--json goes with the list, without DATE or FILE")
    backup = find(path, name)
    if backup is None:
        raise QuizkitError(
            f"there is no backup {visible(name)}\n"
            "fix: name one of those that `quizkit restore` lists, or a file"
        )
    rows = backup.stat().st_size // _BYTES_A_ROW
    with progress_bar("Reading it", rows, is_long=rows >= _MANY) as tick:
        done = put_back(path, backup, tick)
    say(f"Put back: {visible(str(backup))}, {count(done.answers, 'answer')}")
    if done.aside is not None:
        _say_what_is_aside(done, done.aside, path)
    return 0


def _say_what_is_aside(done: Restored, aside: Path, path: Path) -> None:
    """Say where the file that was there is kept, and how to have what only it holds."""
    say(f"The file that was there is kept as {visible(aside.name)}")
    if done.missing is None:
        say("It cannot be read whole; what can be read of it can be taken over.")
    elif done.missing:
        has = "is not" if done.missing == 1 else "are not"
        say(f"{count(done.missing, 'answer')} of it {has} in the backup.")
    if done.missing != 0:
        say(f"To take them over:  quizkit merge {shell_word(aside)}{naming(path)}")
