"""The watch over queries, the size of a file, its layout: each bound where it is, and not beside it."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.progress import (
    CardRecord,
    CarriedOver,
    EventId,
    Rated,
    SeenDeck,
    Undone,
    replay,
)
from quizkit.scheduling import CalendarDays, CardState, Rating, Scheduler
from quizkit.store import DamagedError, known, open_store, read_store
from quizkit.store.attached import OddError, unite
from quizkit.store.backups import back_up, back_up_to, backups, restore
from quizkit.store.door import (
    MOST_BYTES,
    MOST_EVENTS,
    Watch,
    look_at_size,
    size_of,
    ticks_of_merge,
    ticks_of_taking_back,
)
from quizkit.store.merging import merge_file
from quizkit.store.moving import log_set_aside
from quizkit.store.paths import are_one, identity, wal_of
from quizkit.store.verifying import look_through
from tests.logs import START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
STEPS, AT_LEAST, A_BYTE = 250_000, 8_000_000, 20


def looks(watch: Watch) -> int:
    """How many looks a watch takes before it ends a query."""
    taken = 1
    while not watch():
        taken += 1
    return taken


def test_a_query_may_take_so_many_steps_for_each_byte_and_some() -> None:
    assert looks(Watch(0)) == AT_LEAST // STEPS + 1
    assert looks(Watch(10**6)) == (AT_LEAST + A_BYTE * 10**6) // STEPS + 1
    watch = Watch(0)
    assert looks(watch) == looks(watch) + AT_LEAST // STEPS  # it is over, and stays so
    watch.begin()
    assert not watch.is_over
    assert looks(watch) == AT_LEAST // STEPS + 1
    watch.grow(10**6)
    assert looks(watch) == (AT_LEAST + A_BYTE * 10**6) // STEPS + 1
    watch.begin()  # what grew was of that query alone
    assert looks(watch) == AT_LEAST // STEPS + 1


def test_a_file_that_grows_meanwhile_may_take_longer_once_for_each_byte(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(bytes(10**6))
    watch = Watch(0, path)
    assert looks(watch) == (AT_LEAST + A_BYTE * 10**6) // STEPS + 1
    watch.begin()
    assert looks(watch) == (AT_LEAST + A_BYTE * 10**6) // STEPS + 1
    path.write_bytes(bytes(3 * 10**6))
    watch.begin()
    assert looks(watch) == (AT_LEAST + A_BYTE * 3 * 10**6) // STEPS + 1
    path.write_bytes(b"")  # it never has less time than it had
    watch.begin()
    assert looks(watch) == (AT_LEAST + A_BYTE * 3 * 10**6) // STEPS + 1
    path.unlink()
    watch.begin()
    assert looks(watch) == (AT_LEAST + A_BYTE * 3 * 10**6) // STEPS + 1


def test_a_watch_ticks_at_each_look_and_spares_what_writes() -> None:
    ticks: list[None] = []
    watch = Watch(0)
    watch.tick = lambda: ticks.append(None)
    taken = looks(watch)
    assert len(ticks) == taken
    watch.spare()
    assert not any(watch() for _ in range(1000))


def test_a_bar_has_a_look_for_what_is_merged_or_taken_back() -> None:
    assert (ticks_of_merge(0), ticks_of_taking_back(0)) == (1, 1)
    assert ticks_of_merge(70_000_000) == pytest.approx(70_000_000 / 70 * 194 / STEPS, rel=0.05)
    assert ticks_of_taking_back(10**6) == pytest.approx(62 * 10**6 / STEPS, rel=0.05)


def test_the_size_of_a_file_is_that_of_it_and_its_log(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    assert size_of(path) == 0
    path.write_bytes(b"12345")
    wal_of(path).write_bytes(b"678")
    for end in ("-shm", "-journal"):
        path.with_name(path.name + end).write_bytes(b"1" * 9)
    assert size_of(path) == 8
    wal_of(path).unlink()
    wal_of(path).mkdir()
    with pytest.raises(StoreError, match="beside the progress file, is a folder"):
        size_of(path)


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_whatever_lies_there_or_beside_has_to_be_a_regular_file(tmp_path: Path, end: str) -> None:
    path = tmp_path / "p.db"
    if end:
        path.touch()
    path.with_name(path.name + end).mkdir()
    with pytest.raises(StoreError, match=r"is a folder"):
        size_of(path)


def test_five_million_events_or_two_gigabytes_are_read_without_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(b"12345")
    look_at_size(path, MOST_EVENTS)
    with pytest.raises(StoreError, match=r"more than 5,000,000 events or 2 GB$"):
        look_at_size(path, MOST_EVENTS + 1)
    assert MOST_BYTES == 2 * 10**9
    monkeypatch.setattr("quizkit.store.door.MOST_BYTES", 5)
    look_at_size(path)
    path.write_bytes(b"123456")
    with pytest.raises(StoreError, match="more than"):
        look_at_size(path)


def made(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (("PRAGMA user_version = 3",), "there is nothing in it"),
        (("PRAGMA application_id = 1",), "of another program"),
        (("CREATE TABLE t (a)",), "of another program"),
        (("PRAGMA application_id = 0x717A6B74",), "its layout is lost"),
        (("PRAGMA application_id = 0x717A6B74", "CREATE TABLE t (a)"), "its layout is lost"),
        (("PRAGMA application_id = 0x717A6B74", "PRAGMA user_version = 5"), "its layout is lost"),
        (("PRAGMA application_id = 0x717A6B74", "PRAGMA user_version = 99"), "a newer quizkit"),
        (
            (
                "PRAGMA application_id = 0x717A6B74",
                "PRAGMA user_version = 1",
                "CREATE TABLE t (a)",
            ),
            "card is gone",
        ),
    ],
)
def test_what_a_file_is_is_said_of_its_head_and_its_layout(
    tmp_path: Path, statements: tuple[str, ...], says: str
) -> None:
    path = made(tmp_path / "p.db", *statements)
    before = path.read_bytes()
    for use in (open_store, read_store):
        with pytest.raises(StoreError, match=says):
            use(path)
    assert path.read_bytes() == before


def with_a_view(path: Path) -> Path:
    open_store(path).close()
    return made(path, "CREATE VIEW v AS SELECT 1")


def test_a_file_that_took_the_place_of_the_one_looked_at_is_not_united(tmp_path: Path) -> None:
    odd = with_a_view(tmp_path / "odd.db")
    with open_store(tmp_path / "p.db") as store:
        with (
            pytest.raises(DamagedError, match="a view that no quizkit made"),
            store.attached(odd),
        ):
            pytest.fail("it was not looked at")
        store.append(answer(1))
        assert store.count() == 1


def test_of_a_file_with_an_odd_layout_a_restore_cannot_say_what_is_missing(tmp_path: Path) -> None:
    path, backup = tmp_path / "p.db", tmp_path / "b.db"
    with open_store(path) as store:
        store.append(answer(1))
        back_up_to(store, backup)
        store.append(answer(2))
    made(path, "CREATE VIEW v AS SELECT 1")
    done = restore(path, backup)
    assert (done.answers, done.missing) == (1, None)


def test_a_query_over_another_file_may_take_the_steps_that_its_bytes_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, grown = tmp_path / "other.db", list[int]()
    with open_store(other) as store:
        store.append(answer(1))
    monkeypatch.setattr(Watch, "grow", lambda _, size: grown.append(size))
    with open_store(tmp_path / "p.db") as store, store.attached(other):
        assert grown == [size_of(other)]


def test_two_paths_to_a_file_that_is_not_there_are_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    one, other = tmp_path / "a" / "p.db", tmp_path / "link" / "p.db"
    assert are_one(one, other)
    assert not are_one(one, tmp_path / "p.db")
    one.touch()
    assert are_one(one, other)
    assert not are_one(one, tmp_path / "p.db")


def test_a_merge_tells_what_it_found_without_the_merges_that_stay(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.db" for n in range(3)]
    for number, path in enumerate(paths, 1):
        with open_store(path) as store:
            store.append(answer(number))
    with open_store(paths[1]) as store:
        merge_file(store, paths[2], START)
        assert store.count() == 3
    with open_store(paths[0]) as store:
        assert merge_file(store, paths[1], START) == (2, 2, None)
        assert merge_file(store, paths[1], START) == (2, 0, None)


def test_a_snapshot_worked_out_anew_bears_no_names_of_the_one_before(tmp_path: Path) -> None:
    moved = CarriedOver(id=EventId("m", 1), at=START + DAY, source="a", target="b")
    due = START + 9 * DAY
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1, card="a", due=due), moved)
        known(store, SCHEDULER)
        assert store.snapshot().names == {"a": "b"}
        store.append(Undone(id=EventId("m", 2), at=START + 2 * DAY, target=moved.id))
        other = Scheduler(day=CalendarDays(), desired_retention=0.8)
        found = known(store, other)
        kept = store.snapshot()
        assert (kept.version, kept.names, kept.records.keys()) == (3, {}, {"a"})
        assert found.progress == replay(store.events(), other)


def test_a_card_that_a_failed_snapshot_was_to_name_is_named_by_its_next_answer(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    beyond = CardRecord(CardState(seed="new", reviews=2**32))
    with open_store(path) as store:
        store.append(answer(1, card="a"))
        before = known(store, SCHEDULER)
        records = {"new": CardRecord(CardState(seed="new")), "newer": beyond}
        second = answer(2, card="a", after=DAY)
        store.append(second, at=1, records=records, basis=before.basis)
        store.append(answer(3, card="new", after=2 * DAY))
        store.append(answer(4, card="newer", after=3 * DAY))
    with read_store(path) as store:
        assert [event.card for event in store.events()] == ["a", "a", "new", "newer"]


def test_what_stood_in_the_log_of_a_killed_session_is_in_the_file_that_a_restore_keeps_aside(
    tmp_path: Path,
) -> None:
    path, backup, killed = tmp_path / "p.db", tmp_path / "b.db", tmp_path / "k.db"
    with open_store(path) as store:
        store.append(answer(1))
        back_up_to(store, backup)
        store.append(answer(2))
        killed.write_bytes(path.read_bytes())
        wal_of(killed).write_bytes(wal_of(path).read_bytes())
    done = restore(killed, backup)
    assert (done.answers, done.missing) == (1, 1)
    assert done.aside is not None
    assert not wal_of(done.aside).exists()
    with read_store(done.aside) as store:
        assert store.count() == 2


BEGIN, END = -62_135_000_000_000, 253_402_000_000_000


@pytest.mark.parametrize(
    ("column", "sound", "odd"),
    [
        ("at", (BEGIN, END), (BEGIN - 1, END + 1, "x", 1.5)),
        ("number", (0, 2**62), (-1, 2**62 + 1, "x")),
        ("zone", (-1439, 1439), (-1440, 1440, "x")),
        ("due", (None, BEGIN, END), (BEGIN - 1, END + 1, b"x")),
        ("rating", (None, 1, 4), (0, 5, "x")),
        ("outcome", tuple("cnpws"), ("x", None, b"c")),
        ("duration", (None, 0, 4 * 10**14), (-1, 4 * 10**14 + 1, 1.5)),
        ("practice", (None, 1), (0, 2, "x")),
        ("response", (None, "x", "", b"[]", b'{"a": "b"}'), ("x\0", b"[1]", b"[ ]", 5, b"x")),
        ("card", (1,), (99, None)),
        ("writer", (), (99,)),
        ("target_writer", (None,), (1,)),
        ("target_number", (None,), (1,)),
        ("name", (None,), ("x",)),
        ("other_card", (None,), (1,)),
    ],
)
def test_answers_are_copied_from_file_to_file_only_as_they_would_be_written(
    tmp_path: Path, column: str, sound: tuple[object, ...], odd: tuple[object, ...]
) -> None:
    for number, value in enumerate((*sound, *odd)):
        other = tmp_path / f"{number}.db"
        with open_store(other) as store:
            store.append(answer(1), answer(2, card="b"))
        with closing(sqlite3.connect(other, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute(f"UPDATE event SET {column} = ? WHERE number = 2", (value,))
        with open_store(tmp_path / f"mine-{number}.db") as store:
            if number >= len(sound):
                with pytest.raises(OddError):
                    unite(store, other, "other", START)
                assert store.count() == 0
            else:
                assert unite(store, other, "other", START) == (2, 2)
                assert len(list(store.events())) == 3


@pytest.mark.parametrize(
    ("column", "sound", "odd"),
    [
        ("rating", (1, 4), (0, 5, None)),
        ("outcome", (None, "c"), ("x",)),
        ("due", (None, END), (END + 1,)),
        ("target_writer", (), (99, None)),
        ("target_number", (0, 2**62), (-1, 2**62 + 1, None)),
        *((each, (None,), (1,)) for each in ("card", "duration", "practice", "other_card")),
        *((each, (None,), ("x",)) for each in ("response", "name")),
    ],
)
def test_ratings_are_copied_from_file_to_file_only_as_they_would_be_written(
    tmp_path: Path, column: str, sound: tuple[object, ...], odd: tuple[object, ...]
) -> None:
    for number, value in enumerate((*sound, *odd)):
        other = tmp_path / f"{number}.db"
        rated = Rated(id=EventId("r", 1), at=START + DAY, answer=answer(1).id, rating=Rating.EASY)
        with open_store(other) as store:
            store.append(answer(1), rated)
        with closing(sqlite3.connect(other, isolation_level=None)) as connection:
            connection.execute(f"UPDATE event SET {column} = ? WHERE kind = 2", (value,))
        with open_store(tmp_path / f"mine-{number}.db") as store:
            if number >= len(sound):
                with pytest.raises(OddError):
                    unite(store, other, "other", START)
                assert store.count() == 0
            else:
                assert unite(store, other, "other", START) == (2, 2)
                assert len(list(store.events())) == 3


def test_where_a_deck_was_seen_is_kept_though_its_path_is_no_text_that_can_be_stored(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    decks = [SeenDeck("a", "/tmp/a.yaml", "1-2"), SeenDeck("b", "/tmp/\udcff.yaml", "3-4")]
    with open_store(path) as store:
        for deck in decks:
            store.remember(deck, [])
        assert store.seen_decks() == {deck.id: deck for deck in decks}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE deck SET stamp = x'01' WHERE id = 'a'")
        connection.execute("INSERT INTO deck VALUES ('c', 'elsewhere', '/tmp/c.yaml', '5-6')")
    with read_store(path) as store:
        assert store.seen_decks() == {"b": decks[1]}


def test_the_name_of_a_writer_without_events_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
    made(path, "INSERT INTO writer VALUES (9, 'no name', 'here')")
    with read_store(path) as store:
        (finding,) = look_through(store).findings
    assert finding.startswith("the name of writer 9 makes no sense")


def test_a_log_is_set_aside_whether_or_not_anybody_shares_it(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    path.touch()
    wal_of(path).write_bytes(b"a log")
    file, log = identity(path), identity(wal_of(path))
    assert log_set_aside(path, file, log) is None  # the file is the one that it was
    (tmp_path / "new.db").touch()
    (tmp_path / "new.db").replace(path)
    assert log_set_aside(path, file, None) is None
    assert log_set_aside(path, file, (0, 0)) is None  # the log is another one by now
    assert log_set_aside(path, file, log) == tmp_path / "p.replaced.db"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p.db", "p.replaced.db-wal"]


def test_of_a_backup_with_an_odd_layout_no_answers_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        backup = back_up(store, date(2026, 3, 1))
    assert [each.answers for each in backups(path)] == [1]
    made(backup, "CREATE VIEW v AS SELECT 1")
    assert [each.answers for each in backups(path)] == [None]


@pytest.mark.parametrize(("odd", "told"), [(19, 19), (20, 20), (21, 21), (30, 21)])
def test_twenty_findings_of_a_kind_are_told_one_by_one(tmp_path: Path, odd: int, told: int) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*map(answer, range(1, 41)))
    made(path, f"UPDATE event SET rating = 9 WHERE number <= {odd}")
    with read_store(path) as store:
        findings = look_through(store).findings
    assert len(findings) == told
    assert (findings[-1] == f"and {odd - 20} more of this kind") is (odd > 20)


def test_states_of_cards_that_are_not_there_are_told(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, due=START + DAY))
        known(store, SCHEDULER)
        assert look_through(store).findings == []
    made(path, "INSERT INTO record VALUES (98, 1, x'00')", "INSERT INTO renamed VALUES (1, 99)")
    with read_store(path) as store:
        assert look_through(store).findings[0] == (
            "the states kept beside the log name 2 cards that are not there"
        )
