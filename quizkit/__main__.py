"""The command `quizkit`, and `python -m quizkit`: the outer frame around the command line.

What can stop any command at any instant ends here in one line and an exit code: Ctrl-C, no memory,
no more files to open. The scheduler, the grader and the session need attrs alone and may be
installed so; then the command says in one line what it lacks.
"""

import atexit
import os
import sys
import time

TYPE_CHECKING = False  # as `typing` has it, which takes some time to load

if TYPE_CHECKING:
    import signal
    from typing import NoReturn
else:
    import _signal as signal  # what `signal` gives names to: there at once

LIBRARIES = {
    "attrs": "attrs",
    "click": "click",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "platformdirs": "platformdirs",
    "pylatexenc": "pylatexenc",
    "wcwidth": "wcwidth",
    "yaml": "PyYAML",
}
"""What the command line imports, and the package that has it."""

_SAME_PRESS = 0.5
"""Seconds in which further interrupts are the same press of Ctrl-C, held or hammered."""

_interrupted_at = -_SAME_PRESS


def main() -> None:
    """Run the command line and exit with its code.

    That is 130 after Ctrl-C, and 2 where a library is missing or the machine is out of memory or
    of open files.
    """
    code: str | int | None = 2
    trouble = ""
    try:
        _take_interrupts()
        from quizkit.cli import main as run

        run()
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code, trouble = 130, "interrupted"
    except (MemoryError, SystemError):  # the latter of C code that did not look for the former
        trouble = "quizkit: out of memory; what was saved is kept"
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        trouble = _what_is_missing()
    except (ImportError, OSError) as error:  # of a library that no memory or handle was left for
        if isinstance(error, ImportError) and str(error.path).endswith(".py"):
            raise
        trouble = f"quizkit: {error}"
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that could be interrupted
    if trouble:
        _say_last(trouble)
    if not isinstance(code, int):
        sys.exit(code)
    _leave(code)


def _take_interrupts() -> None:
    """Have Ctrl-C raise KeyboardInterrupt once a press, unless who started us ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _interrupt_again


def _interrupt(number: int, frame: object) -> None:
    """Raise KeyboardInterrupt, as Python does by itself, but once for a press of Ctrl-C."""
    global _interrupted_at
    now = time.monotonic()
    if now - _interrupted_at >= _SAME_PRESS:
        _interrupted_at = now
        raise KeyboardInterrupt


def _interrupt_again(trouble: "sys.UnraisableHookArgs") -> None:
    """Interrupt a moment later where Python could not: within a destructor or a callback."""
    if not issubclass(trouble.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(trouble)
        return
    from threading import Timer, main_thread

    global _interrupted_at
    _interrupted_at = -_SAME_PRESS
    if hasattr(signal, "pthread_kill"):  # wakes this thread, whatever it waits for
        again = Timer(0.01, signal.pthread_kill, [main_thread().ident, signal.SIGINT])
    else:
        again = Timer(0.01, signal.raise_signal, [signal.SIGINT])
    again.daemon = True
    again.start()


def _what_is_missing() -> str:
    from importlib.util import find_spec

    missing = [package for name, package in LIBRARIES.items() if find_spec(name) is None]
    needs = f"quizkit: the command needs {', '.join(missing)}, not installed here"
    return f"{needs}; to install: pip install quizkit"


def _say_last(line: str) -> None:
    """Write a line on standard error, whatever it leads to, and nothing more on standard output."""
    try:
        os.write(2, f"{line}\n".encode(errors="replace"))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:  # closed, or no handle left: let what is not yet written go with the stream
        sys.stdout = None


def _leave(code: int) -> "NoReturn":
    """Exit without taking all modules apart, which the shell would wait for."""
    from contextlib import suppress

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
