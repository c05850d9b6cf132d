"""A rule: a function that looks at one note or at a whole deck, with what teaches it.

Each rule carries its code, a bad and a good card, and in its docstring the reason. The cards are
its test and, with the reason, the text of `quizkit check --explain`.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from quizkit.lint.finding import Severity


class Hit(NamedTuple):
    """What a rule found, and where.

    Args:
        message: what is wrong, in one sentence without a full stop.
        fix: what to do about it.
        path: the way to the value in the deck, as `Reading.place` takes it.
        key: whether the key is meant, not the value under it.
    """

    message: str
    fix: str
    path: tuple[str | int, ...]
    key: bool = False


Hits = Iterable[Hit]


class Rule(NamedTuple):
    """One thing that makes a card or a deck bad, and how to find it.

    Args:
        code: stable; `Q`, the family, and a number in it.
        severity: of its findings.
        title: what it finds, in a few words.
        reason: why that is bad.
        bad, good: entries of a deck (or a whole one) that it reports, and that it does not.
        text: a local copy of the source `text` that the cards cite; empty if they cite none.
        find: called with an `Entry`, or for a rule of whole decks with a `View`.
        kinds: of the notes it looks at; empty for all.
        english: whether it looks at words, and so at English decks only.
        whole: whether it looks at the deck as a whole.
    """

    code: str
    severity: Severity
    title: str
    reason: str
    bad: str
    good: str
    text: str
    find: Callable[[Any], Hits]
    kinds: frozenset[str]
    english: bool
    whole: bool


def rule(
    code: str,
    severity: Severity,
    *kinds: str,
    bad: str,
    good: str,
    text: str = "",
    english: bool = False,
    whole: bool = False,
) -> Callable[[Callable[[Any], Hits]], Rule]:
    """Make a rule of a function; the first line of its docstring is the rule's title."""

    def made(find: Callable[[Any], Hits]) -> Rule:
        title, _, reason = (find.__doc__ or "").partition("\n")
        return Rule(
            code, severity, title, reason, bad, good, text, find, frozenset(kinds), english, whole
        )

    return made


def example_deck(rule: Rule, entries: str) -> str:
    """Return the deck in which the bad or good cards of `rule` stand."""
    from inspect import cleandoc

    entries = cleandoc(entries)
    if entries.startswith("title:"):
        return entries + "\n"
    head = "title: Example\n"
    if rule.text:
        head += "sources:\n  text:\n    title: A Text\n    unknown: [publisher, published, url]\n"
    return f"{head}cards:\n" + "".join(f"  {line}\n" for line in entries.splitlines())


def explanation(rule: Rule) -> str:
    """Return what teaches a rule: its reason, and a bad and a good card."""
    from inspect import cleandoc

    parts = [f"{rule.code} ({rule.severity.value}): {rule.title}", cleandoc(rule.reason)]
    if rule.text:
        parts.append(f"The source says:\n{_indented(cleandoc(rule.text))}")
    parts += [f"bad:\n{_indented(cleandoc(rule.bad))}", f"good:\n{_indented(cleandoc(rule.good))}"]
    parts.append(f"To keep a card as it is, write on it:  lint: {{ignore: [{rule.code}]}}")
    return "\n\n".join(part for part in parts if part)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())
