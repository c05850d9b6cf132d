"""The commands that read and unite logs, beside `due` from its cache, in the same run.

Run with `pytest tests/benchmarks/bench_history.py -s`. Commands take turns; CPU time, the smallest
of each, and the largest memory that any run took. `QUIZKIT_BENCH_REVIEWS` sets the length of the
longer log, a million unless told otherwise.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit import desk
from tests.benchmarks.command_times import ENVIRONMENT, QUIZKIT
from tests.benchmarks.filled_files import filled

REVIEWS = int(os.environ.get("QUIZKIT_BENCH_REVIEWS", "1000000"))
NOW = ["--now", "2090-01-01T00:00"]
# A process begins with the peak memory of the one that starts it, so a small one does.
MEASURED = """
import os, sys
process = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(process, 0)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


def cost(command: list[str], folder: Path) -> tuple[float, float]:
    """Return milliseconds of CPU time, and megabytes at most."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", MEASURED, *command],
        cwd=folder,
        env={**ENVIRONMENT, "XDG_CACHE_HOME": str(folder / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    status, seconds, kilobytes = map(float, done.stderr.splitlines()[-1].split())
    assert status == 0, done.stderr
    return 1000 * seconds, kilobytes / 1024


def table(
    commands: dict[str, list[str]], folder: Path, rounds: int, floor: float | None = None
) -> float:
    """Print what each command costs, and how many times a floor; the first, unless told otherwise."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(cost(command, folder))
    for name, found in runs.items():
        took, peak = min(ms for ms, _ in found), max(mb for _, mb in found)
        floor = floor or took
        print(f"{name:32} {took:8.0f} ms {took / floor:7.2f} times {peak:6.0f} MB")
    return floor or 0.0


@pytest.mark.parametrize("reviews", [100_000, REVIEWS])
def test_a_log_of_many_answers(tmp_path: Path, reviews: int) -> None:
    path = filled(tmp_path / "p.db", reviews, 10_000)
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: T\nid: deck\ncards: [{question: A?, answer: b}]\n", "utf-8")
    with desk.open(path) as mine:
        assert mine.progress.records  # as after a sitting
    commands = {
        "due, from its cache": ["due", str(deck)],
        "history": ["history"],
        "history --card": ["history", "--card", "0abc"],
        "history --suspended": ["history", "--suspended"],
    }
    print(f"\n{reviews:,} answers, 10,000 cards")
    whole = {
        name: [*QUIZKIT, *arguments, *NOW, "--progress", str(path)]
        for name, arguments in commands.items()
    }
    floor = table(whole, tmp_path, 5)
    stats = [*QUIZKIT, "stats", *NOW, "--progress", str(path)]
    table({"stats, that tries a fit": stats}, tmp_path, 1, floor)
    table({"stats, again": stats}, tmp_path, 2, floor)
    merge = [*QUIZKIT, "merge", str(path), "--progress", str(tmp_path / "new.db")]
    table({"merge": merge}, tmp_path, 1, floor)
    table({"merge, nothing new": merge}, tmp_path, 2, floor)
    table({"undo": [*QUIZKIT, "undo", *NOW, "--progress", str(path)]}, tmp_path, 5, floor)
