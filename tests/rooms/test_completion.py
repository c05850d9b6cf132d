"""What a shell completes DECK with: ids and files both, and no id that a shell might run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.cli.options import complete_decks

BASH = shutil.which("bash")
IDS = ("suez", "$(touch x)", ";reboot", "*", "`id`", "\x1b[2J", "a'b", "-x", "größe.2")
DRIVE = """
eval "$(quizkit completion bash)"
compopt() { :; }
COMP_WORDS=(quizkit play "$1"); COMP_CWORD=2
_quizkit_completion quizkit "$1" play
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(autouse=True)
def _decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    for at, name in enumerate(IDS):
        Path(f"decks/{at}.yaml").write_text(f"id: {name}\ncards:\n", "utf-8")


def test_only_ids_that_no_shell_reads_otherwise_are_offered() -> None:
    offered = [item.value for item in complete_decks(None, None, "")]  # type: ignore[arg-type]
    assert {"suez", "größe.2"} < set(offered)
    assert not set(offered) & (set(IDS) - {"suez", "größe.2"})


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="there is no bash here")
@pytest.mark.parametrize(
    ("word", "offered"),
    [("su", {"suez", "such a deck.yaml"}), ("d", {"decks"}), ("suc", {"such a deck.yaml"})],
)
def test_bash_offers_ids_and_files(word: str, offered: set[str]) -> None:
    Path("such a deck.yaml").touch()
    folder = Path(sys.executable).parent
    done = subprocess.run(
        [str(BASH), "-c", f'PATH="{folder}:$PATH"; {DRIVE}', "bash", word],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert set(done.stdout.splitlines()) == offered
    assert not Path("x").exists()
