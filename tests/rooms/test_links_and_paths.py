"""Decks and sources behind links, and files under several names: what is read, and how often."""

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from quizkit.cli import _run
from quizkit.cli.folders import decks_in, each_once
from quizkit.formats.beside import Absent, read_beside, read_regular
from quizkit.formats.deck_yaml import open_deck
from quizkit.lint import check_deck

DECK = "title: {0}\ncards:\n  - {{id: a, question: What is {0}?, answer: the {0}}}\n"
SECRET = "API_TOKEN=ghp_verysecret cookie subscribe\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))


class Done(NamedTuple):
    """What a command said, and its exit code."""

    exit_code: int
    output: str
    stderr: str


def run(*arguments: str, typed: str = "") -> Done:
    with CliRunner().isolation(input=typed) as (out, err, _):
        code = _run(arguments)
        sys.stdout.flush()
        said, errors = out.getvalue().decode(), err.getvalue().decode()
    return Done(code, said, errors)


def deck(path: str, title: str = "gold") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DECK.format(title), "utf-8")
    return file


# Sources.


def cited(file: str, digest: str = "") -> Path:
    """Return a deck in the folder `decks` whose source names a file."""
    path = deck("decks/d.yaml")
    head = f"sources:\n  s:\n    title: S\n    unknown: [url]\n    file: {file}\n{digest}"
    path.write_text(path.read_text().replace("cards:", f"{head}cards:"), "utf-8")
    path.write_text(path.read_text().replace("gold}", "gold, source: s#1}"), "utf-8")
    return path


def link(path: str, to: object) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).symlink_to(Path(str(to)))


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "ABSOLUTE", "by_link.txt", "linked/secret.txt", "sub/../../secret.txt", "."],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_source_outside_the_folder_of_its_deck_is_not_read(
    tmp_path: Path, name: str, there: bool
) -> None:
    secret = Path("secret.txt")
    if there:
        secret.write_text(SECRET, "utf-8")
    Path("decks/sub").mkdir(parents=True)
    link("decks/by_link.txt", "../secret.txt")
    link("decks/linked", "..")
    path = cited(name.replace("ABSOLUTE", str(secret.absolute())), "    digest: none\n")
    findings = check_deck(open_deck(path), hints=True)
    said = "\n".join(map(str, findings))
    assert "leads out of the deck's folder, and is not read" in said
    assert "--source s=FILE" in said
    assert not any(word in said for word in ("ghp", "cookie", "sha256"))
    assert run("show", str(path)).exit_code == 0


def test_nothing_tells_whether_a_file_outside_is_there() -> None:
    path = cited("../secret.txt", "    digest: none\n")
    without = list(map(str, check_deck(open_deck(path), hints=True)))
    Path("secret.txt").write_text(SECRET, "utf-8")
    assert list(map(str, check_deck(open_deck(path), hints=True))) == without


def test_a_source_handed_over_takes_the_place_of_one_outside() -> None:
    Path("copy.txt").write_text("What is gold is the gold.\n", "utf-8")
    cited("../secret.txt")
    assert run("check", "decks/d.yaml", "--source", "s=copy.txt").exit_code == 0
    assert run("check", "decks/d.yaml").exit_code == 1


@pytest.mark.parametrize("name", ["text.txt", "sub/text.txt", "sub/../text.txt", "./again.txt"])
def test_a_source_below_the_folder_is_read_through_links_too(name: str) -> None:
    for file in ("decks/text.txt", "decks/sub/text.txt"):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text("The gold is here.\n", "utf-8")
    link("decks/again.txt", "sub/text.txt")
    assert read_beside("decks/d.yaml", name) == b"The gold is here.\n"
    assert not any("s#1" in str(one) for one in check_deck(open_deck(cited(name))))


def test_what_is_no_regular_file_of_some_size_is_no_source(tmp_path: Path) -> None:
    os.mkfifo("pipe")
    Path("large").write_bytes(b"a" * 1000)
    assert read_beside("d.yaml", "pipe") is Absent.NO_FILE
    assert read_beside("d.yaml", "large", most=999) is Absent.TOO_LARGE
    assert read_beside("d.yaml", "nowhere") is Absent.NOT_THERE
    assert read_beside("d.yaml", "a\0b") is Absent.NOT_THERE
    assert read_regular(Path("/dev/zero")) is Absent.NO_FILE
    link("/".join([str(tmp_path), "loop"]), tmp_path / "loop")
    assert read_beside(str(tmp_path / "d.yaml"), "loop") is Absent.NOT_THERE


def test_a_device_handed_over_for_a_source_is_refused() -> None:
    cited("text.txt")
    done = run("check", "decks/d.yaml", "--source", "s=/dev/zero")
    assert done.exit_code == 2
    assert "/dev/zero cannot be read: it is a device" in done.stderr


# Folders.


def test_a_link_that_leads_out_of_a_folder_is_left_out_and_said() -> None:
    deck("decks/in.yaml")
    Path("secret").write_text(SECRET, "utf-8")
    link("decks/file.yaml", "../secret")
    link("decks/environ.yml", "/proc/self/environ")
    deck("else/other.yaml")
    link("decks/folder", "../else")
    link("decks/notes", "../secret")
    for command in (
        ["check", "decks"],
        ["show", "decks"],
        ["fmt", "--check", "decks"],
        ["fmt", "decks"],
        ["due", "decks"],
        ["due"],
        ["play", "decks"],
        [],
    ):
        done = run(*command)
        assert "ghp" not in done.output
        assert "PATH=" not in done.output
        assert "other" not in done.output
        for name in ("file.yaml", "environ.yml", "folder"):
            assert f"decks/{name} leads out of the folder and is left out" in done.stderr
        assert "notes" not in done.stderr
    assert Path("secret").read_text("utf-8") == SECRET


def test_what_is_named_is_followed_through_any_link() -> None:
    deck("else/gold.yaml")
    link("gold.yaml", "else/gold.yaml")
    link("mine", "else")
    assert run("due", "gold.yaml").output == "gold: 0 due, 1 new\n"
    assert run("check", "mine").output == "1 deck, 1 card: no problems\n"
    assert decks_in(Path("mine")).decks == [Path("mine/gold.yaml")]


def test_links_within_a_folder_are_followed_once() -> None:
    deck("decks/a/one.yaml")
    deck("decks/.store/two.yaml")
    link("decks/one.yaml", "a/one.yaml")
    link("decks/two.yaml", ".store/two.yaml")
    link("decks/b", "a")
    link("decks/a/round", "..")
    link("decks/hidden", ".store")
    link("decks/gone.yaml", "nowhere.yaml")
    link("decks/self.yaml", "self.yaml")
    found = decks_in(Path("decks"))
    assert found.decks == [Path("decks/a/one.yaml"), Path("decks/hidden/two.yaml")]
    assert found.outside == []


@pytest.mark.parametrize("name", ["b.YAML", "b.Yml", "B.yaml"])
def test_the_end_of_a_name_counts_in_any_letter_case(name: str) -> None:
    deck(f"decks/{name}")
    assert run("check", "decks").output == "1 deck, 1 card: no problems\n"
    assert run("due").output == "b: 0 due, 1 new\n"
    assert "there is no deck nowhere.YAML" in run("due", "nowhere.YAML").stderr


def test_progress_of_a_deck_that_a_link_leads_out_to_is_no_orphan() -> None:
    file = deck("else/gold.yaml")
    run("play", str(file), typed="the gold\n")
    away = Path(f"../{Path.cwd().name}.yaml")  # below this folder it would be found
    file.rename(away)
    assert "What is gold?" in run("history", "--orphans").output
    link("decks/gold.yaml", f"../{away}")
    assert "Every card with progress is in its deck." in run("history", "--orphans").output


# One file under several names.


def test_one_file_under_several_names_is_one_deck() -> None:
    file = deck("decks/gold.yaml")
    link("decks/again.yaml", "gold.yaml")
    Path("decks/hard.yaml").hardlink_to(file)
    names = [
        "decks/gold.yaml",
        str(file.absolute()),
        "./decks/../decks/gold.yaml",
        "decks/again.yaml",
        "decks/hard.yaml",
        "decks",
    ]
    assert each_once(map(Path, names[:5])) == [file]
    assert run("check", *names).output == "1 deck, 1 card: no problems\n"
    assert run("due", *names).output == "gold: 0 due, 1 new\n"
    assert len(json.loads(run("due", "--json", *names).output)) == 1
    assert run("show", *names).output.count("What is gold?") == 1
    assert run("show", *names, "decks/gold.yaml#a").output.count("What is gold?") == 1
    assert run("fmt", "--check", *names).stderr == "1 deck in good order\n"
    assert "1 of 1." in run("play", *names).output


@pytest.mark.parametrize(
    "name",
    [
        "a b.yaml",
        "-.yaml",
        "it's.yaml",
        'a"b.yaml',
        "a\nb.yaml",
        "a\x1b[2Jb.yaml",
        "a%b.yaml",
        "a#b.yaml",
        "a\u202eb.yaml",
        "e\u0301.yaml",
        "漢" * 80 + ".yaml",
        "n" * 250 + ".yaml",
        os.fsdecode(b"\xff.yaml"),
        os.fsdecode(b"d\xe9/d.yaml"),
    ],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    deck(f"decks/{name}")
    path = f"decks/{name}"
    said = [
        run("due", path, "--json"),
        run("check", path, "--format", "github"),
        run("show", path),
        run("show", f"{path}#a"),
        run("fmt", "--check", "--json", path),
        run("fmt", path),
        run(),
        run("play", path, typed="the gold\n"),
        run("due"),
        run("history"),
        run("history", "--orphans"),
        run("stats", path),
        run("due", path.replace(".yaml", ".yml")),
    ]
    assert [done.exit_code for done in said] == [0] * 12 + [4]
    for done in said:
        assert "\x1b[2J" not in done.output
        done.output.encode()  # no half characters, which are no Unicode
    assert json.loads(said[0].output)[0]["file"].encode()
    Path(path).rename("decks/moved.yaml")  # another id by its name: it was renamed
    assert "kept the progress of 1 edited card" in run("play", "decks/moved.yaml").output
    assert ", 0 new" in run("due", "decks/moved.yaml").output


def test_progress_itself_may_have_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    file = deck("gold.yaml")
    for name in (b"\xff.db", b"f\xe9/p.db", b"a'b%20?c#.db"):
        progress = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        done = run("play", str(file), "--progress", progress, typed="the gold\n")
        assert done.exit_code == 0, done.output
        assert "What is gold?" in run("history", "--progress", progress).output
        assert run("due", str(file), "--progress", progress).exit_code == 0
        assert run("merge", progress, "--progress", str(tmp_path / "q.db")).exit_code == 0
        assert "What is gold?" in run("history", "--progress", str(tmp_path / "q.db")).output


# Two decks of one id.

BIO = """\
title: Biology
cards:
  - {id: q1, question: What carries oxygen in blood?, answer: haemoglobin}
  - {id: q2, question: What organ makes bile?, answer: liver}
"""
LAW = """\
title: Law
cards:
  - {id: q1, question: Who signs a bill in the UK?, answer: the monarch}
  - {id: q2, question: What is a tort?, answer: civil wrong}
"""


@pytest.fixture
def clashing() -> None:
    for name, text in (("bio", BIO), ("law", LAW)):
        Path(name).mkdir()
        Path(name, "quiz.yaml").write_text(text, "utf-8")


@pytest.mark.usefixtures("clashing")
def test_two_decks_of_one_id_are_a_finding_and_said_and_not_played() -> None:
    checked = run("check", "bio", "law")
    assert checked.exit_code == 1
    assert "law/quiz.yaml:1:1: bio/quiz.yaml has the deck id `quiz` too" in checked.output
    (found,) = json.loads(run("check", ".", "--json").output)
    assert found["code"] == "same-deck-id"
    clash = (
        "bio/quiz.yaml and law/quiz.yaml have the same deck id 'quiz'; give one of them an `id:`"
    )
    for command in (["play", "bio", "law"], ["due", "bio", "law"], ["due"], []):
        done = run(*command)
        assert clash in done.stderr
        assert done.exit_code == (2 if command else 0)
    Path("law/quiz.yaml").write_text(f"id: law\n{LAW}", "utf-8")
    assert run("check", ".").exit_code == 0


@pytest.mark.usefixtures("clashing")
def test_a_deck_of_the_same_ids_and_other_notes_takes_nothing_over() -> None:
    run("play", "bio/quiz.yaml", typed="haemoglobin\nliver\n")
    before = run("history").output
    done = run("play", "law/quiz.yaml", typed="the monarch\n")
    assert done.exit_code == 2
    assert "has the id 'quiz' of another deck at" in done.stderr
    assert "fix: give it an `id:` of its own" in done.stderr
    assert run("history").output == before
    assert "changed" not in run("play", "bio/quiz.yaml").output


_TRUE_CASES = {
    "a copy": lambda: Path("law/quiz.yaml").write_text(BIO, "utf-8"),
    "an edited copy": lambda: Path("law/quiz.yaml").write_text(
        BIO.replace("oxygen in blood", "oxygen").replace("liver", "the liver"), "utf-8"
    ),
    "the old file gone": lambda: Path("bio/quiz.yaml").unlink(),
    "moved and rewritten": lambda: Path("bio/quiz.yaml").replace("law/quiz.yaml"),
}


@pytest.mark.usefixtures("clashing")
@pytest.mark.parametrize("name", _TRUE_CASES)
def test_a_deck_that_was_copied_moved_or_edited_is_no_clash(name: str) -> None:
    run("play", "bio/quiz.yaml", typed="haemoglobin\nliver\n")
    _TRUE_CASES[name]()
    assert run("play", "law/quiz.yaml", typed="x\n").exit_code == 0


@pytest.mark.usefixtures("clashing")
def test_a_deck_rewritten_in_its_place_is_no_clash() -> None:
    run("play", "bio/quiz.yaml", typed="haemoglobin\nliver\n")
    Path("bio/quiz.yaml").write_text(LAW, "utf-8")
    done = run("play", "bio/quiz.yaml")
    assert done.exit_code == 0
    assert "2 cards with a changed answer" in done.output


@pytest.mark.parametrize(
    "name", ["it's.yaml", "a\nb\x1b.yaml", "-x.yaml", os.fsdecode(b"\xff.yaml")]
)
def test_a_command_that_is_told_runs_when_pasted(name: str) -> None:
    import subprocess

    deck(f"./{name}")
    line = next(line for line in run().output.splitlines() if line.startswith("Study:"))
    word = line.removeprefix("Study:  quizkit play ")
    done = subprocess.run(["bash", "-c", f"ls -- {word}"], capture_output=True, check=True)
    assert Path(os.fsdecode(done.stdout[:-1])) == Path(name)
