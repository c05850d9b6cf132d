"""Cards flagged with a word or two: from a session to the history, and taken off again."""

import json
from pathlib import Path

import pytest

from quizkit import desk
from quizkit.errors import SessionError
from quizkit.progress import CarriedOver, Event, EventId, Flagged, Undone
from quizkit.session import Command, Flag, Mode, Respond, kept, resumed
from quizkit.store import MemoryStore, open_store
from tests.commands import Run, commands_in
from tests.fruit import events
from tests.logs import START
from tests.sittings import FRUIT, NOTES, sitting
from tests.spawned import play

TREES = """\
title: Trees
cards:
  - {question: What bears acorns?, answer: oak trees, id: oak}
  - {question: What bears beechnuts?, answer: beeches, id: beech}
  - {question: Which one is evergreen?, answer: spruce}
"""


def flag(number: int, card: str, text: str | None, writer: str = "w") -> Flagged:
    return Flagged(
        id=EventId(writer, number), at=START.replace(second=number), card=card, text=text
    )


def flags_of(*log: Event) -> dict[str, str | None]:
    store = MemoryStore()
    store.append(*log)
    return {card: event.text for card, event in desk.over(store).flagged().items()}


def test_the_newest_flag_of_a_card_stands_until_it_is_taken_off_or_back() -> None:
    assert flags_of(flag(1, "d#a", "old"), flag(2, "d#b", ""), flag(3, "d#a", "new")) == {
        "d#b": "",
        "d#a": "new",
    }
    assert flags_of(flag(1, "d#a", "old"), flag(2, "d#a", None)) == {}
    back = Undone(id=EventId("w", 3), at=START.replace(second=3), target=EventId("w", 2))
    assert flags_of(flag(1, "d#a", "old"), flag(2, "d#a", None), back) == {"d#a": "old"}
    assert flags_of(flag(1, "d#a", "here"), flag(2, "d#a", "there", "v")) == {"d#a": "there"}


def test_a_flag_goes_with_its_card_when_that_is_reworded() -> None:
    moved = CarriedOver(id=EventId("w", 2), at=START.replace(second=2), source="d#a", target="d#b")
    assert flags_of(flag(1, "d#a", "x"), moved) == {"d#b": "x"}


@pytest.mark.parametrize("text", ["", "öfter ☃", "\ud800", "a\0b", "x" * 5000, None])
def test_any_words_are_kept(tmp_path: Path, text: str | None) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(flag(1, "d#a", text))
        assert [event.text for event in store.events() if isinstance(event, Flagged)] == [text]


@pytest.mark.parametrize("mode", Mode)
def test_a_flag_changes_nothing_but_the_log(mode: Mode) -> None:
    it = sitting(*NOTES, mode=mode)
    before = it.session
    it.do(Flag("unclear"))
    assert it.events[-1] == Flagged(
        id=EventId("w", 1), at=it.now, card=before.screen.card.id, text="unclear"
    )
    assert (it.session.screen, it.session.progress, it.session.queue) == (
        before.screen,
        before.progress,
        before.queue,
    )


def test_an_undo_takes_a_flag_back_and_nothing_that_came_after_it() -> None:
    it = sitting(FRUIT).do(Respond("stone"), Flag("odd"), Command.OVERRULE)
    overruled = it.judged
    it.do(Command.UNDO)
    assert it.judged == overruled
    assert it.events[-1].target == it.events[1].id
    it.do(Command.UNDO)
    assert it.asking.card.id == "d#fruit"
    assert it.events[-1].target == it.events[0].id


def test_an_answer_that_was_flagged_can_be_overruled_on_the_next_question() -> None:
    it = sitting(*NOTES).do(Respond("nonsense"), Flag("odd"), Command.NEXT)
    it.do(Flag("odd too"), Command.OVERRULE)
    assert it.judged.right


def test_a_session_with_flags_is_kept_and_taken_up_again() -> None:
    it = sitting(*NOTES).do(Flag("a"), Respond("x"), Flag(None), Command.UNDO, Command.NEXT)
    again = resumed(json.loads(json.dumps(kept(it.session))), it.session.plan, it.replayed())
    assert (again.screen.card, again.events, again.earlier) == (
        it.session.screen.card,
        it.session.events,
        it.session.earlier,
    )


def test_what_is_no_flag_is_refused() -> None:
    with pytest.raises(SessionError, match="a flag is a text"):
        sitting(FRUIT).do(Flag(3))  # type: ignore[arg-type]
    with pytest.raises(SessionError, match="a flag does not go with a session that is over"):
        sitting(FRUIT).do(Command.LEAVE, Flag("x"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, trees=TREES)


def test_a_transcript_flags_with_a_line_and_history_says_where_to_mend_it(run: Run) -> None:
    said = run("play", "trees.yaml", typed=":f wrong tree\n:flag\n:f no, fine\noak trees\n")
    assert "Flagged “wrong tree”: What bears acorns? · :u takes it back" in said
    assert "Flag taken off: What bears acorns?" in said
    shown = run("history", "--flagged")
    assert shown.startswith(
        "trees.yaml:3  since 2026-03-01\n  What bears acorns?\n  flag: no, fine\n"
        "  to take it off:  quizkit undo "
    )
    assert "flagged" in run("history")
    run(*shown.split("quizkit ")[1].split())
    assert run("history", "--flagged") == "No card bears a flag.\n"


def test_history_gives_flags_as_json(run: Run) -> None:
    assert json.loads(run("history", "--flagged", "--json")) == []
    run("play", "trees.yaml", typed=":F\nx\n:f unclear\n")
    first, second = json.loads(run("history", "--flagged", "--json"))
    assert (first["card"], first["text"], first["line"]) == ("trees#oak", "", 3)
    assert (second["text"], second["prompt"]) == ("unclear", "What bears beechnuts?")


def test_flagged_cards_are_practised(run: Run) -> None:
    assert (
        run("play", "trees.yaml", "--flagged") == "Nothing to ask: no card of these bears a flag.\n"
    )
    run("play", "trees.yaml", typed="x\n:f look\n")
    said = run("play", "trees.yaml", "--flagged", typed="beeches\n")
    assert "What bears beechnuts?" in said
    assert "acorns" not in said
    assert "no schedule has moved" in said
    assert "goes with neither --cram, --missed nor" in run(
        "play", "trees.yaml", "--exam", "--flagged"
    )


def test_a_flag_of_a_reworded_card_without_an_id_is_found(run: Run) -> None:
    run("play", "trees.yaml", typed="x\nx\n:f shrub?\n:q\n")
    text = Path("trees.yaml").read_text("utf-8")
    Path("trees.yaml").write_text(text.replace("Which one is", "Which tree is"), "utf-8")
    run("play", "trees.yaml", typed=":q\n")
    assert run("history", "--flagged").startswith("trees.yaml:5  since 2026-03-01\n  Which tree is")


def test_flags_on_screens_begin_with_the_words_that_were_there(deck: Path) -> None:
    screen = play(deck)
    screen.expect("leave")
    screen.send("f")
    screen.expect(r"in a word or two(?s:.*)Which is red(?s:.*)> ")
    screen.send("too easy\r")
    screen.expect(r"Flagged “too easy”: Which is red\? · u takes it back")
    screen.send("f")
    screen.expect("takes the flag off(?s:.*)> too easy")
    screen.send("\x15")
    screen.send("\r")
    screen.expect(r"Flag taken off: Which is red\?")
    screen.send("F")
    screen.expect("no words(?s:.*)> ")
    screen.send("\x04")
    screen.expect("Which is red(?s:.*)leave")
    screen.send("1")
    screen.expect("Space(?s:.*)leave")
    screen.send("f")
    screen.expect("> ")
    screen.send("\r")
    screen.expect("Flagged: Which is red")
    screen.sendintr()
    screen.expect("Interrupted")
    texts = [event.text for event in events(deck) if isinstance(event, Flagged)]
    assert texts == ["too easy", None, ""]
