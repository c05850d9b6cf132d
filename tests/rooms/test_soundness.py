"""A damaged progress file is told before answers go into it."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizkit import desk
from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.store import SQLiteStore, open_store
from quizkit.store.paths import wal_of
from tests.logs import answer

DECK = "title: A\nid: a\ncards:\n  - {id: one, question: Who built it?, answer: Eiffel}\n"


def play(path: Path, now: str) -> Result:
    deck = path.parent / "a.yaml"
    deck.write_text(DECK, "utf-8")
    words = ["play", str(deck), "--progress", str(path), "--now", now]
    return CliRunner().invoke(cli, words, input="Eiffel\n", standalone_mode=False)


def damaged(path: Path, *, left_open: bool = False) -> Path:
    """A file of which a page in the middle is gone, that opens all the same and takes answers."""
    with open_store(path) as store:
        store.append(*(answer(number) for number in range(1, 3000)))
    with desk.open(path) as mine:
        assert mine.progress.records  # and keeps what the log amounts to
    with open_store(path) as store:
        if left_open:
            store.append(answer(3000))
            log = wal_of(path).read_bytes()
    data = bytearray(path.read_bytes())
    data[25 * 4096 : 26 * 4096] = bytes(4096)
    path.write_bytes(data)
    if left_open:
        wal_of(path).write_bytes(log)
    os.utime(path, (1772366400, 1772366400))  # 2026-03-01T12:00Z
    return path


def answers_at_the_end(path: Path) -> bool:
    return b"Eiffel" in path.read_bytes() + (
        wal_of(path).read_bytes() if wal_of(path).exists() else b""
    )


@pytest.mark.parametrize(
    ("left_open", "now"),
    [(True, "2026-03-01T13:00+00:00"), (False, "2026-03-02T13:00+00:00")],
    ids=["it was not closed", "it is another study day"],
)
def test_a_damaged_file_is_told_before_answers_go_into_it(
    tmp_path: Path, left_open: bool, now: str
) -> None:
    path = damaged(tmp_path / "p.db", left_open=left_open)
    result = play(path, now)
    assert isinstance(result.exception, StoreError)
    assert "`quizkit restore` puts a backup in its place" in str(result.exception)
    assert not answers_at_the_end(path)


def test_a_file_that_was_closed_is_looked_at_once_a_study_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, looked = tmp_path / "p.db", list[str]()

    def look(_: object, check: str) -> list[str]:
        looked.append(check)
        return ["ok"]

    monkeypatch.setattr(SQLiteStore, "checked", look)
    counts = []
    for hour in ("2026-03-01T13:00+00:00", "2026-03-01T14:00+00:00", "2026-03-02T05:00+00:00"):
        if path.exists():
            os.utime(path, (1772366400, 1772366400))
        play(path, hour)
        counts.append(len(looked))
    assert counts == [0, 0, 1]


def test_a_large_file_that_was_closed_is_left_to_its_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.cli.soundness._SMALL", 4096)
    path = damaged(tmp_path / "p.db")
    result = play(path, "2026-03-02T13:00+00:00")
    assert "No backup of today: the progress file" in result.output
    assert "is damaged" in result.output
