"""Decks checked beyond their shape: rules of good cards, examples, and facts against their sources.

    from quizkit.lint import check_deck
    for finding in check_deck("decks/cart.yaml", hints=True):
        print(finding)

Loaded on first use: importing this costs nothing.

    check        a deck through the rules that `registry` finds; each `hit` becomes a `finding`
    hit_edits    what mends a hit, as edits
    mending      the edits of findings made, as far as all else reads as before
    codes        the names of all rules
    rule         what a rule is; each stands in a file of `rules`
    checked, prompt    the notes as rules look at them; `claims` and `facts`: beside their sources,
                 whose texts are `copies`; `named_files`: pictures and sounds
    ignores      what notes ask to let pass
    english, glosses, prose, twins    what several rules know, read, or compare
    marked, written, unread    the same of texts in Markdown: prose and code, marks, what nothing reads
    pictures     those that notes name, and those within their texts
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.lint.check import check_deck as check_deck
    from quizkit.lint.codes import RuleCode as RuleCode
    from quizkit.lint.finding import Finding as Finding, Severity as Severity
    from quizkit.lint.mending import Mended as Mended, mended as mended
    from quizkit.lint.registry import all_rules as all_rules
    from quizkit.lint.rule import (
        Lesson as Lesson,
        Rule as Rule,
        example_deck as example_deck,
        explanation as explanation,
    )
else:
    attach(
        __name__,
        {
            "quizkit.lint.check": "check_deck",
            "quizkit.lint.codes": "RuleCode",
            "quizkit.lint.finding": "Finding Severity",
            "quizkit.lint.mending": "Mended mended",
            "quizkit.lint.registry": "all_rules",
            "quizkit.lint.rule": "Lesson Rule example_deck explanation",
        },
    )
