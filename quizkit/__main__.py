"""The command `quizkit`, and `python -m quizkit`: the command line, where its libraries are there.

The scheduler, the grader and the session need attrs alone and may be installed so; then the
command says in one line what it lacks.
"""

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

LIBRARIES = {
    "attrs": "attrs",
    "click": "click",
    "platformdirs": "platformdirs",
    "wcwidth": "wcwidth",
    "yaml": "PyYAML",
}
"""What the command line imports, and the package that has it."""


def main() -> None:
    """Run the command line and exit with its code; 2 where a library is missing."""
    try:
        from quizkit.cli import main as run

        run()
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise
        _leave(done.code)
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        from importlib.util import find_spec

        missing = [package for name, package in LIBRARIES.items() if find_spec(name) is None]
        needs = f"quizkit: the command needs {', '.join(missing)}, not installed here"
        print(f"{needs}; to install: pip install quizkit", file=sys.stderr)
        sys.exit(2)


def _leave(code: int) -> NoReturn:
    """Exit without taking all modules apart, which the shell would wait for."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
