"""A learner's desk: the log open, its settings read, the cards replayed, edited decks followed.

    with desk.open(path) as mine:
        kept = mine.follow(decks, now)            # decks by their files
        plan = mine.plan(decks.values())
        session = mine.begin(plan, now)
        session = mine.step(session, given, now).session    # saved when it returns

What a terminal, a web page and a bot stand on: it reads no clock, asks nobody and prints nothing.
What there is to tell it returns.

`read` gives the log alone (`learner`), and loads nothing of sessions (`sittings`); `edits` finds
what edits of decks mean for progress, and `again` the answers that are judged otherwise by now. Each
name is loaded on first use.
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.desk.learner import Learner as Learner, read as read
    from quizkit.desk.sittings import (
        ClashError as ClashError,
        Desk as Desk,
        Kept as Kept,
        NotSavedError as NotSavedError,
        Step as Step,
        open as open,
        over as over,
    )
    from quizkit.settings import Settings as Settings
else:
    attach(
        __name__,
        {
            "quizkit.desk.learner": "Learner read",
            "quizkit.desk.sittings": "ClashError Desk Kept NotSavedError Step open over",
            "quizkit.settings": "Settings",
        },
    )
