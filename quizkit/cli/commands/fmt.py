"""`quizkit fmt`: ids and tidiness for decks, with comments, order and quotes left alone."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from quizkit.authoring.formatting import Formatted, format_deck, format_files
from quizkit.authoring.saving import replace
from quizkit.cli.deck_files import deck_files
from quizkit.cli.decks import tell_left_out
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import complete_decks, echo_json, json_option
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import open_deck, parse_deck
from quizkit.visible import visible
from quizkit.wording import count


@click.command(
    epilog="Example:  quizkit fmt --check cart",
)
@click.argument("decks", metavar="DECK...", nargs=-1, required=True, shell_complete=complete_decks)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a deck would change.")
@json_option
def fmt(decks: tuple[str, ...], check: bool, as_json: bool) -> int:
    """Write an id into each note that has none, and tidy white space.

    Progress survives any edit of a note with an id, and it survives this. A new id is one new line;
    comments, order, quotes and line ends stay as they are. The files that a deck includes are
    formatted with it. DECK is a file, a folder, or a deck's id; `-` formats standard input to
    standard output.

    Notes that have problems are left as they are, and named. The progress of a note belongs to its
    new id once the deck has no problems any more.

    The exit code is 1 if --check finds a deck to format, and 2 if a deck cannot be read or written.
    """
    if as_json and not check:
        raise click.UsageError("--json goes with --check")
    if "-" in decks:
        return _from_standard_input(decks, check)
    found: dict[Path, Formatted] = {}
    same, failed = 0, False
    for path in deck_files(decks, to_write=not check):
        try:
            formatted = _formatted(path, check)
            found |= formatted
            same += not any(each.changed for each in formatted.values())
        except QuizkitError as error:
            failed = True
            prefix = "" if isinstance(error, DeckError) else "quizkit: "
            say(f"{prefix}{error}", err=True)
    changed = {file: each for file, each in found.items() if each.changed}
    if as_json:
        echo_json([_as_json(path, formatted) for path, formatted in found.items()])
    else:
        _tell(changed, _WOULD_BE if check else _WAS)
        if same:
            say(f"{count(same, 'deck')} in good order", err=True)
    return 2 if failed else int(check and bool(changed))


def _formatted(path: Path, check: bool) -> dict[Path, Formatted]:
    """Return the files of a deck formatted, and write them unless they are only to be checked."""
    reading = open_deck(path)
    found = format_files(reading)
    tell_left_out(path, reading.readable_deck)
    for file, formatted in found.items():
        if formatted.changed and not check:
            replace(Path(file), reading.texts[file], formatted.text)
    return {Path(file): formatted for file, formatted in found.items()}


def _from_standard_input(decks: tuple[str, ...], check: bool) -> int:
    from quizkit.cli.standard_input import all_of_it

    if len(decks) > 1:
        raise click.UsageError("`-` stands alone")
    try:
        text = all_of_it().decode()
    except UnicodeDecodeError:
        raise QuizkitError("standard input is not UTF-8") from None
    reading = parse_deck(text, file="<stdin>", folder=".")
    formatted = format_deck(reading)
    tell_left_out(Path("-"), reading.readable_deck)
    if check:
        return int(formatted.changed)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    sys.stdout.buffer.write((mark + formatted.text).encode())
    return 0


class _Words(NamedTuple):
    """What is said before ids that are written, and of a deck where only white space changes."""

    before_ids: str
    tidied: str


_WAS = _Words("", "tidied")
_WOULD_BE = _Words("would write ", "would be tidied")


def _tell(changed: Mapping[Path, Formatted], words: _Words) -> None:
    for path, formatted in changed.items():
        ids = f"{words.before_ids}{count(len(formatted.ids), 'id')}"
        say(f"{visible(str(path))}: {ids if formatted.ids else words.tidied}")


def _as_json(path: Path, formatted: Formatted) -> dict[str, object]:
    return {"file": str(path), "changed": formatted.changed, "ids": list(formatted.ids)}
