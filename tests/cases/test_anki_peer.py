"""Held against Anki's own package: the same cards are due on the same days."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.interchange import ReadOptions, Source, recognised
from quizkit.progress import Answered, replay
from quizkit.scheduling import CalendarDays, Scheduler
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
