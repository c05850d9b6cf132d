"""A deck split into several files: its progress, its caches, and what follows edits of any file."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli, deck_cache
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_places import place_of_note
from quizkit.cli.player.editing import edit
from quizkit.model.notes import answer_texts
from tests.commands import Run, answered, commands_in
from tests.fresh_python import modules_after

CAT = "  - {question: What is a cat?, answer: neko}\n"
DOG = "  - {question: What is a dog?, answer: inu}\n"
WHOLE = f"title: Japanese\ncards:\n{CAT}{DOG}"
SPLIT = f"title: Japanese\ninclude: [week1.yaml]\ncards:\n{DOG}"
LATER = "2026-03-02T10:00+00:00"


def split() -> None:
    Path("deck.yaml").write_text(SPLIT, "utf-8")
    Path("week1.yaml").write_text(f"cards:\n{CAT}", "utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, deck=WHOLE)


def test_splitting_a_deck_moves_no_progress(run: Run) -> None:
    run("play", "deck.yaml", typed="neko\ninu\n")
    before = run("due", "deck.yaml", at=LATER)
    split()
    assert run("due", "deck.yaml", at=LATER) == before
    said = run("play", "deck.yaml", typed="neko\ninu\n", at=LATER)
    assert "kept" not in said
    assert sorted(answered()) == sorted(answered()[:2] * 2)


def test_a_reworded_note_of_an_included_file_is_followed(run: Run) -> None:
    split()
    run("play", "deck.yaml", typed="neko\ninu\n")
    text = f"cards:\n{CAT}".replace("What is a cat", "What is a catty")
    Path("week1.yaml").write_text(text, "utf-8")
    assert "deck: 2 due" in run("due", "deck.yaml", at=LATER)
    said = run("play", "deck.yaml", typed="neko\n", at=LATER)
    assert "kept the progress of 1 edited card" in said


def test_progress_waits_while_an_included_file_is_away(run: Run) -> None:
    split()
    run("play", "deck.yaml", typed="neko\ninu\n")
    Path("week1.yaml").rename("away")
    Path("deck.yaml").write_text(f"{SPLIT}  - {{question: What is a big cat?, answer: neko}}\n")
    run("play", "deck.yaml", typed="neko\n", at=LATER)
    run("due", "deck.yaml", at=LATER)
    Path("away").rename("week1.yaml")
    said = run("play", "deck.yaml", typed="neko\nneko\ninu\n", at=LATER)
    assert "kept" not in said


def test_a_kept_deck_goes_by_the_bytes_of_all_its_files(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    split()
    deck = Path("deck.yaml")
    first = load_deck(deck)

    def not_read(path: Path) -> None:
        raise AssertionError(f"{path} is read")

    with monkeypatch.context() as patch:
        patch.setattr(deck_cache, "_read", not_read)
        assert load_deck(deck) == first
    for answer in ("inu", "tora", "neko"):
        Path("week1.yaml").write_text(f"cards:\n{CAT}".replace("neko", answer), "utf-8")
        assert answer_texts(load_deck(deck).notes[0]) == (answer,)
    Path("week1.yaml").unlink()
    for _ in range(2):
        assert [len(load_deck(deck).notes), len(load_deck(deck).problems)] == [1, 1]
    Path("week1.yaml").write_text(f"cards:\n{CAT}", "utf-8")
    assert load_deck(deck) == first


def test_a_card_is_edited_in_the_file_where_it_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    split()
    monkeypatch.setenv("EDITOR", "vi")
    deck = load_deck(Path("deck.yaml"))
    opened: list[list[str]] = []

    def editor(command: list[str]) -> int:
        opened.append(command)
        file = Path(command[-1])
        file.write_text(file.read_text().replace("neko", "neko-chan"))
        return 0

    found = edit(deck.cards[0], deck, Path("deck.yaml"), editor)
    assert opened == [["vi", "+2", "week1.yaml"]]
    assert [card.note.id for card in found.decks[Path("deck.yaml")].cards] == [
        card.note.id for card in deck.cards
    ]
    assert place_of_note(Path("deck.yaml"), deck.notes[1].id, deck) == (Path("deck.yaml"), 4)


def test_what_is_due_is_counted_anew_when_any_file_was_changed(run: Run) -> None:
    split()
    assert run("due", "deck.yaml") == run("due", "deck.yaml") == "deck: 0 due, 2 new\n"
    bird = "  - {question: What is a bird?, answer: tori}\n"
    Path("week1.yaml").write_text(f"cards:\n{CAT}{bird}", "utf-8")
    assert run("due", "deck.yaml") == "deck: 0 due, 3 new\n"
    run("play", "deck.yaml", typed="neko\ntori\ninu\n")
    assert run("due", "deck.yaml", at=LATER) == "deck: 3 due, 0 new\n"
    Path("week1.yaml").write_text(f"cards:\n{CAT}", "utf-8")
    assert run("due", "deck.yaml", at=LATER) == "deck: 2 due, 0 new\n"
    run("play", "deck.yaml", typed="neko\n", at=LATER)
    assert run("due", "deck.yaml", at=LATER) == "deck: 1 due, 0 new\n"
    Path("week1.yaml").unlink()
    assert run("due", "deck.yaml", at=LATER).endswith("deck: 1 due, 0 new\n")


def test_what_is_due_is_told_from_the_cache_while_no_file_changes(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    split()
    run("play", "deck.yaml", typed="neko\n")
    run("due", "deck.yaml", at=LATER)
    run("play", "deck.yaml", typed="neko\n", at=LATER)

    def not_read(*args: object, **more: object) -> None:
        raise AssertionError(f"{args} is read")

    monkeypatch.setattr("quizkit.cli.standings.by_log", not_read)
    assert run("due", "deck.yaml", at=LATER) == "deck: 0 due, 1 new\n"
    assert run("due", "deck.yaml", at=LATER) == "deck: 0 due, 1 new\n"


def test_an_answer_that_is_tried_is_kept_in_the_file_where_its_note_stands(run: Run) -> None:
    split()
    said = CliRunner().invoke(cli, ["try", "deck.yaml#cat"], input="neko\n").output
    assert "there is no card cat" in said
    Path("week1.yaml").write_text(f"cards:\n{CAT}".replace("{q", "{id: cat, q"), "utf-8")
    said = CliRunner().invoke(cli, ["try", "deck.yaml#cat"], input="tama\n+ accept\n").output
    assert "week1.yaml:2: " in said
    assert "accept: [tama]" in Path("week1.yaml").read_text("utf-8")
    assert Path("deck.yaml").read_text("utf-8") == SPLIT


def test_a_flag_is_found_in_the_file_where_the_note_stands(run: Run) -> None:
    split()
    run("play", "deck.yaml", typed=":f wrong?\nneko\n")
    said = CliRunner().invoke(cli, ["history", "--flagged"]).output
    assert said.startswith("week1.yaml:2  since ")


def test_two_decks_may_include_one_file_each_with_progress_of_its_own(run: Run) -> None:
    split()
    Path("other.yaml").write_text(SPLIT, "utf-8")
    run("play", "other.yaml", typed="neko\ninu\n")
    assert run("due") == "deck: 0 due, 2 new\nother: 2 due, 0 new\ntogether: 2 due, 2 new\n"


def test_a_kept_deck_of_several_files_is_there_without_what_reads_decks(run: Run) -> None:
    split()
    code = "from pathlib import Path; from quizkit.cli.deck_cache import load_deck as l; l(Path('deck.yaml'))"
    modules_after(code)  # by the same quizkit, which may be an installed one
    assert not {"yaml", "quizkit.formats"} & set(modules_after(code))
