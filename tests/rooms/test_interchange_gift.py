"""GIFT of Moodle: read question by question, and written so that Moodle takes it as it is meant."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from quizkit import read_deck
from quizkit.interchange import (
    FORMATS,
    Import,
    Outgoing,
    ReadOptions,
    Source,
    WriteOptions,
    deck_text,
)
from quizkit.interchange.teaching.gift import likely, read

SAMPLE = Path(__file__).parents[1] / "interchange" / "gift" / "trees.gift"


def of(text: str) -> Import:
    return read(Source(name="Trees.gift", data=text.encode()), ReadOptions(), int)


def entries(text: str) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in of(text).decks for note in deck.notes]


def lost(text: str) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in of(text).losses]


def entry(text: str) -> dict[str, object]:
    (found,) = entries(text)
    return found


def out(cards: str) -> tuple[str, list[str]]:
    deck = read_deck(f"title: Trees\nid: trees\ncards:\n{cards}")
    to = io.BytesIO()
    losses = FORMATS["gift"].write([Outgoing(deck=deck)], to, WriteOptions(), int)
    return to.getvalue().decode(), [loss.what for loss in losses]


def test_a_file_gives_its_questions_and_names_the_line_of_the_one_that_is_broken() -> None:
    found = read(Source(SAMPLE), ReadOptions(), int)
    (deck,) = found.decks
    assert [note.place for note in deck.notes] == [
        f"line {line}" for line in (2, 9, 11, 17, 22, 26, 28, 32, 34)
    ]
    assert deck.notes[0].source_id == "oak-1"
    assert deck.notes[0].kept == {"title": "Oak"}
    assert dict(deck.notes[0].entry) == {
        "question": "Which tree has lobed leaves?",
        "answer": "Oak",
        "distractors": {"Beech": "Its edges are smooth.", "Maple": ""},
        "explanation": "Look at the edge of the leaf.\n\nRight, its lobes are round.",
        "tags": ["leaves"],
    }
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("an option that is partly right", "line 2"),
        ("an answer that is partly right", "line 17"),
        ("a question that cannot be read", "line 19"),
    ]
    written = deck_text(deck, "trees")
    assert not written.losses
    assert len(read_deck(written.text).notes) == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it green? {=yes =aye}", {"question": "Is it green?", "answer": "yes", "accept": ["aye"]}),
        ("It grows.{F#No, it does.}",
         {"statement": "It grows.", "answer": "false", "explanation": "No, it does."}),
        ("How old? {#10:2}", {"question": "How old?", "answer": "10", "tolerance": "2"}),
        ("How old? {#1..3}", {"question": "How old?", "min": "1", "max": "3"}),
        ("How old? {#=10 =12}", {"question": "How old?", "answer": "10", "accept": ["12"]}),
        ("Pick. {~%50%a ~%50%b ~%-100%c}",
         {"question": "Pick.", "answers": ["a", "b"], "distractors": ["c"]}),
        ("He {~=was~has been} here.",
         {"question": "He _____ here.", "answer": "was", "distractors": ["has been"]}),
        ("Oaks are {=trees =plants}.", {"cloze": "Oaks are {{trees|plants}}."}),
        ("A {1:MC:~=bark~scale} and {1:SA:=leaf~=leaves}.",
         {"cloze": "A {{bark::bark / scale}} and {{leaf|leaves}}."}),
        ("Why? {####Because.}", {"question": "Why?", "answer": "Because.", "type": "free"}),
        (r"[plain]Is \{x\} \= \\n? {=\~}", {"question": r"Is {x} = \n?", "answer": "~"}),
        ("Which? {\n~ x = 5\n~ y == 6\n= z=7\n}",
         {"question": "Which?", "answer": "z=7", "distractors": ["x = 5", "y == 6"]}),
        ("Which? {\n=a\n\n~b\n}", {"question": "Which?", "answer": "a", "distractors": ["b"]}),
        ("Which?\n\n{=a ~b}", {"question": "Which?", "answer": "a", "distractors": ["b"]}),
        ("What is \\(\\frac{a}{b}\\)? {=x}", {"question": r"What is $\frac{a}{b}$?", "answer": "x"}),
        ("[html]What is <b>this</b>? {=x}", {"question": "What is **this**?", "answer": "x"}),
        ("Is List<int> new? {=x}", {"question": "Is List<int> new?", "answer": "x"}),
        ("Match. {=a -> 1 =b -> 2 = -> 3}",
         {"question": "Match.", "pairs": {"a": "1", "b": "2"}, "distractors": ["3"]}),
    ],
)  # fmt: skip
def test_a_question_becomes_the_entry_that_an_author_writes(
    text: str, expected: dict[str, object]
) -> None:
    assert entry(text) == expected


def test_an_instruction_stands_above_each_question_that_follows_it() -> None:
    text = "Make the noun.\n\nhappy {=happiness}\n\nsad {=sadness}\n\n$CATEGORY: b\n\nold {=age}"
    assert [each["question"] for each in entries(text)] == [
        "Make the noun.\n\nhappy",
        "Make the noun.\n\nsad",
        "old",
    ]
    assert lost("Only words.") == [("a text between questions", "line 1")]


def test_one_category_names_the_deck_and_several_are_tags() -> None:
    (deck,) = of("$CATEGORY: $course$/top/Trees/Leaves\n\nA {=b}").decks
    assert (deck.path, dict(deck.notes[0].entry).get("tags")) == (("Trees", "Leaves"), None)
    text = "$CATEGORY: Trees/Leaves\n\nA {=b}\n\n$CATEGORY: $module$/top/Roots\n\nC {=d}"
    assert [each["tags"] for each in entries(text)] == [["Trees::Leaves"], ["Roots"]]


def test_titles_part_questions_that_stand_close_together() -> None:
    assert len(entries("::a::One {=x}\n::b::Two {=y}\n// [tag:z]\n::c::Three {T}")) == 3
    assert len(entries("One is {T}\nTwo is {F}\nThree? {~a =b}")) == 3


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Which? {=a ~b", "a question that cannot be read"),
        ("Which? } {=a", "a question that cannot be read"),
        ("Which? {yes}", "a question that cannot be read"),
        ("Which? {~a ~b}", "a question without a right option"),
        ("Essay? {}", "an essay without an answer"),
        ("Which one?", "a question without answers"),
        ("= a\n= b", "answers without a question"),
        ("{=a}", "answers without a question"),
        ("How many? {#many}", "a number that cannot be read"),
        ("Match. {=a -> 1}", "pairs fewer than 2 or more than 9"),
        ("One {T} or two {=x}.", "a text with a gap that cannot be one"),
    ],
)
def test_what_cannot_come_along_is_named_with_its_line_and_the_rest_goes_on(
    text: str, what: str
) -> None:
    found = of(f"\n{text}\n\n::ok::Good? {{=yes}}\n")
    assert (what, "line 2") in [(loss.what, loss.place) for loss in found.losses]
    assert dict(found.decks[-1].notes[-1].entry)["answer"] == "yes"


@pytest.mark.parametrize(
    "text", ["{" * 30_000, "=~" * 20_000, "a {" + "=x" * 20_000 + "}", "\\(" * 9_000]
)
def test_a_hostile_file_is_data(text: str) -> None:
    of(text + "\n\nGood? {=yes}")


def test_gift_is_known_by_what_it_holds() -> None:
    def score(text: str, name: str = "x.txt") -> int:
        return likely(Source(name=name, data=text.encode()))

    assert score("::a::Which? {=b ~c}") == 95
    assert score("Which? {=b ~c}") == 60
    assert score("p { color: red }\na { b: c }", "x.css") == 0
    assert score('{"a": {"b": "=c"}}', "x.json") == 0
    assert of("\n\n").decks == ()


CARDS = r"""
  - {id: q1, question: "Which { } ~ = # : \\ sign\nis it?", answer: "a > b", accept: ["%50%x", "[html]", "a*b"]}
  - {id: q2, question: "Pick one: %", answer: "=right", distractors: {"~wrong": "No: #1", "%9%": "", "[a]": ""}}
  - {id: q3, question: "Pick all", answers: [a, b, c], distractors: [d, e]}
  - {id: q4, statement: "It is {so}", answer: false, explanation: "No.\n\nIt is not."}
  - {id: q5, question: "How far?", answer: 12.5, tolerance: 0.5, tags: [far, "a b"]}
  - {id: q6, question: "From where?", min: 3, max: 5}
  - {id: q7, question: "Why?", answer: "Because\nit is.", type: free}
  - {id: q8, question: "Match: all", pairs: {a: "1", b: "2", "c=": "3"}, distractors: ["4"]}
  - {id: q9, cloze: "Oaks are {{trees|plants}}, they say: so."}
  - {id: q10, cloze: "{{Oaks}} are <b>trees</b>."}
"""


def test_what_is_written_comes_back_whole() -> None:
    text, losses = out(CARDS)
    assert losses == []
    found = of(text)
    assert found.losses == ()
    (deck,) = found.decks
    assert deck.path == ("Trees",)
    again = read_deck(deck_text(deck, "trees").text)
    first = read_deck(f"title: Trees\nid: trees\ncards:\n{CARDS}")
    assert {note.id: set(note.rights) for note in again.notes} == {
        note.id: set(note.rights) for note in first.notes
    }
    assert {note.id: note.prompt for note in again.notes} == {
        note.id: note.prompt for note in first.notes
    }


def test_markdown_is_written_as_markdown_and_formulas_as_html() -> None:
    text, _ = out(
        "  - {question: 'Is **it**?', answer: x, markup: markdown}\n"
        "  - {question: 'Is $x^2$ *it*?', answer: x, markup: markdown}\n"
    )
    assert "[markdown]Is **it**?" in text
    assert r"[html]Is \\(x^2\\) <em>it</em>?" in text


def test_what_moodle_cannot_hold_is_told() -> None:
    _, losses = out(
        "  - {question: a, answer: b, hints: [c], reverse: true, case: strict}\n"
        "  - {question: d, order: [e, f, g]}\n"
        "  - {question: h, answers: [i, j]}\n"
        "  - {cloze: '{{a}} and {{b}}'}\n"
        "  - {question: k, answer: 'l -> m', distractors: [n]}\n"
    )
    assert set(losses) >= {
        "hints",
        "the card that asks the other way",
        "how letter case is judged",
        "items to put in order",
        "a list of answers",
        "a text with several gaps",
        "`->` in an answer",
    }


def test_gift_pegjs_reads_what_is_written() -> None:
    modules = Path(os.environ.get("QUIZKIT_NODE_MODULES", "")) / "gift-pegjs"
    if not shutil.which("node") or not modules.is_dir():
        pytest.skip("gift-pegjs of npm is needed: QUIZKIT_NODE_MODULES names its folder")
    text, _ = out(CARDS)
    program = (
        "const fs=require('fs');const {parse}=require(process.argv[1]+'/pegjs-gift.js');"
        "console.log(JSON.stringify(parse(fs.readFileSync(0,'utf8'))))"
    )
    done = subprocess.run(
        ["node", "-e", program, str(modules)],
        input=text, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    kinds = [each["type"] for each in json.loads(done.stdout)]
    assert kinds == ["Category", "Short", "MC", "MC", "TF", "Numerical", "Numerical", "Essay", "Matching",
                     "Short", "Short"]  # fmt: skip


def test_the_format_is_in_the_table() -> None:
    assert FORMATS["gift"].reads
    assert FORMATS["gift"].writes
