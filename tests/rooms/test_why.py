"""Why a card comes, in words: no chance within the steps, no jargon, no three times the same."""

from datetime import timedelta

import pytest

from quizkit.progress import replay
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from quizkit.session import Command, Exam, Mode, Rate, Respond
from quizkit.telling import why, why_now
from quizkit.wording import is_over
from tests.logs import START, answer
from tests.sittings import SCHEDULER, Sitting, sitting, typed

MINUTE = timedelta(minutes=1)
JARGON = ("step", "estimated", "aims", "model", "expected")


def test_of_an_exam_nothing_is_said_that_holds_of_practice_alone() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"), mode=Mode.EXAM, exam=Exam(pick=1))
    (said,) = why_now(it.session, it.asking)
    assert said.startswith("This is an exam")
    assert "every card" not in said


def test_of_a_card_just_missed_no_chance_is_told() -> None:
    it = sitting(typed("rhubarb"))
    it.do(Respond("nonsense"), Command.NEXT)
    for later in (30, 90):
        it.now += timedelta(seconds=later)
        said = " ".join(why_now(it.session, it.session.screen))  # type: ignore[arg-type]
        assert "chance" not in said
        assert "You last answered it just now (Again)." in said
        assert not [word for word in JARGON if word in said]


@pytest.mark.parametrize(
    ("steps", "after", "told"),
    [
        ((MINUTE,), MINUTE, "It is due: the minute is over."),
        ((10 * MINUTE,), 11 * MINUTE, "It is due: the 10 minutes are over."),
        ((60 * MINUTE,), 61 * MINUTE, "It is due: the hour is over."),
        ((180 * MINUTE,), 200 * MINUTE, "It is due: the 3 hours are over."),
        ((10 * MINUTE,), 2 * MINUTE, "It is due in 8 min."),
        ((10 * MINUTE,), timedelta(days=3), "It has been due for 3 days."),
    ],
)
def test_a_card_in_learning_is_due_once_its_time_is_over(
    steps: tuple[timedelta, ...], after: timedelta, told: str
) -> None:
    scheduler = Scheduler(day=CalendarDays(), learning_steps=steps)
    log = [answer(1, Rating.AGAIN, due=START + steps[0])]
    said = why(log[0].card, replay(log, scheduler), scheduler, START + after)
    assert told in said
    assert "chance" not in " ".join(said)


def test_of_a_card_just_answered_the_chance_is_that_of_before() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"), Rate(Rating.EASY))
    it = Sitting(it.session.plan, it.events, day=40).do(Respond("nonsense"))
    said = " ".join(why_now(it.session, it.judged))
    assert "The chance that you knew it, before you answered, was about " in said
    assert "still know" not in said


def test_grades_that_bring_a_card_back_on_one_day_are_said_together() -> None:
    scheduler = Scheduler(day=CalendarDays(), relearning_steps=(), desired_retention=0.98)
    log = [
        answer(
            n,
            Rating.EASY if n == 1 else Rating.AGAIN,
            after=timedelta(days=n),
            due=START + timedelta(days=n + 1),
        )
        for n in range(1, 9)
    ]
    now = START + timedelta(days=9)
    said = why(log[0].card, replay(log, scheduler), scheduler, now)[-1]
    assert said == "It comes back tomorrow, whichever grade you give."
    scheduler = Scheduler(day=CalendarDays(), desired_retention=0.98)
    said = why(log[0].card, replay(log, scheduler), scheduler, now)[-1]
    assert said == (
        "Each grade brings it back: Again in 10 min; Hard in 15 min; Good and Easy tomorrow, whichever."
    )


def test_in_review_the_chance_is_told_in_plain_words() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"), Rate(Rating.EASY))
    said = " ".join(why("d#rhubarb", it.replayed(), SCHEDULER, START + timedelta(days=8)))
    assert "The chance that you still know it is about 9" in said
    assert not [word for word in JARGON if word in said]


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ("1 day", "the day is over"),
        ("2 days", "the 2 days are over"),
        ("1.2 months", "the 1.2 months are over"),
        ("now", "the wait is over"),
    ],
)
def test_a_wait_is_said_to_be_over(span: str, told: str) -> None:
    assert is_over(span) == told
