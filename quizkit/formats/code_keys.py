"""What is wrong with an answer in source code: loaded where a note has one."""

import re

from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.yaml_text import line_around


def check_lines(fields: Fields, answer: str) -> None:
    """Report code of several lines that is written as a plain text, which YAML joins to one line."""
    if "answer" not in fields.values or "\n" in answer:
        return
    text, offset = fields.tree.report.text, fields.offset("answer")
    start, end = line_around(text, offset)
    first = text[offset:end].rstrip()
    if text[offset : offset + 1] in ("", *"\"'|>") or first == answer:
        return
    lines = [first]
    for line in text[end:].lstrip("\r\n").splitlines():
        if " ".join(map(str.strip, lines)) == answer:
            break
        lines.append(line.rstrip())
    else:
        if " ".join(map(str.strip, lines)) != answer:
            return  # a comment, say
    head = text[start:offset]
    fields.problem(
        ProblemCode.FOLDED_CODE,
        f"these {len(lines)} lines of code are joined to one: `{answer[:80]}`",
        f"begin it with `|`\n{head}|\n" + "\n".join(as_block(head, lines)),
        "answer",
    )


def as_block(head: str, lines: list[str]) -> list[str]:
    """Return lines of code, the first of which stood behind `head`, as those of a block below it.

    The others keep their indentation: of code that opens a block (`def f():`) they are deeper.
    """
    column = len(re.sub(r"\S.*", "", head.replace("-", " "))) + 2
    opens = lines[0].endswith((":", "{", "(", "["))
    least = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    rest = [line[least:] for line in lines[1:]]
    return [f"{' ' * column}{lines[0]}"] + [f"{' ' * (column + 4 * opens)}{line}" for line in rest]
