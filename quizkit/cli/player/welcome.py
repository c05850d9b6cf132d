"""The one question after a break: what matters most now, or all that waits."""

from attrs import evolve

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.cli.player.driver import Driver
from quizkit.cli.player.keys import ENTER
from quizkit.cli.player.terminal import TerminalFront
from quizkit.cli.player.view import View
from quizkit.desk import Desk


def welcomed(front: TerminalFront, driver: Driver, mine: Desk) -> bool:
    """Ask a learner who comes back how much to study; return whether there is anything to begin.

    Where there is nothing to ask about, the session begins as it is.
    """
    session = driver.session
    told = telling.returning(session)
    if told is None:
        return True

    def view(page: Page) -> View:
        choices = *page.block(told.some, "  1) "), *page.block(told.all, "  2) ")
        return View([*page.heading(told.headline), "", *choices], ["Enter 1", "q leave"])

    while True:
        try:
            key = front.ask(view)
        except EOFError:
            return False
        if key == "q":
            return False
        if key in (*ENTER, "1"):
            driver.session = mine.begin(evolve(session.plan, limit=told.usual), session.now)
            return True
        if key == "2":
            return True
        front.tell("That key does nothing here.")
