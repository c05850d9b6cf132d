"""The command `quizkit`, and `python -m quizkit`: the command line, where its libraries are there.

The scheduler, the grader and the session need attrs alone and may be installed so; then the
command says in one line what it lacks.
"""

import sys

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
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        from importlib.util import find_spec

        missing = [package for name, package in LIBRARIES.items() if find_spec(name) is None]
        needs = f"quizkit: the command needs {', '.join(missing)}, not installed here"
        print(f"{needs}; to install: pip install quizkit", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
