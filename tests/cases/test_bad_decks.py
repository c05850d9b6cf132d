"""A smallest bad deck for each error, beside its exact message.

Each `NAME.yaml` of `tests/golden/bad_decks` has a `NAME.txt` with what is reported of it. Run with
QUIZKIT_UPDATE_GOLDEN=1 to write the messages anew, then read the difference.
"""

import os
from pathlib import Path

import pytest

from quizkit import DeckError, load_deck
from quizkit.errors import ProblemCode
from quizkit.formats.deck_yaml import open_deck, parse_deck
from tests.places import GOLDEN

FOLDER = GOLDEN / "bad_decks"
DECKS = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_a_bad_deck_is_reported_in_these_words(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(DeckError) as caught:
        load_deck(Path(deck.name))
    said = f"{caught.value}\n"
    expected = deck.with_suffix(".txt")
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_a_line_written_right_mends_what_it_stands_beside(deck: Path) -> None:
    reading = open_deck(deck)
    lines = reading.text.splitlines()
    for problem in reading.problems:
        number, (_, *mended) = problem.location.line, problem.fix.split("\n")
        if not any(line.startswith("    ") for line in mended):  # words, or a whole deck
            continue
        # It stands for its own line, or for a text of several lines of which that is one.
        pasted = [
            parse_deck("\n".join([*lines[:first], *mended, *lines[last:]])).problems
            for first in range(max(0, number - 4), number)
            for last in range(number, number + 3)
        ]
        assert min(map(len, pasted)) < len(reading.problems), problem.message


def test_each_code_of_a_problem_has_a_bad_deck() -> None:
    found = {problem.code for deck in DECKS for problem in open_deck(deck).problems}
    elsewhere = {
        ProblemCode.NO_FILE,
        ProblemCode.A_FOLDER,
        ProblemCode.NO_PERMISSION,
        ProblemCode.NOT_FORMATTED,
        ProblemCode.NOT_APPENDED,
        ProblemCode.SAME_DECK_ID,  # of two decks; tests/rooms/test_links_and_paths.py
        ProblemCode.TOO_LONG,  # of long ones; tests/cases/test_growing_decks.py
        ProblemCode.TOO_MANY_PROBLEMS,
    }
    assert found == set(ProblemCode) - elsewhere
    assert {type(code) for code in found} == {ProblemCode}


def test_one_error_does_not_hide_the_others(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: T\ncards:\n  - {question: Q}\n  - {cloze: 'no blank'}\n  - {question: R, anser: A}\n",
        "utf-8",
    )
    with pytest.raises(DeckError) as caught:
        load_deck(deck)
    assert [problem.location.line for problem in caught.value.problems] == [3, 4, 5]


def test_a_folder_and_a_file_that_is_not_there_are_reported(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(DeckError) as caught:
            load_deck(path)
        assert len(caught.value.problems) == 1
