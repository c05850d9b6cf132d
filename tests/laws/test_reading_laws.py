"""Laws of reading: what is written comes back, and nothing is lost, raised or misplaced."""

import contextlib
import re
from itertools import accumulate
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import example, given, strategies as st

from quizkit import DeckError, cloze, read_deck
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.formats.report import Report
from quizkit.formats.tree import _size
from quizkit.model import ClozeNote, Note
from tests.strategies import rough_decks, texts, written, yaml_decks

HEAD = "title: T\ncards:\n  - question: Q\n    answer: "


@given(texts)
def test_every_text_comes_back_as_it_was_written(text: str) -> None:
    deck = {"title": "T", "cards": [{"question": "Q", "answer": "A", "explanation": text}]}
    assert read_deck(written(deck)).notes[0].explanation == text


@pytest.mark.parametrize(
    "answer", ["no", "2017", "1:30", "1e3", "~", "2023-11-28", "0x1F", "1_000"]
)
def test_a_plain_scalar_is_the_characters_that_are_written(answer: str) -> None:
    assert read_deck(HEAD + answer).notes[0].key.texts == (answer,)  # type: ignore[attr-defined]


@given(yaml_decks())
def test_a_deck_written_as_yaml_is_read_back(deck_and_text: tuple[dict[str, Any], str]) -> None:
    deck, text = deck_and_text
    reading = parse_deck(text)
    assert reading.problems == ()
    assert reading.deck is not None
    assert reading.deck.title == deck["title"]
    assert len(reading.deck.notes) == len(deck["cards"])
    for note, entry in zip(reading.deck.notes, deck["cards"], strict=True):
        check_note(note, entry)


def check_note(note: Note, entry: dict[str, Any]) -> None:
    """Compare a note with the entry it was read from, key by key."""
    for key in ("question", "statement", "answer", "explanation", "id"):
        if key in entry and key != "answer":
            assert getattr(note, key) == entry[key]
    for key in ("hints", "tags", "order"):
        if key in entry:
            assert getattr(note, key) == tuple(entry[key])
    if "pairs" in entry:
        assert note.pairs == entry["pairs"]  # type: ignore[attr-defined]
    if "answers" in entry:
        parts = [part if isinstance(part, list) else [part] for part in entry["answers"]]
        assert note.answers == tuple(map(tuple, parts))  # type: ignore[attr-defined]
    if hasattr(note, "key") and "answer" in entry:
        assert note.key.texts == (entry["answer"], *entry.get("accept", ()))
        assert note.key.reject == entry.get("reject", {})
    if "distractors" in entry:
        assert list(note.distractors) == entry["distractors"]  # type: ignore[attr-defined]
    if "source" in entry:
        cited = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
        assert [str(citation) for citation in note.citations] == cited
    if isinstance(note, ClozeNote):
        assert note.pieces[-1] == " end"


def test_a_lone_exclamation_mark_is_not_lost_in_silence() -> None:
    assert [problem.code for problem in parse_deck(HEAD + "! sure\n").problems] == ["tag"]


def check_problems(reading: Reading) -> None:
    """Every problem is at a place in the file, and there is one if there is no deck."""
    lines = reading.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (reading.deck is None) == bool(reading.problems)
    for problem in reading.problems:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
        assert problem.message
        assert problem.fix
        assert str(problem)


@given(st.one_of(st.text(), rough_decks()))
@example("{'title: T, cards: [{question: Q?, answer: a}]}\r\n")
def test_no_text_raises_anything_but_a_deck_error(text: str) -> None:
    check_problems(parse_deck(text))
    with contextlib.suppress(DeckError):
        read_deck(text)


@given(yaml_decks(), st.data())
def test_a_deck_cut_or_mangled_anywhere_is_a_deck_or_problems(
    deck_and_text: tuple[dict[str, Any], str], data: st.DataObject
) -> None:
    _, text = deck_and_text
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 20)))
    inserted = data.draw(
        st.one_of(st.just(""), st.text(max_size=3), st.sampled_from("\t[{}]'\"#-:\0"))
    )
    for mangled in (text[:start], text[:start] + inserted + text[stop:]):
        check_problems(parse_deck(mangled))


@given(yaml_decks())
def test_every_value_of_a_deck_is_where_its_place_says(
    deck_and_text: tuple[dict[str, Any], str],
) -> None:
    text = deck_and_text[1]
    reading = parse_deck(text)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for path, node in placed(root):
        assert reading.offset(*path) == node.start_mark.index
        if path and isinstance(path[-1], str):
            key = reading.offset(*path, key=True)
            assert key < node.start_mark.index
            line, column = reading.place(*path).line, reading.place(*path).column
            assert (line, column) == (node.start_mark.line + 1, node.start_mark.column + 1) or any(
                sign in text
                for sign in "\x85\u2028\u2029"  # these end no line of an editor
            )


def placed(node: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Yield the way to each node of a tree composed by PyYAML, and the node."""
    yield path, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from placed(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from placed(item, (*path, index))


def test_a_deck_is_a_value() -> None:
    deck = read_deck(HEAD + "A")
    assert deck == read_deck(HEAD + "A")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        deck.title = "other"  # type: ignore[misc]


@given(
    st.lists(st.sampled_from(["{{", "}}", "{", "}", "|", "::", ":", "\\", "c1::", " ", "a", "b\n"]))
)
def test_a_cloze_read_at_a_glance_is_what_a_close_look_finds(signs: list[str]) -> None:
    text = "".join(signs)
    if pieces := cloze._plain_pieces(text):
        assert pieces == cloze._pieces(text)


@given(yaml_decks())
def test_places_counted_while_reading_are_those_of_what_was_read(
    deck_and_text: tuple[dict[str, Any], str],
) -> None:
    reading = parse_deck(deck_and_text[1])
    tree = reading._tree
    assert tree is not None
    assert isinstance(tree.root, dict)
    assert any(items is tree.root["cards"] for items, _ in tree._counted)
    for items, before in tree._counted:
        assert before == list(accumulate(map(_size, items), initial=1))


@given(st.text("ab\r\n\x0b\x85\u2028"))
def test_lines_begin_behind_each_line_break(text: str) -> None:
    breaks = re.finditer(r"\r\n?|\n", text)
    assert Report(text, "f")._starts == [0, *(found.end() for found in breaks)]
