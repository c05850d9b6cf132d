"""How a page judges an answer without a grader: what a card takes, and what was said of it before.

Picks are judged exactly, by the scores of the grader; what is typed is looked up in `spellings`.
"""

from random import Random
from typing import Any

from attrs import frozen

from quizkit.grading import grade
from quizkit.model import (
    Card,
    Deck,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    Scoring,
    SeveralChoicesNote,
)
from quizkit.session import shown_options
from quizkit.telling import how_to_answer
from quizkit.web.spellings import items_asked, spellings

_NAMES = {
    Line: "line",
    Items: "items",
    Lines: "lines",
    PickOne: "one",
    PickSome: "some",
    PickInOrder: "order",
    PickForEach: "pairs",
    OwnWords: "own",
}


@frozen
class Key:
    """What a page knows of a card.

    Args:
        card: the card.
        deck: that it is of.
        options: in the order in which they are shown.
    """

    card: Card
    deck: Deck
    options: tuple[str, ...]

    @property
    def form(self) -> str:
        """What a response looks like, in a word."""
        return _NAMES[type(self.card.task.form)]

    @property
    def labels(self) -> tuple[str, ...]:
        """The left sides of pairs."""
        form = self.card.task.form
        return form.labels if isinstance(form, PickForEach) else ()

    @property
    def how(self) -> str:
        """How to answer on the page, where that is not plain."""
        match self.card.task.form:
            case PickSome():
                return "There may be several."
            case PickInOrder():
                return "Put them in order."
            case PickForEach():
                return "Choose what belongs to each."
            case Items():
                return "One on each line."
            case Line() | Lines() | PickOne() | OwnWords() as form:
                return how_to_answer(form)

    def as_json(self, *, keyless: bool) -> dict[str, Any]:
        """Return it for the script; without what is right, if it is to be `keyless`."""
        told: dict[str, Any] = {"id": self.card.id, "form": self.form}
        if self.options:
            told["options"] = self.options
        match self.card.task.form:
            case Line(is_block=True):
                told["block"] = True
            case Lines(labels):
                told["blanks"] = len(labels)
            case PickForEach(labels):
                told["labels"] = labels
        if not keyless:
            told |= self._rights()
        return told

    def _rights(self) -> dict[str, Any]:
        """Return what is right, and what is said of what is wrong."""
        task, options = self.card.task, self.options
        match task.form:
            case PickOne():
                verdicts = [grade(self.card, option, options=options) for option in options]
                return {"one": [one.reason if one.score < 1 else 1 for one in verdicts]}
            case PickSome():
                rights = {right.shown for right in task.rights}
                said = getattr(task, "distractors", {})
                whole = isinstance(task, SeveralChoicesNote) and (
                    task.scoring is Scoring.ALL_OR_NOTHING
                )
                told = [1 if each in rights else said.get(each) or 0 for each in options]
                return {"some": told, "whole": True} if whole else {"some": told}
            case PickInOrder():
                return {"order": [options.index(right.shown) for right in task.rights]}
            case PickForEach():
                said = {
                    options.index(text): why
                    for text, why in getattr(task, "distractors", {}).items()
                    if why
                }
                return {"pairs": [options.index(r.shown) for r in task.rights], "said": said}
            case Items():
                known = spellings(self.card, self.deck)
                return {
                    "typed": [each.as_json() for each in known],
                    "asked": items_asked(self.card),
                }
            case Line() | Lines():
                return {"typed": [each.as_json() for each in spellings(self.card, self.deck)]}
            case OwnWords():
                return {}


def key_of_card(card: Card, deck: Deck, rng: Random) -> Key:
    """Return what a page knows of a card, its options in an order that `rng` draws."""
    return Key(card, deck, shown_options(card, rng))
