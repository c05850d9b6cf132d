"""A deck with a note of each kind, played through a pipe, and the log it leaves beside it."""

import subprocess
import sys
from pathlib import Path

from quizkit.progress import Answered, Event
from quizkit.store import open_store

DECK = """\
title: Fruit
cards:
  - {question: Which is red?, answer: cherry, distractors: [lime, plum, kiwi], id: red}
  - {question: Say the green one., answer: lime, id: green, hints: [sour]}
  - {statement: A plum is blue., answer: true, id: blue}
  - {question: Name two nuts., answers: [almond, hazelnut], distractors: [fig, date], id: nuts}
  - {question: Sizes!, order: [pea, plum, melon], id: sizes}
  - {question: Match!, pairs: {ant: six, spider: eight}, id: legs}
  - {cloze: "{{c1::Oak}}s bear {{c1::acorns}}.", id: oak}
  - {question: Why eat fruit?, answer: For vitamins., type: free, id: why}
"""


def events(deck: Path) -> list[Event]:
    with open_store(deck.parent / "progress.db") as store:
        return list(store.events())


def answers(deck: Path) -> list[Answered]:
    return [event for event in events(deck) if isinstance(event, Answered)]


def linear(deck: Path, typed: str, *options: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "quizkit", "play", str(deck), *options]
    arguments += ["--progress", str(deck.parent / "progress.db")]
    return subprocess.run(
        arguments, input=typed, capture_output=True, text=True, encoding="utf-8", check=False
    )
