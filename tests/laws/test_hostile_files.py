"""Whatever a progress file holds, every command ends: in time, with no traceback and no control character.

The files are progress files with other values in their cells, other layouts, other bytes, those of
other programs, or nothing of the kind.
"""

import contextlib
import io
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from quizkit.cli import main
from quizkit.progress import Wording
from quizkit.store import open_store
from tests.every_event import EVERY_EVENT
from tests.logs import START, answer

SECONDS = 5  # two, and what a loaded machine takes
DECK = """\
title: Fruit
id: suez
cards:
  - {id: builder, question: Who?, answer: Lesseps}
  - {id: length, question: How long?, answer: 164 km}
"""
COMMANDS = (
    (["play", "d.yaml", "--plain"], "Lesseps\n164 km\n:u\nx\n:!\n:q\n"),
    (["play", "d.yaml", "--missed"], "x\n"),
    (["due", "d.yaml"], ""),
    ([], ""),
    (["stats"], ""),
    (["stats", "d.yaml", "--json"], ""),
    (["history"], ""),
    (["history", "--limit", "100", "--json"], ""),
    (["history", "--orphans"], ""),
    (["history", "--suspended"], ""),
    (["history", "--card", "u"], ""),
    (["history", "--verify"], ""),
    (["backup"], ""),
    (["undo", "--future"], ""),
    (["config"], ""),
    (["config", "new", "3"], ""),
    (["undo"], ""),
    (["forget", "suez#builder"], ""),
    (["fit", "--dry-run"], ""),
    (["merge", "sound.db"], ""),
)
AS_ANOTHER = (
    (["merge", "p.db", "--progress", "mine.db"], ""),
    (["history", "--progress", "mine.db"], ""),
)
REPAIR = ((["merge", "p.db"], ""), (["history"], ""), (["stats"], ""))
BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["\x1b[2J", "\x1bc", "\x9b31m", "\u202egpj", "a\0b", "suez#builder", "", "x" * 5000]
    ),
)
cells = st.one_of(
    st.none(),
    st.sampled_from(
        [0, 1, -1, 2, 3, 4, 5, 7, 2**31, 2**62, 2**63 - 1, -(2**63), 10**13, 1.5, 1e308]
    ),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    texts,
    st.binary(max_size=60),
    st.sampled_from([b"[" * 100_000, b'["a"]', b'{"a": "\\u001b[2J"}', b"[null]", b"1e999", b"{}"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=5,
    ).map(lambda value: _json(value)),
)


def _json(value: object) -> bytes:
    import json

    return json.dumps(value).encode()


@cache
def sound() -> dict[str, bytes]:
    """A progress file as sessions leave it, as bytes; and one with all kinds of events."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("d.yaml").write_text(DECK, "utf-8")
        run(["play", "d.yaml", "--progress", "played.db"], "Lesseps\nx\n:!\n")
        run(["stats", "--progress", "played.db"], "")
        with open_store("every.db") as store:
            store.merge(
                [*EVERY_EVENT, *(answer(number) for number in range(100, 140))],
                {"w": "laptop"},
                [Wording("suez#builder", START, "typed", "Who?", {"": "Lesseps"})],
            )
        run(["due", "d.yaml", "--progress", "every.db"], "")
        run(["stats", "--progress", "every.db"], "")
        return {name: Path(f"{name}.db").read_bytes() for name in ("played", "every")}


@cache
def columns() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "p.db").write_bytes(sound()["every"])
        connection = sqlite3.connect(Path(folder, "p.db"))
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        found = [
            (table, column)
            for (table,) in tables
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")
        ]
        connection.close()
    return found


def run(words: list[str], given: str) -> tuple[object, str]:
    """Return the exit code of a command and what it said, as from a shell, in this process."""
    with (
        Path("said").open("w", encoding="utf-8", errors="surrogateescape") as out,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, stream in (("stdin", io.StringIO(given)), ("stdout", out), ("stderr", out)):
            patch.setattr(sys, name, stream)
        try:
            main(words)
        except SystemExit as ended:
            code: object = ended.code
        except BaseException:
            code = traceback.format_exc()
    return code, Path("said").read_text("utf-8", errors="surrogateescape")


@contextlib.contextmanager
def folder() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory() as here,
        contextlib.chdir(here),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("QUIZKIT_PROGRESS", "p.db")
        patch.setenv("XDG_CACHE_HOME", str(Path(here, "cache")))
        patch.setenv("XDG_DATA_HOME", str(Path(here, "data")))
        Path("d.yaml").write_text(DECK, "utf-8")
        Path("sound.db").write_bytes(sound()["played"])
        yield


def every_command_ends(hostile: bytes, also: dict[str, bytes] | None = None) -> None:
    """Give a file to every command, as one's own and as another's, each command a copy of it."""
    assert not (found := next(faults(hostile, also), None)), found


def faults(hostile: bytes, also: dict[str, bytes] | None = None) -> Iterator[str]:
    """Yield what is wrong with the end of each command."""
    files = {"p.db": hostile, **{f"p.db{end}": data for end, data in (also or {}).items()}}

    def put() -> None:
        for file in (*Path().glob("p*"), *Path().glob("mine*")):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        for name, data in files.items():
            Path(name).write_bytes(data)

    with folder():
        for alone in (*((each,) for each in COMMANDS), AS_ANOTHER, REPAIR):
            put()
            for words, given_ in alone:
                began = time.monotonic()
                code, said = run(words, given_)
                took = time.monotonic() - began
                if code not in (0, 1, 2, 4, 7):
                    yield f"{words}: {code}"
                if bad := BAD.search(said):
                    yield f"{words}: {bad} in {said!r}"
                if took > SECONDS:
                    yield f"{words} took {took:.1f} s"


def changed(name: str, changes: list[tuple[tuple[str, str], object, bool]]) -> bytes:
    """Return a file with other values in some cells, of one row or of all."""
    with tempfile.TemporaryDirectory() as here:
        path = Path(here, "p.db")
        path.write_bytes(sound()[name])
        connection = sqlite3.connect(path)
        for (table, column), value, everywhere in changes:
            where = (
                "" if everywhere else f" WHERE {column} = (SELECT {column} FROM {table} LIMIT 1)"
            )
            with contextlib.suppress(sqlite3.Error, OverflowError, UnicodeEncodeError), connection:
                connection.execute(f"UPDATE {table} SET {column} = ?{where}", (value,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()


def scripted(script: str) -> bytes:
    with tempfile.TemporaryDirectory() as here:
        path = Path(here, "p.db")
        path.write_bytes(sound()["every"])
        connection = sqlite3.connect(path)
        with contextlib.suppress(sqlite3.Error):
            connection.executescript(script)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()


names = st.sampled_from(
    ["event", "card", "writer", "wording", "deck", "record", "snapshot", "peak"]
)
scripts = st.lists(
    st.one_of(
        names.map(lambda name: f"DROP TABLE {name}"),
        names.map(lambda name: f"DELETE FROM {name}"),
        names.map(lambda name: f"ALTER TABLE {name} ADD COLUMN more"),
        names.map(lambda name: f"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (x)"),
        names.map(
            lambda name: (
                f"DROP TABLE IF EXISTS {name}; CREATE VIEW {name} AS WITH RECURSIVE r(n) AS"
                " (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n at, n number, n writer, n kind FROM r"
            )
        ),
        names.map(
            lambda name: (
                f"CREATE TRIGGER t{name} BEFORE INSERT ON {name} BEGIN SELECT RAISE(IGNORE); END"
            )
        ),
        st.sampled_from(
            [
                "DROP INDEX event_name",
                "DROP INDEX event_rare",
                "PRAGMA user_version = 0",
                "PRAGMA user_version = 1",
                "PRAGMA user_version = 4",
                "PRAGMA user_version = 99",
                "PRAGMA user_version = -1",
                "PRAGMA application_id = 7",
                "PRAGMA journal_mode = DELETE",
                "CREATE VIRTUAL TABLE v USING fts5(x)",
                'CREATE TABLE "\x1b[2J" (x)',
                "INSERT INTO event (rowid, at, writer, number, zone, kind) VALUES"
                " (9223372036854775807, 1, 1, 900, 0, 1)",
                "ANALYZE",
                "VACUUM",
            ]
        ),
    ),
    min_size=1,
    max_size=3,
).map("; ".join)


def flipped(name: str, changes: list[tuple[int, int]]) -> bytes:
    data = bytearray(sound()[name])
    for place, value in changes:
        data[place % len(data)] = value
    return bytes(data)


def cut(name: str, share: float) -> bytes:
    return sound()[name][: int(len(sound()[name]) * share)]


some_file = st.sampled_from(["played", "every"])
some_cell = st.deferred(lambda: st.sampled_from(columns()))
changes = st.lists(st.tuples(some_cell, cells, st.booleans()), min_size=1, max_size=4)
bytes_changed = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=20)
hostile_files = st.one_of(
    st.tuples(st.just(changed), some_file, changes),
    st.tuples(st.just(scripted), scripts),
    st.tuples(st.just(flipped), some_file, bytes_changed),
    st.tuples(st.just(cut), some_file, st.floats(0, 1)),
    st.tuples(st.just(bytes), st.binary(max_size=300)),
    st.tuples(st.just(b"SQLite format 3\0".__add__), st.binary(max_size=300)),
)
"""How a file is made, as a function and what it is given."""


def _one(made: tuple[Any, ...], log: bytes | None) -> None:
    make, *how = made
    every_command_ends(make(*how), None if log is None else {"-wal": log})


logs = st.none() | st.binary(max_size=200)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_files, logs)
def test_every_command_ends_whatever_a_file_holds(made: tuple[Any, ...], log: bytes | None) -> None:
    _one(made, log)


@pytest.mark.large
@settings(
    max_examples=int(os.environ.get("QUIZKIT_EXAMPLES", "2000")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(hostile_files, logs)
def test_every_command_ends_whatever_a_file_holds_at_length(
    made: tuple[Any, ...], log: bytes | None
) -> None:
    _one(made, log)


@pytest.mark.parametrize("column", ["event.at", "event.number", "writer.name", "aside.number"])
def test_every_command_ends_where_a_cell_holds_a_text(column: str) -> None:
    table, name = column.split(".")
    every_command_ends(changed("played", [((table, name), "\x1bc\0b", False)]))


def test_every_command_ends_with_a_sound_file() -> None:
    for data in sound().values():
        every_command_ends(data)


def test_databases_of_other_programs_are_told_and_left_alone() -> None:
    with tempfile.TemporaryDirectory() as here:
        path = Path(here, "other.db")
        connection = sqlite3.connect(path)
        connection.executescript("CREATE TABLE cards (id); INSERT INTO cards VALUES (1)")
        connection.close()
        other = path.read_bytes()
    every_command_ends(other)
    with folder():
        shutil.rmtree("cache", ignore_errors=True)
        Path("p.db").write_bytes(other)
        code, said = run(["play", "d.yaml"], "x\n")
        assert code == 7
        assert "a database of another program" in said
        assert Path("p.db").read_bytes() == other
