"""The snapshot of a progress file is a cache: whatever happens, it says what a replay says, or nothing.

It is dropped at every point of a sitting, spoilt, overtaken by another sitting, another device or
another scheduler: what a store knows stays what its events amount to.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from itertools import pairwise
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from quizkit import desk
from quizkit.cli import cli, standings
from quizkit.errors import SessionError
from quizkit.model import Deck
from quizkit.progress import (
    Answered,
    CarriedOver,
    Event,
    EventId,
    Forgotten,
    Progress,
    Rated,
    Undone,
    replay,
)
from quizkit.scheduling import FSRS6, FSRS7, CalendarDays, Calibration, Rating, Scheduler
from quizkit.session import Asking, Command, Input, Mode, Rate, Respond, Session
from quizkit.store import (
    MemoryStore,
    SQLiteStore,
    Store,
    known,
    open_store,
    packed,
    read_store,
)
from quizkit.store.merging import merge_file, repair
from quizkit.store.sealed import Head, opened, seal_of, sealed
from tests.logs import CARDS, START, answer, logs
from tests.sittings import INPUTS, NOTES, SECOND, deck_of, learned

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)


@contextmanager
def new_file() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder, "p.db")


def drop(path: Path) -> None:
    done(path, "DELETE FROM snapshot; DELETE FROM record; DELETE FROM renamed;")


def done(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


PLACES = (
    "phase suspended due due_zone first_day last_day buried_day step model a b c reviewed zone reviews"
    " lapses study_days rating"
).split()


def rewritten(path: Path, **values: float) -> None:
    """Change values of all rows, and seal them as those that a quizkit wrote."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        head = Head.read(connection)
        assert head is not None
        seal = head.seal
        for number, state in connection.execute("SELECT card, state FROM record").fetchall():
            row = dict(zip(PLACES, packed._RECORD.unpack(opened(number, state)), strict=True))
            changed = sealed(number, packed._RECORD.pack(*(row | values).values()))
            connection.execute("UPDATE record SET state = ? WHERE card = ?", (changed, number))
            seal += seal_of(changed) - seal_of(state)
        head._replace(seal=seal).write(connection)


class Player:
    """Someone at a desk over a file or a store, whose clock moves a second an input."""

    def __init__(self, where: Path | Store, mode: Mode = Mode.STUDY, day: int = 2) -> None:
        self.desk = desk.open(where) if isinstance(where, Path) else desk.over(where)
        self.now = START + day * DAY
        self.deck: Deck = deck_of(*NOTES)
        plan = self.desk.plan([self.deck], mode=mode, seed="s")
        self.session: Session = self.desk.begin(plan, self.now)

    def does(self, given_input: Input) -> tuple[Event, ...]:
        self.now += SECOND
        self.session, events, _ = self.desk.step(self.session, given_input, self.now)
        return events

    def learns(self, *responses: str) -> "Player":
        for response in responses:
            self.does(Respond(response))
            self.does(Command.NEXT)
        return self

    @property
    def store(self) -> Store:
        return self.desk.store

    def replayed(self) -> Progress:
        return replayed(self.desk)


def replayed(mine: desk.Learner) -> Progress:
    wanted = mine.settings
    return replay(mine.store.events(), mine.scheduler, wanted.days, wanted.calibration)


def fresh(path: Path) -> tuple[Progress, Progress, bool]:
    """What a new start knows of a file, what a replay says, and whether the snapshot was up to date."""
    with desk.read(path) as mine:
        kept = mine.store.snapshot()
        is_current = kept.version == len(list(mine.store.events()))
        if is_current and kept.version:
            assert kept.records == mine.progress.records
        return mine.progress, replayed(mine), is_current


@given(
    st.lists(INPUTS, max_size=14), st.sampled_from(Mode), st.booleans(), st.sets(st.integers(0, 13))
)
@settings(max_examples=40, deadline=None)
def test_after_every_step_of_a_sitting_it_says_what_a_replay_says(
    inputs: list[Input], mode: Mode, reworded: bool, dropped: set[int]
) -> None:
    with new_file() as path:
        with open_store(path) as store:
            store.append(*learned(reworded=reworded))
        player, undone_before = Player(path, mode), False
        with player.desk:
            for number, given_input in enumerate(inputs):
                undone_before |= given_input is Command.UNDO and not player.session.earlier
                with suppress(SessionError):
                    player.does(given_input)
                found, expected, is_current = fresh(path)
                assert found == expected == player.session.progress or undone_before
                assert found == expected
                assert is_current or dropped or undone_before
                if number in dropped:
                    drop(path)
                    assert fresh(path)[0] == expected


@given(
    logs(),
    st.lists(st.integers(0, 14), max_size=3),
    st.sampled_from([None, Calibration()]),
    st.sampled_from([SCHEDULER, Scheduler(FSRS7(), day=CalendarDays())]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_log_that_grows_by_parts_is_known_in_whichever_opening_of_the_file(
    log: list[Event],
    cuts: list[int],
    calibration: Calibration | None,
    scheduler: Scheduler,
    spoilt: bool,
) -> None:
    cuts = sorted({0, len(log), *(cut % (len(log) + 1) for cut in cuts)})
    with new_file() as path:
        for begin, end in pairwise(cuts):
            with open_store(path) as store:
                store.append(*log[begin:end])
                expected = replay(log[:end], scheduler, calibration=calibration)
                found = known(store, scheduler, calibration=calibration)
                assert found.progress == expected
                again = known(store, scheduler, calibration=calibration)
                assert (again.version, again.progress) == (end, expected)
                assert again.progress.names == expected.names
            if spoilt:
                drop(path)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=["FSRS-6", "FSRS-7"])
def test_the_memory_of_every_model_comes_back_as_it_was(
    tmp_path: Path, model: FSRS6 | FSRS7
) -> None:
    scheduler = Scheduler(model)
    events = [
        answer(n, rating, card=CARDS[n % 2], after=n * 0.7 * DAY, due=START + (n + 3) * DAY)
        for n, rating in enumerate([Rating.GOOD, Rating.AGAIN, *Rating, Rating.GOOD], 1)
    ]
    with open_store(tmp_path / "p.db") as store:
        store.append(*events)
        expected = known(store, scheduler).progress
        kept = store.snapshot()
        assert kept.version == len(events)
        assert kept.records == expected.records == replay(events, scheduler).records
        assert kept.records.keys() == set(CARDS[:2])


def test_a_plain_sitting_is_taken_on_from_the_rows_without_a_replay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    player = Player(path)
    player.does(Respond("rhubarb"))
    player.does(Rate(Rating.HARD))  # rated anew
    player.does(Respond("stone"))
    player.does(Command.OVERRULE)
    player.does(Command.NEXT)
    player.does(Respond("because"))  # only the learner can say how good that was
    player.does(Rate(Rating.GOOD))
    player.does(Command.BURY)
    player.does(Command.UNDO)
    player.does(Command.UNDO)
    expected = player.replayed()
    player.desk.store.close()
    monkeypatch.setattr("quizkit.progress.replaying.replay", pytest.fail)
    with desk.read(path) as mine:
        assert mine.store.snapshot().records == expected.records
        assert mine.progress == expected
        assert "d#words" not in mine.progress.records  # its answer was taken back


def test_a_log_without_an_answer_is_neither_replayed_nor_written_at_a_second_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    with desk.open(path) as mine:
        expected = mine.progress
    before = path.read_bytes()
    monkeypatch.setattr("quizkit.progress.replaying.replay", pytest.fail)
    with desk.open(path) as mine:
        assert mine.progress == expected
        assert path.with_name("p.db-wal").stat().st_size == 0
    assert path.read_bytes() == before


def test_an_answer_that_changes_no_record_moves_it_on_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        found = known(store, SCHEDULER)
        for number in (1, 2, 3):  # the first of a card is written another way
            event = answer(number, None, after=number * DAY)  # only the learner can rate it
            store.append(event, at=number - 1, records={}, basis=found.basis)
            assert store.snapshot().version == number
        assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)


# What is in the file beside it, or was done to it.

SPOILT = {
    "a byte changed": "UPDATE record SET state = substr(state, 1, 30) || x'07' || substr(state, 32)",
    "a seal changed": "UPDATE record SET state = substr(state, 1, length(state) - 1) || x'07'",
    "a row cut short": "UPDATE record SET state = substr(state, 1, 40)",
    "an empty row": "UPDATE record SET state = x''",
    "a text for a row": "UPDATE record SET state = 'x'",
    "a number for a row": "UPDATE record SET state = 7",
    "a row lost": "DELETE FROM record WHERE card = (SELECT min(card) FROM record)",
    "a row too many": "INSERT INTO card (number, id) VALUES (99, 'd#x');"
    "INSERT INTO record SELECT 99, version, state FROM record LIMIT 1",
    "rows of each other": """
        CREATE TABLE r AS SELECT min(card) + max(card) - card AS card, version, state FROM record,
            (SELECT min(card) AS low, max(card) AS high FROM record) LIMIT 0;
        INSERT INTO r SELECT (SELECT min(card) + max(card) FROM record) - card, version, state
            FROM record WHERE card IN ((SELECT min(card) FROM record), (SELECT max(card) FROM record));
        INSERT OR REPLACE INTO record SELECT * FROM r; DROP TABLE r""",
    "a card that there is not": "UPDATE record SET card = card + 1000",
    "a card renamed to none": "INSERT INTO renamed VALUES (1, 1000)",
    "a calibration that is none": "UPDATE snapshot SET calibration = x'0011'",
    "a calibration that is a text": "UPDATE snapshot SET calibration = '{}'",
    "no calibration": "UPDATE snapshot SET calibration = NULL",
    "another instant": "UPDATE snapshot SET newest = newest - 1",
    "another seal": "UPDATE snapshot SET seal = seal + 1",
    "a seal that is a text": "UPDATE snapshot SET seal = 'x'",
    "a version to come": "UPDATE snapshot SET version = version + 1",
    "a version below nothing": "UPDATE snapshot SET version = -1",
    "a version that is a text": "UPDATE snapshot SET version = 'x'",
    "an instant that is a text": "UPDATE snapshot SET newest = 'x'",
    "another basis": "UPDATE snapshot SET basis = '[]'",
    "a basis that is a blob": "UPDATE snapshot SET basis = x'00'",
    "no head": "DELETE FROM snapshot",
    "no table of cards": "DROP TABLE record",
    "no table at all": "DROP TABLE snapshot; DROP TABLE record; DROP TABLE renamed",
    "a table of another kind": "DROP TABLE record; CREATE TABLE record (x)",
}


SEALED: dict[str, dict[str, float]] = {
    "a number that is none": {"a": inf},
    "a stability below nothing": {"a": -1.0},
    "no instant of the calendar": {"due": 1 << 62},
    "the last instant, east of it": {"due": 253402300799999, "due_zone": 60},
    "an instant before the calendar": {"due": -99999999999999},
    "a zone of a year": {"zone": 600000 % 32768},
    "a zone of weeks": {"due_zone": 30000},
    "a phase that there is not": {"phase": 9},
    "a phase without its memory": {"model": 0},
    "a step in review": {"phase": 2, "step": 1},
    "a model that there is not": {"model": 77},
    "the memory of another model": {"model": 2},
    "a rating that there is not": {"rating": 5},
}


@pytest.mark.parametrize("what", SEALED)
def test_one_that_was_sealed_and_makes_no_sense_is_left_aside(tmp_path: Path, what: str) -> None:
    path = tmp_path / "p.db"
    Player(path).learns("rhubarb", "apple").desk.store.close()
    rewritten(path, **SEALED[what])
    found, expected, _ = fresh(path)
    assert found == expected
    Player(path, day=3).learns("rhubarb").desk.store.close()
    found, expected, is_current = fresh(path)
    assert found == expected
    assert is_current


@pytest.mark.parametrize("what", SPOILT)
def test_one_that_makes_no_sense_is_left_aside_and_costs_no_answer(
    tmp_path: Path, what: str
) -> None:
    path = tmp_path / "p.db"
    player = Player(path).learns("rhubarb", "apple")
    done(path, SPOILT[what])
    found, expected, _ = fresh(path)
    assert found == expected == player.replayed()
    before = len(list(player.store.events()))
    player.learns("because", "sorrel")  # the sitting that was going on
    with player.desk:
        assert len(list(player.store.events())) > before
    Player(path, day=3).learns("rhubarb").desk.store.close()  # and a new one
    found, expected, _ = fresh(path)
    assert found == expected


def write_deck(path: Path) -> None:
    notes = "".join(
        f"  - {{id: {note.id}, question: Which {note.id}?, answer: {note.id}}}\n" for note in NOTES
    )
    path.write_text(f"title: D\nid: d\ncards:\n{notes}", "utf-8")


def counted(file: Path, path: Path, cache: Path, day: int) -> list[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        pace, found, errors, _ = standings.found([file], START + day * DAY, None, path)
        assert not errors
        timeless = pace._replace(
            as_of=0, ahead=0, first=None
        )  # what lies ahead is said of one instant
        return [timeless, *found]


@given(
    st.lists(INPUTS, max_size=12),
    st.dictionaries(st.integers(0, 11), logs(), max_size=2),
)
@settings(max_examples=25, deadline=None)
def test_due_says_after_every_answer_what_it_says_without_anything_kept(
    inputs: list[Input], merged: dict[int, list[Event]]
) -> None:
    with new_file() as path:
        file, caches = path.with_name("d.yaml"), path.with_name("caches")
        write_deck(file)
        player = Player(path)
        with player.desk:
            for number, given_input in enumerate(inputs):
                with suppress(SessionError):
                    player.does(given_input)
                if number in merged and isinstance(player.store, SQLiteStore):
                    player.store.merge(merged[number], {})
                for day in 2, 3:
                    anew = counted(file, path, caches / str((number, day)), day)
                    assert counted(file, path, caches / "kept", day) == anew
                    assert counted(file, path, caches / "kept", day) == anew


def test_due_reads_after_an_answer_the_rows_of_its_card_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, path, cache = tmp_path / "d.yaml", tmp_path / "p.db", tmp_path / "cache"
    write_deck(file)
    Player(path).learns("rhubarb").desk.store.close()
    counted(file, path, cache, 3)  # replays
    Player(path, day=3).learns("rhubarb").desk.store.close()
    counted(file, path, cache, 3)  # reads every row
    for day in 4, 5:
        Player(path, day=day).learns("apple", "rhubarb").desk.store.close()
        anew = counted(file, path, tmp_path / f"anew {day}", 30)
        with monkeypatch.context() as patch:
            patch.setattr("quizkit.store.dues._whole", pytest.fail)
            assert counted(file, path, cache, 30) == counted(file, path, cache, 30) == anew
        assert anew[1].counts.due


@pytest.mark.parametrize("what", SPOILT)
def test_due_says_the_same_where_one_makes_no_sense(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> str:
        now = (START + 3 * DAY).isoformat()
        ran = CliRunner().invoke(
            cli, ["due", "d.yaml", "--json", "--now", now], catch_exceptions=False
        )
        assert ran.exit_code == 0
        return ran.output

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    write_deck(tmp_path / "d.yaml")
    Player(tmp_path / "p.db").learns("rhubarb", "apple").desk.store.close()
    expected = said()
    assert '"due": 2,' in expected
    assert said() == expected
    done(tmp_path / "p.db", SPOILT[what])
    assert said() == expected


def test_two_sittings_at_once_are_both_in_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    first, second = Player(path), Player(path)
    first.learns("rhubarb")
    second.learns("apple", "stone")
    first.learns("apple")
    second.does(Command.UNDO)
    first.does(Command.UNDO)
    found, expected, _ = fresh(path)
    assert found == expected
    for player in first, second:
        player.desk.store.close()
    third = Player(path, day=3).learns("rhubarb")
    third.desk.store.close()
    found, expected, is_current = fresh(path)
    assert found == expected
    assert is_current


@pytest.mark.parametrize("make", [MemoryStore, None], ids=["memory", "SQLite"])
def test_records_of_one_scheduler_are_not_taken_for_those_of_another(
    tmp_path: Path, make: Callable[[], Store] | None
) -> None:
    player = Player(make() if make else tmp_path / "p.db").learns("rhubarb")
    other = Scheduler(desired_retention=0.8)
    known(player.store, other)  # which keeps a snapshot of its own
    player.learns("apple")
    for scheduler in other, player.desk.scheduler:
        expected = replay(player.store.events(), scheduler)
        assert known(player.store, scheduler).progress == expected
    player.store.close()


def test_a_later_quizkit_goes_by_no_snapshot_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    Player(path).learns("rhubarb").desk.store.close()
    monkeypatch.setattr("quizkit.store.protocol.__version__", "999")
    rewritten(path, reviews=999)
    with desk.read(path) as mine:
        assert mine.progress == replayed(mine)


LATER = START + 9 * DAY
NAMES = {"id": EventId("v", 1), "at": LATER}
PAST = {
    "late": answer(9, Rating.AGAIN, card="d#rhubarb", after=DAY, due=LATER),
    "undo": Undone(**NAMES, target=EventId("w1", 1)),
    "overrule": Rated(**NAMES, answer=EventId("w1", 1), rating=Rating.EASY, due=LATER),
    "carried over": CarriedOver(**NAMES, source="d#rhubarb", target="d#new"),
    "forgotten": Forgotten(**NAMES, card="d#rhubarb"),
    "at the same instant": answer(9, Rating.AGAIN, card="d#rhubarb", after=2 * DAY, due=LATER),
}


@pytest.mark.parametrize("event", PAST.values(), ids=PAST)
def test_what_changes_what_was_known_is_seen_and_then_kept(tmp_path: Path, event: Event) -> None:
    path = tmp_path / "p.db"
    log = [
        evolve(
            answer(n, card="d#rhubarb", after=n * DAY, due=START + (n + 1) * DAY),
            id=EventId("w1", n),
        )
        for n in (1, 2)
    ]
    with desk.open(path) as mine:
        mine.store.append(*log)
        before = mine.progress
    with desk.open(path) as mine:
        mine.store.append(event)
        assert mine.progress == replayed(mine) != before
    found, expected, is_current = fresh(path)
    assert found == expected
    assert is_current
    with desk.open(path) as mine:
        newer = answer(8, card="d#rhubarb", after=20 * DAY, due=START + 30 * DAY)
        mine.store.append(evolve(newer, id=EventId("x", 8)))
        assert mine.progress == replayed(mine)


def test_an_event_whose_target_may_still_arrive_keeps_it_from_being_kept(tmp_path: Path) -> None:
    early = Undone(id=EventId("v", 1), at=START, target=EventId("w", 1))
    with open_store(tmp_path / "p.db") as store:
        store.append(early)
        known(store, SCHEDULER)
        assert store.snapshot().version == 0
        store.append(answer(1, after=DAY, due=START + 2 * DAY))
        assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)
        assert known(store, SCHEDULER).progress.records == {}
        assert store.snapshot().version == 2  # all is there now


def test_a_merge_brings_events_and_no_snapshot(tmp_path: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    Player(here).learns("rhubarb").desk.store.close()
    Player(there, day=3).learns("stone", "apple").desk.store.close()
    rewritten(there, reviews=99)
    with open_store(here) as store:
        merge_file(store, there, START)
    found, expected, _ = fresh(here)
    assert found == expected
    with open_store(there) as store:
        merge_file(store, here, START)  # where the older answers come late
        assert store.snapshot().version < len(list(store.events()))
    drop(there)
    assert fresh(there)[0] == found


def test_what_is_left_of_a_damaged_file_has_no_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    player = Player(path).learns("rhubarb", "apple", "stone")
    log = list(player.store.events())
    player.desk.store.close()
    done(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(28) + whole[128:])
    repair(path)
    with open_store(path) as store:
        assert sorted(event.id for event in store.events()) == sorted(event.id for event in log)
        assert store.snapshot().version == 0
        assert known(store, SCHEDULER).progress == replay(log, SCHEDULER)


def test_a_backup_put_in_the_place_of_a_file_in_use_is_replayed(tmp_path: Path) -> None:
    path, backup = tmp_path / "p.db", tmp_path / "backup.db"
    Player(path).learns("rhubarb").desk.store.close()
    shutil.copy(path, backup)
    with open_store(backup) as store:  # which goes on elsewhere, as far as the file in use
        store.append(answer(1, card="d#other", after=2 * DAY + 9 * SECOND, due=LATER))
        known(store, SCHEDULER)
    with open_store(path) as store:
        store.append(answer(2, card="d#gone", after=2 * DAY + 9 * SECOND, due=LATER))
    player = Player(path, day=3)
    shutil.copy(backup, tmp_path / "new.db")
    (tmp_path / "new.db").replace(path)
    player.learns("rhubarb", "apple")
    found, expected, _ = fresh(path)
    assert found == expected
    assert {"d#other", "d#rhubarb"} <= found.records.keys()
    player.desk.store.close()


def test_a_file_that_is_only_read_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, due=LATER))
    before = path.read_bytes()
    with read_store(path) as store:
        known(store, SCHEDULER)
        assert isinstance(store, SQLiteStore)
        assert store.snapshot().version == 0
    assert path.read_bytes() == before


def test_a_stale_version_keeps_the_answer_and_not_the_record(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        found = known(store, SCHEDULER)
        first = answer(1, due=LATER)
        after = found.progress.gone_on([first], SCHEDULER)
        assert after is not None
        store.append(answer(2, Rating.AGAIN, after=DAY, due=LATER))
        more = {"records": after.records, "basis": found.basis}
        assert store.append(first, at=0, **more) == 2  # type: ignore[arg-type]
        assert store.snapshot().version == 0
        assert isinstance(next(store.events()), Answered)
        assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)


def test_a_finished_sitting_asks_nothing_more(tmp_path: Path) -> None:
    player = Player(tmp_path / "p.db")
    while isinstance(player.session.screen, Asking):
        player.does(Command.SUSPEND)
    found, expected, is_current = fresh(tmp_path / "p.db")
    assert found == expected == player.session.progress
    assert is_current
    player.desk.store.close()
