"""Notes written as YAML, so that the reader gives back every text as it is.

A text stays plain where nothing can be lost, and goes in quotes elsewhere.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from quizkit.lazy import pattern

Texts: TypeAlias = str | Sequence[str]
Written: TypeAlias = str | Sequence[Texts] | Mapping[str, Texts]
"""What stands under one key of a note."""

Entry: TypeAlias = Mapping[str, Written]
"""A note as its author writes it: values by key, in order."""

_WIDTH = 88  # of a line with a list in brackets; a longer list has a line for each item

# Begins with a letter, a figure, a sign before a figure or a round bracket; ends with no colon.
_PLAIN = pattern(r"(?:[^\W_]|[-+−.]\d|\()(?:.*[^\s:])?")
_LOST = pattern(r":\s| #")
_ESCAPED = pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What cannot stand on a line as it is: what ends one, controls, halves of characters."""

_LOST_IN_BRACKETS = pattern(r"[,\[\]{}:#?]")


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return `text` on one line of YAML: plain, or in quotes where it would not come back."""
    is_printable = text.isprintable()
    if not is_printable and _ESCAPED.search(text):
        return json.dumps(text, ensure_ascii=False)
    lost = _LOST_IN_BRACKETS if in_brackets else _LOST
    if is_printable and _PLAIN.fullmatch(text) and not lost.search(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def block_lines(entry: Entry, indent: int) -> list[str]:
    """Return the lines of `entry` in a list whose dashes are `indent` spaces in."""
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, str) and "\n" not in value:  # as almost all are
            lines.append(f"{key}: {scalar(value)}")
        else:
            lines += _pair(key, value)
    return [
        line and " " * indent + ("  " if number else "- ") + line
        for number, line in enumerate(lines)
    ]


def block_text(text: str) -> list[str]:
    """Return `text` as lines behind a key or a dash: one line, or `|` and its lines further in.

    What cannot stand so, such as a control character, is written on one line in quotes.
    """
    lines = text.split("\n")
    if len(lines) == 1 or text[-1] == "\n" or not all(map(_stands, lines)):
        return [scalar(text)]
    indented = "2" if text[0] in " \n\t" else ""
    return [f"|{indented}", *(line and f"  {line}" for line in lines)]


def _stands(line: str) -> bool:
    return line.isprintable() or not _ESCAPED.search(line)


def flow_text(entry: Entry) -> str:
    """Return `entry` for a list in brackets; it is JSON, which is YAML too."""
    return json.dumps(entry, ensure_ascii=False)


def _pair(key: str, value: Written) -> list[str]:
    if isinstance(value, str):
        return _behind(f"{key}:", value)
    if isinstance(value, Mapping):
        pairs = (
            [f"{scalar(name)}:"] if not item else _behind(f"{scalar(name)}:", item)
            for name, item in value.items()
        )
        return [f"{key}:", *(line and f"  {line}" for lines in pairs for line in lines)]
    line = f"{key}: {_brackets(value)}"
    if len(line) <= _WIDTH and not any("\n" in item for item in value):
        return [line]
    items = (_behind("-", item) for item in value)
    return [f"{key}:", *(line and f"  {line}" for lines in items for line in lines)]


def _behind(lead: str, item: Texts) -> list[str]:
    """Return the lines of a text, or of a list in brackets, behind a key or a dash."""
    first, *rest = block_text(item) if isinstance(item, str) else [_brackets(item)]
    return [f"{lead} {first}", *rest]


def _brackets(items: Sequence[Texts]) -> str:
    written = (
        scalar(item, in_brackets=True) if isinstance(item, str) else _brackets(item)
        for item in items
    )
    return f"[{', '.join(written)}]"


def item_lines(text: str) -> list[str]:
    """Return the lines of an item of a list that is a text."""
    first, *rest = block_text(text)
    return [f"- {first}", *rest]


def in_flow(text: str, *, like_json: bool) -> str:
    """Return a text as it stands between brackets, of YAML or of JSON."""
    return json.dumps(text, ensure_ascii=False) if like_json else scalar(text, in_brackets=True)


def key_lines(key: str, value: str) -> list[str]:
    """Return the lines of a key and a text, which may be empty."""
    first, *rest = block_text(value) if value else [""]
    return [f"{scalar(key)}: {first}".rstrip(), *rest]


def flow_of(value: Any, *, like_json: bool) -> str:
    """Return a text, a list or a mapping as it stands between brackets."""
    if like_json:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        pairs = (
            f"{flow_of(k, like_json=False)}: {flow_of(v, like_json=False)}"
            for k, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_of(item, like_json=False) for item in value) + "]"
    return scalar(value, in_brackets=True)


def lines_of(key: str, value: Any) -> list[str]:
    """Return the lines of a key with its value, a text, a list or a mapping."""
    if isinstance(value, str):
        return key_lines(key, value)
    if isinstance(value, list):
        if not any("\n" in item for item in value):
            return [f"{scalar(key)}: {flow_of(value, like_json=False)}"]
        return [f"{scalar(key)}:", *(f"  {line}" for item in value for line in item_lines(item))]
    below = (line for name, item in value.items() for line in lines_of(name, item))
    return [f"{scalar(key)}:", *(line and f"  {line}" for line in below)]
