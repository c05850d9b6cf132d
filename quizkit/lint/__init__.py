"""Decks checked beyond their shape: rules of good cards, examples, and facts against their sources.

    from quizkit.lint import check_deck
    for finding in check_deck("decks/cart.yaml", hints=True):
        print(finding)

Loaded on first use: importing this costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.lint.check import check_deck
    from quizkit.lint.finding import Finding, Severity
    from quizkit.lint.registry import rules
    from quizkit.lint.rule import Rule, example_deck, explanation

_HOME = {
    "Finding": "finding",
    "Rule": "rule",
    "Severity": "finding",
    "check_deck": "check",
    "example_deck": "rule",
    "explanation": "rule",
    "rules": "registry",
}

__all__ = [
    "Finding",
    "Rule",
    "Severity",
    "check_deck",
    "example_deck",
    "explanation",
    "rules",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
