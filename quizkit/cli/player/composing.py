"""An answer written in the learner's editor: on a private file, which is gone afterwards."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple

from quizkit.cli.editors import HOW_TO_NAME, editor_command, outcome_of
from quizkit.cli.player.pasting import harmless

_SUFFIXES = {
    **dict.fromkeys(("bash", "shell", "console", "zsh"), "sh"),
    "c++": "cpp",
    "c#": "cs",
    "csharp": "cs",
    "haskell": "hs",
    "javascript": "js",
    "julia": "jl",
    "kotlin": "kt",
    "markdown": "md",
    "perl": "pl",
    "python": "py",
    "ruby": "rb",
    "rust": "rs",
    "typescript": "ts",
}
"""Ends of the names of files in a language; others are called as the language is."""
_FENCE = r"(?m)^ {0,3}(?:`{3,}|~{3,}) *([A-Za-z][A-Za-z0-9+#]*)"


class Composed(NamedTuple):
    """The text as it is then; and why it is what it was, if it is."""

    text: str
    said: str = ""


def composed(typed: str, question: str, run: Callable[[list[str]], int | None]) -> Composed:
    """Return a text as the learner left it in an editor.

    Args:
        typed: the text before.
        question: may name a language, by which editors go.
        run: runs a command, and returns its exit code; OSError if it cannot be started.
    """
    if editor_command(Path(), 1, os.environ) is None:
        return Composed(typed, f"no editor is found: {HOW_TO_NAME}")
    try:
        folder = Path(
            mkdtemp(prefix="quizkit-answer-")
        )  # of this account alone, as are copies there
        try:
            return _edited(folder / f"answer.{_suffix(question)}", typed, run)
        finally:
            rmtree(folder, ignore_errors=True)
    except OSError as error:
        return Composed(typed, f"no file can be written to edit: {(error.strerror or str(error))}")


def _edited(file: Path, typed: str, run: Callable[[list[str]], int | None]) -> Composed:
    before = f"{typed}\n" if typed else ""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as stream:
        stream.write(before)
    command = editor_command(file, max(1, len(typed.splitlines())), os.environ) or []
    code, said = outcome_of(command, run)
    if code != 0:
        return Composed(typed, f"{said.removesuffix(': ')}: the answer is as it was")
    text = harmless(file.read_text("utf-8-sig", errors="replace")).rstrip()
    if text.strip() and text != harmless(before).rstrip():
        return Composed(text)
    return Composed(typed, "nothing was changed" if text.strip() else "nothing was written")


def _suffix(question: str) -> str:
    """Return the end of the name of a file in the language that a block of code is marked with."""
    named = re.search(_FENCE, question)
    word = named[1].lower() if named else "txt"
    return _SUFFIXES.get(word, word if word.isalnum() else "txt")
