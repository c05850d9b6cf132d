"""`quizkit config`: shows and changes the settings, which live in the log."""

import json
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json, json_option, now_option, progress_file, progress_option
from quizkit.settings import (
    OF_A_FILE,
    SETTINGS,
    Setting,
    Settings,
    changed,
    changed_of_a_file,
    of_a_file,
)
from quizkit.store import SQLiteStore, open_store


@click.command(epilog="Example:  quizkit config retention 0.9")
@click.argument("name", metavar="[NAME", required=False)
@click.argument("words", metavar="[VALUE]...]", nargs=-1)
@now_option
@json_option
@progress_option
def config(
    name: str | None,
    words: tuple[str, ...],
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show all settings, or NAME, or set NAME to VALUE; an empty VALUE is the default.

    Settings are part of the log: they travel with your progress, and `quizkit undo EVENT` takes one
    back. The setting `backups` is of this file alone.
    """
    path = progress_file(progress_path)
    if name in OF_A_FILE:
        return _of_a_file(path, name, words, as_json)
    if name is not None and words:
        value = " ".join(words)
        after = changed(Settings(), name, value)
        with desk.open(path) as mine:
            mine.configure({name: value.strip()}, now)
        click.echo(f"{name}: {after.shown(name) or '(its own)'}")
        return 0
    with desk.read(path) as mine:
        settings, here = mine.settings, _here(mine)
    if name is not None:
        changed(settings, name, "")  # says if there is no such setting
        shown = settings.shown(name)
        click.echo(json.dumps({name: shown}) if as_json else shown)
        return 0
    values = {each: settings.shown(each) for each in SETTINGS}
    if as_json:
        echo_json(values | here)
        return 0
    for each, shown in values.items():
        _show(each, shown, SETTINGS[each], Settings().shown(each))
    for each, shown in here.items():
        _show(each, shown, OF_A_FILE[each], str(of_a_file({}, each)))
    click.echo("* differs from the default")
    return 0


def _show(name: str, shown: str, setting: Setting, before: str) -> None:
    """Show a setting, and whether it differs from the default."""
    mark = " " if shown == before else "*"
    short = shown if len(shown) <= 20 else f"{shown[:19]}…"
    click.echo(f"{mark} {name} = {short or '(its own)'}")
    say(setting.help, indent="    ")


def _here(mine: desk.Learner) -> dict[str, str]:
    """Return the settings of the file itself, as they are shown."""
    there = mine.store.here() if isinstance(mine.store, SQLiteStore) else {}
    return {name: str(of_a_file(there, name)) for name in OF_A_FILE}


def _of_a_file(path: Path, name: str, words: tuple[str, ...], as_json: bool) -> int:
    """Show or change a setting of the file itself."""
    if words:
        shown = str(changed_of_a_file(name, " ".join(words)))
        with open_store(path) as store:
            store.put_here(name, shown)
        click.echo(f"{name}: {shown}")
        return 0
    with desk.read(path) as mine:
        shown = _here(mine)[name]
    click.echo(json.dumps({name: shown}) if as_json else shown)
    return 0
