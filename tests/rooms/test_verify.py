"""`history --verify`: a progress file looked through, and what is found told."""

import json
import sqlite3
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quizkit import desk
from quizkit.cli.verify import verify
from quizkit.errors import StoreError
from quizkit.scheduling import Rating
from quizkit.store import open_store, read_store
from quizkit.store.merging import repair
from quizkit.store.verifying import in_turn, look_through
from tests.every_event import EVERY_EVENT
from tests.logs import answer


def changed(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def filled(path: Path) -> Path:
    with open_store(path) as store:
        store.append(*EVERY_EVENT)
    with desk.open(path) as mine:
        assert mine.progress.records  # and what it amounts to is kept
    return path


def looked(path: Path, capsys: pytest.CaptureFixture[str], code: int) -> dict[str, Any]:
    assert verify(path, as_json=True) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_whole_file_is_said_to_be_whole(tmp_path: Path) -> None:
    from quizkit.cli import cli

    path = filled(tmp_path / "p.db")
    words = ["history", "--verify", "--progress", str(path)]
    result = CliRunner().invoke(cli, words, standalone_mode=False)
    assert result.return_value == 0
    assert result.output.splitlines() == [
        f"{path}: {len(EVERY_EVENT)} events, 3 answers, by 1 writer",
        "It is whole: every page, row and name is as it should be.",
    ]


def test_a_file_of_no_answers_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with desk.open(tmp_path / "p.db") as mine:
        assert not mine.progress.records  # which is kept too
    assert looked(tmp_path / "p.db", capsys, 0)["findings"] == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE event SET card = 99 WHERE number = 1", "the event w-1 makes no sense"),
        ("UPDATE event SET response = x'5b312c325d' WHERE number = 1", "the event w-1 makes no"),
        ("UPDATE event SET writer = 7 WHERE number = 12", "the event 7-12 makes no sense"),
        ("UPDATE event SET kind = 99 WHERE number = 12", "the event w-12 makes no sense"),
        ("UPDATE event SET number = 'x' WHERE number = 12", "the event w-x makes no sense"),
        ("DELETE FROM event WHERE number = 4", "of 12 events of the writer w 1 are missing"),
        ("INSERT INTO wording VALUES ('a#b', 1, 'typed', 'q', '[')", "the wording of 'a#b' makes"),
        ("UPDATE record SET state = x'00'", "the states kept beside the log make no sense"),
        ("DELETE FROM record WHERE rowid = 1", "the states kept beside the log make no sense"),
        ("UPDATE card SET number = 99 WHERE number = 1", "makes no sense"),
        (
            "INSERT INTO aside SELECT *, 0 FROM event WHERE number = 12; UPDATE aside SET kind = 99",
            "the event put aside w-12 makes no sense",
        ),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str, told: str
) -> None:
    path = filled(tmp_path / "p.db")
    changed(path, *statement.split("; "))
    found = looked(path, capsys, 7)
    assert not found["whole"]
    assert told in "\n".join(found["findings"])
    fails = nullcontext() if found["repairable"] else pytest.raises(StoreError, match="is whole")
    with fails:
        repair(path)
    with read_store(path) as store:
        assert not look_through(store).repairable


def test_what_no_repair_brings_back_is_to_come_from_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(tmp_path / "p.db")
    changed(path, "DELETE FROM event WHERE number = 4")
    assert looked(path, capsys, 7)["missing"] == 1
    assert verify(path, as_json=False) == 7
    assert f"to take it over: quizkit merge FILE --progress {path}" in capsys.readouterr().out


def test_pages_that_are_spoilt_or_gone_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(tmp_path / "p.db")
    with open_store(path) as store:
        store.append(*(answer(number) for number in range(13, 2000)))
    data = path.read_bytes()
    for spoilt in (
        data[: len(data) // 2],
        data[:40960] + bytes(4096) + data[45056:],
        b"",
        b"no database at all" * 300,
    ):
        path.write_bytes(spoilt)
        assert looked(path, capsys, 7)["findings"]
        assert verify(path, as_json=False) == 7
        assert "fix: `quizkit restore` lists backups" in capsys.readouterr().out


def test_states_that_differ_from_a_replay_are_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(tmp_path / "p.db")
    with open_store(path) as store:
        kept = store.snapshot()
        records = dict(kept.records)
        records["suez#new"], records["suez#b"] = records["suez#b"], records["suez#new"]
        store.drop_snapshot()
        store.keep(kept._replace(records=records))
    with desk.read(path) as mine:
        assert mine.snapshot_holds() is False
    assert "they were dropped" in looked(path, capsys, 7)["findings"][0]
    assert looked(path, capsys, 0)["whole"]


def test_many_findings_are_told_by_their_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*(answer(number, Rating.GOOD) for number in range(1, 101)))
    changed(path, "UPDATE event SET rating = 9")
    found = looked(path, capsys, 7)["findings"]
    assert (len(found), found[-1]) == (21, "and 80 more of this kind")


@pytest.mark.parametrize("place", [2, 3, None, "x"])
def test_rows_that_do_not_ascend_are_not_looked_at_for_ever(
    tmp_path: Path, place: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of a page that a lost write left behind, which lead back to where they began."""
    with open_store(filled(tmp_path / "p.db")) as store:
        found = iter([[(3,)], [(place,)], [(3,)], [(4,)]])
        monkeypatch.setattr(store, "select", lambda query, values: next(found, []))
        with pytest.raises(StoreError, match="its rows are not in order"):
            list(in_turn(store, "", (0,), lambda row: row[:1]))
