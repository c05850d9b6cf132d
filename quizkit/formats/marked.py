"""The texts of an entry in Markdown read into their words; what was written is kept beside.

Words are what a text says without its marks: what identity rests on, what is judged, what is searched.
One line that is judged is read as running text, since `1985.` is a list to Markdown, and `- 5` as well.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from quizkit.cloze import Blank, parse_cloze
from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.tree import Node
from quizkit.lazy import pattern
from quizkit.markup import (
    Code,
    CodeBlock,
    Maths,
    MathsBlock,
    Paragraph,
    blocks,
    hole,
    holes_closed,
    parts,
    words,
)
from quizkit.markup.holes import HOLES

if TYPE_CHECKING:
    import re

_PROSE = frozenset(("question", "statement", "explanation", "hints"))
"""Keys of texts that are only shown, with lists, tables and code."""

_JUDGED = frozenset(
    ("answer", "answers", "accept", "reject", "distractors", "order", "pairs", "reverse")
)
"""Keys of texts that are given as answers, or compared with them."""

_FEEDBACK = frozenset(("reject", "distractors"))
"""Keys of mappings from such texts to what is only shown."""


def read_marks(fields: Fields) -> dict[str, str]:
    """Put the words of the texts of an entry in their place; return what was written, by its words.

    Only texts that differ from their words are in it.
    """
    reader = _Reader(fields)
    fields.values = {key: reader.value(key, value) for key, value in fields.values.items()}
    return reader.marks


class _Reader:
    """Reads the texts of one entry."""

    def __init__(self, fields: Fields) -> None:
        self.marks: dict[str, str] = {}
        self._fields = fields
        self._is_code = fields.values.get("type") == "code"

    def value(self, key: str, value: Node) -> Node:
        """Return what stands under a key, its texts without marks."""
        if key in _PROSE:
            return self._prose(value)
        if key in _FEEDBACK and isinstance(value, dict):
            return self._mapping(key, {said: self._prose(why) for said, why in value.items()})
        if key in _JUDGED and isinstance(value, dict):
            return self._mapping(key, {left: self._judged(right) for left, right in value.items()})
        return self._judged(value) if key in _JUDGED else value

    def _prose(self, value: Node) -> Node:
        if isinstance(value, list):
            return [self._prose(item) for item in value]
        return self._read(value, words(value)) if isinstance(value, str) else value

    def _judged(self, value: Node) -> Node:
        if isinstance(value, list):
            return [self._judged(item) for item in value]
        return self._read(value, self._answer(value)) if isinstance(value, str) else value

    def _mapping(self, key: str, value: Mapping[str, Node]) -> Node:
        """Return a mapping with keys that are words; two may not become one."""
        found: dict[str, Node] = {}
        for written, below in value.items():
            said = self._read(written, self._answer(written))
            if said in found:
                message = f"`{written}` says the same as `{self.marks.get(said, said)}`"
                fix = "keep one of the two"
                code = ProblemCode.DUPLICATE_KEY
                self._fields.problem(code, message, fix, key, written, key=True)
            found[said] = below
        return found

    def _answer(self, text: str) -> str:
        """Return the words of a text that is judged."""
        inline = "\n" not in text.strip("\n")
        if self._is_code and not _is_marked_as_code(text, inline=inline):
            return text
        return words(text, inline=inline)

    def _read(self, text: str, said: str) -> str:
        if not said.strip():  # nothing could be asked
            return text
        if said != text.rstrip("\n"):
            self.marks.setdefault(said, text.rstrip("\n"))
        return said


def _is_marked_as_code(text: str, *, inline: bool) -> bool:
    """Return whether all of a text stands between backquotes, or in a fence."""
    match blocks(text, inline=inline):
        case (CodeBlock(),) | (Paragraph((Code(),)),):
            return True
    return False


class MarkedCloze(NamedTuple):
    """A cloze text in Markdown: its pieces in words, and the text with holes in place of blanks."""

    pieces: tuple[str | Blank, ...]
    template: str


def read_cloze(text: str) -> MarkedCloze:
    """Return what a cloze text in Markdown says; the template is empty where it has no marks.

    Raises:
        ClozeError: as `parse_cloze` does.
    """
    written = parse_cloze(_READING.sub(_masked, holes_closed(text)))
    blanks = [_unmasked(piece) for piece in written if isinstance(piece, Blank)]
    holes = iter(range(len(blanks)))
    template = "".join(
        hole(next(holes)) if isinstance(piece, Blank) else piece.translate(_UNMASK)
        for piece in written
    )
    around = _around(template)
    said = [
        evolve(
            blank,
            answer=_words(blank.answer, around.get(number)),
            variants=tuple([_words(text, around.get(number)) for text in blank.variants]),
            hint=words(blank.hint, inline=True) if blank.hint else "",
        )
        for number, blank in enumerate(blanks)
    ]
    runs = HOLES.split(words(template))
    numbers = [ord(found) - ord(hole(0)) for found in HOLES.findall(words(template))]
    pieces: list[str | Blank] = [runs[0]]
    for number, run in zip(numbers, runs[1:], strict=True):
        pieces += [said[number], run]
    found = tuple([piece for piece in pieces if piece])
    return MarkedCloze(found, "" if found == written else template)


def _around(template: str) -> dict[int, type]:
    """Return what the holes of a text stand in, by number: code, or a formula."""
    return {
        ord(found) - ord(hole(0)): type(part)
        for part in parts(blocks(template))
        if isinstance(part, Code | CodeBlock | Maths | MathsBlock)
        for found in HOLES.findall(
            part.source if isinstance(part, Maths | MathsBlock) else part.text
        )
    }


def _words(text: str, around: type | None) -> str:
    """Return the words of the answer in a blank that stands in code, in a formula, or in neither."""
    if around in (Code, CodeBlock):
        return text
    return words(f"${text}$" if around else text, inline=True) or text


_READING = pattern(
    r"(?:(?<!\{)|(?<=(?<!\{)\{\{))\{[^{}|\n]*[\u2e80-\U0003ffff][^{}|\n]*\|[^{}|\n]+\}"
)
"""A reading above a word: its bar parts no variants, and its braces close no blank."""

_MASK = {ord(sign): 0xFDD0 + at for at, sign in enumerate("{|}")}
_UNMASK = {masked: sign for sign, masked in _MASK.items()}


def _masked(found: "re.Match[str]") -> str:
    return found[0].translate(_MASK)


def _unmasked(blank: Blank) -> Blank:
    """Return a blank with the readings in it as they were written."""
    return evolve(
        blank,
        answer=blank.answer.translate(_UNMASK),
        variants=tuple([text.translate(_UNMASK) for text in blank.variants]),
        hint=blank.hint.translate(_UNMASK),
    )
