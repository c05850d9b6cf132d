"""What others wrote into a progress file: a row that makes no sense is refused or left out, never shown."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Answered, EventId, replay
from quizkit.scheduling import Scheduler
from quizkit.store import DamagedError, open_store, read_store
from quizkit.store.brought import onward
from tests.every_event import EVERY_EVENT
from tests.logs import answer

NINE_SHAPES = [
    "1",
    "[1, 2]",
    "[[1]]",
    "[null]",
    "true",
    "NaN",
    '{"a": 1}',
    '{"a": ["b"]}',
    '[{"a": "b"}]',
]
CELLS: list[tuple[str, object]] = [
    *(("event.response", shape.encode()) for shape in NINE_SHAPES),
    *(("event.response", bad) for bad in (1, 1.5, b"", b"\xff", b"[" * 200_000, b"9" * 5000)),
    *((f"event.{name}", bad) for name in ("at", "due", "zone") for bad in ("x", 1.5, 2**62, b"x")),
    *(("event.zone", bad) for bad in (1440, -1440)),
    *(("event.number", bad) for bad in (-1, 1.5, 2**62 + 1, "x")),
    *(("event.duration", bad) for bad in (-1, 1.5, 10**15, "x")),
    *((f"event.{name}", bad) for name in ("kind", "rating") for bad in (0, 99, 1.5, "x")),
    *(("event.practice", bad) for bad in (2, "x", 0.5)),
    *(("event.outcome", bad) for bad in ("x", 1, b"c")),
    *((f"event.{name}", bad) for name in ("card", "writer") for bad in ("x", 1.5)),
    ("event.card", 99),
]
"""Columns of the row of an answer, each with what none can hold."""


def run(*words: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, words)), input=given)


def two_answers(path: Path) -> Path:
    with open_store(path) as store:
        store.append(answer(1), answer(2))
    return path


def put(path: Path, column: str, value: object, where: str = "number = 2") -> Path:
    table, name = column.split(".")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"UPDATE {table} SET {name} = ? WHERE {where}", (value,))
    connection.close()
    return path


@pytest.mark.parametrize(("column", "value"), CELLS, ids=lambda each: repr(each)[:20])
def test_a_bad_row_of_another_file_is_left_out_and_the_others_are_taken(
    tmp_path: Path, column: str, value: object
) -> None:
    other = put(two_answers(tmp_path / "other.db"), column, value)
    merged = run("merge", other, "--progress", tmp_path / "p.db")
    assert merged.exit_code == 0, merged.output
    assert "1 event, 1 new; it is damaged" in merged.stdout
    shown = run("history", "--progress", tmp_path / "p.db")
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) == 2  # the merge, and what it brought
    with open_store(tmp_path / "p.db") as store:
        assert onward(store.events()) == [answer(1)]


@pytest.mark.parametrize(("column", "value"), CELLS, ids=lambda each: repr(each)[:20])
def test_of_ones_own_file_it_is_told_and_a_repair_keeps_the_rest(
    tmp_path: Path, column: str, value: object
) -> None:
    path = put(two_answers(tmp_path / "p.db"), column, value)
    with read_store(path) as store, pytest.raises(DamagedError, match="makes no sense"):
        list(store.events())
    for command in ("history", "stats", "undo"):
        error = run(command, "--progress", path).exception
        assert isinstance(error, StoreError | SystemExit | None), error
    assert "it is damaged" in run("merge", path, "--progress", path).stdout
    assert run("history", "--progress", path).exit_code == 0
    with read_store(path) as store:
        assert answer(1) in list(store.events())


@pytest.mark.parametrize(
    ("column", "value"),
    [cell for cell in CELLS if cell[0] not in ("event.response", "event.outcome", "event.number")],
    ids=lambda each: repr(each)[:20],
)
def test_nor_does_a_replay_take_such_a_row(tmp_path: Path, column: str, value: object) -> None:
    path = put(two_answers(tmp_path / "p.db"), column, value)
    with (
        read_store(path) as store,
        pytest.raises(DamagedError, match=r"event .* makes no sense"),
        store.log() as log,
    ):
        replay(log, Scheduler())


@pytest.mark.parametrize("name", ["\x1bc\x1bcxx", "", "a b", "x" * 300, "`reboot`", "\u202egpj"])
def test_a_name_of_a_writer_that_no_terminal_should_see_is_never_shown(
    tmp_path: Path, name: object
) -> None:
    other = tmp_path / "other.db"
    with open_store(other) as store:
        store.merge(EVERY_EVENT, {})
    put(other, "writer.name", name, "number = 1")
    for _ in range(2):  # again it is the same name that it goes by
        merged = run("merge", other, "--progress", tmp_path / "p.db")
        assert f"{len(EVERY_EVENT)} events" in merged.stdout
    with read_store(tmp_path / "p.db") as store:
        events = onward(store.events())
    assert len(events) == len(EVERY_EVENT)
    assert any(event.id.writer.startswith("lost-") for event in events)
    shown = run("history", "--progress", tmp_path / "p.db").stdout
    assert shown.replace("\n", "").isprintable()


def test_what_no_reader_would_take_is_not_written(tmp_path: Path) -> None:
    bad: list[Answered] = [
        evolve(answer(1), id=EventId("\x1bc", 1)),
        evolve(answer(1), id=EventId("w", -1)),
        evolve(answer(1), response=[1]),
        evolve(answer(1), response="x" * 5_000_000),
        evolve(answer(1), duration=-timedelta(seconds=1)),
    ]
    with open_store(tmp_path / "p.db") as store:
        for event in bad:
            for write in (store.append, lambda event: store.merge([event], {})):
                with pytest.raises(StoreError):
                    write(event)  # type: ignore[operator]
        store.append(answer(2))
        assert list(store.events()) == [answer(2)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("wording.answers", b"[" * 200_000),
        ("wording.answers", '{"": 1}'),
        ("wording.answers", "[]"),
        ("wording.prompt", b"x"),
        ("wording.at", 2**62),
        ("deck.path", 5),
        ("deck.stamp", b"x"),
        ("deck.id", 5),
        ("card.id", b"x"),
        ("snapshot.calibration", b"[" * 200_000),
        ("snapshot.basis", "\x1bc"),
        ("snapshot.seal", "x"),
        ("snapshot.version", "x"),
        ("snapshot.newest", "x"),
        ("record.state", b""),
        ("record.state", b"\xff" * 200),
        ("record.version", "x"),
        ("peak.newest", "x"),
        ("peak.newest", 2**62),
        ("renamed.now", 99),
    ],
)
def test_no_command_ends_in_a_traceback_whatever_the_tables_beside_the_log_hold(
    tmp_path: Path, column: str, value: object
) -> None:
    deck, path = tmp_path / "fruit.yaml", tmp_path / "p.db"
    deck.write_text("title: T\ncards: [{question: Stone fruit?, answer: plum}]\n", "utf-8")
    run("play", deck, "--progress", path, given="plum\nplum\n")
    try:
        put(path, column, value, "1")
    except sqlite3.IntegrityError:
        return  # no file can hold that
    commands = [
        *(["play", deck], ["due", deck], ["stats"], ["history"], ["history", "--orphans"]),
        *(["history", "--suspended"], ["undo"], ["merge", path]),
    ]
    for command in commands:
        result = run(*command, "--progress", path)
        error = result.exception
        assert error is None or isinstance(error, StoreError | SystemExit), (command, error)
