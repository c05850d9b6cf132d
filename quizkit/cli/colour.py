"""Whether to write in colour: the option `--color`, which every command takes, and its answer.

Light enough for `quizkit --help`.
"""

import os
import sys

import click


def dumb_terminal() -> bool:
    """Return whether the terminal says that it can do nothing but print."""
    return os.environ.get("TERM", "") == "dumb"


def in_colour() -> bool:
    """Return whether the command that runs writes in colour."""
    return bool(click.get_current_context().color)


def _decide(ctx: click.Context, param: click.Parameter, choice: str | None) -> None:
    """Note in the context what holds; what `quizkit` itself was told holds for its commands."""
    if choice is None and ctx.color is not None:
        return
    if choice in (None, "auto"):
        ctx.color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb_terminal()
    else:
        ctx.color = choice == "always"


def colour_option() -> click.Option:
    """Return the option `--color`; `in_colour` says what it came to."""
    return click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        callback=_decide,
        expose_value=False,
        help="Colour: auto (the default) means on a terminal, unless NO_COLOR is set.",
    )
