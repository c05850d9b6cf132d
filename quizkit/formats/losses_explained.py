"""Says of each silent loss what YAML made of the text, and shows the line written right."""

import re
from collections.abc import Callable

from quizkit.errors.codes import ProblemCode
from quizkit.formats.double_quotes import loses, with_backslashes
from quizkit.formats.report import Report
from quizkit.formats.wrong import Mend
from quizkit.formats.yaml_text import (
    all_in_quotes,
    closing,
    in_flow,
    in_quotes,
    items_in_brackets,
    line_around,
    on_one_line,
)
from quizkit.lazy import pattern


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
        all_in_quotes(
            text,
            spans,
            advice="put a number with a comma in quotes, and a space behind a comma between items",
        ),
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
    block = "|\n" + "\n".join(indent + line if line else "" for line in lines[:20])
    report.add(
        offset,
        ProblemCode.FOLDED_DASH,
        f"this line is joined to the text above it: `{' '.join(lines)[:80]}`",
        Mend(
            "for a text of several lines begin it with `|`; for a list leave nothing behind the "
            f"colon above it\n{head}{block}",
            ((start, stop, block),) if len(lines) <= 20 and _TEXT_KEY.search(head) else (),
        ),
        covers=stop,
    )


_TEXT_KEY = pattern(r"(?:question|statement|answer|explanation|cloze|description):\s*$")


_BECOMES = {
    "0": "a null character", "a": "a bell", "b": "a backspace", "e": "an escape character",
    "f": "a form feed", "v": "a vertical tab", "r": "a carriage return", "t": "a tab",
    "n": "a line break", "N": "a next-line character", "_": "a no-break space",
    "L": "a line separator", "P": "a paragraph separator",
    "x": "a control character", "u": "a control character", "U": "a control character",
}  # fmt: skip


def escape(report: Report, offset: int, start: int, stop: int) -> None:
    """A backslash in double quotes, at `offset`, that makes the next letter a control character."""
    text = report.text
    if not loses(text, offset, start, stop):
        return
    report.add(
        offset,
        ProblemCode.LOST_ESCAPE,
        f"in double quotes `\\{text[offset + 1]}` is {_BECOMES[text[offset + 1]]}",
        with_backslashes(text, start, stop) or "write two backslashes for one",
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
        all_in_quotes(text, [span]),
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
