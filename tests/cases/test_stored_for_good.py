"""What an earlier quizkit stored is read by this one: the promise of docs/public.md.

The files of tests/golden/stored are as they were written, and are never written anew. A layout
that changes brings a file of its own, and the earlier ones are still read.
"""

import json
import re
from pathlib import Path

import pytest

from quizkit.grading import Verdict
from quizkit.progress import EventId, event_from_dict, replay
from quizkit.progress.events import KINDS
from quizkit.scheduling import Scheduler
from quizkit.session import resumed
from quizkit.store import SCHEMA_VERSION, open_store
from quizkit.store.verifying import look_through
from tests.every_event import EVERY_EVENT, EVERY_KIND, MERGE
from tests.every_value import SESSIONS
from tests.older_files import EARLIER, laid_out
from tests.places import GOLDEN

STORED = GOLDEN / "stored"
FILES = {int(path.stem.rpartition("_")[2]): path for path in STORED.glob("progress_*.sql")}


def lines(name: str) -> list[object]:
    return [json.loads(line) for line in (STORED / name).read_text("utf-8").splitlines()]


def test_there_is_a_progress_file_of_every_layout() -> None:
    assert FILES.keys() | EARLIER.keys() == set(range(1, SCHEMA_VERSION + 1))


def test_progress_files_of_every_layout_are_read(tmp_path: Path) -> None:
    for version, script in FILES.items():
        path = laid_out(tmp_path / f"{version}.db", script.read_text("utf-8"))
        with open_store(path) as store:
            kinds = {3: EVERY_EVENT, 4: EVERY_EVENT, 5: [*EVERY_EVENT, MERGE]}
            assert list(store.events()) == kinds.get(version, EVERY_KIND)


def test_what_is_of_a_file_alone_is_read(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "p.db", FILES[5].read_text("utf-8"))
    with open_store(path) as store:
        assert store.here() == {"backups": "3", "gone": "1", "settled": "13"}
        assert store.names(aside=True) - store.names() == {EventId("t", 5)}
        assert look_through(store).aside == 1


def test_what_was_exported_is_read(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "p.db", FILES[7].read_text("utf-8"))
    with open_store(path) as store:
        assert store.exported() == {"suez#builder": ("c0ffee", 1772335680)}
        store.put_exported({"suez#builder": ("c0ffee", 1772335680), "suez#new": ("ff", 5)})
        assert store.exported()["suez#new"] == ("ff", 5)


def test_a_snapshot_in_a_progress_file_is_read(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "p.db", FILES[5].read_text("utf-8"))
    with open_store(path) as store:
        kept = store.snapshot()
    assert kept.version == len(EVERY_EVENT) + 2  # with the merge, and the event put aside
    assert kept.records.keys() == replay(EVERY_EVENT, Scheduler()).records.keys()


def test_events_stored_as_json_are_read() -> None:
    assert [event_from_dict(line) for line in lines("events_1.jsonl")] == EVERY_KIND
    assert {type(event) for event in EVERY_KIND} == set(KINDS)


def test_a_log_read_amounts_to_the_same() -> None:
    records = replay(EVERY_EVENT, Scheduler()).records
    assert {card: record.state.phase.name for card, record in records.items()} == {
        "suez#builder": "REVIEW",
        "suez#new": "REVIEW",
        "suez#b": "NEW",
        "suez#locks": "NEW",
    }
    assert records["suez#locks"].suspended


def test_verdicts_stored_as_json_are_read() -> None:
    for line in lines("verdicts_1.jsonl"):
        assert json.loads(json.dumps(Verdict.from_dict(line).to_dict())) == line


@pytest.mark.parametrize("file", [f"sessions_{version}.jsonl" for version in (1, 2, 3, 4)])
def test_sessions_kept_as_json_are_taken_up(file: str) -> None:
    sitting = SESSIONS[-1]
    for line in lines(file):
        session = resumed(line, sitting.plan, sitting.progress)
        assert session.inputs[-1].given == sitting.inputs[-1].given
        assert [each.response for each in session.answers] == [
            "160 km",
            "de Leseps",
            "Telford",
            ["Suez"],
        ]
        assert session.progress == sitting.progress
        newer = (True, 296.0) if file == "sessions_4.jsonl" else (False, None)
        assert (session.queue.spaced, session.queue.seconds) == newer


def test_each_stored_file_says_its_layout() -> None:
    for path in STORED.iterdir():
        assert re.fullmatch(r"[a-z_]+_\d+\.(jsonl|sql)", path.name)
