"""Two thousand inputs that nobody would write: no command of authors answers with a traceback.

Half of them are pieces of real decks with bytes changed, half are YAML of random shape with the keys
of decks in it. Each goes to the reader and to what `check`, `fmt`, `add` and `show` call. All are
drawn from fixed seeds, so that a failure can be repeated.
"""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from quizkit.formats.keys import ADMITTED, DECK_KEYS, ENTRY_KEYS, OPTIONS, note_kind
from tests.commands_of_authors import exercise
from tests.places import ROOT

pytestmark = pytest.mark.slow  # all blocks together

GOOD, BAD = (
    [path.read_bytes() for folder in folders for path in sorted((ROOT / folder).glob("*.yaml"))]
    for folders in (("decks", "tests/good_decks"), ("tests/golden/bad_decks",))
)
BLOCKS, OF_EACH = 6, 170


# ---- Inputs -------------------------------------------------------------------------------------

BITS = [
    *(b"\0", b"\t", b"\r", b"\n", b"\r\n", b" ", b"  ", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
    *(b":", b": ", b"#", b" #", b"- ", b"-", b"? ", b"|", b">", b"&a ", b"*a", b"!!int ", b"%", b"@", b"`"),
    *(b"[", b"]", b"{", b"}", b"{{", b"}}", b"::", b",", b'"', b"'", b"\\", b"---\n", b"...\n", b"<<: "),
    *(b"1e999", b"0x1F", b"9" * 40, b"1/0", b"~", b"\xcc\x81", b"\xe2\x80\xae", b"\xf0\x9f\x99\x82"),
    *(b"\nanswer: x", b"\n    accept: [", b"\n    min: 3\n    max: 2", b"source: text#1-99999999", b"tags:"),
]  # fmt: skip


def piece(rng: Random) -> bytes:
    """Return the head of a real deck with a few of its entries."""
    decks = GOOD if rng.random() < 0.8 else BAD
    head, mark, entries = rng.choice(decks).partition(b"cards:")
    parts = entries.split(b"\n  - ")
    at = rng.randrange(len(parts))
    return b"\n  - ".join([head + mark, *parts[at : at + rng.randint(1, 3)]])


def bent(rng: Random) -> bytes:
    """Return a piece of a deck with some bytes changed."""
    data = piece(rng)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        match rng.randrange(6):
            case 0:
                data = data[:at] + rng.choice(BITS) + data[at:]
            case 1:
                data = data[:at] + data[min(to, at + rng.randint(1, 9)) :]
            case 2:
                data = data[:at] + rng.randbytes(1) + data[at + 1 :]
            case 3:
                lines = data.splitlines(keepends=True)
                lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines or [b""]))
                data = b"".join(lines)
            case 4:
                data = data[:at] + data[at:to][:200] * rng.randint(2, 3) + data[to:]
            case _:
                data = data[:to] + piece(rng)[-rng.randint(1, 80) :]
    return data


KEYS = [*sorted(DECK_KEYS), *sorted(ENTRY_KEYS), "anser", "x-y", "", "text", "correct", "ignore"]
VALUES: list[Any] = [
    *("", " ", "a", "true", "no", "~", "2017", "over 30,000", "1e999", "60 to 100", "late 2023", "1/0"),
    *("164 km", "{{a}}", "{{c1::a::b}} {{c2::b|c}}", "{{", "a\nb", "\ta", "text#1", "text#9-2", "Ann Lee"),
    *("free", "exact", "person", "number", "date", "5 %", "ignore", "strict", "#", ": ", "- a", "é", "\u202e"),
    *("is it not never?", "Q102", "en", "de", "\ud7ff", "x" * 300, "1 2 3", "½", "٣", "İ", "١٢ كم"),
    *(0, 1, -1, 2.5, 10**30, True, False, None, [], {}),
]  # fmt: skip


def value(rng: Random, depth: int) -> Any:
    """Return something that may stand under a key."""
    match rng.randrange(5) if depth else 4:
        case 0:
            return [value(rng, depth - 1) for _ in range(rng.randint(0, 4))]
        case 1:
            return {rng.choice(KEYS): value(rng, depth - 1) for _ in range(rng.randint(0, 4))}
        case 2:
            return {str(rng.choice(VALUES)): rng.choice(VALUES) for _ in range(rng.randint(0, 4))}
        case _:
            return rng.choice(VALUES)


SHAPES = {
    "question": ["Who was it?", "How long is it?", "Which is not never in 2017, and when?"],
    "answer": ["164 km", "Ann Lee", "over 30,000 people", "a, b and c", "late 2023", "true", "3.10"],
    "answers": [["a", ["b", "c"]], ["1. a", "2. b"], [["Lima"]], list("abcdefg")],
    "distractors": [["b", "the b"], {"2017": "no", "2,017": "no"}, ["all of the above"], ["10 to 20"]],
    "statement": ["It is not never so."], "order": [["b", "a"], list("abcdefghi")],
    "pairs": [{"a": "b", "c": "b"}], "cloze": ["The {{a}} is {{1869::year}}.", "{{c1::a}} {{c1::b}}"],
    "source": ["text#1", ["text", "text#2-3"]], "examples": [{"correct": "a", "wrong": ["b"]}],
    "reverse": ["true", "What has it?"], "accept": ["b", ["Lee", "the"]], "tolerance": ["9", "30 %"],
    "type": ["free", "person", "exact", "number", "date"], "min": ["1"], "max": ["2 km"],
    "reject": [{"x": "y"}], "hints": ["a", ["b", "c"]], "lint": [{"ignore": ["Q102", "Q999"]}],
}  # fmt: skip
FITTING = (
    *("question answer", "question answer distractors", "question answers", "statement answer"),
    *(
        "question order",
        "question pairs",
        "question pairs distractors",
        "cloze",
        "question min max",
        "question answers distractors",
    ),
)


def entry(rng: Random) -> Any:
    """Return an entry that is right, or nearly, or not at all."""
    if rng.random() < 0.1:
        return value(rng, 2)
    keys = rng.choice(FITTING).split()
    fitting = ADMITTED[note_kind(dict.fromkeys(keys))] & OPTIONS
    more = SHAPES.keys() & fitting if rng.random() < 0.9 else SHAPES
    keys += rng.sample(sorted(more), rng.choice((0, 0, 1, 2)))
    return {key: value(rng, 2) if rng.random() < 0.08 else rng.choice(SHAPES[key]) for key in keys}


class Dumper(yaml.CSafeDumper):
    """Writes every value out, without aliases, which no deck may have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def shaped(rng: Random) -> bytes:
    """Return YAML in the shape of a deck, more or less."""
    deck: Any = {"title": "T", "sources": {"text": {"title": "A Text"}}}
    deck["cards"] = [entry(rng) for _ in range(rng.choice((1, 1, 2, 3)))]
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        deck[rng.choice(KEYS)] = value(rng, 3)
    if rng.random() < 0.03:
        deck = value(rng, 3)
    if rng.random() < 0.5:
        text = json.dumps(deck, ensure_ascii=False)
    else:
        text = yaml.dump(deck, allow_unicode=True, Dumper=Dumper)
    return text.encode("utf-8", "surrogatepass")


# ---- All of it ----------------------------------------------------------------------------------


def parted(rng: Random) -> bytes:
    """Return what is in the files of a deck, null characters between; one of them is bent."""
    makers = [rng.choice((bent, shaped, piece)), piece, lambda _: b"cards: [{cloze: 'a {{b}}'}]\n"]
    made = [make(rng).replace(b"\0", b"") for make in rng.sample(makers, 3)]
    deck, *parts = [_HEAD.sub(b"", data) if rng.random() < 0.95 else data for data in made]
    names = rng.choice(
        (b"[part0.yaml, part1.yaml]",) * 3 + (b"part0.yaml", b"[words.tsv, files.yaml]")
    )
    tables = b"words: {columns: [a, b], rows: words.tsv}\n" * (rng.random() < 0.3)
    head = b"title: T\ninclude: " + names + b"\n" + tables
    return b"\0".join([head + deck, *parts, b"x\ty\n"])


_HEAD = re.compile(rb"^(?:title|id|description):.*\n", re.MULTILINE)


@pytest.mark.parametrize("block", range(2))
def test_no_files_of_a_deck_give_a_traceback(block: int, tmp_path: Path) -> None:
    decks = 0
    for number in range(OF_EACH):
        deck, *parts = parted(Random(f"parted {block} {number}")).split(b"\0")
        beside = dict(zip(("part0.yaml", "part1.yaml", "words.tsv"), parts, strict=False))
        try:
            decks += exercise(tmp_path / "files.yaml", deck, beside)
        except Exception as error:
            error.add_note(f"number {number}: {deck!r}, {beside!r}")
            raise
    assert OF_EACH / 40 < decks < OF_EACH


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("made", [bent, shaped])
def test_no_input_gives_a_traceback(made: Any, block: int, tmp_path: Path) -> None:
    decks = 0
    for number in range(OF_EACH):
        data = made(Random(f"{made.__name__} {block} {number}"))
        try:
            decks += exercise(tmp_path / "deck.yaml", data)
        except Exception as error:
            error.add_note(f"number {number}: {data!r}")
            raise
    assert OF_EACH / 20 < decks < OF_EACH  # enough of them get past the reader, and not all
