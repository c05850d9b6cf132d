"""The card on the screen edited in the learner's editor, and the deck read again."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizkit import errors
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_places import from_here, place_of_note
from quizkit.cli.editors import HOW_TO_NAME, editor_command, outcome_of
from quizkit.cli.samples import is_installed_sample
from quizkit.errors import DeckError, Problem
from quizkit.model import Card, Deck
from quizkit.visible import visible

Run = Callable[[list[str]], int | None]
"""Runs a program in the place of the session; returns its exit code, or None where it cannot."""

_GOES_ON = "the session goes on with the card as it was"


class Edited(NamedTuple):
    """What came of it: the decks that were changed, by their files, or what there is to say."""

    decks: Mapping[Path, Deck]
    said: str = ""


def edit(card: Card, deck: Deck, path: Path, run: Run) -> Edited:
    """Return what came of opening a card's file at its line.

    Args:
        card: the card.
        deck: that it belongs to.
        path: of the deck's file; the card may stand in one that this includes.
        run: runs the editor.
    """
    file, line = place_of_note(path, card.note.id, deck)
    name = visible(file.name)  # which fits on a screen, above which the deck is named
    if is_installed_sample(path):
        return Edited({}, f"{name} came with quizkit: copy it to a folder of yours to edit it")
    try:
        before = file.read_bytes()
        if not os.access(file, os.W_OK):
            return Edited({}, f"{name} is read-only here: the card stays as it is")
        command = editor_command(file, line, os.environ)
        if command is None:
            return Edited({}, f"no editor is found: {HOW_TO_NAME}")
        code, said = outcome_of(command, run)
        if code is None:
            place = f"{visible(from_here(file))}:{line}"
            return Edited({}, said or f"cards are edited on a terminal; this one is at {place}")
        if file.read_bytes() == before:
            return Edited({}, f"{said}nothing was changed")
    except OSError as error:
        return Edited({}, f"{name}: {_reason(error)}; {_GOES_ON}")
    return _read_again(path, card, deck)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _read_again(path: Path, card: Card, deck: Deck) -> Edited:
    """Return the deck as it is in its file now, or why the session goes on without it."""
    try:
        found = load_deck(path)
    except DeckError as error:
        return Edited({}, _broken(error.problems))
    new = errors.problems.newly(deck.problems, found.problems) if found.problems else []
    is_there = any(note.id == card.note.id for note in found.notes)
    if new and not (is_there and len(found.problems) <= len(deck.problems)):
        return Edited({}, _broken(new))
    if found.id != deck.id:
        return Edited(
            {}, f"{visible(path.name)} is the deck {found.id} now, not {deck.id}; {_GOES_ON}"
        )
    return Edited({path: found})


def _broken(problems: Sequence[Problem]) -> str:
    """Return what an edit broke."""
    first, *more = problems
    others = f" ({len(more)} more)" if more else ""
    file, line, column = first.location.file, first.location.line, first.location.column
    at = f"{visible(Path(file).name)}:{line}:{column}"
    return f"{at}: {first.message}{others}; {_GOES_ON}, and e goes to that line"
