"""What is done with an input, and what must hold of it whatever it is.

A target takes bytes and raises nothing. An error that a caller is promised is no failure.
"""

import io
import json
import sys
import unicodedata
from collections.abc import Callable
from contextlib import chdir, closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from quizkit.cli import main
from quizkit.cli.page import Page
from quizkit.errors import StoreError
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.grading import Outcome, grade
from quizkit.lint import Finding
from quizkit.lint.finding import from_problem
from quizkit.lint.mending import mended
from quizkit.markup import blocks, html, stripped, words
from quizkit.markup.terminal import lines
from quizkit.model import AnswerType
from quizkit.scheduling import Scheduler
from quizkit.store import known, open_store
from tests.commands_of_authors import exercise, mend
from tests.stored_junk import STORED, changed, places
from tests.verdicts import KINDS, is_sound, typed

DECK = """title: Fruit
cards:
  - {question: Which fruit keeps the doctor away?, answer: apple, accept: [an apple a day]}
  - {question: How long is the canal?, answer: 164 km}
  - {question: Which two seas?, answers: [Red, [Mediterranean, Mediterranean Sea]]}
  - {statement: A pear is a fruit., answer: true}
  - {question: Which one?, answer: pear, distractors: [stone, brick]}
  - {question: In which order?, order: [one, two, three]}
  - {question: Which goes where?, pairs: {Port Said: north, Suez: south}}
  - {cloze: 'Work began in {{1859}} and ended in {{1869}}.'}
  - {question: Why?, answer: Because., type: free}
"""

WORDS = """title: Words
words:
  columns: [word, reading, meaning, tags]
  languages: {word: ja}
  ask: [word > meaning, meaning > word, word > reading]
  rows: words.tsv
cards:
  - {question: Which fruit keeps the doctor away?, answer: apple}
"""

_temporary = TemporaryDirectory(prefix="quizkit-fuzz-")  # which goes at the end of the program
_folder = Path(_temporary.name)
_deck = _folder / "fruit.yaml"
_deck.write_text(DECK)


def a_deck(data: bytes) -> None:
    """A file is a deck or has located problems; formatted once, it is in good order."""
    exercise(_folder / "d.yaml", data)


def some_files(data: bytes) -> None:
    """What holds of a deck holds of one of several files, parted by null characters."""
    deck, *parts = data.split(b"\0")
    names = [*(f"part{number}.yaml" for number in range(len(parts[:-1]))), "words.tsv"]
    exercise(_folder / "files.yaml", deck, dict(zip(names, parts, strict=False)))


def rows_of_words(data: bytes) -> None:
    """A file of rows makes notes or has located problems, and never harms the deck beside it."""
    exercise(_folder / "w.yaml", WORDS.encode(), {"words.tsv": data})


def some_mends(data: bytes) -> None:
    """A deck and a file that it includes, a NUL between: mended, every good note is as it was."""
    deck, _, week = data.decode(errors="surrogateescape").partition("\0")
    (_folder / "week.yaml").write_bytes(week.encode(errors="surrogateescape"))
    reading = parse_deck(deck, folder=_folder)
    after = mended(reading, _problems).reading
    good = reading.lenient_deck.notes if reading.lenient_deck else ()
    now = after.lenient_deck.notes if after.lenient_deck else ()
    assert [note for note in now if note in good] == [*good]
    mend(reading)


def _problems(reading: Reading) -> list[Finding]:
    return list(map(from_problem, reading.problems))


def an_answer(data: bytes) -> None:
    """Every answer gets a sound verdict, and the key itself is right."""
    kind, _, rest = data.decode(errors="surrogateescape").partition("\n")
    key, _, response = rest.partition("\n")
    if key.strip() and kind in {each.value for each in AnswerType}:
        card = typed(key, type=AnswerType(kind))
        assert is_sound(grade(card, response))
        if kind in {"text", "person", "exact"} and key.isprintable() and any(map(str.isalnum, key)):
            assert grade(card, key).outcome is Outcome.CORRECT
    elif kind in KINDS:
        assert is_sound(grade(KINDS[kind], rest))
        assert is_sound(grade(KINDS[kind], rest.split("\n")))


def some_markdown(data: bytes) -> None:
    """Whatever a text is, it has words, HTML that is well-formed, and lines that harm no terminal."""
    text = data.decode(errors="surrogateescape")
    stripped(text)
    for inline in (False, True):
        made = blocks(text, inline=inline)
        assert words(text, inline=inline).strip() or not text.strip()
        ElementTree.fromstring(f"<page>{html(made)}</page>")
        for page in (Page(40, colour=False), Page(80, colour=False, heard=True)):
            assert not any(
                unicodedata.category(char) == "Cc" for char in "".join(lines(made, page))
            )


def a_stored_value(data: bytes) -> None:
    """JSON with something else in one place is refused by a ValueError, or can be stored again."""
    which, where, rest = data[:1], data[1:2], data[2:]
    read, value = STORED[int.from_bytes(which) % len(STORED)]
    good = value.to_dict()
    ways = list(places(good))
    try:
        junk = json.loads(rest)
        found = read(changed(good, ways[int.from_bytes(where) % len(ways)], junk))
    except (ValueError, RecursionError):  # the latter of json, at brackets by the thousand
        return
    assert read(json.loads(json.dumps(found.to_dict()))) == found


def a_progress_file(data: bytes) -> None:
    """With bytes changed, four for each (three for the place), a file reads or is a StoreError."""
    path = _folder / "p.db"
    file = bytearray(_progress_file())
    for start in range(0, len(data) - 3, 4):
        file[int.from_bytes(data[start : start + 3]) % len(file)] = data[start + 3]
    for other in _folder.glob("p.db*"):
        other.unlink()
    path.write_bytes(file)
    with suppress(StoreError), closing(open_store(path)) as store:
        list(store.events())
        known(store, Scheduler())
    _run("history", "--progress", str(path))
    _run("due", str(_deck), "--progress", str(path))


def a_transcript(data: bytes) -> None:
    """Whatever is answered, a session ends kindly."""
    (_folder / "t.db").unlink(missing_ok=True)
    _run("play", str(_deck), "--progress", str(_folder / "t.db"), "--seed", "1", given=data)


def some_arguments(data: bytes) -> None:
    """Whatever is typed, a command says what is wrong, in this folder alone."""
    typed_words = data.decode(errors="surrogateescape").replace("/", "_").split("\0")
    words = [word for word in typed_words if word != ".."]
    if "--progress" not in words:
        words += ["--progress", "q.db"]
    with chdir(_folder):
        _run(*words, given=b"x\n")


def _run(*words: str, given: bytes = b"") -> None:
    """Run a command in this process; it exits with a code of the table, and harms no terminal."""
    kept = sys.stdin, sys.stdout, sys.stderr
    said = io.BytesIO()
    end = None
    try:
        sys.stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8", "surrogateescape")
        sys.stdout = sys.stderr = io.TextIOWrapper(said, "utf-8", write_through=True)
        main(words)
    except SystemExit as exit_:
        end = exit_.code
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    assert end in {0, 1, 2, 4, 7}
    text = said.getvalue().decode()
    assert not any(char != "\n" and unicodedata.category(char) == "Cc" for char in text), text


@cache
def _progress_file() -> bytes:
    base = _folder / "base.db"
    given = b"apple\nstone\n164 km\n:q\n"
    _run("play", str(_deck), "--seed", "1", "--progress", str(base), given=given)
    return base.read_bytes()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "deck": a_deck,
    "files": some_files,
    "rows": rows_of_words,
    "mends": some_mends,
    "answer": an_answer,
    "markdown": some_markdown,
    "stored": a_stored_value,
    "progress": a_progress_file,
    "transcript": a_transcript,
    "arguments": some_arguments,
}

if __name__ == "__main__":
    TARGETS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
