"""A learner of the sample deck: some days of study, as a log of real sessions."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from quizkit import desk
from quizkit.formats.deck_yaml import load_deck
from quizkit.grading import right_answer
from quizkit.session import Asking, Command, Finished, Input, Pausing, Respond
from tests.places import ROOT

CART = ROOT / "decks" / "cart.yaml"


def study(
    progress: Path, days: int, until: datetime, *, missed: float = 0.0, new: int = 20
) -> None:
    """Study the sample deck on so many days before an instant.

    Args:
        missed: the share of questions that are not known.
        new: cards a day.
    """
    deck, rng = load_deck(CART), random.Random(7)
    with desk.open(progress) as mine:
        mine.follow({CART: deck}, until - timedelta(days=days))
        for day in range(days, 0, -1):
            if missed and rng.random() < 0.2:
                continue
            at = until - timedelta(days=day)
            session = mine.begin(mine.plan([deck], new_a_day=new, limit=20), at)
            for _ in range(60):
                if isinstance(session.screen, Finished | Pausing):
                    break
                at += timedelta(seconds=9)
                given: Input = Command.NEXT
                if isinstance(session.screen, Asking):
                    knows = rng.random() >= missed
                    given = Command.SHOW
                    if knows:
                        given = Respond(_right(session.screen))
                session = mine.step(session, given, at).session


def _right(asking: Asking) -> str | list[str]:
    """Return a right answer."""
    rights = [right.shown for right in asking.card.task.rights]
    return rights if len(rights) > 1 else right_answer(asking.card)
