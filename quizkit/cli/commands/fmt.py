"""`quizkit fmt`: ids and tidiness for decks, with comments, order and quotes left alone."""

import sys
from pathlib import Path

import click

from quizkit.authoring.formatting import Formatted, format_deck
from quizkit.authoring.saving import replace
from quizkit.cli.decks import deck_files
from quizkit.cli.options import complete_decks, echo_json, json_option
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import open_deck, parse_deck
from quizkit.visible import visible
from quizkit.wording import count


@click.command(
    epilog="Example:  quizkit fmt --check decks/cart.yaml",
)
@click.argument("decks", metavar="DECK...", nargs=-1, required=True, shell_complete=complete_decks)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a deck would change.")
@json_option
def fmt(decks: tuple[str, ...], check: bool, as_json: bool) -> int:
    """Write an id into each note that has none, and tidy white space.

    Progress survives any edit of a note with an id, and it survives this. A new id is one new line;
    comments, order, quotes and line ends stay as they are. DECK is a file, a folder, or a deck's
    id; `-` formats standard input to standard output.

    The exit code is 1 if --check finds a deck to format, and 2 if a deck cannot be read or written.
    """
    if as_json and not check:
        raise click.UsageError("--json goes with --check")
    if "-" in decks:
        return _from_standard_input(decks, check)
    found: list[tuple[Path, Formatted]] = []
    failed = False
    files = deck_files(decks)
    for path in files:
        try:
            reading = open_deck(path)
            formatted = format_deck(reading)
            if formatted.changed and not check:
                replace(path, reading.text, formatted.text)
        except QuizkitError as error:
            failed = True
            prefix = "" if isinstance(error, DeckError) else "quizkit: "
            click.echo(f"{prefix}{error}", err=True)
            continue
        found.append((path, formatted))
    if as_json:
        echo_json([_as_json(*one) for one in found])
    else:
        _tell(found, check)
    changed = any(formatted.changed for _, formatted in found)
    return 2 if failed else int(check and changed)


def _from_standard_input(decks: tuple[str, ...], check: bool) -> int:
    if len(decks) > 1:
        raise click.UsageError("`-` stands alone")
    try:
        text = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise QuizkitError("standard input is not UTF-8") from None
    formatted = format_deck(parse_deck(text, file="<stdin>"))
    if check:
        return int(formatted.changed)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    sys.stdout.buffer.write((mark + formatted.text).encode())
    return 0


def _tell(found: list[tuple[Path, Formatted]], check: bool) -> None:
    for path, formatted in found:
        if formatted.changed:
            ids = count(len(formatted.ids), "id")
            would = "would write " if check else ""
            what = f"{would}{ids}" if formatted.ids else f"{'would be ' if check else ''}tidied"
            click.echo(f"{visible(str(path))}: {what}")
    same = sum(not formatted.changed for _, formatted in found)
    if same:
        click.echo(f"{count(same, 'deck')} in good order", err=True)


def _as_json(path: Path, formatted: Formatted) -> dict[str, object]:
    return {"file": str(path), "changed": formatted.changed, "ids": list(formatted.ids)}
