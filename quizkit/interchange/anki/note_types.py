"""What a template of Anki asks: what of a note stands on its front, and what answers it."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from quizkit.interchange.anki.collection import NoteType, Template
from quizkit.lazy import pattern

_TAG = pattern(r"\{\{([#^/]?)([^{}]*)\}\}")
_OTHER_MARKS = pattern(r"\{\{=<% %>=\}\}")
_WITH_READING = pattern(r" ?([^ \[\]>]{1,50})\[([^\[\]]{1,100})\]")
_SPECIAL = frozenset(("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"))
_READINGS = ("kanji", "kana")
_MASKS = ("question mask", "answer mask", "original mask")


class Way(Enum):
    """How the answer to a card is given."""

    ANY = "any"
    TYPED = "typed"


class Asked(NamedTuple):
    """What a card of a note asks.

    Args:
        question: the front in HTML.
        answer: the name of the field that answers it; empty if there is none.
        others: names of further fields of the back.
        way: how the answer is given.
        accents: whether accents count in it.
        fields: names of the fields on the front that hold anything.
        hints: names of fields that the front shows on request.
    """

    question: str
    answer: str
    others: tuple[str, ...]
    way: Way
    accents: bool
    fields: tuple[str, ...]
    hints: tuple[str, ...] = ()


def is_occlusion(kind: NoteType) -> bool:
    """Return whether a note type hides parts of a picture, Anki's own or the add-on's."""
    names = [name.casefold() for name in kind.fields]
    if sum(any(mask in name for name in names) for mask in _MASKS) >= 2:
        return True
    return kind.is_cloze and "occlusion" in names and "image" in names


def cloze_field(kind: NoteType) -> str:
    """Return the field of a cloze that holds the blanks: the one its front names so."""
    for template in kind.templates.values():
        for _, name in _TAG.findall(template.front):
            filters, field = _parted(name)
            if "cloze" in filters and field in kind.fields:
                return field
    return kind.fields[0] if kind.fields else ""


def asked(template: Template, values: Mapping[str, str]) -> Asked:
    """Return what a template asks of a note.

    Args:
        template: of the card.
        values: the fields in HTML, by their names; those that hold nothing are empty.
    """
    filled = frozenset([name for name, value in values.items() if value.strip()])
    pieces, found = _asked(template, filled, tuple(values))
    texts = [text if not name else _read(values[name], text) for name, text in pieces]
    return found._replace(question="".join(texts))


def _read(html: str, way: str) -> str:
    """Return a field as its filter has it: of words with readings, one of the two."""
    return _WITH_READING.sub(r"\1" if way == "kanji" else r"\2", html) if way else html


@lru_cache(maxsize=256)
def _asked(
    template: Template, filled: frozenset[str], names: tuple[str, ...]
) -> tuple[Sequence[tuple[str, str]], Asked]:
    """Return what a template asks of each note in which the same fields hold anything.

    The question is in pieces: a text without a name, or the name of a field with its filter.
    """
    typed: list[tuple[str, tuple[str, ...]]] = []
    pieces: list[tuple[str, str]] = []
    front: list[str] = []
    hints: list[str] = []
    shown, at = _shown(template.front, filled), 0
    for found in _TAG.finditer(shown):
        pieces.append(("", shown[at : found.start()]))
        at = found.end()
        filters, name = _parted(found[2])
        if found[1] or name in _SPECIAL or name not in names:
            continue
        if "type" in filters:
            typed.append((name, filters))
        elif "hint" in filters:
            hints.append(name)
        else:
            if name in filled:
                front.append(name)
            pieces.append((name, next((each for each in filters if each in _READINGS), "")))
    pieces.append(("", shown[at:]))
    back = [
        name
        for name in _named(_shown(template.back, filled))
        if name in filled and name not in front and name not in hints
    ]
    behind = tuple(dict.fromkeys(back))
    answer = typed[0][0] if typed else next(iter(behind), "")
    return pieces, Asked(
        question="",
        answer=answer,
        others=tuple(name for name in behind if name != answer),
        way=Way.TYPED if typed else Way.ANY,
        accents=not (typed and {"nc", "ci"} & {*typed[0][1]}),
        fields=tuple(dict.fromkeys(front)),
        hints=tuple(dict.fromkeys(hints)),
    )


def mirrored(one: Asked, other: Asked) -> bool:
    """Return whether one card asks for what the other shows, and the other way round."""
    return one.fields == (other.answer,) and other.fields == (one.answer,)


def _named(template: str) -> tuple[str, ...]:
    """Return the names of the fields that a template shows."""
    return tuple(_parted(each)[1] for mark, each in _TAG.findall(template) if not mark)


@lru_cache(maxsize=1024)
def _parted(name: str) -> tuple[tuple[str, ...], str]:
    """Return the filters before the name of a field, and the name: `type:nc:Back`."""
    *filters, field = name.strip().split(":")
    return tuple(each.strip().split(" ")[0] for each in filters), field.strip()


def _shown(template: str, filled: frozenset[str]) -> str:
    """Return a template without the parts that are not shown, as fields are empty or not."""
    template = _OTHER_MARKS.sub("", _without_comments(template))
    parts: list[str] = []
    within: list[tuple[str, bool]] = []
    hidden, at = 0, 0
    for found in _TAG.finditer(template):
        mark, name = found[1], found[2].strip()
        if not mark:
            continue
        if not hidden:
            parts.append(template[at : found.start()])
        at = found.end()
        if mark == "/":
            while within:
                ended, hides = within.pop()
                hidden -= hides
                if ended == name:
                    break
        else:
            is_empty = name not in filled
            hides = is_empty if mark == "#" else not is_empty
            within.append((name, hides))
            hidden += hides
    if not hidden:
        parts.append(template[at:])
    return "".join(parts)


def _without_comments(template: str) -> str:
    """Return a template without the comments in it; one that does not end is none."""
    parts, at = [], 0
    while (begin := template.find("<!--", at)) >= 0:
        end = template.find("-->", begin)
        if end < 0:
            break
        parts.append(template[at:begin])
        at = end + 3
    return "".join(parts) + template[at:]
