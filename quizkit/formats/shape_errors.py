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
            fix = in_quotes(text, start)
        else:
            message, fix = f"{what} is empty", f"write a text behind it, or delete `{name}`"
        fields.problem("empty-text", message, fix, *steps)
        return
    opened = text[offset : offset + 1]
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
