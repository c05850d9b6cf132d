"""Which files the DECK arguments of a command mean: a file, a folder, or a deck's id."""

import os
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import click

from quizkit.errors import DeckError, Problem
from quizkit.formats.deck_yaml import load_deck, slug
from quizkit.model import Card, Deck
from quizkit.visible import visible
from quizkit.wording import near_miss

_SUFFIXES = (".yaml", ".yml")


class NotFound(click.ClickException):
    """No such deck, card or tag."""

    exit_code = 4

    def format_message(self) -> str:
        """Return the message with control characters made visible: names come from outside."""
        return visible(self.message)


class Chosen(NamedTuple):
    """A deck, its file, and those of its cards that a name means."""

    path: Path
    deck: Deck
    cards: tuple[Card, ...]


def deck_files(names: Iterable[str]) -> list[Path]:
    """Return the deck files that `names` mean, each once, in order.

    Raises:
        NotFound: a name is no file, no folder with decks, and no id of a deck near by.
    """
    return list(dict.fromkeys(chain.from_iterable(map(_files_of, names))))


def load_decks(names: Iterable[str]) -> list[Deck]:
    """Return the decks that `names` mean; see `load_deck_files`."""
    return list(load_deck_files(names).values())


def load_deck_files(names: Iterable[str]) -> dict[Path, Deck]:
    """Return the deck files that `names` mean, with their decks.

    Raises:
        NotFound: as `deck_files`.
        DeckError: the problems of all files that cannot be read.
        click.UsageError: two files have the same deck id.
    """
    decks: dict[str, tuple[Path, Deck]] = {}
    problems: list[Problem] = []
    for path in deck_files(names):
        try:
            deck = load_deck(path)
        except DeckError as error:
            problems += error.problems
            continue
        if deck.id in decks:
            raise click.UsageError(
                f"{visible(str(decks[deck.id][0]))} and {visible(str(path))} have the same deck id"
                f" {deck.id!r}; give one of them an `id:` of its own"
            )
        decks[deck.id] = (path, deck)
    if problems:
        raise DeckError(problems)
    return dict(decks.values())


def chosen_cards(name: str) -> list[Chosen]:
    """Return the decks that `name` means with their cards, or with the one it names after `#`.

    Raises:
        NotFound: there is no such deck, note or card.
    """
    path, _, wanted = name.partition("#")
    files = load_deck_files([path])
    if not wanted:
        return [Chosen(file, deck, deck.cards) for file, deck in files.items()]
    meant = [
        Chosen(file, deck, tuple(card for card in deck.cards if wanted in names_of(card)))
        for file, deck in files.items()
    ]
    found = [chosen for chosen in meant if chosen.cards]
    if not found:
        listed = f"; `quizkit show {path}` lists all"
        ids = [card.note.id for deck in files.values() for card in deck.cards]
        hint = near_miss(wanted, ids, shown=f"{path}#{{}}", otherwise=listed)
        raise NotFound(f"there is no card {wanted} in {path}{hint}")
    return found


def names_of(card: Card) -> tuple[str, str]:
    """Return the names of a card within its deck: the note's id, and its own."""
    return card.note.id, card.id.partition("#")[2]


def named_cards(names: Iterable[str]) -> list[Chosen]:
    """Return the cards that `names` mean, each a deck with the id of a note or card behind `#`.

    Raises:
        NotFound: there is no such deck, note or card.
        click.UsageError: a name lacks the deck, or the `#`, so that it would mean all its cards.
    """
    found: list[Chosen] = []
    for name in names:
        deck, _, card = name.partition("#")
        if not (deck and card):
            lacks, deck = ("card", visible(deck)) if deck else ("deck", "DECK")
            whole = f"{deck}#{visible(card) or 'ID'}"
            raise click.UsageError(
                f"{visible(name) or 'an empty text'} names no {lacks}; write {whole}, as "
                f"`quizkit show {deck}` lists them"
            )
        found += chosen_cards(name)
    return found


def near_decks() -> list[Path]:
    """Return the files of `decks/`, or of this folder where they look like decks."""
    folder = Path("decks")
    if folder.is_dir():
        return _decks_in(folder)
    return [path for path in _decks_in(Path()) if _looks_like_deck(path)]


def quick_id(path: Path) -> str:
    """Return the id of a deck, from its top lines or its name, without reading it all."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            top = file.read(4000)
    except OSError:
        top = ""
    found = re.search(r"^id:[ \t]*['\"]?([^\s'\"#:]+)", top, re.MULTILINE)
    return found[1] if found else slug(path.name)


def _files_of(name: str) -> list[Path]:
    """Return the decks that one name means: a folder's, a file, or those with that id nearby."""
    path = Path(name)
    if name and path.is_dir():
        files = _decks_in(path)
        if not files:
            raise NotFound(f"no decks in the folder {name}: decks are files that end in .yaml")
        return files
    if name and path.exists():
        return [path]
    if name.endswith(_SUFFIXES) or os.sep in name:
        hint = _near_miss(name, otherwise=f"; `quizkit new {name}` begins one")
        raise NotFound(f"there is no deck {name}{hint}")
    near = near_decks()
    with_id = [path for path in near if quick_id(path) == name]
    with_id = with_id or [path for path in near if _id_of(path) == name]  # written in some odd way
    if not with_id:
        raise NotFound(
            f"there is no deck {name}: neither a file, nor a folder, nor the id of a deck in "
            f"decks/ or here{_near_miss(name)}"
        )
    return with_id


def _decks_in(folder: Path) -> list[Path]:
    """Return the deck files of a folder and those below, leaving hidden ones out."""
    files = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return sorted(
        file for file in files if f"{os.sep}." not in f"{os.sep}{file.relative_to(folder)}"
    )


def _looks_like_deck(path: Path) -> bool:
    try:
        return re.search(rb"^cards:", path.read_bytes(), re.MULTILINE) is not None
    except OSError:
        return False


def _id_of(path: Path) -> str | None:
    """Return the id of the deck in a file; None if it cannot be read."""
    try:
        return load_deck(path).id
    except DeckError:
        return None


def _near_miss(name: str, otherwise: str = "") -> str:
    """Return a hint for a wrong name: the most similar of the decks nearby, or `otherwise`."""
    near = near_decks()
    known = [*map(str, near), *(path.stem for path in near)]
    return near_miss(name, known, otherwise=otherwise)
