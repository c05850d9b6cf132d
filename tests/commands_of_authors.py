"""What `check`, `show`, `fmt` and `add` do with a file, and what must hold of it whatever is in it."""

import json
from functools import partial
from pathlib import Path

from quizkit.authoring.adding import with_entry
from quizkit.authoring.formatting import format_deck
from quizkit.cli.check_report import annotation
from quizkit.cli.commands.show import _as_json, _card
from quizkit.cli.page import Page
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck
from quizkit.lint import check_deck
from quizkit.lint.mending import mended

TEXT = "A Text\nIn late 2017 over 30,000 people of the Institute (TI) did not see 164 km of it.\n"
ADDED = {"question": "Which entry was added: the #1?", "answer": "[this] one"}


def exercise(path: Path, data: bytes) -> bool:
    """Give `data` to all the commands; return whether it is a deck."""
    path.write_bytes(data)
    reading = open_deck(path)
    texts = dict.fromkeys(reading.deck.sources if reading.deck else (), TEXT)
    findings = check_deck(reading, hints=True, texts=texts)
    if any(finding.edits for finding in findings):
        mend(reading)
    for finding in findings:
        assert str(finding)
        assert annotation(finding)
        assert json.dumps(finding.to_dict())
        assert 0 <= finding.location.line <= reading.text.count("\n") + reading.text.count("\r") + 9
    if reading.deck is None:
        assert str(DeckError(reading.problems))
        return False
    page = Page(60, False)
    for card in reading.deck.cards:
        assert _card(reading.deck, card, page)
        assert json.dumps(_as_json(reading.deck, card))
    formatted(reading)
    added(reading)
    return True


def mend(reading: Reading) -> None:
    """Mend a deck: what could be read is there still, and there is no more to mend."""
    check = partial(check_deck, hints=True)
    after = mended(reading, check).reading
    if reading.lenient_deck is not None:
        assert after.lenient_deck is not None
        ids = [note.id for note in after.lenient_deck.notes]
        assert {note.id for note in reading.lenient_deck.notes} <= {*ids}
    assert mended(after, check).reading.text == after.text


def formatted(reading: Reading) -> None:
    try:
        text = format_deck(reading).text
    except DeckError:
        return
    again = format_deck(parse_deck(text))
    assert not again.changed
    assert not again.ids


def added(reading: Reading) -> None:
    assert reading.deck is not None
    try:
        after = with_entry(reading, ADDED)
    except DeckError:
        return
    assert after.deck is not None
    assert after.deck.notes[:-1] == reading.deck.notes
    assert after.deck.notes[-1].prompt == ADDED["question"]
