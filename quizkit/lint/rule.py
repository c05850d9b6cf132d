"""A rule: a function that looks at notes or at a whole deck, with what teaches it.

Each stands in a file of its own in `quizkit.lint.rules`, or in `hints` there if it gives hints,
named by its code and its meaning; those that only look for words are rows of `words`. The file
opens with the lesson: what is wrong, why that is bad, a bad card and a good one. The cards are the
rule's test and, with the reason, the text of `quizkit check --explain` and of the page of all
rules. What a rule is written with is imported from here.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from quizkit.lint.checked import (
    AnyNote as AnyNote,
    CheckedDeck as CheckedDeck,
    CheckedNote as CheckedNote,
)
from quizkit.lint.finding import Severity
from quizkit.lint.hit import (
    HERE as HERE,
    ON_LINE as ON_LINE,
    DeckPath as DeckPath,
    Hit as Hit,
    Hits as Hits,
)

if TYPE_CHECKING:
    from quizkit.lint.claims import Claim
    from quizkit.lint.written import Written

MOST_READ = 26
"""Options of a choice that are read as numbers or dates: of more than a few Q312 tells."""


class Lesson(NamedTuple):
    """What teaches a rule.

    Args:
        title: what it finds, in a few words.
        reason: why that is bad.
        text: a local copy of the source `text` that the cards cite; empty if they cite none.
        bad, good: entries of a deck (or a whole one) that it reports, and that it does not.
    """

    title: str
    reason: str
    text: str = ""
    bad: str = ""
    good: str = ""


class Rule(NamedTuple):
    """One thing that makes a card or a deck bad.

    Args:
        code: stable, one of `RuleCode`; `Q`, the family, and a number in it.
        name: its meaning, in words joined by _.
        severity: of its findings.
        english: whether it looks at words, and so at English decks only.
        docstring: the lesson, as its file opens with it.
        parts: of the lesson, where the file does not have them.
    """

    code: str
    name: str
    severity: Severity
    english: bool
    docstring: str
    parts: dict[str, str]

    @property
    def lesson(self) -> Lesson:
        """What teaches it, as its file says it."""
        from textwrap import dedent  # only where rules are taught: no check needs it

        said, *rest = re.split(r"\n(The source says|bad|good):\n", dedent(self.docstring).strip())
        title, _, reason = said.partition("\n")
        parts = dict(zip(rest[::2], rest[1::2], strict=True)) | self.parts
        if "The source says" in parts:
            parts["text"] = parts.pop("The source says")
        return Lesson(
            title[:1].lower() + title[1:].rstrip("."),
            reason.strip(),
            **{name: dedent(part).strip("\n") for name, part in parts.items()},
        )


class Check(NamedTuple):
    """A rule, and how to find what it is about.

    Args:
        rule: the rule.
        finds: functions that return what is found in a deck, one for each sort of note.
    """

    rule: Rule
    finds: Sequence[Callable[[CheckedDeck], Hits]]

    def find(self, deck: CheckedDeck) -> Hits:
        """Return what is found in a deck."""
        return chain.from_iterable(find(deck) for find in self.finds)


Find = (
    Callable[[CheckedNote[Any]], Hits]
    | Callable[[CheckedDeck], Hits]
    | Callable[["Claim"], Hits]
    | Callable[["Written"], Hits]
)


def rule(
    severity: Severity, *, english: bool = False, also: Find | None = None, **parts: str
) -> Callable[[Find], Check]:
    """Make a rule of a function; what it looks at is said by the type of its argument.

    That is a `CheckedDeck`, a `CheckedNote` of one kind or several, a `Written` text, of which only
    notes in Markdown have any, or a `Claim`, of which only English decks with local copies of their
    sources have any. The rule's code is that of its file.

    Args:
        english: whether it looks at words, and so at English decks only.
        also: another function of the rule, which looks at other kinds of notes.
        parts: of the lesson, as far as the file does not open with them.
    """

    def made(find: Find) -> Check:
        """Return the rule that a function makes with its file: code and lesson are the file's."""
        module = find.__globals__
        code = module["__name__"].rpartition(".")[2].partition("_")[0].upper()
        finds = [_over_all(one) for one in (find, also) if one]
        lesson = module["__doc__"] or ""
        return Check(Rule(code, find.__name__, severity, english, lesson, parts), finds)

    return made


error = partial(rule, Severity.ERROR)
warning = partial(rule, Severity.WARNING)
hint = partial(rule, Severity.HINT)


def _over_all(find: Callable[[Any], Hits]) -> Callable[[CheckedDeck], Hits]:
    """Return a function that gives `find` all of a deck that it looks at."""
    scope = next(iter(find.__annotations__.values()))
    if scope is CheckedDeck:
        return find
    kinds = get_args(scope)

    def all_found(deck: CheckedDeck) -> Hits:
        """Return the hits in all of the deck that `find` is annotated to look at."""
        looked_at = (
            deck.notes_of(*kinds) if kinds else deck.each(scope, partial(scope.all_in, deck))
        )
        return chain.from_iterable(map(find, looked_at))

    return all_found


def example_deck(rule: Rule, entries: str) -> str:
    """Return the deck in which the bad or good cards of `rule` stand."""
    if entries.startswith("title:"):
        return entries + "\n"
    from textwrap import indent

    head = "title: Example\n"
    if rule.lesson.text:
        head += "sources:\n  text:\n    title: A Text\n    unknown: [publisher, published, url]\n"
    return f"{head}cards:\n" + indent(entries, "  ") + "\n"


def explanation(rule: Rule) -> str:
    """Return the lesson of a rule: its reason, a bad and a good card."""
    from textwrap import indent

    title, reason, text, bad, good = rule.lesson
    parts = [
        f"{rule.code} ({rule.severity}): {title}",
        reason,
        *([f"The source says:\n{indent(text, '  ')}"] if text else []),
        f"bad:\n{indent(bad, '  ')}",
        f"good:\n{indent(good, '  ')}",
        f"To keep a card as it is, write on it:  lint: {{ignore: [{rule.code}]}}",
    ]
    return "\n\n".join(parts)
