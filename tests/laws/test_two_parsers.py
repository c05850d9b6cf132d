"""Laws of the two YAML parsers: with and without libyaml a text is the same deck, or the same problems."""

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings, strategies as st

from quizkit.formats.deck_yaml import parsed, report_on
from quizkit.formats.python_yaml import PythonParser
from quizkit.formats.yaml_events import Parser
from tests.places import ROOT, TESTS
from tests.strategies import rough_decks, yaml_decks

LIBYAML = getattr(yaml, "CSafeLoader", None)
FOLDERS = (ROOT / "decks", TESTS / "good_decks", TESTS / "golden" / "bad_decks")
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]
NEWEST = LIBYAML is not None and yaml._yaml.get_version() >= (0, 2, 6)  # type: ignore[attr-defined]

needs_libyaml = pytest.mark.skipif(LIBYAML is None, reason="this PyYAML has no libyaml")

# Pieces of YAML that parsers are known to take differently, and what stands around them.
SCRAPS = [
    "a", "b c", "1", " ", "  ", "\n", "\n  ", "\n- ", "- ", "-", "--", ": ", ":", ",", "#", " #c", "?", "? ", "?a",
    "[", "]", "{", "}", "[? ", "{? q", ":]", ":,", ":?", ",?", "'", '"', "''", "\\", r"\n", r"\x41", r"\q", r"\uD800",
    "\\\n", "|", ">", "|\n  ", ">-\n ", "|2\n", "|+1\n", ">1-\n", "|0\n", "|#c\n  ", "|\t\n", "\t", "\n\t", "\n \t",
    "\r", "\r\n", "\x85", "\u2028", "\u2029", "\ufeff", "é", "🦠", "&a ", "*a", "&", "!t ", "!", "!!s ", "!<a,b> ",
    "!<", "!a!b ", "!%41 ", "!,", "---\n", "...\n", "--- ", "---", "\n---", "%", "%YAML 1.1\n", "%YAML 1.3\n",
    "%TAG ! x:y\n", "%OTHER\n", "@", "`", "k: ", "\nk: ", "\n? ", "\n: ", "x" * 1030,
]  # fmt: skip


def events(text: str, parser: Parser) -> list[Any]:
    """Return the events of a text: kind, places, value; at last the places of an error, if there is one."""
    found: list[Any] = []
    try:
        get = parser(text).get_event
        while not found or found[-1][0] is not yaml.StreamEndEvent:
            event = get()
            values = (getattr(event, name, None) for name in ("value", "tag", "anchor"))
            styles = (getattr(event, name, None) or None for name in ("style", "flow_style"))
            marks = ((mark.index, mark.column) for mark in (event.start_mark, event.end_mark))
            found.append((event.__class__, *marks, *values, *styles))
    except yaml.MarkedYAMLError as error:
        found.append({mark.index for mark in (error.problem_mark, error.context_mark) if mark})
    except UnicodeDecodeError:
        found.append("a tag that is no UTF-8")
    return found


def check_alike(text: str) -> None:
    assert LIBYAML is not None
    with_it, without = (
        parsed(report_on(text, "<text>"), parser=parser) for parser in (LIBYAML, PythonParser)
    )
    assert without.deck == with_it.deck
    assert without.problems == with_it.problems


@needs_libyaml
@settings(max_examples=200)
@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
@example("[? : b]")
@example("[?]")  # where libyaml 0.2.5 takes the bracket for the key
@example("{? question #5\n : #6}")
@example("{question: Q?, answer: a?b, hints: [?c, d ?]}")
@example("k: |#c\n  text\n")
@example("k:\n! ]")
@example("k: &a !a!b\n\t'")
@example('"a \\\n  b\n\n  c"')
@example("\ufeff\ufeffa: b\n\ufeff c: d")
def test_the_parser_in_python_gives_the_events_of_libyaml(text: str) -> None:
    assert LIBYAML is not None
    assume(NEWEST or not {"?", "]"} <= set(text))
    assert events(text, PythonParser) == events(text, LIBYAML)


@needs_libyaml
@given(st.one_of(yaml_decks().map(lambda pair: pair[1]), rough_decks()))
@example("title: T\ncards:\n  - {question: Capital of Peru?, answer: Lima}\n")
@example("title: T\ncards:\n  - {question:  #5\n    , answer: A}\n")
@example("title: T\ncards:\n  - {question: Q, answer: A, reject: {a: #6\n , b: #7\n }}\n")
@example("title: T\ncards:\n  - question: Q\n    answer: >#5\n    explanation: |-#6\n      E\n")
@example("title: T\ncards:\n  - question: Q\n    answer: !%C0%80 x\n")
def test_a_text_is_the_same_deck_or_the_same_problems_without_libyaml(text: str) -> None:
    check_alike(text)


@needs_libyaml
@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))])
def test_the_decks_of_the_guides_are_the_same_without_libyaml(page: Path) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        check_alike(block)


# ---- A Python that has no libyaml ---------------------------------------------------------------

TOLD = """
import json, pathlib, sys
from quizkit.authoring.adding import with_entry
from quizkit.authoring.formatting import format_deck
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import open_deck
from quizkit.formats.yaml_events import PARSER
from quizkit.lint import check_deck

def told(path):
    reading = open_deck(path)
    said = [repr(reading.problems), repr(reading.deck), *map(str, check_deck(reading, hints=True))]
    if reading.deck:
        for written in (format_deck, lambda reading: with_entry(reading, {"question": "Q?", "answer": "#5"})):
            try:
                said.append(written(reading).text)
            except DeckError as error:
                said.append(str(error))
    return said

told_of = {path: told(path) for path in map(str, FILES)}
"""


def output(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    ).stdout


def told(before: str) -> tuple[str, dict[str, list[str]]]:
    """Return the parser of a fresh Python in which `before` ran first, and what it says of each file."""
    files = f"FILES = {[str(path) for path in FILES]!r}\n"
    parser, said = json.loads(
        output(f"{before}\n{files}{TOLD}\nprint(json.dumps([PARSER.__name__, told_of]))")
    )
    return parser, said


@needs_libyaml
def test_reading_checking_tidying_and_adding_are_the_same_where_there_is_no_libyaml() -> None:
    usual, expected = told("")
    other, said = told("import sys; sys.modules['yaml._yaml'] = None")
    assert (usual, other) == ("CSafeLoader", "PythonParser")
    assert said == expected
    assert len(said) > 100


@pytest.mark.skipif(sys.version_info < (3, 13), reason="subinterpreters can be run from 3.13 on")
def test_a_deck_reads_in_a_subinterpreter() -> None:
    inner = """
        from quizkit import read_deck
        from quizkit.formats.yaml_events import PARSER
        deck = read_deck("title: T\\ncards:\\n  - {question: Capital of Peru?, answer: Lima}\\n")
        print(PARSER.__name__, deck.notes[0].question)
    """
    code = f"import _interpreters as i; print(i.run_string(i.create(), {textwrap.dedent(inner)!r}))"
    assert output(code).splitlines() == ["PythonParser Capital of Peru?", "None"]
