"""On screens a card in learning leaves room for others, and waits when it is alone."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.errors import SessionError
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from quizkit.session import Asking, Command, Finished, Mode, Pausing, Rate, Respond, Save
from quizkit.study_queue import Queue
from quizkit.wording import only_one_left
from tests.logs import START
from tests.sittings import SECOND, Sitting, plan_of, sitting, typed

MINUTE = timedelta(minutes=1)


def of(*names: str, screens: bool = True, **settings: object) -> Sitting:
    return sitting(*map(typed, names), screens=screens, **settings)


def asked(it: Sitting) -> str:
    return it.asking.card.note.id


def right(it: Sitting) -> Sitting:
    return it.do(Respond(asked(it)), Command.NEXT)


def missed(it: Sitting) -> Sitting:
    return it.do(Command.SHOW, Command.NEXT)


def known(it: Sitting) -> Sitting:
    return it.do(Respond(asked(it)), Rate(Rating.EASY))


def test_a_missed_card_and_one_in_learning_take_turns() -> None:
    it = right(of("beech", "maple"))
    shown = []
    for _ in range(6):
        shown.append(asked(it))
        missed(it)
    assert shown == ["maple", "beech"] * 3


def test_a_transcript_asks_the_missed_card_at_once() -> None:
    it = right(of("beech", "maple", screens=False))
    for _ in range(5):
        assert asked(it) == "maple"
        missed(it)


def test_two_others_come_between_where_there_are_two() -> None:
    it = of("beech", "maple", "larch", "hazel")
    shown = []
    for _ in range(12):
        shown.append(asked(it))
        missed(it)
    for place, name in enumerate(shown):
        assert name not in shown[max(0, place - 2) : place]


def test_a_step_that_is_over_comes_first_but_never_twice_running() -> None:
    it = missed(of("beech", "maple", "larch"))
    it.now += MINUTE
    assert asked(it) == "maple"
    missed(it)
    assert asked(it) == "beech"  # as its minute was between
    it.now += 2 * MINUTE  # spent on this one question
    missed(it)
    assert asked(it) == "maple"
    it.do(Command.SHOW)
    it.now += 5 * MINUTE  # spent on reading: its own step is over too
    it.do(Command.NEXT)
    assert asked(it) == "beech"


def test_the_only_card_left_is_waited_for() -> None:
    it = missed(of("beech"))
    pausing = it.session.screen
    assert isinstance(pausing, Pausing)
    assert pausing.card.note.id == "beech"
    assert pausing.until == START + SECOND + MINUTE
    assert it.session.queue.remaining(it.now) == 1
    it.do(Command.NEXT)  # Enter
    assert asked(it) == "beech"
    assert it.asking.since == it.now
    right(it)
    assert isinstance(it.session.screen, Pausing)
    it.now = it.session.screen.until
    it.do(Command.NEXT)  # as a front does when the time has come
    right(it)
    assert it.session.screen == Finished()


def test_a_card_alone_whose_step_is_over_is_asked_at_once() -> None:
    it = of("beech").do(Command.SHOW)
    it.now += 2 * MINUTE
    it.do(Command.NEXT)
    assert asked(it) == "beech"


def test_a_session_that_begins_with_one_card_between_steps_waits_too() -> None:
    before = missed(of("beech"))
    again = Sitting(plan_of(typed("beech"), screens=True), before.events)
    assert isinstance(again.session.screen, Pausing)
    assert isinstance(
        Sitting(plan_of(typed("beech")), before.events).session.screen, Asking
    )  # a transcript


def test_a_card_beyond_twenty_minutes_is_not_waited_for() -> None:
    patient = Scheduler(learning_steps=(60 * MINUTE,), day=CalendarDays())
    it = missed(Sitting(evolve(plan_of(typed("beech"), screens=True), scheduler=patient)))
    assert it.session.screen == Finished()


@pytest.mark.parametrize(
    "given_input", [Respond("beech"), Rate(Rating.GOOD), Command.SHOW, Command.BURY, Command.HINT]
)
def test_a_wait_takes_no_answer(given_input: Respond | Rate | Command) -> None:
    it = missed(of("beech"))
    before = it.session
    with pytest.raises(SessionError, match="the only card left"):
        it.do(given_input)
    assert it.session == before


def test_a_wait_is_left_undone_and_overruled_as_a_question_is() -> None:
    it = missed(of("beech"))
    left, _ = it.session.step(Command.LEAVE, it.now)
    assert left.screen == Finished(left=True)
    back, saved = it.session.step(Command.UNDO, it.now)
    assert isinstance(back.screen, Asking)
    assert [type(save) for save in saved] == [Save]
    assert back.queue == of("beech").session.queue
    it = of("beech").do(Respond("birch"), Command.NEXT)
    it.do(Command.OVERRULE, Rate(Rating.EASY))
    assert it.session.screen == Finished()


def test_practice_asks_a_missed_card_once_more_at_the_end() -> None:
    it = of("beech", "maple", "larch", mode=Mode.PRACTICE)
    missed(it)
    right(missed(it))
    shown = []
    while isinstance(it.session.screen, Asking):
        shown.append(asked(it))
        missed(it)
    assert shown == ["beech", "maple"]
    once = of("beech", "maple", mode=Mode.PRACTICE, screens=False)
    missed(missed(once))
    assert once.session.screen == Finished()


def test_what_is_put_away_in_practice_does_not_come_again() -> None:
    it = of("beech", "maple", mode=Mode.PRACTICE).do(Command.SHOW, Command.BURY)
    right(it)
    assert it.session.screen == Finished()


INPUTS = st.sampled_from([missed, right, known])


@given(st.integers(1, 5), st.lists(st.tuples(INPUTS, st.integers(0, 90)), max_size=40))
@settings(max_examples=60, deadline=None)
def test_never_twice_running_while_another_may_be_asked(
    cards: int, steps: list[tuple[object, int]]
) -> None:
    it = of(*("beech maple larch hazel alder".split()[:cards]))
    last = ""
    for answer, seconds in steps:
        if isinstance(it.session.screen, Pausing):
            assert it.session.queue.remaining(it.now) == 1
            assert it.session.screen.until > it.session.now
            it.do(Command.NEXT)
        if isinstance(it.session.screen, Finished):
            break
        if asked(it) == last:
            assert it.session.queue.remaining(it.session.now) == 1
        last = asked(it)
        it.now += seconds * SECOND
        answer(it)  # type: ignore[operator]


def test_an_unspaced_queue_remembers_nothing_of_what_was_asked() -> None:
    assert Queue(new=("a", "b")).after("a", None).recent == ()


def test_the_wait_is_told_in_minutes_and_seconds_rounded_up() -> None:
    assert only_one_left(timedelta(seconds=47.2)) == (
        "Only one card is left: it comes back in 48 s."
    )
    assert only_one_left(timedelta(seconds=545)).endswith("in 9 min 5 s.")
