"""Answers from files that Windows programs wrote: marks of an encoding are no answer."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli, standard_input
from quizkit.cli.standard_input import answer_lines
from quizkit.errors import QuizkitError

NOW = "2026-03-01T10:00+00:00"
Run = Callable[[bytes], list[str]]


@pytest.fixture(params=["stdin", "--answers FILE", "--answers -"])
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Run:
    """Answer as a file of such bytes does; return the responses in the log, oldest first."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text("title: A\ncards:\n  - {question: one?, answer: né}\n", "utf-8")

    def run(answers: bytes) -> list[str]:
        Path("answers").write_bytes(answers)
        more = {"stdin": [], "--answers FILE": ["--answers", "answers"]}
        words = ["play", "a.yaml", "--now", NOW, *more.get(request.param, ["--answers", "-"])]
        given = b"" if "FILE" in request.param else answers
        done = CliRunner().invoke(cli, [*words, "--progress", "p.db"], input=given)
        assert "\ufeff" not in done.output
        assert not done.exception or isinstance(done.exception, SystemExit)
        told = CliRunner().invoke(cli, ["history", "--json", "--progress", "p.db"]).output
        return [row["response"] for row in json.loads(told)[::-1] if "response" in row]

    return run


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_of_the_encoding_is_no_part_of_an_answer(run: Run, encoding: str, end: str) -> None:
    assert run(f":q{end}".encode(encoding)) == []
    assert run(f":show{end}né{end}".encode(encoding)) == [None, "né"]


def test_big_ends_first_are_read_too(run: Run) -> None:
    assert run(b"\xfe\xff" + "né\n".encode("utf-16-be")) == ["né"]


def test_an_answer_that_is_no_utf_8_stops_nothing(run: Run) -> None:
    assert len(run(b"n\xe9\nn\xe9\n")) == 2


def test_lines_are_read_when_they_are_asked_for() -> None:
    read: list[int] = []

    class Slow(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            read.append(1)
            return super().readline(size)

    lines = answer_lines(io.TextIOWrapper(Slow(b"a\nb\n"), "utf-8"))
    assert not read
    assert next(lines) == "a\n"
    assert list(lines) == ["b\n"]
    assert list(answer_lines(["a\n", "b\n"])) == ["a\n", "b\n"]


class Endless(io.RawIOBase):
    """Some bytes, and then zeros without end, as of /dev/zero."""

    def __init__(self, before: bytes) -> None:
        self.left = before

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data, self.left = self.left or bytes(len(buffer)), b""
        buffer[: len(data)] = data
        return len(data)


def endless(before: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(Endless(before), 65536), "utf-8")


@pytest.mark.parametrize("words", [["check", "-"], ["fmt", "-"], ["add", "a.yaml"]])
def test_input_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(standard_input, "_MOST", 10**6)
    monkeypatch.setattr(sys, "stdin", endless())
    Path("a.yaml").write_text("title: A\ncards:\n  - {question: one?, answer: a}\n", "utf-8")
    with pytest.raises(QuizkitError, match="more than 1,000,000"):
        cli.main(words, standalone_mode=False)


@pytest.mark.parametrize("before", [b"", b"ne\n"])
def test_a_line_without_an_end_is_refused(before: bytes) -> None:
    lines = answer_lines(endless(before))
    if before:
        assert next(lines) == "ne\n"
    with pytest.raises(QuizkitError, match="more than 1,000,000 characters"):
        next(lines)
