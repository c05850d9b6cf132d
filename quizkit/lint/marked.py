"""What of a text in Markdown is prose, and what is code: there its blocks say so."""

from collections.abc import Callable
from typing import Any

from quizkit.lint.english import BLANK
from quizkit.lint.prose import without_runs
from quizkit.markup import (
    Block,
    Code,
    CodeBlock,
    Inline,
    List,
    Maths,
    MathsBlock,
    Paragraph,
    Picture,
    Table,
    Text,
    blocks,
    hole,
)
from quizkit.markup.as_words import block_words
from quizkit.markup.holes import HOLES
from quizkit.markup.walk import parts
from quizkit.value import Value

_FEW_WORDS = 4
_BLANK = Text(f" {BLANK} ")


def prose_of(text: str) -> str:
    """Return the words of a text with an ellipsis in place of code, blanks, and what is only shown.

    That are pictures, tables, and lists of a few words an item, from which to choose.
    """
    words = block_words(_changed(blocks(text), _said))
    return without_runs(HOLES.sub(f" {BLANK} ", words))


def code_of(text: str) -> tuple[str, ...]:
    """Return the pieces of code in a text."""
    return tuple(
        part.text.strip() for part in parts(blocks(text)) if isinstance(part, Code | CodeBlock)
    )


def pictures_in(text: str) -> tuple[str, ...]:
    """Return the files of the pictures in a text."""
    return tuple(part.file for part in parts(blocks(text)) if isinstance(part, Picture))


def holes_in(text: str, *, code: bool = False) -> set[int]:
    """Return the numbers of the blanks that stand in a formula, or in code."""
    held = (_code_in(part) if code else _formula_in(part) for part in parts(blocks(text)))
    return {ord(found) - ord(hole(0)) for one in held for found in HOLES.findall(one)}


def _code_in(part: Block | Inline) -> str:
    return part.text if isinstance(part, Code | CodeBlock) else ""


def _formula_in(part: Block | Inline) -> str:
    return part.source if isinstance(part, Maths | MathsBlock) else ""


def _said(part: Value) -> Value:
    """Return an ellipsis for a part that is shown and not said, else the part."""
    match part:
        case Code() | Picture():
            return _BLANK
        case CodeBlock() | Table():
            return Paragraph((_BLANK,))
        case List(items) if len(items) > 1 and all(map(_is_short, items)):
            return Paragraph((_BLANK,))
    return part


def _is_short(item: tuple[Block, ...]) -> bool:
    return len(block_words(item).split()) <= _FEW_WORDS


def _changed(made: Any, change: Callable[[Value], Value]) -> Any:
    """Return values made of values, each as `change` has it."""
    if isinstance(made, tuple):
        return tuple([_changed(each, change) for each in made])
    if not isinstance(made, Value):
        return made
    changed = change(made)
    if changed is not made:
        return changed
    kind: Any = type(made)
    names = (each.name for each in kind.__attrs_attrs__)
    return kind(**{name: _changed(getattr(made, name), change) for name in names})
