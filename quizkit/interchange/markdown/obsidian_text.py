"""A text of Obsidian as Markdown: its links, remarks and highlights, and where its lines end."""

import re

from quizkit.interchange.markdown.spans import Fences, code_and_maths, outside
from quizkit.lazy import pattern

_LINK = pattern(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
_HIGHLIGHT = pattern(r"(?<![=*])==(?![\s=])([^=\n]{1,2000}?)(?<!\s)==(?![=*])")
_SIZE = pattern(r"(!\[[^\[\]\n|]{0,300})\|[ \d]{1,9}(?:x\d{1,5})?\]")
_BREAK = pattern(r"<br\s{0,3}/?>\n?", re.IGNORECASE)
_BLOCK = pattern(r"\s*(?:[-*+>|]|\d{1,9}[.)]\s|#{1,6}\s|`{3}|~{3}|\$\$|<|!\[|\s{4}|[-*_=]{3,}\s*$)")
_CALLOUT = pattern(r"(?m)^(\s*>\s*)\[!([\w|-]{1,40})\][+-]?[ \t]*(.*)$")
_BEGINNING = pattern(
    r"(?:\s{0,40}>)*\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?|#{1,6}[ \t]+)?"
)
BLOCK_ID = pattern(r"[ \t]\^([A-Za-z0-9-]{1,60})[ \t]*$")


def without_beginning(line: str) -> str:
    """Return a line without the mark of a list, of a box or of a heading at its beginning."""
    found = _BEGINNING.match(line)
    return line[found.end() :] if found else line


def as_markdown(text: str) -> str:
    """Return a text of Obsidian as Markdown says it: a line break of it is one there."""
    text = outside(_without_remarks(text), _marks)
    return _with_breaks(text)


def _marks(text: str) -> str:
    if "[[" in text:
        text = _LINK.sub(lambda found: (found[2] or found[1]).strip(), text)
    if "==" in text:
        text = _HIGHLIGHT.sub(r"**\1**", text)
    if "|" in text:
        text = _SIZE.sub(r"\1]", text)
    if "[!" in text:
        text = _CALLOUT.sub(_callout, text)
    return text


def _callout(found: re.Match[str]) -> str:
    title = found[3].strip() or found[2].partition("|")[0].replace("-", " ").capitalize()
    return f"{found[1]}**{title}**\\"


def _without_remarks(text: str) -> str:
    """Return a text without what stands between `%%` outside of code."""
    if text.count("%%") < 2:
        return text
    parts: list[str] = []
    spans = code_and_maths(text)
    position, hidden = 0, False
    for span in [*spans, None]:
        piece = text[position : span.start if span else len(text)]
        for number, part in enumerate(piece.split("%%")):
            hidden ^= number > 0
            parts += [] if hidden else [part]
        if span:
            parts += [] if hidden else [text[span.start : span.end]]
            position = span.end
    return text if hidden else "".join(parts)


def _with_breaks(text: str) -> str:
    r"""Return a text whose lines end where they do in Obsidian: with a `\` within a paragraph."""
    text = outside(text, lambda piece: _BREAK.sub("\\\n", piece)) if "<" in text else text
    lines = text.split("\n")
    if len(lines) == 1:
        return text
    fences = Fences()
    in_code = [fences.holds(line) for line in lines]
    formulas = _lines_in_formulas(text)
    for number in range(len(lines) - 1):
        line, below = lines[number], lines[number + 1]
        if in_code[number] or in_code[number + 1] or {number, number + 1} & formulas:
            continue
        ends = not line.strip() or line.endswith(("\\", "  ")) or not below.strip()
        if not ends and not _is_block(line) and not _BLOCK.match(below):
            lines[number] = f"{line.rstrip()}\\"
    return "\n".join(lines)


def _is_block(line: str) -> bool:
    """Return whether a line is whole: a heading, a row of a table, a rule."""
    return line.lstrip().startswith(("#", "|", "---", "***", "$$")) or line.rstrip().endswith("$$")


def _lines_in_formulas(text: str) -> set[int]:
    """Return the lines that formulas of several lines stand on."""
    if "$$" not in text:
        return set()
    found: set[int] = set()
    line = position = 0
    for span in code_and_maths(text):
        line += text.count("\n", position, span.start)
        within = text.count("\n", span.start, span.end)
        if within:
            found.update(range(line, line + within + 1))
        line += within
        position = span.end
    return found
