"""Says which of several decks have one id: no command can play them together."""

from collections.abc import Iterable, Iterator

from quizkit.errors import Problem
from quizkit.errors.codes import ProblemCode
from quizkit.formats.deck_yaml import Reading


def same_ids(readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield a problem of each deck that has the id of one before it."""
    first: dict[str, Reading] = {}
    for reading in readings:
        if reading.lenient_deck is None:
            continue
        deck_id = reading.lenient_deck.id
        other = first.setdefault(deck_id, reading)
        if other is not reading:
            place = reading.place("id")
            message = f"{other.file} has the deck id `{deck_id}` too"
            fix = "give one of them an `id:` of its own"
            line = reading.line(place.line)
            yield Problem(place, ProblemCode.SAME_DECK_ID, message, fix, line)
