"""Each move that docs/moving.md shows is made: the page's own commands, on files of its formats."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import load_deck, open_deck
from quizkit.interchange import FORMATS, Outgoing, WriteOptions
from quizkit.progress import Answered
from quizkit.store import open_store, read_store
from tests.anki_files import BASIC, REVERSED, Maker
from tests.every_event import EVERY_EVENT
from tests.pictures import png
from tests.places import DOCS, ROOT

pytest.importorskip("nh3", reason="the extra `convert`")
pytest.importorskip("openpyxl", reason="the extra `convert`")

PAGE = DOCS / "moving.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
CANALS = """\
title: Canals
id: canals
cards:
  - question: Whose company built the Suez Canal?
    answer: Ferdinand de Lesseps
    distractors: [Gustave Eiffel, Thomas Telford]
  - {statement: It has locks., answer: false}
  - {question: How long was it when it opened?, answer: 164 km}
"""
NOTE = """\
#flashcards/bridges

Longest bridge of the 19th century::Brooklyn Bridge
<!--SR:!2026-09-01,12,250-->

What carries the deck of a suspension bridge?
?
Cables
"""
QUIZ = """\
#### Q1. Which of these floats?

- [ ] iron
- [x] oak
- [ ] lead
"""
FILES = {
    "quizlet.txt": "der Hund\tthe dog\ndie Katze\tthe cat\n",
    "words.csv": "word,meaning,tags\nperro,dog; hound,animals\ngato,cat,animals\n",
    "plants.csv": "Quercus,oak,trees\nFagus,beech,trees\n",
    "countries.csv": "country,capital,region\nPeru,Lima,America\nChad,N'Djamena,Africa\n",
    "decks/canals.yaml": CANALS,
    "Vault/Bridges.md": NOTE,
    "quiz.md": QUIZ,
    "notes/trees.md": QUIZ.replace("floats", "is a tree"),
    "trivia.json": '[{"question": "2 + 2?", "correct_answer": "4", "incorrect_answers": ["3", "5"]}]',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a file of each move, as the other programs would have left it."""
    folder = tmp_path_factory.mktemp("moving")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    made = Maker()
    made.note(
        REVERSED, "perro", "dog", deck="Spanish", cards=(0, 1), type=2, queue=2, due=900, ivl=9
    )
    made.answer(1, 891, ivl=9)
    made.answer(2, 891, ivl=9)
    made.note(BASIC, '<img src="m.png"> What is it?', "a map", deck="Spanish")
    (folder / "spanish.apkg").write_bytes(made.package({"m.png": png(2, 2)}))
    cart = open_deck(ROOT / "decks" / "cart.yaml").good_deck
    for name, kind in (("bank.xml", "moodle-xml"), ("questions.gift", "gift"), ("course.imscc", "qti"), ("questions.txt", "aiken")):  # fmt: skip
        file = io.BytesIO()
        FORMATS[kind].write([Outgoing(deck=cart)], file, WriteOptions(), int)
        (folder / name).write_bytes(file.getvalue())
    with open_store(folder / "laptop.db") as store:
        store.append(*EVERY_EVENT)
    return folder


def run(folder: Path, script: str) -> "subprocess.CompletedProcess[str]":
    quizkit = f'quizkit() {{ "{sys.executable}" -m quizkit "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"set -eo pipefail\n{quizkit}\n{script}"],
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "QUIZKIT_PROGRESS": str(folder / "progress.db"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="the page is for shells such as bash")
def test_every_move_of_the_page_is_made(folder: Path) -> None:
    script = "".join(text for language, text in BLOCKS if language == "sh")
    done = run(folder, script)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    decks = {path.stem: load_deck(path) for path in (folder / "decks").glob("*.yaml")}
    counts = {name: len(deck.notes) for name, deck in decks.items()}
    assert (
        counts.items() >= {"spanish": 2, "quizlet": 2, "words": 2, "plants": 2, "quiz": 1}.items()
    )
    assert {name for name, number in counts.items() if number > 20} >= {"course"}
    assert decks["spanish"].notes[0].media is None
    assert (folder / "decks" / "spanish.media" / "m.png").is_file()
    written = {path.suffix for path in folder.iterdir()}
    assert written >= {".csv", ".xlsx", ".apkg", ".xml", ".gift", ".zip", ".txt"}
    with read_store(folder / "progress.db") as store:
        answers = [event for event in store.events() if isinstance(event, Answered)]
    assert {event.card.partition("#")[0] for event in answers} >= {"spanish", "suez"}
