"""Tables of words that grow in one place, right and wrong."""

from tests.growing_texts import Grown, lines

TITLE = "title: T\nwords:\n"
HEAD = f"{TITLE}  columns: [a, b, c]\n"


def rows(form: str) -> Grown:
    """Return decks of a table with n rows in a text."""
    return lambda n: f"{HEAD}  rows: |\n" + lines(f"    {form}\n", n)


def listed(form: str) -> Grown:
    """Return decks of a table with n rows in a list."""
    return lambda n: f"{HEAD}  rows:\n" + lines(f"  - {form}\n", n)


def under(key: str, form: str) -> Grown:
    """Return decks of a table with n items under a key."""
    return lambda n: f"{HEAD}  rows: [[x, y, z]]\n  {key}:\n" + lines(f"    {form}\n", n)


def in_line(before: str, form: str, after: str) -> Grown:
    """Return decks of a table with n items on one line."""
    return lambda n: before + lines(form, n) + after


TABLES: dict[str, Grown] = {
    "rows": rows("w{} | r{} | m{}"),
    "rows with tabs": rows("w{}\tr{}\tm{}"),
    "rows of one meaning": rows("w{} | the same; {} | m"),
    "rows of two words": rows("w{} | r | m"),
    "the same row": rows("w | r | m"),
    "rows that lack a cell": rows("w{}"),
    "rows of too many cells": rows("w{} | a | b | c | d"),
    "rows that ask nothing": rows("w{} | |"),
    "rows of nothing": rows("| |"),
    "rows with commas": rows("w{} | big, large | m"),
    "empty rows": rows(""),
    "a row of cells": in_line(f"{HEAD}  rows: |\n    ", "a{} | ", "\n"),
    "a cell of meanings": in_line(f"{HEAD}  rows:\n  - [a, '", "m{}; ", "', b]\n"),
    "rows as lists": listed("[w{}, r{}, m{}]"),
    "rows as lists in lists": listed("[w{}, [r], m]"),
    "rows as mappings": listed("{a: w{}}"),
    "rows as texts": listed("w{}"),
    "rows that lose numbers": listed("[w{}, 3,000, m]"),
    "columns": in_line(f"{TITLE}  columns: [", "c{}, ", "]\n  rows: [[a, b]]\n"),
    "columns of one name": in_line(f"{TITLE}  columns: [", "c, ", "]\n  rows: [[a, b]]\n"),
    "asked": under("ask", "- a > b"),
    "asked of no column": under("ask", "- a > b{}"),
    "languages": under("languages", "a{}: en"),
    "tags of a table": under("tags", "- t{}"),
    "unknown keys of a table": lambda n: f"{HEAD}  rows: [[x, y, z]]\n" + lines("  k{}: v\n", n),
    "tables": lambda n: TITLE + lines("- {columns: [a, b], rows: [[w{}, m{}]]}\n", n),
    "tables without rows": lambda n: TITLE + lines("- {columns: [a, b]}\n", n),
}
