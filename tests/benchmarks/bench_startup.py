"""Start-up beside its floor: a click command that says hello, in the same run.

Run with `pytest tests/benchmarks/bench_startup.py -s`. Each row is the median of whole processes,
ours and the floor in turn, so that a machine whose speed drifts does not tilt the ratio.
"""

import statistics
import sys
from pathlib import Path

import pytest

from tests.benchmarks.command_times import ENVIRONMENT, HELLO, QUIZKIT, cost, seconds

ROUNDS = 21
_CLASSES = """
import attrs
for number in range(60):
    fields = {f"{name}{number}": "int" for name in "abcde"}
    attrs.frozen(eq=False, repr=False)(type("Made", (), {"__annotations__": fields}))
"""
STEPS = {
    "hello-world": "",
    "+ pathlib, json, sqlite3, signal": "import json, pathlib, signal, sqlite3\n",
    "+ attrs": "import attrs\n",
    "+ 60 classes of attrs": _CLASSES,
}
"""What the first question stands on, step by step: the rest of it is modules and work of ours."""


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


def test_what_the_first_question_stands_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "QUIZKIT_PROGRESS", str(tmp_path / "progress.db"))
    monkeypatch.setitem(ENVIRONMENT, "XDG_CACHE_HOME", str(tmp_path))
    commands, before = {}, ""
    for number, (name, code) in enumerate(STEPS.items()):
        before += code
        file = tmp_path / f"{number}.py"
        file.write_text(before + HELLO, "utf-8")
        commands[name] = [sys.executable, str(file)]
    commands["first question"] = [*QUIZKIT, "play", "decks/cart.yaml"]
    for command in commands.values():
        cost(command)
    rounds = [{name: cost(command)[0] for name, command in commands.items()} for _ in range(ROUNDS)]
    print()
    for name in commands:
        took = statistics.median(each[name] for each in rounds)
        ratio = statistics.median(each[name] / each["hello-world"] for each in rounds)
        print(f"{name:<33} {1000 * took:4.0f} ms of CPU, {ratio:.2f} times hello-world")
