"""Every rule there is, by its code."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from quizkit.lint.rule import Rule

FAMILIES = (
    "ignores",
    "prompts",
    "leaks",
    "wording",
    "answers",
    "figures",
    "options",
    "cues",
    "twins",
    "decks",
    "sources",
    "grounding",
    "strength",
    "examples",
)


@cache
def rules(families: tuple[str, ...] = FAMILIES) -> Mapping[str, Rule]:
    """Return every rule of these families by its code, in order of the codes."""
    return {rule.code: rule for rule in sorted(_of(families), key=lambda rule: rule.code)}


def _of(families: tuple[str, ...]) -> Iterator[Rule]:
    for family in families:
        for value in vars(import_module(f"quizkit.lint.{family}")).values():
            if isinstance(value, Rule):
                yield value
