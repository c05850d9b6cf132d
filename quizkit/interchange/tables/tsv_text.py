"""Tables in text with tabs between cells: as spreadsheets copy them, and Quizlet exports them."""

from collections.abc import Sequence
from typing import BinaryIO

from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source
from quizkit.interchange.tables.csv_text import read_table, table_likely, write_table
from quizkit.interchange.values import Import, Loss, Outgoing, Tick


def likely(source: Source) -> int:
    """Return how likely a source is a table with tabs, from 0 to 100."""
    return table_likely(source, ("\t",))


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the notes of a table with tabs; another sign is found, too.

    Raises:
        SourceError: it is no text, or what its columns hold cannot be told.
    """
    return read_table("tsv", source, options, tick)


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write a deck as a table with tabs in UTF-8, and return what does not go along."""
    return write_table("\t", decks, to, options, tick)
