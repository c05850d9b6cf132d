"""The desk alone, without a command line: files followed, sessions saved, a bot over any store."""

import json
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from attrs import evolve

from quizkit import desk, load_deck, read_deck
from quizkit.desk.edits import asked_again
from quizkit.errors import QuizkitError, SessionError, StoreError
from quizkit.model import Deck
from quizkit.progress import (
    Answered,
    Configured,
    Event,
    EventId,
    Suspended,
    Undone,
    replay,
)
from quizkit.scheduling import Calibration, Rating
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Input,
    Judged,
    Mode,
    Rate,
    Respond,
    Session,
    kept,
    resumed,
)
from quizkit.store import (
    HasDevices,
    HasRows,
    MemoryStore,
    Store,
    has_store,
    open_store,
    read_store,
)
from tests.logs import START, answer

RIVERS = """\
title: Rivers
id: rivers
cards:
  - {id: vienna, question: Which river flows through Vienna?, answer: Danube, tags: [europe]}
  - {id: cairo, question: Which river flows through Cairo?, answer: Nile}
  - {id: longest, question: Which river of Italy is the longest?, answer: Po, tags: [europe]}
"""
SECOND = timedelta(seconds=1)


@pytest.fixture
def rivers() -> Deck:
    return read_deck(RIVERS)


class Bot:
    """Someone who studies in a chat: a message is an input, and a session is taken up from it."""

    def __init__(self, store: Store, *decks: Deck) -> None:
        self.desk = desk.over(store, decks)
        self.now = START
        self.session = self.desk.begin(self.desk.plan(decks, seed="bot"), self.now)

    def says(self, *messages: Input) -> Session:
        for message in messages:
            self.now += SECOND
            self.session, _, _ = self.desk.step(self.session, message, self.now)
        return self.session


def test_a_bot_runs_a_whole_session_over_a_store_that_knows_no_files(rivers: Deck) -> None:
    store = MemoryStore()
    bot = Bot(store, rivers)
    while isinstance(bot.session.screen, Asking):
        answer = {"vienna": "Danube", "cairo": "the Nile", "longest": "Arno"}
        judged = bot.says(Respond(answer[bot.session.screen.card.note.id])).screen
        assert isinstance(judged, Judged)
        assert list(store.events())[-1].id == judged.answer  # it is saved, and only then returned
        if judged.right and bot.session.events < 9:
            bot.says(Rate(Rating.EASY))
        else:
            bot.says(Command.NEXT, Command.LEAVE)
    assert isinstance(bot.session.screen, Finished)
    kept = [event.outcome for event in store.events() if isinstance(event, Answered)]
    assert sorted(kept) == ["correct", "correct", "wrong"]
    with desk.over(store, [rivers]) as next_day:
        assert next_day.progress == bot.session.progress
        plan = next_day.plan([rivers], missed=True, mode=Mode.PRACTICE)
        assert list(plan.cards) == ["rivers#longest"]


def test_a_snapshot_goes_on_with_every_plain_answer(rivers: Deck) -> None:
    store = MemoryStore()
    bot = Bot(store, rivers)
    bot.says(Respond("Danube"), Command.NEXT, Respond("Nile"), Command.NEXT)
    assert store.snapshot().version == 2
    assert desk.over(store).progress == replay(
        store.events(), bot.desk.scheduler, bot.desk.settings.days, bot.desk.settings.calibration
    )


def test_two_sittings_at_one_desk_spoil_no_snapshot(rivers: Deck) -> None:
    store = MemoryStore()
    bot = Bot(store, rivers)
    mine = bot.desk
    other = mine.begin(mine.plan([rivers], seed="other"), START)
    other = mine.step(other, Respond("Danube"), START + SECOND).session
    bot.says(Respond("Nile"), Command.NEXT, Respond("Nile"))
    mine.step(other, Command.NEXT, START + 5 * SECOND)
    settings = mine.settings
    whole = replay(store.events(), mine.scheduler, settings.days, settings.calibration)
    assert desk.over(store).progress == mine.progress == whole


def test_undo_where_nothing_was_done_takes_back_an_answer_of_an_earlier_sitting(
    rivers: Deck,
) -> None:
    store = MemoryStore()
    Bot(store, rivers).says(Respond("Danube"), Command.NEXT, Command.LEAVE)
    bot = Bot(store, rivers)
    step = bot.desk.step(bot.session, Command.UNDO, bot.now + SECOND)
    assert step.taken_back is rivers.cards[0]
    assert isinstance(step.events[0], Undone)
    assert step.session.queue.new[0] == "rivers#vienna"
    with pytest.raises(SessionError, match="nothing to undo"):
        bot.desk.step(step.session, Command.UNDO, bot.now + SECOND)


def test_a_session_that_took_back_an_answer_of_an_earlier_sitting_can_be_kept(
    rivers: Deck,
) -> None:
    store = MemoryStore()
    Bot(store, rivers).says(Respond("Danube"), Command.NEXT, Respond("Nile"), Command.LEAVE)
    bot = Bot(store, rivers)
    session = bot.says(Command.UNDO, Command.UNDO, Respond("Danube"), Command.UNDO)
    bot.session = resumed(json.loads(json.dumps(kept(session))), session.plan, bot.desk.progress)
    assert bot.session == session
    bot.says(Respond("Danube"))
    events = list(store.events())
    assert len({event.id for event in events}) == len(events) == 7
    assert replay(events, bot.desk.scheduler).records == bot.session.progress.records


class Full(MemoryStore):
    """A store whose disk is full until told otherwise."""

    full = True

    def append(self, *events: Event, **more: object) -> int:
        if self.full:
            raise StoreError("the disk is full")
        return super().append(*events, **more)  # type: ignore[arg-type]


def test_what_cannot_be_saved_leaves_the_session_and_can_be_tried_again(rivers: Deck) -> None:
    store = Full()
    bot = Bot(store, rivers)
    before = bot.session
    with pytest.raises(desk.NotSavedError, match="the disk is full"):
        bot.says(Respond("Danube"))
    assert bot.session is before
    store.full = False
    bot.says(Respond("Danube"))
    assert len(list(store.events())) == len(bot.session.answers) == 1


def test_a_store_that_cannot_follow_edits_refuses_notes_without_ids_in_one_line() -> None:
    deck = read_deck("title: T\nid: t\ncards: [{question: Q?, answer: x}]\n")
    with pytest.raises(QuizkitError) as refused:
        desk.over(MemoryStore(), [deck])
    assert "t has notes without an `id:`" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_settings_are_written_and_read_over_any_store(rivers: Deck) -> None:
    store = MemoryStore()
    desk.over(store).configure({"new": "1", "retention": "0.8"}, START)
    mine = desk.over(store)
    assert (mine.settings.new, mine.scheduler.desired_retention) == (1, 0.8)
    assert mine.begin(mine.plan([rivers]), START).queue.new == ("rivers#vienna",)


def test_tags_choose_cards(rivers: Deck) -> None:
    plan = desk.over(MemoryStore()).plan([rivers], tags=["europe"], limit=1, new_a_day=5)
    assert list(plan.cards) == ["rivers#vienna", "rivers#longest"]
    assert (plan.limit, plan.new_a_day, plan.seed) == (1, 5, plan.writer)


def test_progress_follows_an_edited_file_and_what_moved_is_returned(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    text = RIVERS.replace("id: vienna, ", "").replace("id: longest, ", "")
    moved = text.replace("flows through Vienna", "runs through Vienna")
    for told, edit in [
        (desk.Kept(), text),
        (desk.Kept(), text),
        (desk.Kept(moved=1), moved),
        (desk.Kept(changed=1), moved.replace("Danube", "Inn")),
    ]:
        file.write_text(edit, "utf-8")
        with desk.open(tmp_path / "p.db") as mine:
            deck = load_deck(file)
            assert mine.follow({file: deck}, START + SECOND) == told
            session = mine.begin(mine.plan([deck]), START + SECOND)
            if not mine.progress.records:
                mine.step(session, Respond("Danube"), START + 2 * SECOND)


def test_a_deck_with_the_id_of_another_is_refused(tmp_path: Path) -> None:
    file, other = tmp_path / "rivers.yaml", tmp_path / "other.yaml"
    file.write_text(RIVERS, "utf-8")
    other.write_text("title: T\nid: rivers\ncards: [{question: Q?, answer: x}]\n", "utf-8")
    with desk.open(tmp_path / "p.db") as mine:
        deck = load_deck(file)
        mine.follow({file: deck}, START)
        mine.step(mine.begin(mine.plan([deck]), START), Respond("Danube"), START)
        with pytest.raises(desk.ClashError, match=r"of another deck at .*rivers\.yaml"):
            mine.follow({other: load_deck(other)}, START)


def test_to_read_a_desk_makes_no_file(tmp_path: Path) -> None:
    with desk.read(tmp_path / "p.db") as mine:
        assert mine.progress.records == {}
        assert mine.prompts() == {}
        assert mine.reviews() == mine.other_events() == []
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_gone_is_written_anew_with_the_answers_of_all_sittings(
    tmp_path: Path, rivers: Deck
) -> None:
    path = tmp_path / "p.db"
    with desk.open(path) as mine:
        for number, answer in enumerate(("Danube", "Nile"), 1):
            sitting = mine.begin(mine.plan([rivers]), START)
            mine.step(sitting, Respond(answer), START + number * SECOND)
            path.unlink()
        mine.step(mine.begin(mine.plan([rivers]), START), Respond("Po"), START + 3 * SECOND)
    with desk.read(path) as found:
        assert [e.response for e in found.store.events()] == ["Danube", "Nile", "Po"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("file", [False, True])
def test_sittings_of_one_desk_in_several_threads_lose_no_answer(
    rivers: Deck, tmp_path: Path, *, file: bool
) -> None:
    mine = desk.open(tmp_path / "p.db") if file else desk.over(MemoryStore(), [rivers])
    raised: list[Exception] = []

    def study() -> None:
        try:
            session = mine.begin(mine.plan([rivers], seed="1"), START)
            for second in range(1, 13):
                given = Command.NEXT if isinstance(session.screen, Judged) else Respond("Po")
                if not isinstance(session.screen, Finished):
                    session = mine.step(session, given, START + second * SECOND).session
        except Exception as error:
            raised.append(error)

    with mine:
        threads = [Thread(target=study) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not raised
        log = list(mine.store.events())
        assert len(log) >= 4 * 3
        expected = replay(log, mine.scheduler, mine.settings.days, mine.settings.calibration)
        assert mine.progress == expected


def test_a_store_that_was_closed_says_so(tmp_path: Path) -> None:
    mine = desk.open(tmp_path / "p.db")
    mine.store.close()
    with pytest.raises(StoreError, match="was closed"):
        _ = mine.progress


def test_a_file_may_be_named_by_a_text(tmp_path: Path, rivers: Deck) -> None:
    deck, log = str(tmp_path / "rivers.yaml"), str(tmp_path / "p.db")
    Path(deck).write_text(RIVERS, "utf-8")
    assert not has_store(log)
    with desk.open(log) as mine:
        mine.follow({deck: load_deck(deck)}, START)
        mine.step(mine.begin(mine.plan([rivers]), START), Respond("Danube"), START)
    with desk.read(log) as mine, read_store(log) as store:
        assert len(list(store.events())) == len(list(mine.store.events())) == 1


def test_what_is_no_text_of_a_deck_is_told_how_a_file_is_read(tmp_path: Path) -> None:
    for given in (tmp_path, b"title: T", {"title": "T"}):
        with pytest.raises(TypeError, match=r"a deck's text is wanted, .*`load_deck` reads a file"):
            read_deck(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("now", [None, "2026-03-01", START.date(), START.replace(tzinfo=None)])
def test_what_is_no_instant_is_named(now: Any, rivers: Deck) -> None:
    mine = desk.over(MemoryStore(), [rivers])
    session = mine.begin(mine.plan([rivers]), START)
    for call in (
        lambda: mine.begin(mine.plan([rivers]), now),
        lambda: mine.step(session, Respond("Danube"), now),
    ):
        with pytest.raises(ValueError, match=r"an aware datetime is needed, like .*, not "):
            call()


class Elsewhere:
    """A store of another program that gives rows and tells devices apart, on top of a progress file."""

    def __init__(self, path: Path) -> None:
        self._file = open_store(path)
        self.writer = self._file.writer

    def __getattr__(self, name: str) -> Any:
        if name in ("append", "events", "snapshot", "keep", "close"):
            return getattr(self._file, name)
        raise AttributeError(name)

    # Of a protocol whose methods are looked for, each has to be one of the class (Python 3.12).
    def log(self) -> Any:
        return self._file.log()

    def other_events(self) -> Any:
        return self._file.other_events()

    def writers_here(self) -> set[str]:
        return {"w"}


def test_a_store_of_another_program_may_give_rows_and_tell_devices_apart(
    tmp_path: Path, rivers: Deck
) -> None:
    card = "rivers#vienna"
    foreign = evolve(answer(9, card=card, after=3 * SECOND), id=EventId("x", 9))
    with desk.over(Elsewhere(tmp_path / "p.db"), [rivers]) as mine:
        assert isinstance(mine.store, HasRows)
        assert isinstance(mine.store, HasDevices)
        mine.configure({"new": "1"}, START)
        first = answer(1, card=card, after=SECOND)
        mine.store.append(foreign, first, answer(2, card="rivers#cairo", after=2 * SECOND))
        suspended = Suspended(id=EventId("w", 3), at=START + 4 * SECOND, card=card)
        mine.store.append(suspended)
        assert mine.settings.new == 1
        assert mine.suspended() == [suspended]
        assert [type(each) for each in mine.other_events()] == [Configured, Suspended]
        assert mine.newest_answer([card], START + 9 * SECOND) == first
        assert mine.newest_answer([card, "rivers#cairo"], START + 9 * SECOND) != first
        assert mine.ahead(START - timedelta(hours=2)).number == 5
        assert mine.progress == replay(
            mine.store.events(), mine.scheduler, calibration=Calibration()
        )


def test_over_a_store_that_knows_no_files_there_is_nothing_to_follow(rivers: Deck) -> None:
    mine = desk.over(MemoryStore(), [rivers])
    assert mine.follow({"rivers.yaml": rivers}, START) == desk.Kept()
    assert mine.deck_files() == []
    assert mine.prompts() == {}
    assert mine.copies() == []
    mine.follow_unwritten({Path("rivers.yaml"): rivers}, START)
    assert mine.names() == {}


def test_an_edit_that_is_not_written_down_is_followed_through_a_replay_too(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    file.write_text(RIVERS.replace("id: vienna, ", ""), "utf-8")
    with desk.open(tmp_path / "p.db") as mine:
        deck = load_deck(file)
        mine.follow({file: deck}, START)
        card = next(card.id for card in deck.cards if not card.note.has_own_id)
        mine.store.append(answer(1, card=card))  # no due instant was promised with it
    text = file.read_text("utf-8").replace("flows through Vienna", "runs through Vienna")
    file.write_text(text, "utf-8")
    deck = load_deck(file)
    with desk.read(tmp_path / "p.db") as mine:
        mine.follow_unwritten({file: deck}, START + SECOND)
        (now,) = mine.names().values()
        asked = mine.prompts()
        assert len(asked) == 3
        assert mine.prompts([card, "rivers#cairo", "rivers#gone"]) == {
            each: asked[each] for each in (card, "rivers#cairo")
        }
        assert now in {card.id for card in deck.cards}
        assert mine.progress.records.keys() == {now}
        assert mine.progress.record(now).state.reviews == 1
        assert mine.progress.calibration is not None
        assert mine.due_dates().records.keys() == {now}
        assert [review.card for review in mine.reviews()] == [now]


def test_a_sitting_that_another_device_overtook_keeps_no_snapshot_of_its_own(
    tmp_path: Path, rivers: Deck
) -> None:
    with desk.open(tmp_path / "p.db") as mine, open_store(tmp_path / "p.db") as other:
        session = mine.begin(mine.plan([rivers], seed="s"), START)
        for number in range(1, 4):
            assert isinstance(session.screen, Asking)
            card = session.screen.card.id
            elsewhere = answer(number, Rating.AGAIN, card=card, after=number * SECOND)
            other.append(evolve(elsewhere, id=EventId("other", number), due=START + 9 * SECOND))
            now = START + (10 + 2 * number) * SECOND
            session = mine.step(session, Respond("Danube"), now).session
            session = mine.step(session, Command.NEXT, now + SECOND).session
            for store in (mine.store, other):
                read = desk.over(store)
                whole = replay(store.events(), read.scheduler, calibration=Calibration())
                assert read.progress == whole


def test_a_sitting_goes_on_beside_another_one_of_the_same_desk(
    tmp_path: Path, rivers: Deck
) -> None:
    with desk.open(tmp_path / "p.db") as mine:
        plans = [mine.plan([rivers], seed=seed) for seed in "st"]
        sessions = [mine.begin(plan, START) for plan in plans]
        for number in range(6):
            which = number % 2
            now = START + (number + 1) * SECOND
            given = Command.NEXT if isinstance(sessions[which].screen, Judged) else Respond("Po")
            sessions[which] = mine.step(sessions[which], given, now).session
            whole = replay(mine.store.events(), mine.scheduler, calibration=Calibration())
            assert mine.progress == desk.over(mine.store).progress == whole


def test_cards_with_a_changed_answer_are_asked_at_once_or_when_their_turn_comes() -> None:
    deck = read_deck(
        "title: T\nid: t\ncards:\n"
        "  - {id: a, question: Q?, answer: x, reverse: 'true'}\n"
        "  - {id: b, question: R?, answer: y}\n"
    )
    front, back, other = (card.id for card in deck.cards)
    now = START + timedelta(days=9)
    log = [
        answer(1, Rating.EASY, card=back, due=START + timedelta(days=3)),
        answer(2, Rating.EASY, card=other, due=START + timedelta(days=3)),
        answer(
            3,
            Rating.EASY,
            card=front,
            after=timedelta(days=9, hours=-1),
            due=now + timedelta(days=4),
        ),
    ]
    progress = replay(log, desk.over(MemoryStore()).scheduler)
    found = asked_again({back, other}, deck.cards, progress, now)
    tomorrow = START.replace(day=11, hour=4)
    assert (found.now, found.later, found.coming) == (1, 1, tomorrow)
    assert asked_again({front}, deck.cards, progress, now) == (0, 1, tomorrow + timedelta(days=3))
    assert asked_again(set(), deck.cards, progress, now) == (0, 0, None)


def test_an_edit_not_written_down_comes_after_those_that_were_whatever_the_clock_says(
    tmp_path: Path,
) -> None:
    file = tmp_path / "rivers.yaml"

    def wording(verb: str) -> Deck:
        text = RIVERS.replace("id: vienna, ", "").replace("flows through Vienna", verb)
        file.write_text(text, "utf-8")
        return load_deck(file)

    with desk.open(tmp_path / "p.db") as mine:
        first = wording("flows through Vienna")
        mine.follow({file: first}, START)
        card = first.cards[0].id
        mine.store.append(answer(1, card=card, due=START + timedelta(days=9)))
        mine.follow({file: wording("runs through Vienna")}, START + timedelta(days=30))
    last = wording("streams through Vienna")
    with desk.read(tmp_path / "p.db") as mine:
        mine.follow_unwritten({file: last}, START + timedelta(days=1))
        assert mine.names()[card] == last.cards[0].id
        assert mine.progress.records.keys() == {last.cards[0].id}


def test_a_deck_is_as_it_was_seen_where_nothing_was_ever_seen(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    file.write_text(RIVERS, "utf-8")
    with desk.read(tmp_path / "p.db") as mine:
        assert mine.is_as_seen(file)
    with desk.open(tmp_path / "p.db") as mine:
        assert not mine.is_as_seen(file)
        mine.follow({file: load_deck(file)}, START)
        assert desk.over(mine.store).is_as_seen(file)


def test_an_edit_is_followed_unwritten_beside_decks_that_are_as_they_were_or_clash(
    tmp_path: Path,
) -> None:
    files = [tmp_path / f"{name}.yaml" for name in ("edited", "same", "other")]
    texts = [
        RIVERS.replace("id: rivers", f"id: {file.stem}").replace("id: vienna, ", "")
        for file in files
    ]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    with desk.open(tmp_path / "p.db") as mine:
        decks = {file: load_deck(file) for file in files}
        mine.follow(decks, START)
        cards = [deck.cards[0].id for deck in decks.values()]
        for number, card in enumerate(cards, 1):
            due = START + timedelta(days=9)
            mine.store.append(answer(number, card=card, after=number * SECOND, due=due))
    files[0].write_text(texts[0].replace("flows through Vienna", "runs through Vienna"), "utf-8")
    clash = "title: R\nid: other\ncards: [{question: What is quite another thing?, answer: this}]\n"
    files[2].write_text(clash, "utf-8")
    with desk.read(tmp_path / "p.db") as mine:
        decks = {file: load_deck(file) for file in files}
        mine.follow_unwritten(decks, START + SECOND)
        assert mine.names().keys() == {cards[0]}
    with desk.open(tmp_path / "p.db") as mine, pytest.raises(desk.ClashError) as refused:
        mine.follow({files[2]: load_deck(files[2])}, START + SECOND)
    assert f"{files[2]} has the id 'other' of another deck, whose progress" in str(refused.value)
