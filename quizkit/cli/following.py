"""Decks that were edited: before a command looks a card up, its progress follows it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.decks import Chosen
from quizkit.model import Deck
from quizkit.wording import edits_followed


def follow(mine: desk.Desk, files: Mapping[Path, Deck], now: datetime) -> desk.Kept:
    """Let progress follow the cards of decks; a usage error if a deck has the id of another."""
    try:
        return mine.follow(files, now)
    except desk.ClashError as error:
        raise click.UsageError(str(error)) from error


def say(kept: desk.Kept) -> None:
    """Print how many edited cards kept their progress; nothing if none did."""
    if any(kept):
        click.echo(f"{edits_followed(*kept)}.")


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
    say(follow(mine, {each.path: each.deck for each in chosen}, now))
    ids = dict.fromkeys(card.id for each in chosen for card in each.cards)
    changes = mine.other_events(Forgotten, Rescheduled, CarriedOver)
    return list(ids), last_changes(changes, mine.progress)
