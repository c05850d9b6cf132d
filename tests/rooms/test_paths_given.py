"""Paths given to commands, however odd: one clear message, and the exit code of the table."""

import io
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli, main
from quizkit.store import open_store
from tests.logs import answer

COMMANDS = (
    *("merge {}", "play {}", "play d.yaml --answers {}", "due {}", "show {}", "check {}", "fmt {}"),
    *("add {}", "new {}", "stats {}", "fit --csv {}", "check d.yaml --source a={}", "forget {}"),
    *("--progress {} due", "due d.yaml --progress {}", "history --progress {}"),
    *("stats --progress {}", "merge o.db --progress {}", "undo --progress {}"),
)
ODD = {
    "empty": "",
    "here": ".",
    "above": "..",
    "a folder": "folder",
    "a link to nothing": "dangling",
    "a link to itself": "loop",
    "nothing": "nothing",
    "in a file": "o.db/x",
    "a name too long": "x" * 300,
    "a path too long": "x/" * 3000,
    "an escape": "\x1bc\x1b[2J",
    "no UTF-8": "\udcff",
    "a pipe": "pipe",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"  # above it is nothing else, not the folders of other tests
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("QUIZKIT_PROGRESS", "p.db")
    Path("d.yaml").write_text("title: A\ncards: [{question: one?, answer: a}]\n", "utf-8")
    with open_store("o.db") as store:
        store.append(answer(1))
    Path("folder").mkdir()
    Path("dangling").symlink_to("nowhere")
    Path("loop").symlink_to("loop")
    os.mkfifo("pipe")
    return place


def run(words: list[str]) -> tuple[object, str]:
    """Return the exit code of a command and what it said, as from a shell."""
    given = io.StringIO("")
    with Path("said").open("w", encoding="utf-8") as out, pytest.MonkeyPatch.context() as patch:
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", out)):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            main(words)
    return ended.value.code, Path("said").read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_command_takes_an_odd_path_amiss(here: Path, odd: str) -> None:
    for command in COMMANDS:
        if odd == "pipe" and "progress" not in command and "merge" not in command:
            continue  # somebody may write a deck into it, or answers
        code, said = run(command.replace(" ", "\n").replace("{}", odd).split("\n"))
        assert code in (0, 1, 2, 4, 7), command
        assert "\x1b" not in said, (command, said)
        for made in Path().iterdir():  # by `new`
            if made.suffix == ".yaml" and made.name != "d.yaml":
                made.unlink()


@pytest.mark.parametrize("odd", sorted(ODD.keys() - {"a pipe"}))
def test_merge_exits_with_2_where_there_is_no_file_to_merge(here: Path, odd: str) -> None:
    result = CliRunner().invoke(cli, ["merge", ODD[odd]])
    assert result.exit_code == 2
    assert "cannot merge" in result.stderr
    assert not Path("p.db").exists()


def test_files_are_looked_for_before_the_first_is_taken_over(here: Path) -> None:
    assert CliRunner().invoke(cli, ["merge", "o.db", "nothing"]).exit_code == 2
    assert not Path("p.db").exists()


@pytest.mark.parametrize("limit", ["EVENTS", "BYTES"])
def test_a_very_large_file_is_asked_about_first(
    here: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"quizkit.store.door.MOST_{limit}", 0)
    refused = CliRunner().invoke(cli, ["merge", "o.db"])
    assert refused.exit_code == 2
    assert "add --large" in refused.stderr
    taken = CliRunner().invoke(cli, ["merge", "--large", "o.db"])
    assert taken.stdout == "o.db: 1 event, 1 new\n"
    monkeypatch.setattr("quizkit.cli.commands.merge.can_be_asked", lambda: True)
    answered_no = CliRunner().invoke(cli, ["merge", "o.db"], input="n\n")
    assert answered_no.exit_code != 0
    assert str(answered_no.exception) == "o.db was not taken over"
    code, said = run(["merge", "o.db"])  # its input ends, as after Ctrl-C
    assert code == 130
    assert said.endswith(" Take it over? [y/N]: \ninterrupted\n")
    assert "0 new" in CliRunner().invoke(cli, ["merge", "o.db"], input="y\n").stdout
