"""Backups of the progress file: the list of them, and the one that a day's first session leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from quizkit.cli.options import echo_json, naming
from quizkit.cli.player.driver import Driver
from quizkit.desk import Desk, Learner
from quizkit.store import SQLiteStore
from quizkit.visible import visible
from quizkit.wording import count

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


@contextmanager
def backed_up_daily(desk: Desk, driver: Driver) -> Iterator[None]:
    """At the end of a session, write the backup of its study day if there is none yet.

    Nothing of it is done, or loaded, before. What prevents it is told, and is no error.
    """
    yield
    session = driver.asked_for
    if not session.answers or not isinstance(desk.store, SQLiteStore):
        return
    from quizkit.errors import StoreError
    from quizkit.settings import of_a_file
    from quizkit.store.backups import back_up_once

    try:
        most = of_a_file(desk.store.here(), "backups")
        back_up_once(desk.store, study_date(desk, session.now), most)
    except KeyboardInterrupt:  # who leaves does not wait for it; tomorrow there is one
        pass
    except StoreError as error:
        from quizkit.cli.fitting_lines import say

        say(f"No backup of today: {str(error).partition(chr(10))[0]}", err=True)


def study_date(learner: Learner, now: datetime) -> date:
    """Return the date of the study day that an instant lies in."""
    day = learner.settings.days.study_day(now)
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


def show_backups(path: Path, as_json: bool) -> None:
    """List the dated backups of a progress file, the newest first."""
    from quizkit.cli.fitting_lines import say
    from quizkit.store.backups import backups

    found = backups(path)
    if as_json:
        rows = [
            {
                "name": each.path.stem,
                "file": str(each.path),
                "size": each.size,
                "answers": each.answers,
            }
            for each in found
        ]
        echo_json(rows)
        return
    if not found:
        say("There is no backup yet; `quizkit backup` writes one.")
        return
    for each in found:
        held = "cannot be read" if each.answers is None else count(each.answers, "answer")
        click.echo(f"{each.path.stem:<12}  {_size(each.size):>9}  {held}")
    click.echo(f"They are in {visible(str(found[0].path.parent))}")
    say(f"To put one back:  quizkit restore {found[0].path.stem}{naming(path)}")


def _size(size: float) -> str:
    """Return a size in bytes in few words: `812 bytes`, `1.2 MB`."""
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.0f} {_UNITS[unit]}" if unit == 0 or size >= 10 else f"{size:.1f} {_UNITS[unit]}"
