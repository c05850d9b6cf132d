"""Where a session stands: cards counted by their steps, minutes, a bar, and how to answer."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from quizkit import telling
from quizkit.cli.page import Page, letter
from quizkit.cli.player.header import bar, header
from quizkit.errors import SessionError
from quizkit.grading import Outcome
from quizkit.model import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)
from quizkit.progress import Habits
from quizkit.scheduling import Rating
from quizkit.session import Command, Finished, Input, Mode, Pausing, Rate, Respond
from quizkit.telling import Place
from quizkit.visible import width_of
from tests.screens import drawn, sitting_of
from tests.sittings import INPUTS, NOTES, Sitting, learned, plan_of, typed

USUAL = Habits(answers=100, spent=timedelta(seconds=1000), first=90, failed=36)
"""Ten seconds an answer, or nearly; 40 % of new cards are not known."""
OPTIONS = "[b0, c3, d4, e5, f6, g7, h8, i9, j10]"

WRONG, NEXT = Respond("nonsense"), Command.NEXT


def of_cards(count: int, **settings: object) -> Sitting:
    notes = [typed(f"card {n}") for n in range(count)]
    return Sitting(plan_of(*notes, **settings))


def place(it: Sitting) -> Place:
    screen = it.session.screen
    assert not isinstance(screen, Finished)
    return telling.place(it.session, screen)


def right(it: Sitting) -> Input:
    return Respond(it.asking.card.note.key.answer)  # type: ignore[attr-defined]


def told(it: Sitting) -> tuple[int, int, float]:
    return place(it)[1:4]


def test_a_new_card_fills_half_a_cell_and_then_the_other() -> None:
    it = of_cards(2)
    assert told(it) == (1, 2, 0)
    assert told(it.do(right(it))) == (1, 2, 0.5)
    assert told(it.do(NEXT)) == (2, 2, 0.5)
    assert told(it.do(right(it))) == (2, 2, 1)
    it.do(NEXT)
    assert place(it).again
    assert told(it) == (2, 2, 1)
    assert told(it.do(right(it))) == (2, 2, 1.5)


def test_a_miss_takes_half_a_cell_back() -> None:
    it = of_cards(1)
    it.do(right(it), NEXT)
    assert told(it) == (1, 1, 0.5)
    assert told(it.do(WRONG)) == (1, 1, 0)
    assert told(it.do(Command.UNDO)) == (1, 1, 0.5)


def test_a_grade_that_ends_learning_fills_the_cell_at_once() -> None:
    it = of_cards(2)
    it.do(right(it), Rate(Rating.EASY))
    assert told(it) == (2, 2, 1)


def test_a_lapse_is_half_done_as_its_card_comes_once_more() -> None:
    it = of_cards(1)
    it.do(right(it), Rate(Rating.EASY))
    later = Sitting(plan_of(typed("card 0")), it.events, day=400)
    assert told(later) == (1, 1, 0)
    assert told(later.do(WRONG)) == (1, 1, 0.5)
    assert told(later.do(NEXT).do(right(later))) == (1, 1, 1)


def test_a_limit_and_a_card_put_away_are_counted() -> None:
    it = of_cards(5, limit=3)
    assert place(it).said == "1 of 3"
    assert place(it.do(Command.BURY)).said == "1 of 3", "another takes its place"
    it = of_cards(3)
    assert place(it.do(Command.BURY)).said == "1 of 2"
    assert place(it.do(Command.UNDO)).said == "1 of 3"


def test_practice_and_exams_say_that_they_are_such() -> None:
    it = of_cards(3, mode=Mode.PRACTICE, habits=USUAL)
    assert place(it).said == "practice · 1 of 3 · 1 min"
    assert told(it.do(WRONG, NEXT)) == (2, 3, 1)
    exam = place(of_cards(3, mode=Mode.EXAM, habits=USUAL))
    assert (exam.said, exam.minutes) == ("exam · 1 of 3", None)
    assert exam.spoken == "1 of 3."


def test_minutes_are_those_of_the_steps_and_lapses_to_come() -> None:
    it = of_cards(20, habits=USUAL)
    a, seconds = (36 + 4) / (90 + 10), (1000 + 55) / 105
    expected = 20 * seconds * (3.2 * a + 2.1 * (1 - a)) / 60
    assert place(it).minutes == round(expected)
    assert place(it).said == f"1 of 20 · {round(expected)} min"
    assert place(it).spoken == f"1 of 20, about {round(expected)} min."


@pytest.mark.parametrize("habits", [None, Habits(), Habits(answers=8, spent=timedelta(seconds=8))])
def test_no_minutes_are_told_below_ten_answers(habits: Habits | None) -> None:
    it = of_cards(20, habits=habits)
    minutes = []
    for _ in range(12):
        minutes.append(place(it).minutes)
        it.do(right(it), NEXT)
    assert minutes[0] is None
    before = {None: 13, 0: 10, 8: 2}[habits and habits.answers]
    assert [each is None for each in minutes] == [number < before for number in range(12)]


def test_a_sitting_of_some_minutes_counts_the_cards_that_there_is_time_for() -> None:
    it = of_cards(20, habits=USUAL, minutes=2)
    each = (1000 + 55) / 105 * (3.2 * 0.4 + 2.1 * 0.6)
    assert (place(it).cards, place(it).minutes) == (round(120 / each), 2)
    it.now += timedelta(seconds=80)
    it.do(right(it))
    assert (place(it).cards, place(it).minutes) == (2, 1)
    it.do(NEXT)
    it.now += timedelta(seconds=80)
    it.do(right(it), NEXT)
    assert isinstance(it.session.screen, Finished)
    assert place(of_cards(2, habits=USUAL, minutes=60)).said == "1 of 2 · 1 min"
    assert place(of_cards(20, minutes=3)).said == "1 of 6 · 3 min", "though nothing is known"


def test_practice_on_screens_counts_a_missed_card_as_half_done() -> None:
    it = of_cards(2, mode=Mode.PRACTICE, screens=True)
    it.do(WRONG)
    assert told(it) == (1, 2, 0.5)
    assert told(it.do(NEXT)) == (2, 2, 0.5)
    it.do(right(it), NEXT)
    assert place(it).again
    assert told(it.do(WRONG)) == (2, 2, 2)


def test_a_wait_for_the_only_card_shows_how_far_the_session_is() -> None:
    it = of_cards(1, screens=True).do(WRONG, NEXT)
    assert isinstance(it.session.screen, Pausing)
    assert told(it) == (1, 1, 0)
    assert place(it).again


def test_a_card_that_comes_again_is_told_so() -> None:
    it = of_cards(1)
    it.do(WRONG, NEXT)
    assert place(it).spoken == "1 of 1, once more."


@given(
    st.lists(INPUTS, max_size=25),
    st.sampled_from(Mode),
    st.none() | st.integers(1, 4),
    st.booleans(),
    st.booleans(),
)
def test_a_session_never_counts_beyond_its_cards_nor_back(
    inputs: list[Input], mode: Mode, limit: int | None, old: bool, screens: bool
) -> None:
    """But for an undo, an answer that is overruled from the next question, a card put away."""
    events = learned(reworded=False) if old else []
    settings = {"mode": mode, "limit": limit, "screens": screens, "habits": USUAL}
    it = Sitting(plan_of(*NOTES, **settings), events, day=int(old))
    before = None
    for each in inputs:
        undoes = each in (Command.UNDO, Command.BURY, Command.SUSPEND, Command.OVERRULE)
        with suppress(SessionError):
            it.do(each)
        if isinstance(it.session.screen, Finished):
            return
        now = place(it)
        assert 0 <= now.done <= now.cards
        assert 1 <= now.asked <= now.cards
        assert (now.minutes is None) == (mode is Mode.EXAM)
        if before is not None and not undoes:
            assert now.asked >= before.asked
            assert now.cards <= before.cards or before.asked == before.cards
        before = now


@pytest.mark.parametrize(
    ("done", "cards", "cells", "drawn"),
    [
        (7.5, 20, 20, "███████▌············"),
        (0, 3, 3, "···"),
        (3, 3, 3, "███"),
        (29.99, 30, 10, "█████████▉"),
        (0.5, 1000, 20, "····················"),
        (1 / 3, 1, 1, "▎"),
        (0.1 + 0.2, 0.3, 4, "████"),
    ],
)
def test_a_bar_has_a_cell_a_card_filled_by_its_steps(
    done: float, cards: int, cells: int, drawn: str
) -> None:
    assert bar(done, cards, cells) == drawn


@given(st.floats(0, 500), st.integers(1, 500), st.integers(1, 60))
def test_a_bar_is_full_only_when_all_is_done(done: float, cards: int, cells: int) -> None:
    drawn = bar(min(done, cards), cards, cells)
    assert len(drawn) == cells
    assert (drawn == "█" * cells) == (done > cards - 1e-6) or done > cards - 1e-6


def headers(widths: Sequence[int], count: int = 20, **settings: object) -> list[str]:
    it = of_cards(count, **settings)
    for _ in range(7):
        it.do(right(it), Rate(Rating.EASY))
    it.do(right(it))
    screen = it.session.screen
    assert not isinstance(screen, Finished)
    return [header(it.session, screen, Page(width, False))[0] for width in widths]


def test_the_header_shows_a_bar_and_says_it_in_words() -> None:
    wide, narrow, least = headers([80, 40, 20], habits=USUAL)
    assert wide == f"D{' ' * 42}███████▌············  8 of 20 · 5 min"
    assert narrow == f"D{' ' * 12}███▊······  8 of 20 · 5 min"
    assert least == "D    8 of 20 · 5 min"


@pytest.mark.parametrize("width", range(20, 90, 3))
def test_the_header_is_as_wide_as_the_page(width: int) -> None:
    (line,) = headers([width], count=99)
    assert width_of(line) == width


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (PickSome(), "Several may be right: a c"),
        (PickInOrder(4), "All 4 in order, such as c a b"),
        (PickInOrder(2), "Both in order: b a"),
        (PickForEach(("x", "y")), "For each, a line with its match: the letter or the text."),
        (Items(), "Several answers, with ; between."),
        (Lines(("1", "2")), "2 blanks, a line each."),
        (Lines(("",)), ""),
        (OwnWords(), "In your own words, to compare."),
        (PickOne(), ""),
        (Line(), ""),
    ],
)
def test_it_is_said_how_to_answer_where_that_is_not_plain(form: Form, said: str) -> None:
    assert telling.how_to_answer(form) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (f"answers: [a1, b2], distractors: {OPTIONS}", "several may be right: a c · Enter"),
        (f"answer: a1, distractors: {OPTIONS}", "a letter or a text · Enter"),
        ("answers: [a1, b2]", "several answers, with ; between · Enter"),
        ("answer: a1, type: free", "in your own words, to compare · Enter"),
    ],
)
def test_a_screen_says_how_to_answer_as_a_transcript_does(entry: str, said: str) -> None:
    it = sitting_of(f"title: T\ncards: [{{question: Q?, {entry}}}]\n")
    assert said in drawn(it)[-1]


def test_several_of_many_options_are_picked_by_letters_as_the_screen_says() -> None:
    it = sitting_of(
        f"title: T\ncards: [{{question: Q?, answers: [a1, b2], distractors: {OPTIONS}}}]\n"
    )
    letters = [letter(it.asking.options.index(right)) for right in ("a1", "b2")]
    assert it.do(Respond(" ".join(letters))).judged.verdict.outcome is Outcome.CORRECT
