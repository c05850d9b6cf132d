"""`quizkit config`: shows and changes the settings, which live in the log."""

import json
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.options import echo_json, json_option, now_option, progress_file, progress_option
from quizkit.settings import SETTINGS, Settings, changed


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
    back.
    """
    path = progress_file(progress_path)
    if name is not None and words:
        value = " ".join(words)
        after = changed(Settings(), name, value)
        with desk.open(path) as mine:
            mine.configure({name: value.strip()}, now)
        click.echo(f"{name}: {after.shown(name) or '(its own)'}")
        return 0
    with desk.read(path) as mine:
        settings = mine.settings
    if name is not None:
        changed(settings, name, "")  # says if there is no such setting
        shown = settings.shown(name)
        click.echo(json.dumps({name: shown}) if as_json else shown)
        return 0
    values = {each: settings.shown(each) for each in SETTINGS}
    if as_json:
        echo_json(values)
        return 0
    for each, shown in values.items():
        mark = " " if shown == Settings().shown(each) else "*"
        short = shown if len(shown) <= 20 else f"{shown[:19]}…"
        click.echo(f"{mark} {each} = {short or '(its own)'}")
        click.echo(f"    {SETTINGS[each].help}")
    click.echo("* differs from the default")
    return 0
