"""The session as a state machine: what is asked, what an answer counts as, what is saved."""

import random
import re
from datetime import timedelta

import pytest
from attrs import evolve

from quizkit.errors import SessionError
from quizkit.grading import Code, Outcome, Verdict
from quizkit.model import (
    AnswerKey,
    OrderNote,
    PairsNote,
    TrueFalseNote,
)
from quizkit.progress import Answered, Buried, Progress, Rated, Suspended, Undone
from quizkit.scheduling import Phase, Rating, Scheduler
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Input,
    Judged,
    Mode,
    Rate,
    Respond,
    StaleSessionError,
    kept,
    resumed,
    start,
)
from quizkit.session.options import shown_options
from tests.logs import START
from tests.sittings import (
    FRUIT,
    NOTES,
    SECOND,
    WORDS,
    Sitting,
    deck_of,
    plan_of,
    sitting,
    typed,
)


def test_a_right_answer_counts_as_good_and_is_saved_before_it_is_graded() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"))
    (event,) = it.events
    assert isinstance(event, Answered)
    assert (event.card, event.response, event.outcome) == ("d#rhubarb", "rhubarb", "correct")
    assert event.rating is Rating.GOOD
    assert event.due == it.judged.offers[Rating.GOOD].due
    assert event.duration == SECOND
    assert list(it.judged.offers) == list(Rating)


def test_a_wrong_answer_and_show_me_count_as_again_and_offer_nothing_else() -> None:
    for given_input in (Respond("wrong"), Command.SHOW):
        it = sitting(typed("rhubarb")).do(given_input)
        assert it.judged.rating is Rating.AGAIN
        assert list(it.judged.offers) == [Rating.AGAIN]


def test_after_a_hint_nothing_better_than_hard_is_offered() -> None:
    it = sitting(typed("rhubarb", hints=("red stalks",))).do(Command.HINT)
    assert it.asking.hints_shown == ("red stalks",)
    it.do(Respond("rhubarb"))
    assert it.judged.rating is Rating.HARD
    assert list(it.judged.offers) == [Rating.AGAIN, Rating.HARD]


def test_a_hint_that_is_not_there_is_refused() -> None:
    with pytest.raises(SessionError, match="no hint"):
        sitting(typed("rhubarb")).do(Command.HINT)


def test_taking_the_default_saves_nothing_more_and_refining_saves_a_rating() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel")).do(Respond("rhubarb"), Command.NEXT)
    assert len(it.events) == 1
    it.do(Respond("sorrel"), Rate(Rating.EASY))
    rated = it.events[-1]
    assert isinstance(rated, Rated)
    assert (rated.answer, rated.rating) == (it.events[-2].id, Rating.EASY)
    assert it.replayed().record("d#sorrel").state.phase is Phase.REVIEW


def test_a_grade_that_is_not_offered_is_refused() -> None:
    with pytest.raises(SessionError):
        sitting(typed("rhubarb")).do(Respond("wrong"), Rate(Rating.EASY))


def test_the_learner_overrules_a_wrong_verdict_and_may_then_refine() -> None:
    it = sitting(typed("rhubarb")).do(Respond("pie plant"), Command.OVERRULE)
    assert it.judged.right
    assert it.judged.rating is Rating.GOOD
    answered, rated = it.events
    assert isinstance(answered, Answered)
    assert isinstance(rated, Rated)
    assert (answered.outcome, rated.outcome) == ("wrong", "correct")
    it.do(Rate(Rating.HARD))
    assert it.session.answers[-1].rating is Rating.HARD


def test_the_learner_overrules_a_right_verdict() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"), Command.OVERRULE)
    assert not it.judged.right
    assert it.judged.rating is Rating.AGAIN
    it.do(Command.OVERRULE)
    assert it.judged.rating is Rating.GOOD


def test_the_last_answer_can_be_overruled_on_the_next_question_and_on_the_summary() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel")).do(Respond("pie plant"), Command.NEXT)
    assert it.asking.card.id == "d#sorrel"
    it.do(Command.OVERRULE)
    assert (it.judged.card.id, it.judged.rating) == ("d#rhubarb", Rating.GOOD)
    assert it.replayed() == it.session.progress
    it.do(Rate(Rating.EASY), Respond("sorrel"), Rate(Rating.EASY))
    assert isinstance(it.session.screen, Finished)
    it.do(Command.OVERRULE)
    assert (it.judged.card.id, it.judged.rating) == ("d#sorrel", Rating.AGAIN)
    it.do(Command.NEXT)
    assert it.asking.card.id == "d#sorrel"
    assert it.replayed() == it.session.progress


@pytest.mark.parametrize(
    "inputs",
    [
        [],
        [Respond("x"), Command.NEXT, Command.BURY],
        [Respond("x"), Command.NEXT, Command.HINT],
        [Respond("x"), Command.UNDO],
    ],
)
def test_nothing_is_overruled_once_something_else_was_done(inputs: list[Input]) -> None:
    it = sitting(typed("rhubarb"), typed("sorrel", hints=("h",)), typed("cress")).do(*inputs)
    with pytest.raises(SessionError, match="overrule"):
        it.do(Command.OVERRULE)


def test_an_exam_gives_nothing_away_by_overruling() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"), mode=Mode.EXAM).do(Respond("x"))
    with pytest.raises(SessionError, match="overrule"):
        it.do(Command.OVERRULE)


def test_a_missed_card_comes_back_in_the_same_session() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel")).do(Command.SHOW, Command.NEXT)
    assert it.asking.card.id == "d#sorrel"
    it.do(Respond("sorrel"), Rate(Rating.EASY))
    assert it.asking.card.id == "d#rhubarb"


def test_a_self_rated_answer_counts_only_once_it_is_rated() -> None:
    it = sitting(WORDS).do(Respond("so that"))
    (event,) = it.events
    assert isinstance(event, Answered)
    assert (event.rating, event.outcome) == (None, "self")
    assert it.replayed().record("d#words").state.phase is Phase.NEW
    it.do(Rate(Rating.EASY))
    assert it.replayed().record("d#words").state.phase is Phase.REVIEW
    assert isinstance(it.session.screen, Finished)


def test_undo_asks_the_card_again_and_takes_its_answer_back() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"))
    before = it.session.progress
    it.do(Respond("rhubarb"), Command.NEXT, Command.UNDO)
    assert it.asking.card.id == "d#rhubarb"
    assert it.session.progress == before == it.replayed()
    assert isinstance(it.events[-1], Undone)
    assert it.session.answers == ()


def test_undo_works_on_the_summary() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"), Rate(Rating.EASY))
    assert isinstance(it.session.screen, Finished)
    it.do(Command.UNDO)
    assert it.asking.card.id == "d#rhubarb"


def test_undo_goes_back_answer_by_answer_to_the_start_and_no_further() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"))
    it.do(Respond("rhubarb"), Command.NEXT, Respond("x"), Command.UNDO, Command.UNDO)
    assert it.asking.card.id == "d#rhubarb"
    with pytest.raises(SessionError, match="nothing to undo"):
        it.do(Command.UNDO)


def test_burying_and_suspending_hide_a_card_and_can_be_undone() -> None:
    for command, kind in ((Command.BURY, Buried), (Command.SUSPEND, Suspended)):
        it = sitting(typed("rhubarb"), typed("sorrel")).do(command)
        assert isinstance(it.events[-1], kind)
        assert it.asking.card.id == "d#sorrel"
        it.do(Command.UNDO)
        assert it.asking.card.id == "d#rhubarb"
        assert it.replayed().record("d#rhubarb").buried_day is None
        assert not it.replayed().record("d#rhubarb").suspended


def test_practice_asks_everything_and_moves_no_schedule() -> None:
    it = sitting(typed("rhubarb"), WORDS, mode=Mode.PRACTICE)
    it.do(Respond("x"), Command.NEXT, Respond("y"), Rate(Rating.GOOD))
    assert isinstance(it.session.screen, Finished)
    assert all(event.practice for event in it.events if isinstance(event, Answered))
    assert it.replayed().record("d#rhubarb").state.phase is Phase.NEW
    assert it.replayed() == it.session.progress


def test_leaving_keeps_what_was_answered() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel")).do(Respond("rhubarb"), Command.LEAVE)
    assert it.session.screen == Finished(left=True)
    again = Sitting(plan_of(typed("rhubarb"), typed("sorrel")), it.events)
    assert again.asking.card.id == "d#sorrel"


def test_tomorrow_the_right_cards_are_asked() -> None:
    notes = (typed("rhubarb"), typed("sorrel"))
    it = sitting(*notes).do(Respond("rhubarb"), Rate(Rating.EASY), Respond("x"), Command.NEXT)
    assert Sitting(plan_of(*notes), it.events, day=1).asking.card.id == "d#sorrel"


def test_an_input_that_does_not_apply_is_refused_and_changes_nothing() -> None:
    it = sitting(typed("rhubarb"))
    for given_input in (Command.NEXT, Command.OVERRULE, Rate(Rating.GOOD)):
        with pytest.raises(SessionError):
            it.do(given_input)
    assert it.events == []


def test_a_clock_that_goes_back_stands_still() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel")).do(Respond("rhubarb"), Command.NEXT)
    it.now = START - timedelta(days=2)
    it.do(Respond("sorrel"))
    assert it.events[-1].at >= it.events[0].at
    assert it.replayed() == it.session.progress


def test_options_are_shuffled_by_the_seed_and_anew_each_time() -> None:
    (card,) = deck_of(FRUIT).cards
    orders = {shown_options(card, random.Random(seed)) for seed in range(50)}
    assert len(orders) > 5
    assert all(set(order) == {"apple", "stone", "cloud", "river"} for order in orders)
    one, other = sitting(FRUIT), sitting(FRUIT)
    assert one.asking.options == other.asking.options


def test_options_that_are_all_numbers_or_all_dates_ascend() -> None:
    for right, wrong, ascending in (
        ("1,000", ("30", "200"), ("30", "200", "1,000")),
        ("2 km", ("300 m", "1 km"), ("300 m", "1 km", "2 km")),
        ("May 1917", ("1869", "late 1869"), ("1869", "late 1869", "May 1917")),
        ("1920s", ("1900s", "1880s"), ("1880s", "1900s", "1920s")),
    ):
        note = evolve(FRUIT, key=AnswerKey(right), distractors=dict.fromkeys(wrong, ""))
        (card,) = deck_of(note).cards
        assert shown_options(card, random.Random(1)) == ascending


def test_with_typed_no_options_are_shown() -> None:
    assert sitting(FRUIT, typed=True).asking.options == ()


def test_items_to_order_are_never_shown_in_order() -> None:
    (card,) = deck_of(OrderNote(id="o", question="Order!", order=("one", "two"))).cards
    assert {shown_options(card, random.Random(seed)) for seed in range(9)} == {("two", "one")}


def test_what_is_picked_for_other_kinds() -> None:
    true, pairs = deck_of(
        TrueFalseNote(id="t", statement="Water is wet.", answer=True),
        PairsNote(id="p", question="Match!", pairs={"a": "x", "b": "y", "c": "x"}),
    ).cards
    assert shown_options(true, random.Random(1)) == ("true", "false")
    assert sorted(shown_options(pairs, random.Random(1))) == ["x", "y"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        {"type": "Session", "version": 3},
        {"type": "Session", "version": 2},
        {"type": "Session", "version": []},
        {"type": "Session", "version": 1},
        {"type": "Session", "version": 1, "began": "yesterday", "due": [], "new": []},
    ],
)
def test_what_is_no_kept_session_is_a_value_error(broken: object) -> None:
    with pytest.raises(ValueError, match="stored Session"):
        resumed(broken, plan_of(FRUIT), Progress())


def test_a_kept_session_that_lacks_anything_is_a_value_error() -> None:
    it = sitting(typed("rhubarb"), FRUIT).do(Respond("rhubarb"), Command.NEXT)
    data = kept(it.session)
    for key in data:
        lacking = {name: value for name, value in data.items() if name != key}
        with pytest.raises(ValueError, match="stored Session"):
            resumed(lacking, it.session.plan, it.replayed())


def test_a_kept_session_says_once_what_it_lacks() -> None:
    data = kept(sitting(FRUIT).session)
    del data["events"]
    with pytest.raises(ValueError, match=r"^a stored Session lacks 'events'$"):
        resumed(data, plan_of(FRUIT), Progress())


def test_what_was_judged_stays_judged_so_whatever_the_grader_says_now() -> None:
    it = sitting(typed("rhubarb"), FRUIT).do(Respond("pie plant"), Command.NEXT)
    data = kept(it.session)
    data["verdicts"] = [Verdict(Outcome.PARTIAL, 0.5, Code.PARTS, "half of it").to_dict()]
    (answer,) = resumed(data, it.session.plan, it.replayed()).answers
    assert (answer.response, answer.verdict.score) == ("pie plant", 0.5)


def test_answers_of_one_verdict_share_it_in_a_kept_session() -> None:
    it = sitting(*map(typed, "abc")).do(*[Respond("a"), Command.NEXT, Respond("b"), Command.NEXT])
    data = kept(it.session)
    assert len(data["verdicts"]) == 1
    assert [len(done) for done in data["inputs"]] == [4, 3, 4, 3]


def test_a_kept_session_of_the_first_layout_is_judged_again() -> None:
    it = sitting(typed("rhubarb"), FRUIT).do(Respond("rhubarb"), Command.NEXT, Command.SHOW)
    now = kept(it.session)
    inputs = [done[:3] for done in now["inputs"]]
    first = {name: value for name, value in now.items() if name != "verdicts"}
    first |= {"version": 1, "inputs": inputs}
    assert resumed(first, it.session.plan, it.replayed()) == it.session


def test_a_kept_session_whose_deck_has_changed_is_refused() -> None:
    it = sitting(typed("rhubarb"), FRUIT).do(Respond("rhubarb"), Command.NEXT)
    data = kept(it.session)
    with pytest.raises(StaleSessionError, match="changed since"):
        resumed(data, plan_of(FRUIT), it.replayed())


def test_an_exam_asks_each_note_once_and_keeps_its_feedback_for_the_end() -> None:
    it = sitting(*NOTES, mode=Mode.EXAM)
    asked = []
    while isinstance(it.session.screen, Asking):
        asked.append(it.asking.card.note.id)
        it.do(Respond("rhubarb"))
        if isinstance(it.session.screen, Judged):  # only the learner can judge their own words
            assert it.judged.self_rated
            it.do(Rate(Rating.GOOD))
    assert sorted(asked) == ["fruit", "rhubarb", "sorrel", "words"]
    assert [answer.card.note.id for answer in it.session.answers] == asked
    assert it.session.score == 0.5
    assert it.replayed().record("d#rhubarb").state.phase is Phase.NEW


def test_an_exam_left_early_has_won_nothing_for_the_rest() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"), mode=Mode.EXAM)
    it.do(Respond(it.asking.card.note.id), Command.LEAVE)
    assert it.session.score == 0.5


def test_there_are_no_hints_in_an_exam() -> None:
    it = sitting(typed("rhubarb", hints=("h",)), mode=Mode.EXAM)
    with pytest.raises(SessionError, match="exam"):
        it.do(Command.HINT)


def test_a_grade_may_be_given_by_its_number() -> None:
    it = sitting(typed("rhubarb")).do(Respond("rhubarb"), Rate(4))  # type: ignore[arg-type]
    rated = it.events[-1]
    assert isinstance(rated, Rated)
    assert rated.rating is Rating.EASY


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="aware datetime"):
        start(plan_of(FRUIT), Progress(), START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="aware datetime"):
        sitting(FRUIT).session.step(Respond("apple"), START.replace(tzinfo=None))


@pytest.mark.parametrize("put_away", [Command.BURY, Command.SUSPEND])
def test_a_card_put_away_after_its_answer_is_one_of_those_asked(put_away: Command) -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"), limit=1)
    it.do(Respond("rhubarb"), put_away)
    assert isinstance(it.session.screen, Finished)


def test_a_card_put_away_unanswered_makes_room_for_another() -> None:
    it = sitting(typed("rhubarb"), typed("sorrel"), limit=1).do(Command.BURY)
    assert it.asking.card.note.id == "sorrel"


@pytest.mark.parametrize(
    ("before", "given", "message"),
    [
        ([], Rate(Rating.GOOD), "a rating does not go with a question that is open: answer it first"),
        ([], Command.NEXT, "`next` does not go with a question that is open: answer it first"),
        ([Command.SHOW], Respond("x"), "an answer does not go with an answer that is judged: rate it"),
        ([Command.LEAVE], Command.BURY, "`bury` does not go with a session that is over: start a new"),
        ([Command.SHOW], Rate(Rating.GOOD), "of the grades on offer none is <Rating.GOOD: 3>: 1 (Again)"),
        ([Command.SHOW], Rate("3"), "of the grades on offer none is '3': 1 (Again)"),  # type: ignore[arg-type]
        ([], "rhubarb", "a session takes a Respond, a Rate, a Flag or a Command, not 'rhubarb'"),
    ],
)  # fmt: skip
def test_a_screen_that_does_not_take_an_input_says_what_it_takes(
    before: list[Input], given: Input, message: str
) -> None:
    it = sitting(typed("rhubarb")).do(*before)
    with pytest.raises(SessionError) as raised:
        it.session.step(given, it.now)
    assert message in str(raised.value)


def test_what_the_learner_judges_has_no_verdict_to_overrule() -> None:
    it = sitting(WORDS).do(Command.SHOW)
    with pytest.raises(SessionError, match="no verdict to overrule: rate this answer yourself"):
        it.do(Command.OVERRULE)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"limit": -1}, "Plan: limit is a whole number, 0 or more, not -1"),
        ({"limit": 2.5}, "Plan: limit is a whole number, not 2.5"),
        ({"new_a_day": None}, "Plan: new_a_day is a whole number, not None"),
        ({"new_a_day": True}, "Plan: new_a_day is a whole number, not True"),
        ({"mode": "exam"}, "Plan: mode is a Mode, not 'exam'"),
        ({"typed": "no"}, "Plan: typed is True or False, not 'no'"),
        ({"writer": ""}, "Plan: writer is a text, not empty, not ''"),
        ({"seed": 5}, "Plan: seed is a text, not 5"),
        ({"scheduler": Scheduler}, "Plan: scheduler is a Scheduler, not <class"),
        ({"decks": [deck_of()]}, "Plan: decks is a mapping from ids to a Deck each, not [<Deck"),
        ({"cards": {"d#a": deck_of()}}, "Plan: cards is a mapping from ids to a Card each, not {"),
        ({"decks": {}}, "Plan: cards are of a deck that decks lack: 'd'"),
    ],
)
def test_a_plan_says_which_of_its_values_is_none(settings: dict[str, object], message: str) -> None:
    plan = plan_of(typed("rhubarb"))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        evolve(plan, **settings)
