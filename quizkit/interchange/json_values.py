"""JSON, lines of JSON, or YAML as texts, lists and mappings; numbers stay as they are written."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from quizkit.interchange.markdown.folder import yaml_tree
from quizkit.interchange.source import SourceError
from quizkit.visible import visible

MOST_DEPTH = 200
"""How deep lists and mappings are looked into."""


class Number(str):
    """A number as it is written."""

    __slots__ = ()


def parsed(text: str, name: str) -> object:
    """Return what a text holds.

    Raises:
        SourceError: it is none of the three.
    """
    text = text.lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        try:
            return _json(text)
        except ValueError as error:
            lines = _lines(text)
            if lines is not None:
                return lines
            tree = yaml_tree(text)
            if tree is None:
                raise SourceError(f"{visible(name)} is no JSON: {error}") from None
            return tree
        except RecursionError:
            raise SourceError(f"{visible(name)} has lists in lists a thousand deep") from None
    tree = yaml_tree(text)
    if not isinstance(tree, dict | list):
        raise SourceError(f"{visible(name)} is neither JSON nor YAML that can be read")
    return tree


def _json(text: str) -> object:
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number)


def _lines(text: str) -> list[object] | None:
    """Return the values of lines of JSON; None if any of them is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    try:
        return [_json(line) for line in lines]
    except (ValueError, RecursionError):
        return None


@lru_cache(1024)
def bare(key: str) -> str:
    """Return a key without case and signs: `correct_answer` and `correctAnswer` are one."""
    return re.sub(r"[\W_]+", "", key.casefold())


class Found(NamedTuple):
    """A mapping within what was parsed.

    Args:
        value: it.
        place: as a program would ask for it: `results[3]`.
        names: the keys that lead to it, lists aside.
        above: the mappings around it, the outermost first.
    """

    value: Mapping[str, Any]
    place: str
    names: tuple[str, ...]
    above: tuple[Mapping[str, Any], ...]


def mappings(root: object) -> Iterator[tuple[Found, list[bool]]]:
    """Return the mappings of a value in order, outer ones first.

    With each comes a list of one: whoever sets it to False passes over what is within.
    """
    stack: list[tuple[object, str, tuple[str, ...], tuple[Mapping[str, Any], ...]]]
    stack = [(root, "", (), ())]
    while stack:
        value, place, names, above = stack.pop()
        if len(names) + len(above) > MOST_DEPTH:
            continue
        if isinstance(value, dict):
            goes_on = [True]
            yield Found(value, place, names, above), goes_on
            if goes_on[0]:
                around = (*above, value)
                for key, item in reversed(value.items()):
                    if isinstance(item, dict | list):
                        inner = f"{place}.{key}" if place else str(key)
                        stack.append((item, inner, (*names, str(key)), around))
        elif isinstance(value, list):
            for number in range(len(value) - 1, -1, -1):
                if isinstance(value[number], dict | list):
                    stack.append((value[number], f"{place}[{number}]", names, above))
