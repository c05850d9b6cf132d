"""Every rule there is: the files in `rules`, found by their names, and the rows of `words`."""

import os
from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from quizkit.lint import rules
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Check, Rule
from quizkit.lint.rules import hints
from quizkit.lint.rules.words import RULES


def _in_folder(package: ModuleType) -> dict[str, str]:
    """Return the modules of the rules in a package, by code."""
    files = sorted(os.listdir(package.__path__[0]))  # noqa: PTH208 - checks wait for it
    stems = [name.removesuffix(".py") for name in files if name.startswith("q")]
    return {stem.partition("_")[0].upper(): f"{package.__name__}.{stem}" for stem in stems}


@cache
def _hints() -> Mapping[str, str]:
    return _in_folder(hints)


@cache
def _modules() -> Mapping[str, str]:
    return {**_in_folder(rules), **_hints()}


@cache
def codes() -> Collection[str]:
    """Return the codes of all rules, in order; no file is loaded for it."""
    return sorted({*_modules(), *RULES})


def gives_hints(code: str) -> bool:
    """Return whether the findings of the rule that has `code` are hints; its file is not loaded."""
    return code in _hints() or (code in RULES and RULES[code].rule.severity is Severity.HINT)


def load(code: str) -> Check:
    """Return the rule that has `code`, with how to find what it is about."""
    if code in RULES:
        return RULES[code]
    module = _modules()[code]
    check: Check = getattr(import_module(module), module.rpartition(".")[2].partition("_")[2])
    return check


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in order of the codes."""
    return {code: load(code).rule for code in codes()}
