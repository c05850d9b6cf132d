"""`quizkit history --flagged`: the cards that bear a flag, and where to mend them."""

from collections.abc import Iterable
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.deck_places import from_here, places_of_cards
from quizkit.cli.events import echo_prompt, short
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json
from quizkit.visible import visible


def show_flagged(path: Path, as_json: bool) -> int:
    """Show each card that bears a flag, the oldest flag first: what was noted, where it stands."""
    with desk.read(path) as learner:
        flags = learner.flagged()
        asked = learner.prompts(flags)
        places = _places(learner.deck_files(), {card.partition("#")[0] for card in flags})
    if as_json:
        rows = [
            {
                "card": card,
                "since": flag.at.isoformat(timespec="minutes"),
                "text": flag.text,
                "prompt": asked.get(card),
                "file": None if card not in places else str(places[card][0]),
                "line": None if card not in places else places[card][1],
                "event": str(flag.id),
            }
            for card, flag in flags.items()
        ]
        echo_json(rows)
        return 0
    for card, flag in flags.items():
        file, line = places.get(card, (None, 0))
        where = card if file is None else f"{from_here(file)}:{line}"
        click.echo(visible(f"{where}  since {flag.at:%Y-%m-%d}"))
        echo_prompt(asked.get(card))
        if flag.text:
            click.echo(f"  flag: {visible(flag.text)}")
        say(f"  to take it off:  quizkit undo {short(flag.id)}")
    if not flags:
        click.echo("No card bears a flag.")
    return 0


def _places(files: Iterable[Path], decks: set[str]) -> dict[str, tuple[Path, int]]:
    """Return file and line of every card of some decks, as far as they are found."""
    from quizkit.formats.deck_yaml import open_deck

    found: dict[str, tuple[Path, int]] = {}
    for file in filter(Path.is_file, files) if decks else ():  # a pipe may never end
        reading = open_deck(file)
        if reading.lenient_deck is not None and reading.lenient_deck.id in decks:
            found |= places_of_cards(reading)
    return found
