"""Start-up beside its floor: a click command that says hello, in the same run.

Run with `pytest tests/benchmarks/bench_startup.py -s`. Each row is the median of whole processes,
ours and the floor in turn, so that a machine whose speed drifts does not tilt the ratio.
"""

import statistics
import sys
from pathlib import Path

import pytest

from tests.benchmarks.command_times import ENVIRONMENT, HELLO, QUIZKIT, seconds

ROUNDS = 21


@pytest.mark.parametrize(
    ("name", "arguments", "target"),
    [
        ("--help", ["--help"], 1.15),
        ("first question of the CAR T deck", ["play", "decks/cart.yaml"], 2.0),
        ("check", ["check", "decks/cart.yaml"], 4.0),
        ("due", ["due", "decks/cart.yaml"], None),
        ("alone", [], None),
    ],
)
def test_start_up_beside_a_hello_world(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    arguments: list[str],
    target: float | None,
) -> None:
    hello = tmp_path / "hello.py"
    hello.write_text(HELLO, "utf-8")
    ours = [*QUIZKIT, *arguments]
    monkeypatch.setitem(ENVIRONMENT, "QUIZKIT_PROGRESS", str(tmp_path / "progress.db"))
    monkeypatch.setitem(ENVIRONMENT, "XDG_CACHE_HOME", str(tmp_path))
    floor = [sys.executable, str(hello)]
    seconds(ours), seconds(floor)  # warm the caches
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    wanted = f", target {target}" if target else ""
    print(f"\n{name}: {1000 * took:.0f} ms, {ratio:.2f} times hello-world{wanted}")
