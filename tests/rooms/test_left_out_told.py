"""What commands do with decks that have problems: the rest is there, and what is not is said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizkit import DeckError
from quizkit.cli import cli, deck_cache
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_places import place_of_note
from quizkit.cli.player.editing import Edited, edit

GOOD = "  - question: {0}?\n    answer: {0}\n"
BAD = "  - question: {0}?\n"


def write(path: Path, *entries: str, head: str = "title: T\n") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{head}cards:\n{''.join(entries)}", "utf-8")
    return path


def run(*args: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(cli, [*map(str, args)], input=given)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_play_says_which_notes_are_left_out_and_asks_the_others() -> None:
    write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"), BAD.format("c"))
    done = run("play", "--plain", "d.yaml", given="b\n")
    assert done.exit_code == 0
    first = done.stdout.splitlines()[0]
    said = "2 notes left out: lines 3, 6; their progress waits; `quizkit check d.yaml` says why."
    assert first == said
    assert "b?" in done.stdout
    assert "a?" not in done.stdout


def test_play_refuses_a_deck_with_problems_if_it_is_to_be_strict() -> None:
    write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"), BAD.format("c"))
    done = run("play", "--plain", "--strict", "d.yaml")
    assert isinstance(done.exception, DeckError)
    assert len(done.exception.problems) == 2


def test_no_more_lines_and_decks_are_named_than_a_screen_shows() -> None:
    for name in "stuvw":
        write(Path(f"decks/{name}.yaml"), *(BAD.format(n) for n in range(9)), GOOD.format("b"))
    said = run("play", "--plain", given="b\n").stdout.splitlines()[0]
    lines = "lines 3, 4, 5 and 6 more"
    assert said == (
        f"45 notes left out: decks/s.yaml {lines}; decks/t.yaml {lines}; decks/u.yaml {lines}; "
        "and 2 more decks; their progress waits; `quizkit check decks` says why."
    )


def test_a_problem_that_is_none_of_a_note_is_said_too() -> None:
    write(Path("d.yaml"), GOOD.format("b"), head="title: T\nlanguage: klingonish\n")
    said = run("play", "--plain", "d.yaml", given="b\n").stdout.splitlines()[0]
    assert said == "1 problem outside the notes that can be read: `quizkit check d.yaml` says why."


def test_show_and_stats_say_what_is_left_out_and_show_the_rest() -> None:
    write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"))
    for command in ("show", "stats"):
        done = run(command, "d.yaml")
        assert done.exit_code == 0
        assert done.stderr.startswith("1 note left out: line 3; its progress waits; `quizkit")
    assert [row["prompt"] for row in json.loads(run("show", "--json", "d.yaml").stdout)] == ["b?"]
    assert run("show", "d.yaml#b").exit_code == 4
    assert "1 note with problems left out" in run("show", "d.yaml#b").stderr


def test_due_says_what_is_left_out_each_time_it_is_asked() -> None:
    write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"))
    run("play", "--plain", "d.yaml", given="b\n")
    for _ in range(3):
        done = run("due", "d.yaml", "--json")
        assert done.exit_code == 0
        assert done.stderr.startswith("1 note left out: line 3; its progress waits;")
        (row,) = json.loads(done.stdout)
        assert row["cards"] == 1
        assert row["left_out"] == [{"file": "d.yaml", "line": 3}]


def test_due_leaves_out_a_deck_that_cannot_be_read_and_fails_if_none_can() -> None:
    write(Path("decks/a.yaml"), GOOD.format("b"))
    write(Path("decks/b.yaml"), BAD.format("a"))
    done = run("due")
    assert (done.exit_code, done.stdout) == (0, "a: 0 due, 1 new\n")
    command = "quizkit check decks/b.yaml"
    assert done.stderr == f"1 deck that cannot be read is left out: `{command}` says why\n"
    done = CliRunner().invoke(cli, ["due", "decks/b.yaml"], standalone_mode=False)
    assert done.return_value == 2
    assert "this entry has no answer" in done.stderr


def test_the_list_of_decks_says_what_is_left_out() -> None:
    write(Path("decks/a.yaml"), GOOD.format("b"), BAD.format("a"))
    write(Path("decks/b.yaml"), GOOD.format("b"))
    done = run()
    assert done.exit_code == 0
    assert done.stderr.startswith("1 note left out: decks/a.yaml line 5; its progress waits;")
    assert "decks/a.yaml  0 due, 1 new" in done.stdout


def test_a_deck_with_problems_is_kept_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"), "  - 'c\n")
    first = load_deck(path)
    assert [note.prompt for note in first.notes] == ["b?"]
    assert len(first.problems) == len(first.left_out) == 2
    monkeypatch.delattr(deck_cache, "_read")
    assert load_deck(path) == first


def test_ids_are_written_into_the_notes_beside_a_broken_one_which_stays_as_it_is() -> None:
    broken = "  - question: 'b?   \n    answer: b \t\n\n    id: a-of-all\n"
    path = write(
        Path("d.yaml"), "  - question: A of all?  \n    answer: a\n", broken, GOOD.format("c")
    )
    done = run("fmt", "d.yaml")
    assert done.exit_code == 0
    assert "d.yaml: 2 ids\n" in done.stdout
    assert "1 note left out: line 5; its progress waits;" in done.stderr
    first = "  - question: A of all?\n    id: all\n    answer: a\n"
    last = "  - question: c?\n    id: c\n    answer: c\n"
    assert path.read_text("utf-8") == f"title: T\ncards:\n{first}{broken}{last}"
    assert run("fmt", "--check", "d.yaml").exit_code == 0


def test_no_id_is_written_that_would_bring_a_twin_in() -> None:
    path = write(Path("d.yaml"), GOOD.format("a"), GOOD.format("b"), GOOD.format("a"))
    run("fmt", "d.yaml")
    assert "id: b" in path.read_text("utf-8")
    assert "id: a" not in path.read_text("utf-8")
    assert len(load_deck(path).left_out) == 1


@pytest.mark.parametrize("bad", [BAD.format("b"), "  - 'b\n", "  - b\n", "  -\n"])
def test_a_note_is_added_behind_one_that_is_broken(bad: str) -> None:
    path = write(Path("d.yaml"), GOOD.format("a"), bad)
    done = run("add", "d.yaml", given="t\nc?\nc\n\n\n\nq\n")
    assert "1 note left out: line 5" in done.stderr
    assert [note.prompt for note in load_deck(path).notes] == ["a?", "c?"]
    assert path.read_text("utf-8").startswith(f"title: T\ncards:\n{GOOD.format('a')}{bad}")


def test_no_card_of_a_deck_that_cannot_be_read_is_an_orphan() -> None:
    path = write(Path("decks/a.yaml"), GOOD.format("a"), GOOD.format("b"))
    run("play", "--plain", given="a\nb\n")
    write(path, GOOD.format("a"))
    assert "1 answer" in run("history", "--orphans").stdout
    for head in ("title: T\n", "language: en\n"):
        write(path, GOOD.format("a"), BAD.format("c"), head=head)
        assert "Every card with progress is in its deck." in run("history", "--orphans").stdout


def edited(path: Path, old: str, new: str) -> tuple[Edited, list[str]]:
    """Return what comes of editing the first card of a deck, and the command that was run."""
    deck = load_deck(path)
    commands: list[str] = []

    def editor(command: list[str]) -> int:
        commands.extend(command)
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return 0

    return edit(deck.cards[0], deck, path, editor), commands


def test_a_card_is_edited_beside_a_note_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    path = write(Path("d.yaml"), BAD.format("a"), GOOD.format("b"), GOOD.format("c"))
    found, command = edited(path, "answer: b", "answer: bee")
    assert command[1] == "+4"
    assert found.said == ""
    assert found.decks[path].cards[0].note.rights[0].shown == "bee"


@pytest.mark.parametrize("old", ["    answer: bee\n", "    answer: c\n"])
def test_an_edit_that_breaks_one_more_note_is_told_and_e_goes_to_its_line(
    monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    path = write(
        Path("d.yaml"), BAD.format("a"), "  - question: b?\n    answer: bee\n", GOOD.format("c")
    )
    before = load_deck(path)
    found, _ = edited(path, old, "")
    line = 4 if "bee" in old else 6
    assert not found.decks
    assert found.said.startswith(f"d.yaml:{line}:5: this entry has no answer; the session goes on")
    assert place_of_note(path, before.notes[0].id, before) == (Path("d.yaml"), line)


def test_a_deck_of_this_folder_whose_cards_are_misspelt_is_counted_and_said() -> None:
    for entry in (GOOD.format("a"), "  - {question: a?, answer: a}\n", "  - cloze: A {{b}}.\n"):
        Path("d.yaml").write_text(f"title: T\ncrads:\n{entry}", "utf-8")
        done = run("due")
        assert done.stdout == "d: 0 due, 1 new\n"
        assert "1 problem" in done.stderr


def test_files_of_other_programs_in_this_folder_are_no_decks() -> None:
    write(Path("d.yaml"), GOOD.format("a"))
    Path("book.yaml").write_text("title: T\nchapters:\n  - one\n", "utf-8")
    Path("form.yaml").write_text("fields:\n  - question: a?\n", "utf-8")
    assert run("due").output == "d: 0 due, 1 new\n"


def test_two_decks_of_one_id_are_found_beside_notes_that_are_left_out() -> None:
    write(Path("decks/a.yaml"), BAD.format("a"), GOOD.format("b"))
    write(Path("decks/b.yaml"), GOOD.format("c"), BAD.format("d"), head="title: T\nid: a\n")
    found = json.loads(run("check", "--json", "decks").stdout)
    same = [each for each in found if each["code"] == "same-deck-id"]
    assert [(each["file"], each["line"]) for each in same] == [("decks/b.yaml", 2)]
