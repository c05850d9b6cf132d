"""`quizkit try`: a card tried by its author, and answers kept in its note."""

import sys

import click

from quizkit.cli.colour import in_bold, in_colour, terminal_size
from quizkit.cli.decks import chosen_once
from quizkit.cli.options import complete_decks
from quizkit.cli.page import Page
from quizkit.cli.prompts import edited_lines

_WIDEST = 80


@click.command(
    "try",
    epilog="Example:  quizkit try cart#approval-year",
)
@click.argument(
    "cards", metavar="DECK#ID...", nargs=-1, required=True, shell_complete=complete_decks
)
@click.option("--typed", is_flag=True, help="Hide options where the answer can be typed.")
@click.option(
    "--seed", default="", help="Decides the order of options (default: the same each time)."
)
def try_(cards: tuple[str, ...], typed: bool, seed: str) -> int:
    """Type answers to a card, and see how each is judged.

    Nothing is logged, and your progress is not opened. `+` writes the last answer into the note as an
    example of what it was judged, `+ accept` makes it right, `+ reject WHY` wrong; the rest of the
    file stays as it is. The file is followed while you edit it. ID is a note or a card, as
    `quizkit show` lists them; without #ID all cards of the deck can be tried. `:n` goes on to the
    next, `:?` lists what else you can do, `:q` or the end of input leaves. In a pipe a line is an
    answer.
    """
    from quizkit.cli.trying import Aim, Trial

    aims = [Aim(path, card.id) for path, _, found in chosen_once(cards) for card in found]
    edited_lines()
    columns = terminal_size().columns if sys.stdout.isatty() else _WIDEST
    page = Page(min(columns, _WIDEST), in_colour(), in_bold(), heard=not sys.stdout.isatty())
    Trial(aims, page, typed=typed, seed=seed).run()
    return 0
