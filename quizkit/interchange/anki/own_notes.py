"""Fields of our own note types: more of a note than Anki knows, told apart on the way back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizkit.interchange.anki.models import FIELDS
from quizkit.lazy import pattern

_HINT = pattern(r"<details><summary>hint</summary>(.*?)</details>")
_BETWEEN = "<wbr>, "


class OwnParts(NamedTuple):
    """What the fields of a note of ours hold, in HTML.

    Args:
        values: the fields by their names, without what follows.
        hints: one after the other.
        accept: other right answers.
        question: what stands above a text with gaps; empty for other notes.
    """

    values: Mapping[str, str]
    hints: Sequence[str] = ()
    accept: Sequence[str] = ()
    question: str = ""


def hints_shown(hints: Sequence[str]) -> str:
    """Return hints in HTML as a field shows them, each on request."""
    return "".join(f"<details><summary>hint</summary>{hint}</details>" for hint in hints)


def accept_shown(texts: Sequence[str]) -> str:
    """Return other right answers in HTML as a field shows them."""
    return _BETWEEN.join(texts)


def own_parts(fields: Sequence[str], values: Mapping[str, str], *, is_cloze: bool) -> OwnParts:
    """Return what a note holds: all of it in its fields, if it is none of ours."""
    if tuple(fields) != FIELDS:
        return OwnParts(values)
    hints = [
        hint for name in ("Front", "Explanation") for hint in _HINT.findall(values.get(name, ""))
    ]
    rest = {name: _HINT.sub("", html) for name, html in values.items() if name != "Id"}
    accept = rest.pop("Extra2", "")
    question = rest.pop("Extra1", "") if is_cloze else ""
    return OwnParts(rest, hints, accept.split(_BETWEEN) if accept else (), question)
