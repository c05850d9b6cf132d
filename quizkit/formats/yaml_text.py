"""How a text is written in YAML so that it comes back as it is, and lines shown written right."""

import re


def quoted(text: str) -> str:
    """Return `text` in quotes, on one line; its control characters become spaces."""
    text = re.sub(r"\s+", " ", text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Return where the line that holds `offset` begins and ends, without its line break."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return start, min(ends, default=len(text))


def in_flow(text: str, offset: int) -> bool:
    """Whether `offset` stands behind an open `[` or `{` of its line, outside quotes."""
    start, _ = line_around(text, offset)
    before = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", text[start:offset])
    opened = re.search(r"(?:^|[:\[{,]|- )\s*[\[{]", before)
    return bool(opened) and sum(map(before.count, "[{")) > sum(map(before.count, "]}"))


def line_quoted(text: str, start: int, end: int | None = None) -> str:
    """Return the line of `start` with what stands from `start` to `end` put in quotes.

    Without `end` it goes to the end of the line, or in a flow list to the next comma or bracket.
    """
    line_start, line_end = line_around(text, start)
    if end is None:
        end = line_end
        if in_flow(text, start) and (stop := re.search(r", |[\]}]", text[start:line_end])):
            end = start + stop.start()
    end = min(end, line_end)
    value = text[start:end]
    kept = value.rstrip()
    return text[line_start:start] + quoted(_bare(kept)) + value[len(kept) :] + text[end:line_end]


def _bare(value: str) -> str:
    """Return what the author meant by a text whose quotes do not enclose all of it."""
    if value[:1] in ("'", '"') and value.endswith(value[0]) and len(value) > 1:
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    return value
