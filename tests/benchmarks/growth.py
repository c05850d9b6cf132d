"""How each command grows: CPU time and peak memory at n and at 10 n cards and answers, in one table.

    python -m tests.benchmarks.growth                       # 100 cards and 1,000 answers, ten times that
    python -m tests.benchmarks.growth 10000/100000 100000/1000000      # cards/answers

The log is written by SQL: three years in sessions of 50, 88 % Good. Each command runs as a process
of its own, the sizes in turn, and the fastest run counts; what a command writes is put back before
each. Behind the size comes how many times the time of the size before it is, and in brackets what
it is less the start of `quizkit --version`. This file imports nothing of ours: a child process
begins with the peak memory of the one that started it.
"""

import filecmp
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROUNDS = 3
DAY = 86_400_000
HEAD = "title: Things\nid: things\nlanguage: en\ncards:\n"
KINDS = (
    "  - {{id: '{n}', question: 'What stands in place {n} of the list?', answer: the thing {n}}}\n",
    "  - id: '{n}'\n    question: Which of these stands in place {n}?\n    answer: the thing {n}\n"
    "    distractors: [nothing of {n}, 'all the {n} before']\n    explanation: It is thing {n}.\n",
    "  - {{id: '{n}', statement: Place {n} is behind place 0., answer: true}}\n",
    "  - {{id: '{n}', question: 'Why is {n} there?', answer: By the list of {n}., type: free}}\n",
)
NOTE = "t\nWhat is new here?\na new thing\n\n\nq\n"
"""What `add` is told: a kind, a question, an answer, nothing else; and no more."""


class Cost(NamedTuple):
    """What a command took: CPU milliseconds of itself and of the system, and its peak MB."""

    cpu: float
    memory: float


class Command(NamedTuple):
    """A row of the table: its name, what is run before it each time, and what is timed."""

    name: str
    arguments: str
    before: Sequence[str] = ()
    given: str = ""


ANSWER = "play DECK --plain --limit 1"
COMMANDS = (
    Command("--version", "--version"),
    Command("play, first time", "play DECK", ("forget cache",)),
    Command("play", "play DECK", ("play DECK",)),
    Command("due, nothing kept", "due DECK", ("forget cache",)),
    Command("due after an answer", "due DECK", ("due DECK", ANSWER)),
    Command("due again", "due DECK", ("due DECK",)),
    Command("stats", "stats"),
    Command("history", "history"),
    Command("undo", "undo"),
    Command("merge into a new file", "merge LOG", ("forget log",)),
    Command("merge, nothing new", "merge LOG"),
    Command("config", "config"),
    Command("check", "check DECK"),
    Command("fmt", "fmt DECK"),
    Command("show", "show DECK"),
    Command("show one card", "show DECK#1", ("play DECK",)),
    Command("add", "add DECK", given=NOTE),
)


class Desk:
    """A folder with a deck and a log of one size, as they are before each command."""

    def __init__(self, folder: Path, cards: int, answers: int) -> None:
        self.folder = folder
        folder.mkdir()
        self.deck, self.log = folder / "whole.yaml", folder / "whole.db"
        notes = (KINDS[n % len(KINDS)].format(n=n) for n in range(1, cards + 1))
        with self.deck.open("w", encoding="utf-8") as file:
            file.write(HEAD)
            file.writelines(notes)
        self.run("play DECK")  # it lays the file out, and writes down how notes read
        self.run("config new 20")
        shutil.copy(folder / "p.db", self.log)
        with sqlite3.connect(self.log) as connection:
            _fill(connection, cards, answers)
        connection.close()
        shutil.copy(self.log, folder / "p.db")

    def run(self, arguments: str, given: str = "") -> Cost | None:
        """Return what a command took; None if it failed."""
        names = {"DECK": "things.yaml", "LOG": self.log.name}
        for word, name in names.items():
            arguments = arguments.replace(word, name)
        self._fresh("things.yaml", self.deck)
        command = [str(Path(sys.executable).with_name("quizkit")), *arguments.split()]
        with (self.folder / "said").open("wb") as said, (self.folder / "given").open("w+") as file:
            file.write(given)
            file.seek(0)
            process = subprocess.Popen(
                command, stdin=file, stdout=said, stderr=said, cwd=self.folder, env=self._environ()
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 and not arguments.startswith("check"):  # which finds something
            return None
        return Cost(1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024)

    def cost(self, command: Command) -> Cost | None:
        """Return what a command takes, its surroundings put back before."""
        if not command.arguments.startswith(("due", "play")):
            self._put_back()
        for step in command.before:
            if step == "forget cache":
                shutil.rmtree(self.folder / "cache", ignore_errors=True)
                self._put_back()
            elif step == "forget log":
                self._forget()
            else:
                self.run(step, "the thing 1\n" if step == ANSWER else "")
        return self.run(command.arguments, command.given)

    def _put_back(self) -> None:
        self._forget()
        shutil.copy(self.log, self.folder / "p.db")

    def _forget(self) -> None:
        for place in self.folder.glob("p.db*"):
            shutil.rmtree(place) if place.is_dir() else place.unlink()  # the former of backups

    def _fresh(self, name: str, whole: Path) -> None:
        place = self.folder / name
        if not place.exists() or not filecmp.cmp(place, whole, shallow=False):
            shutil.copy2(whole, place)

    def _environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        places = {"QUIZKIT_PROGRESS": str(self.folder / "p.db"), "XDG_CACHE_HOME": "cache"}
        return kept | places | {"XDG_CACHE_HOME": str(self.folder / "cache")}


def _fill(connection: sqlite3.Connection, cards: int, answers: int) -> None:
    """Write answers into a log that was just laid out, by its own writers and device."""
    rng = random.Random(5)
    device = connection.execute("SELECT device FROM writer").fetchone()[0]
    sessions = ((n, f"{n:012x}", device) for n in range(1_000, 1_000 + -(-answers // 50)))
    connection.executemany("INSERT INTO writer VALUES (?, ?, ?)", sessions)
    names = ((f"things#{n}",) for n in range(1, cards + 1))
    connection.executemany("INSERT OR IGNORE INTO card (id) VALUES (?)", names)
    numbers = array("l", (n for (n,) in connection.execute("SELECT number FROM card")))
    begin, step = int(time.time() * 1000) - 1000 * DAY, 999 * DAY / max(1, answers)

    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(answers):
            at, card = begin + int(n * step), rng.choice(numbers)
            rating = rng.choices((3, 1, 2, 4), (88, 7, 3, 2))[0]
            due = at + (DAY * rng.randrange(2, 200) if rating > 1 else 60_000)
            outcome, took = "w" if rating == 1 else "c", rng.randrange(900, 20_000)
            yield at, 1_000 + n // 50, n % 50 + 1, 0, 1, card, rating, outcome, due, took, "thing"

    connection.executemany(
        "INSERT INTO event (at, writer, number, zone, kind, card, rating, outcome, due, duration,"
        " response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows(),
    )


def main(sizes: Sequence[str]) -> None:
    """Print the table of these sizes, each `cards/answers`."""
    with TemporaryDirectory() as top:
        desks = [
            Desk(Path(top, size.replace("/", "-")), *map(int, size.split("/"))) for size in sizes
        ]
        print(f"{'CPU ms (peak MB)':<24}" + "".join(f"{size:>18}{'':14}" for size in sizes))
        starts: list[float] = []
        for command in COMMANDS:
            runs = [[desk.cost(command) for desk in desks] for _ in range(ROUNDS)]
            best = [min(found) if all(found) else None for found in zip(*runs, strict=True)]
            starts = starts or [each.cpu if each else 0.0 for each in best]
            print(f"{command.name:<24}" + "".join(_cells(best, starts)), flush=True)


def _cells(best: Sequence[Cost | None], starts: Sequence[float]) -> Iterator[str]:
    """Yield each cost, and behind it how it grew since the size before."""
    for n, cost in enumerate(best):
        before = best[n - 1] if n else None
        grown = ""
        if cost and before:
            net, net_before = cost.cpu - starts[n], before.cpu - starts[n - 1]
            inner = f"{net / net_before:.1f}" if net_before > 1 else "-"
            grown = f"x{cost.cpu / before.cpu:.1f} ({inner})"
        shown = f"{cost.cpu:,.0f} ({cost.memory:.0f})" if cost else "-"
        yield f"{shown:>18}  {grown:<12}"


if __name__ == "__main__":
    main(sys.argv[1:] or ["100/1000", "1000/10000"])
