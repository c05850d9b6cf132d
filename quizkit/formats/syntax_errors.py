"""What the parser cannot read, said in plain words, with the line written right."""

from typing import Any

import yaml

from quizkit.formats.report import Report
from quizkit.formats.yaml_text import line_quoted


def explain(report: Report, error: yaml.MarkedYAMLError, begin: int, end: int) -> None:
    """Report what the parser found wrong between two offsets, from which its marks count."""
    mark = error.problem_mark or error.context_mark
    offset = begin + (mark.index if mark else 0)
    report.add(offset, "yaml", "this cannot be read as YAML", "put the text in quotes")


def odd_key(report: Report, start: int) -> None:
    """A key that is a list or a mapping: most likely a text that begins with a bracket."""
    report.add(
        start,
        "odd-key",
        "a key has to be a text",
        "put a text that begins with a bracket in quotes\n" + line_quoted(report.text, start),
    )


def refused(report: Report, event: Any, start: int, value: str) -> str:
    """Report an anchor, an alias or a tag; return a text to go on with."""
    report.add(
        start,
        "anchor",
        "anchors, aliases and tags are not used in decks",
        "put the text in quotes\n" + line_quoted(report.text, start),
    )
    return value or report.text[start:].split("\n", 1)[0]
