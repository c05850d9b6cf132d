"""Laws of what goes to teachers' programs: what quizkit wrote asks the same when it comes back."""

import io
from collections import Counter

import pytest
from hypothesis import given, settings

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions, deck_text
from quizkit.model import ListNote, Note
from tests.strategies import yaml_decks


def asked(note: Note) -> tuple[str, str]:
    """Return the kind of a note and what it asks; spaces of every sort are one in HTML."""
    return str(note.kind), " ".join(note.prompt.split())


@pytest.mark.parametrize("name", ["moodle-xml", "qti"])
def test_each_note_that_quizkit_wrote_asks_the_same_when_it_comes_back(name: str) -> None:
    @settings(max_examples=12)
    @given(yaml_decks())
    def law(pair: tuple[dict[str, object], str]) -> None:
        deck = parse_deck(pair[1]).deck
        if deck is None:
            return
        to = io.BytesIO()
        FORMATS[name].write([Outgoing(deck=deck)], to, WriteOptions(), int)
        found = FORMATS[name].read(Source(name="d", data=to.getvalue()), ReadOptions(), int)
        written = deck_text(found.decks[0], "d")
        again = parse_deck(written.text).deck
        assert again is not None
        assert not written.losses
        whole = Counter(asked(note) for note in deck.notes if not isinstance(note, ListNote))
        assert whole <= Counter(map(asked, again.notes))

    law()
