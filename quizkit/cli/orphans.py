"""`quizkit history --orphans`: cards with progress that are in no deck any more."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_files import near, quick_id
from quizkit.cli.events import echo_prompt
from quizkit.cli.following import follow_unwritten
from quizkit.cli.options import echo_json
from quizkit.cli.samples import sample_decks
from quizkit.errors import DeckError
from quizkit.identity import orphans
from quizkit.model import Deck, deck_of
from quizkit.visible import visible
from quizkit.wording import count


def show_orphans(path: Path, now: datetime, as_json: bool) -> int:
    """Show the cards with progress whose deck is here, but has them no more."""
    with desk.read(path) as learner:
        places = learner.deck_files()
        here = near()  # what a link leads out to is there too, though no command takes it
        files = {path.absolute() for path in (*here.decks, *here.outside)}
        files.update(places, sample_decks())
        follow_unwritten(learner, filter(Path.is_file, files), now)
        progress = learner.due_dates()
        decks, unread = _read(files)
        found = [each for each in orphans(progress, decks) if deck_of(each.card) not in unread]
        asked = learner.prompts(orphan.card for orphan in found)
    answers = {orphan.card: progress.records[orphan.card].state.reviews for orphan in found}
    if as_json:
        rows = [
            {
                "card": card,
                "answers": answers[card],
                "deck_found": deck_found,
                "prompt": asked.get(card),
            }
            for card, deck_found in found
        ]
        echo_json(rows)
        return 0
    for card, deck_found in found:
        where = "" if deck_found else ", deck not found here"
        click.echo(f"{visible(card)}  {count(answers[card], 'answer')}{where}")
        echo_prompt(asked.get(card))
    click.echo(
        "Their history is kept; it counts again when the note is back."
        if found
        else "Every card with progress is in its deck."
    )
    return 0


def _read(files: Iterable[Path]) -> tuple[list[Deck], set[str]]:
    """Return decks, and the ids of those that cannot be read, whose cards may well be there."""
    decks: list[Deck] = []
    unread: set[str] = set()
    for file in filter(Path.is_file, files):  # a pipe may never end
        try:
            decks.append(load_deck(file))
        except (DeckError, OSError):
            unread.add(quick_id(file))
    return decks, unread
