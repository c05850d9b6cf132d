"""`quizkit backup`: writes a backup of the progress file, and lists those there are."""

from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.backups import show_backups, study_date
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import json_option, now_option, progress_file, progress_option
from quizkit.errors import QuizkitError
from quizkit.settings import of_a_file
from quizkit.store import SQLiteStore, has_store
from quizkit.store.backups import back_up, back_up_to, remove_beyond
from quizkit.visible import visible


@click.command(epilog="Example:  quizkit backup")
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(dir_okay=False, path_type=Path)
)
@now_option
@json_option
@progress_option
def backup(file: Path | None, now: datetime, as_json: bool, progress_path: Path | None) -> int:
    """Write a backup, and list those there are with date, size and answers.

    It goes into the folder `….backups` beside your progress file, or to FILE. The first session of a
    study day leaves one by itself; the setting `backups` says how many are kept. What it holds is
    read again before it is put in place, and no backup is replaced that holds more.
    """
    path = progress_file(progress_path)
    if not has_store(path):
        raise QuizkitError(f"there is nothing to back up: {visible(str(path))} is not there yet")
    with desk.open(path) as mine:
        store = mine.store
        assert isinstance(store, SQLiteStore)
        if file is None:
            written = back_up(store, study_date(mine, now))
            remove_beyond(path, of_a_file(store.here(), "backups"))
        else:
            back_up_to(store, file)
            written = file
    if not as_json:
        say(f"Written: {visible(str(written))}")
    show_backups(path, as_json)
    return 0
