"""Where in a Markdown text code and formulas stand: there no sign is one of a card.

A look at a text that is cheap and linear; what Markdown makes of it is `quizkit.markup`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quizkit.lazy import pattern

_FENCE = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)")
_TICKS = pattern(r"`+")
_DOLLARS = pattern(r"(?<![\\$])(\$\$?)(?!\$)")
_COMMENT_END = "-->"


class Span(NamedTuple):
    """A piece of a text, from `start` to before `end`."""

    start: int
    end: int


class Fences:
    """Tells line by line whether it stands in a fenced block of code."""

    def __init__(self) -> None:
        self._closing = ""

    def holds(self, line: str) -> bool:
        """Return whether the next line is of a block of code, its fences included."""
        if self._closing:
            if is_closing(line, self._closing):
                self._closing = ""
            return True
        self._closing = opening(line)
        return bool(self._closing)


_FENCED = pattern(r"(?ms)^(```|~~~).*?^\1")


def without_fences(text: str) -> str:
    """Return a text without its blocks of code between fences: what they show are examples."""
    return _FENCED.sub("", text)


def opening(line: str) -> str:
    """Return the fence that a line opens a block of code with; empty if it opens none."""
    found = _FENCE.match(line)
    if not found or (found[1][0] == "`" and "`" in found[2]):
        return ""
    return found[1]


def is_closing(line: str, fence: str) -> bool:
    """Return whether a line closes the block of code that `fence` opened."""
    bare = line.strip(" \t>")
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def code_and_maths(text: str) -> list[Span]:
    """Return where code, formulas and comments stand in a text, in order, none within another."""
    spans: list[Span] = []
    if not ("`" in text or "$" in text or "~~~" in text or "<!--" in text):  # as most
        return spans
    for part in _parts(text):
        if isinstance(part, Span):
            spans.append(part)
        else:
            spans += _inline(text, *part)
    return spans


def _parts(text: str) -> Iterator[Span | tuple[int, int]]:
    """Return fenced blocks as spans, and what stands between blank lines outside of them."""
    position = begin = 0
    closing = ""
    for line in text.split("\n"):
        end = position + len(line)
        if closing:
            if is_closing(line, closing):
                yield Span(begin, end)
                closing, begin = "", end
        elif not line.strip():
            yield begin, position
            begin = end
        elif closing := opening(line):
            yield begin, position
            begin = position
        position = end + 1
    if closing:
        yield Span(begin, len(text))
    else:
        yield begin, len(text)


def _inline(text: str, begin: int, end: int) -> Iterator[Span]:
    """Return the spans of code, formulas and comments in a paragraph."""
    ticks = [found.span() for found in _TICKS.finditer(text, begin, end)]
    by_length: dict[int, list[int]] = {}
    for first, last in ticks:
        by_length.setdefault(last - first, []).append(first)
    dollars = [found.span() for found in _DOLLARS.finditer(text, begin, end)]
    closers = {width: _closers(text, dollars, width) for width in (1, 2)}
    marks = sorted([*ticks, *dollars, *_comments(text, begin, end)])
    after = begin
    for first, last in marks:
        if first < after:
            continue
        length = last - first
        if text[first] == "<":
            close = text.find(_COMMENT_END, last, end)
            stop = close + len(_COMMENT_END) if close >= 0 else 0
        elif text[first] == "`":
            escaped = first > begin and text[first - 1] == "\\"
            stop = 0 if escaped else _next(by_length[length], last, length)
        elif length == 1 and text[last : last + 1].isspace():
            stop = 0
        else:
            stop = _next(closers[length], last, length)
        if stop:
            yield Span(first, stop)
            after = stop


def _comments(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.find("<!--", begin, end)
    last = text.rfind(_COMMENT_END, begin, end)
    while 0 <= at < last:
        yield at, at + 4
        at = text.find("<!--", at + 4, end)


def _closers(text: str, dollars: Sequence[tuple[int, int]], width: int) -> list[int]:
    return [
        first
        for first, last in dollars
        if last - first == width
        and (width == 2 or not (text[first - 1].isspace() or text[last : last + 1].isdigit()))
    ]


def _next(starts: Sequence[int], after: int, length: int) -> int:
    """Return the end of the first mark behind a place; 0 if there is none."""
    at = bisect_left(starts, after)
    return starts[at] + length if at < len(starts) else 0


class Spans:
    """Spans of a text, to ask about places in it."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def hold(self, place: int) -> bool:
        """Return whether a place lies in one of them."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._spans[at].end


def outside(text: str, change: Callable[[str], str]) -> str:
    """Return a text with what stands outside of code, formulas and comments changed."""
    pieces = []
    position = 0
    for span in code_and_maths(text):
        pieces += [change(text[position : span.start]), text[span.start : span.end]]
        position = span.end
    return "".join([*pieces, change(text[position:])])


def without_comments(text: str) -> str:
    """Return a text without the comments of HTML that stand outside of code."""
    if "<!--" not in text:
        return text
    pieces = []
    position = 0
    for span in code_and_maths(text):
        if text.startswith("<!--", span.start):
            pieces.append(text[position : span.start])
            position = span.end
    return "".join([*pieces, text[position:]])
