"""The text of a right answer read into a value, and what both sides of a comparison share.

`read_answer` says what an author's text is taken for: Text, Quantity, Date, Range, Person or
Exact. The readers of numbers, units and dates serve given answers as well. Loaded on first use:
a deck of words never pays for numbers.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.answers.dates import Date
    from quizkit.answers.quantities import Quantity
    from quizkit.answers.reading import (
        Answer,
        Exact,
        Person,
        Range,
        Text,
        Tolerance,
        ascending,
        kind_of,
        read_answer,
        read_tolerance,
    )

_HOME = {
    "Date": "dates",
    "Quantity": "quantities",
    **dict.fromkeys(
        (
            "Answer",
            "Exact",
            "Person",
            "Range",
            "Text",
            "Tolerance",
            "ascending",
            "kind_of",
            "read_answer",
            "read_tolerance",
        ),
        "reading",
    ),
}

__all__ = [
    "Answer",
    "Date",
    "Exact",
    "Person",
    "Quantity",
    "Range",
    "Text",
    "Tolerance",
    "ascending",
    "kind_of",
    "read_answer",
    "read_tolerance",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
