"""How a text is written in YAML so that it comes back as it is, and lines shown written right."""

import re
from collections.abc import Iterator, Sequence

from quizkit.formats.wrong import Change, Mend

_ADVICE = "put the text in quotes"
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def quoted(text: str) -> str:
    """Return `text` in quotes, on one line; its control characters become spaces."""
    text = re.sub(r"\s+", " ", text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Return the offsets of begin and end of the line that holds `offset`, without its break."""
    start = text.rfind("\n", 0, offset) + 1
    start = max(start, text.rfind("\r", start, offset) + 1)
    end = text.find("\n", offset)
    end = end if end >= 0 else len(text)
    lone = text.find("\r", offset, end)
    return start, lone if lone >= 0 else end


def in_flow(text: str, offset: int) -> bool:
    """Whether `offset` stands behind an open `[` or `{` of its line, outside quotes."""
    start, _ = line_around(text, offset)
    before = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", text[start:offset])
    opened = re.search(r"(?:^|[:\[{,]|- )\s*[\[{]", before)
    return bool(opened) and sum(map(before.count, "[{")) > sum(map(before.count, "]}"))


_LONGEST = 400  # characters of a line that is worth showing
_MAY_BE_COMMENT = r"(?:^|\s)#(?:\s|$)"


def in_quotes(text: str, start: int, end: int | None = None, *, advice: str = _ADVICE) -> Mend:
    """Return the mend that puts what stands from `start` to `end` in quotes, and the line so.

    Without `end` it goes to the end of the line, or in a flow list to the next comma or bracket.
    """
    line_start, line_end = line_around(text, start)
    if line_end - line_start > _LONGEST:
        return Mend(advice)
    if end is None:
        end = line_end
        if length := closing(text[start:line_end]):
            end = start + length
        elif in_flow(text, start) and (stop := re.search(r", |[\]}]", text[start:line_end])):
            end = start + stop.start()
    return all_in_quotes(text, [(start, min(end, line_end))], advice=advice)


def all_in_quotes(text: str, spans: Sequence[tuple[int, int]], *, advice: str = _ADVICE) -> Mend:
    """Return the mend that puts each of the `spans` of one line in quotes, and the line so.

    What may as well be a comment is for the author to mend.
    """
    spans = [(start, _before_comment(text, start, end)) for start, end in spans]
    changes = [_in_quotes(text, *span) for span in spans]
    shown = line_with(text, changes)
    doubtful = any(re.search(_MAY_BE_COMMENT, text[slice(*span)]) for span in spans)
    return Mend(f"{advice}\n{shown}", () if doubtful else tuple(changes))


def line_with(text: str, changes: Sequence[Change]) -> str:
    """Return the line on which the changes are, with all of them made."""
    at, line_end = line_around(text, changes[0][0])
    parts = []
    for start, end, new in changes:
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:line_end]


def _before_comment(text: str, start: int, end: int) -> int:
    """Return the end of a text before what surely is a comment: two spaces are in front of it."""
    comment = re.compile(r"[ \t]{2,}#").search(text, start, end)
    return comment.start() if comment else end


def _in_quotes(text: str, start: int, end: int) -> Change:
    value = text[start:end].rstrip()
    return start, start + len(value), quoted(_meant(value))


def closing(value: str) -> int | None:
    """Return the offset behind the bracket that closes the one `value` begins with, if it does."""
    depth = 0
    for mark in re.finditer(_IN_BRACKETS, value if value[:1] in ("[", "{") else ""):
        depth += _DEEPER.get(mark["sign"], 0)
        if depth == 0:
            return mark.end()
    return None


def on_one_line(text: str, start: int, end: int, *, advice: str = _ADVICE) -> Mend:
    """Return the mend that puts what stands from `start` to `end` in quotes, and the line so.

    Where it is a text of several lines they become one.
    """
    if end - start > _LONGEST:
        return Mend(advice)
    value = text[start : _before_comment(text, start, end)].rstrip()
    if "\n" in value:
        advice = advice.replace("in quotes", "in quotes, on one line")
    new = quoted(value)
    shown = f"{advice}\n{text[line_around(text, start)[0] : start]}{new}"
    doubtful = re.search(_MAY_BE_COMMENT, value)
    return Mend(shown, () if doubtful else ((start, start + len(value), new),))


def items_in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each text of a flow list or mapping from `start` to `end`.

    Keys and values are texts by themselves. What begins at `start` may be the opening bracket, or
    stand behind it; nothing behind the bracket that closes it counts.
    """
    at, depth = start, 0
    for mark in re.compile(_IN_BRACKETS).finditer(text, start, end):
        if not mark["sign"]:
            continue
        yield from _stripped(text, at, mark.start())
        at = mark.end()
        deeper = _DEEPER.get(mark["sign"], 0)
        depth += deeper
        if deeper < 0 and depth <= 0:
            return
    yield from _stripped(text, at, end)


_IN_BRACKETS = (
    r"""(?<=[\[{,: ])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<sign>[\[\]{}]|[,:](?=\s|$))"""
)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    item = text[start:end]
    if item.strip():
        yield start + len(item) - len(item.lstrip()), start + len(item.rstrip())


def _meant(value: str) -> str:
    """Return the text that stands between the quotes of `value`, if it is in quotes.

    Quotes in it that are not written as they should be do not matter: `"say "hi""`; but in
    `"one", "two"` there are two texts.
    """
    mark = value[:1]
    if len(value) < 2 or mark not in ("'", '"') or value[-1] != mark:
        return value
    inner = value[1:-1]
    if re.search(rf"^[^{mark}]*[^{mark}\s(\[\\]{mark}(?!{mark}|\w)", inner):
        return value
    return inner.replace("''", "'") if mark == "'" else re.sub(r'\\(["\\])', r"\1", inner)
