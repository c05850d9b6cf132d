"""`quizkit` alone: the decks there are with what is due, as a screen to begin from, or as a list."""

import sys
from datetime import datetime

import click

from quizkit.cli import clock
from quizkit.cli.called import called
from quizkit.cli.colour import dumb_terminal
from quizkit.cli.due_cache import Terms
from quizkit.cli.standings import Found, broken, files_of, found, next_of
from quizkit.study_queue.turns import Counts


def start(ctx: click.Context) -> int:
    """Show what there is to study: on a terminal as a screen that leads on, elsewhere as a list."""
    files = files_of(())
    if not files:
        from quizkit.cli.deck_files import TRY_ONE
        from quizkit.cli.fitting_lines import say

        say(
            "There is no deck here: neither in decks/ nor in this folder.\n"
            f"Try one:    {TRY_ONE}\nBegin one:  quizkit new decks/first.yaml"
        )
        return 0
    now = clock.now()
    here = found(files, now, None, None)
    if not here.standings or dumb_terminal() or not _at_terminal():
        _list(here, now)
        return 0
    from quizkit.cli.player.start_screen import chosen

    names = chosen(here, now)
    if names is None:
        return 0
    play = ctx.command.get_command(ctx, "play")  # type: ignore[attr-defined]
    return int(ctx.invoke(play, decks=names) or 0)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _list(here: Found, now: datetime) -> None:
    """List the decks, a line each, and how to study all that there is to study."""
    from quizkit.visible import visible, width_of

    rows = [
        (path, f"{_said(counts, here.terms, now):<18}  {visible(schedule.title)}")
        for path, schedule, counts in here.standings
    ]
    rows += broken(here)
    for text in here.notices:
        from quizkit.cli.fitting_lines import say  # most days there is nothing to say

        say(text, err=True)
    width = max(width_of(visible(str(path))) for path, _ in rows)
    for path, said in rows:
        name = visible(str(path))
        click.echo(f"{name}{' ' * (width - width_of(name))}  {said}")
    total = here.total
    if (total.due or total.new) and not here.same_ids:  # which `play` refuses together
        sum_ = f"   ({total.due} due, {total.new} new)" if len(here.standings) > 1 else ""
        click.echo(f"\nStudy:  {_to_study(here)}{sum_}")


def _to_study(here: Found) -> str:
    """Return the command that studies all decks here that can be read."""
    from quizkit.visible import shell_word

    paths = [standing.path for standing in here.standings]
    if len(paths) == 1:
        return f"{called()} play {shell_word(paths[0])}"
    in_folder = all(path.parts[0] == "decks" for path in paths)
    return f"{called()} play decks/" if in_folder and not here.errors else f"{called()} play"


def _said(counts: Counts, terms: Terms, now: datetime) -> str:
    """Return the counts of a deck in words, or when there will be something to study."""
    if counts.due or counts.new:
        return f"{counts.due} due, {counts.new} new"
    return "nothing due" if counts.coming is None else f"nothing due, {next_of(counts, terms, now)}"
