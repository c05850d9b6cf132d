"""A session driven to its end: each input stepped, each answer saved before its feedback."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from quizkit.errors import SessionError, StoreError
from quizkit.session import Command, Finished, Input, Respond, Save, Session
from quizkit.store import Store


class Front(Protocol):
    """What shows a session to a learner, and reads what the learner does."""

    def read(self, session: Session) -> Input | None: ...

    def refuse(self, error: SessionError) -> None: ...

    def retry(self, error: StoreError) -> bool: ...


class Driver:
    """Takes a session from its first screen to its last; `session` is where it stands."""

    def __init__(self, session: Session, store: Store, clock: "Clock") -> None:
        self.session = session
        self._store = store
        self._clock = clock

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
                    after, effects = self.session.step(given, self._clock.now())
                    for effect in effects:
                        self._save(effect, front)
                    self.session = after
            except SessionError as error:
                front.refuse(error)

    def _save(self, effect: Save, front: Front) -> None:
        while True:
            try:
                return self._store.append(effect.event)
            except StoreError as error:
                if not front.retry(error):
                    raise StoreError(
                        f"{error}\nyour last answer is not saved; those before it are"
                    ) from error


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
