"""A session on a terminal: single keys, answers edited on a line, one screen a step.

Keys typed before a screen is drawn are dropped, so that nobody grades a card not yet seen, and so
is an Enter that is held down. The screen is redrawn when the window changes size or the program
comes back from the background.
"""

from collections.abc import Callable
from functools import partial

from quizkit import telling
from quizkit.cli import clock
from quizkit.cli.called import as_called
from quizkit.cli.page import Page
from quizkit.cli.player.driver import what_is_saved
from quizkit.cli.player.inputs import (
    INPUTS,
    NOTHING_HERE,
    SOURCE_COMES_LATER,
    Aside,
    Look,
    Unknown,
    lone_key,
    meaning_of,
)
from quizkit.cli.player.keys import BACK, ENTER, TICK, Keys, Redraw
from quizkit.cli.player.responses import (
    GivenParts,
    labels_of_lines,
    line_prompt,
    pick,
    picked_before,
    picks_wanted,
    response_of_lines,
    response_of_picks,
)
from quizkit.cli.player.shown import Screens
from quizkit.cli.player.times import by_now, waits_yet
from quizkit.cli.player.view import MORE, View
from quizkit.cli.player.views import (
    help_view,
    judged_view,
    pause_view,
    pick_view,
    read_view,
    type_view,
)
from quizkit.desk import NotSavedError
from quizkit.model import Card, PickOne
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
    Respond,
    Session,
)
from quizkit.wording import GRADES

_MOST_DIGITS = 9


class TerminalFront(Screens):
    """Shows the screens of a session on a terminal, and reads what the learner does.

    Args:
        keys: what is typed.
        colour: whether signs are coloured.
        habits: gives how the learner studies by now, for the summary.
        retype: whether what was missed may be typed once.
    """

    def __init__(
        self,
        keys: Keys,
        *,
        colour: bool,
        habits: Callable[[], Habits | None] = lambda: None,
        retype: bool = True,
    ) -> None:
        super().__init__(keys, colour=colour)
        self._habits = habits
        self._retype = retype
        self._given = GivenParts()
        self._shown: Session | None = None
        self._since = clock.now()  # as the session was first shown as it is
        self._asked_about: set[str] = set()  # cards to which a lone key letter was typed

    def read(self, session: Session) -> Input | Aside | None:
        """Show the session's screen; return what the learner does, None to end."""
        if session is not self._shown:  # else what was asked of it came to nothing
            self._shown, self._since = session, clock.now()
        try:
            match session.screen:
                case Asking() as asking if 0 < len(asking.options) <= _MOST_DIGITS:
                    return self._pick(session, asking)
                case Asking() as asking:
                    return self._type(session, asking)
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
        from quizkit.cli.editors import run_in_front

        self._given = GivenParts()  # what was given was given to the card as it was

        with self._keys.given_over():
            return run_in_front(command)

    def _pick(self, session: Session, asking: Asking) -> Input | Aside:
        """Read options picked by digit: one, several, in order, or one for each label."""
        form, picked, leaf = asking.form, self._given.to(session), 0
        fresh = True

        def view(page: Page) -> View:
            return pick_view(by_now(session, self._since), asking, picked, page, leaf)

        while True:
            key = self._key(view, fresh=fresh, submits=bool(picked))
            fresh = False
            if key in _digits(len(asking.options)):
                option = asking.options[int(key) - 1]
                self._message = picked_before(form, picked, option)
                pick(form, picked, option)
                if isinstance(form, PickOne):
                    return Respond(response_of_picks(form, picked))
            elif key in BACK:
                del picked[-1:]
            elif key == " " and not self._drawing.is_whole:
                leaf += 1
            elif key in ENTER and not picked:
                return Command.SHOW
            elif key in ENTER:
                missing = picks_wanted(form) - len(picked)
                if missing <= 0:
                    return Respond(response_of_picks(form, picked))
                self._message = f"{missing} more to pick"
            elif key in INPUTS:
                return INPUTS[key]
            else:
                fresh = self._look(session, key)

    def _type(self, session: Session, asking: Asking) -> Input | Aside:
        """Read an answer typed on a line, or a line for each blank."""
        given, labels = self._given.to(session), labels_of_lines(asking.form)
        typed, kept, leaf = "", "", 0

        def view(page: Page) -> View:
            return type_view(by_now(session, self._since), asking, given, page, leaf)

        shown = self._draw_fresh(view)
        while len(given) < len(labels):
            try:
                line = self._keys.line(line_prompt(labels[len(given)]), typed)
            except Redraw as redraw:
                typed = redraw.typed
                self._drawing.draw(shown, fresh=False)
                continue
            if not self._keys.meant(submits=line.strip() not in ("", kept)):
                typed = kept
                self._drawing.draw(shown, fresh=False)
                continue
            typed = kept = ""
            match meaning_of(line, asking):
                case _ if line.strip() == MORE and not self._drawing.is_whole:
                    leaf += 1
                    self._drawing.draw(shown, fresh=False)
                case Command() | Aside() | Flag() as meant:
                    return meant
                case Look() as look:
                    self._look(session, look)
                    shown = self._draw_fresh(view)
                case Unknown() as unknown:
                    self._message = unknown.said
                    shown = self._draw_fresh(view)
                case str(answer) if (asked := lone_key(answer, asking)) and self._asks(asking):
                    self._message, typed = asked, answer
                    kept = answer.strip()
                    shown = self._draw_fresh(view)
                case str(answer):
                    given.append(answer)
        if not any(text.strip() for text in given):
            return Command.SHOW
        return Respond(response_of_lines(asking.form, given))

    def _asks(self, asking: Asking) -> bool:
        """Return whether to ask if a key was meant, as it was not yet on this card."""
        asks = asking.card.id not in self._asked_about
        self._asked_about.add(asking.card.id)
        return asks

    def _judged(self, session: Session, judged: Judged) -> Input | Aside:
        """Read what to do after an answer; digits are grades only where the session takes them."""
        fresh = True
        graded = judged.self_rated or not session.plan.practice
        retyping = None
        if self._retype and not judged.right:
            from quizkit.cli.player.retyping import retyping_of  # nothing else waits for it

            retyping = retyping_of(session, judged)

        def view(page: Page) -> View:
            return judged_view(session, judged, page, retyping)

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
            if graded and key in _digits(len(GRADES)) and Rating(int(key)) in judged.offers:
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

    def _look(self, session: Session, key: str) -> bool:
        """Show what a key only shows, until another key; return whether anything was shown."""
        match key, session.screen:
            case Look.HELP, _:
                self._key(help_view)
            case Look.WHY, Asking() | Judged() as screen:
                said = list(map(as_called, telling.why_now(session, screen)))
                self._key(lambda page: read_view(page.blocks(said)))
            case Look.SOURCE, Judged(asking=Asking(card=card)):
                from quizkit.cli.player.feedback import sources

                self._key(lambda page: read_view(sources(card, session, page, whole=True)))
            case Look.SOURCE, _:
                self._message = SOURCE_COMES_LATER
                return False
            case _:
                self._message = NOTHING_HERE
                return False
        return True


def _digits(most: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, most + 1))
