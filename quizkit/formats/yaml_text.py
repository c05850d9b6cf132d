"""How a text is written in YAML so that it comes back as it is, and lines shown written right."""

import re

_ADVICE = "put the text in quotes"


def quoted(text: str) -> str:
    """Return `text` in quotes, on one line; its control characters become spaces."""
    text = re.sub(r"\s+", " ", text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Return where the line that holds `offset` begins and ends, without its line break."""
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


def in_quotes(text: str, start: int, end: int | None = None, *, advice: str = _ADVICE) -> str:
    """Return the advice to put what stands from `start` to `end` in quotes, and the line so.

    Without `end` it goes to the end of the line, or in a flow list to the next comma or bracket.
    """
    line_start, line_end = line_around(text, start)
    if line_end - line_start > _LONGEST:
        return advice
    if end is None:
        end = line_end
        if in_flow(text, start) and (stop := re.search(r", |[\]}]", text[start:line_end])):
            end = start + stop.start()
    return f"{advice}\n{line_with(text, [(start, min(end, line_end))])}"


def line_with(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the line on which the `spans` are, with each of them in quotes."""
    at, line_end = line_around(text, spans[0][0])
    parts = []
    for start, end in spans:
        value = text[start:end]
        kept = value.rstrip()
        parts += [text[at:start], quoted(_meant(kept)), value[len(kept) :]]
        at = end
    return "".join(parts) + text[at:line_end]


def _meant(value: str) -> str:
    """Return the text that stands between the quotes of `value`, if it is in quotes."""
    if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0]:
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    return value
