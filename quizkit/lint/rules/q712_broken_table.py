"""A table that loses something, or is none.

A table has a row with its heads, then a line of dashes, then its rows, each of as many cells. Without
that line the rows are running text with bars; a cell that is too many is not shown at all. A bar
that is text is written `\\|`, also in code.

bad:
  - question: |
      Which of the two is a noble gas?

      | A | argon |
      | B | chlorine |
    answer: A
    markup: markdown
good:
  - question: |
      Which of the two is a noble gas?

      |   | element  |
      |---|----------|
      | A | argon    |
      | B | chlorine |
    answer: A
    markup: markdown
"""

from collections.abc import Sequence
from itertools import pairwise

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import CodeBlock, Table

_RULE = pattern(r"[\s|:-]*-[\s|:-]*")
_BAR = pattern(r"(?<!\\)\|")


def _cells(line: str) -> int:
    """Return how many cells a row of a table has."""
    return len(_BAR.findall(line.strip().strip("|"))) + 1


def _longer_row(lines: Sequence[str], heads: set[int]) -> str:
    """Return the first row below a head that has more cells than that; empty if none has."""
    wanted = 0
    for before, line in pairwise(lines):
        if "|" not in line:
            wanted = 0
        elif _RULE.fullmatch(line) and _cells(before) == _cells(line) and _cells(line) in heads:
            wanted = _cells(line)
        elif wanted and _cells(line) > wanted:
            return line.strip()
    return ""


@warning()
def broken_table(written: Written) -> Hits:
    """Return a hit on rows that make no table, and on a row with a cell too many."""
    if written.is_inline or "|" not in written.text or any(written.of(CodeBlock)):
        return
    lines = written.text.splitlines()
    tables = [*written.of(Table)]
    if tables:
        heads = {len(table.head) for table in tables}
        if row := _longer_row(lines, heads):
            said = f"a row of {_cells(row)} cells is longer than the head of its table"
            fix = r"give the head as many cells, or write a bar that is text as `\|`"
            yield written.hit(f"{said}: the last are not shown", fix, row)
        return
    rows = [len(line.strip()) > 1 and line.strip()[0] == line.strip()[-1] == "|" for line in lines]
    for at, (one, other) in enumerate(pairwise(rows)):
        if one and other:
            said = "these rows make no table: they are shown as running text"
            fix = "write a line such as `|---|---|` below the first of them"
            yield written.hit(said, fix, lines[at].strip())
            return
