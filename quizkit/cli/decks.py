"""The decks and cards that the DECK arguments of a command mean."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from quizkit import errors
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_files import NotFound, all_here, deck_files
from quizkit.cli.folders import identity, same_id
from quizkit.model import Card, Deck
from quizkit.visible import shell_word, visible
from quizkit.wording import count, near_miss


class Chosen(NamedTuple):
    """A deck, its file, and those of its cards that a name means."""

    path: Path
    deck: Deck
    cards: tuple[Card, ...]


class Loaded(NamedTuple):
    """Decks by their files, and the errors of those that cannot be read."""

    files: dict[Path, Deck]
    refused: list[errors.DeckError]

    @property
    def problems(self) -> list[errors.Problem]:
        """All that is wrong with any of them."""
        found = [problem for deck in self.files.values() for problem in deck.problems]
        return found + [problem for error in self.refused for problem in error.problems]

    @property
    def told(self) -> list[str]:
        """In words, which decks and notes are left out; a sentence each, mostly none."""
        if not self.refused and not any(deck.problems for deck in self.files.values()):
            return []
        from quizkit.cli.left_out import told, troubles

        alone = len(self.files) == 1 and not self.refused
        return told(troubles(self.files.items()), self.refused, alone=alone)


def load_deck_files(names: Iterable[str], *, strict: bool = False) -> Loaded:
    """Return the decks that `names` mean, without the notes that have problems.

    Args:
        names: files, folders and ids; none for all of `decks/` or of this folder.
        strict: whether each problem is an error.

    Raises:
        NotFound: as `deck_files`.
        DeckError: the problems of all of them; none can be read, or it is strict.
        click.UsageError: two files have the same deck id.
    """
    names = list(names)
    loaded = _loaded(deck_files(names) if names else all_here())
    if (strict or not loaded.files) and (problems := loaded.problems):
        raise errors.DeckError(problems)
    return loaded


def tell_left_out(path: Path, deck: Deck) -> None:
    """Say which notes of a deck are left out."""
    _tell(Loaded({path: deck}, []))


def _tell(loaded: Loaded) -> None:
    for text in loaded.told:
        from quizkit.cli.fitting_lines import say  # mostly there is nothing to tell

        say(text, err=True)


def told_files(names: Iterable[str]) -> dict[Path, Deck]:
    """Return the decks that `names` mean; what is left out of them, and which are, is said.

    Raises:
        as `load_deck_files`.
    """
    loaded = load_deck_files(names)
    _tell(loaded)
    return loaded.files


def _loaded(files: Iterable[Path]) -> Loaded:
    """Return deck files with their decks, and the errors of those that cannot be read."""
    decks: dict[str, tuple[Path, Deck]] = {}
    found: list[errors.DeckError] = []
    for path in files:
        try:
            deck = load_deck(path)
        except errors.DeckError as error:
            found.append(error)
            continue
        if deck.id in decks:
            raise click.UsageError(same_id(decks[deck.id][0], path, deck.id))
        decks[deck.id] = (path, deck)
    return Loaded(dict(decks.values()), found)


def chosen_cards(name: str) -> list[Chosen]:
    """Return the decks that `name` means with their cards, or with the one it names after `#`.

    Raises:
        NotFound: there is no such deck, note or card.
    """
    path, wanted = _parted(name)
    files = load_deck_files([path]).files if wanted else told_files([path])
    if not wanted:
        return [Chosen(file, deck, deck.cards) for file, deck in files.items()]
    meant = [
        Chosen(file, deck, tuple(card for card in deck.cards if wanted in names_of(card)))
        for file, deck in files.items()
    ]
    found = [chosen for chosen in meant if chosen.cards]
    if not found:
        listed = f"; `quizkit show {shell_word(path)}` lists all"
        ids = [card.note.id for deck in files.values() for card in deck.cards]
        hint = near_miss(wanted, ids, shown=f"{path}#{{}}", otherwise=listed)
        if left_out := sum(len(deck.left_out) for deck in files.values()):
            hint += f"; {count(left_out, 'note')} with problems left out"
        raise NotFound(f"there is no card {wanted} in {path}{hint}")
    return found


def chosen_once(names: Iterable[str]) -> list[Chosen]:
    """Return the decks that `names` mean with their cards, as `chosen_cards`, each card once."""
    shown: set[tuple[object, str]] = set()  # the file, as its names may give it different ids
    found: list[Chosen] = []
    for path, deck, cards in (chosen for name in names for chosen in chosen_cards(name)):
        file = identity(path)
        new = tuple([card for card in cards if (file, names_of(card)[1]) not in shown])
        shown.update((file, names_of(card)[1]) for card in new)
        found += [Chosen(path, deck, new)] if new else []
    return found


def _parted(name: str) -> tuple[str, str]:
    """Return the name of a deck and what it has behind `#`, which a file may have in its name."""
    cuts = [at for at, char in enumerate(name) if char == "#"]
    ends = (len(name), *reversed(cuts))
    whole = next((at for at in ends if os.path.isfile(name[:at])), None)  # noqa: PTH113 - of any length
    if whole is None:
        deck, _, card = name.partition("#")
        return deck, card
    return name[:whole], name[whole + 1 :]


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
        deck, card = _parted(name)
        if not (deck and card):
            lacks, deck = ("card", deck) if deck else ("deck", "DECK")
            whole = visible(f"{deck}#{card or 'ID'}")
            raise click.UsageError(
                f"{visible(name) or 'an empty text'} names no {lacks}; write {whole}, as "
                f"`quizkit show {shell_word(deck)}` lists them"
            )
        found += chosen_cards(name)
    return found
