"""`quizkit check`: what is wrong with decks, for their authors."""

import json

import click

from quizkit.cli.decks import deck_files
from quizkit.cli.options import json_option
from quizkit.cli.wording import count
from quizkit.errors import DeckError, Problem
from quizkit.formats.deck_yaml import load_deck


@click.command(
    epilog="Example:  quizkit check decks/cart.yaml",
    short_help="Report every problem of decks, with its place and fix.",
)
@click.argument("decks", metavar="DECK...", nargs=-1, required=True)
@json_option
def check(decks: tuple[str, ...], as_json: bool) -> int:
    """Report every problem of decks: where it is, what it is, and how to fix it.

    DECK is a file, a folder, or a deck's id. The exit code is 1 if there is any problem.
    """
    problems: list[Problem] = []
    cards = 0
    files = deck_files(decks)
    for path in files:
        try:
            cards += len(load_deck(path).cards)
        except DeckError as error:
            problems += error.problems
    if as_json:
        click.echo(json.dumps([_as_json(problem) for problem in problems], indent=2))
    else:
        for problem in problems:
            click.echo(f"{problem}\n")
        found = count(len(problems), "problem") if problems else "no problems"
        click.echo(f"{count(len(files), 'deck')}, {count(cards, 'card')}: {found}")
    return 1 if problems else 0


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
        "excerpt": problem.excerpt,
    }
