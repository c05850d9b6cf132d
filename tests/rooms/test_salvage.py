"""Pages of a damaged file read on their own, by the format of SQLite; `laws/test_faults` damages whole files."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.progress import EventId, in_order
from quizkit.store import open_store, read_store
from quizkit.store.paths import wal_of
from quizkit.store.salvage import Pages, _here, _records, salvage
from tests.logs import START, answer
from tests.older_files import EARLIER, laid_out
from tests.progress_files import answers

SIZE = 512
TABLE, INDEX, INNER_INDEX = 0x0D, 0x0A, 0x02


def varint(number: int) -> bytes:
    """A number below 2**28 as the format writes it."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def record(*values: int | str | bytes | None) -> bytes:
    """A record of some values; numbers take two bytes."""
    kinds, body = b"", b""
    for value in values:
        if value is None:
            kinds += b"\0"
        elif isinstance(value, int):
            kinds, body = kinds + b"\2", body + value.to_bytes(2, signed=True)
        else:
            stored = value.encode() if isinstance(value, str) else value
            kinds += varint(12 + 2 * len(stored) + isinstance(value, str))
            body += stored
    return varint(len(kinds) + 1) + kinds + body


def page(kind: int, *cells: bytes, head: int = 0, pointers: list[int] | None = None) -> bytes:
    """A page of some cells, which stand at its end; `pointers` say which of them are pointed to."""
    made = bytearray(SIZE)
    places, end = [], SIZE
    for cell in cells:
        end -= len(cell)
        made[end : end + len(cell)] = cell
        places.append(end)
    pointed = [places[each] for each in pointers] if pointers else places
    made[head] = kind
    made[head + 3 : head + 5] = len(pointed).to_bytes(2)
    first = head + (12 if kind == INNER_INDEX else 8)
    for at, place in enumerate(pointed):
        made[first + 2 * at : first + 2 * at + 2] = place.to_bytes(2)
    return bytes(made)


def row(rowid: int, payload: bytes) -> bytes:
    return varint(len(payload)) + varint(rowid) + payload


def read(pages: Pages, number: int = 2) -> list[tuple[int | None, tuple[object, ...]]]:
    return list(_records(pages, number, SIZE, set()))


def test_rows_of_a_table_are_read_with_their_numbers() -> None:
    cells = [row(1, record(5, "text", b"blob", None)), row(300, record(-7))]
    assert read({2: page(TABLE, *cells)}) == [(1, (5, "text", b"blob", None)), (300, (-7,))]


def test_entries_of_an_index_are_read_on_leaves_and_between_them() -> None:
    entry = record("w", 3)
    leaf = page(INDEX, varint(len(entry)) + entry)
    inner = page(INNER_INDEX, b"\0\0\0\7" + varint(len(entry)) + entry)
    assert read({2: leaf}) == read({2: inner}) == [(None, ("w", 3))]


def test_the_first_page_begins_behind_the_head_of_the_file() -> None:
    first = page(TABLE, row(1, record("one")), head=100)
    assert read({1: first}, 1) == [(1, ("one",))]
    assert read({2: first}) == []


@pytest.mark.parametrize("kind", [0x00, 0x05, 0x0C, 0xFF])
def test_no_other_page_holds_records(kind: int) -> None:
    assert read({2: page(kind, row(1, record("one")))}) == []
    assert read({2: b""}) == []
    assert read({2: bytes([TABLE])}) == []


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        *((kind, -2, (-2).to_bytes(size, signed=True)) for kind, size in
          ((1, 1), (2, 2), (3, 3), (4, 4), (5, 6), (6, 8))),
        (8, 0, b""),
        (9, 1, b""),
        (12, b"", b""),
        (13, "", b""),
        (14, b"x", b"x"),
        (15, "x", b"x"),
    ],
)  # fmt: skip
def test_each_kind_of_value_is_read(kind: int, value: object, stored: bytes) -> None:
    payload = bytes([3, kind, 15]) + stored + b"z"
    assert read({2: page(TABLE, row(1, payload))}) == [(1, (value, "z"))]


@pytest.mark.parametrize(
    "payload",
    [
        b"\2\7" + bytes(8),  # a fraction, which the log has none of
        b"\2\x0a",
        b"\2\x0b",
        b"\2\2\1",  # too short
        b"\2\x0f\xff",  # no UTF-8
    ],
)
def test_a_record_that_makes_no_sense_costs_no_other_one(payload: bytes) -> None:
    cells = [row(1, payload), row(2, record("sound"))]
    assert read({2: page(TABLE, *cells)}) == [(2, ("sound",))]


def overflowing(text: str, here: int, following: int = 3) -> bytes:
    payload = record(text)
    return varint(len(payload)) + varint(1) + payload[:here] + following.to_bytes(4)


def overflow(following: int, part: bytes) -> bytes:
    return (following.to_bytes(4) + part).ljust(SIZE, b"\0")


def test_a_record_goes_on_over_other_pages() -> None:
    """The most that a page of 512 bytes holds is 477; of 1,093 it holds 77, and two others 508 each."""
    text = "".join(map(str, range(400)))
    payload = record(text)
    here = 39 + (len(payload) - 39) % 508
    pages = {
        2: page(TABLE, overflowing(text, here)),
        3: overflow(4, payload[here : here + 508]),
        4: overflow(0, payload[here + 508 :]),
    }
    assert (len(payload), here) == (1093, 77)
    assert read(pages) == [(1, (text,))]
    for gone in (3, 4):
        assert read({number: each for number, each in pages.items() if number != gone}) == []
    assert read(pages | {4: pages[4][:100]}) == []


@pytest.mark.parametrize("length", [474, 475, 981, 982, 983])
def test_a_record_is_parted_as_sqlite_parts_it(length: int) -> None:
    """Up to 477 bytes are on one page; of more, so many that the last other page is full, if they fit."""
    text = "x" * (length - 1) + "z"
    payload = record(text)
    here = len(payload)
    if here > 477:
        rest = 39 + (here - 39) % 508
        here = rest if rest <= 477 else 39
    cell = varint(len(payload)) + varint(1) + payload[:here]
    if here < len(payload):
        cell += (3).to_bytes(4)
    pages = {2: page(TABLE, cell)}
    left, number = payload[here:], 3
    while left:
        pages[number] = overflow(number + 1, left[:508])
        left, number = left[508:], number + 1
    assert read(pages) == [(1, (text,))]


def test_no_page_belongs_to_two_records() -> None:
    text = "y" * 1200
    here = 39 + (len(record(text)) - 39) % 508
    cell = overflowing(text, here)
    pages = {
        2: page(TABLE, cell, cell),
        3: overflow(4, record(text)[here : here + 508]),
        4: overflow(0, record(text)[here + 508 :]),
    }
    assert len(read(pages)) == 1
    loop = pages | {3: overflow(3, record(text)[here : here + 508])}
    assert read(loop) == []


def test_records_on_a_page_take_no_more_bytes_than_it_has() -> None:
    payload = record("x" * 97)  # a hundred bytes with its head
    assert len(payload) == 100
    found = read({2: page(TABLE, row(1, payload), pointers=[0] * 40)})
    assert found == [(1, ("x" * 97,))] * (SIZE // 100)


def test_a_page_has_no_more_records_than_fit_on_it() -> None:
    cell = row(1, record(0))
    made = bytearray(page(TABLE, cell, pointers=[0] * 100))
    made[3:5] = (9999).to_bytes(2)
    assert len(read({2: bytes(made)})) == SIZE // 12


def test_a_record_with_more_values_than_any_of_ours_is_read_no_further() -> None:
    payload = varint(41) + b"\x08" * 40
    ((_, found),) = read({2: page(TABLE, row(1, payload))})
    assert len(found) == 17


@pytest.mark.parametrize("rowid", [127, 128, 2**55, 2**56, 2**62])
def test_a_row_of_a_huge_number_is_salvaged(tmp_path: Path, rowid: int) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1), answer(2))
        with store.writing() as connection:
            connection.execute("UPDATE event SET rowid = ? WHERE number = 2", (rowid,))
    assert salvage(path).events == [answer(1), answer(2)]


def test_what_an_earlier_round_left_in_the_log_is_not_taken_for_news(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*answers(60, long=True))
        store._connection.execute("PRAGMA wal_checkpoint(RESTART)")
        with store.writing() as connection:
            connection.execute("DELETE FROM event WHERE number > 1")
        log, kept = bytearray(wal_of(path).read_bytes()), path.read_bytes()
        frames = range(32, len(log), 24 + 4096)
        assert len({bytes(log[at + 8 : at + 16]) for at in frames}) == 2  # of the round before, too
        (path.with_name("q.db")).write_bytes(kept)
        wal_of(path.with_name("q.db")).write_bytes(log)
    found = salvage(path.with_name("q.db"))
    assert answer(1).id in {event.id for event in found.events}
    newest: dict[int, int] = {}
    for at in frames:
        if log[at + 8 : at + 16] == log[16:24]:
            newest[int.from_bytes(log[at : at + 4])] = at
    spoilt = bytearray(log)
    for at in frames:  # whatever stands in frames of the round before
        if at not in newest.values():
            spoilt[at + 24 : at + 24 + 4096] = bytes(4096)
    wal_of(path.with_name("q.db")).write_bytes(spoilt)
    assert salvage(path.with_name("q.db")) == found


@pytest.mark.parametrize("cut", [1, 100, 4095, 4096 + 23])
def test_a_page_that_the_log_has_not_whole_is_not_taken_from_it(tmp_path: Path, cut: int) -> None:
    path, other = tmp_path / "p.db", tmp_path / "q.db"
    with open_store(path) as store:
        for number in range(1, 9):
            store.append(answer(number))
        log = wal_of(path).read_bytes()
        other.write_bytes(path.read_bytes())
    found = []
    for length in (len(log), len(log) - 4096 - 24, len(log) - cut):
        wal_of(other).write_bytes(log[:length])
        found.append([event.id.number for event in salvage(other).events])
    assert found[0] == [*range(1, 9)]
    assert found[1] == found[2] == [*range(1, 8)]


def test_gaps_in_what_each_writer_wrote_are_counted_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    events = [answer(number, after=timedelta(seconds=number)) for number in (1, 2, 5, 9)]
    with open_store(path) as store:
        store.append(*events)
    found = salvage(path)
    assert found.events == in_order(events)
    assert found.lost == 9 - 4


def test_answers_of_a_writer_whose_name_is_lost_are_kept_under_another(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(evolve(answer(1), id=EventId("other", 7)), answer(1))
        with store.writing() as connection:
            connection.execute("DELETE FROM event WHERE number = 7")
            connection.execute("DELETE FROM writer")
    (found,) = salvage(path).events
    assert (found.id, found.at) == (EventId("lost-2", 1), START)


@pytest.mark.parametrize("number", [2**55 + 5, 2**56 + 5, 2**62 + 2**9 + 7, 2**63 - 1])
def test_the_number_of_a_row_is_read_whatever_bytes_it_takes(number: int) -> None:
    """Nine bytes at most: seven bits of each, and all eight of the ninth."""
    if number < 2**56:
        stored = bytes(number >> 7 * at & 0x7F | 0x80 * (at > 0) for at in reversed(range(8)))
    else:
        stored = bytes(number >> 8 + 7 * at & 0x7F | 0x80 for at in reversed(range(8)))
        stored += bytes([number & 0xFF])
    payload = record("x")
    assert read({2: page(TABLE, varint(len(payload)) + stored + payload)}) == [(number, ("x",))]


@pytest.mark.parametrize("size", [512, 4096, 65536])
def test_pages_of_any_size_are_read(tmp_path: Path, size: int) -> None:
    """The most, 65,536 bytes, is written as 1 in the head of a file."""
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*answers(30, long=True))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("journal_mode = DELETE", f"page_size = {size}"):
            connection.execute(f"PRAGMA {statement}")
        connection.execute("VACUUM")
    assert int.from_bytes(path.read_bytes()[16:18]) == size % 65535
    assert salvage(path).events == in_order(answers(30, long=True))


def test_of_a_record_of_an_index_less_is_on_its_page_than_of_a_row() -> None:
    """Source: https://sqlite.org/fileformat2.html, section 1.6, with U = 4096 and 512."""
    for usable, most_of_a_row, most_of_an_entry, least in (
        (4096, 4061, 1002, 489),
        (512, 477, 102, 39),
    ):
        for kind, most in (
            (TABLE, most_of_a_row),
            (INDEX, most_of_an_entry),
            (INNER_INDEX, most_of_an_entry),
        ):
            assert _here(most, kind, usable) == most
            assert _here(least + usable - 4, kind, usable) == least
            assert _here(least + usable - 4 + 1, kind, usable) == least + 1
            over = least + (most + 1 - least) % (usable - 4)
            assert _here(most + 1, kind, usable) == (over if over <= most else least)


def test_entries_of_an_index_go_on_over_other_pages_too() -> None:
    for length in (97, 98, 99, 100, 101, 300, 700):
        payload = record("n" * length, 3)
        here = _here(len(payload), INDEX, SIZE)
        cell = varint(len(payload)) + payload[:here]
        pages = {2: page(INDEX, cell + (3).to_bytes(4) if here < len(payload) else cell)}
        left, number = payload[here:], 3
        while left:
            pages[number] = overflow(number + 1, left[:508])
            left, number = left[508:], number + 1
        assert read(pages) == [(None, ("n" * length, 3))]


def test_a_page_of_the_log_takes_the_place_of_that_number(tmp_path: Path) -> None:
    path, other = tmp_path / "p.db", tmp_path / "q.db"
    with open_store(path) as store:
        store.append(answer(1))
        store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.write_bytes(path.read_bytes())
        long = evolve(answer(2, card="new"), response="x" * 9000)  # it goes on over other pages
        store.append(long)
        wal_of(other).write_bytes(wal_of(path).read_bytes())
    assert salvage(other).events == [answer(1), long]
    wal_of(other).unlink()
    assert salvage(other).events == [answer(1)]


@pytest.mark.parametrize("table", ["writer", "card"])
def test_names_are_read_from_their_index_where_their_table_is_lost(
    tmp_path: Path, table: str
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1), answer(2, card="d#two"))
        found = store.select("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table])
    whole = bytearray(path.read_bytes())
    start = (found[0][0] - 1) * 4096
    whole[start : start + 4096] = bytes(4096)
    path.write_bytes(whole)
    assert salvage(path).events == [answer(1), answer(2, card="d#two")]


@pytest.mark.parametrize("version", EARLIER)
def test_a_file_of_any_earlier_layout_is_salvaged(tmp_path: Path, version: int) -> None:
    path = laid_out(tmp_path / "p.db", EARLIER[version])
    with read_store(path) as store:
        expected = in_order(store.events())
    assert len(expected) > 1
    assert salvage(path).events == expected
