"""Notes written as YAML, so that the reader gives back every text as it is.

A text stays plain where nothing can be lost, and goes in quotes elsewhere.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

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
_LOST_IN_BRACKETS = pattern(r"[,\[\]{}:#?]")


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return `text`, of one line, as YAML: plain, or in quotes where it would not come back."""
    lost = _LOST_IN_BRACKETS if in_brackets else _LOST
    if _PLAIN.fullmatch(text) and not lost.search(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def block_lines(entry: Entry, indent: int) -> list[str]:
    """Return the lines of `entry` in a list whose dashes are `indent` spaces in."""
    lines: list[str] = []
    for key, value in entry.items():
        lines += _pair(key, value)
    return [" " * indent + ("  " if number else "- ") + line for number, line in enumerate(lines)]


def flow_text(entry: Entry) -> str:
    """Return `entry` for a list in brackets; it is JSON, which is YAML too."""
    return json.dumps(entry, ensure_ascii=False)


def _pair(key: str, value: Written) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        return [
            f"{key}:",
            *(f"  {scalar(name)}:{item and f' {_item(item)}'}" for name, item in value.items()),
        ]
    line = f"{key}: {_brackets(value)}"
    if len(line) <= _WIDTH:
        return [line]
    return [f"{key}:", *(f"  - {_item(item)}" for item in value)]


def _item(item: Texts) -> str:
    return scalar(item) if isinstance(item, str) else _brackets(item)


def _brackets(items: Sequence[Texts]) -> str:
    written = (
        scalar(item, in_brackets=True) if isinstance(item, str) else _brackets(item)
        for item in items
    )
    return f"[{', '.join(written)}]"
