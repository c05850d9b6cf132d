"""The cards of an Obsidian note, found line by line as the plugin finds them.

Source: the documentation of obsidian-spaced-repetition 1.15, and what it makes of its test vaults.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from quizkit.interchange.markdown.obsidian_cloze import has_gap
from quizkit.interchange.markdown.obsidian_settings import Settings
from quizkit.interchange.markdown.spans import Spans, code_and_maths, is_closing, opening

SCHEDULE = "<!--SR:"
CALLOUT = "> [!sr|card-metadata]"


class Form(Enum):
    """How a card is written."""

    LINE = "on a line"
    LINE_REVERSED = "on a line, both ways"
    LINES = "on several lines"
    LINES_REVERSED = "on several lines, both ways"
    CLOZE = "with gaps"


class Card(NamedTuple):
    """A card as it stands: the first of its lines, counted from 0, its text, and what parts it.

    Args:
        line: the first line.
        last: the last one.
        form: how it is written.
        text: all of it, with its schedule.
        sign: what parts question and answer; empty if nothing does.
    """

    line: int
    last: int
    form: Form
    text: str
    sign: str


def cards(lines: Sequence[str], first: int, settings: Settings) -> list[Card]:
    """Return the cards of a note.

    Args:
        lines: of the note.
        first: the first one behind its front matter.
        settings: the signs.
    """
    return list(_Finder(lines, first, settings).cards())


class _Finder:
    """Walks over the lines of a note; holds what has been gathered of a card."""

    def __init__(self, lines: Sequence[str], first: int, settings: Settings) -> None:
        self._lines = lines
        self._at = first
        self._settings = settings
        self._begin = first
        self._text: list[str] = []
        self._form: Form | None = None
        self._sign = ""
        self._unclosed: dict[str, int] = {}  # the shortest fence that nothing below closes
        both = [(settings.card, Form.LINE), (settings.reversed_card, Form.LINE_REVERSED)]
        self._signs = sorted(both, key=lambda pair: -len(pair[0]))

    def cards(self) -> Iterator[Card]:
        """Return all cards."""
        end = self._settings.end
        while self._at < len(self._lines):
            line = self._lines[self._at]
            bare = line.strip()
            if line.startswith("<!--") and not line.startswith(SCHEDULE):
                self._skip_comment()
            elif bare == end if end and self._form else not bare:
                yield from self._done(self._at - 1)
            else:
                yield from self._line(line, bare)
            self._at += 1
        yield from self._done(len(self._lines) - 1)

    def _skip_comment(self) -> None:
        while "-->" not in self._lines[self._at] and self._at + 1 < len(self._lines):
            self._at += 1

    def _done(self, last: int) -> Iterator[Card]:
        """Return the card that ends before a blank line; what was gathered is gone."""
        text = "\n".join(self._text) if self._form is None else ""
        if SCHEDULE in text and has_gap(text.replace("\n", " "), self._settings.scheduled):
            self._form = Form.CLOZE
        if self._form:
            text = "\n".join(self._text).rstrip()
            yield Card(self._begin, last, self._form, text, self._sign)
        self._text, self._form, self._sign = [], None, ""
        self._begin = self._at + 1

    def _line(self, line: str, bare: str) -> Iterator[Card]:
        self._text.append(line.rstrip())
        form = next((form for sign, form in self._signs if self._is_in(sign, line)), None)
        settings = self._settings
        if form:
            yield self._on_a_line(line, form)
        elif bare in (settings.lines, settings.reversed_lines) and len(self._text) > 1:
            if self._form not in (Form.LINES, Form.LINES_REVERSED):
                both = bare == settings.reversed_lines
                self._form = Form.LINES_REVERSED if both else Form.LINES
                self._sign = bare
        elif fence := opening(line):
            self._code(fence)
        elif self._form is None and has_gap(line, settings.clozes):
            self._form = Form.CLOZE

    @staticmethod
    def _is_in(sign: str, line: str) -> bool:
        return bool(sign) and sign in line and find_outside(line, sign) >= 0

    def _on_a_line(self, line: str, form: Form) -> Card:
        """Return the card of one line, with its schedule where that stands on the next ones."""
        begin, text = self._at, [line]
        below = self._lines[begin + 1 : begin + 3]
        if below and below[0].startswith(SCHEDULE):
            text.append(below[0])
        elif len(below) > 1 and not below[0].strip() and below[1].startswith(SCHEDULE):
            text += below  # a blank line that a formatter put there
        elif below and below[0].startswith(CALLOUT):
            text += self._callout(begin + 1)
        self._at += len(text) - 1
        self._text, self._form, self._sign = [], None, ""
        self._begin = self._at + 1
        sign = self._settings.card if form is Form.LINE else self._settings.reversed_card
        return Card(begin, self._at, form, "\n".join(text), sign)

    def _callout(self, begin: int) -> Iterator[str]:
        for line in self._lines[begin : begin + 20]:
            yield line
            if SCHEDULE in line:
                return

    def _code(self, fence: str) -> None:
        """Take a block of code as it is; one that nothing closes is no block."""
        lines = self._lines
        if len(fence) >= self._unclosed.get(fence[0], len(fence) + 1):
            return
        for number in range(self._at + 1, len(lines)):
            if is_closing(lines[number], fence):
                self._text += [each.rstrip() for each in lines[self._at + 1 : number + 1]]
                self._at = number
                return
        self._unclosed[fence[0]] = len(fence)


def find_outside(text: str, sign: str) -> int:
    """Return where a sign stands first outside of code and formulas; -1 where it does not."""
    at = text.find(sign)
    if at < 0 or not ("`" in text or "$" in text):
        return at
    spans = Spans(code_and_maths(text))
    while at >= 0 and spans.hold(at):
        at = text.find(sign, at + 1)
    return at
