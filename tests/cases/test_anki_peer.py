"""Held against Anki's own package: the same cards are due on the same days."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit import desk
from quizkit.interchange import ReadOptions, Source, recognised
from quizkit.progress import Answered, replay
from quizkit.scheduling import CalendarDays, Phase, Scheduler
from tests.commands import commands_in
from tests.places import ROOT

pytestmark = pytest.mark.skipif(not find_spec("anki"), reason="the extra `test-peers`")


@pytest.mark.parametrize(
    ("seed", "legacy", "fsrs"), [(1, True, True), (2, False, True), (3, False, False)]
)
def test_the_same_cards_are_due_on_the_same_days(
    tmp_path: Path, seed: int, legacy: bool, fsrs: bool
) -> None:
    script = str(ROOT / "tests" / "peers" / "anki_schedule.py")
    words = [sys.executable, script, str(tmp_path), str(seed), str(int(legacy)), str(int(fsrs))]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    source = Source(tmp_path / f"{seed}.apkg")
    now = datetime.fromtimestamp(told["now"], UTC)
    found = recognised(source).read(source, ReadOptions(zone=UTC, now=now), int)
    names: dict[str, str] = {}
    events = []
    for note in (note for deck in found.decks for note in deck.notes):
        guid = note.kept.get("guid", note.source_id)
        ends = {":1": 0, ":2": 1} if "cloze" in note.entry else {"": 0, ":reverse": 1}
        names |= {f"{note.source_id}{end}": f"{guid}/{number}" for end, number in ends.items()}
        for event in note.events:
            events.append(evolve(event, card=f"{note.source_id}{event.card}"))  # type: ignore[attr-defined, call-arg]
    assert sum(isinstance(event, Answered) for event in events) == told["answers"]
    days = CalendarDays(UTC)
    records = replay(events, Scheduler(day=days), days).records
    due: dict[str, str] = {}
    for card, record in records.items():
        if record.state.memory is not None and record.state.due is not None:
            due[names[card]] = str(days.study_day(record.state.due) - days.study_day(now))
    wanted = {card: day for day, cards in told["due"].items() for card in cards}
    apart = {card for card in wanted if due.get(card) != wanted[card]}
    assert apart == set()
    assert not {*told["new"]} & due.keys()


def in_anki(folder: Path, *packages: str) -> Any:
    """Return what Anki says of packages taken into an empty collection, one after the other."""
    script = str(ROOT / "tests" / "peers" / "anki_import.py")
    words = [sys.executable, script, str(folder / "into.anki2"), *packages]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_every_deck_is_taken_by_anki_and_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = commands_in(tmp_path, monkeypatch)
    decks = sorted(map(str, (ROOT / "tests" / "good_decks").glob("*.yaml")))
    run("export", *decks, "-o", "a.apkg")
    told = in_anki(tmp_path, "a.apkg", "a.apkg")
    assert list(told["logs"][0]) == ["new"]
    assert told["logs"][1] == {"duplicate": told["logs"][0]["new"]}
    assert told["sound"]


def test_an_edit_updates_just_what_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "title: T\nid: t\ncards:\n" + "".join(
        f"  - {{id: n{number}, question: q {number}, answer: a {number}}}\n" for number in range(40)
    )
    run = commands_in(tmp_path, monkeypatch, t=text)
    run("export", "t.yaml", "-o", "a.apkg", at="2026-03-01T10:00+00:00")
    run("export", "t.yaml", "-o", "b.apkg", at="2026-03-02T10:00+00:00")
    assert Path("a.apkg").read_bytes() == Path("b.apkg").read_bytes()
    edited = text.replace("answer: a 1", "answer: b 1")
    Path("t.yaml").write_text(edited)
    run("export", "t.yaml", "-o", "c.apkg", at="2026-03-03T10:00+00:00")
    told = in_anki(tmp_path, "a.apkg", "c.apkg")
    assert told["logs"] == [{"new": 40}, {"updated": 11, "duplicate": 29}]


def test_what_was_learned_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: T\nid: t\ncards:\n" + "".join(
        f"  - {{id: n{number}, question: q {number}, answer: a {number}}}\n" for number in range(6)
    )
    run = commands_in(tmp_path, monkeypatch, t=text)
    run("config", "calibrate", "off")
    run("config", "retention", "0.85")
    right = "".join(f"a {number}\n" for number in range(4))
    for day, answers in enumerate([right * 3, "x\n" * 4]):
        run("play", "t.yaml", "--limit", "4", at=f"2026-03-0{day + 1}T10:00+00:00", typed=answers)
    run("export", "t.yaml", "--schedule", "-o", "a.apkg", at="2026-03-03T12:00+00:00")
    told = in_anki(tmp_path, "a.apkg")
    with desk.open(tmp_path / "p.db") as mine:
        records = mine.progress.records
        given = [event for event in mine.store.events() if isinstance(event, Answered)]
    assert len(told["log"]) == len(given)
    assert [row[1] for row in told["log"]] == [
        event.rating for event in sorted(given, key=lambda event: event.at)
    ]
    days = CalendarDays(UTC)
    today = days.study_day(datetime.now(UTC))
    reviewed = 0
    for card in told["cards"]:
        name = card["id"].rpartition("/")[0]
        record = records.get(name)
        if record is None or record.state.memory is None:
            assert card["type"] == 0
            continue
        assert card["stability"] == pytest.approx(record.state.memory.stability, abs=0.001)
        assert card["retention"] == pytest.approx(0.85)
        assert card["type"] == record.state.phase
        if record.state.phase is Phase.REVIEW:
            reviewed += 1
            assert record.state.due is not None
            assert card["due"] == days.study_day(record.state.due) - today
    assert reviewed


def test_a_learner_moves_over_studies_and_moves_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = str(ROOT / "tests" / "peers" / "anki_schedule.py")
    words = [sys.executable, script, str(tmp_path), "7", "0", "1"]
    subprocess.run(words, capture_output=True, text=True, check=True)
    run = commands_in(tmp_path, monkeypatch)
    now = datetime.now(UTC)
    assert "120 notes new" in run("import", "7.apkg", at=now.isoformat())
    before = in_anki(tmp_path, "7.apkg")
    (tmp_path / "into.anki2").unlink()
    for day in range(3):
        at = (now + timedelta(days=day)).isoformat()
        run("play", "decks", "--limit", "10", at=at, typed="x\n" * 20)
    run(
        "export", "decks", "--schedule", "-o", "back.apkg", at=(now + timedelta(days=3)).isoformat()
    )
    after = in_anki(tmp_path, "back.apkg")
    assert after["notes"].keys() == before["notes"].keys()
    assert {guid: note["tags"] for guid, note in after["notes"].items()} == {
        guid: note["tags"] for guid, note in before["notes"].items()
    }
    known = {row[0] for row in before["log"] if row[1]}
    assert known <= {row[0] for row in after["log"]}
    assert len(after["log"]) > len(known)
