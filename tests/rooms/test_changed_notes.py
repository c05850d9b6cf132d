"""Texts written under the keys of entries: the rest of the file stays, whatever way it is written."""

import json
from pathlib import Path

import pytest

from quizkit.authoring import AddText, SetText, edited, entries_of, write
from quizkit.authoring.changes import Change, Put, Set, UnwrittenError, changed
from quizkit.authoring.nodes import nodes_of, value_of
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import open_deck, parse_deck
from quizkit.model import Kind, Note
from tests.places import TESTS

HEAD = "title: T\ncards:\n"


def after(entry: str, *changes: tuple[object, ...]) -> str:
    """Return an entry with changes made; each is a kind, a path and texts."""
    text = HEAD + entry
    start = parse_deck(text).offset("cards", 0)
    made: list[Change] = [kind(start, *rest) for kind, *rest in changes]  # type: ignore[operator]
    return changed(text, made).removeprefix(HEAD)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "- question: Q # why\n  answer: A # note\n  # below\n",
            "- question: Q # why\n  answer: A # note\n  accept: [new]\n  # below\n",
        ),
        ("- question: Q\n  answer: A", "- question: Q\n  answer: A\n  accept: [new]\n"),
        (
            "- question: Q\n  accept: 'one, two' # c\n  answer: A\n",
            "- question: Q\n  accept: ['one, two', new] # c\n  answer: A\n",
        ),
        (
            "- question: Q\n  accept: one, two\n  answer: A\n",
            '- question: Q\n  accept: ["one, two", new]\n  answer: A\n',
        ),
        (
            "- question: Q\n  answer: A\n  accept:\n  - one # c\n\n  # d\n",
            "- question: Q\n  answer: A\n  accept:\n  - one # c\n  - new\n\n  # d\n",
        ),
        (
            "- question: Q\n  answer: A\n  accept:\n      - one\n",
            "- question: Q\n  answer: A\n  accept:\n      - one\n      - new\n",
        ),
        (
            "- {question: Q, answer: A, accept: [one, ]}\n",
            "- {question: Q, answer: A, accept: [one, new, ]}\n",
        ),
        ("- {question: Q, answer: A}\n", "- {question: Q, answer: A, accept: [new]}\n"),
        (
            '- {"question": "Q", "answer": "A"}\n',
            '- {"question": "Q", "answer": "A", "accept": ["new"]}\n',
        ),
        (
            "- question: Q\n  answer: |\n    a\n     b\n\n- question: R\n  answer: S\n",
            "- question: Q\n  answer: |\n    a\n     b\n  accept: [new]\n\n"
            "- question: R\n  answer: S\n",
        ),
    ],
)
def test_one_more_text_goes_where_its_author_would_write_it(entry: str, expected: str) -> None:
    assert after(entry, (Put, ("accept",), "new")) == expected


@pytest.mark.parametrize(
    ("entry", "path", "expected"),
    [
        ("- answer: A\n", ("examples", "close"), "- answer: A\n  examples:\n    close: [n]\n"),
        (
            "- answer: A\n  examples: {wrong: x}\n",
            ("examples", "close"),
            "- answer: A\n  examples: {wrong: x, close: [n]}\n",
        ),
        (
            "- answer: A\n  examples:\n      wrong: x\n  id: a\n",
            ("examples", "close"),
            "- answer: A\n  examples:\n      wrong: x\n      close: [n]\n  id: a\n",
        ),
        (
            "- answers:\n  - Io\n  - [Eu, Er]\n",
            ("answers", 0),
            "- answers:\n  - [Io, n]\n  - [Eu, Er]\n",
        ),
        ("- answers: [Io, [Eu]]\n", ("answers", 1), "- answers: [Io, [Eu, n]]\n"),
    ],
)
def test_a_text_goes_below_keys_and_into_items(
    entry: str, path: tuple[str | int, ...], expected: str
) -> None:
    assert after(entry, (Put, path, "n")) == expected


def test_a_text_with_feedback_goes_into_a_mapping() -> None:
    for entry, expected in (
        ("- answer: A\n", "- answer: A\n  reject:\n    n: No.\n"),
        ("- answer: A\n  reject: {m: x}\n", "- answer: A\n  reject: {m: x, n: No.}\n"),
        (
            "- answer: A\n  reject:\n    m: x\n  id: a\n",
            "- answer: A\n  reject:\n    m: x\n    n: No.\n  id: a\n",
        ),
    ):
        assert after(entry, (Put, ("reject",), "n", "No.")) == expected
    plain = after("- answer: A\n  reject:\n    m: x\n  id: a\n", (Put, ("reject",), "n"))
    assert plain == "- answer: A\n  reject:\n    m: x\n    n:\n  id: a\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("- answer: A\n  reject: m\n", "- answer: A\n  reject:\n    m:\n    n: No.\n"),
        (
            "- answer: A\n  reject: ['a: b', m] # c\n  id: a\n",
            "- answer: A\n  reject: # c\n    'a: b':\n    m:\n    n: No.\n  id: a\n",
        ),
        (
            '- answer: A\n  reject: # c\n    - m\n    - "o"\n  id: a\n',
            '- answer: A\n  reject: # c\n    m:\n    "o":\n    n: No.\n  id: a\n',
        ),
        ("- {answer: A, reject: [m]}\n", '- {answer: A, reject: {m: "", n: No.}}\n'),
        ("- {answer: A, reject: m}\n", '- {answer: A, reject: {m: "", n: No.}}\n'),
    ],
)
def test_texts_without_feedback_become_a_mapping_for_one_that_has_some(
    entry: str, expected: str
) -> None:
    assert after(entry, (Put, ("reject",), "n", "No.")) == expected


@pytest.mark.parametrize(
    "texts", ["\n    - m # c\n    - o\n", "\n    - |\n      m\n      o\n", " [m, {o: p}]\n"]
)
def test_what_is_said_to_a_text_is_never_dropped(texts: str) -> None:
    with pytest.raises(UnwrittenError, match="what is said"):
        after(f"- answer: A\n  reject:{texts}", (Put, ("reject",), "n", "No."))


def test_texts_of_several_lines_stand_as_blocks_or_in_quotes() -> None:
    new = "def f():\n    pass"
    written = after("- answer: A\n  accept: one # c\n  id: a\n", (Put, ("accept",), new))
    assert written == (
        "- answer: A\n  accept: # c\n    - one\n    - |\n      def f():\n          pass\n  id: a\n"
    )
    written = after("- {question: Q, answer: A}\n", (Put, ("accept",), new))
    assert written == '- {question: Q, answer: A, accept: ["def f():\\n    pass"]}\n'
    written = after("- question: one # c\n  answer: A\n", (Set, ("question",), "1\n2"))
    assert written == "- question: | # c\n    1\n    2\n  answer: A\n"
    written = after("- question: |\n    1\n    2\n  answer: A\n", (Set, ("question",), "one"))
    assert written == "- question: one\n  answer: A\n"


def test_several_changes_are_made_at_once() -> None:
    entry = "- question: Q\n  answer: A # c\n"
    made = after(
        entry, (Set, ("source",), "book#6"), (Put, ("tags",), "w1"), (Set, ("answer",), "B")
    )
    assert made == "- question: Q\n  answer: B # c\n  source: book#6\n  tags: [w1]\n"


def test_what_would_change_more_is_not_written() -> None:
    with pytest.raises(UnwrittenError, match="a comment stands behind"):
        after("- question: Q\n  answer: | # c\n    A\n", (Set, ("answer",), "B"))
    with pytest.raises(UnwrittenError, match="a list stands there"):
        after("- question: Q\n  answers: [A]\n", (Set, ("answers",), "B"))
    with pytest.raises(UnwrittenError, match="nothing at 3"):
        after("- question: Q\n  answers: [A]\n", (Put, ("answers", 3), "B"))
    with pytest.raises(UnwrittenError, match="no entry"):
        changed(HEAD + "- answer: A\n", [Put(3, ("accept",), "B")])


HARD = [
    "a: b",
    "a #b",
    "- x",
    "[x]",
    "it's",
    'say "x"',
    "\\frac",
    "x\ty",
    "?",
    "a,b",
    "1\n 2\n",
    "~",
]


@pytest.mark.parametrize(
    "path", sorted((TESTS / "good_decks").glob("*.yaml")), ids=lambda path: path.stem
)
def test_whatever_is_written_is_read_again_in_every_good_deck(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text("utf-8")
    reading = parse_deck(text)
    entries = [note for note in reading.good_deck.notes if note.kind is not Kind.WORD]
    starts = [reading.offset("cards", at) for at in range(len(entries))]
    changes: list[Change] = [
        Put(start, ("x-more", "of"), HARD[at % len(HARD)].strip())
        for at, start in enumerate(starts)
    ]
    changes += [Put(start, ("tags",), HARD[at % 5]) for at, start in enumerate(starts)]
    after = changed(text, changes)
    assert value_of(nodes_of(after)) != value_of(nodes_of(text))
    kept = [line for line in text.splitlines() if "#" in line]
    assert [line for line in kept if line not in after] == []


def test_a_deck_in_json_stays_one() -> None:
    text = json.dumps({"title": "T", "cards": [{"question": "Q", "answer": "A"}]}, indent=2)
    start = parse_deck(text).offset("cards", 0)
    new = changed(
        text, [Put(start, ("accept",), 'say "x"'), Put(start, ("examples", "wrong"), "n\nm")]
    )
    assert json.loads(new)["cards"] == [
        {"question": "Q", "answer": "A", "accept": ['say "x"'], "examples": {"wrong": ["n\nm"]}}
    ]


MANY = """\
# head
title: T
include: more.yaml
cards:
  # of a
  - id: a
    question: A?
    answer: one
    # still a

  - {id: b, question: B?, answer: two}
# below
language: en
"""


def test_many_notes_are_changed_at_once_each_in_its_file(tmp_path: Path) -> None:
    deck, more = tmp_path / "t.yaml", tmp_path / "more.yaml"
    deck.write_text(MANY, "utf-8")
    more.write_text("cards:\n  - {id: c, question: C?, answer: three}\n", "utf-8")
    reading = open_deck(deck)

    def exam(note: Note) -> list[AddText]:
        return [AddText("tags", "exam")] if note.id != "b" else []

    texts = edited(reading, exam)
    assert texts == {
        str(deck): MANY.replace("    # still a\n", "    tags: [exam]\n    # still a\n"),
        str(more): "cards:\n  - {id: c, question: C?, answer: three, tags: [exam]}\n",
    }
    write(reading, texts)
    tags = {note.id: note.tags for note in open_deck(deck).good_deck.notes}
    assert tags == {"a": ("exam",), "b": (), "c": ("exam",)}
    with pytest.raises(QuizkitError, match="was changed by another program"):
        write(reading, texts)
    with pytest.raises(DeckError):
        edited(open_deck(deck), lambda note: [SetText("id", "same")])


def test_a_text_may_end_with_a_line_break() -> None:
    reading = parse_deck(HEAD + "  - question: |\n      A\n      B\n    answer: C\n")
    (text,) = edited(reading, lambda _: [SetText("question", "D\n\nE\n")]).values()
    assert text == HEAD + "  - question: |\n      D\n\n      E\n    answer: C\n"


def test_entries_are_pieces_that_make_the_text_again() -> None:
    reading = parse_deck(MANY.replace("include: more.yaml\n", ""))
    before, entries, after = entries_of(reading)
    assert before + "".join(entries) + after == reading.text
    assert before.endswith("cards:\n")
    assert entries[0].startswith("  # of a\n")
    assert entries[0].endswith("# still a\n")
    assert entries[1] == "\n  - {id: b, question: B?, answer: two}\n"
    assert after == "# below\nlanguage: en\n"
    for text in (
        "title: T\ncards: [{question: Q, answer: A}]\n",
        '{"title": "T", "cards": [{"cloze": "{{a}}"}]}',
    ):
        with pytest.raises(UnwrittenError):
            entries_of(parse_deck(text))
