"""`quizkit play` killed at any instant: what a learner has seen the feedback of is in the log.

It takes more than ten seconds, and nothing of it can be left out. Each of the kills needs a session that
has begun, and so has read the deck, the log of all the sessions before, and an answer. And there
have to be many: a window that one kill in fifty falls into escapes 200 kills in one run of 57, but 50
kills in one run of three.
"""

import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from quizkit import desk
from quizkit.progress import replay
from quizkit.store import read_store
from tests.places import ROOT

KILLS = 200

# Two sessions at a time study the same deck with the same file, and each is killed at a seeded
# instant after its first feedback. All modules are loaded once, before the sessions part ways; each
# plays on a day of its own, by which its answers are known.
KILLED = """
import os, random, signal, sys, time
import quizkit.grading.key, quizkit.cli.player.linear, quizkit.identity
from datetime import datetime, timedelta, timezone
from quizkit.cli import main

def study(deck, number, read, write):
    os.dup2(read, 0)
    os.dup2(write, 1)
    now = (datetime(2026, 1, 1, 9, tzinfo=timezone.utc) + timedelta(number)).isoformat()
    main(["play", deck, "--plain", *["--cram"] * (number > 5), "--new=999", "--now", now])
    os._exit(0)

deck, rng = sys.argv[1], random.Random(20261125)
lines = b"yes\\n" * 2000
for number in range(0, int(sys.argv[2]), 2):
    sessions = []
    for n in (number, number + 1):
        (read, answers), (feedback, write) = os.pipe(), os.pipe()
        os.write(answers, lines)
        child = os.fork()
        if child == 0:
            study(deck, n, read, write)
        os.close(read)
        os.close(write)
        sessions.append((child, answers, feedback))
    heard = {feedback: b"" for _, _, feedback in sessions}
    for child, answers, feedback in sessions:
        while b"Right" not in heard[feedback]:  # it is under way
            more = os.read(feedback, 65536)
            assert more, f"the session ended: {heard[feedback]}"
            heard[feedback] += more
        time.sleep(rng.random() / 20)
        os.kill(child, signal.SIGKILL)
    for child, answers, feedback in sessions:
        os.waitpid(child, 0)
        heard[feedback] += open(feedback, "rb").read()
        print(heard[feedback].count(b"Right"))
        os.close(answers)
"""


@pytest.mark.slow
def test_killed_at_any_instant_every_answer_with_feedback_is_kept(tmp_path: Path) -> None:
    deck, progress = tmp_path / "deck.yaml", tmp_path / "p.db"
    notes = "\n".join(f"  - {{question: Is {n} a number?, answer: 'yes'}}" for n in range(300))
    deck.write_text(f"title: T\ncards:\n{notes}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(deck), str(KILLS)],
        env={"QUIZKIT_PROGRESS": str(progress), "PYTHONUNBUFFERED": "1", "PATH": ""},
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    said = list(map(int, done.stdout.split()))
    assert len(said) == KILLS
    with read_store(progress) as store:
        days = Counter(event.at.toordinal() for event in store.events())
    first = date(2026, 1, 1).toordinal()
    kept = [days[first + number] for number in range(KILLS)]
    assert sum(said) > KILLS  # it was under load
    assert all(seen <= there <= seen + 2 for seen, there in zip(said, kept, strict=True))
    with desk.read(progress) as mine:  # from a snapshot or not
        assert mine.progress == replay(
            mine.store.events(), mine.scheduler, mine.settings.days, mine.settings.calibration
        )
    check = sqlite3.connect(progress)
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()
