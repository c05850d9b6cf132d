"""Says why a value is no text where one is wanted: empty, and by which sign; a list; a mapping."""

from quizkit.errors.codes import ProblemCode
from quizkit.formats.tree import Node
from quizkit.formats.wrong import Fix, Wrong
from quizkit.formats.yaml_text import in_quotes, line_around

_BELOW = "announces a text on the lines below"
_DOES = {"#": "begins a comment", ">": _BELOW, "|": _BELOW}
_BLOCKS = ("|", "|-", "|+", ">", ">-", ">+")
_SHAPES = {"[": "a list", "{": "a mapping"}
_LISTS = ("tags", "hints", "accept", "answers", "order", "unknown")
_ONE_TEXT = ("title", "question", "answer", "statement", "cloze", "explanation", "answers", "hints")
"""Keys of texts alone, or of lists of them, where a colon can mean nothing else."""
_NEEDED = ("title", "question", "answer", "statement", "cloze")


def emptied_by(text: str, offset: int) -> str:
    """Return the character that left a text empty, the value of which would be at `offset`."""
    sign = _behind(text, offset)[:1]
    return sign if sign in _DOES else ""


def _behind(text: str, offset: int) -> str:
    """Return the rest of a line, without the blanks it begins with."""
    return text[offset : line_around(text, offset)[1]].lstrip(" \t")


def no_text(text: str, offset: int, value: Node, steps: tuple[str | int, ...]) -> Wrong:
    """Return why the value found at `steps`, which stands at `offset`, is not the text it has to be."""
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    listed = isinstance(steps[-1], int)
    what = f"a text of `{name}`" if listed else f"`{name}`"
    if isinstance(value, str):
        if emptied_by(text, offset):
            return _emptied(text, offset, what)
        optional = "" if name in _NEEDED else f", or delete `{name}`"
        fix = "write it, or delete it" if listed else f"write a text behind it{optional}"
        return Wrong(ProblemCode.EMPTY_TEXT, f"{what} is empty", fix)
    if isinstance(value, dict) and name in _LISTS and steps == (name,):
        message = f"`{name}` is a list of texts, not a mapping"
        fix = f"write `{name}: [this, that]`, or a line `- this` for each"
        return Wrong(ProblemCode.WRONG_SHAPE, message, fix)
    if shape := _SHAPES.get(opened := text[offset : offset + 1]):
        message = f"{what} is a text, and one that begins with `{opened}` is read as {shape}"
    elif isinstance(value, dict):
        message = f"{what} is a text, and `: ` makes it a key and a value"
    else:
        message = f"{what} is one text, not a list"
        return Wrong(ProblemCode.WRONG_SHAPE, message, "write one text behind the colon")
    mend = in_quotes(text, offset)
    is_text = not value or (isinstance(value, dict) and not shape and name in _ONE_TEXT)
    return Wrong(ProblemCode.WRONG_SHAPE, message, mend if is_text else mend.fix)


def _emptied(text: str, offset: int, what: str) -> Wrong:
    """Return the problem of a text that a sign left empty."""
    rest = _behind(text, offset)
    start = line_around(text, offset)[1] - len(rest)
    fix: Fix = in_quotes(text, start)
    if rest.strip() in _BLOCKS:
        advice = "write the lines below it, indented; or, if it is text, put it in quotes"
        fix = in_quotes(text, start, advice=advice).fix
    return Wrong(
        ProblemCode.EMPTY_TEXT, f"{what} is empty, because `{rest[0]}` {_DOES[rest[0]]}", fix
    )
