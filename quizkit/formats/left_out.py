"""What can be used of a deck with problems: the notes without any, if it is known whose they are.

A problem is one of the entry that it stands in, whoever found it: of what YAML loses in silence a
note tells nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from quizkit.errors import Location
from quizkit.formats.fields import Fields
from quizkit.formats.parts import Part, origin
from quizkit.formats.tree import Tree
from quizkit.lazy import pattern
from quizkit.model import Note

_KEY_ID = pattern(r"""["']?id["']?[ \t]*:""")


def bad_entries(parts: Sequence[Part], read: Sequence[Note | None]) -> dict[int, Location]:
    """Return the numbers of the entries that are left out, in order, each with where it stands.

    Args:
        parts: where the entries stand.
        read: what each entry gave; None if it is no note.
    """
    bad = {number for number, note in enumerate(read) if note is None}
    ends = [*(part.first for part in parts[1:]), len(read)]
    for part, end in zip(parts, ends, strict=False):  # there may be no part
        begins = [_begin(part, number) for number in range(part.first, end)]
        if begins:
            last = part.end() if part.end else _end(part, begins[0])
            inside = (each for each in part.report.offsets if begins[0] <= each < last)
            bad.update(part.first + bisect_right(begins, each) - 1 for each in inside)
    return {number: origin(parts, number).place() for number in sorted(bad)}


def _begin(part: Part, number: int) -> int:
    """Return the offset of an entry, with its dash and what else stands before its first key."""
    text, at = part.report.text, part.places.offset((*part.steps, number - part.first))
    before = text[max(0, at - 100) : at]
    if not text.startswith("-", at):
        before = before.rstrip().removesuffix("-")
    return at - min(at, 100) + len(before.rstrip(" \t"))


def _end(part: Part, begin: int) -> int:
    """Return the offset of the key behind the list of entries that begins at `begin`."""
    keys = _keys(part.places) if isinstance(part.places, Tree) else {}
    return min((at for at in keys if at > begin), default=len(part.report.text) + 1)


def _keys(tree: Tree) -> dict[int, str]:
    """Return the keys of the root by their offsets, in order."""
    root = tree.root if isinstance(tree.root, dict) else {}
    return {tree.offset((key,), key=True): key for key in root}


def is_id_sure(fields: Fields) -> bool:
    """Return whether the id of the deck is beyond doubt: its progress is not to go elsewhere.

    Args:
        fields: of the root.
    """
    tree = fields.tree
    text, keys = tree.report.text, _keys(tree)
    if "id" in fields.origin:  # it is misspelt
        return False
    if tree.broken and "id" not in fields.values:
        return not re.search(rf"^{_KEY_ID.pattern}", text, re.MULTILINE)
    begins = sorted(keys)
    above = {each: bisect_right(begins, each) - 1 for each in tree.report.offsets}
    under = {each: keys[begins[place]] if place >= 0 else "" for each, place in above.items()}
    return not any(
        key == "id" or (key != "cards" and _KEY_ID.match(text, each)) for each, key in under.items()
    )
