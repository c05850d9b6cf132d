"""Exams: a pick by tag, a time, what counts as answered, passed or not."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.errors import SessionError
from quizkit.model import Card, cards_of
from quizkit.session import Command, Exam, Finished, Input, Judged, Mode, Respond
from quizkit.study_queue import exam_queue
from quizkit.telling import place, summary, time_left, time_told
from tests.commands import Run, answered, commands_in
from tests.sittings import INPUTS, NOTES, SECOND, WORDS, Sitting, sitting, typed

MINUTE = timedelta(minutes=1)


def cards(*tags: tuple[str, ...]) -> list[Card]:
    notes = (evolve(typed(f"n{place}"), tags=each) for place, each in enumerate(tags))
    return [card for note in notes for card in cards_of(note, "d")]


def picked(given_cards: list[Card], pick: int, *by: str, seed: str = "s") -> list[Card]:
    known = {card.id: card for card in given_cards}
    queue = exam_queue(given_cards, Random(seed), pick=pick, by=by)
    return [known[card] for card in queue.new]


def shares(given_cards: list[Card]) -> Counter[str]:
    return Counter(tag for card in given_cards for tag in card.note.tags or ("",))


def test_a_pick_is_drawn_by_tag_in_equal_shares() -> None:
    many = cards(*[("a",)] * 30, *[("b",)] * 5, *[("c",)] * 5)
    assert shares(picked(many, 12)) == {"a": 4, "b": 4, "c": 4}


def test_a_tag_with_fewer_notes_than_its_share_leaves_the_rest_to_the_others() -> None:
    few = cards(*[("a",)] * 30, *[("b",)] * 2)
    assert shares(picked(few, 10)) == {"a": 8, "b": 2}
    assert len(picked(few, 99)) == 32


def test_notes_without_tags_draw_as_one_tag() -> None:
    assert shares(picked(cards(*[()] * 20, *[("a",)] * 20), 10)) == {"": 5, "a": 5}


def test_a_note_of_several_tags_is_asked_once() -> None:
    both = cards(*[("a", "b")] * 3, *[("a",)] * 9, *[("b",)] * 9)
    found = picked(both, 8)
    assert len({card.id for card in found}) == 8
    assert min(shares(found).values()) >= 4


def test_a_tag_that_all_notes_have_takes_no_more_than_its_share() -> None:
    some = cards(*[("exam", "a")] * 4, *[("exam",)] * 60)
    assert shares(picked(some, 6))["a"] >= 3
    assert shares(picked(some, 20)) == {"exam": 20, "a": 4}


def test_several_tags_asked_for_share_among_themselves() -> None:
    mixed = cards(*[("a", "x")] * 9, *[("b", "y")] * 9, *[("b", "z")] * 9)
    assert {tag: shares(picked(mixed, 8, "a", "b"))[tag] for tag in "ab"} == {"a": 4, "b": 4}


def test_the_same_seed_draws_the_same_notes() -> None:
    many = cards(*[("a",)] * 30, *[("b",)] * 30)
    assert picked(many, 10) == picked(many, 10)
    assert picked(many, 10) != picked(many, 10, seed="t")
    everything = exam_queue(many, Random("s")).new
    assert tuple(card.id for card in picked(many, 60)) == everything


@given(st.lists(st.sets(st.sampled_from("abc")), max_size=20), st.integers(1, 25), st.text())
def test_a_pick_has_as_many_notes_as_there_are(tags: list[set[str]], pick: int, seed: str) -> None:
    given_cards = cards(*map(tuple, map(sorted, tags)))
    found = [card.id for card in picked(given_cards, pick, seed=seed)]
    assert len(set(found)) == len(found) == min(pick, len(given_cards))


def exam(*names: str, **given_exam: object) -> Sitting:
    notes = [typed(name) for name in names]
    return sitting(*notes, mode=Mode.EXAM, exam=Exam(**given_exam))  # type: ignore[arg-type]


def test_no_question_begins_when_the_time_is_over() -> None:
    it = exam("beech", "maple", "larch", time=MINUTE)
    it.now += 58 * SECOND
    it.do(Respond(it.asking.card.note.id))
    assert time_left(it.session) == SECOND
    it.now += 99 * SECOND
    it.do(Respond(it.asking.card.note.id))  # it was open, so it counts
    assert it.session.screen == Finished(timed_out=True)
    assert it.session.unanswered == 1
    assert it.session.score == 2 / 3
    assert summary(it.session).result == (
        "Score: 66% – 2 questions answered, 3 min.",
        "The time is over: 1 question not answered.",
    )


def test_who_answers_all_in_time_is_told_of_no_time() -> None:
    it = exam("beech", time=MINUTE)
    it.now += 99 * SECOND
    it.do(Command.SHOW)
    assert it.session.screen == Finished()


def test_the_time_is_told_once_at_the_start() -> None:
    assert time_told(exam("beech", time=90 * MINUTE).session) == (
        "This exam takes 1 h 30 min, until 10:30; then no question begins any more."
    )
    assert time_told(exam("beech").session) == ""
    assert time_left(sitting(typed("beech"), exam=Exam(time=MINUTE)).session) is None


def test_a_screen_shows_the_time_that_is_left() -> None:
    it = exam("beech", "maple", time=30 * MINUTE)
    assert place(it.session, it.asking).said.endswith(" · 30 min left")
    it.now += 28 * MINUTE + 30 * SECOND
    it.do(Command.SHOW)
    assert place(it.session, it.asking).said.endswith(" · 1 min left")
    it.session = evolve(it.session, now=it.now + 60 * SECOND)
    assert place(it.session, it.asking).said.endswith(" · 29 s left")
    assert "left" not in place(it.session, it.asking).spoken


def test_an_answer_that_was_never_rated_is_not_answered() -> None:
    it = sitting(WORDS, typed("beech"), typed("maple"), mode=Mode.EXAM)
    while not isinstance(it.session.screen, Judged):
        it.do(Respond(it.asking.card.note.id))
    right = len(it.session.answers) - 1
    assert (len(it.session.rated), it.session.unanswered) == (right, 3 - right)
    it.do(Command.LEAVE)
    assert (len(it.session.rated), it.session.unanswered) == (right, 3 - right)
    assert it.session.score == right / 3
    assert all(answer.rating is not None for answer in summary(it.session).lost)


@pytest.mark.parametrize("mode", [Mode.EXAM, Mode.PRACTICE])
def test_an_answer_on_the_screen_counts_as_it_stands_when_one_leaves(mode: Mode) -> None:
    it = sitting(typed("beech"), typed("maple"), mode=mode)
    it.do(Respond(it.asking.card.note.id))
    before = (it.session.unanswered, it.session.score)
    it.do(Command.LEAVE)
    assert (it.session.unanswered, it.session.score) == before
    assert it.session.score == 0.5


@pytest.mark.parametrize(
    "given_exam", [{"pick": 0}, {"pick": "3"}, {"time": 30}, {"time": -MINUTE}, {"pass_mark": 101}]
)
def test_an_exam_is_checked_when_it_is_made(given_exam: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=f"Exam: {next(iter(given_exam))} is"):
        Exam(**given_exam)  # type: ignore[arg-type]


DECK = """
title: S
cards:
  - {id: a, question: A?, answer: a1, tags: [x]}
  - {id: b, question: B?, answer: b1, tags: [y]}
  - {id: c, statement: C is so., answer: true, tags: [y]}
  - {id: d, question: D?, answer: because, type: free, tags: [z]}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, s=DECK)


def test_an_exam_says_passed_or_how_much_was_short(run: Run) -> None:
    exam = ("play", "s.yaml", "--exam", "--tag", "x", "--pass", "80")
    assert "80 short of the 80 to pass." in run(*exam, typed="no\n")
    assert "Passed: 80% is enough." in run(*exam, typed="a1\n")
    assert "pass" not in run(*exam[:-2], typed="no\n")


def test_answered_and_not_answered_add_up(run: Run) -> None:
    said = run("play", "s.yaml", "--exam", "--tag", "z", typed="my words\n:q\n")
    assert "Score: 0% – 0 questions answered" in said
    assert "1 question not answered." in said
    rated = run("play", "s.yaml", "--exam", "--tag", "z", typed="my words\n3\n")
    assert "Score: 100% – 1 question answered" in rated
    assert "not answered" not in rated


def test_results_say_what_was_to_be_said_of_a_statement(run: Run) -> None:
    said = run("play", "s.yaml", "--exam", "--tag", "y", "--pick", "2", typed="no\nno\n")
    assert said.count("True or false?") == 2
    assert "True or false?\n\nC is so.\n" in said.partition("Score")[2]


def test_a_transcript_tells_the_time_of_an_exam_once(run: Run) -> None:
    exam = ("play", "s.yaml", "--exam", "--tag", "x", "--tag", "y", "--time", "2s")
    said = run(*exam, typed="no\nno\nno\n")
    assert said.count("This exam takes 2 s; then no question begins any more.") == 1
    assert "The time is over: 1 question not answered." in said


def test_an_exam_takes_back_no_answer_of_an_earlier_sitting(run: Run) -> None:
    run("play", "s.yaml", "--limit", "1", typed="a1\n:q\n")
    said = run("play", "s.yaml", "--exam", "--time", "5m", typed=":u\n:q\n")
    assert "nothing to undo in this session" in said
    assert len(answered()) == 1
    assert "aken back" not in said


def test_a_pick_is_asked_and_no_more(run: Run) -> None:
    first = run("play", "s.yaml", "--exam", "--pick", "2", "--seed", "7", typed=":q\n")
    assert "1 of 2." in first
    assert first == run("play", "s.yaml", "--exam", "--pick", "2", "--seed", "7", typed=":q\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pick", "3"), "--pick goes with --exam"),
        (("--time", "30m"), "--time goes with --exam"),
        (("--pass", "80"), "--pass goes with --exam"),
        (("--exam", "--pick", "0"), "'0' is no whole number from 1 on"),
        (("--exam", "--pick", "few"), "'few' is no whole number from 1 on"),
        (("--exam", "--pass", "101"), "'101' is no whole number from 0 to 100"),
        (("--exam", "--time", "30"), "'30' is no time, such as 30m, 90s or 1h30m"),
        (("--exam", "--time", "0m"), "'0m' is no time"),
        (("--exam", "--time", "-5m"), "'-5m' is no time"),
        (("--exam", "--time", ""), "'' is no time"),
    ],
)
def test_options_of_exams_are_refused_with_a_reason(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    assert said in run("play", "s.yaml", *words)


@pytest.mark.parametrize("time", ["90s", "1h", "1h30m", "30M", "1h 1m 1s"])
def test_times_of_exams(run: Run, time: str) -> None:
    assert "This exam takes" in run("play", "s.yaml", "--exam", "--time", time, typed=":q\n")


@given(st.lists(INPUTS, max_size=20), st.sampled_from([None, 3 * SECOND]), st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_answered_and_not_answered_are_all_questions_at_any_moment(
    inputs: list[Input], time: timedelta | None, limit: int
) -> None:
    it = sitting(*NOTES, mode=Mode.EXAM, exam=Exam(time=time), limit=limit)
    questions = it.session.unanswered
    assert questions == min(limit, len(NOTES))
    for given_input in inputs:
        with suppress(SessionError):
            it.do(given_input)
        assert len(it.session.rated) + it.session.unanswered == questions
        assert 0 <= it.session.score <= len(it.session.rated) / questions
