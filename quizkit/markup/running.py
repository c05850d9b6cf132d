"""Running text on paper: inlines as runs of words, and runs wrapped into lines."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from quizkit.lazy import pattern
from quizkit.markup.block import (
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    Maths,
    Picture,
    Reading,
    Struck,
    Text,
)
from quizkit.markup.holes import HOLES, hole, holes_filled, number_of
from quizkit.markup.paper import PLAIN, Filling, Fillings, Look, Paper, Span, look_of
from quizkit.visible import is_narrow, visible, width_of

if TYPE_CHECKING:
    from quizkit.markup.maths import Run

CODE = Look(code=True)
_LONGEST_KEPT = 24
"""Columns of code and of formulas that are not parted where there is room on a line."""


class Running:
    """Running text with its blanks filled.

    Args:
        fillings: of the holes of the text.
        is_styled: whether looks are seen; else code stands between backquotes.
    """

    def __init__(self, fillings: Fillings, *, is_styled: bool) -> None:
        self._fillings = fillings
        self._is_styled = is_styled

    def spans(self, inlines: Iterable[Inline], look: Look) -> Iterator[Span]:
        """Yield the words of inlines, run by run; `look` is that of words without marks."""
        for inline in inlines:
            match inline:
                case Text(text):
                    yield from self._filled(text, look)
                case Emphasis(inner, strong):
                    yield from self.spans(
                        inner, look.stressed if strong else look._replace(italic=True)
                    )
                case Struck(inner):  # with marks, as not every terminal can strike words out
                    yield Span("~~", look)
                    yield from self.spans(inner, look._replace(struck=True))
                    yield Span("~~", look)
                case Code(text):
                    yield from self._code(text)
                case Maths(source):
                    yield from self._formula(source, look)
                case Link(inner, target):
                    shown = list(self.spans(inner, look))
                    yield from shown
                    if _address(_text(shown)) != _address(target):
                        yield Span(f" ({target})", look)
                case Picture():
                    yield Span(picture_words(inline), look)
                case Reading(base, above):
                    yield from self._filled(f"{base}({above})", look)
                case Break():
                    yield Span("\n", look)

    def typed(self, text: str, look: Look) -> Iterator[Span]:
        """Yield code as it is typed; what fills its blanks is typed likewise."""
        for piece, filling in self._parted(text):
            yield Span(piece, look)
            if filling:
                yield Span(filling.text, look_of(filling, look))

    def formula_lines(self, source: str, width: int) -> list[list[Span]]:
        """Return the lines of a formula that stands alone, such as rows of a matrix.

        Rows that are wider than `width` would no longer stand below each other: then it is one line.
        """
        from quizkit.markup.maths import lines

        source, look = self._completed(source, PLAIN)
        rows = [list(self._formula_spans(line, look)) for line in lines(source)]
        if max(map(width_of, map(_text, rows)), default=0) <= width:
            return rows
        return [list(self._formula(source, look))]

    def _filled(self, text: str, look: Look) -> Iterator[Span]:
        """Yield words; what fills their blanks has its own marks."""
        for piece, filling in self._parted(text):
            yield Span(piece, look)
            if filling:
                inlines = filling.inlines or (Text(filling.text),)
                yield from Running((), is_styled=self._is_styled).spans(
                    inlines, look_of(filling, look)
                )

    def _parted(self, text: str) -> Iterator[tuple[str, Filling | None]]:
        """Yield what stands before each hole, with what fills it; last what stands behind them."""
        end = 0
        for found in HOLES.finditer(text) if self._fillings else ():
            filling = self._filling(number_of(found[0]))
            yield text[end : found.start()], filling
            end = found.end() if filling else found.start()
        yield text[end:], None

    def _filling(self, number: int) -> Filling | None:
        """Return what fills the hole of a number; None where a text has such a character itself."""
        return self._fillings[number] if number < len(self._fillings) else None

    def _code(self, text: str) -> Iterator[Span]:
        quotes = "" if self._is_styled else "`` " if "`" in text else "`"
        yield Span(quotes)
        yield from self.typed(text, CODE)
        yield Span(quotes[::-1])

    def _formula(self, source: str, look: Look) -> Iterator[Span]:
        """Yield a formula on one line; what it has that Unicode has not is code."""
        from quizkit.markup.maths import runs

        source, look = self._completed(source, look)
        return self._formula_spans(runs(source), look)

    def _formula_spans(self, runs: "Iterable[Run]", look: Look) -> Iterator[Span]:
        for text, is_source in runs:
            yield from self._code(text) if is_source else self.typed(text, look)

    def _completed(self, source: str, look: Look) -> tuple[str, Look]:
        """Return the source of a formula with all but open blanks filled, and its look.

        What fills them may need brackets, or be raised, which is seen once it is part of the
        source. So it is the whole formula that stands out if the answer is in it.
        """
        filled = {
            at: filling.source
            for at, filling in enumerate(self._fillings)
            if not filling.is_open and hole(at) in source
        }
        if any(self._fillings[at].is_asked for at in filled):
            look = look.stressed
        return holes_filled(source, lambda at: filled.get(at, hole(at))), look


def picture_words(picture: Picture) -> str:
    """Return what is said in place of a picture."""
    return f"[picture: {picture.alt or picture.file}]"


def _address(text: str) -> str:
    """Return an address as it is compared with the words that lead to it."""
    return text.strip().removeprefix("mailto:").removeprefix("https://").rstrip("/")


def _text(spans: Iterable[Span]) -> str:
    return "".join([text for text, _ in spans])


def flow(line: Iterable[Span], paper: Paper) -> list[str]:
    """Return words as lines, wrapped where they are too long, safe to print."""
    found: list[str] = []
    for spans in _lines(line):
        text = _text(spans)
        if len(text) <= paper.width and is_narrow(text):
            found.append("".join([paper.painted(text, look) for text, look in spans]))
        else:
            found += paper.wrapped("".join([_kept_together(span, paper) for span in spans]))
    return [line.replace(_NO_BREAK, " ") for line in found]


_NO_BREAK = "\xa0"


def _kept_together(span: Span, paper: Paper) -> str:
    """Return a painted run; code that is not long is not parted."""
    text = span.text
    if span.look.code and len(text) <= _LONGEST_KEPT:
        text = text.replace(" ", _NO_BREAK)
    return paper.painted(text, span.look)


_ENDLESS = 400
"""Characters without a space after which a line ends: wrapping a word takes the square of them."""

_WORDS = pattern(rf"\S{{1,{_ENDLESS}}}|\s+")


def _lines(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the runs of each line that an author began, or that would have no end; all harmless."""
    for line in _parted(spans):
        yield [Span(_text(run), look) for look, run in groupby(line, itemgetter(1))]


def _parted(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the spans of each line."""
    line: list[Span] = []
    unbroken = 0
    for text, look in spans:
        for at, part in enumerate(text.expandtabs(4).split("\n")):
            if at:
                yield line
                line, unbroken = [], 0
            begin, end = 0, 0
            for word in _WORDS.finditer(part):
                unbroken = 0 if word[0].isspace() else unbroken + len(word[0]) + len(look)
                if unbroken > _ENDLESS:
                    yield [*line, Span(visible(part[begin:end]), look)]
                    line, unbroken, begin = [], len(word[0]), end
                end = word.end()
            if part:
                line.append(Span(visible(part[begin:]), look))
    yield line


_GOES_ON = "↪ "
"""Before the rest of a line of code that is longer than the paper is wide."""


def as_it_stands(spans: Iterable[Span], paper: Paper) -> Iterator[str]:
    """Yield lines of code, no space of them lost; one that is too long goes on behind a sign."""
    for line in _lines(spans):
        if width_of(_text(line)) <= paper.width:
            yield "".join([paper.painted(text, look) for text, look in line])
        else:
            yield from _cut(line, paper)


def _cut(line: Iterable[Span], paper: Paper) -> Iterator[str]:
    """Yield a line of code in parts as wide as the paper."""
    from wcwidth import iter_graphemes, width

    shown, column = "", 0
    for text, look in line:
        part = ""
        for sign in iter_graphemes(text):
            size = width(sign)
            if column + size > paper.width:
                yield shown + paper.painted(part, look)
                shown, part, column = paper.painted(_GOES_ON, Look(dim=True)), "", len(_GOES_ON)
            part, column = part + sign, column + size
        shown += paper.painted(part, look)
    yield shown
