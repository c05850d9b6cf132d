"""What a session missed asked again from its summary: practice over just these cards."""

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit import desk, read_deck
from quizkit.cli.page import Page
from quizkit.cli.player.inputs import HELP
from quizkit.cli.player.summary import end_keys
from quizkit.progress import Answered, Undone
from quizkit.scheduling import Rating
from quizkit.session import (
    Asking,
    Command,
    Exam,
    Finished,
    Mode,
    Rate,
    Respond,
    Session,
    missed_cards,
)
from quizkit.store import MemoryStore
from tests.fruit import answers, events
from tests.logs import START
from tests.sittings import FRUIT, WORDS, Sitting, plan_of, typed

SECOND = timedelta(seconds=1)
MISS, NEXT, LEAVE = Respond("nonsense"), Command.NEXT, Command.LEAVE
WIDE, NARROW = Page(80, False), Page(40, False)


def of(*names: str, **settings: object) -> Sitting:
    return Sitting(plan_of(*map(typed, names), **settings))


def after(mine: desk.Desk, session: Session, *given: object) -> Session:
    for each in given:
        session = mine.step(session, each, session.now + SECOND).session  # type: ignore[arg-type]
    return session


def test_missed_are_the_cards_with_an_answer_rated_again() -> None:
    it = of("ash", "beech").do(MISS, NEXT, Respond("beech"), Rate(Rating.EASY))
    assert list(missed_cards(it.session)) == ["d#ash"]
    it.do(Respond("ash"), NEXT, LEAVE)  # in its step: it was missed for all that
    assert list(missed_cards(it.session)) == ["d#ash"]


def test_what_was_overruled_suspended_or_taken_back_was_not_missed() -> None:
    it = of("ash", "beech", "cedar")
    it.do(MISS, Command.OVERRULE, NEXT, MISS, Command.SUSPEND, MISS, Command.UNDO, LEAVE)
    assert not missed_cards(it.session)


def test_the_keys_of_the_end_are_those_that_do_something() -> None:
    nothing = of("ash").do(LEAVE).session
    assert end_keys(nothing, WIDE) == ["any key ends"]
    right = of("ash").do(Respond("ash"), LEAVE).session
    assert end_keys(right, WIDE) == ["u undo", "any other key ends"]
    missed = of("ash").do(MISS, LEAVE).session
    assert end_keys(missed, WIDE) == ["m missed again", "u undo", "any other key ends"]
    assert len(NARROW.keys(end_keys(missed, NARROW))) == 1
    exam = of("ash", mode=Mode.EXAM).do(Respond("ash")).session
    assert end_keys(exam, WIDE) == ["u undo", "any other key ends"]


def test_the_plan_of_missed_cards_is_practice_of_just_these(tmp_path: Path) -> None:
    deck = read_deck(
        "title: T\nid: t\ncards:\n"
        + "".join(
            f"  - {{id: {n}, question: Say {n}., answer: {n}}}\n" for n in ("ash", "oak", "fir")
        )
    )
    with desk.over(MemoryStore(), [deck]) as mine:
        plan = mine.plan([deck], limit=2, minutes=5, seed="s", screens=True)
        ended = after(mine, mine.begin(plan, START), MISS, NEXT, Respond("oak"), NEXT, LEAVE)
        states = dict(mine.progress.records)
        practice = mine.practise_missed(ended, ended.now + SECOND)
        assert (practice.plan.mode, practice.plan.limit, practice.plan.minutes) == (
            Mode.PRACTICE,
            None,
            None,
        )
        assert list(practice.plan.cards) == ["t#ash"]
        assert practice.plan.writer != plan.writer
        assert practice.plan.screens
        assert practice.plan.seed != plan.seed
        ended = after(mine, practice, Respond("ash"), NEXT)
        assert ended.screen == Finished()
        assert not missed_cards(ended)
        state = mine.progress.record("t#ash").state
        assert state == states["t#ash"].state  # no schedule has moved
        first, *_, last = (each for each in mine.store.events() if isinstance(each, Answered))
        assert first.id.writer == plan.writer
        assert last.id.writer == practice.plan.writer


def test_practice_of_missed_cards_of_an_exam_is_no_exam() -> None:
    deck = plan_of(typed("ash"), typed("oak")).decks["d"]
    with desk.over(MemoryStore()) as mine:
        exam = Exam(pick=1, time=timedelta(minutes=1), pass_mark=50)
        plan = mine.plan([deck], mode=Mode.EXAM, exam=exam, seed="s")
        ended = after(mine, mine.begin(plan, START), MISS)
        assert isinstance(ended.screen, Finished)
        late = mine.practise_missed(ended, ended.now + timedelta(hours=1))
        assert isinstance(late.screen, Asking)
        assert (late.plan.mode, late.plan.exam) == (Mode.PRACTICE, Exam())


def test_a_session_with_answers_of_every_rating_misses_the_failed_ones() -> None:
    it = Sitting(plan_of(FRUIT, WORDS)).do(Respond("stone"), NEXT)
    it.do(Respond("?"), Rate(Rating.AGAIN), LEAVE)
    assert list(missed_cards(it.session)) == ["d#fruit", "d#words"]
    gone = evolve(it.session.plan, cards={"d#words": it.session.plan.cards["d#words"]})
    assert list(missed_cards(evolve(it.session, plan=gone))) == ["d#words"]


def test_help_names_the_key() -> None:
    assert "summary" in dict(HELP)["m"]


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (12, 40)])
def test_m_on_the_summary_asks_the_missed_cards_and_no_other(
    deck: Path, rows: int, columns: int
) -> None:
    pexpect = pytest.importorskip("pexpect")
    from tests.spawned import key_of, play, turned_to

    screen = play(deck, "--typed", "--limit", "3", rows=rows, columns=columns)
    screen.expect("> ")
    screen.send("scarlet\r")
    screen.expect("Wrong")
    screen.send(" ")
    screen.expect("green one")
    screen.expect("> ")
    screen.send("lime\r")
    screen.expect("Right")
    screen.send("4")
    screen.expect("A plum is blue")
    screen.send(key_of(screen, "false"))
    screen.expect("Wrong")
    screen.send("q")
    turned_to(screen, r"m (?:missed )?again · u undo · any other key ends")
    screen.send("M")  # in any case
    for _ in range(2):
        found = screen.expect(["Which is red", "A plum is blue"])
        if found == 0:
            screen.expect("> ")
            screen.send("cherry\r")
        else:
            screen.send(key_of(screen, "true"))
        screen.expect("Right")
        screen.expect("Space next")  # practice: no grades
        screen.send(" ")
    turned_to(screen, "u undo · any other key ends")
    screen.send("x")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    given = answers(deck)
    assert [each.card for each in given[:3]] == ["fruit#red", "fruit#green", "fruit#blue"]
    assert sorted(each.card for each in given[3:]) == ["fruit#blue", "fruit#red"]
    assert all(each.practice for each in given[3:])


def test_m_in_an_exam_changes_nothing_of_its_score_and_a_backup_is_left(deck: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    from tests.spawned import key_of, play, turned_to

    deck.write_text("title: Plums\ncards: [{statement: A plum is blue., answer: true}]\n")
    screen = play(deck, "--exam", "--pass", "50")
    screen.send(key_of(screen, "false"))
    turned_to(screen, "m missed again")
    screen.send("m")
    screen.expect("1-2 answer.*leave")
    screen.send("q")  # at once, without an answer
    turned_to(screen, "any key ends")
    screen.send("x")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 1  # the exam was not passed
    assert len(answers(deck)) == 1
    assert list((deck.parent / "progress.db.backups").glob("*.db"))


def test_undo_at_the_first_card_asked_again_takes_its_answer_back(deck: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    from tests.spawned import play, turned_to

    screen = play(deck, "--typed", "--limit", "1")
    screen.expect("> ")
    screen.send("scarlet\r")
    screen.expect("Wrong")
    screen.send("q")
    turned_to(screen, "m missed again")
    screen.send("m")
    screen.expect("(?s)Which is red.*> ")
    screen.send(":u\r")
    screen.expect("(?s)Which is red.*Taken back.*> ")
    screen.send(":q\r")
    turned_to(screen, "ends")
    screen.send("x")
    screen.expect(pexpect.EOF)
    screen.close()
    (answer,) = answers(deck)
    assert [each.target for each in events(deck) if isinstance(each, Undone)] == [answer.id]
