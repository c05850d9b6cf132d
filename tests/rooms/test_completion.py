"""What a shell completes DECK with: ids and files both, and no id that a shell might run."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizkit.cli.options import complete_decks

BASH, ZSH, FISH = map(shutil.which, ("bash", "zsh", "fish"))
ODD = ("such a deck.yaml", "ein's.yaml", "$(touch x).yaml", "esc\x1b[2J.yaml", "col:on,comma.yaml")
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


def environment() -> dict[str, str]:
    folder = Path(sys.executable).parent
    return os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "TERM": "xterm"}


@pytest.mark.skipif(FISH is None, reason="there is no fish here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("quizkit che", {"check\tReport every problem of decks, with its place and fix."}),
        ("quizkit play --cra", {"--cram\tPractise every card now; no schedule moves."}),
        ("quizkit play sue", {"suez"}),
        ("quizkit play such", {"such a deck.yaml"}),
        ("quizkit play 'such", {"such a deck.yaml"}),
        ("quizkit play such\\\\ a", {"such a deck.yaml"}),
        ("quizkit play esc", {"esc\x1b[2J.yaml"}),
        ("quizkit play col", {"col:on,comma.yaml"}),
    ],
)
def test_fish_offers_words_and_what_they_are_for(line: str, offered: set[str]) -> None:
    for name in ODD:
        Path(name).touch()
    done = subprocess.run(
        [str(FISH), "--no-config", "-c", f'quizkit completion fish | source; complete -C "{line}"'],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=True,
    )
    assert set(done.stdout.splitlines()) == offered
    assert not Path("x").exists()


SETUP = """\
autoload -Uz compinit; compinit -u -D; eval "$(quizkit completion zsh)"
shown() { print -r -- "$BUFFER" > buffer.tmp; mv buffer.tmp buffer }
zle -N shown; bindkey '^X' shown; print -r -- ready > ready
"""


def wait_for(path: str) -> str:
    """Return what a file holds, once it is there; it is there no longer."""
    for _ in range(600):
        if Path(path).exists():
            held = Path(path).read_text("utf-8")
            Path(path).unlink()
            return held.removesuffix("\n")
        time.sleep(0.05)
    raise AssertionError(f"no {path}")


@pytest.mark.skipif(ZSH is None, reason="there is no zsh here")
def test_zsh_completes_words_and_names_that_it_would_read_otherwise() -> None:
    import pty

    for name in ODD:
        Path(name).touch()
    Path("setup").write_text(SETUP)
    child, terminal = pty.fork()
    if not child:
        os.execve(str(ZSH), ["zsh", "-f", "-i"], environment())
    try:
        os.write(terminal, b". ./setup\n")
        wait_for("ready")
        for typed, completed in {
            "quizkit che": "quizkit check",
            "quizkit play --cra": "quizkit play --cram",
            "quizkit play sue": "quizkit play suez",
            "quizkit play such": "quizkit play such\\ a\\ deck.yaml",
            "quizkit play 'such": "quizkit play 'such a deck.yaml'",
            "quizkit play ein": "quizkit play ein\\'s.yaml",
            "quizkit play esc": "quizkit play esc$'\\033'\\[2J.yaml",
            "quizkit play col": "quizkit play col:on,comma.yaml",
        }.items():
            os.write(terminal, f"\x15{typed}\t\x18".encode())
            assert wait_for("buffer").rstrip() == completed
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    assert not Path("x").exists()
