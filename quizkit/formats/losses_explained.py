"""Says of each silent loss what YAML made of the text, and shows the line written right."""

import re
from collections.abc import Callable

from quizkit.errors.codes import ProblemCode
from quizkit.formats.report import Report
from quizkit.formats.yaml_text import (
    closing,
    in_flow,
    in_quotes,
    items_in_brackets,
    line_around,
    line_with,
    on_one_line,
)


def comment(report: Report, offset: int, start: int, stop: int) -> None:
    """` #` behind a plain text, at `offset`: the rest of the line is a comment."""
    text = report.text
    _, line_end = line_around(text, offset)
    advice = "put the text in quotes; before a comment put two spaces or more"
    last_line = text[max(start, line_around(text, stop)[0]) : stop].strip()
    report.add(
        offset,
        ProblemCode.LOST_COMMENT,
        f"` #` begins a comment, so that the text ends with `{last_line[-40:]}`",
        in_quotes(text, start, advice=advice)
        if in_flow(text, start)
        else on_one_line(text, start, line_end, advice=advice),
        covers=line_end,
    )


def split_number(report: Report, offset: int, *_: int) -> None:
    """A comma between digits in brackets, at `offset`: the list has more items than is meant.

    `[1,2,3]` is a list written without spaces, and stays.
    """
    text = report.text
    line_start, line_end = line_around(text, offset)
    begin = _opening(text, line_start, offset)
    end = begin + (closing(text[begin:line_end]) or line_end - begin)
    spans = [
        (at, stop)
        for at, stop in items_in_brackets(text, begin, end)
        if text[at] not in "'\"" and re.search(r"\d,\d", text[at:stop])
    ]
    numbers = [text[at:stop] for at, stop in spans]
    if not numbers or not (", " in text[begin:end] or any(map(_grouped, numbers))):
        return
    parts = " and ".join(f"`{part}`" for part in numbers[0].split(",")[:2])
    report.add(
        spans[0][0],
        ProblemCode.SPLIT_NUMBER,
        f"the comma makes two items of `{numbers[0]}`: {parts}",
        "put a number with a comma in quotes, and a space behind a comma between items\n"
        + line_with(text, spans),
        covers=end,
    )


def _opening(text: str, start: int, offset: int) -> int:
    """Return the offset of the bracket that opens around `offset`; `start` if it is before that."""
    depth = 0
    for at in range(offset - 1, start - 1, -1):
        depth += (text[at] in "]}") - (text[at] in "[{")
        if depth < 0:
            return at
    return start


def _grouped(number: str) -> bool:
    return bool(re.search(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)", number))


def folded_dash(report: Report, offset: int, start: int, stop: int) -> None:
    """A line that begins with `- `, at `offset`, is joined to the plain text above it."""
    text = report.text
    head = text[line_around(text, start)[0] : start]
    lines = [line.strip() for line in text[start:stop].splitlines()]
    indent = " " * (len(head) - len(head.lstrip(" -")) + 2)
    report.add(
        offset,
        ProblemCode.FOLDED_DASH,
        f"this line is joined to the text above it: `{' '.join(lines)[:80]}`",
        "for a text of several lines begin it with `|`; for a list leave nothing behind the "
        f"colon above it\n{head}|\n" + "\n".join(indent + line for line in lines[:20]),
        covers=stop,
    )


_BECOMES = {
    "0": "a null character", "a": "a bell", "b": "a backspace", "e": "an escape character",
    "f": "a form feed", "v": "a vertical tab", "r": "a carriage return", "t": "a tab",
    "n": "a line break", "N": "a next-line character", "_": "a no-break space",
    "L": "a line separator", "P": "a paragraph separator",
    "x": "a control character", "u": "a control character", "U": "a control character",
}  # fmt: skip

# `\n` and `\t` may be meant, but not in a command of TeX or a path of Windows.
_NO_BREAK = (
    r"\\n(?:abla|e|earrow|eg|eq|geq|i|leq|mid|ot|otin|u|warrow)(?![a-z])"
    r"|\\t(?:an|anh|au|ext\w*|frac|heta|ilde|imes|o|op|riangle\w*)(?![a-z])"
)
_PATH = r"(?<!\w)[A-Za-z]:\\(?=\w{2})|\w\\\\"
"""Of files on Windows; behind the colon of a line of code stand white space and a further line."""


def escape(report: Report, offset: int, start: int, stop: int) -> None:
    """A backslash in double quotes, at `offset`, that makes the next letter a control character."""
    text = report.text
    letter = text[offset + 1]
    if letter in "nt":
        path = re.compile(_PATH).match(text, offset - 2)
        if not path and not re.compile(_NO_BREAK).match(text, offset):
            return
    elif letter in "xuU":
        digits = {"x": 2, "u": 4, "U": 8}[letter]
        char = chr(int(text[offset + 2 : offset + 2 + digits], 16))
        if not re.match("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", char):
            return
    elif letter not in _BECOMES:
        return
    report.add(
        offset,
        ProblemCode.LOST_ESCAPE,
        f"in double quotes `\\{letter}` is {_BECOMES[letter]}",
        in_quotes(
            text, start, stop, advice="put the text in single quotes: there a backslash is itself"
        ),
        covers=stop,
    )


def question_mark(report: Report, offset: int, *_: int) -> None:
    """A `?` before a text in brackets, at `offset`: what is left of the text is a key."""
    text = report.text
    span = next(items_in_brackets(text, offset, line_around(text, offset)[1]))
    report.add(
        offset,
        ProblemCode.LOST_QUESTION_MARK,
        "`?` before a text in brackets makes it a key, and is lost",
        f"put the text in quotes\n{line_with(text, [span])}",
        covers=span[1],
    )


EXPLAINED: dict[str, Callable[[Report, int, int, int], None]] = {
    "#": comment,
    ",": split_number,
    "-": folded_dash,
    "\\": escape,
    "?": question_mark,
}
"""What explains a loss, by its sign: called with where that is, and where its text begins and ends."""
