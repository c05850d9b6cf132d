"""The lines of a quiz in Markdown, each told for what it is: a heading, an option, an answer."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from quizkit.interchange.markdown.spans import Fences
from quizkit.lazy import pattern

_HEADING = pattern(r" {0,3}(?:\d{1,4}[.)][ \t]+)?(#{1,6})[ \t]+([^\n]*)")
_BOX = pattern(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[([ xX✓✔])\](?!\()[ \t]*([^\n]*)")
_LETTER = pattern(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?\(?([A-Ka-k])(?:[.):]|\\\.)(?:\*\*|__)?[ \t]+([^\n]+)"
)
_ANSWER = pattern(
    r"[\s>#*_-]{0,12}(?:the[ ]+)?(?:correct[ ]+|right[ ]+)?"
    r"(?:answers?|ans|solution|r[ée]ponse|respuesta|antwort|答案|정답|ответ)(?:[ ]*\(s\))?"
    r"(?:[ ]+is)?[*_ ]{0,6}[:：][*_ ]{0,6}([^\n]*)",
    re.IGNORECASE,
)
_ONLY_ANSWER = pattern(
    r"(?:the |show |view |see |click (?:here )?(?:to|for) \w{0,9} ?)?(?:the )?(?:correct )?"
    r"(?:answers?|solutions?|explanations?|hints?|details?|réponse|lösung|antwort|答案|解析)[:!. ]*",
    re.IGNORECASE,
)
_NUMBERED = pattern(
    r" {0,3}(?:\*\*|__)?(?:(?:Q|Question|Frage|Pregunta|第)[ ]*\.?[ ]*#?)?\d{1,4}[ ]?[.):]"
    r"(?:\*\*|__)?[ \t]+([^\n]+)",
    re.IGNORECASE,
)
_SUMMARY = pattern(r"<summary[^<>]{0,200}>", re.IGNORECASE)
_END_OF_SUMMARY = pattern(r"</summary>", re.IGNORECASE)
_WRAPPING = pattern(
    r"</?(?:details|summary|p|div|center|blockquote)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_TAG = pattern(r"</?[a-zA-Z][^<>]{0,200}>")
_RULE = pattern(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:\*[ \t]*){3,}|[ \t]*(?:_[ \t]*){3,}")


class Kind(Enum):
    """What a line is."""

    BLANK = "blank"
    CODE = "of a block of code"
    HEADING = "a heading"
    BOX = "an option with a box"
    LETTER = "an option with a letter"
    ANSWER = "which options are right"
    NUMBERED = "with a number, before options"
    LABEL = "says that an answer or an explanation follows"
    RULE = "a rule"
    TEXT = "text"


class Line(NamedTuple):
    """A line of a quiz.

    Args:
        kind: what it is.
        number: of the line, from 0.
        raw: as it stands.
        text: without its mark.
        mark: `#` of a heading, the letter of an option, `x` in a box.
        indent: how far in it stands.
    """

    kind: Kind
    number: int
    raw: str
    text: str
    mark: str = ""
    indent: int = 0


def lines_of(lines: Sequence[str], first: int) -> list[Line]:
    """Return the lines of a text, from one on, for what they are."""
    fences = Fences()
    found: list[Line] = []
    for number in range(first, len(lines)):
        raw = lines[number].rstrip()
        if fences.holds(raw):
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(Kind.CODE, number, raw, raw, indent=indent))
        else:
            found += _line(raw, number)
    return _with_starts(found)


def _line(raw: str, number: int) -> Iterator[Line]:
    if "<" in raw:
        opened = _SUMMARY.search(raw)
        if opened and (closed := _END_OF_SUMMARY.search(raw, opened.end())):
            asked = _TAG.sub("", raw[opened.end() : closed.start()]).strip()
            raw = raw[: opened.start()] + raw[closed.end() :]
            if asked and not is_label(asked):
                yield Line(Kind.HEADING, number, asked, asked, "#######")
        raw = _WRAPPING.sub("", raw).rstrip()
        if not raw.strip():
            yield Line(Kind.BLANK, number, "", "")
            return
    indent = len(raw) - len(raw.lstrip())
    if not raw:
        yield Line(Kind.BLANK, number, raw, raw)
    elif found := _BOX.fullmatch(raw):
        mark = "" if found[1] == " " else "x"
        yield Line(Kind.BOX, number, raw, found[2].strip(), mark, indent)
    elif found := _ANSWER.fullmatch(raw):
        yield Line(Kind.ANSWER, number, raw, found[1].strip(), indent=indent)
    elif found := _HEADING.fullmatch(raw):
        text = found[2].rstrip("# \t").strip()
        kind = Kind.LABEL if is_label(text) else Kind.HEADING
        yield Line(kind, number, raw, text, found[1])
    elif is_label(raw.strip(" *_>")):
        yield Line(Kind.LABEL, number, raw, raw, indent=indent)
    elif _RULE.fullmatch(raw):
        yield Line(Kind.RULE, number, raw, raw)
    elif found := _LETTER.fullmatch(raw):
        yield Line(Kind.LETTER, number, raw, found[2].strip(), found[1].upper(), indent)
    else:
        yield Line(Kind.TEXT, number, raw, raw, indent=indent)


def is_label(text: str) -> bool:
    """Return whether a text only says that an answer or an explanation follows."""
    return len(text) < 60 and bool(_ONLY_ANSWER.fullmatch(text))


def _with_starts(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those told that have a number and options below: they are questions."""
    found: list[Line] = []
    options = False
    for line in reversed(lines):
        numbered = _NUMBERED.fullmatch(line.raw) if line.kind is Kind.TEXT else None
        if line.kind in (Kind.BOX, Kind.LETTER):
            options = True
        elif numbered and options:
            line = line._replace(kind=Kind.NUMBERED, text=numbered[1].strip())
        if numbered or line.kind is Kind.HEADING:
            options = False
        found.append(line)
    return found[::-1]
