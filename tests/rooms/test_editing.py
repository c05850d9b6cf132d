"""A card edited in the midst of a session: at its line, read again, progress followed."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit import desk, read_deck, telling
from quizkit.cli import samples
from quizkit.cli.editors import editor_command
from quizkit.cli.player.editing import edit
from quizkit.desk.edits import reworded
from quizkit.progress import Answered, AnswerOutcome, CarriedOver, Rated
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Finished, Mode, Respond, Session
from quizkit.session.edited import with_decks
from quizkit.telling.notices import notices
from tests.fruit import answers, events, linear
from tests.screens import sitting_of
from tests.sittings import Sitting
from tests.spawned import Spawned, play, script

TREES = """\
title: Trees
cards:
  - {question: What bears acorns?, answer: oak trees, id: oak, hints: [strong]}
  - {question: Which is evergreen?, answer: spruce, distractors: [beech, elm], id: green}
  - {question: What bears beechnuts?, answer: beeches}
"""


def edited(it: Sitting, text: str, names: dict[str, str] | None = None) -> Session:
    """The session once its deck reads so; what it saves goes into the sitting's log."""
    deck = read_deck(f"id: d\n{text}")
    it.session, effects = with_decks(it.session, {"d": deck}, names or {}, it.now)
    it.events += [effect.event for effect in effects]
    return it.session


def test_a_question_is_asked_anew_with_its_new_text_from_now_on() -> None:
    it = sitting_of(TREES).do(Command.HINT)
    it.now += timedelta(seconds=9)
    session = edited(it, TREES.replace("What bears", "Which trees bear"))
    assert isinstance(session.screen, Asking)
    assert session.screen.card.prompt == "Which trees bear acorns?"
    assert (session.screen.since, session.screen.hints) == (it.now, 1)
    assert it.events == []


def test_hints_that_are_gone_are_not_counted() -> None:
    it = sitting_of(TREES).do(Command.HINT)
    assert edited(it, TREES.replace(", hints: [strong]", "")).screen.hints == 0  # type: ignore[union-attr]


def test_options_stay_where_they_are_unless_they_change() -> None:
    it = sitting_of(TREES, "d#green")
    before = it.asking.options
    edited(it, TREES.replace("Which is", "Which one is"))
    assert it.asking.options == before
    edited(it, TREES.replace("elm", "lime"))
    assert set(it.asking.options) == {"spruce", "beech", "lime"}


def test_an_answer_is_judged_anew_when_the_key_was_mended() -> None:
    it = sitting_of(TREES.replace("oak trees", "elms")).do(Respond("oak trees"))
    assert it.judged.rating is Rating.AGAIN
    edited(it, TREES)
    assert (it.judged.right, it.judged.rating) == (True, Rating.GOOD)
    rated = it.events[-1]
    assert isinstance(rated, Rated)
    assert (rated.rating, rated.outcome) == (Rating.GOOD, AnswerOutcome.CORRECT)
    assert it.session.answers == (it.judged,)
    assert it.session.progress == it.replayed()


def test_an_answer_that_is_right_no_more_counts_as_again() -> None:
    it = sitting_of(TREES).do(Respond("oak trees"))
    edited(it, TREES.replace("oak trees", "elms"))
    assert (it.judged.right, it.judged.rating) == (False, Rating.AGAIN)
    assert it.session.progress == it.replayed()


def test_what_the_learner_said_of_an_answer_stands() -> None:
    it = sitting_of(TREES).do(Respond("shrubs"), Command.OVERRULE)
    edited(it, TREES.replace("acorns", "oaknuts"))
    assert (it.judged.right, it.judged.overruled, it.judged.rating) == (True, True, Rating.GOOD)
    edited(it, TREES.replace("oak trees", "shrubs"))
    assert (it.judged.right, it.judged.overruled) == (True, False)
    assert len(it.events) == 2


def test_feedback_on_an_answer_shown_has_the_new_text() -> None:
    it = sitting_of(TREES).do(Command.SHOW)
    edited(it, TREES.replace("oak trees", "oaks"))
    assert it.judged.card.task.rights[0].shown == "oaks"
    assert len(it.events) == 1


def test_a_card_that_is_gone_is_asked_no_more() -> None:
    it = sitting_of(TREES)
    rest = "title: Trees\ncards:\n" + TREES.split("\n", 3)[3]
    edited(it, rest)
    assert it.asking.card.id == "d#green"
    assert "d#oak" not in it.session.plan.cards
    it.do(Respond("spruce"), Command.NEXT, Respond("beeches"), Command.NEXT, Command.LEAVE)
    assert isinstance(it.session.screen, Finished)


def test_an_answer_to_a_card_that_is_gone_stays_and_can_be_undone() -> None:
    it = sitting_of(TREES).do(Respond("oak trees"))
    rest = "title: Trees\ncards:\n" + TREES.split("\n", 3)[3]
    edited(it, rest)
    assert it.judged.card.id == "d#oak"
    it.do(Command.NEXT)
    assert it.asking.card.id == "d#green"
    it.do(Command.UNDO)
    assert it.asking.card.id == "d#oak"


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.PRACTICE])
def test_a_missed_card_that_is_gone_comes_back_in_no_way(mode: Mode) -> None:
    it = sitting_of(TREES, mode=mode, screens=True).do(Command.SHOW)
    rest = "title: Trees\ncards:\n" + TREES.split("\n", 3)[3]
    edited(it, rest)
    assert it.judged.card.id == "d#oak"
    for _ in range(2):
        it.do(Command.NEXT)
        assert it.asking.card.id != "d#oak"
        it.do(Respond(it.asking.card.task.rights[0].shown))
    assert "d#oak" not in it.session.queue.coming(it.now)
    told = telling.summary(it.do(Command.LEAVE).session)
    assert [missed.away for missed in told.missed] == ["no longer in its deck"]
    assert told.back == ""


def test_a_missed_card_that_is_gone_can_be_buried_and_be_put_back() -> None:
    it = sitting_of(TREES).do(Command.SHOW)
    rest = "title: Trees\ncards:\n" + TREES.split("\n", 3)[3]
    edited(it, rest)
    before, events = it.session, len(it.events)
    it.do(Command.BURY)
    (notice,) = notices(it.events[events:], before)
    assert notice.prompt == "What bears acorns?"
    it.do(Command.UNDO)
    edited(it, TREES)
    it.do(Command.NEXT)
    assert "d#oak" in it.session.queue.coming(it.now)


def test_a_reworded_card_keeps_its_id_in_this_sitting() -> None:
    it = sitting_of(TREES, limit=3)
    old = it.session.plan.decks["d"].cards[-1].id
    text = TREES.replace("What bears beechnuts?", "What has beechnuts?")
    new = read_deck(f"id: d\n{text}").cards[-1].id
    edited(it, text, {old: new})
    assert it.session.plan.cards[old].prompt == "What has beechnuts?"
    assert it.session.plan.cards.keys() == {"d#oak", "d#green", old}


def test_an_undo_returns_to_the_card_as_it_is_now() -> None:
    it = sitting_of(TREES).do(Respond("oak trees"), Command.NEXT)
    edited(it, TREES.replace("What bears acorns", "Who bears acorns"))
    it.do(Command.UNDO)
    assert it.asking.card.prompt == "Who bears acorns?"
    it.do(Respond("oak trees"))
    assert it.judged.right


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    path = tmp_path / "trees.yaml"
    path.write_text(TREES, "utf-8")
    return path


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("What bears beechnuts?", "Who bears beechnuts?"),
        ("What bears beechnuts?, answer: beeches", "Name the tallest tree!, answer: redwood"),
    ],
)
def test_progress_follows_a_card_that_was_never_answered(
    trees: Path, question: str, now: str
) -> None:
    old = read_deck(TREES, deck_id="trees")
    card = old.cards[-1]
    text = TREES.replace(question, now)
    new = read_deck(text, deck_id="trees")
    it = sitting_of(TREES)
    with desk.open(trees.parent / "p.db") as mine:
        mine.follow({trees: old}, it.now)
        plan = evolve(mine.plan([old]), cards={card.id: card})
        session = mine.begin(plan, it.now)
        trees.write_text(text, "utf-8")
        session = mine.go_on(session, {trees: new}, it.now).session
        session = mine.step(session, Respond("beeches"), it.now + timedelta(seconds=5)).session
        mine.step(session, Command.NEXT, it.now + timedelta(seconds=6))
        records = mine.progress.records
    assert records.keys() == {new.cards[-1].id}


@pytest.mark.parametrize(
    ("named", "command"),
    [
        ("vim", ["vim", "+14", "FILE"]),
        ("/usr/bin/nano -l", ["/usr/bin/nano", "-l", "+14", "FILE"]),
        ("emacsclient -t", ["emacsclient", "-t", "+14", "FILE"]),
        ("vim -c 'set nu'", ["vim", "-c", "set nu", "+14", "FILE"]),
        ("code", ["code", "--wait", "--goto", "FILE:14"]),
        ("code -w", ["code", "-w", "--goto", "FILE:14"]),
        ("subl --wait", ["subl", "--wait", "FILE:14"]),
        ("hx", ["hx", "FILE:14"]),
        ("kate", ["kate", "--block", "--line", "14", "FILE"]),
        ("my-editor --fast", ["my-editor", "--fast", "FILE"]),
        ("'/opt/my editor/ed' -x", ["/opt/my editor/ed", "-x", "FILE"]),
        ("vi'm", ["vi'm", "FILE"]),
    ],
)
def test_an_editor_is_told_the_line_as_it_takes_it(named: str, command: list[str]) -> None:
    path = Path("/decks/a deck.yaml")
    expected = [word.replace("FILE", str(path)) for word in command]
    assert editor_command(path, 14, {"EDITOR": named}) == expected
    assert editor_command(path, 14, {"VISUAL": named, "EDITOR": "ed"}) == expected
    assert editor_command(path, 14, {"VISUAL": " ", "EDITOR": named}) == expected


def test_a_program_whose_path_has_spaces_needs_no_quotes(tmp_path: Path) -> None:
    program = script(tmp_path / "my editor", "true")
    assert editor_command(Path("d"), 1, {"EDITOR": str(program)}) == [str(program), "d"]


def test_without_an_editor_the_usual_one_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editor_command(Path("d"), 1, {}) is None
    script(tmp_path / "vi", "true")
    assert editor_command(Path("d"), 2, {"EDITOR": ""}) == ["vi", "+2", "d"]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes what it was told and how the terminal is, then runs a script of sed."""
    said = tmp_path / "said"
    program = script(
        tmp_path / "vim",
        f'echo "$@" >> {said}\nstty -a >> {said}\nsed -i.old -f {tmp_path}/change "$2"',
    )
    monkeypatch.setenv("EDITOR", str(program))
    return tmp_path / "change"


def until(screen: Spawned, *shown: str) -> None:
    for each in shown:
        screen.expect(each)


def test_a_card_is_edited_at_its_line_and_asked_anew(trees: Path, editor: Path) -> None:
    editor.write_text("s/What bears acorns/Who bears acorns/\n", "utf-8")
    screen = play(trees)
    until(screen, "What bears acorns", "leave(?s:.*)> ")
    screen.send(":e\r")
    until(screen, r"Who bears acorns\?", r"Edited: Who bears acorns\?", "leave(?s:.*)> ")
    screen.send("oak trees\r")
    until(screen, "Right", "Space(?s:.*)leave")
    editor.write_text("s/answer: oak trees/answer: elm trees/\n", "utf-8")
    screen.send("e")
    until(screen, "Wrong", "Edited, and your answer judged anew", "leave")
    screen.sendintr()
    screen.expect("Interrupted")
    told = (trees.parent / "said").read_text("utf-8")
    assert told.startswith(f"+3 {trees}\n")
    assert " icanon " in told.replace("\n", " ")
    assert " echo " in told.replace("\n", " ")
    answered, *_, rated = (each for each in events(trees) if not isinstance(each, CarriedOver))
    assert isinstance(answered, Answered)
    assert isinstance(rated, Rated)
    assert (answered.outcome, rated.outcome) == ("correct", "wrong")


def test_an_error_is_shown_with_its_line_and_the_session_goes_on(trees: Path, editor: Path) -> None:
    editor.write_text("s/answer: oak trees, //\n", "utf-8")
    screen = play(trees)
    screen.expect("leave(?s:.*)> ")
    screen.send(":e\r")
    until(screen, r"trees.yaml:3:\d+: ", "goes on with the card", "> ")
    editor.write_text("s/acorns?, id/acorns?, answer: oaks, id/\n", "utf-8")
    screen.send(":e\r")
    until(screen, "Edited", "> ")
    screen.send("oaks\r")
    screen.expect("Right")
    screen.sendintr()
    screen.expect("Interrupted")
    assert len(answers(trees)) == 1


@pytest.mark.parametrize(
    ("editor_", "said"),
    [
        ("true", "nothing was changed"),
        ("false", "the editor ended with 1: nothing was changed"),
        ("/no/such/editor", "/no/such/editor: no such file or directory; name yours in EDITOR"),
    ],
)
def test_an_editor_that_does_nothing_or_is_not_there_is_told(
    trees: Path, monkeypatch: pytest.MonkeyPatch, editor_: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor_)
    screen = play(trees)
    screen.expect("leave(?s:.*)> ")
    screen.send(":e\r")
    until(screen, said, "> ")
    screen.send("oak trees\r")
    screen.expect("Right")
    screen.sendintr()
    screen.expect("Interrupted")


def test_ctrl_c_in_the_editor_ends_the_editor_alone(
    trees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(tmp_path / "slow", "echo waiting; exec sleep 20")
    monkeypatch.setenv("EDITOR", str(program))
    screen = play(trees)
    screen.expect("leave(?s:.*)> ")
    screen.send(":e\r")
    screen.expect("waiting")
    time.sleep(0.2)
    screen.sendintr()
    until(screen, "What bears acorns", "the editor was stopped: nothing was changed", "> ")
    screen.send("oak trees\r")
    screen.expect("Right")
    screen.sendintr()
    screen.expect("Interrupted")


def test_an_answer_that_an_edit_makes_right_is_saved_as_right(trees: Path) -> None:
    old = read_deck(TREES, deck_id="trees")
    it = sitting_of(TREES)
    with desk.open(trees.parent / "p.db") as mine:
        mine.follow({trees: old}, it.now)
        session = mine.begin(mine.plan([old]), it.now)
        session = mine.step(session, Respond("elm trees"), it.now + timedelta(seconds=5)).session
        again = mine.go_on(session, {trees: old}, it.now + timedelta(seconds=6))
        assert again.events == ()  # nothing was edited
        other = mine.begin(mine.plan([old]), it.now + timedelta(seconds=6))
        assert mine.go_on(again.session, {trees: old}, it.now + timedelta(seconds=6)).events == ()
        assert other.events == 0
        text = TREES.replace("oak trees", "elm trees")
        trees.write_text(text, "utf-8")
        edited = read_deck(text, deck_id="trees")
        step = mine.go_on(again.session, {trees: edited}, it.now + timedelta(seconds=7))
        (saved,) = step.events
        assert isinstance(saved, Rated)
        assert saved in list(mine.store.events())
        assert mine.progress.record("trees#oak").last_rating is Rating.GOOD


def test_only_one_note_that_became_another_is_surely_the_same() -> None:
    a, b, c, d = (f"{{id: {name}, question: Is it {name}?, answer: x}}" for name in "abcd")
    one, other, both, fewer = (
        read_deck(f"title: T\nid: t\ncards: [{', '.join(notes)}]\n")
        for notes in ((a, b), (a, c), (d, c), (c,))
    )
    assert reworded(one, other) == {"t#b": "t#c"}
    assert reworded(one, one) == reworded(one, both) == reworded(one, fewer) == {}


def test_a_deck_that_may_not_be_written_is_left_alone(
    trees: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = read_deck(TREES)

    def run(command: list[str]) -> int:
        raise AssertionError(command)

    monkeypatch.setattr(os, "access", lambda path, mode: False)  # whoever runs the tests
    assert edit(deck.cards[0], deck, trees, run).said.startswith("trees.yaml is read-only here")
    sample = Path(samples.__file__).parents[1] / "decks" / "cart.yaml"
    assert edit(deck.cards[0], deck, sample, run).said.startswith("cart.yaml came with quizkit")


def test_a_deck_that_is_gone_is_named_and_not_the_editor(
    trees: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = read_deck(TREES)

    def run(command: list[str]) -> int:
        Path(command[-1]).unlink()
        return 0

    monkeypatch.setenv("EDITOR", "true")
    said = "trees.yaml: no such file or directory; the session goes on with the card as it was"
    assert edit(deck.cards[0], deck, trees, run).said == said  # it was there as the editor began
    assert edit(deck.cards[0], deck, trees, run).said == said


def test_the_rest_of_a_paste_is_no_input_of_the_editor(
    trees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 'stty -icanon min 0 time 3; echo "read:[$(dd bs=4096 count=1 2>/dev/null)]"'
    monkeypatch.setenv("EDITOR", str(script(tmp_path / "reads", read)))
    screen = play(trees)
    screen.expect("leave(?s:.*)> ")
    screen.send("oak trees\r")
    screen.expect("Right(?s:.*)leave")
    screen.send("e" + "ditors are not to read what is pasted here, " * 20)
    screen.expect(r"read:\[(.*?)\]")
    assert screen.match[1] == ""
    screen.expect("leave")  # before, Ctrl-C is one for the editor
    screen.sendintr()
    screen.expect("Interrupted")


def test_without_a_terminal_it_is_said_where_the_card_is(trees: Path) -> None:
    said = linear(trees, ":e\n:edit\noak trees\n").stdout
    assert " ".join(said.split()).count("cards are edited on a terminal; this one is at ") == 2
    assert "trees.yaml:3" in said.replace("\n", "")
    assert len(answers(trees)) == 1


def test_no_card_is_edited_in_an_exam(trees: Path) -> None:
    said = linear(trees, ":e\n", "--exam").stdout
    assert "no card is edited in an exam, where its answer would be seen" in said


def test_a_deck_of_another_id_or_of_other_notes_is_not_taken_up(
    trees: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = read_deck(TREES, deck_id="trees")

    def written(text: str) -> Callable[[list[str]], int]:
        def run(command: list[str]) -> int:
            trees.write_text(text, "utf-8")
            return 0

        return run

    monkeypatch.setenv("EDITOR", "ed")
    other = edit(deck.cards[0], deck, trees, written(f"id: shrubs\n{TREES}"))
    assert other.said.startswith(
        "trees.yaml is the deck shrubs now, not trees; the session goes on"
    )
    spoilt = edit(deck.cards[0], deck, trees, written("title: [\n"))
    assert spoilt.said.startswith("trees.yaml:")
    mended = edit(deck.cards[0], deck, trees, written(TREES + "\n"))
    assert (mended.said, mended.decks) == ("", {trees: deck})
