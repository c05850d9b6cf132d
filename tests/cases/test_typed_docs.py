"""Every piece of Python of README and docs passes mypy --strict and pyright."""

import re
from pathlib import Path

import pytest

from tests.links import PAGES
from tests.type_checkers import complaints


def pieces() -> dict[str, str]:
    """Return each piece of Python, by a name that tells its page and line."""
    found = {}
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, block.start()) + 2
            found[f"{page.stem.lower()}_line_{line}"] = block[1]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_every_piece_of_python_in_the_docs_is_typed(tool: str, tmp_path: Path) -> None:
    for name, code in pieces().items():
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
    assert complaints(tool, tmp_path) == []
