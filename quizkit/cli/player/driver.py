"""A session driven to its end: each input stepped, each answer saved before its feedback."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Protocol

from attrs import evolve

from quizkit.errors import SessionError, StoreError
from quizkit.progress import Buried, Event, EventId, Progress, Suspended, Undone, newest_answer
from quizkit.session import Command, Finished, Input, Respond, Save, Session, start
from quizkit.store import SQLiteStore, this_device


class Front(Protocol):
    """What shows a session to a learner, and reads what the learner does."""

    def read(self, session: Session) -> Input | None:
        """Show the session's screen; return what the learner does, None to end."""
        ...

    def tell(self, text: str) -> None:
        """Say something beside what the screens say."""
        ...

    def retry(self, error: StoreError) -> bool:
        """Say that an answer could not be saved; return whether to try again."""
        ...


class Driver:
    """Takes a session from its first screen to its last; `session` is where it stands."""

    def __init__(
        self, session: Session, store: SQLiteStore, clock: "Clock", replayed: Callable[[], Progress]
    ) -> None:
        """Make a driver; `replayed` gives the progress that the log amounts to by then."""
        self.session = session
        self._store = store
        self._clock = clock
        self._replayed = replayed

    def run(self, front: Front) -> None:
        """Show each screen, take each input, and save what it calls for before the next."""
        while True:
            given = front.read(self.session)
            if given is None:
                if isinstance(self.session.screen, Finished):
                    return
                given = Command.LEAVE
            if isinstance(given, Respond) or given is Command.SHOW:
                self._clock.answered()
            try:
                with _interrupts_held_back():
                    if given is Command.UNDO and self.session.previous is None:
                        self._undo_earlier(front)
                        continue
                    after, effects = self.session.step(given, self._clock.now())
                    for effect in effects:
                        self._save(effect, front)
                        _tell_of(effect.event, front)
                    self.session = after
            except SessionError as error:
                front.tell(str(error))

    def _undo_earlier(self, front: Front) -> None:
        """Take back the newest answer that an earlier session on this device gave."""
        plan, number = self.session.plan, self.session.events + 1
        here = {w for w, device in self._store.devices().items() if device == this_device()}
        progress = self.session.progress  # an answer may go by what its card was called then
        cards = {progress.name(card_id): card for card_id, card in plan.cards.items()}
        cards |= {old: cards[now] for old, now in progress.names.items() if now in cards}
        target = newest_answer(self._store.events(), here, cards)
        if target is None:
            raise SessionError("nothing to undo: no answer to these cards was given on this device")
        now = self._clock.now()
        at = max(now, target.at)  # whatever the clock says, it comes after what it undoes
        event = Undone(id=EventId(plan.writer, number), at=at, target=target.id)
        self._save(Save(event), front)
        self.session = evolve(start(plan, self._replayed(), now), events=number)
        prompt = " ".join(cards[target.card].prompt.split())
        front.tell(f"taken back, from an earlier session: the answer to “{prompt}”")

    def _save(self, effect: Save, front: Front) -> None:
        while True:
            try:
                self._store.append(effect.event)
                return
            except StoreError as error:
                if not front.retry(error):
                    raise StoreError(
                        f"{error}\nyour last answer is not saved; those before it are"
                    ) from error


def _tell_of(event: Event, front: Front) -> None:
    """Say what the next screen does not show: that a card was put away, or something taken back."""
    if isinstance(event, Undone):
        front.tell("taken back")
    elif isinstance(event, Buried):
        front.tell("buried until tomorrow")
    elif isinstance(event, Suspended):
        from quizkit.cli.events import short

        front.tell(f"suspended; to have it back: quizkit undo {short(event.id)}")


class Clock:
    """The time: the real one, or one that starts where told and moves a second an answer."""

    def __init__(self, pretended: datetime | None) -> None:
        self._pretended = pretended

    def now(self) -> datetime:
        """Return the instant, in the learner's offset."""
        return self._pretended or datetime.now().astimezone()

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
    """Have SIGTERM and SIGHUP end the program in good order, the terminal as it was."""

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
