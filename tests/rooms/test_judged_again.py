"""Answers that today's cards and rules judge otherwise: found, judged again, taken back."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings, strategies as st

from quizkit import desk, read_deck
from quizkit.cli import cli, main
from quizkit.desk.again import JudgedAgain
from quizkit.errors import SessionError
from quizkit.model import Deck
from quizkit.progress import (
    Answered,
    AnswerOutcome,
    Event,
    EventId,
    Rated,
    Undone,
    replay,
    undone_ids,
)
from quizkit.progress.judgements import judging_again, ratings_of
from quizkit.scheduling import Calibration, Rating
from quizkit.session import Asking, Command, Rate, Respond
from quizkit.session.judged_again import Judges, Otherwise
from quizkit.store import MemoryStore, open_store
from quizkit.store.log_end import LogEnd
from tests.logs import START
from tests.sittings import SCHEDULER, Sitting, plan_of

TEXT = """
title: All kinds
id: d
cards:
  - {id: typed, question: Which river?, answer: Danube, reject: {Rhine: Another one.}}
  - {id: number, question: How long?, answer: 164 km}
  - {id: choice, question: Which is a fruit?, answer: apple, distractors: [stone, cloud, b]}
  - {id: several, question: Which are?, answers: [pear, plum], distractors: [rock, c]}
  - {id: list, question: Which two?, answers: [red, green]}
  - {id: stated, statement: Water is wet., answer: true}
  - {id: order, question: In order., order: [egg, larva, pupa]}
  - {id: pairs, question: Where?, pairs: {Paris: France, Rome: Italy, Oslo: Norway}}
  - {id: blanks, cloze: "In {{1859}} it was {{begun}}."}
  - {id: own, question: Why?, answer: because, type: free}
"""
DECK = read_deck(TEXT)
RESPONSES = st.one_of(
    st.sampled_from("a b c 1 2 danub Danube 164 102\u00a0miles apple rock true f egg".split()),
    st.sampled_from(["red; green", "a b", "b c a", "pear, plum", "larva egg pupa", "", "Rhine"]),
    st.lists(st.sampled_from("a b c egg larva pupa 1859 begun began red".split()), max_size=4),
    st.fixed_dictionaries(
        dict.fromkeys(
            ("Paris", "Rome", "Oslo"), st.sampled_from("a b c France italy Norwy".split())
        )
    ),
    st.none(),
    st.text(max_size=9),
)
INPUTS = st.one_of(
    RESPONSES.map(Respond),
    st.sampled_from([Command.NEXT, Command.HINT, Command.BURY, Command.UNDO]),
    st.sampled_from(Rating).map(Rate),
)


def found(deck: Deck, events: Iterable[Event]) -> list[Otherwise]:
    events = list(events)
    undone = undone_ids(events)
    ratings = ratings_of((e for e in events if isinstance(e, Rated)), undone)
    answers = [e for e in events if isinstance(e, Answered) and e.id not in undone]
    return list(Judges([deck], ratings, {}, {}).otherwise(answers))


def judged(deck: Deck, events: list[Event], writer: str = "again") -> list[Rated]:
    these = ((each.answer.id, each.was, each.outcome) for each in found(deck, events))
    return judging_again(these, writer, START)


@given(st.lists(INPUTS, max_size=30), st.booleans())
@settings(max_examples=150)
def test_what_nobody_changed_is_judged_as_it_was(inputs: list, typed: bool) -> None:
    it = Sitting(plan_of(*DECK.notes, typed=typed))
    for given_input in inputs:
        with suppress(SessionError):
            it.do(given_input)
    assert found(DECK, it.events) == []


OTHER = read_deck(
    TEXT.replace("answer: Danube", "answer: Rhone, accept: [the Tisza]")
    .replace("164 km", "102 km")
    .replace("answer: true", "answer: false")
    .replace("answer: apple, distractors: [stone,", "answer: stone, distractors: [apple,")
    .replace("[red, green]", "[red, blue]")
    .replace("reject: {Rhine: Another one.}", "reject: [Danube]")
)


@given(st.lists(INPUTS, max_size=30))
@settings(max_examples=150)
def test_answers_judged_again_keep_their_due_dates_and_one_undo_is_as_before(inputs: list) -> None:
    it = Sitting(plan_of(*DECK.notes))
    for given_input in inputs:
        with suppress(SessionError):
            it.do(given_input)
    before = it.replayed()
    events = judged(OTHER, it.events)
    log = [*it.events, *events]
    after = replay(log, SCHEDULER, calibration=Calibration())
    for card, record in before.records.items():
        assert after.records[card].state.due == record.state.due
    assert found(OTHER, log) == []  # a second time there is nothing to do
    assert {e.answer for e in judged(DECK, log)} == {e.answer for e in events}  # and back again
    undos = [
        Undone(id=EventId("u", at), at=event.at, target=event.id)
        for at, event in enumerate(events, 1)
    ]
    assert replay([*log, *undos], SCHEDULER, calibration=Calibration()) == before
    twice = [*log, *judged(OTHER, it.events, "another device")]
    assert replay(twice, SCHEDULER, calibration=Calibration()) == after


def answered(*inputs: object) -> list[Event]:
    it = Sitting(plan_of(DECK.notes[0]))
    it.do(*inputs)  # type: ignore[arg-type]
    return it.events


def test_an_answer_that_the_learner_overruled_stays_so() -> None:
    assert found(OTHER, answered(Respond("Danube")))
    assert not found(OTHER, answered(Respond("Danube"), Command.OVERRULE))
    twice = (Command.OVERRULE, Command.OVERRULE)
    assert not found(OTHER, answered(Respond("Danube"), *twice))


def test_a_grade_of_the_learner_is_kept_while_the_answer_stays_remembered() -> None:
    easy = answered(Respond("Danube"), Rate(Rating.EASY))
    slipped = read_deck(TEXT.replace("answer: Danube", "answer: Danubes"))
    (event,) = judged(slipped, easy)
    assert (event.outcome, event.rating) == ("close", Rating.EASY)
    (event,) = judged(OTHER, easy)
    assert (event.outcome, event.rating) == ("wrong", Rating.AGAIN)


def test_what_was_refused_is_good_once_it_is_right() -> None:
    (event,) = judged(OTHER, answered(Respond("the Tisza")))
    assert (event.outcome, event.rating) == ("correct", Rating.GOOD)


def test_answers_of_another_kind_or_of_no_card_are_left_out() -> None:
    events = answered(Respond("Danube"))
    answers = [event for event in events if isinstance(event, Answered)]
    elsewhere = Judges([read_deck(TEXT.replace("id: typed", "id: gone"))], {}, {}, {})
    changed = Judges([OTHER], {}, {}, {"d#typed": "choice"})
    listed = TEXT.replace("answer: Danube, reject: {Rhine: Another one.}", "answers: [Po, Don]")
    other_form = Judges([read_deck(listed)], {}, {}, {"d#typed": "typed"})
    for judges in (elsewhere, changed, other_form):
        assert list(judges.otherwise(answers)) == []
        assert judges.left_out == 1


def test_right_sides_picked_by_letter_are_kept_by_their_text() -> None:
    it = Sitting(plan_of(DECK.notes[7]))
    assert isinstance(it.session.screen, Asking)
    shown = it.asking.options
    it.do(Respond({"Paris": "b", "Rome": "Italy"}))
    (event,) = (e for e in it.events if isinstance(e, Answered))
    assert event.response == {"Paris": shown[1], "Rome": "Italy"}


# The command.

DECK_FILE = """title: T
id: d
cards:
  - {id: a, question: Who built the canal?, answer: Lesseps}
  - {id: b, question: Which gas do we breathe?, answer: oxygen}
"""


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    path = tmp_path / "deck.yaml"
    path.write_text(DECK_FILE, "utf-8")
    run("play", str(path), "--plain", "--now", START.isoformat(), given="Vicomte L\nair\n")
    return path


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, given, env={"COLUMNS": "100"})


def mended(deck: Path) -> None:
    text = DECK_FILE.replace("answer: Lesseps", "answer: Lesseps, accept: [Vicomte L]")
    deck.write_text(text.replace("answer: oxygen", "answer: oxygen, accept: [air]"), "utf-8")


def test_an_untouched_deck_says_that_all_is_as_it_was(deck: Path) -> None:
    assert run("history", "--judged-otherwise").stdout == (
        "Every answer would be judged today as it was.\n"
    )
    assert "nothing is set" in run("history", "--judged-otherwise", "--set").stdout


def test_the_command_shows_was_and_now_and_writes_nothing(deck: Path) -> None:
    mended(deck)
    log = Path("p.db").read_bytes()
    said = run("history", "--judged-otherwise").stdout
    assert said == (
        "d#a\n"
        "  Who built the canal?\n"
        '  2026-03-01  "Vicomte L": was wrong, now correct\n'
        "d#b\n"
        "  Which gas do we breathe?\n"
        '  2026-03-01  "air": was wrong, now correct\n'
        "2 answers to 2 cards would be judged otherwise today.\n"
        "  to judge so:  quizkit history --judged-otherwise --set\n"
    )
    assert Path("p.db").read_bytes() == log
    rows = json.loads(run("history", "--judged-otherwise", "--json", "--card", "canal").stdout)
    assert [(row["card"], row["was"], row["rating"], row["now"]) for row in rows] == [
        ("d#a", "wrong", "again", "correct")
    ]


def test_the_new_rule_that_makes_the_difference_is_named(deck: Path) -> None:
    deck.write_text(DECK_FILE.replace("answer: Lesseps", "answer: the Vicomte L."), "utf-8")
    assert "is new" not in run("history", "--judged-otherwise").stdout
    deck.write_text(DECK_FILE.replace("answer: oxygen", "answer: in the air"), "utf-8")
    said = run("history", "--judged-otherwise").stdout.splitlines()
    assert said[3:4] == ["    rule 38 is new: words that add nothing may be more or fewer"]


def test_all_that_was_set_is_taken_back_by_one_undo(deck: Path) -> None:
    mended(deck)
    with desk.read("p.db") as mine:
        before = mine.progress
    said = run("history", "--judged-otherwise", "--set").stdout
    assert "2 answers are judged again. What is due stays as it was promised." in said
    with desk.read("p.db") as mine:
        assert mine.progress.record("d#a").last_rating is Rating.GOOD
        assert mine.progress.record("d#a").state.due == before.record("d#a").state.due
    assert "judged again: correct, Good" in run("history").stdout
    assert "as it was" in run("history", "--judged-otherwise").stdout
    assert "and 1 other" in run("undo").stdout
    with desk.read("p.db") as mine:
        assert mine.progress == before
    assert "2 answers to 2 cards" in run("history", "--judged-otherwise").stdout
    (undo, *_) = json.loads(run("history", "--json").stdout)
    assert "and 1 other" in run("undo", undo["id"]).stdout  # the undo itself
    assert "as it was" in run("history", "--judged-otherwise").stdout


def test_the_undo_of_any_one_of_a_set_takes_back_all_of_it(deck: Path) -> None:
    mended(deck)
    run("history", "--judged-otherwise", "--set")
    rows = json.loads(run("history", "--json").stdout)
    names = [row["id"] for row in rows if row["event"] == "rated"]
    assert len(names) == 2
    assert "and 1 other" in run("undo", names[0]).stdout
    assert not [r for r in json.loads(run("history", "--json").stdout) if r["event"] == "rated" and not r["undone"]]  # fmt: skip


def test_a_later_answer_is_what_undo_takes_back_first(deck: Path) -> None:
    mended(deck)
    run("history", "--judged-otherwise", "--set", "--now", "2026-03-01T10:00:00+00:00")
    later = "2026-03-05T10:00:00+00:00"
    run("play", str(deck), "--plain", "--now", later, given="Lesseps\n")
    assert run("undo", "--now", later).stdout.startswith("Taken back: correct")
    assert run("undo", "--now", later).stdout.startswith("Taken back: judged again")


def test_set_alone_is_refused(deck: Path) -> None:
    with pytest.raises(SystemExit) as done:
        main(["history", "--set"])
    assert done.value.code == 2


def test_a_deck_that_is_gone_is_said_and_its_answers_wait(deck: Path) -> None:
    deck.unlink()
    done = run("history", "--judged-otherwise")
    assert "2 answers are not judged again" in done.stderr


def test_a_rating_of_an_answer_that_is_not_there_is_no_judging(deck: Path) -> None:
    with open_store("p.db") as store:
        lost = EventId("elsewhere", 7)
        name = EventId(store.writer, 1)
        rated = Rated(
            id=name,
            at=START,
            answer=lost,
            rating=Rating.GOOD,
            outcome=AnswerOutcome.CORRECT,
        )
        store.append(rated)
        assert LogEnd(store).judged_again([rated]) == set()
        assert LogEnd(store).newest_judging() is None


def test_any_store_finds_what_is_judged_otherwise() -> None:
    store = MemoryStore()
    store.append(*answered(Respond("the Tisza")))
    judged = JudgedAgain(desk.Learner(store), {Path("d.yaml"): OTHER}, START)
    (only,) = judged.otherwise()
    (event,) = judged.set([only], START)
    assert event in store.events()
    assert not list(JudgedAgain(desk.Learner(store), {Path("d.yaml"): OTHER}, START).otherwise())
