"""The store that docs/embedding.md shows, so that what all stores promise holds of it."""

import re
from collections.abc import Callable
from pathlib import Path

from quizkit.store import Store
from tests.places import DOCS


def json_lines() -> Callable[[Path], Store]:
    """Return the class `JsonLines` of the page: a learner in a file, an event a line."""
    page = (DOCS / "embedding.md").read_text("utf-8")
    (code,) = (
        code
        for code in re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
        if "class JsonLines" in code
    )
    names: dict[str, Callable[[Path], Store]] = {}
    exec(compile(code, "embedding.md", "exec"), names)  # type: ignore[arg-type]
    return names["JsonLines"]
