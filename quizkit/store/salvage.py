"""What can still be read of a damaged progress file, page by page.

SQLite gives up at the first broken page. But every page that is whole still holds its rows, in the
file and in the write-ahead log beside it, and a row of the log says all about its event. So each
page is read on its own, whatever the pages around it say. Nothing is written.

Source: the database file format, https://sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4.1.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.progress import Brought, Event, EventId, Wording, in_order
from quizkit.store.names import Names, writer_name
from quizkit.store.paths import wal_of
from quizkit.store.rows import COLUMNS, NONSENSE, event_of, wording_of
from quizkit.store.runs import holds, united

_WIDTH = COLUMNS.count(",") + 1
_BAD = (*NONSENSE, IndexError, struct.error)
_OURS = 4096  # bytes of a page, as SQLite takes it by itself
_SMALLEST = 12  # bytes that a record takes, and its pointer
_INTERIOR_INDEX, _LEAF_INDEX, _LEAF_TABLE = 0x02, 0x0A, 0x0D
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Salvage(NamedTuple):
    """What was found.

    Args:
        events: in order, those put aside among them.
        devices: the name of the device of each writer.
        wordings: how notes read when last seen.
        lost: how many events are missing at least: the gaps in what each writer wrote. What is
            missing at its end nobody can tell.
    """

    events: list[Event]
    devices: dict[str, str]
    wordings: list[Wording]
    lost: int


class _Found:
    """What the records on the pages are, told by their number of values."""

    def __init__(self) -> None:
        self.devices: dict[str, str] = {}
        self.wordings: dict[str, Wording] = {}
        self._writers: dict[int, str] = {}
        self._cards: dict[int, str] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._aside: list[tuple[Any, ...]] = []

    def add(self, rowid: int | None, record: tuple[Any, ...]) -> None:
        """Take a record of a table, or of an index or a table without row ids."""
        match rowid, record:
            case _, record if len(record) in (14, _WIDTH):  # of events; before version 2 of 14
                self._rows.append(record + (None,) * (_WIDTH - len(record)))
            case None, (writer, number, at, *rest) if len(record) == _WIDTH + 1:
                self._aside.append((at, writer, number, *rest[:-1]))
            case None, (note, *_) if len(record) == 5:
                with suppress(*_BAD):
                    self.wordings[note] = wording_of(record)
            case None, (str(name), number):  # an index over ids of cards, or names of writers
                if "#" in name:
                    self._cards.setdefault(number, name)
                else:
                    self._writers.setdefault(number, writer_name(name))
            case int(number), (_, str(name), device):
                self._writers[number] = name = writer_name(name)
                self.devices[name] = str(device)
            case int(number), (_, str(card)):
                self._cards[number] = card

    def events(self) -> dict[EventId, Event]:
        """Return the events whose rows make sense."""
        return self._made_of(self._rows)

    def aside(self) -> dict[EventId, Event]:
        """Return the events put aside whose rows make sense."""
        return self._made_of(self._aside)

    def _made_of(self, rows: list[tuple[Any, ...]]) -> dict[EventId, Event]:
        events: dict[EventId, Event] = {}
        for row in rows:
            with suppress(*_BAD):
                # The name of its writer may be gone, its answers are not.
                self._writers.setdefault(row[1], f"lost-{row[1]}")
                event = event_of(row, Names(self._writers, self._cards))
                events[event.id] = event
        return events


def salvage(path: Path) -> Salvage:
    """Return the events that can still be read of a file, and of the `-wal` file beside it.

    Raises:
        OSError: the file cannot be read at all.
    """
    found = _found(path)
    events, aside = found.events(), found.aside()
    if not events and not aside:  # the size may be what is spoilt
        found = _found(path, _OURS)
        events, aside = found.events(), found.aside()
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for writer, number in events.keys() | aside.keys():
        numbers[writer].append(number)
    # Of a merge that is known it is told by the log whether its events stand; pages that are free by
    # now may have them in both places.
    merges = united(*(event.runs for event in events.values() if isinstance(event, Brought)))
    events = {name: event for name, event in aside.items() if holds(merges, *name)} | events
    lost = sum(max(written) - len(written) for written in numbers.values())
    return Salvage(
        in_order(events.values()), found.devices, list(found.wordings.values()), max(0, lost)
    )


Pages = dict[int, bytes]


def _found(path: Path, size: int = 0) -> _Found:
    """Return what can be read of a file whose pages have this size; with 0, the one that it tells."""
    found = _Found()
    for each, pages in _images(path, size):
        taken: set[int] = set()
        for number in pages:
            for rowid, record in _records(pages, number, each, taken):
                found.add(rowid, record)
    return found


def _images(path: Path, size: int) -> Iterator[tuple[int, Pages]]:
    """Yield the size of a page, and the pages by number: of the file, then with its log over it."""
    wal = wal_of(path)
    file = path.read_bytes() if path.exists() or not wal.exists() else b""
    if not size and len(file) >= 18:
        (size,) = struct.unpack(">H", file[16:18])
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1):
        size = _OURS
    pages = {start // size + 1: file[start : start + size] for start in range(0, len(file), size)}
    yield size, pages
    if wal.exists():
        yield size, pages | _logged(wal.read_bytes(), size)


def _logged(log: bytes, size: int) -> Pages:
    """Return the newest image of each page in a write-ahead log that this round of it wrote."""
    salts = log[16:24]
    pages = {}
    for start in range(32, len(log) - 24 - size + 1, 24 + size):
        if log[start + 8 : start + 16] == salts:
            number = int.from_bytes(log[start : start + 4])
            pages[number] = log[start + 24 : start + 24 + size]
    return pages


def _records(
    pages: Pages, number: int, usable: int, taken: set[int]
) -> Iterator[tuple[int | None, tuple[Any, ...]]]:
    """Yield the records on a page, each with its row id if it is one of a table with row ids.

    They take no more bytes than it has, and no overflow page is read twice: `taken` are those that
    were. Otherwise a small file could hold records without an end.
    """
    page = pages[number]
    head = 100 if number == 1 else 0
    kind = page[head] if len(page) > head else 0
    if kind not in (_INTERIOR_INDEX, _LEAF_INDEX, _LEAF_TABLE):
        return
    count = min(int.from_bytes(page[head + 3 : head + 5]), len(page) // _SMALLEST)
    first = head + (12 if kind == _INTERIOR_INDEX else 8)
    left = len(page)
    for pointer in range(first, min(first + 2 * count, len(page) - 1), 2):
        place = int.from_bytes(page[pointer : pointer + 2])
        if kind == _INTERIOR_INDEX:
            place += 4  # past the number of the child
        try:
            length, place = _varint(page, place)
            rowid = None
            if kind == _LEAF_TABLE:
                rowid, place = _varint(page, place)
            here = _here(length, kind, usable)
            end = place + here
            payload = _exactly(page[place:end], here)
            if here < length:
                payload += _overflow(pages, page[end : end + 4], length - here, usable, taken)
            record = _record(payload)
        except _BAD:
            continue
        left -= here
        if left < 0:
            return
        yield rowid, record


def _here(length: int, kind: int, usable: int) -> int:
    """Return how many bytes of a record are on its page, not on overflow pages."""
    most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _overflow(pages: Pages, after: bytes, length: int, usable: int, taken: set[int]) -> bytes:
    """Return the bytes of a record that are on overflow pages; `after` is the number of the first."""
    following = int.from_bytes(_exactly(after, 4))
    parts = []
    while length > 0:
        if following in taken:
            raise ValueError("a page belongs to one record")
        taken.add(following)
        overflow = pages[following]
        part = min(usable - 4, length)
        parts.append(_exactly(overflow[4 : 4 + part], part))
        length -= part
        following = int.from_bytes(overflow[:4])
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Any, ...]:
    end, place = _varint(payload, 0)
    types: list[int] = []
    while place < end and len(types) <= _WIDTH:  # one more, and it is none of ours
        kind, place = _varint(payload, place)
        types.append(kind)
    values: list[Any] = []
    for kind in types:
        size = _INTEGER_SIZES.get(kind, max(0, (kind - 12) // 2))
        stored = _exactly(payload[place : place + size], size)
        values.append(_value(kind, stored))
        place += size
    return tuple(values)


def _value(kind: int, stored: bytes) -> Any:
    match kind:
        case 0:
            return None
        case 8 | 9:
            return kind - 8
        case 1 | 2 | 3 | 4 | 5 | 6:
            return int.from_bytes(stored, signed=True)
        case 7 | 10 | 11:
            raise ValueError("the log has no fractions")
    return stored.decode() if kind % 2 else stored


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    value = 0
    for at in range(place, place + 8):
        value = value << 7 | data[at] & 0x7F
        if data[at] < 0x80:
            return value, at + 1
    return value << 8 | data[place + 8], place + 9


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise ValueError("the page ends too soon")
    return data
