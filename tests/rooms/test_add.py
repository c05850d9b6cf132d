"""`quizkit add`: notes by prompts, appended with nothing else of the file touched."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, strategies as st

from quizkit import load_deck
from quizkit.authoring.adding import with_entry
from quizkit.authoring.yaml_writing import Entry, scalar
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.model import ListNote, PairsNote, TypedNote

HEAD = "title: T\ncards:\n  - {question: First?, answer: A}  # one\n"


def appended(text: str, entry: Entry) -> str:
    return with_entry(parse_deck(text), entry).text


def add(deck: Path, typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizkit", "add", str(deck)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(HEAD, "utf-8")
    return path


NEW = {"question": "New?", "answer": "B"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, HEAD + "  - question: New?\n    answer: B\n"),
        (HEAD.rstrip(), HEAD + "  - question: New?\n    answer: B\n"),
        (
            HEAD + "    # of the first\n\n# the end\n",
            HEAD + "    # of the first\n  - question: New?\n    answer: B\n\n# the end\n",
        ),
        (
            HEAD + "\n  - cloze: |\n      a {{b}}\n\nsources: {}\n",
            HEAD
            + "\n  - cloze: |\n      a {{b}}\n\n\n  - question: New?\n    answer: B\nsources: {}\n",
        ),
        (
            "title: T\ncards:\n- question: First?\n  answer: A\nlanguage: en\n",
            "title: T\ncards:\n- question: First?\n  answer: A\n- question: New?\n  answer: B\n"
            "language: en\n",
        ),
        (
            "title: T\ncards: [{question: First?, answer: A}, ]\n",
            'title: T\ncards: [{question: First?, answer: A}, {"question": "New?", "answer": "B"}, ]\n',
        ),
    ],
)
def test_a_note_goes_behind_the_last_and_nothing_else_changes(text: str, expected: str) -> None:
    assert appended(text, NEW) == expected
    assert appended(text.replace("\n", "\r\n"), NEW) == expected.replace("\n", "\r\n")


ENTRY = "  - question: New?\n    answer: B\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T\ncards: []\n", f"title: T\ncards:\n{ENTRY}"),
        ("title: T\ncards:", f"title: T\ncards:\n{ENTRY}"),
        ("cards: [ ]  # none yet\ntitle: T\n", f"cards:  # none yet\n{ENTRY}title: T\n"),
        ("title: T\r\ncards:\r\n# end\r\n", f"title: T\ncards:\n{ENTRY}# end\n".replace("\n", "\r\n")),
    ],
)  # fmt: skip
def test_the_first_note_of_a_deck_without_any_goes_below_its_cards(
    text: str, expected: str
) -> None:
    assert appended(text, NEW) == expected


@pytest.mark.parametrize("text", ["title: T\n", "cards: []\n", "title: T\ncards: x\n", ""])
def test_a_deck_that_lacks_more_than_notes_is_not_added_to(text: str) -> None:
    with pytest.raises(DeckError):
        appended(text, NEW)


TEXTS = st.text(
    st.sampled_from("abc é日'\"#:-,?!|>{}[]&*%@`~0123 =.\\<") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split()))


@given(TEXTS, st.booleans())
def test_every_text_comes_back_as_it_is(text: str, in_brackets: bool) -> None:
    assume(text)
    written = scalar(text, in_brackets=in_brackets)
    document = f"[{written}]" if in_brackets else f"- {written}"
    assert yaml.load(document, yaml.BaseLoader) == [text]


@given(TEXTS, TEXTS, st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.casefold))
def test_a_note_comes_back_as_it_was_typed(question: str, answer: str, more: list[str]) -> None:
    assume(all([question, answer, *more]) and question != "First?")
    for entry in (
        {"question": question, "answer": answer, "explanation": more[0]},
        {"question": question, "answers": [more, answer]},
        {"question": question, "pairs": dict.fromkeys(more, answer)},
    ):
        for text in (HEAD, "title: T\ncards: [{question: First?, answer: A}]\n"):
            try:
                after = with_entry(parse_deck(text), entry)
            except DeckError as error:  # an answer that is there twice
                assert {p.code for p in error.problems} <= {"duplicate-option"}  # noqa: PT017
                continue
            assert after.deck is not None
            note = after.deck.notes[-1]
            assert note.prompt == question
            match note:
                case TypedNote():
                    assert (note.key.answer, note.explanation) == (answer, more[0])
                case ListNote():
                    assert note.answers == (tuple(more), (answer,))
                case PairsNote():
                    assert note.pairs == dict.fromkeys(more, answer)


def test_each_kind_is_asked_for_and_saved(deck: Path) -> None:
    typed = """t
What is 1: 2 #3?
1:2
one to two

Because.
choice
Who?
he
she


l
Which seas?
Red | Red Sea
Mediterranean


several choices
Which of them?
a
b

c


b
It is so.
FALSE

o
In order?
one
two


p
Match them
a: b = c
d = e #f


z
The wide {{sky}} above us is {{blue|azure}}

f
Why?
So.
"""
    done = add(deck, typed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"9 notes added to {deck}\n")
    assert "judged: one option of 2" in done.stdout
    assert "asked:  The wide […] above us is blue" in done.stdout
    assert deck.read_text("utf-8").startswith(HEAD)
    notes = load_deck(deck).notes[1:]
    assert [note.kind for note in notes] == [
        "typed", "choice", "list", "several choices", "true or false", "order", "pairs", "cloze",
        "self-rated",
    ]  # fmt: skip
    assert isinstance(notes[0], TypedNote)
    assert notes[0].key.texts == ("1:2", "one to two")
    assert notes[0].explanation == "Because."


def test_hints_source_and_tags_may_come_before_the_explanation(deck: Path) -> None:
    deck.write_text(f"sources: {{book: {{title: A Book}}}}\n{HEAD}", "utf-8")
    more = "hint: Cold.\nHint: Wet.\nsource: book#3\ntag: sea\nIt froze: once.\n"
    done = add(deck, f"t\nSecond?\nB\n\n{more}t\nThird?\nC\n\nsource: boek#3\n\n")
    assert done.returncode == 1
    assert "the deck has no source boek; it has book" in done.stdout
    _, note = load_deck(deck).notes
    assert (note.hints, note.tags, note.explanation) == (
        ("Cold.", "Wet."),
        ("sea",),
        "It froze: once.",
    )
    assert [str(citation) for citation in note.citations] == ["book#3"]


def test_a_note_that_asks_the_same_is_told_at_once_and_not_saved(deck: Path) -> None:
    done = add(deck, "t\nFirst?\nB\n\n\nt\nSecond?\nC\n")
    assert done.returncode == 1
    assert f"{deck}:3:5 asks this already" in done.stdout
    assert [note.prompt for note in load_deck(deck).notes] == ["First?", "Second?"]


def test_a_note_that_is_not_finished_is_not_saved(deck: Path) -> None:
    done = add(deck, "t\nSecond?\n")
    assert done.returncode == 1
    assert done.stderr == "the last note was not finished, and is not saved\n"
    assert deck.read_text("utf-8") == HEAD


@pytest.mark.parametrize(
    "typed", ["", "\n", "q\n", "t\n\n\n\n\n", "x\ny\n", "z\n{{\n\n", "\0\n\1\n\2"]
)
def test_nothing_typed_gives_a_traceback_or_a_deck_that_does_not_load(
    deck: Path, typed: str
) -> None:
    done = add(deck, typed)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert deck.read_text("utf-8") == HEAD


@pytest.mark.parametrize(
    "typed",
    ["Second?\nB\n", "t\n\nB\n", "p\nMatch?\na b\n", "p\nMatch?\na = b\na = c\n", "l\nWho?\n\n"],
)
def test_a_line_from_a_pipe_that_will_not_do_stops_the_reading(deck: Path, typed: str) -> None:
    done = add(deck, typed + "t\nThird?\nC\n")
    assert done.returncode == 2
    assert "reading stopped here; what was saved is kept" in done.stderr
    assert deck.read_text("utf-8") == HEAD


def test_decks_that_cannot_be_added_to_are_told(tmp_path: Path, deck: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: T\n", "utf-8")
    assert add(bad, "").returncode == 2
    assert add(tmp_path / "none.yaml", "").returncode == 4
    assert add(tmp_path, "").returncode == 2


def test_control_c_keeps_what_was_saved(deck: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable, ["-m", "quizkit", "add", str(deck)], encoding="utf-8", timeout=20
    )
    child.expect("Kind .typed.: ")
    child.sendline("")
    child.expect("Question: ")
    child.sendline("First?")
    child.expect("asks this already")
    child.expect("Question: ")
    child.sendline("Second?")
    child.expect("Answer: ")
    child.sendline("B")
    child.expect("Also right .or Enter.: ")
    child.sendline("")
    child.expect("Explanation .optional.: ")
    child.sendline("")
    child.expect("Saved.")
    child.expect("Kind .typed.: ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert [note.prompt for note in load_deck(deck).notes] == ["First?", "Second?"]


def test_texts_of_several_lines_stand_between_begin_and_end(deck: Path) -> None:
    done = add(
        deck,
        "t\n:begin\nWhat does it show?\n\n```py\nif x:\n    print(1)\n```\n:end\n"
        ":begin\nif x:\n  ::end\n:END\n\nWhy: because.\nl\nWhich?\n:begin\na\n b\n:end\nc | d\n\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    _, first, second = load_deck(deck).notes
    assert first.prompt == "What does it show?\n\n```py\nif x:\n    print(1)\n```"
    assert isinstance(first, TypedNote)
    assert first.key.answer == "if x:\n  :end"
    assert isinstance(second, ListNote)
    assert second.answers == (("a\n b",), ("c", "d"))
    text = deck.read_text("utf-8")
    assert "  - question: |\n      What does it show?\n\n      ```py\n      if x:\n" in text


def test_back_takes_back_the_last_line_and_then_the_key_before(deck: Path) -> None:
    done = add(
        deck,
        "l\nWihch?\n:back\nWhich?\na\nb\n:back\nc\n\nhint: x\n:back\nhint: y\n:back\n:back\n:back\n:back\n"
        "a | x\nc\n\nBecause.\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("taken back") == 5
    note = load_deck(deck).notes[-1]
    assert isinstance(note, ListNote)
    assert (note.prompt, note.answers) == ("Which?", (("a", "x"), ("c",)))
    assert (note.hints, note.explanation) == ((), "Because.")


def test_back_from_the_first_key_is_the_kind_and_q_leaves_the_note(deck: Path) -> None:
    done = add(deck, "c\n:back\nt\nSecond?\n:q\nt\nThird?\nC\n\n\n:q\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Left: this note is not saved." in done.stdout
    assert [note.prompt for note in load_deck(deck).notes] == ["First?", "Third?"]


def test_a_colon_that_begins_a_text_is_doubled(deck: Path) -> None:
    done = add(deck, "t\nHow do you save and leave vi?\n::wq\n::x\n\n\n")
    assert done.returncode == 0
    note = load_deck(deck).notes[-1]
    assert isinstance(note, TypedNote)
    assert note.key.texts == (":wq", ":x")
    done = add(deck, "t\nAnd without?\n:bak\n")
    assert done.returncode == 2
    assert "there is no :bak; did you mean :back?" in done.stderr


@pytest.mark.parametrize(
    "typed", ["t\nc\nWho?\nhe\n", "t\nSecond?\nB\n\nchoice\nWho?\n", "b\nt\ntrue\n"]
)
def test_lines_that_are_shifted_by_one_are_not_saved(deck: Path, typed: str) -> None:
    done = add(deck, typed)
    assert done.returncode == 2
    assert "chooses a kind of note" in done.stderr
    assert deck.read_text("utf-8") == HEAD


def test_a_letter_that_is_a_question_stands_in_a_block(deck: Path) -> None:
    done = add(deck, "t\n:begin\nc\n:end\nthe speed of light\n")
    assert done.returncode == 0
    assert load_deck(deck).notes[-1].prompt == "c"


def test_at_a_terminal_a_note_that_is_no_good_can_be_mended(deck: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable, ["-m", "quizkit", "add", str(deck)], encoding="utf-8", timeout=20
    )
    for wait, line in (
        ("Kind .typed.: ", "c"),
        ("Question: ", "Who?"),
        ("Answer: ", "he"),
        ("Wrong option: ", "he"),
        ("Wrong option 2 .or Enter.: ", ""),
        ("Explanation .optional.: ", ""),
        ("Not saved", ""),
    ):
        child.expect(wait)
        child.sendline(line) if wait != "Not saved" else None
    for wait, line in (
        ("Explanation .optional.: ", ":back"),
        ("Wrong option 2 .or Enter.: ", ":back"),
        ("taken back: he", None),
        ("Wrong option: ", "she"),
        ("Wrong option 2 .or Enter.: ", ""),
        ("Explanation .optional.: ", ""),
        ("Saved", None),
        ("Kind .choice.: ", "q"),
    ):
        child.expect(wait)
        if line is not None:
            child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [note.prompt for note in load_deck(deck).notes] == ["First?", "Who?"]
