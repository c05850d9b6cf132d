"""Says of each silent loss what YAML made of the text, and shows the line written right."""

import re

from quizkit.formats.report import Report
from quizkit.formats.yaml_text import line_around, line_quoted


def comment(report: Report, offset: int, start: int, stop: int) -> None:
    """` #` behind a plain text: the rest of the line is a comment."""
    text = report.text
    kept = " ".join(text[start:stop].split())
    report.add(
        offset,
        "lost-comment",
        f"` #` begins a comment here, so that the text ends with `{kept[-40:]}`",
        "put the text in quotes; before a comment that is meant put two spaces\n"
        + line_quoted(text, max(start, line_around(text, offset)[0] + _indent(text, offset))),
    )


def _indent(text: str, offset: int) -> int:
    start, end = line_around(text, offset)
    line = text[start:end]
    return len(line) - len(line.lstrip())


def split_number(report: Report, offset: int, start: int) -> None:
    """A comma in a number of a flow list: the list has more items than the author wrote."""
    text = report.text
    number = re.compile(r"[\d.]+(?:,\d[\d.]*)+").match(text, start)
    if number is None or number.end() < offset:
        number = re.compile(r"[^,\[\]{}]*(?:,\d[\d.]*)+").match(text, start)
    if number is None:
        return
    written = number[0]
    opened, closed = text.rfind("[", 0, offset), text.find("]", offset)
    grouped = re.search(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)", written)
    spaced = ", " in text[opened:closed] if closed > 0 else ", " in text[opened:]
    if not (grouped or spaced):
        return  # `[1,2,3]`: a list written without spaces
    parts = ", ".join(f"`{part.strip()}`" for part in written.split(","))
    report.add(
        start,
        "split-number",
        f"the comma splits `{written.strip()}` into {parts}",
        "put the number in quotes; put a space behind a comma that divides two items\n"
        + line_quoted(text, start, number.end()),
    )


def folded_dash(report: Report, offset: int, start: int, stop: int) -> None:
    """A line that begins with `- ` is joined to the plain text above it."""
    text = report.text
    line_start, _ = line_around(text, start)
    lines = [line.strip() for line in text[start:stop].splitlines()]
    head = re.sub(r"^( *)(?:- )*", lambda m: m[0], text[line_start:start])
    column = len(re.match(r"[ -]*", head)[0])  # type: ignore[index]
    body = "\n".join(" " * (column + 2) + line for line in lines)
    report.add(
        offset,
        "folded-dash",
        f"this line is joined to the text above it: `{' '.join(lines)}`",
        "for a text of several lines begin it with `|`; for a list leave nothing behind the "
        f"colon above it\n{head}|\n{body}",
    )


_BECOMES = {
    "0": "a null character", "a": "a bell", "b": "a backspace", "e": "an escape character",
    "f": "a form feed", "v": "a vertical tab", "r": "a carriage return", "t": "a tab",
    "n": "a line break", "N": "a next-line character", "_": "a no-break space",
    "L": "a line separator", "P": "a paragraph separator",
}  # fmt: skip
# Commands of TeX that begin with the letter of a harmless escape, and paths of Windows.
_NOT_A_BREAK = (
    r"\\n(?:u|abla|eq?|i|ot|otin|eg|earrow|warrow|mid|leq|geq|orm\w*|sub\w*|sup\w*)(?![a-z])"
    r"|\\t(?:o|an|anh|au|ext\w*|heta|hin\w*|imes|ilde|op|riangle\w*|frac)(?![a-z])"
)


def escape(report: Report, offset: int, start: int, stop: int) -> None:
    """A backslash in double quotes, where it makes the next letter a control character."""
    text = report.text
    letter = text[offset + 1]
    if letter in "nt":
        command = re.compile(_NOT_A_BREAK).match(text, offset)
        if not command and not re.compile(r"[A-Za-z]:\\|\w\\").match(text, offset - 2):
            return
    elif letter in "xuU":
        digits = {"x": 2, "u": 4, "U": 8}[letter]
        code = int(text[offset + 2 : offset + 2 + digits], 16)
        if not (
            code < 32 or 127 <= code < 160 or 0x2028 <= code <= 0x2029 or 0xD800 <= code <= 0xDFFF
        ) or code in (9, 10):
            return
    elif letter not in _BECOMES:
        return
    made = _BECOMES.get(letter, "a control character")
    report.add(
        offset,
        "lost-escape",
        f"in double quotes `\\{letter}` is {made}, not a backslash and `{letter}`",
        "use single quotes, in which a backslash is a backslash\n" + line_quoted(text, start, stop),
    )
