"""The texts of an entry in Markdown read into their words; what was written is kept beside.

Words are what a text says without its marks: what identity rests on, what is judged, what is searched.
One line that is judged is read as running text, since `1985.` is a list to Markdown, and `- 5` as well.
"""

from collections.abc import Mapping

from attrs import evolve

from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.in_words import said_in
from quizkit.formats.limits import MOST_CHARACTERS
from quizkit.formats.tree import Node
from quizkit.markup import Code, CodeBlock, Paragraph, blocks, holes_closed, words
from quizkit.model import Source

PROSE = frozenset(("question", "statement", "explanation", "hints"))
"""Keys of texts that are only shown, with lists, tables and code."""

JUDGED = frozenset(
    ("answer", "answers", "accept", "reject", "distractors", "order", "pairs", "reverse")
)
"""Keys of texts that are given as answers, or compared with them."""

TEXTS = PROSE | JUDGED
"""Keys under which Markdown stands, beside `cloze`, which has blanks in it."""

_FEEDBACK = frozenset(("reject", "distractors"))
"""Keys of mappings from such texts to what is only shown."""


def read_marks(fields: Fields) -> dict[str, str]:
    """Put the words of the texts of an entry in their place; return what was written, by its words.

    Only texts that differ from their words are in it.
    """
    reader = _Reader(fields)
    fields.values = {key: reader.value(key, value) for key, value in fields.values.items()}
    return reader.marks


def titles_in_words(title: str, sources: Mapping[str, Source]) -> tuple[str, dict[str, Source]]:
    """Return the title of a deck in Markdown and its sources, their titles without marks."""
    named = {
        name: evolve(source, title=words(source.title, inline=True) or source.title)
        for name, source in sources.items()
    }
    return words(title, inline=True) or title, named


class _Reader:
    """Reads the texts of one entry."""

    def __init__(self, fields: Fields) -> None:
        self.marks: dict[str, str] = {}
        self._fields = fields
        self._is_code = fields.values.get("type") == "code"

    def value(self, key: str, value: Node) -> Node:
        """Return what stands under a key, its texts without marks."""
        if key in PROSE:
            return self._prose(value)
        if key in _FEEDBACK and isinstance(value, dict):
            return self._mapping(key, {said: self._prose(why) for said, why in value.items()})
        if key in JUDGED and isinstance(value, dict):
            return self._mapping(key, {left: self._judged(right) for left, right in value.items()})
        return self._judged(value) if key in JUDGED else value

    def _prose(self, value: Node) -> Node:
        if isinstance(value, list):
            return [self._prose(item) for item in value]
        return self._read(value) if isinstance(value, str) else value

    def _judged(self, value: Node) -> Node:
        if isinstance(value, list):
            return [self._judged(item) for item in value]
        return self._answer(value) if isinstance(value, str) else value

    def _mapping(self, key: str, value: Mapping[str, Node]) -> Node:
        """Return a mapping with keys that are words; two may not become one."""
        found: dict[str, Node] = {}
        for written, below in value.items():
            said = self._answer(written)
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
        return self._read(text, inline=inline)

    def _read(self, text: str, *, inline: bool = False) -> str:
        """Return what a text says, and keep it as it is written if that is another."""
        if len(text) > MOST_CHARACTERS:  # which is reported
            return text
        text = holes_closed(text)
        said = said_in(text, inline=inline)
        said = said.rstrip("\n") if "\n" in said else said.strip()  # as `Fields` has it
        if said != text.rstrip("\n"):
            self.marks.setdefault(said, text.rstrip("\n"))
        return said


def _is_marked_as_code(text: str, *, inline: bool) -> bool:
    """Return whether all of a text stands between backquotes, or in a fence."""
    match blocks(text, inline=inline):
        case (CodeBlock(),) | (Paragraph((Code(),)),):
            return True
    return False
