"""How quizkit was called, so that a command which a message tells works when it is typed.

That is `quizkit` where a shell finds it. Else it is the file or the module that this process was
started by, as after an installation into an environment that is not active.
"""

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.lazy import pattern
from quizkit.visible import shell_word

if TYPE_CHECKING:
    import re

_COMMAND = pattern(r"(?<![\w/.-])quizkit(?= [a-z])")
_MARKED = pattern(r"(?:(?<=['`])|(?<=  ))quizkit(?= [a-z])")


def as_called(text: str) -> str:
    """Return a text that is all ours, the commands in it written in the way that works."""
    return _COMMAND.sub(_in_place, text)


def marked_as_called(text: str) -> str:
    """Return a message, the commands in backquotes or behind two spaces written so."""
    return _MARKED.sub(_in_place, text)


def _in_place(found: "re.Match[str]") -> str:
    return called()


@cache
def called() -> str:
    """Return what begins a command line of quizkit: `quizkit`, wherever that is found."""
    return way(sys.argv[0], sys.executable, os.environ.get("PATH", ""))


def way(started: str, python: str, path: str) -> str:
    """Return what begins a command line.

    Args:
        started: the file that the process was started by.
        python: the interpreter that runs it.
        path: the folders in which a shell looks for programs.
    """
    file = Path(started)
    is_module = file.name == "__main__.py" and file.parent.name == "quizkit"
    is_script = file.stem == "quizkit"
    if not (is_module or is_script) or _found("quizkit", path):
        return "quizkit"
    if is_script:
        return shell_word(file)
    names = (name for name in ("python", "python3") if _found(name, path) == python)
    return f"{next(names, shell_word(Path(python)))} -m quizkit"


def _found(name: str, path: str) -> str:
    """Return the program that a shell would run; empty if there is none."""
    names = [name, f"{name}.exe"] if os.name == "nt" else [name]
    files = (os.path.join(folder, each) for folder in path.split(os.pathsep) for each in names)  # noqa: PTH118
    return next((f for f in files if os.path.isfile(f) and os.access(f, os.X_OK)), "")  # noqa: PTH113
