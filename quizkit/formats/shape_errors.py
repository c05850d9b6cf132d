"""Says why a value is no text where one is wanted: empty, and by which sign; a list; a mapping."""

from quizkit.formats.fields import Fields
from quizkit.formats.yaml_events import Node
from quizkit.formats.yaml_text import in_quotes, line_around


def emptied_by(text: str, offset: int) -> str:
    """Return the character that left a text empty, the value of which would be at `offset`."""
    _, end = line_around(text, offset)
    rest = text[offset:end].lstrip(" \t")
    return rest[:1] if rest[:1] in ("#", ">", "|") else ""


_DOES = {
    "#": "begins a comment",
    ">": "announces a text on the lines below",
    "|": "announces a text on the lines below",
}


_LISTS = ("tags", "hints", "accept", "answers", "order", "unknown")
_NEEDED = ("title", "question", "answer", "statement", "cloze")


def no_text(fields: Fields, value: Node, *steps: str | int) -> None:
    """Report that the value at `steps` is not the text it has to be."""
    text, offset = fields.tree.report.text, fields.offset(*steps)
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    what = f"a text of `{name}`" if steps and isinstance(steps[-1], int) else f"`{name}`"
    if isinstance(value, str):
        sign = emptied_by(text, offset)
        if sign:
            _, end = line_around(text, offset)
            start = end - len(text[offset:end].lstrip(" \t"))
            message = f"{what} is empty, because `{sign}` {_DOES[sign]}"
            is_block = text[start:end].strip() in ("|", "|-", "|+", ">", ">-", ">+")
            advice = "write the lines below it, indented; or, if it is text, put it in quotes"
            fix = in_quotes(text, start, advice=advice) if is_block else in_quotes(text, start)
        else:
            message, fix = f"{what} is empty", "write a text behind it"
            if isinstance(steps[-1], int):
                fix = "write it, or delete it"
            elif name not in _NEEDED:
                fix += f", or delete `{name}`"
        fields.problem("empty-text", message, fix, *steps)
        return
    opened = text[offset : offset + 1]
    if isinstance(value, dict) and name in _LISTS and steps == (name,):
        fields.problem(
            "wrong-shape",
            f"`{name}` is a list of texts, not a mapping",
            f"write `{name}: [this, that]`, or a line `- this` for each text",
            *steps,
        )
        return
    if opened in ("[", "{"):
        shape = "a list" if opened == "[" else "a mapping"
        message = f"{what} is a text, and one that begins with `{opened}` is read as {shape}"
        fix = in_quotes(text, offset)
    elif isinstance(value, dict):
        message = f"{what} is a text, and `: ` makes it a key and a value"
        fix = in_quotes(text, offset)
    else:
        message = f"{what} is one text, not a list"
        fix = "write one text behind the colon"
    fields.problem("wrong-shape", message, fix, *steps)
