"""Start-up beside its floor: a click command that says hello, in the same run.

Run with `pytest tests/benchmarks/bench_startup.py -s`. Each row is the median of whole processes,
ours and the floor in turn, so that a machine whose speed drifts does not tilt the ratio.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUIZKIT = [str(Path(sys.executable).with_name("quizkit"))]
HELLO = """
import click

@click.command()
@click.option("--name", default="world", help="Whom to greet.")
def hello(name):
    click.echo(f"hello {name}")

hello()
"""
ROUNDS = 21
# An installed package has its bytecode beside it; so shall this one, whatever the shell says.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("name", "arguments", "target"),
    [
        ("--help", ["--help"], 1.15),
        ("first question of the CAR T deck", ["play", "decks/cart.yaml"], 2.5),
        ("check", ["check", "decks/cart.yaml"], 4.0),
        ("due", ["due", "decks/cart.yaml"], None),
    ],
)
def test_start_up_beside_a_hello_world(
    tmp_path: Path, name: str, arguments: list[str], target: float | None
) -> None:
    hello = tmp_path / "hello.py"
    hello.write_text(HELLO, "utf-8")
    ours = [*QUIZKIT, *arguments]
    if arguments[0] in ("play", "due"):
        ours += ["--progress", str(tmp_path / "progress.db")]
    floor = [sys.executable, str(hello)]
    seconds(ours), seconds(floor)  # warm the caches
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    wanted = f", target {target}" if target else ""
    print(f"\n{name}: {1000 * took:.0f} ms, {ratio:.2f} times hello-world{wanted}")
