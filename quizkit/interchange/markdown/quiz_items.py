"""The questions of a quiz in Markdown, gathered from its lines: what is asked, options, answers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from quizkit.interchange.markdown.quiz_lines import Kind, Line
from quizkit.lazy import pattern

_LETTERS = pattern(
    r"[(\[]?([A-K]{1,6}|[A-Ka-k](?:(?:\s*(?:,|&|/|\+|\b(?:and|y|et|und)\b)\s*|\s+)[A-Ka-k](?![\w'’])){1,9}|[a-k])"
    r"(?![\w'’])[)\].:]?\s*(.*)",
    re.DOTALL,
)
_ONE_LETTER = pattern(r"\(?[A-Ka-k][).:]?")
_NOTHING = pattern(r"(?:&\w{2,9};|[\s:.\u00ad-])*")


@define
class Option:
    """An option: whether it is right, where that is known, and its lines."""

    letter: str
    right: bool
    lines: list[str]

    @property
    def text(self) -> str:
        """What it says."""
        first, *rest = self.lines
        if any(map(str.strip, rest)) and _NOTHING.fullmatch(first):
            return dedented(["", *rest]).strip("\n")
        return dedented(self.lines)


@define
class Item:
    """A heading or a number, and what stands below it, as far as the next one.

    Args:
        line: where it begins, from 0.
        heading: what it is called; empty where the text goes on without one.
        level: of the heading; 8 of a number, 9 without either.
        asked: lines before the options.
        options: in order.
        answers: letters of right ones, or a text that is.
        after: lines behind the options.
        raw: all lines, as they stand.
        goes_on: whether it stands below another, and may be more of it.
    """

    line: int
    heading: str = ""
    level: int = 9
    asked: list[str] = field(factory=list)
    options: list[Option] = field(factory=list)
    answers: list[str] = field(factory=list)
    after: list[str] = field(factory=list)
    raw: list[str] = field(factory=list)
    goes_on: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether it says that any option is right."""
        return bool(self.answers) or any(option.right for option in self.options)

    @property
    def is_quiz(self) -> bool:
        """Whether it has options and says which are right, or has boxes."""
        return bool(self.options) and (bool(self.answers) or not self.options[0].letter)


def items_of(lines: Sequence[Line]) -> list[Item]:
    """Return the items of a text, in order."""
    gatherer = _Gatherer(lines)
    for number in range(len(lines)):
        gatherer.take(number)
    items: list[Item] = []
    for item in gatherer.items:
        if item.goes_on and not item.is_answered:
            before = items[-1]
            before.after += item.asked
            before.options += item.options
            before.after += item.after
        else:
            items.append(item)
    return items


class _Gatherer:
    """Takes line after line, and has the items so far."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.items: list[Item] = []
        self._lines = lines
        self._item = Item(lines[0].number if lines else 0)
        self._goes_on = False  # whether what comes belongs to the last option
        self._letters = _letters_in_row(lines)

    def take(self, number: int) -> None:
        """Take the line of this number."""
        line = self._lines[number]
        item = self._item
        match line.kind:
            case Kind.HEADING:
                item = self._next(Item(line.number, line.text, len(line.mark)))
            case Kind.NUMBERED if not self._within_options(line):
                self._next(Item(line.number, line.text, 8))
                return
            case Kind.BOX:
                self._option(Option("", bool(line.mark), [line.text]), line)
            case Kind.LETTER if number in self._letters:
                self._option(Option(line.mark, False, [line.text]), line)
            case Kind.ANSWER:
                self._answer(line.text)
            case Kind.LABEL:
                self._goes_on = False
                if not item.options:
                    item.asked.append("")
            case Kind.RULE:
                self._goes_on = False
                (item.after if item.options else item.asked).append(line.raw)
            case _:
                self._text(line)
        if line.kind is not Kind.HEADING:
            self._item.raw.append(line.raw)

    def _within_options(self, line: Line) -> bool:
        return self._goes_on and line.indent >= 2

    def _next(self, item: Item) -> Item:
        old = self._item
        known = bool(self.items) and old is self.items[-1]
        if not known and (old.heading or any(map(str.strip, old.raw))):
            self.items.append(old)
        self._item = item
        self.items.append(item)
        self._goes_on = False
        return item

    def _option(self, option: Option, line: Line) -> None:
        item = self._item
        if not self.items or self.items[-1] is not item:
            self.items.append(item)
        begins_anew = option.letter == "A" and any(each.letter for each in item.options)
        between = any(map(str.strip, item.after))
        if item.options and (begins_anew or (between and item.is_answered)):
            asked = _last_paragraph(item.after)
            del item.after[len(item.after) - len(asked) :]
            new = Item(line.number - len(asked), "", 9, asked, goes_on=not begins_anew)
            self.items.append(new)
            self._item = item = new
        item.options.append(option)
        self._goes_on = True

    def _answer(self, text: str) -> None:
        item = self._item
        self._goes_on = False
        if not item.options:
            item.asked += ["", text]
            return
        found = _LETTERS.fullmatch(text)
        if found and (item.options[0].letter or _labels(item)):
            item.answers += _letters(found[1])
            item.after.append(found[2].lstrip(" -–—:*_"))
        else:
            item.answers.append(text)

    def _text(self, line: Line) -> None:
        item = self._item
        if not item.options:
            item.asked.append(line.raw)
            return
        if self._goes_on and self._belongs(line):
            item.options[-1].lines.append(line.raw)
        else:
            self._goes_on = self._goes_on and line.kind is Kind.BLANK
            item.after.append(line.raw)

    def _belongs(self, line: Line) -> bool:
        """Return whether a line is one more of the last option."""
        option = self._item.options[-1]
        last = option.lines[-1]
        first = option.lines[0]
        if not option.letter and (_NOTHING.fullmatch(first) or _ONE_LETTER.fullmatch(first)):
            return True  # a box alone, or with its letter: what it says stands below
        if line.kind is Kind.BLANK:
            return False
        if line.kind is Kind.CODE:
            if any(map(str.strip, self._item.after)):
                return False
            self._item.after.clear()
            return True
        return line.indent >= 2 and (bool(last) or not any(self._item.after))


def _labels(item: Item) -> bool:
    """Return whether the options of boxes begin with letters."""
    return all(_ONE_LETTER.match(option.lines[0]) for option in item.options)


def _letters(text: str) -> list[str]:
    """Return the letters that stand alone in a text such as `A, C and E`, or all of `ACE`."""
    if text.isupper() and text.isalpha():
        return [*text]
    for word in (",", "&", "/", "+", " and ", " y ", " et ", " und "):
        text = text.replace(word, " ")
    return [part.upper() for part in text.split() if len(part) == 1]


def _letters_in_row(lines: Sequence[Line]) -> set[int]:
    """Return which lines with a letter are options: an A, and a B below it, and so on."""
    found: set[int] = set()
    row: list[int] = []
    for number, line in enumerate(lines):
        if line.kind in (Kind.HEADING, Kind.NUMBERED, Kind.BOX, Kind.ANSWER):
            found.update(row if len(row) > 1 else ())
            row = []
        elif line.kind is Kind.LETTER:
            expected = chr(ord("A") + len(row))
            if line.mark == expected:
                row.append(number)
            elif line.mark == "A":
                found.update(row if len(row) > 1 else ())
                row = [number]
    found.update(row if len(row) > 1 else ())
    return found


def _last_paragraph(lines: Sequence[str]) -> list[str]:
    """Return the last lines that have no blank one between, and blank ones behind them."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and lines[begin - 1].strip():
        begin -= 1
    return list(lines[begin:])


def dedented(lines: Iterable[str]) -> str:
    """Return lines as a text, the later ones less far in by what all of them have."""
    first, *rest = [*lines, ""]
    depths = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    depth = min(depths, default=0)
    return "\n".join([first, *(line[depth:] for line in rest)]).strip("\n").rstrip()


def sections(items: Sequence[Item]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Return items with the headings above them that have nothing below but further headings."""
    above: list[Item] = []
    for item in items:
        while above and above[-1].level >= item.level:
            above.pop()
        named = [each.heading for each in above if not any(map(str.strip, each.raw))]
        yield item, tuple(named)
        if item.heading and item.level < 8:
            above.append(item)
