"""A session on a terminal: single keys, answers edited on a line, one screen a step.

Keys typed before a screen is drawn are dropped, so that nobody grades a card not yet seen, and so
is an Enter that is held down. The screen is redrawn when the window changes size or the program
comes back from the background.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli import clock
from quizkit.cli.page import Page
from quizkit.cli.player.driver import what_is_saved
from quizkit.cli.player.inputs import (
    INPUTS,
    Aside,
)
from quizkit.cli.player.keys import ENTER, TICK, Keys
from quizkit.cli.player.pages import beside
from quizkit.cli.player.questions import Questions, digits, is_picked
from quizkit.cli.player.responses import (
    GivenParts,
)
from quizkit.cli.player.shown import NO_FOLDERS
from quizkit.cli.player.times import waits_yet
from quizkit.cli.player.view import View
from quizkit.cli.player.views import (
    judged_view,
    pause_view,
)
from quizkit.desk import NotSavedError
from quizkit.model import Card
from quizkit.progress import Habits
from quizkit.scheduling import Rating
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Flag,
    Input,
    Judged,
    Pausing,
    Rate,
    Session,
)
from quizkit.wording import GRADES

if TYPE_CHECKING:
    from quizkit.cli.pictures.beside import Beside
    from quizkit.session.screens import Screen


class TerminalFront(Questions):
    """Shows the screens of a session on a terminal, and reads what the learner does.

    Args:
        keys: what is typed.
        colour: whether signs are coloured.
        habits: gives how the learner studies by now, for the summary.
        retype: whether what was missed may be typed once.
        folders: of the decks, by their ids.
    """

    def __init__(
        self,
        keys: Keys,
        *,
        colour: bool,
        habits: Callable[[], Habits | None] = lambda: None,
        retype: bool = True,
        folders: Mapping[str, Path] = NO_FOLDERS,
    ) -> None:
        super().__init__(keys, colour=colour, folders=folders)
        self._habits = habits
        self._retype = retype
        self._shown: Session | None = None

    def read(self, session: Session) -> Input | Aside | None:
        """Show the session's screen; return what the learner does, None to end."""
        if session is not self._shown:  # else what was asked of it came to nothing
            self._shown, self._since = session, clock.now()
            self._hear(session.screen)
            self._drawing.beside = self._beside(session.screen)
        try:
            match session.screen:
                case Asking() as asking:
                    return self._ask(session, asking)
                case Judged() as judged:
                    return self._judged(session, judged)
                case Pausing() as pausing:
                    return self._pausing(session, pausing)
                case Finished():
                    return self._finished(session)
        except EOFError:
            return None

    def retry(self, error: NotSavedError) -> bool:
        """Say that an answer could not be saved; return whether to try again."""

        def view(page: Page) -> View:
            said = [*str(error).splitlines(), "", *what_is_saved(error)]
            return View(page.blocks(said), ["Enter try again", "q give up"])

        try:
            key = self._key(view)
            while key not in (*ENTER, "q"):
                key = self._key(view, fresh=False)
        except EOFError:
            return False
        return key != "q"

    def flag(self, card: Card, present: str | None) -> Flag | None:
        """Read why a card is flagged, the words of its present flag standing on the line."""
        from quizkit.cli.player.flagging import read_flag

        return read_flag(self._keys, self._drawing, card, present)

    def run(self, command: list[str]) -> int:
        """Run a program on the terminal; return its exit code. OSError if it cannot be started."""
        self._given = GivenParts()  # what was given was given to the card as it was
        return self._run(command)

    def _beside(self, screen: "Screen") -> "Beside | None":
        """Return where the pictures of the card on a screen lie; None if there are none."""
        match screen:
            case Asking(options=options):
                return beside(screen, self._folders, "p" if is_picked(options) else ":p")
            case Judged():
                return beside(screen, self._folders, "p")
        return None

    def _judged(self, session: Session, judged: Judged) -> Input | Aside:
        """Read what to do after an answer; digits are grades only where the session takes them."""
        fresh = True
        graded = judged.self_rated or not session.plan.practice
        retyping = None
        if self._retype and not judged.right:
            from quizkit.cli.player.retyping import retyping_of  # nothing else waits for it

            retyping = retyping_of(session, judged)

        def bare(page: Page) -> View:
            return judged_view(session, judged, page, retyping)

        view = self._with_sounds(
            bare, judged, ":a" if retyping and retyping.is_letter("a") else "a"
        )
        while True:
            if retyping is None:
                key = self._key(view, fresh=fresh)
            else:
                read = retyping.read(
                    partial(self._key, view, as_typed=True), self.tell, fresh=fresh
                )
                if not isinstance(read, str):
                    return read
                key = read
            if key in (*ENTER, " "):
                return Command.NEXT
            if graded and key in digits(len(GRADES)) and Rating(int(key)) in judged.offers:
                return Rate(Rating(int(key)))
            if key in INPUTS and INPUTS[key] is not Command.HINT:
                return INPUTS[key]
            fresh = self._look(session, key)

    def _pausing(self, session: Session, pausing: Pausing) -> Input | Aside:
        """Count the seconds down until the only card left comes, or a key asks for something else."""
        left, fresh = waits_yet(session, pausing, self._since), True

        def view(page: Page) -> View:
            return pause_view(session, pausing, left(), page)

        while (key := self._key(view, fresh=fresh, left=left)) not in (TICK, " ", *ENTER):
            if INPUTS.get(key) in (Command.UNDO, Command.OVERRULE, Command.LEAVE):
                return INPUTS[key]
            fresh = self._look(session, key)
        return Command.NEXT

    def _finished(self, session: Session) -> Input | Aside | None:
        """Show the end until a key; return what is asked of those it shows, None to end."""
        from quizkit.cli.player.summary import end_keys, summary
        from quizkit.session import missed_cards

        habits = self._habits()

        def view(page: Page) -> View:
            return View(summary(session, page, habits), end_keys(session, page))

        match self._key(view):
            case "u" if session.earlier:
                return Command.UNDO
            case Aside.MISSED if missed_cards(session):
                return Aside.MISSED
        self._drawing.draw(lambda page: View(summary(session, page, habits), []), fresh=False)
        return None
