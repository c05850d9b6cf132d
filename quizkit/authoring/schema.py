"""The JSON Schema of the deck format, made from its tables, for editors that complete and check.

What a schema cannot say (that a citation names a source, that ids differ, what YAML loses) is left
to `quizkit check`. It uses no keyword that editors with an older draft would not know.
"""

from enum import Enum
from typing import Any

from quizkit.authoring.near_keys import names_meant
from quizkit.formats.keys import (
    ADMITTED,
    BRINGING_NOTES,
    DECIDING,
    DECK_KEYS,
    ENTRY_KEYS,
    INCLUDED_KEYS,
    OPTIONS,
    TABLE_KEYS,
)
from quizkit.model import Accents, AnswerType, Case, SlipRule
from quizkit.model.kinds import FEWEST, KINDS, MOST, Holds, Key, KindRow

Schema = dict[str, Any]

# A text is whatever stands there: `2017`, `no` and `~` are texts to quizkit, not to an editor.
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"], "pattern": r"\S"}
_MAYBE_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]}
_TAGS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_NAMED: Schema = {"type": "object", "minProperties": 1, "additionalProperties": _MAYBE_TEXT}
_FEEDBACK: Schema = {"anyOf": [*_TEXTS["anyOf"], _NAMED]}
_FILES: Schema = {
    "anyOf": [
        _TEXT,
        {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _NAMED]}},
        _NAMED,
    ]
}
_FLAG: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "string", "pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"},
    ],
    "enum": [True, False, "true", "false", "True", "False", "TRUE", "FALSE"],
}
_NUMBER: Schema = {"type": ["number", "string"], "pattern": r"\S"}
_FREE: Schema = {"enum": ["free"]}
_ANY: Schema = {"patternProperties": {"^x-": True}, "additionalProperties": False}


_LANGUAGE: Schema = {
    "type": ["string", "boolean"],
    "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
}


_ASKED: Schema = {"type": "string", "pattern": "^[^>]+>[^>]+$"}


def _one_of(*members: type[Enum], more: tuple[str, ...] = ()) -> Schema:
    return {"enum": [*(m.value for enum in members for m in enum if m.value != "auto"), *more]}


_Values = dict[str, tuple[Schema, str]]

_OF_DECKS: _Values = {
    "title": (_TEXT, "Name of the deck, for people."),
    "id": (
        {**_TEXT, "pattern": r"^[^\s#:]+$"},
        "What progress belongs to: no white space, `#` or `:`. `quizkit fmt` writes missing ones.",
    ),
    "language": (
        {
            "anyOf": [
                _LANGUAGE,
                {
                    "type": "object",
                    "properties": {"question": _LANGUAGE, "answer": _LANGUAGE},
                    "minProperties": 1,
                    **_ANY,
                },
            ]
        },
        "Language of the answers, as in `en`, `de`, `pt-BR`, or of each side, as in"
        " `{question: en, answer: es}`; it decides how texts, numbers and dates are judged."
        " Default: that of the deck, and in the deck en.",
    ),
    "description": (_TEXT, "What the deck is about."),
    "tags": (_TAGS, "Words to study a part of the deck by: `quizkit play --tag WORD`."),
}
_OF_OPTIONS: _Values = {
    "reject": (_FEEDBACK, "Near misses that are wrong; a list, or each with its feedback."),
    "require": (
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9]+$"}]},
        "How many of the `answers` will do. Default: all.",
    ),
    "type": (
        _one_of(AnswerType, more=("free",)),
        "How the answer is read, if not as it looks: `person` takes the surname, `exact` compares"
        " as written, `code` leaves spaces free but in quotes and indentation, `free` reveals it"
        " and lets the learner rate.",
    ),
    "tolerance": (
        {"type": ["number", "string"], "pattern": r"^\s*[0-9]+([.,][0-9]+)?\s*%?\s*$"},
        "How far off a number may be: `5` in the unit of the answer, or `2 %` of it.",
    ),
    "unit_required": (_FLAG, "Whether leaving the unit out costs half. Default: false."),
    "case": (_one_of(Case), "Whether letter case counts. Default: ignore."),
    "accents": (_one_of(Accents), "Whether accents count: not, as a slip, or in full."),
    "slips": (
        _one_of(SlipRule),
        "Whether slips of the finger are close, or `none` is forgiven. Default: close.",
    ),
    "dayfirst": (_FLAG, "Whether `2/3/2025` is the second of March."),
    "reverse": (
        _TEXT,
        "`true` also shows the answer and asks for the question; a text is that second question.",
    ),
    "hints": (_TEXTS, "Shown one by one on request; the answer then counts as Hard at best."),
    "explanation": (_TEXT, "Shown with the feedback, whatever the answer was."),
    "source": (
        _TEXTS,
        "Where the fact stands: `handbook`, `handbook#6` for its sixth paragraph, `handbook, p. 12`.",
    ),
    "examples": (
        {
            "type": "object",
            "properties": {
                verdict: {**_TEXTS, "description": f"Answers that are judged {verdict}."}
                for verdict in ("correct", "close", "partial", "wrong")
            },
            "additionalProperties": False,
        },
        "Tests of the note: `quizkit check` gives these answers to the grader.",
    ),
    "markup": (
        {"enum": ["markdown", "plain"]},
        "How texts are written: plain, or in Markdown with maths. Default: plain.",
    ),
    "image": (_FILES, "Pictures shown with the question, each with what it shows in words."),
    "answer_image": (_FILES, "Pictures shown with the feedback, each with what it shows."),
    "audio": (_FILES, "Sounds that `a` plays, each with what is heard, in words."),
    "speak": (
        {"anyOf": [_FLAG, {"enum": ["question", "answer", "both"]}]},
        "Which side is read aloud; `true` is both. Default: none.",
    ),
    "lint": (
        {
            "type": "object",
            "properties": {
                "ignore": {**_TEXTS, "description": "Codes of findings that are not to be told."}
            },
            "additionalProperties": False,
        },
        "What `quizkit check` shall leave out of this note.",
    ),
}

_OF_TABLES: dict[str, Schema] = {
    "columns": {
        "type": "array",
        "minItems": 2,
        "items": {"type": "string", "pattern": "^[^>:#]+$"},
        "description": "The names of the columns. Progress belongs to the text in the first one of"
        " words, or to that in a column `id`; `tags` and `hint` may be columns.",
    },
    "languages": {
        "type": "object",
        "additionalProperties": _LANGUAGE,
        "description": "Language of the answers in a column, by its name. Default: the deck's.",
    },
    "ask": {
        "anyOf": [
            _ASKED,
            {"type": "array", "minItems": 1, "items": _ASKED},
        ],
        "description": "What is shown and what is the answer, each a card: `word > meaning`."
        " Default: the first two columns, both ways.",
    },
    "rows": {
        "anyOf": [
            _TEXT,
            {
                "type": "array",
                "minItems": 1,
                "items": {"type": "array", "minItems": 1, "items": _MAYBE_TEXT},
            },
        ],
        "description": "The words: a .tsv file beside the deck, a text with a line a word, or a"
        " list of lists. Meanings that stand for one another are parted by `;`.",
    },
}

_OWN_SHAPES: dict[str, Schema] = {
    "min": _NUMBER,
    "max": _NUMBER,
    "distractors": _FEEDBACK,
    "cloze": {"type": "string", "pattern": r"\{\{"},
}
"""Of the keys of kinds, those whose values are more than texts."""


def _shape(key: Key) -> Schema:
    """Return the schema of a key's value by what the key holds; variants are lists themselves."""
    item = _TEXTS if Holds.VARIANTS in key.holds else _TEXT
    if Holds.MAPPING in key.holds:
        return {
            "type": "object",
            "minProperties": FEWEST,
            "maxProperties": MOST,
            "additionalProperties": item,
        }
    if Holds.COUNTED in key.holds:
        return {"type": "array", "minItems": FEWEST, "maxItems": MOST, "items": item}
    if Holds.LIST in key.holds:
        return {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": item}]}
    return _TEXT


_OF_KINDS: _Values = {
    key.name: (_OWN_SHAPES.get(key.name) or _shape(key), key.about)
    for row in KINDS.values()
    for key in (*row.needs, *row.bounds, *row.asks)
}

_VALUES = _OF_DECKS | _OF_KINDS | _OF_OPTIONS
"""The keys in the order in which an author writes them, for editors that offer them in order."""


def deck_schema(*, included: bool = False) -> Schema:
    """Return the JSON Schema, draft 2020-12, of a deck file read as YAML 1.2.

    Every deck that quizkit reads fits it; of those it refuses, the schema tells the ones with a
    wrong key, a key that is missing, or a value of the wrong shape.

    Args:
        included: whether it is that of a file that a deck includes.
    """
    keys = INCLUDED_KEYS if included else DECK_KEYS
    own: dict[str, Schema] = {
        "defaults": {
            "type": "object",
            "description": "Options for all notes whose kind admits them.",
            "properties": _properties(OPTIONS | {"dayfirst"}),
            "additionalProperties": False,
            "patternProperties": {"^x-": True},
        },
        "sources": {
            "type": "object",
            "description": "What the facts come from, each under the name by which it is cited.",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "title": {**_TEXT, "description": "Its title."},
                    "file": {**_TEXT, "description": "A local copy, beside the deck."},
                    "unknown": {**_TEXTS, "description": "What it does not say of itself."},
                },
                "required": ["title"],
                "patternProperties": {"^x-": True},
                "additionalProperties": _TEXTS,
            },
        },
        "include": {
            **_TEXTS,
            "description": "Files with further notes, in the folder of the deck or below it.",
        },
        "words": {
            "anyOf": [
                {"$ref": "#/$defs/table"},
                {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/table"}},
            ],
            "description": "A table of words, or several: each row is a note.",
        },
        "cards": {
            "type": "array",
            "description": "The notes. Their keys decide what kind of question each is.",
            "minItems": 1,
            "items": {"$ref": "#/$defs/note"},
        },
    }
    of_file = {**_properties(DECK_KEYS - own.keys()), **own}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizkit deck, a file included" if included else "quizkit deck",
        "type": "object",
        "properties": {key: each for key, each in of_file.items() if key in keys},
        **({} if included else {"required": ["title"]}),
        "anyOf": [{"required": [key]} for key in sorted(BRINGING_NOTES & keys)],
        **_ANY,
        "propertyNames": names_meant(keys),
        "$defs": {
            "note": {
                "type": "object",
                "properties": _properties(ENTRY_KEYS),
                **_ANY,
                "propertyNames": names_meant(ENTRY_KEYS),
                "anyOf": [_kind(row, way) for row in KINDS.values() for way in row.ways],
            },
            "table": {
                "type": "object",
                "properties": {**_properties(TABLE_KEYS), **_OF_TABLES},
                **_ANY,
                "propertyNames": names_meant(TABLE_KEYS),
                "required": ["columns", "rows"],
            },
        },
    }


def _properties(keys: frozenset[str]) -> dict[str, Schema]:
    return {
        key: {**schema, "description": text}
        for key, (schema, text) in _VALUES.items()
        if key in keys
    }


def _kind(row: KindRow, way: frozenset[str]) -> Schema:
    """Return the keys that a kind needs, in one of its ways, and those that it may not have."""
    admitted = ADMITTED[row.kind] - (DECIDING - way - set(row.may_have))
    properties: Schema = dict.fromkeys(sorted(ENTRY_KEYS - admitted), False)
    properties |= {key.name: _FLAG for key in row.needs if Holds.TRUE_OR_FALSE in key.holds}
    if "min" in way:
        properties |= {"type": {"enum": ["number"]}, "tolerance": False, "unit_required": False}
    elif "type" in admitted:
        properties["type"] = {"not": _FREE}
    properties |= {key: {"enum": [value]} for key, value in row.told_by.items()}
    return {"title": row.kind, "required": sorted(way), "properties": properties}
