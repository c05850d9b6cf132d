"""What `check`, `show`, `fmt` and `add` do with a file, and what must hold of it whatever is in it."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from quizkit.authoring.adding import added_note, with_entry
from quizkit.authoring.formatting import format_files
from quizkit.cli.check_report import annotation
from quizkit.cli.commands.show import _as_json, _card
from quizkit.cli.page import Page
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.lint import check_deck
from quizkit.lint.mending import mended

TEXT = "A Text\nIn late 2017 over 30,000 people of the Institute (TI) did not see 164 km of it.\n"
ADDED = {"question": "Which entry was added: the #1?", "answer": "[this] one"}


def exercise(path: Path, data: bytes, beside: Mapping[str, bytes] = MappingProxyType({})) -> bool:
    """Give `data` to all the commands; return whether it is a deck.

    Args:
        path: where to write it.
        data: what is in the deck's file.
        beside: what is in files beside it, by their names.
    """
    path.write_bytes(data)
    for name, content in beside.items():
        path.with_name(name).write_bytes(content)
    reading = open_deck(path)
    texts = dict.fromkeys(reading.deck.sources if reading.deck else (), TEXT)
    findings = check_deck(reading, hints=True, texts=texts)
    if any(finding.edits for finding in findings):
        mend(reading)
    for finding in findings:
        assert str(finding)
        assert annotation(finding)
        assert json.dumps(finding.to_dict())
        text = reading.texts[finding.location.file]
        assert 0 <= finding.location.line <= text.count("\n") + text.count("\r") + 9
    if reading.deck is None:
        assert str(DeckError(reading.problems))
        return False
    page = Page(60, False)
    for card in reading.deck.cards:
        assert _card(reading.deck, card, page, None)
        assert json.dumps(_as_json(reading.deck, card, None))
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
    assert mended(after, check).reading.texts == after.texts


def formatted(reading: Reading) -> None:
    try:
        files = format_files(reading)
    except DeckError:
        return
    again = format_files(reading.rewritten({file: each.text for file, each in files.items()}))
    assert not any(each.changed or each.ids for each in again.values())


def added(reading: Reading) -> None:
    assert reading.deck is not None
    try:
        after = with_entry(reading, ADDED)
    except DeckError:
        return
    assert after.deck is not None
    new = added_note(reading, after)
    assert tuple(note for note in after.deck.notes if note != new) == reading.deck.notes
    assert new.prompt == ADDED["question"]
