"""Decks that were edited: before a command looks a card up, its progress follows it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.decks import Chosen
from quizkit.errors import DeckError
from quizkit.model import Deck
from quizkit.wording import edits_followed, when


def follow(mine: desk.Desk, files: Mapping[Path, Deck], now: datetime) -> desk.Kept:
    """Let progress follow the cards of decks; a usage error if a deck has the id of another."""
    try:
        return mine.follow(files, now)
    except desk.ClashError as error:
        raise click.UsageError(str(error)) from error


def follow_unwritten(
    learner: desk.Learner, files: Iterable[Path], now: datetime
) -> Mapping[Path, Deck]:
    """Let what a command that only reads knows of progress follow the edits of decks.

    Nothing is written: `play` does that. Returns the decks that were read for it.
    """
    decks: dict[Path, Deck] = {}
    for file in files:
        with suppress(DeckError, OSError):
            if not learner.is_as_seen(file):
                decks[file] = load_deck(file)
    learner.follow_unwritten(decks, now)
    return decks


def edits_told(kept: desk.Kept, mine: desk.Desk, now: datetime) -> str:
    """Return what became of the progress of edited cards; empty if none was edited."""
    if not any(kept):
        return ""
    coming = "" if kept.coming is None else when(now, kept.coming, mine.progress.day)
    return edits_followed(kept.moved, kept.changed, kept.later, coming)


def say_notices(notices: Iterable[str]) -> None:
    """Print what there is to tell before a session, a sentence a line."""
    for text in filter(None, notices):
        from quizkit.cli.fitting_lines import say  # mostly there is nothing to tell

        say(text if text.endswith(".") else f"{text}.")


def cards_to_change(
    chosen: Iterable[Chosen], mine: desk.Desk, now: datetime
) -> tuple[list[str], dict[str, datetime]]:
    """Return the ids of chosen cards, each once, and when cards were last changed.

    Progress follows their decks first, so that a change is not made to the new name of a card
    whose answers have the old one.
    """
    # Only here: `play` follows decks without them.
    from quizkit.progress import CarriedOver, Forgotten, Rescheduled, last_changes

    chosen = list(chosen)
    kept = follow(mine, {each.path: each.deck for each in chosen}, now)
    say_notices([edits_told(kept, mine, now)])
    ids = dict.fromkeys(card.id for each in chosen for card in each.cards)
    changes = mine.other_events(Forgotten, Rescheduled, CarriedOver)
    return list(ids), last_changes(changes, mine.progress)
