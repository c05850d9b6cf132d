"""Held against study in Anki itself: its answers, and when each card is due after a move."""

import json
import subprocess
import sys
from collections import Counter
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


@pytest.mark.parametrize(("seed", "fsrs"), [(1, True), (2, False)])
def test_days_in_anki_go_on_as_promised(tmp_path: Path, seed: int, fsrs: bool) -> None:
    script = str(ROOT / "tests" / "peers" / "anki_study.py")
    words = [sys.executable, script, str(tmp_path), str(seed), str(int(fsrs))]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    now, source = datetime.fromtimestamp(told["now"], UTC), Source(tmp_path / f"{seed}.apkg")
    found = recognised(source).read(source, ReadOptions(zone=UTC, now=now), int)
    names: dict[str, str] = {}
    events = []
    for note in (note for deck in found.decks for note in deck.notes):
        guid = note.kept.get("guid", note.source_id)
        for end, number in {"": 0, ":reverse": 1}.items():
            names[f"{note.source_id}{end}"] = f"{guid}/{number}"
        for event in note.events:
            events.append(evolve(event, card=f"{note.source_id}{event.card}"))  # type: ignore[attr-defined, call-arg]
    assert len({event.id for event in events}) == len(events)
    answers = [event for event in events if isinstance(event, Answered)]
    ratings = Counter(str(int(answer.rating or 0)) for answer in answers)
    assert ratings == told["ratings"]
    assert sum(answer.practice for answer in answers) == told["practice"]
    days = CalendarDays(UTC)
    due = {}
    for card, record in replay(events, Scheduler(day=days), days).records.items():
        if record.state.memory is not None and record.state.due is not None:
            due[names[card]] = days.study_day(record.state.due) - days.study_day(now)
    assert {card: due.get(card) for card in told["due"]} == told["due"]
    assert not due.keys() & {*told["new"]}
