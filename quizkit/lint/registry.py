"""Every rule there is, found by the names of the files in `rules`."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from quizkit.lint import rules
from quizkit.lint.rule import Rule


@cache
def _files() -> Mapping[str, str]:
    """Return the name of each rule's file by the rule's code, in order of the codes."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name.partition("_")[0].upper(): name for name in names}


def codes() -> Collection[str]:
    """Return the codes of all rules, in order; no rule is loaded for it."""
    return _files().keys()


def load(code: str) -> Rule:
    """Return the rule that has `code`."""
    name = _files()[code]
    found = getattr(import_module(f"quizkit.lint.rules.{name}"), name.partition("_")[2])
    assert isinstance(found, Rule)
    return found


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in order of the codes."""
    return {code: load(code) for code in codes()}
