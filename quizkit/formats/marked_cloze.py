"""A cloze text in Markdown read into pieces in words, and into a template for those who draw it.

A blank may stand within bold words, code or a formula, and has marks of its own. So each blank is
taken out first, and a hole, one character that is no mark, holds its place while the rest is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from attrs import evolve

from quizkit.cloze import Blank, ClozeError, blank_spans, parse_cloze
from quizkit.formats.limits import MOST_BLANKS
from quizkit.formats.marked_spans import BLANKS, masked, unmasked
from quizkit.markup import (
    Block,
    Code,
    CodeBlock,
    Inline,
    Link,
    Maths,
    MathsBlock,
    blocks,
    hole,
    holes_closed,
    parts,
    words,
)
from quizkit.markup.holes import HOLES, holes_filled


class MarkedCloze(NamedTuple):
    """A cloze text in Markdown.

    Args:
        pieces: in words.
        template: the text with holes in place of blanks; empty where it has no marks.
        marks: what the blanks hold as it is written, by its words, where it differs from these.
        names: of the blanks, in ids of cards; empty if they are their answers.
    """

    pieces: tuple[str | Blank, ...]
    template: str
    marks: Mapping[str, str]
    names: tuple[str, ...] = ()


def read_cloze(text: str) -> MarkedCloze:
    """Return what a cloze text in Markdown says.

    Raises:
        ClozeError: as `parse_cloze` does; nothing is shown where a blank stands, as in the target
            of a link; or a mark pairs with one in a blank.
    """
    kept = masked(holes_closed(text), BLANKS)
    written = parse_cloze(kept)
    blanks = [_as_written(piece) for piece in written if isinstance(piece, Blank)]
    if len(blanks) > MOST_BLANKS:  # which is reported
        return MarkedCloze(written, "", {})
    template = _template(written)
    text = words(template)
    order = _numbers(text)
    if sorted(order) != [*range(len(blanks))]:
        number = next(number for number in range(len(blanks)) if order.count(number) != 1)
        raise ClozeError(blank_spans(kept)[number][0], *_HIDDEN)
    if (cut := _cut_by(template, blanks)) is not None:
        raise ClozeError(blank_spans(kept)[cut][0], *_CUT)
    around = surroundings(template)
    marks: dict[str, str] = {}
    said = [_said(blank, around.get(number), marks) for number, blank in enumerate(blanks)]
    runs = HOLES.split(text)
    pieces: list[str | Blank] = [runs[0]]
    for number, run in zip(order, runs[1:], strict=True):
        pieces += [said[number], run]
    read = tuple([piece for piece in pieces if piece])
    places = {number: place for place, number in enumerate(order)}
    template = holes_filled(template, lambda number: hole(places[number]))
    names = tuple([_name(blanks[at], said[at], around.get(at)) for at in order])
    named = () if names == tuple([said[at].answer for at in order]) else names
    return MarkedCloze(read, "" if read == written else template, marks, named)


def _name(blank: Blank, said: Blank, around: type[Block | Inline] | None) -> str:
    """Return what a blank is called in the id of its card: a formula as it is written."""
    if around in (Maths, MathsBlock):
        return blank.answer
    return said.answer if around else words(blank.answer, inline=True, steady=True)


_HIDDEN = (
    "nothing is shown where this blank stands",
    "put it into what is shown: no target of a link, no name of a file, no reading above a word",
)
_CUT = (
    "a formula, code or a link begins or ends within this blank",
    "put the blank around all of it, as in `{{$x + y$}}`, or within: `${{x}} + y$`",
)


def _template(pieces: Iterable[str | Blank]) -> str:
    """Return a text with a hole for each blank."""
    holes = map(hole, count())
    return "".join([next(holes) if isinstance(p, Blank) else unmasked(p) for p in pieces])


def _numbers(text: str) -> list[int]:
    """Return the numbers of the holes in a text, as they follow each other."""
    return [ord(found) - ord(hole(0)) for found in HOLES.findall(text)]


_Around = Code | CodeBlock | Maths | MathsBlock


def surroundings(template: str) -> dict[int, type[Block | Inline]]:
    """Return what the holes of a text stand in, by number: code, or a formula."""
    return {
        number: type(part)
        for part in parts(blocks(template))
        if isinstance(part, _Around)
        for number in _numbers(_source(part))
    }


def _source(part: _Around | Link) -> str:
    match part:
        case Code(text) | CodeBlock(text):
            return text
        case Maths(source) | MathsBlock(source):
            return source
        case Link(_, target):
            return target


def _cut_by(template: str, blanks: Sequence[Blank]) -> int | None:
    """Return the number of a blank in which a formula, code or a link begins or ends, if one does.

    With a hole at both ends of each answer, such a part has one of the two.
    """
    if not any(sign in blank.answer for blank in blanks for sign in "$`["):
        return None
    opened = holes_filled(template, lambda at: f"{hole(at)}{blanks[at].answer}{hole(at)}")
    for part in parts(blocks(opened)):
        if isinstance(part, _Around | Link):
            numbers = _numbers(_source(part))
            if cut := [number for number in numbers if numbers.count(number) == 1]:
                return cut[0]
    return None


def _said(blank: Blank, around: type[Block | Inline] | None, marks: dict[str, str]) -> Blank:
    """Return a blank in words; what they are written as goes into the marks.

    Args:
        around: what it stands in: code, a formula, or neither.
    """

    def read(text: str, around: type[Block | Inline] | None = None) -> str:
        """Return the words of one of its texts."""
        if around in (Code, CodeBlock):
            return text
        marked = f"${text}$" if around else text
        said = words(marked, inline=True)
        if said != text:
            marks.setdefault(said, marked)
        return said

    return evolve(
        blank,
        answer=read(blank.answer, around),
        variants=tuple([read(text, around) for text in blank.variants]),
        hint=read(blank.hint) if blank.hint else "",
    )


def _as_written(blank: Blank) -> Blank:
    """Return a blank with all signs as they were written."""
    return evolve(
        blank,
        answer=unmasked(blank.answer),
        variants=tuple(map(unmasked, blank.variants)),
        hint=unmasked(blank.hint),
    )
