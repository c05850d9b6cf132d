"""Laws of tables: what we write comes back whole, in text and in a sheet, however it is saved."""

import io
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions, deck_text
from quizkit.interchange.tables.csv_text import read
from quizkit.model import Deck, Note
from tests.strategies import TRICKY, decks, written

_LEFT_BEHIND = {"source", "sources", "description", "x-other"}


def _without(value: Any) -> Any:
    """Return a deck without what a table has no place for."""
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items() if key not in _LEFT_BEHIND}
    return [_without(each) for each in value] if isinstance(value, list) else value


def _said(note: Note) -> dict[str, Any]:
    names = (
        "kind",
        "prompt",
        "rights",
        "options",
        "hints",
        "explanation",
        "tags",
        "judging",
        "marks",
    )
    more = ("key", "distractors", "reject", "require", "reverse", "reverse_judging", "pieces")
    return {name: getattr(note, name, None) for name in (*names, *more)}


def _there_and_back(deck: Deck, name: str, **options: Any) -> Deck:
    form = FORMATS[name]
    if form.extra:
        pytest.importorskip("openpyxl", reason="the extra `convert`")
    file = io.BytesIO()
    assert form.write([Outgoing(deck=deck)], file, WriteOptions()._replace(**options), int) == []
    source = Source(name=f"a{form.endings[0]}", data=file.getvalue())
    found = form.read(source, ReadOptions(), int)
    assert found.losses == ()
    new = deck_text(found.decks[0], deck.id)
    assert new.losses == ()
    return parse_deck(new.text, deck_id=deck.id).good_deck


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
@given(plain=decks(), excel_safe=st.booleans(), marked=st.booleans())
@settings(max_examples=15)
def test_what_is_written_comes_back(
    name: str, plain: dict[str, Any], excel_safe: bool, marked: bool
) -> None:
    head = {"id": "a", "markup": "markdown"} if marked else {"id": "a"}
    reading = parse_deck(written({**_without(plain), **head}), file="a.yaml")
    notes = [note for note in reading.readable_deck.notes if note.id.startswith("note-")]
    if not notes:
        return
    deck = Deck("a", "A", "en", tuple(notes))
    back = _there_and_back(deck, name, excel_safe=excel_safe)
    assert [_said(note) for note in back.notes] == [_said(note) for note in notes]
    assert [note.id for note in back.notes] == [note.id for note in notes]


@given(
    st.lists(
        st.lists(st.sampled_from([*TRICKY, '"', '""', '"a', 'b"', ",", "a,b", ""]), max_size=4).map(
            ",".join
        ),
        max_size=8,
    ).map("\n".join),
    st.sampled_from(["question,answer\n", "q,option a,option b,correct\n", ""]),
)
@settings(max_examples=40)
def test_any_text_is_read_or_refused_and_loads(text: str, header: str) -> None:
    from quizkit.interchange import SourceError

    try:
        found = read(Source(name="a.csv", data=(header + text).encode()), ReadOptions(), int)
    except SourceError:
        return
    for deck in found.decks:
        assert not any("a note that no deck" in loss.what for loss in deck_text(deck, "a").losses)
