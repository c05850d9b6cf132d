"""Answers of several lines: between `:begin` and `:end`, pasted, or written in an editor."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given as any_of, strategies as st

from quizkit.cli.page import Page
from quizkit.cli.player.composing import Composed, composed
from quizkit.cli.player.inputs import Unknown, line_of_block, meaning_of
from quizkit.cli.player.keys import Redraw, ToEditor
from quizkit.cli.player.linear import LinearFront
from quizkit.cli.player.pasting import as_keys, harmless, is_open
from quizkit.cli.player.responses import parts_of
from quizkit.cli.player.terminal import TerminalFront
from quizkit.grading import Outcome
from quizkit.model import Form, Items, Line, Lines, OwnWords, PickForEach, PickInOrder, PickOne
from quizkit.progress import Response
from quizkit.session import Respond
from tests.fruit import answers
from tests.screens import Typed, sitting_of
from tests.sittings import Sitting
from tests.spawned import play, script

CODE = """\
title: T
cards:
  - question: How do you print each of xs?
    type: code
    answer: |
      for x in xs:
          print(x)
  - {question: Which city?, answer: Paris}
  - {question: Why?, answer: because, type: free}
"""
LOOP = ["for x in xs:", "    print(x)"]


def kind(text: str) -> str:
    return f"title: T\ncards: [{{{text}}}]\n"


def given(text: str, *lines: str) -> Response:
    """The response that lines of a transcript give to the first card of a deck."""
    return answered(text, iter(lines)).response


def answered(text: str, lines: Iterator[str], **how: object) -> Respond:
    front = LinearFront(lines, Page(80, colour=False), echo=False, **how)  # type: ignore[arg-type]
    respond = front.read(sitting_of(text).session)
    assert isinstance(respond, Respond)
    return respond


def test_lines_between_begin_and_end_are_one_answer_with_their_spaces() -> None:
    lines = [":begin\n", *(f"{line}\n" for line in LOOP), "\n", ":end\n", "Paris\n"]
    assert given(CODE, *lines) == "\n".join([*LOOP, ""])
    it = sitting_of(CODE).do(Respond(given(CODE, *lines)))
    assert it.judged.verdict.outcome is Outcome.CORRECT
    assert given(CODE, ":BEGIN", *LOOP, " :End ") == "\n".join(LOOP)


@pytest.mark.parametrize(
    ("note", "lines", "response"),
    [
        ("question: Q?, answer: a b", ["a", " b"], "a b"),
        ("question: Q?, answer: a b", ["  a"], "  a"),
        ("question: Q?, answers: [a, b]", ["a", "", "b"], "a; b"),
        ("question: Q?, pairs: {a: x, b: y}", ["x", "y"], {"a": "x", "b": "y"}),
        ("cloze: 'In {{c1::a}} or {{c1::b}}.'", ["a", "b"], ["a", "b"]),
        ("cloze: 'In {{c1::a}} or {{c1::b}}.'", ["a", "b", "c"], None),
        ("question: Q?, answer: why, type: free", ["a", "", " b"], "a\n\n b"),
    ],
)
def test_each_kind_of_card_takes_lines_as_it_would(
    note: str, lines: list[str], response: Response
) -> None:
    more = iter([":begin", *lines, ":end"])
    if response is not None:
        assert answered(kind(note), more).response == response
    else:  # too many for what is asked: one part, and the next is asked for
        assert answered(kind(note), iter([*more, "b"])).response == ["a b c", "b"]


@pytest.mark.parametrize(
    "form", [Line(), PickOne(), Lines(("",)), Lines(("", "")), PickForEach(("a",))]
)
def test_a_text_with_line_breaks_makes_no_more_parts_than_are_wanted(form: Form) -> None:
    assert parts_of(form, "a\n b\n\nc", 1) == ["a b c"]
    assert parts_of(form, "\n", 1) == [""]
    assert parts_of(PickInOrder(2), "b\na", 1) == ["b; a"]
    for whole in (OwnWords(), Line(is_block=True)):
        assert parts_of(whole, "a\n b", 1) == ["a\n b"]
    assert parts_of(Items(), " a", 1) == [" a"]


ENDS = st.sampled_from([":end", " ::end ", ":END", "\uff1aend"])


FORMS = [Line(), Line(is_block=True), Items(), OwnWords(), PickOne(), PickInOrder(3)]
FORMS += [Lines(("",)), Lines(("1", "2", "3")), PickForEach(("a", "b"))]


@any_of(st.sampled_from(FORMS), st.text("ab \n\t"), st.integers(1, 3))
def test_of_any_text_no_letter_is_lost_and_nothing_is_left_for_the_next_card(
    form: Form, text: str, wanted: int
) -> None:
    parts = parts_of(form, text, wanted)
    assert 1 <= len(parts) <= wanted
    assert re.sub(r"[\s;]", "", "".join(parts)) == re.sub(r"\s", "", text)


@any_of(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | ENDS, min_size=1))
def test_any_text_comes_as_it_stands(lines: list[str]) -> None:
    lines = [line.translate({10: None, 13: None}) for line in lines]
    typed = [
        line.replace(line.strip(), f":{line.strip()}") if is_end(line) else line for line in lines
    ]
    if any(map(str.strip, lines)):
        assert given(CODE, ":begin", *typed, ":end") == "\n".join(lines)


def is_end(line: str) -> bool:
    return line_of_block(line) != line


def test_colons_before_end_are_one_less() -> None:
    assert [line_of_block(line) for line in (":end", " :END ", "：end")] == [None] * 3
    assert line_of_block("  ::end") == "  :end"
    assert line_of_block(":::end ") == "::end "
    for line in (":ends", "end", "::q", ":q", "", " x :end"):
        assert line_of_block(line) == line


def test_begin_itself_can_be_answered_and_end_alone_is_none() -> None:
    asking = sitting_of(CODE).asking
    assert meaning_of("::begin", asking) == ":begin"
    said = meaning_of(":end", asking)
    assert isinstance(said, Unknown)
    assert "ends an answer that :begin began" in said.said
    assert meaning_of(":q\n:q", asking) == ":q\n:q"


def test_nothing_between_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert given(CODE, ":begin", "", ":end", "x = 1") == "x = 1"
    assert "nothing stands between :begin and :end" in capsys.readouterr().out


def test_without_end_what_was_given_is_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert given(CODE, ":begin", *LOOP) == "\n".join(LOOP)
    assert "ended before :end; the lines given are the answer" in capsys.readouterr().out
    front = LinearFront(iter([":begin"]), Page(80, colour=False), echo=False)
    assert front.read(sitting_of(CODE).session) is None
    assert "End of input." in capsys.readouterr().out


def test_a_transcript_says_how_several_lines_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    given(CODE, "x")
    assert "Several lines: :begin, then the lines, then :end." in capsys.readouterr().out


@pytest.mark.parametrize(("note", "response"), [("type: free", "a\n b"), ("id: n", "a b")])
def test_lines_pasted_into_a_transcript_at_once_answer_one_card(note: str, response: str) -> None:
    lines = ["a", " b", "other"]
    left = iter([True, False])
    text = kind(f"question: Q?, answer: why, {note}")
    assert answered(text, iter(lines), comes=lambda: next(left)).response == response


@pytest.mark.parametrize("how", ["type: code", "type: exact", "type: code, distractors: [x]"])
def test_an_answer_whose_lines_count_can_be_typed(how: str) -> None:
    it = sitting_of(kind(f'question: Q?, answer: "a\\n  b", {how}'), typed=True)
    assert it.asking.form == Line(is_block=True)
    it.do(Respond(parts_of(it.asking.form, "a\n  b", 1)[0]))
    assert it.judged.verdict.outcome is Outcome.CORRECT


class Hands(Typed):
    """Lines typed in a row, some of them ended otherwise than by Enter."""

    def __init__(self, *lines: str | Redraw, rest: str = "") -> None:
        super().__init__("")
        self._lines, self._rest = iter(lines), rest
        self.offered: list[str] = []

    def meant(self, *, submits: bool) -> bool:
        return True

    @contextmanager
    def given_over(self) -> Iterator[None]:
        yield

    def rest_of_paste(self) -> str:
        rest, self._rest = self._rest, ""
        return rest

    def line(self, prompt: str, typed: str = "") -> str:
        self.offered.append(typed)
        for line in self._lines:
            if isinstance(line, Redraw):
                raise line
            return line
        raise EOFError


def on_terminal(it: Sitting, keys: Hands) -> object:
    with patch.dict(os.environ, COLUMNS="80", LINES="24"):
        return TerminalFront(keys, colour=False).read(it.session)


def test_a_pasted_text_is_one_answer() -> None:
    paste = "for x in xs:\n    print(x)"
    assert on_terminal(sitting_of(CODE), Hands(paste)) == Respond(paste)
    assert on_terminal(sitting_of(kind("question: Q?, answer: a b")), Hands("a\nb")) == Respond(
        "a b"
    )


def test_where_a_paste_comes_line_by_line_it_stands_until_enter() -> None:
    keys = Hands("for x in xs:", "sent", rest="    print(x)")
    assert on_terminal(sitting_of(CODE), keys) == Respond("sent")
    assert keys.offered == ["", "for x in xs:\n    print(x)"]


def test_a_paste_that_is_taller_than_the_window_stands_above_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tall = "\n".join(f"\x1b[2Jline {number}" for number in range(200))
    keys = Hands(Redraw(tall), ToEditor(""), Redraw(""), "")
    with patch.dict(os.environ, VISUAL="true"):
        assert on_terminal(sitting_of(CODE), keys) == Respond(tall)
    assert keys.offered == [""] * 4
    said = capsys.readouterr().out
    assert "Enter sends these 200 lines · Ctrl-X Ctrl-E editor" in said
    assert "line 199" in said
    assert "line 9\n" not in said
    assert "\x1b[2Jline" not in said
    assert on_terminal(sitting_of(CODE), Hands(Redraw(tall), "x")) == Respond("x")
    between = Hands(":begin", Redraw(f"{tall}\nlast"), "last", ":end")
    assert on_terminal(sitting_of(CODE), between) == Respond(f"{tall}\nlast")


def test_lines_are_typed_between_begin_and_end(capsys: pytest.CaptureFixture[str]) -> None:
    keys = Hands(":begin", "for x in xs:", Redraw("    pr"), "    print(x)", "", ":end")
    assert on_terminal(sitting_of(CODE), keys) == Respond("for x in xs:\n    print(x)\n")
    assert keys.offered == ["", "", "", "    pr", "", ""]
    assert ":end sends these lines" in capsys.readouterr().out
    assert on_terminal(sitting_of(CODE), Hands(":begin", ":end", "x")) == Respond("x")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that keeps what it saw, and writes two lines."""
    seen = tmp_path / "seen"
    monkeypatch.delenv("VISUAL", raising=False)
    text = f'cat "$1" > {seen}; ls -l "$1" >> {seen}; ls -ld "$(dirname "$1")" >> {seen}; echo "$1" >> {seen}\n'
    monkeypatch.setenv("EDITOR", str(script(tmp_path / "ed", text + r"printf 'a\n\tb\n\n' > $1")))
    return seen


def run(command: list[str]) -> int:
    return subprocess.call(command)


def test_an_editor_gets_a_private_file_that_is_gone_afterwards(editor: Path) -> None:
    assert composed("typed", "```python\nx\n```", run) == Composed("a\n\tb")
    typed, file, folder, name = editor.read_text("utf-8").splitlines()
    assert typed == "typed"
    assert (file[:10], folder[:10]) == ("-rw-------", "drwx------")
    assert name.endswith("answer.py")
    assert not Path(name).parent.exists()


@pytest.mark.parametrize(
    ("question", "name"),
    [("Why?", "txt"), ("~~~ Go\nx\n~~~", "go"), ("```c++\n```", "cpp"), ("```\nx\n```", "txt")],
)
def test_the_file_is_called_as_the_language_of_the_question_is(question: str, name: str) -> None:
    seen = []

    def look(command: list[str]) -> int:
        seen.append(Path(command[-1]))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), patch.dict(os.environ, VISUAL="true"):
        composed("x", question, look)
    assert seen[0].name == f"answer.{name}"
    assert not seen[0].parent.exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "the editor ended with 1: the answer is as it was"),
        ("true", "nothing was changed"),
        ("truncate -s 0", "nothing was written"),
        ("no-such-editor-is-there", "no-such-editor-is-there: no such file or directory"),
    ],
)
def test_an_editor_that_fails_leaves_the_line_as_it_was(command: str, said: str) -> None:
    with patch.dict(os.environ, VISUAL=command):
        text, told = composed("a\n  b", "Q?", run)
    assert text == "a\n  b"
    assert told.startswith(said)


def test_without_an_editor_it_is_said_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    assert composed("x", "Q?", run) == Composed(
        "x", "no editor is found: name yours in EDITOR, as in  export EDITOR=nano"
    )


def test_what_an_editor_wrote_stands_there_to_be_sent(
    editor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = Hands(ToEditor("so far"), "a\n\tb")
    assert on_terminal(sitting_of(CODE), keys) == Respond("a\n\tb")
    assert keys.offered == ["", "a\n\tb"]
    assert "Enter sends this text" in capsys.readouterr().out
    between = Hands(":begin", "one", ToEditor("two"), ":end")
    assert on_terminal(sitting_of(CODE), between) == Respond("a\n\tb")
    assert editor.read_text("utf-8").startswith("one\ntwo\n")


def test_control_characters_of_a_text_are_left_out() -> None:
    assert harmless("a\x1b[2J\x9b\x00\tb\r\nc\x07\n") == "a[2J\tb\nc"


def test_a_paste_is_no_key_however_it_comes() -> None:
    paste = b"\x1b[200~1\r q\x1b[201~"
    assert as_keys(f"2{paste.decode()}3") == "2\x1b3"
    assert as_keys(paste[:9].decode()) == "\x1b"
    assert is_open(paste[:9])
    assert is_open(paste + paste[:6])
    assert not is_open(b"x" + paste)


def test_on_a_terminal_a_paste_and_an_editor_give_one_answer_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(CODE, "utf-8")
    monkeypatch.setenv(
        "EDITOR", str(script(tmp_path / "ed", r"printf 'one\n two\n' >> $1; sleep 0.4"))
    )
    screen = play(deck)
    screen.expect("Ctrl-X Ctrl-E editor(?s:.*)\n> ")
    screen.send("\x1b[200~" + "line\r" * 30 + "\x1b[201~")
    screen.expect("Enter sends these 30 lines(?s:.*)\n> ")
    screen.send("\x1b[200~for x in xs:\r    print(x)\x1b[201~")
    screen.expect(r"print\(x\)")
    screen.send("\r")
    screen.expect("Right(?s:.*)leave")
    screen.send("\x1b[200~1\rParis\rq\x1b[201~")
    screen.expect("that key does nothing here(?s:.*)leave")
    screen.send(" ")
    screen.expect("Which city(?s:.*)\n> ")
    screen.send("\x1b[200~Pa\x1b[31m\rris\r\x1b[201~")
    screen.expect("ris")
    screen.send("\r")
    screen.expect("Wrong(?s:.*)leave")
    screen.send(" ")
    screen.expect("Why(?s:.*)\n> ")
    screen.send("first \x18\x05")
    screen.expect("Enter sends this text(?s:.*) two")
    screen.send("\r")
    screen.expect("because(?s:.*)leave")
    screen.sendintr()
    screen.expect("Interrupted")
    logged = answers(deck)
    assert [answer.response for answer in logged] == [
        "for x in xs:\n    print(x)",
        "Pa\x1b[31m ris",
        "first \none\n two",
    ]
    assert (logged[-1].duration or timedelta()) > timedelta(seconds=0.4), (
        "as it thought in the editor"
    )
