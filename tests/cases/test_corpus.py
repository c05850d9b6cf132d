"""A thousand notes as people write them: read, checked, formatted and played.

The decks of `tests/corpus` were written for this, facts in our own words: vocabulary, code with its
output, shell tasks, anatomy, doses, dates, formulas, trivia, exams with feedback, own words; some of
them in Markdown, with maths, tables, readings, pictures and sounds. Each in the style of another
author, since what is wrong with a program that reads decks shows in these.
"""

import random
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.authoring.formatting import format_deck
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.grading import Outcome, grade
from quizkit.lint import Finding, check_deck
from quizkit.lint.finding import Severity
from quizkit.model import (
    Deck,
    Note,
    OwnWords,
    WordNote,
)
from quizkit.scheduling import Rating
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Mode,
    Plan,
    Rate,
    Respond,
    shown_options,
)
from tests.given_answers import right_response, wrong_response
from tests.places import TESTS
from tests.sittings import SCHEDULER, Sitting
from tests.tiny_files import write_files

DECKS = sorted((TESTS / "corpus").glob("*.yaml"))
EACH = pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)

FLAGGED = """
anatomy-upper-limb:25 Q218
chemistry-a-level:125 Q102
chemistry-a-level:162 Q201
exam-biology:168 Q201
free-answers:77 Q201
geography-mixed:80 Q218
geography-mixed:86 Q218
"""
"""What `check` may warn of: the line, and the code. All are rightly so, but for the Q102.

Lists of which some answers have one word and some have two are typed with spaces (Q218); model answers
have more words than one compares (Q201). "What is formed at the cathode when molten sodium chloride is electrolysed?" is a trick that a
chemist would let pass.
"""

_MOST_WARNED = 0.01


_TEMPORARY = tempfile.TemporaryDirectory()


@cache
def reading(path: Path) -> Reading:
    """Return the reading of a deck, made once; its pictures and sounds lie beside it."""
    text = path.read_text("utf-8")
    if "pictures/" not in text:
        return open_deck(path)
    folder = Path(_TEMPORARY.name)
    write_files(folder, re.findall(r"(?:pictures|sounds)/[\w-]+\.\w+", text))
    return open_deck(shutil.copy(path, folder))


@cache
def findings(path: Path) -> list[Finding]:
    """Return what `check` says of a deck."""
    return check_deck(reading(path))


def test_there_are_a_thousand_notes() -> None:
    assert sum(len(reading(path).good_deck.notes) for path in DECKS) >= 1000


@EACH
def test_none_has_an_error(path: Path) -> None:
    assert [str(one) for one in findings(path) if one.severity is Severity.ERROR] == []


def test_one_note_of_a_hundred_is_warned_of_and_each_was_looked_at() -> None:
    warned = [(path.stem, one) for path in DECKS for one in findings(path)]
    told = {f"{stem}:{one.location.line} {one.code}": str(one) for stem, one in warned}
    assert [told[key] for key in told.keys() - set(FLAGGED.splitlines())] == []
    assert len(warned) <= _MOST_WARNED * sum(len(reading(path).good_deck.notes) for path in DECKS)


@EACH
def test_formatted_it_is_the_same_deck_with_ids_and_stays_so(path: Path, tmp_path: Path) -> None:
    before = reading(path)
    made = format_deck(before)
    (tmp_path / path.name).write_text(made.text, "utf-8")
    for table in path.parent.glob(f"{path.stem}.tsv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    again = open_deck(tmp_path / path.name)
    assert without_ids(again.good_deck) == without_ids(before.good_deck)
    written = [note for note in again.good_deck.notes if not isinstance(note, WordNote)]
    assert all(note.has_own_id for note in written)
    assert comments(made.text) == comments(before.text)
    assert not format_deck(again).changed


def without_ids(deck: Deck) -> list[Note]:
    """Return the notes of a deck as if none had an id of its own."""
    return [evolve(note, id="", has_own_id=False) for note in deck.notes]


def comments(text: str) -> list[str]:
    """Return the comments of a deck that stand on a line of their own."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


@EACH
def test_played_with_the_right_answers_all_is_right(path: Path) -> None:
    deck = reading(path).good_deck
    cards = {card.id: card for card in deck.cards}
    plan = Plan({deck.id: deck}, cards, SCHEDULER, "w", "s", mode=Mode.PRACTICE)
    it = Sitting(plan)
    while isinstance(it.session.screen, Asking):
        card = it.asking.card
        it.do(Respond(right_response(card)))
        own = isinstance(card.task.form, OwnWords)
        wanted = Outcome.PARTIAL if own else Outcome.CORRECT
        assert it.judged.verdict.outcome is wanted, (card.id, it.judged.verdict)
        it.do(Rate(Rating.GOOD) if own else Command.NEXT)
    assert isinstance(it.session.screen, Finished)
    assert len(it.session.answers) == len(cards)


@EACH
def test_what_is_obviously_wrong_is_judged_wrong(path: Path) -> None:
    deck = reading(path).good_deck
    rng = random.Random(7)
    for card in deck.cards:
        if not isinstance(card.task.form, OwnWords):
            options, others = shown_options(card, rng), deck.other_answers(card)
            verdict = grade(card, wrong_response(card), options=options, other_answers=others)
            assert verdict.outcome is Outcome.WRONG, (card.id, verdict)
