r"""Signs that are read as marks, and are not meant to be.

`2*3*4` is a 3 in italics between 2 and 4, `__init__` is bold, `- 5 °C` is a list of one item and "# of
protons" a heading: their signs are neither shown nor judged, nor is the second backslash of
`\d\.\d`. Put code between backquotes, and a backslash before a sign.

bad:
  - question: What is 2*3*4?
    answer: "24"
    markup: markdown
good:
  - question: What is 2 · 3 · 4, or `2*3*4` in Python?
    answer: "24"
    markup: markdown
"""

import re
from collections.abc import Iterator, Sequence

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Block, CodeBlock, Emphasis, Heading, Inline, List, Paragraph, Quote, Text
from quizkit.markup.as_words import block_words, inline_words

_DUNDER = (
    "init|new|del|repr|str|name|main|file|doc|dict|class|slots|all|len|call|iter|next|enter|exit|getitem|"
    "setitem|contains|eq|ne|lt|le|gt|ge|hash|bool|add|radd|iadd|sub|mul|getattr|setattr|missing|init_subclass|"
    "post_init|attrs_post_init|version|path|annotations|import|future|format|bytes|int|float|index|await|aiter"
)
_NAME = pattern(_DUNDER)
_FACTORS = pattern(
    r"(?:\S*\d|[A-Za-z])\*+(?:[\w.,()+\-]{0,8}[\d)(]|[A-Za-z]|[\d.]+\w?)\*+(?:\d\S*|[A-Za-z]\b.*)"
)
_MINUS = pattern(r"[\d.,]+\s*(?:°|%|\w|[-+*/=·×]|$)")
_OF = pattern(r"(?i)of\b")
_SENTENCE = pattern(r"(?:\w{1,20}[,;]? ){5,30}\w{1,20}[.?!]")


_NO_TEXT = pattern(r"(`+)(?!`).+?(?<!`)\1(?!`)|\$[^$\n]+\$", re.DOTALL)
_LOST_BACKSLASH = pattern(r"(?<!\S)(?=\S*?(?<!\\)\\[A-Za-z])\S*?(?<!\\)\\[.*+?^|/-]\S*")
"""A path or a pattern: a word with a backslash before a letter, which stays, and one before a sign."""


def _products(inlines: Sequence[Inline | Block]) -> Iterator[str]:
    """Yield what is read as emphasis between factors."""
    for before, part, after in zip(inlines, inlines[1:], inlines[2:], strict=False):
        if isinstance(before, Text) and isinstance(part, Emphasis) and isinstance(after, Text):
            inner, mark = inline_words(part.inlines), "**" if part.strong else "*"
            if before.text[-1:].isalnum() and after.text[:1].isalnum():
                signs = f"{before.text.split()[-1]}{mark}{inner}{mark}{after.text.split()[0]}"
                if _FACTORS.fullmatch(signs):
                    yield signs


def _unmeant(written: Written) -> Iterator[tuple[str, str]]:
    """Yield the signs that are not meant as marks, each with how it is read."""
    for part in written.parts:
        if isinstance(part, Paragraph | Heading | Emphasis):
            yield from ((found, "has emphasis in it") for found in _products(part.inlines))
        if isinstance(part, Emphasis) and part.strong:
            name = inline_words(part.inlines)
            if _NAME.fullmatch(name) and f"__{name}__" in written.text:
                yield f"__{name}__", "is bold"
    if "\\" in written.text and (lost := _LOST_BACKSLASH.search(_NO_TEXT.sub(" ", written.text))):
        yield lost[0], "has a backslash before a sign"
    yield from _unmeant_blocks(written)


def _unmeant_blocks(written: Written) -> Iterator[tuple[str, str]]:
    """Yield the signs that are not meant to begin a block, each with how it is read."""
    match written.blocks:
        case (Heading(1, inlines), *_) if _OF.match(said := inline_words(inlines)):
            yield f"# {said[:30]}", "is a heading"
        case (List([item], None, "-" | "+" as mark),) if written.is_prompt and _MINUS.match(
            said := block_words(item)
        ):
            yield f"{mark} {said[:30]}", "is a list of one item"
        case (Quote(inner),) if written.is_prompt and _MINUS.match(said := block_words(inner)):
            yield f"> {said[:30]}", "is a quotation"
    if "```" not in written.text and "~~~" not in written.text:
        for part in written.of(CodeBlock):
            if _SENTENCE.search(part.text[:500]):
                yield part.text.strip()[:30], "is code, as it is indented by four spaces"


@warning()
def unmeant_marks(written: Written) -> Hits:
    """Return a hit on a text whose signs are read as marks."""
    for signs, how in _unmeant(written):
        fix = "put code between backquotes, and a backslash before a sign that is one"
        if how.startswith("is code"):
            fix = "indent it less"
        yield written.hit(f"`{signs}` {how}: its signs are not shown", fix, signs)
        return
