"""`quizkit schema`: every good deck fits it, and so does no bad one that a schema can catch."""

import json
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from quizkit import read_deck
from quizkit.authoring.near_keys import names_meant
from quizkit.authoring.scaffold import scaffold
from quizkit.authoring.schema import deck_schema
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck
from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS, OPTIONS, TABLE_KEYS
from tests.places import ROOT

SCHEMA = deck_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as editors do, by the core schema of YAML 1.2: no dates, `no` is a text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}",
        re.compile(f"^(?:{pattern})$"),
        [*first, *([""] * (tag == "null"))],
    )


def with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else str(key): with_text_keys(item)
            for key, item in value.items()
        }
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


def as_editors_read(text: str) -> Any:
    return with_text_keys(yaml.load(text, EditorLoader))


def errors(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(text))]


def good_texts() -> list[Any]:
    texts = [
        pytest.param(path.read_text("utf-8"), path.parent, id=str(path.relative_to(ROOT)))
        for folder in ("decks", "tests")
        for path in sorted((ROOT / folder).rglob("*.y*ml"))
        if "bad" not in str(path.relative_to(ROOT)) and "\ncards:" in path.read_text("utf-8")
    ]
    for name in ("README.md", "docs/authoring.md"):
        markdown = (ROOT / name).read_text("utf-8")
        blocks = re.findall(r"^```yaml\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
        texts += [
            pytest.param(block, None, id=f"{name} {number}")
            for number, block in enumerate(blocks)
            if re.search("^title:", block, re.MULTILINE) and "\ninclude:" not in block
        ]
    texts += [
        pytest.param(scaffold("T", "t", bare=bare), None, id=f"bare={bare}") for bare in (0, 1)
    ]
    return texts


@pytest.mark.parametrize(("text", "folder"), good_texts())
def test_every_good_deck_of_the_repository_fits(text: str, folder: Path | None) -> None:
    assert parse_deck(text, folder=folder).good_deck.notes
    assert errors(text) == []


SCHEMA_TELLS = {
    "bad-id", "bad-language", "bad-tolerance", "count", "empty-file", "empty-list",
    "free-with-options", "misplaced-key", "no-answer", "no-bound", "no-cards", "no-question",
    "no-title", "not-true-or-false", "two-kinds", "unknown-key", "unknown-value",
    "wrong-shape",
}  # fmt: skip
"""Codes of the problems that lie in keys and shapes; others compare two values, or are lost in
YAML before an editor sees them."""

BAD_DECKS = [
    pytest.param(reading, id=Path(reading.file).stem)
    for reading in map(open_deck, sorted((ROOT / "tests/golden/bad_decks").glob("*.yaml")))
    if SCHEMA_TELLS & {each.code for each in reading.problems if each.location.file == reading.file}
]


@pytest.mark.parametrize("reading", BAD_DECKS)
def test_no_bad_deck_fits_that_a_schema_can_catch(reading: Reading) -> None:
    assert errors(reading.text)


def test_each_problem_that_a_schema_tells_has_a_bad_deck() -> None:
    codes = {problem.code for deck in BAD_DECKS for problem in deck.values[0].problems}
    assert codes >= SCHEMA_TELLS


@pytest.mark.parametrize(
    "entry",
    [
        "{question: Q, answer: A, anser: B}",
        "{question: Q}",
        "{answer: A}",
        "{statement: S, answer: perhaps}",
        "{statement: S, answer: true, hint: x}",
        "{question: Q, order: [one]}",
        "{question: Q, pairs: {a: b}}",
        "{question: Q, answer: A, answers: [B]}",
        "{question: Q, answer: A, min: 3}",
        "{question: Q, answer: A, type: frei}",
        "{question: Q, min: 1, max: 2, type: exact}",
        "{question: Q, min: 1, max: 2, tolerance: 1}",
        "{question: Q, answer: A, type: free, accept: B}",
        "{question: Q, answer: A, case: maybe}",
        "{question: Q, answer: A, tolerance: much}",
        "{question: Q, answers: [A], require: 0}",
        "{question: Q, answer: A, image: []}",
        "{question: Q, answer: A, id: a b}",
        "{question: '', answer: A}",
        "{question: Q, answer: [A]}",
        "{question: Q, answer: {A: B}}",
        "{question: Q, answer: A, examples: {right: A}}",
        "{question: Q, answer: A, lint: {off: A}}",
        "{question: Q, answer: A, distractors: []}",
        "{cloze: no blank}",
        "{cloze: 'a {{b}}', distractors: [c]}",
        "{question: Q, order: [a, b], accept: c}",
    ],
)
def test_what_the_reader_refuses_for_its_keys_or_shape_does_not_fit(entry: str) -> None:
    text = f"title: T\ncards:\n  - {entry}\n"
    with pytest.raises(DeckError):
        read_deck(text)
    assert errors(text)


@pytest.mark.parametrize(
    "written",
    [
        "a.png",
        "[a.png, b.png]",
        "{a.png: A heart, b.png: }",
        "[{a.png: A heart}, b.png, {c.png: }]",
    ],
)
def test_pictures_and_sounds_fit_in_every_way_to_name_them(written: str) -> None:
    for key in ("image", "answer_image", "audio"):
        text = (
            f"title: T\nmarkup: markdown\ncards: [{{question: Q, answer: A, {key}: {written}}}]\n"
        )
        assert read_deck(text).notes[0].media
        assert errors(text) == []


@pytest.mark.parametrize(
    "entry",
    [
        "{question: 1, answer: 2017}",
        "{question: Q, answer: no, accept: [null, ~, true, 1.5]}",
        "{question: Q, answer: A, reject: {2023: false, 1e3: Why}}",
        "{question: Q, answers: [1, [2, 3]], require: 1}",
        "{question: Q, answers: A}",
        "{statement: S, answer: TRUE}",
        "{statement: S, answer: 'false'}",
        "{question: Q, order: [1859, 1869]}",
        "{question: Q, pairs: {1: 2, 3: false}}",
        "{question: Q, min: 1, max: 2, distractors: [7, 8], type: number}",
        "{question: Q, answer: A, type: free, id: 7, x-mine: {any: [1]}}",
        "{question: Q, answer: 5 km, tolerance: 2 %, unit_required: true}",
        "{question: Q, answer: 5, tolerance: 2, hints: one, tags: []}",
        "{cloze: 'a {{b}}', question: Q, accents: strict}",
    ],
)
def test_numbers_booleans_and_null_are_texts(entry: str) -> None:
    text = f"title: 1984\ncards:\n  - {entry}\n"
    assert read_deck(text).notes
    assert errors(text) == []


def test_the_schema_is_one_of_2020_12_and_describes_every_key() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    note = SCHEMA["$defs"]["note"]["properties"]
    assert SCHEMA["properties"].keys() == DECK_KEYS
    assert note.keys() == ENTRY_KEYS
    table = SCHEMA["$defs"]["table"]["properties"]
    assert table.keys() == TABLE_KEYS
    assert SCHEMA["properties"]["defaults"]["properties"].keys() == OPTIONS | {"dayfirst"}
    assert all(
        value["description"]
        for value in chain(*map(dict.values, (note, table, SCHEMA["properties"])))
    )


def test_the_command_prints_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", "schema"], capture_output=True, check=True
    )
    assert json.loads(done.stdout) == SCHEMA


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anser", "answer"),
        ("anwser", "answer"),
        ("qeustion", "question"),
        ("Question", "question"),
        ("front", "question"),
        ("distractor", "distractors"),
        ("clue", "hints"),
        ("explaination", "explanation"),
        ("tag", "tags"),
        ("ID", ""),
        ("colour", ""),
        ("x-anser", None),
    ],
)
def test_an_editor_is_told_which_key_was_meant(written: str, meant: str | None) -> None:
    said = errors(f"title: T\ncards:\n  - {{question: Q, answer: A, {written}: B}}\n")
    assert bool(said) is (meant is not None)
    expected = [message for message in said if message.endswith("was expected")]
    assert expected == ([f"'{meant}' was expected"] if meant else [])


def test_no_key_is_a_misspelt_other_one() -> None:
    of_notes, of_decks = (
        Draft202012Validator({"type": "object", "propertyNames": names_meant(keys)})
        for keys in (ENTRY_KEYS, DECK_KEYS)
    )
    assert of_notes.is_valid(dict.fromkeys(ENTRY_KEYS))
    assert of_decks.is_valid(dict.fromkeys(DECK_KEYS))
    for validator, keys in ((of_notes, ENTRY_KEYS), (of_decks, DECK_KEYS)):
        for key in (key for key in keys if len(key) > 3):
            (error,) = validator.iter_errors({f"{key[:2]}{key[3]}{key[2]}{key[4:]}": ""})
            assert error.message == f"'{key}' was expected"
            assert error.schema["errorMessage"].endswith(f"did you mean `{key}`?")
