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
