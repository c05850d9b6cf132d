"""The pieces of Python on the pages: each is a program of its own, and they are run."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.links import PAGES

LIBRARIES = "flask pydantic sqlalchemy"
"""What the pieces may need that quizkit does not."""


def pieces() -> dict[str, str]:
    """Return each piece of Python, by a name that tells its page and line."""
    found = {}
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, block.start()) + 2
            found[f"{page.stem.lower()}_line_{line}"] = block[1]
    return found


@contextmanager
def run(name: str, code: str) -> Iterator[dict[str, Any]]:
    """Run a piece and give the names it defined; in the end its databases are closed.

    Skips the test where it needs a library that is not installed.
    """
    for library in re.findall(rf"^from ({LIBRARIES.replace(' ', '|')})\b", code, re.MULTILINE):
        said = f"{library} is not installed; the extra `test` brings it"
        pytest.importorskip(library, reason=said)
    names: dict[str, Any] = {"__name__": name}
    exec(compile(code, name, "exec"), names)
    yield names
    for value in names.values():  # an example need not show how they are closed
        if isinstance(value, sqlite3.Connection):
            value.close()
        elif type(value).__name__ == "Engine":
            value.dispose()
