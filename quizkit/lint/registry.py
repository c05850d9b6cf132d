"""Every rule there is, by its code."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from quizkit.lint.rule import Rule

_FAMILIES = (
    "ignores",
    "prompts",
    "answers",
    "options",
    "decks",
    "sources",
    "grounding",
    "examples",
)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in order of the codes."""
    found = {
        rule.code: rule
        for family in _FAMILIES
        for rule in vars(import_module(f"quizkit.lint.{family}")).values()
        if isinstance(rule, Rule)
    }
    return dict(sorted(found.items()))
