"""`--minutes`: once a learner has thought for so long, no question begins but what is nearly done."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Finished, Judged, Mode, Plan, Rate, Respond
from tests.commands import Run, answered, commands_in
from tests.sittings import SECOND, Sitting, plan_of, sitting, typed

NAMES = "beech maple larch hazel alder".split()


def of(minutes: float, *names: str, screens: bool = True, mode: Mode = Mode.STUDY) -> Sitting:
    notes = map(typed, names or NAMES)
    return sitting(*notes, minutes=minutes, screens=screens, mode=mode)


def answer(it: Sitting, seconds: int, *, right: bool = False, reading: int = 0) -> Sitting:
    name = it.asking.card.note.id
    it.now += (seconds - 1) * SECOND
    it.do(Respond(name) if right else Command.SHOW)
    it.now += reading * SECOND
    return it.do(Rate(Rating.EASY) if right else Command.NEXT)


def test_no_question_begins_once_the_minutes_are_used() -> None:
    it = of(1)
    answer(it, 30, right=True)
    answer(it, 29, right=True)
    assert it.asking.card.note.id == "larch"
    answer(it, 1, right=True)
    assert it.session.screen == Finished(timed_out=True)
    assert it.session.queue.cut_off(it.now) == 2
    assert it.session.queue.remaining(it.now) == 0


def test_neither_feedback_nor_a_wait_is_counted() -> None:
    it = of(1, "beech", "maple")
    answer(it, 30, right=True, reading=500)
    assert it.session.queue.seconds == 30
    answer(it, 29)
    it.now += 40 * SECOND
    it.do(Command.NEXT)
    assert it.session.queue.seconds == 1
    assert isinstance(it.session.screen, Asking)


def test_a_question_on_the_screen_may_be_answered_however_late() -> None:
    it = of(1)
    answer(it, 600, right=True)
    assert it.session.answers[0].rating is Rating.EASY
    assert it.session.screen == Finished(timed_out=True)


def test_cards_begun_whose_step_is_over_by_then_are_finished() -> None:
    it = of(2, "beech", "maple", "larch", "hazel")
    answer(it, 5)
    answer(it, 5)
    answer(it, 115, right=True)  # the minutes are used, and two steps are over
    assert it.asking.card.note.id == "beech"
    answer(it, 5)
    assert it.asking.card.note.id == "maple"
    answer(it, 70)  # meanwhile the step of `beech` is over again
    assert it.session.screen == Finished(timed_out=True)


def test_who_is_done_in_time_is_not_told_of_it() -> None:
    assert answer(of(1, "beech"), 99, right=True).session.screen == Finished()


def test_undo_gives_the_time_back() -> None:
    it = of(1)
    begin = it.session.queue
    answer(it, 99, right=True)
    it.do(Command.UNDO)
    assert isinstance(it.session.screen, Asking)
    assert it.session.queue == begin


@given(
    st.lists(st.tuples(st.integers(1, 50), st.booleans(), st.integers(0, 90)), max_size=30),
    st.integers(1, 3),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_nothing_new_begins_at_or_after_the_end(
    given_answers: list[tuple[int, bool, int]], minutes: int, screens: bool
) -> None:
    it = of(minutes, screens=screens)
    begun = set[str]()
    for seconds, right, reading in given_answers:
        if isinstance(it.session.screen, Finished):
            break
        if not isinstance(it.session.screen, Asking):
            it.do(Command.NEXT)
        used = sum((each.at - each.asking.since for each in it.session.answers), timedelta())
        assert used < minutes * timedelta(minutes=1) or it.asking.card.id in begun
        begun.add(it.asking.card.id)
        answer(it, seconds, right=right, reading=reading)
    assert it.replayed() == it.session.progress


def test_a_plan_has_minutes_above_none() -> None:
    for minutes in (0, -1, "5", True):
        with pytest.raises(ValueError, match="minutes is"):
            plan_of(typed("beech"), minutes=minutes)
    assert isinstance(plan_of(typed("beech"), minutes=0.5), Plan)


CARDS = "".join(f" - {{id: q{i}, question: Number {i}?, answer: a{i}}}\n" for i in range(99))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, s=f"title: S\ncards:\n{CARDS}")


def test_a_sitting_of_a_minute_has_sixty_answers_of_a_second(run: Run) -> None:
    lines = "".join(f"a{number}\n" for number in range(99))
    run("play", "s.yaml", "--minutes", "1", "--new", "99", typed=lines)
    assert len(answered()) == 60


@pytest.mark.parametrize(
    ("given_option", "said"),
    [
        ("0", "'0' is no whole number from 1 to 600"),
        ("-5", "'-5' is no whole number from 1 to 600"),
        ("abc", "'abc' is no whole number from 1 to 600"),
        ("2.5", "'2.5' is no whole number from 1 to 600"),
        ("601", "'601' is no whole number from 1 to 600"),
    ],
)
def test_minutes_are_a_whole_number(run: Run, given_option: str, said: str) -> None:
    assert said in run("play", "s.yaml", "--minutes", given_option)


@pytest.mark.parametrize("mode", ["--exam", "--cram", "--missed"])
def test_minutes_are_for_studying(run: Run, mode: str) -> None:
    assert "--minutes is for studying" in run("play", "s.yaml", "--minutes", "5", mode)


def test_a_judged_answer_that_used_the_time_up_may_still_be_overruled_and_undone() -> None:
    it = of(1)
    it.now += timedelta(seconds=99)
    it.do(Respond("birch"))
    assert isinstance(it.session.screen, Judged)
    it.do(Command.OVERRULE, Command.NEXT)
    assert isinstance(it.session.screen, Finished)
    it.do(Command.UNDO)
    assert isinstance(it.session.screen, Asking)
