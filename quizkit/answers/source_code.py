"""Source code as it is compared: what of its white space counts, in any language (rule 48).

White space counts inside quotes, between two words (`return x`), between two signs that would be
another sign together (`= =`), before a sign that the author parts from the word before it but not
from the one behind it (`ls -l`, `cd ..`), and as indentation: its structure, not how wide it is,
nor whether it is made of tabs. Everything else counts as it is written. No language is parsed:
texts are found by their quotes.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from quizkit.answers.letters import without_invisible
from quizkit.lazy import pattern


class CodeLine(NamedTuple):
    """A line of code that is not empty; a text in quotes may make it go on in further ones.

    Args:
        text: as it was written, without white space around it.
        level: how many times it is indented; a half more where it is in line with none before.
        form: what counts of it, with a space where white space counts.
        gaps: for each piece of it whether white space stands before it, and for the end.
        options: the pieces that white space must stand before, and not behind.
    """

    text: str
    level: float
    form: str
    gaps: tuple[bool, ...]
    options: tuple[int, ...]

    def allows(self, given: "CodeLine") -> bool:
        """Return whether a line is the same but perhaps for its indentation."""
        return self.form == given.form and all(
            given.gaps[at] and not given.gaps[at + 1] for at in self.options
        )


class SourceCode(NamedTuple):
    """The lines of a code that are not empty, and whether all of them are indented."""

    lines: tuple[CodeLine, ...]
    is_indented: bool

    @property
    def form(self) -> str:
        """What is the same in codes that are equal, but perhaps for indentation and options."""
        return "\n".join(line.form for line in self.lines)

    @property
    def whole(self) -> str:
        """What is the same in codes that are equal, but perhaps for options."""
        return f"{[line.level for line in self.lines]} {self.is_indented} {self.form}"

    def allows(self, given: "SourceCode") -> bool:
        """Return whether code is the same; it may be indented as a whole where this one is not."""
        if len(self.lines) != len(given.lines) or self.is_indented > given.is_indented:
            return False
        pairs = zip(self.lines, given.lines, strict=True)
        return all(line.level == own.level and line.allows(own) for line, own in pairs)


class _Piece(NamedTuple):
    """A word or a number, a text in quotes or a sign, and the white space before it."""

    before: str
    text: str
    is_word: bool


@lru_cache(maxsize=2048)
def source_code(text: str) -> SourceCode:
    """Return a text as code; linear in its length."""
    text = without_invisible(text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    lines = list(_lines(text))
    widths = [len(pieces[0].before.expandtabs(_TAB)) for pieces in lines]
    least = min(widths, default=0)
    above = [(least, 0.0)]
    levels = [_level(width, above) for width in widths]
    return SourceCode(tuple(map(_line, lines, levels)), least > 0)


_TAB = 4
"""Columns of a tab, where one text has tabs and spaces."""


def _level(width: int, above: list[tuple[int, float]]) -> float:
    """Return the level of a line, and keep it above those to come: widths, each with its level."""
    deepest = above[-1][0]
    while above[-1][0] > width:
        above.pop()
    outer, level = above[-1]
    if outer < width:
        level += 1 if width > deepest else 0.5
        above.append((width, level))
    return level


_PIECE = pattern(
    r"(?P<before>[^\S\n]*)"
    r"(?P<text>(?P<word>\w+)|(?P<quote>\"{3}|'{3}|[\"'`])|\S|\n|\Z)"
)
_PREFIXES = frozenset("r b u f l n e x t br rb fr rf u8".split())
"""Words that may touch the apostrophe before a text; another one goes on with it: `don't`, `x'`."""
_QUOTED = pattern(r'"(?:[^"\\\n]|\\.)*"'), pattern(r'"[^"\n]*"')
_APOSTROPHES = pattern(r"'(?:[^'\\\n]|\\.)*'"), pattern(r"'[^'\n]*'")
_TEXTS = {
    '"""': (pattern(r'(?s)"""(?:[^\\]|\\.)*?"""'), *_QUOTED),
    "'''": (pattern(r"(?s)'''(?:[^\\]|\\.)*?'''"), *_APOSTROPHES),
    "`": (pattern(r"(?s)`(?:[^\\`]|\\.)*`"),),
    '"': _QUOTED,
    "'": _APOSTROPHES,
}
"""What a text in quotes may be, by the mark that it begins with; a backslash may be no escape."""
_OF_ONE_LINE = frozenset((*_QUOTED, *_APOSTROPHES))


def _lines(text: str) -> Iterator[list[_Piece]]:
    """Yield the lines that are not empty, in pieces."""
    pieces: list[_Piece] = []
    barren: set[object] = set()  # texts that begin nowhere any more, in this line or at all
    at = 0
    while at < len(text) and (found := _PIECE.match(text, at)):
        start, at = found.span("text")
        if found["text"] in ("\n", ""):
            if pieces:
                yield pieces
            pieces = []
            barren -= _OF_ONE_LINE
            continue
        if mark := found["quote"]:
            touched = pieces[-1].text.lower() if pieces and not found["before"] else ""
            at = _end_of_text(text, start, mark, touched, barren)
        is_word = bool(found["word"]) or at > start + 1
        pieces.append(_Piece(found["before"], text[start:at], is_word))
    if pieces:
        yield pieces


def _end_of_text(text: str, at: int, mark: str, touched: str, barren: set[object]) -> int:
    """Return the end of the text in quotes that begins with `mark`; of a mark alone, its own.

    Args:
        touched: the piece right before the mark.
        barren: texts that begin nowhere any more; those that do not here go there.
    """
    if mark == "'" and touched[-1:].isalnum() and touched not in _PREFIXES:
        return at + 1  # an apostrophe
    for quoted in _TEXTS[mark]:
        if quoted not in barren:
            if whole := quoted.match(text, at):
                return whole.end()
            barren.add(quoted)
    return at + 1


def with_line_breaks(text: str) -> str:
    """Return code in which `\\n` outside quotes is the end of a line, as it is typed on one line."""
    if "\\n" not in text:
        return text
    written: list[str] = []
    for piece in chain.from_iterable(_lines(text)):
        if written[-1:] == ["\\"] and not piece.before and piece.text.startswith("n"):
            written[-1:] = ["\n", piece.text[1:]]
        else:
            written += [piece.before, piece.text]
    return "".join(written)


_TOGETHER = frozenset(
    "== != <= >= += -= *= /= %= &= |= ^= := => -> ++ -- ** // && || << :: .. |> <> /* */".split()
)
"""Two signs that are another one where no white space parts them."""
_OPTION = frozenset("-./$~#")
"""Signs before which white space counts where it stands on that side alone."""


def _line(pieces: list[_Piece], level: float) -> CodeLine:
    form = [pieces[0].text]
    for last, piece in pairwise(pieces):
        counts = last.is_word and piece.is_word
        if not counts and not (last.is_word or piece.is_word):
            counts = last.text + piece.text in _TOGETHER
        form.append(f" {piece.text}" if piece.before and counts else piece.text)
    written = pieces[0].text + "".join(piece.before + piece.text for piece in pieces[1:])
    gaps = (*(bool(piece.before) for piece in pieces), False)
    options = tuple(at for at in range(1, len(pieces)) if _is_option(pieces, at))
    return CodeLine(written, level, "".join(form), gaps, options)


def _is_option(pieces: list[_Piece], at: int) -> bool:
    """Return whether white space parts a sign from the word before it, and none from what follows."""
    piece = pieces[at]
    if piece.text not in _OPTION or not (piece.before and pieces[at - 1].is_word):
        return False
    following = pieces[at + 1 : at + 3]
    if not following:
        return piece.text in ".~/-"
    if following[0].before:
        return False
    begins = following[0].is_word or following[0].text in ("{", "(", "*")
    return (begins and not following[0].text[0].isdigit()) or (
        following[0].text == piece.text and not any(one.before for one in following)
    )
