"""Which of the rules from 35 on makes a verdict what it is.

The tests of a deck (`examples:`) were true of the rules of their day. Where one is judged otherwise
now, its author is told the rule that is new: that without which the verdict would be the old one.
"""

from collections.abc import Collection

from quizkit.grading.cards import judge_card
from quizkit.grading.verdict import Outcome, Response
from quizkit.model import Card

NEW_RULES = {
    35: "what makes another word is no slip",
    36: "kin words, parts of names with hyphens, and marks glued to a word differ whole",
    37: "seasons, weekdays and vaguer variants of a date must fit",
    38: "words that add nothing may be more or fewer",
    39: "spaces that say nothing are free",
    40: "abbreviations of form and numerals stand for what they mean",
    41: "more spellings are equal, and more plurals are slips",
    42: "contractions may be written out, or without the apostrophe",
    43: "numbers may be rounded, be fractions, and have a part of what the question says",
    44: "spaces alone may part a list",
    45: "what is written otherwise in a language or its script is understood",
    46: "each alternative in an answer is right",
    50: "marks of Markdown are no part of an answer",
    51: "what is typed for a sign of a formula is that sign",
}
"""What each of them says, by its number in docs/grading.md."""


def new_rule(
    card: Card, response: Response, outcome: Outcome, other_answers: Collection[str] = frozenset()
) -> int:
    """Return the number of the new rule without which a response would have another outcome.

    Args:
        card: what was asked.
        response: as `grade` takes it.
        outcome: the one that it should have, and has not.
        other_answers: as `grade` takes them.

    0 if no single rule makes the difference.
    """
    without = (
        rule
        for rule in NEW_RULES
        if judge_card(card, response, (), other_answers, without=rule).outcome is outcome
    )
    return next(without, 0)
