"""A session driven to its end: each input stepped, each answer saved before its feedback."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quizkit.cli import clock
from quizkit.cli.player.inputs import Aside
from quizkit.desk import ClashError, Desk, NotSavedError, Step
from quizkit.errors import SessionError, StoreError
from quizkit.lazy import deferred
from quizkit.model import Card, Deck
from quizkit.session import Command, Finished, Flag, Input, Mode, Respond, Session
from quizkit.store.faults import DamagedError, MovedError, UnsureError

if TYPE_CHECKING:
    import signal

    from quizkit.telling import notices
    from quizkit.telling.notices import Notice
else:
    import _signal as signal  # what `signal` gives names to: there at once

    notices = deferred("quizkit.telling.notices")  # the first question needs none


_NO_FILES: Mapping[Path, Deck] = {}


class Front(Protocol):
    """What shows a session to a learner, and reads what the learner does."""

    def read(self, session: Session) -> Input | Aside | None:
        """Show the session's screen; return what the learner does, None to end."""
        ...

    def flag(self, card: Card, present: str | None) -> Flag | None:
        """Return the flag that the learner gives a card, which may bear one; None to leave it."""
        ...

    def tell(self, said: "str | Notice") -> None:
        """Say something beside what the screens say."""
        ...

    def run(self, command: list[str]) -> int | None:
        """Run a program in the place of the session; None where there is no terminal for it.

        Raises:
            OSError: it cannot be started.
        """
        ...

    def retry(self, error: NotSavedError) -> bool:
        """Say that an answer could not be saved; return whether to try again."""
        ...


class Driver:
    """Takes a session from its first screen to its last; `session` is where it stands.

    Practice of what it missed may follow, as a session of its own; `asked_for` stays the first.

    Args:
        session: at its first screen.
        desk: saves its steps.
        clock: the time.
        files: the decks by their files, where cards are edited.
    """

    def __init__(
        self, session: Session, desk: Desk, clock: "Clock", files: Mapping[Path, Deck] = _NO_FILES
    ) -> None:
        self.session = session
        self._desk = desk
        self._clock = clock
        self._files = {deck.id: path for path, deck in files.items()}
        self._ended: Session | None = None  # the one that was asked for, once practice follows it

    @property
    def asked_for(self) -> Session:
        """The session that was asked for, as it stands or ended."""
        return self._ended or self.session

    def run(self, front: Front) -> None:
        """Show each screen and take each input; what it calls for is saved before the next."""
        while True:
            given = front.read(self.session)
            if given is None:
                if isinstance(self.session.screen, Finished):
                    return
                given = Command.LEAVE
            if isinstance(given, Aside):
                given = self._aside(given, front)
                if given is None:
                    continue
            if isinstance(given, Respond) or given is Command.SHOW:
                self._clock.answered()
            try:
                with _interrupts_held_back():
                    before = self.session
                    self.session, events, taken_back = self._step(given, front)
                    if beside := self._desk.beside:
                        front.tell(notices.answered_beside([card.prompt for card in beside]))
                    if taken_back is not None:
                        front.tell(notices.taken_back_earlier(taken_back.prompt))
                        events = ()
                    for notice in notices.notices(events, before) if events else ():
                        front.tell(notice)
            except SessionError as error:
                front.tell(str(error))

    def _aside(self, asked: Aside, front: Front) -> Flag | None:
        """Return the flag for the card on the screen, None to leave it; or do what else was asked."""
        screen = self.session.screen
        if isinstance(screen, Finished):
            if asked is Aside.MISSED:
                self._practise_missed(front)
            return None
        if asked is Aside.EDIT:
            front.tell(self._edited(screen.card, front))
            return None
        present = self._desk.flagged().get(self.session.progress.name(screen.card.id))
        return front.flag(screen.card, None if present is None else present.text)

    def _practise_missed(self, front: Front) -> None:
        """Go on with practice of what the session missed, which ends here."""
        try:
            practice = self._desk.practise_missed(self.session, self._clock.now())
        except StoreError as error:
            front.tell(str(error))
        else:
            self._ended, self.session = self.asked_for, practice

    def _edited(self, card: Card, front: Front) -> "str | Notice":
        """Have a card edited, and go on with the deck as it then is; return what there is to say."""
        from quizkit.cli.player.editing import edit

        plan = self.session.plan
        if plan.mode is Mode.EXAM:
            return "no card is edited in an exam, where its answer would be seen"
        decks, said = edit(card, plan.decks[card.deck_id], self._files[card.deck_id], front.run)
        try:
            with _interrupts_held_back():
                self.session, events, _ = self._desk.go_on(self.session, decks, self._clock.now())
        except (ClashError, StoreError) as error:
            return str(error)
        return said or notices.edited(card, self.session, events)

    def _step(self, given: Input, front: Front) -> Step:
        """Return the step that an input leads to, saved, if need be after some tries."""
        now = self._clock.now()
        while True:
            try:
                return self._desk.step(self.session, given, now)
            except NotSavedError as error:
                if not front.retry(error):
                    raise StoreError("\n".join([str(error), *what_is_saved(error)])) from error


def what_is_saved(error: NotSavedError) -> list[str]:
    """Return what is true of the last answer, and of those before it, after a failed write."""
    match error.__cause__:
        case DamagedError() | MovedError():  # which says itself where those before it are
            return ["your last answer is not saved"]
        case UnsureError():
            said = "may not be saved, which `quizkit history` shows"
        case _:
            said = "is not saved"
    return [f"your last answer {said}; those before it are"]


class Clock:
    """The time: the real one, or one that starts where told and moves a second an answer."""

    def __init__(self, pretended: datetime | None) -> None:
        self._pretended = pretended

    def now(self) -> datetime:
        """Return the instant, in the learner's offset."""
        return self._pretended or clock.now()

    def answered(self) -> None:
        """Let an answer take its second."""
        if self._pretended is not None:
            with suppress(OverflowError):  # the last second of the calendar
                self._pretended += timedelta(seconds=1)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Put Ctrl-C off until an answer is saved."""
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Have SIGTERM, SIGHUP and SIGQUIT end the program in good order, the terminal as it was."""

    def end(number: int, frame: object) -> None:
        """Exit as a shell reports a signal: with 128 and its number."""
        sys.exit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
