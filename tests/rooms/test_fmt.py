"""`quizkit fmt`: ids and tidiness, with every value, comment, quote and line end left alone."""

import difflib
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given, settings, strategies as st

from quizkit import read_deck
from quizkit.authoring.adding import with_entry
from quizkit.authoring.formatting import Formatted, format_deck
from quizkit.authoring.note_ids import readable_ids
from quizkit.authoring.saving import replace
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.model import Deck, collapsed, digest_id
from tests.places import ROOT


def formatted(text: str) -> Formatted:
    return format_deck(parse_deck(text))


def quizkit(*words: object, cwd: Path = ROOT, typed: bytes = b"") -> subprocess.CompletedProcess:  # type: ignore[type-arg]
    return subprocess.run(
        [sys.executable, "-m", "quizkit", *map(str, words)],
        input=typed,
        capture_output=True,
        cwd=cwd,
        timeout=60,
        check=False,
    )


def without_ids(deck: Deck) -> Deck:
    notes = tuple(evolve(n, id="", has_own_id=False) for n in deck.notes)
    return evolve(deck, notes=notes, problems=(), left_out=())


def added_and_gone(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return (
        [line[2:] for line in lines if line.startswith("+ ")],
        [line[2:] for line in lines if line.startswith("- ")],
    )


DECK = """\
# The Suez Canal, for a start
title: The Suez Canal
cards:
  # length
  - question: How long was the Suez Canal when it opened?   # in 1869
    # in the unit of the time
    answer: 164 km

  - id: builder
    question: 'Whose company built it?'
    answer: "Ferdinand de Lesseps"
  - {statement: The Suez Canal has locks., answer: false}
"""


def test_a_new_id_is_one_new_line_and_nothing_else_changes() -> None:
    after = formatted(DECK)
    assert after.ids == ("long-suez-canal-opened", "suez-canal-locks")
    assert added_and_gone(DECK, after.text) == (
        [
            "    id: long-suez-canal-opened",
            "  - {id: suez-canal-locks, statement: The Suez Canal has locks., answer: false}",
        ],
        ["  - {statement: The Suez Canal has locks., answer: false}"],
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("- cloze: a {{b}}", "- cloze: a {{b}}\n  id: cloze"),
        (
            '- question: "Who\n    # is it?"\n  # a comment\n  answer: He',
            '- question: "Who\n    # is it?"\n  id: who-is-it\n  # a comment\n  answer: He',
        ),
        (
            "- question: |\n    Who\n\n    went?\n  answer: He",
            "- question: |\n    Who\n\n    went?\n  id: went\n  answer: He",
        ),
        (
            "- tags:\n  - x\n  question: Who went?\n  answer: He",
            "- tags:\n  - x\n  id: went\n  question: Who went?\n  answer: He",
        ),
        (
            "- ? question\n  : Who went?\n  ? answer\n  : He",
            "- ? question\n  : Who went?\n  id: went\n  ? answer\n  : He",
        ),
        ("- {cloze: 'a {{b}}'}", "- {id: cloze, cloze: 'a {{b}}'}"),
        (
            '- {"question": "Who went?", "answer": "He"}',
            '- {"id": "went", "question": "Who went?", "answer": "He"}',
        ),
        (
            "- {  \n  question: Who went?, answer: He}",
            "- {id: went,\n  question: Who went?, answer: He}",
        ),
    ],
)
def test_an_id_is_written_below_the_first_key_or_behind_the_brace(
    entry: str, expected: str
) -> None:
    head = "title: T\ncards:\n"
    assert formatted(f"{head}{entry}\n").text == f"{head}{expected}\n".replace(
        "id: cloze", f"id: {formatted(f'{head}{entry}').ids[0]}"
    )


def test_a_list_in_brackets_gets_its_ids_there() -> None:
    after = formatted("title: T\ncards: [cloze: 'Lima is in {{Peru}}', cloze: 'Rome: {{Italy}}']\n")
    assert after.text == (
        "title: T\ncards: [{id: lima, cloze: 'Lima is in {{Peru}}'},"
        " {id: rome, cloze: 'Rome: {{Italy}}'}]\n"
    )


def test_line_ends_are_those_of_the_file() -> None:
    after = formatted(DECK.replace("\n", "\r\n"))
    assert after.text == formatted(DECK).text.replace("\n", "\r\n")


def test_white_space_goes_outside_of_texts_and_stays_within() -> None:
    text = (
        "title: T   \n\ncards:\n  - id: a\n    question: |\n      x  \n         \n      y\n"
        "    answer: 'z  \n      w'  \n  # c  \n\n \n\n"
    )
    assert formatted(text).text == (
        "title: T\n\ncards:\n  - id: a\n    question: |\n      x  \n         \n      y\n"
        "    answer: 'z  \n      w'\n  # c\n"
    )


def test_a_missing_line_break_at_the_end_is_added() -> None:
    assert formatted("title: T\ncards: [{id: a, cloze: '{{b}}'}]").text.endswith("'}]\n")


def ids_of(*questions: str) -> list[str]:
    cards = "".join(f"  - {{question: {json.dumps(q)}, answer: x}}\n" for q in questions)
    return list(readable_ids(read_deck(f"title: T\ncards:\n{cards}")).values())


def test_ids_are_words_of_the_question() -> None:
    assert ids_of(
        "What is the capital of Peru?",
        "In which year was the capital of Chile founded, and by whom?",
        "Wie heißt die Hauptstadt von Österreich?",
        "¿???",
        "日本の首都はどこですか",
        "भारत की राजधानी क्या है?",
        "What is it?",
    ) == [
        "capital-peru",
        "year-capital-chile-founded",
        "heißt-hauptstadt-österreich",
        "typed",
        "日本の首都はどこですか",
        "भारत-की-राजधानी-क्या",
        "what-is-it",
    ]


def test_ids_that_would_be_the_same_take_more_words_and_then_a_number() -> None:
    assert ids_of(
        "Largest city of northern Peru by area?",
        "Largest city of northern Peru by people?",
        "A: capital of Peru?",
        "The capital of Peru?",
    ) == [
        "largest-city-northern-peru",
        "largest-city-northern-peru-people",
        "capital-peru",
        "capital-peru-2",
    ]
    (long,) = ids_of("incomprehensibilities " * 10)
    assert len(long) <= 40


def test_the_digest_that_progress_knows_a_note_by_can_be_told_from_the_note_with_its_id() -> None:
    before, after = read_deck(DECK), read_deck(formatted(DECK).text)
    for old, new in zip(before.notes, after.notes, strict=True):
        assert new.has_own_id
        assert old.id in (new.id, digest_id(new.kind, collapsed(new.prompt)))


# Decks of every shape, with comments, made as text.

WORDS = st.text("abc é日'\"#:-,?!|>{}[]&*%@`~0123 ", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)


def in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def decks(draw: st.DrawFn) -> str:
    """A deck with comments wherever they may be, in several styles."""
    comments = iter(range(1000))
    spaces = st.sampled_from(["", "   "])
    blank = spaces | st.just("\t")

    def comment(indent: int) -> str:
        kind = draw(st.integers(0, 5))
        if kind == 0:
            return f"{' ' * indent}# note {next(comments)}{draw(blank)}\n"
        return f"{draw(spaces)}\n" if kind == 1 else ""

    def scalar(text: str, indent: int) -> str:
        style = draw(st.integers(0, 3))
        pad = " " * indent
        if style == 0:
            return f"{in_quotes(text)}{draw(blank)}\n"
        if style == 1:
            return f"|{draw(st.sampled_from(['', '-', '+']))}\n{pad}{text}\n{pad}  b  \n{draw(st.sampled_from(['', chr(10)]))}"
        if style == 2:
            return f"'x \n\n{pad}{text.replace(chr(39), chr(39) * 2)}'  # c {next(comments)}\n"
        return f"plain words  # c {next(comments)}\n"

    dash = draw(st.sampled_from(["- ", "  - ", "    -   "]))
    pad = " " * len(dash)
    text = comment(0) + f"title: 'T'{draw(blank)}\n" + comment(0)
    late = draw(st.booleans())
    sources = f"sources:\n  s:\n    title: S\n{comment(0)}"
    text += "" if late else sources
    text += f"cards:{draw(blank)}\n"
    for number in range(draw(st.integers(1, 5))):
        text += comment(len(dash))
        question = f"q{number} " + draw(WORDS)
        if draw(st.integers(0, 4)) == 0:
            text += f"{dash}{{question: {in_quotes(question)}, answer: a}}{draw(blank)}\n"
            continue
        keys = [("question", question), ("answer", "a " + draw(WORDS))]
        if draw(st.booleans()):
            keys = [("cloze", re.sub("[{}]", "", question) + " {{blank}}")]
        if draw(st.booleans()):
            keys.append(("explanation", "e " + draw(WORDS)))
        if draw(st.booleans()):
            keys.append(("id", f"own-{number}"))
        keys = draw(st.permutations(keys))
        for place, (key, value) in enumerate(keys):
            if key == "question" or key == "cloze":
                value = f"n{number} {value}"
            lead = pad if place else dash
            written = f"{value}\n" if key == "id" else scalar(value, len(dash) + 2)
            if "plain words" in written and key in ("question", "cloze"):
                written = f"{in_quotes(value)}\n"
            text += f"{lead}{key}: {written}" + comment(len(dash))
    text += comment(0) + (sources if late else "")
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def comments_of(text: str) -> list[str]:
    return re.findall(r"# (?:note|c) \d+", text)


@settings(max_examples=200)
@given(decks())
def test_formatting_keeps_every_value_and_every_comment_and_is_done_after_once(text: str) -> None:
    before = parse_deck(text)
    assert before.deck is not None, before.problems
    after = format_deck(before)
    again = parse_deck(after.text)
    assert again.deck is not None
    assert without_ids(again.deck) == without_ids(before.deck)
    assert all(note.has_own_id for note in again.deck.notes)
    assert comments_of(after.text) == comments_of(text)
    assert ("\r\n" in after.text) == ("\r\n" in text)
    assert format_deck(again) == Formatted(after.text, (), False)
    assert [
        line.strip() for line in text.splitlines() if "{question" not in line and line.strip()
    ] == [
        line.strip()
        for line in after.text.splitlines()
        if "{id" not in line
        and "{question" not in line
        and line.strip()
        and line.strip().removeprefix("id: ") not in after.ids
    ]


PIECES = [
    "", " ", "  ", "\n", "\r", "\r\n", "\t", "#", " # c 1", ":", ": ", "- ", "? ", "|", ">-", "'", '"',
    "{", "}", "[", "]", ",", "&a ", "*a", "!t ", "%", "@", "{{x}}", "\\", "\x85", "\u2028", "\ufeff",
    "...\n", "---\n", "id: x\n", "  - {cloze: '{{a}}'}\n", "é", "日", "\x00", "\ud800",
]  # fmt: skip


@settings(max_examples=2000)
@given(
    st.lists(
        st.tuples(st.integers(0, len(DECK)), st.integers(0, 8), st.sampled_from(PIECES)),
        min_size=1,
        max_size=4,
    )
)
@example([(0, 0, "\x85"), (len(DECK), 1, "")])
def test_a_deck_with_anything_in_it_is_refused_or_formatted_right(
    edits: list[tuple[int, int, str]],
) -> None:
    text = DECK
    for at, gone, piece in edits:
        text = text[:at] + piece + text[at + gone :]
    before = parse_deck(text)
    try:
        after = format_deck(before)
        entry = {"question": "New?", "answer": "B"}
        appended = with_entry(before, entry)
    except DeckError:
        return
    again = parse_deck(after.text)
    assert before.lenient_deck is not None
    assert again.lenient_deck is not None
    assert appended.lenient_deck is not None
    assert without_ids(again.lenient_deck) == without_ids(before.lenient_deck)
    assert len(again.lenient_deck.left_out) == len(before.lenient_deck.left_out)
    assert format_deck(again).text == after.text
    assert len(appended.lenient_deck.notes) == len(before.lenient_deck.notes) + 1
    for left_out in lines_left_out(before):
        assert left_out in after.text
        assert stripped(left_out) <= stripped(appended.text)


def stripped(text: str) -> set[str]:
    return {line.rstrip() for line in re.split("[\n\r\x85\u2028\u2029]", text)}


def lines_left_out(reading: Reading) -> Iterator[str]:
    """Yield the texts of the notes that are left out."""
    deck = reading.readable_deck
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", reading.text)
    bad = [place.line for place in deck.left_out]
    good = [reading.origin(at).place().line for at in range(len(deck.notes))]
    for begin, end in pairwise(sorted({*bad, *good, len(lines) + 1})):
        if begin in bad and begin not in good:
            yield "".join(lines[begin - 1 : end - 1]).rstrip("\r\n \t")


# The command.


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "suez.yaml"
    path.write_bytes(DECK.encode())
    return path


def test_check_names_the_file_writes_nothing_and_exits_with_1(deck: Path) -> None:
    done = quizkit("fmt", "--check", deck)
    assert (done.returncode, done.stdout.decode()) == (1, f"{deck}: would write 2 ids\n")
    assert deck.read_text("utf-8") == DECK
    done = quizkit("fmt", "--check", "--json", deck)
    ids = ["long-suez-canal-opened", "suez-canal-locks"]
    assert json.loads(done.stdout) == [{"file": str(deck), "changed": True, "ids": ids}]


def test_fmt_writes_and_then_finds_nothing_to_do(deck: Path) -> None:
    assert quizkit("fmt", deck).stdout.decode() == f"{deck}: 2 ids\n"
    assert deck.read_text("utf-8") == formatted(DECK).text
    assert quizkit("fmt", "--check", deck).returncode == 0


def test_mark_rights_and_links_stay_and_nothing_is_left_beside(deck: Path) -> None:
    deck.write_bytes(b"\xef\xbb\xbf" + DECK.encode())
    deck.chmod(0o640)
    link = deck.parent / "link.yaml"
    link.symlink_to(deck.name)
    assert quizkit("fmt", link).returncode == 0
    assert deck.read_bytes() == b"\xef\xbb\xbf" + formatted(DECK).text.encode()
    assert stat.S_IMODE(deck.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in deck.parent.iterdir()) == ["link.yaml", "suez.yaml"]


def test_one_bad_deck_does_not_keep_the_others_from_being_formatted(deck: Path) -> None:
    bad = deck.with_name("bad.yaml")
    bad.write_text("title: T\ncards:\n  - {question: Q}\n", "utf-8")
    done = quizkit("fmt", deck.parent)
    assert done.returncode == 2
    assert b"has no answer" in done.stderr
    assert deck.read_text("utf-8") == formatted(DECK).text


def test_standard_input_is_formatted_to_standard_output() -> None:
    done = quizkit("fmt", "-", typed=DECK.encode())
    assert (done.returncode, done.stdout.decode()) == (0, formatted(DECK).text)
    done = quizkit("fmt", "-", typed=b"title: \xff")
    assert (done.returncode, done.stderr) == (2, b"quizkit: standard input is not UTF-8\n")


def test_a_file_that_changed_meanwhile_is_left_alone(deck: Path) -> None:
    with pytest.raises(QuizkitError, match="changed by another program"):
        replace(deck, "other text", "new text")
    assert deck.read_text("utf-8") == DECK


def test_a_file_that_cannot_be_written_stays_whole(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QuizkitError, match="cannot be written: no space left on device"):
        replace(deck, DECK, "new text")
    assert [path.read_text("utf-8") for path in deck.parent.iterdir()] == [DECK]


def test_a_deck_with_problems_is_not_formatted() -> None:
    with pytest.raises(DeckError):
        formatted("title: T\ncards: []\n")


def test_the_decks_of_the_repository_are_in_good_order() -> None:
    done = quizkit("fmt", "--check", "decks")
    assert done.returncode == 0, done.stdout.decode()
