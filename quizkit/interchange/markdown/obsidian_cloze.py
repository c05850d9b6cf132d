"""Gaps as Obsidian's plugin marks them: `==x==`, `{{2::x::hint}}`, or whatever a pattern says.

Source: the plugin's page on cloze cards: `==[123;;]answer[;;hint]==` is such a pattern. In brackets
stand the number and the hint, which may be left out, with the signs that go with them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizkit.cloze import Blank
from quizkit.interchange.markdown.spans import Spans, code_and_maths
from quizkit.lazy import pattern

_PART = pattern(r"\[((?:\\\\?.|[^\[\]\\])*)\]")
_ESCAPE = pattern(r"\\\\?(?=[\[\]{}().^$*+?|\\])")
_NUMBER = pattern(r"\d{1,4}|[ash]{1,99}(?![a-z])")


class _Field(NamedTuple):
    """A number or a hint, with the signs before and behind it."""

    kind: str
    before: str
    behind: str


class Pattern(NamedTuple):
    """How gaps are marked.

    Args:
        opening: before a gap; `closing`: behind it.
        first: what may stand before the answer; `last`: behind it, within the closing; `after`:
            behind the closing.
    """

    opening: str
    first: tuple[_Field, ...]
    last: tuple[_Field, ...]
    closing: str
    after: tuple[_Field, ...]


class Gap(NamedTuple):
    """A gap in a text, from `start` to before `end`; `number` is empty where it has none."""

    start: int
    end: int
    answer: str
    hint: str
    number: str


def pattern_of(text: str) -> Pattern:
    """Return a pattern as the settings of the plugin have it; without `answer` it finds nothing."""
    before, word, behind = text.partition("answer")
    opening, first = _signs(before)
    position = 0
    while found := _PART.match(behind, position):
        position = found.end()
    _, last = _signs(behind[:position])
    closing, after = _signs(behind[position:])
    return Pattern(opening if word else "", first, last, closing, after)


def _signs(text: str) -> tuple[str, tuple[_Field, ...]]:
    """Return the signs outside of the brackets of a pattern, and what stands in these."""
    fields = []
    for found in _PART.finditer(text):
        inner = _ESCAPE.sub("", found[1])
        for kind, name in (("hint", "hint"), ("number", "123")):
            before, word, behind = inner.partition(name)
            if word:
                fields.append(_Field(kind, before, behind))
    return _ESCAPE.sub("", _PART.sub("", text)), tuple(fields)


def has_gap(line: str, patterns: Sequence[Pattern]) -> bool:
    """Return whether a line has a gap outside of code and formulas, or one in them."""
    return any(each.opening in line and each.closing for each in patterns) and bool(
        next(_gaps(line, patterns, Spans(code_and_maths(line))), None)
    )


def pieces_of(text: str, patterns: Sequence[Pattern]) -> list[str | Blank]:
    """Return a text in pieces: what stands outside of gaps, and the gaps as blanks.

    If some have numbers, only those are gaps. Of one that says `a`, `s` or `h` for each card, the
    number is that of the first card that asks it.
    """
    gaps = list(_gaps(text, patterns, Spans(code_and_maths(text))))
    numbered = any(gap.number for gap in gaps)
    pieces: list[str | Blank] = []
    position = 0
    for gap in gaps:
        number = _number(gap.number)
        before = text[position : gap.start]
        is_blank = number is not None or not numbered
        pieces += [before, Blank(gap.answer, (), gap.hint, number) if is_blank else gap.answer]
        position = gap.end
    pieces.append(text[position:])
    return [piece for piece in pieces if piece]


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text) or None
    return text.index("a") + 1 if "a" in text else None


def _gaps(text: str, patterns: Sequence[Pattern], spans: Spans) -> Iterator[Gap]:
    """Return the gaps of a text in order, each on one line, none in code or a formula."""
    start = 0
    known = [each for each in patterns if each.opening and each.closing]
    while start < len(text):
        end = text.find("\n", start)
        stop = end if end >= 0 else len(text)
        yield from _gaps_between(text, start, stop, known, spans)
        start = stop + 1


def _gaps_between(
    text: str, start: int, stop: int, patterns: Sequence[Pattern], spans: Spans
) -> Iterator[Gap]:
    """Return the gaps of a line; no sign is looked for again where it cannot be any more."""
    opens = {each: text.find(each.opening, start, stop) for each in patterns}
    position = start
    while True:
        for each, at in opens.items():
            if 0 <= at < position:
                opens[each] = text.find(each.opening, position, stop)
        found = [(at, -len(each.opening), each) for each, at in opens.items() if at >= 0]
        if not found:
            return
        at, _, each = min(found, key=lambda item: item[:2])
        position = at + 1
        if spans.hold(at):
            continue
        if text.find(each.closing, at + len(each.opening) + 1, stop) < 0:
            opens[each] = -1  # nor does it close any later one
            continue
        gap = _gap(text, at, stop, each)
        if gap:
            yield gap
            position = gap.end


def _gap(text: str, start: int, stop: int, found: Pattern) -> Gap | None:
    begin = start + len(found.opening)
    number = hint = ""
    for field in found.first:
        value, begin = _leading(text, begin, stop, field)
        number = value or number
    end = text.find(found.closing, begin + 1, stop)
    if end < 0:
        return None
    while found.closing == "}}" and text.startswith("}", end + 2):
        end += 1  # `{{\text{x}}}` ends at its last braces
    answer = text[begin:end]
    for field in found.last:
        cut = answer.find(field.before, 1) if field.before else -1
        if cut > 0 and answer.endswith(field.behind):
            hint = answer[cut + len(field.before) : len(answer) - len(field.behind)]
            answer = answer[:cut]
    end += len(found.closing)
    for field in found.after:
        value, end = _trailing(text, end, stop, field)
        if field.kind == "hint":
            hint = value or hint
        else:
            number = value or number
    if not answer.strip():
        return None
    return Gap(start, end, answer.strip(), hint.strip(), number)


def _leading(text: str, begin: int, stop: int, field: _Field) -> tuple[str, int]:
    """Return the value of a field at a place, and where it ends; nothing if none is there."""
    if not text.startswith(field.before, begin):
        return "", begin
    value = _NUMBER.match(text, begin + len(field.before), stop)
    if not value or not text.startswith(field.behind, value.end()):
        return "", begin
    return value[0], value.end() + len(field.behind)


def _trailing(text: str, end: int, stop: int, field: _Field) -> tuple[str, int]:
    if field.kind == "number":
        return _leading(text, end, stop, field)
    if not field.before or not text.startswith(field.before, end):
        return "", end
    begin = end + len(field.before)
    close = text.find(field.behind, begin, stop) if field.behind else -1
    return (text[begin:close], close + len(field.behind)) if close >= 0 else ("", end)
