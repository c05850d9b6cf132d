"""Every rule there is: the files in `rules`, found by their names, and the rows of `words`."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from quizkit.lint import rules
from quizkit.lint.rule import Rule
from quizkit.lint.rules.words import RULES


@cache
def _files() -> Mapping[str, str]:
    names = [file.stem for file in Path(rules.__path__[0]).glob("q*.py")]
    return {name.partition("_")[0].upper(): name for name in names}


@cache
def codes() -> Collection[str]:
    """Return the codes of all rules, in order; no file is loaded for it."""
    return sorted({*_files(), *RULES})


def load(code: str) -> Rule:
    """Return the rule that has `code`."""
    if code in RULES:
        return RULES[code]
    name = _files()[code]
    rule: Rule = getattr(import_module(f"quizkit.lint.rules.{name}"), name.partition("_")[2])
    return rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in order of the codes."""
    return {code: load(code) for code in codes()}
