"""Where a text is cut that is no YAML: at its entries, and at the keys of the deck around them."""

import re
from itertools import pairwise
from typing import NamedTuple

from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS
from quizkit.lazy import pattern

_DECK_KEY = rf"(?:{'|'.join(sorted(DECK_KEYS))}|x-[\w-]*)[ \t]*:"
_ENTRY_KEY = rf"(?:{'|'.join(sorted(ENTRY_KEYS))})[ \t]*:"
_FIRST_ENTRY = pattern(
    r"^cards[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?P<indent> *)-(?=\s)", re.MULTILINE
)
_KEY_LINE = pattern(rf"^{_DECK_KEY}", re.MULTILINE)
_LINE = pattern(r"^(?P<mark>(?:---|\.\.\.)[ \t\r]*(?:#.*)?$)|^(?P<empty>[ \t\r]*(?:#.*|%.*)?$)|^.")

Stretch = tuple[int, int]
"""Two offsets: where a part of a text begins, and behind its end."""


class Cut(NamedTuple):
    """A text cut in pieces.

    Args:
        head: the keys above the entries, one after the other; the last is `cards`.
        entries: each with what stands below it.
        keys: of the deck, that stand among the entries.
        tail: the keys behind the entries; of no length if there are none.
        indent: how far the dashes of the entries are indented.
    """

    head: list[Stretch]
    entries: list[Stretch]
    keys: list[Stretch]
    tail: Stretch
    indent: int


def cut(text: str) -> Cut | None:
    """Return the pieces of a text; None if it has no list of entries, a line each."""
    first = _FIRST_ENTRY.search(text)
    if not first:
        return None
    indent = len(first["indent"])
    begin = first.end() - indent - 1
    above = [found.start() for found in _KEY_LINE.finditer(text, 0, begin)]
    borders = re.compile(rf"^(?: {{{indent}}}(?P<dash>-)(?=\s)|{_DECK_KEY})", re.MULTILINE)
    found = [(each.start(), bool(each["dash"])) for each in borders.finditer(text, begin)]
    last = max(place for place, (_, is_entry) in enumerate(found) if is_entry)
    tail = found[last + 1][0] if found[last + 1 :] else len(text)
    places = [start for start, _ in found[: last + 1]]
    pieces = [*pairwise([*places, tail])]
    return Cut(
        head=[*pairwise([0, *above[1:], begin])],
        entries=[each for each, (_, is_entry) in zip(pieces, found, strict=False) if is_entry],
        keys=[each for each, (_, is_entry) in zip(pieces, found, strict=False) if not is_entry],
        tail=(tail, len(text)),
        indent=indent,
    )


def parts(text: str, piece: Stretch, indent: int) -> list[Stretch]:
    """Return an entry that cannot be read, and behind it what may be no part of it.

    That is an entry whose dash is indented otherwise, or lost, and a line that belongs to none.
    """
    begin, end = piece
    odd = re.compile(
        rf"^(?:[ \t]{{0,{indent + 2}}}-[ \t]+(?:{{[ \t]*)?{_ENTRY_KEY}"
        rf"| {{0,{indent + 2}}}(?P<again>question|statement|cloze)[ \t]*:"
        rf"| {{0,{indent}}}(?!{_ENTRY_KEY}|-\s)[^\s#])",
        re.MULTILINE,
    )
    places = [begin]
    for found in odd.finditer(text, begin + indent + 1, end):
        key = found["again"]
        above = text[places[-1] : found.start()]
        if not key or re.search(rf"^[ \t-]*{key}[ \t]*:", above, re.MULTILINE):
            places.append(found.start())
    return [*pairwise([*places, end])]


def marks_within(text: str) -> list[Stretch]:
    """Return the signs `---` and `...` that part a text where its entries go on behind them."""
    found: list[Stretch] = []
    pending: list[Stretch] = []
    is_begun = False
    for line in re.finditer(_LINE.pattern, text, re.MULTILINE):
        if line["mark"]:
            pending += [(line.start(), line.start() + 3)] if is_begun else []
        elif not line["empty"] and line[0]:
            found += pending if line[0] in " \t-" else []
            pending.clear()
            is_begun = True
    return found
