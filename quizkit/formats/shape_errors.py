"""Says why a value is no text where one is wanted: empty, and by which sign; a list; a mapping."""

from quizkit.formats.yaml_events import Node
from quizkit.formats.yaml_text import in_quotes, line_around

Wrong = tuple[str, str, str]
"""What is wrong with a value: the code of the problem, the message, and the fix."""


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


def no_text(text: str, offset: int, value: Node, steps: tuple[str | int, ...]) -> Wrong:
    """Return why the value found at `steps`, which stands at `offset`, is not the text it has to be."""
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
        return "empty-text", message, fix
    opened = text[offset : offset + 1]
    if isinstance(value, dict) and name in _LISTS and steps == (name,):
        message = f"`{name}` is a list of texts, not a mapping"
        return "wrong-shape", message, f"write `{name}: [this, that]`, or a line `- this` for each"
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
    return "wrong-shape", message, fix
