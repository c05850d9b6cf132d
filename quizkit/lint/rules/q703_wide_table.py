"""A table that is too wide.

A terminal of 80 columns has no room for all its columns beside each other, even with their words
wrapped: each row is then told cell by cell, `head: cell`, and nobody can compare two rows at a glance.
Leave columns out, shorten their words, or let rows and columns change places.

bad:
  - question: In which month does it rain the most in Rome?
    answer: November
    markup: markdown
    explanation: |
      |January|February|March|April|May|June|July|August|September|October|November|December|
      |-------|--------|-----|-----|---|----|----|------|---------|-------|--------|--------|
      |67     |65      |57   |60   |52 |34  |17  |38    |73       |113    |115     |81      |
good:
  - question: In which month does it rain the most in Rome?
    answer: November
    markup: markdown
    explanation: |
      | month    | rain in mm |
      |----------|-----------:|
      | October  |        113 |
      | November |        115 |
      | December |         81 |
"""

from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Table
from quizkit.markup.as_words import inline_words
from quizkit.visible import width_of

_ROOM = 80
_GAP = 2
_LONGEST_WORD = 16
"""Columns of a terminal, those between two columns of a table, and those above which words break."""


def _least_width(table: Table) -> int:
    """Return how many columns of a terminal a table needs, with its words wrapped in its cells."""
    widths = [
        max(_longest_word(inline_words(cell)) for cell in column)
        for column in zip(table.head, *table.rows, strict=True)
    ]
    return sum(widths) + _GAP * (len(widths) - 1)


def _longest_word(text: str) -> int:
    return min(_LONGEST_WORD, max(map(width_of, text.split()), default=0))


@warning()
def wide_table(written: Written) -> Hits:
    """Return a hit on each table that does not fit into a terminal."""
    for table in written.of(Table):
        width = _least_width(table)
        if width > _ROOM:
            yield written.hit(
                f"a table of {len(table.head)} columns takes {width} columns of a terminal, and many"
                f" have {_ROOM}: there it is told cell by cell",
                "leave columns out, shorten their words, or let rows and columns change places",
            )
            return
