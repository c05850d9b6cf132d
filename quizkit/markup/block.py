"""What a text in Markdown is made of: blocks, which stand below each other, and inlines within them.

Values without layout. They nest at most `DEEPEST` deep, so that a walk over them may call itself.
"""

from typing import Any

from attrs import fields, frozen, resolve_types

from quizkit.lazy import pattern
from quizkit.value import Value

DEEPEST = 20
"""How deep blocks nest in blocks, and inlines in inlines; what is deeper is text."""


@frozen(eq=False, repr=False)
class Text(Value):
    """Words as they stand. A line break within a paragraph is a space here, or nothing in a text
    in Chinese or Japanese.
    """

    text: str


@frozen(eq=False, repr=False)
class Emphasis(Value):
    """Words in italics, or in bold where they are `strong`."""

    inlines: "tuple[Inline, ...]"
    strong: bool


@frozen(eq=False, repr=False)
class Struck(Value):
    """Words with a line through them."""

    inlines: "tuple[Inline, ...]"


@frozen(eq=False, repr=False)
class Code(Value):
    """Code within a line."""

    text: str


@frozen(eq=False, repr=False)
class Maths(Value):
    """A formula within a line, as its source in TeX; `display` where it was between `$$`."""

    source: str
    display: bool = False


@frozen(eq=False, repr=False)
class Link(Value):
    """Words that lead to `target`, which is as the author wrote it: see `is_safe`."""

    inlines: "tuple[Inline, ...]"
    target: str

    @property
    def is_safe(self) -> bool:
        """Whether it leads to a page or an address for mail; a program or a file it may be else."""
        return bool(_SAFE.match(self.target))


_SAFE = pattern(r"(?i)(?:https?://|mailto:)[^\x00-\x20\x7f]+\Z")


@frozen(eq=False, repr=False)
class Picture(Value):
    """A picture: its file as the author wrote it, and the words for those who cannot see it."""

    file: str
    alt: str


@frozen(eq=False, repr=False)
class Reading(Value):
    """Words of another script, with how they are read `above` them."""

    base: str
    above: str


@frozen(eq=False, repr=False)
class Break(Value):
    """A line break that the author asked for."""


Inline = Text | Emphasis | Struck | Code | Maths | Link | Picture | Reading | Break
"""A part of a line."""


@frozen(eq=False, repr=False)
class Paragraph(Value):
    """Lines of words."""

    inlines: tuple[Inline, ...]


@frozen(eq=False, repr=False)
class Heading(Value):
    """A heading of `level` 1 to 6."""

    level: int
    inlines: tuple[Inline, ...]


@frozen(eq=False, repr=False)
class CodeBlock(Value):
    """Lines of code, as they stand, and the name of their language, or an empty text."""

    text: str
    language: str = ""


@frozen(eq=False, repr=False)
class MathsBlock(Value):
    """A formula that stands alone, as its source in TeX."""

    source: str


@frozen(eq=False, repr=False)
class List(Value):
    """A list of items, each of blocks.

    Args:
        items: the blocks of each item.
        start: the number of the first item; None for a list without numbers.
        mark: what stands behind a number, `.` or `)`, or in place of one: `-`, `*` or `+`.
        tight: whether no empty lines stand between the items.
    """

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None
    mark: str = "-"
    tight: bool = True


@frozen(eq=False, repr=False)
class Quote(Value):
    """Blocks that are quoted."""

    blocks: "tuple[Block, ...]"


@frozen(eq=False, repr=False)
class Table(Value):
    """A table.

    Args:
        head: the cells of its first row, each of inlines.
        rows: the other rows, each of as many cells.
        aligns: how each column is set: `left`, `center`, `right`, or an empty text.
    """

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    aligns: tuple[str, ...]


@frozen(eq=False, repr=False)
class Rule(Value):
    """A line across."""


Block = Paragraph | Heading | CodeBlock | MathsBlock | List | Quote | Table | Rule
"""A part of a text that begins a line of its own."""


def _with_types(*classes: Any) -> None:
    """Let the annotations of classes be looked up, which name what stands behind them."""
    for each in classes:
        resolve_types(each)
        each.__init__.__annotations__ |= {field.name: field.type for field in fields(each)}


_with_types(Emphasis, Struck, Link, List, Quote)
