"""Every piece of Python on the pages prints what is said of it, and is typed."""

import re
import tempfile
from pathlib import Path

import pytest

from tests.pieces import pieces, run
from tests.type_checkers import complaints

PIECES = pieces()


@pytest.mark.parametrize("name", PIECES)
def test_each_piece_of_python_prints_what_its_comments_say(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with run(name, PIECES[name]):
        pass
    said = re.findall(r"^ *print\(.*\)  # (.*)$", PIECES[name], re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == said


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_every_piece_of_python_passes_the_type_checkers(tool: str, tmp_path: Path) -> None:
    for name, code in PIECES.items():
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
    assert complaints(tool, tmp_path) == []
