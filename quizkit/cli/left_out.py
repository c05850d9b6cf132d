"""What is told of decks with problems: notes that are left out, and decks that cannot be read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from quizkit import errors
from quizkit.cli.called import called
from quizkit.model import Deck
from quizkit.visible import shell_line, visible
from quizkit.wording import count

_MOST_LINES, _MOST_DECKS = 6, 3
"""That are named: all of it is to fit on a small screen. Of several decks half as many lines."""

Place = tuple[str, int]
"""A file, and a line of it."""


class Trouble(NamedTuple):
    """What is wrong with a deck that is there all the same.

    Args:
        path: of the deck.
        problems: how many it has.
        left_out: where the notes begin that are left out.
    """

    path: Path
    problems: int
    left_out: Sequence[Place]


def places_left_out(deck: Deck) -> list[Place]:
    """Return file and line of each note that is left out of a deck."""
    return [(place.file, place.line) for place in deck.left_out]


def troubles(decks: Iterable[tuple[Path, Deck]]) -> list[Trouble]:
    """Return what is wrong with each deck that is not whole."""
    found = ((path, deck) for path, deck in decks if deck.problems)
    return [Trouble(path, len(deck.problems), places_left_out(deck)) for path, deck in found]


def told(
    found: Sequence[Trouble], refused: Sequence[errors.DeckError] = (), *, alone: bool
) -> list[str]:
    """Return in words what is left out of decks, and which decks are; a sentence each.

    Args:
        found: what is wrong with those that are there.
        refused: of those that cannot be read.
        alone: whether there is one deck, which need not be named.
    """
    notes = [each for each in found if each.left_out]
    heads = [each for each in found if not each.left_out]
    said = [_notes_told(notes, alone)] if notes else []
    if heads:
        problems = count(sum(each.problems for each in heads), "problem")
        of = "" if alone else f" of {count(len(heads), 'deck')}"
        why = _check(each.path for each in heads)
        said.append(f"{problems}{of} outside the notes that can be read: {why}")
    if refused:
        files = dict.fromkeys(error.problems[0].location.file for error in refused)
        words = count(len(files), "deck that cannot be read is", "decks that cannot be read are")
        said.append(f"{words} left out: {_check(map(Path, files))}")
    return said


def _notes_told(found: Sequence[Trouble], alone: bool) -> str:
    """Return how many notes are left out, of which lines, and what becomes of their progress."""
    number = sum(len(each.left_out) for each in found)
    decks = [_places(each, alone=alone) for each in found[:_MOST_DECKS]]
    if more := found[_MOST_DECKS:]:
        decks.append(f"and {count(len(more), 'more deck')}")
    waits = "its progress waits" if number == 1 else "their progress waits"
    why = _check(each.path for each in found)
    return f"{count(number, 'note')} left out: {'; '.join(decks)}; {waits}; {why}"


def _places(trouble: Trouble, *, alone: bool) -> str:
    """Return the lines of the notes that are left out, by file; that of a lone deck is not named."""
    files: dict[str, list[int]] = {}
    most = _MOST_LINES if alone else _MOST_LINES // 2
    for file, line in trouble.left_out[:most]:
        files.setdefault(file, []).append(line)
    named = [
        ("" if alone and file == str(trouble.path) else f"{visible(file)} ") + _lines(lines)
        for file, lines in files.items()
    ]
    more = len(trouble.left_out) - most
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _lines(numbers: Sequence[int]) -> str:
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(map(str, numbers))}"


def _check(paths: Iterable[Path]) -> str:
    """Return the command that says why."""
    files = list(paths)
    names = files if len(files) <= _MOST_DECKS else sorted({file.parent for file in files})
    return f"`{called()} {shell_line(['check', *names])}` says why"
