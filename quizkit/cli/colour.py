"""How to write: the option `--color`, which every command takes, and what it comes to.

Colour is one thing and bold another: `NO_COLOR` and `--color never` take the colours, and a terminal
that can do more than print still gets its bold. Light enough for `quizkit --help`.
"""

import os
import sys

import click


def dumb_terminal() -> bool:
    """Return whether the terminal says that it can do nothing but print."""
    return os.environ.get("TERM", "") == "dumb"


def terminal_size() -> os.terminal_size:
    """Return columns and lines of the terminal: as the environment says, else its own, else 80 by 24.

    That of `shutil` says the same, and takes along what compresses files.
    """
    told = [_above_0(os.environ.get(name, "")) for name in ("COLUMNS", "LINES")]
    try:
        found = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        found = os.terminal_size((0, 0))
    columns, lines = (each or own for each, own in zip(told, found, strict=True))
    return os.terminal_size((columns or 80, lines or 24))


def _above_0(text: str) -> int:
    try:
        return max(0, int(text))
    except ValueError:
        return 0


def in_colour() -> bool:
    """Return whether the command that runs writes in colour."""
    return bool(click.get_current_context().meta.get(_IN_COLOUR))


def in_bold() -> bool:
    """Return whether the command that runs may write in bold."""
    return bool(click.get_current_context().color)


_IN_COLOUR = "quizkit.cli.colour"


def _decide(ctx: click.Context, param: click.Parameter, choice: str | None) -> None:
    """Note in the context what holds; what `quizkit` itself was told holds for its commands."""
    if choice is None and ctx.color is not None:
        return
    terminal = sys.stdout.isatty() and not dumb_terminal()
    by_itself = terminal and not os.environ.get("NO_COLOR") and _has_256_colours()
    ctx.meta[_IN_COLOUR] = choice == "always" or (choice != "never" and by_itself)
    ctx.color = choice == "always" or terminal  # whether click lets through what marks bold


def _has_256_colours() -> bool:
    """Return whether the terminal has the colours of signs; one that has not may blink instead."""
    names = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    return os.name == "nt" or any(names[1:]) or "256" in names[0] or names[0].startswith("xterm")


def colour_option() -> click.Option:
    """Return the option `--color`; `in_colour` says what it came to."""
    return click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        callback=_decide,
        expose_value=False,
        help="Colour: auto (the default) means on a terminal, unless NO_COLOR is set.",
    )
