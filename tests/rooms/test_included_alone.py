"""Files that a deck includes are no decks: folders pass them by, and alone they name their deck."""

from pathlib import Path

import pytest

from quizkit import DeckError, load_deck
from quizkit.cli.deck_files import deck_files, deck_ids
from quizkit.cli.included import names_included, without_included
from quizkit.errors import ProblemCode
from quizkit.formats import open_deck
from tests.commands import commands_in

DECK = (
    "title: T\nid: t\ninclude: [week1.yaml, more/week2.yml]\ncards:\n  - {question: Q, answer: A}\n"
)
WEEK = "cards:\n  - {question: %s, answer: A}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "decks/deck.yaml": DECK,
        "decks/week1.yaml": WEEK % "R",
        "decks/more/week2.yml": WEEK % "S",
        "decks/other.yaml": "title: O\ncards:\n  - {question: Q, answer: A}\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "decks"


def test_a_folder_passes_included_files_by(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decks = [Path("decks/deck.yaml"), Path("decks/other.yaml")]
    assert deck_files(["decks"]) == decks
    assert {"t", "other"} <= set(deck_ids())
    assert not {"week1", "week2"} & set(deck_ids())
    run = commands_in(folder.parent, monkeypatch)
    assert run("due") == "t: 0 due, 3 new\nother: 0 due, 1 new\ntogether: 0 due, 4 new\n"
    assert "week" not in run("play", typed="A\nA\nA\nA\n")
    monkeypatch.chdir(folder)
    (folder / "ci.yaml").write_text("include: deck.yaml\nstages: [a]\n")  # of another program
    assert deck_files(["."]) == [Path("ci.yaml"), Path("deck.yaml"), Path("other.yaml")]
    assert run("due") == "t: 3 due, 0 new\nother: 1 due, 0 new\ntogether: 4 due, 0 new\n"


def test_a_deck_may_have_nothing_but_includes_where_decks_are_told_by_their_looks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "deck.yaml").write_text("title: T\ninclude: week1.yaml\n", "utf-8")
    (folder / "other.yaml").write_text("include: [a, b]\n", "utf-8")
    (folder / "more" / "week2.yml").unlink()
    run = commands_in(folder, monkeypatch)
    assert [line[:20] for line in run("due").splitlines()] == ["deck: 0 due, 1 new"]


@pytest.mark.parametrize(
    "written",
    [
        "include: week1.yaml # the first",
        "include:\n- week1.yaml\n# and\n\n- 'more/week2.yml'",
        'include:\r\n  - "week1.yaml"\r\n  - more/week2.yml # two\r\ntitle: T',
        "'include' : [week1.yaml,\n  more/week2.yml]\n",
        '{"title": "T", "include": ["week1.yaml", "more/week2.yml"], "cards": []}',
        '{\n  "include": "week1.yaml",\n  "title": "T"}',
    ],
)
def test_what_is_included_is_seen_at_a_glance(written: str) -> None:
    assert names_included(written) in (["week1.yaml", "more/week2.yml"], ["week1.yaml"])


@pytest.mark.parametrize("written", ["cards:\n  - include: week1.yaml", "x-include: week1.yaml"])
def test_what_is_elsewhere_includes_nothing(written: str) -> None:
    assert names_included(written) == []


def test_what_stands_at_the_end_of_a_long_deck_counts_too(folder: Path) -> None:
    cards = DECK.replace("include: [week1.yaml, more/week2.yml]\n", "")
    long = cards + "".join(f"  - {{question: Q{i}, answer: A}}\n" for i in range(500))
    (folder / "deck.yaml").write_text(f"{long}include: week1.yaml\n", "utf-8")
    paths = [folder / name for name in ("deck.yaml", "week1.yaml", "more/week2.yml")]
    assert without_included(paths) == [paths[0], paths[2]]


def test_a_file_without_a_title_that_nobody_includes_is_still_a_deck_with_an_error(
    folder: Path,
) -> None:
    (folder / "lone.yaml").write_text(WEEK % "T", "utf-8")
    assert folder / "lone.yaml" in deck_files([str(folder)])
    [problem] = open_deck(folder / "lone.yaml").problems
    assert problem.code is ProblemCode.NO_TITLE


@pytest.mark.parametrize("name", ["week1.yaml", "more/week2.yml"])
def test_an_included_file_alone_names_its_deck(folder: Path, name: str) -> None:
    path = Path("decks", name)
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    [problem] = caught.value.problems
    assert problem.code is ProblemCode.INCLUDED
    assert problem.fix == f"name the deck: {Path('decks/deck.yaml')}"


def test_a_broken_deck_beside_it_is_passed_over(folder: Path) -> None:
    for text in (b"title: [\ninclude: week1.yaml", b"\xff include", b"- include", b"include: 1"):
        (folder / "deck.yaml").write_bytes(text)
        [problem] = open_deck(folder / "week1.yaml").problems
        assert problem.code is ProblemCode.NO_TITLE
