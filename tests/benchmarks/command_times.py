"""How long whole commands take: ours, and the floor that a click command which says hello sets."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.places import ROOT

QUIZKIT = [str(Path(sys.executable).with_name("quizkit"))]
HELLO = """
import click

@click.command()
@click.option("--name", default="world", help="Whom to greet.")
def hello(name):
    click.echo(f"hello {name}")

hello()
"""
# An installed package has its bytecode beside it; so shall this one, whatever the shell says.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


# A process begins with the peak of the one that started it: so a small one stands between.
LAUNCH = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
assert status == 0, sys.argv
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def cost(command: list[str], **environment: str) -> tuple[float, float]:
    """Return the CPU seconds that a command takes, and its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCH, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=ENVIRONMENT | environment,
    )
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


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
