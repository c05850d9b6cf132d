"""The open sittings of a server: begun, stepped by forms, and kept over a restart.

A form carries the turn that its page was made for: how many inputs the sitting had. One of another
turn changes nothing, which covers double clicks, Back, two tabs, and a form sent again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from attrs import define, evolve, frozen

from quizkit.desk import Desk
from quizkit.errors import QuizkitError, SessionError
from quizkit.model import Deck
from quizkit.progress import EventId
from quizkit.session import (
    Finished,
    Input,
    Mode,
    Plan,
    Session,
    StaleSessionError,
    kept,
    resumed,
)
from quizkit.store import SQLiteStore
from quizkit.store.log_end import LogEnd

if TYPE_CHECKING:
    from datetime import datetime

    from quizkit.telling.notices import Notice

_VERSION = 1
_MOST = 64
"""Sittings that are held; the one longest unused is let go, and taken up from the cache."""

ALREADY = "That was taken already; here is where you are."
OVER = "This session is over. Every answer you gave is saved."


class GoneError(QuizkitError):
    """A sitting that cannot go on: nobody knows it any more, or its decks are others now."""


class Cache(Protocol):
    """Where sittings are kept over a restart; what cannot be kept is not."""

    def keep(self, name: str, values: Mapping[str, Any]) -> None:
        """Keep JSON values under a name."""
        ...

    def kept(self, name: str) -> Mapping[str, Any] | None:
        """Return the values that are kept under a name; None if none are."""
        ...


@frozen
class Wish:
    """What a learner wants to sit down to: of equal wishes the open sitting goes on.

    Args:
        decks: their ids.
        mode: what the sitting is for.
        limit: how many cards to ask; None for all.
        tags: only cards that have any of them; empty for all.
        typed: whether choices are typed.
        new: how many cards a study day may be new; None for the learner's setting.
        cards: the ids of those to ask alone; empty for all.
    """

    decks: tuple[str, ...]
    mode: Mode = Mode.STUDY
    limit: int | None = None
    tags: tuple[str, ...] = ()
    typed: bool = False
    new: int | None = None
    cards: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "decks": list(self.decks),
            "mode": self.mode.value,
            "limit": self.limit,
            "tags": list(self.tags),
            "typed": self.typed,
            "new": self.new,
            "cards": list(self.cards),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Wish":
        """Return the wish that `to_dict` gave."""
        return cls(
            tuple(data["decks"]),
            Mode(data["mode"]),
            data["limit"],
            tuple(data["tags"]),
            data["typed"],
            data["new"],
            tuple(data["cards"]),
        )

    def plan(
        self,
        desk: Desk,
        decks: Mapping[str, Deck],
        writer: str | None = None,
        seed: str | None = None,
    ) -> Plan:
        """Return the plan of a sitting; GoneError if a deck is not there."""
        if not self.decks or not decks.keys() >= set(self.decks):
            raise GoneError(OVER)
        plan = desk.plan(
            [decks[name] for name in self.decks],
            tags=self.tags,
            mode=self.mode,
            writer=writer,
            seed=seed,
            new_a_day=self.new,
            limit=self.limit,
            typed=self.typed,
            screens=True,
        )
        if not self.cards:
            return plan
        if not plan.cards.keys() >= set(self.cards):
            raise GoneError(OVER)
        return evolve(plan, cards={name: plan.cards[name] for name in self.cards})


@define(eq=False)
class Sitting:
    """A sitting as it stands.

    Args:
        id: in its address.
        wish: what it was begun for.
        session: where it stands.
        turn: how many inputs it has had.
        notices: what is to be said beside the next screen, once.
    """

    id: str
    wish: Wish
    session: Session
    turn: int = 0
    notices: "Sequence[Notice | str]" = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return isinstance(self.session.screen, Finished)


class Stepped(NamedTuple):
    """A sitting after a form: whether its input was taken, and how many answers that saved."""

    sitting: Sitting
    taken: bool
    answers: int = 0


class Sittings:
    """The sittings of one desk.

    Args:
        desk: saves their steps.
        clock: gives the instant, in the learner's offset.
        token: gives a name that nobody guesses.
        cache: keeps them.
    """

    def __init__(
        self, desk: Desk, clock: "Callable[[], datetime]", token: Callable[[], str], cache: Cache
    ) -> None:
        self._desk, self._clock, self._token, self._cache = desk, clock, token, cache
        self._open: dict[str, Sitting] = {}
        self.answers = 0
        """How many answers were saved."""

    def begun(self, wish: Wish, decks: Mapping[str, Deck]) -> Sitting:
        """Return the open sitting of a wish, else a new one.

        Raises:
            GoneError: a deck is not there.
            StoreError: the log cannot be read.
        """
        for sitting in self._open.values():
            if sitting.wish == wish and not sitting.is_over:
                return sitting
        return self.anew(wish, self._desk.begin(wish.plan(self._desk, decks), self._clock()))

    def anew(self, wish: Wish, session: Session) -> Sitting:
        """Return a new sitting of a session."""
        return self._hold(Sitting(self._token(), wish, session))

    def find(self, name: str, decks: Callable[[], Mapping[str, Deck]]) -> Sitting:
        """Return a sitting by its id, taken up from the cache if need be.

        Raises:
            GoneError: nobody knows it, or the decks of now do not lead to it.
            StoreError: the log cannot be read.
        """
        if (found := self._open.get(name)) is not None:
            return found
        values = self._cache.kept(name)
        if values is None or values.get("version") != _VERSION:
            raise GoneError(OVER)
        try:
            wish = Wish.from_dict(values["wish"])
            plan = wish.plan(self._desk, decks(), values["writer"], values["seed"])
            session = resumed(values["session"], plan, self._desk.progress)
            if self._is_behind(session):
                raise GoneError(OVER)
            return self._hold(Sitting(name, wish, session, values["turn"]))
        except (StaleSessionError, ValueError, KeyError, TypeError) as error:
            raise GoneError(OVER) from error

    def is_open(self, wish: Wish) -> bool:
        """Return whether a sitting of a wish stands open, and was begun in earnest."""
        return any(
            each.wish == wish and each.turn and not each.is_over for each in self._open.values()
        )

    def step(self, sitting: Sitting, turn: int, given: Input | None) -> Stepped:
        """Step a sitting by an input that was meant for a turn; what is saved, is on disk then.

        Raises:
            SessionError: the screen does not take this input.
            NotSavedError: it could not be saved, and all is as it was.
            StoreError: the log cannot be read.
        """
        if turn != sitting.turn or given is None:
            sitting.notices = (ALREADY,)
            return Stepped(sitting, False)
        before = sitting.session
        after, events, taken_back = self._desk.step(before, given, self._clock())
        sitting.session = after
        sitting.turn += 1
        sitting.notices = self._said(before, events, taken_back)
        more = len(after.answers) - len(before.answers)
        self.answers += max(0, more)
        self._hold(sitting)
        return Stepped(sitting, True, more)

    def missed(self, sitting: Sitting) -> Sitting:
        """Return a new sitting, of practice over what this one missed."""
        if not sitting.is_over:
            raise SessionError("practice of what was missed comes after the session")
        session = self._desk.practise_missed(sitting.session, self._clock())
        wish = Wish(sitting.wish.decks, Mode.PRACTICE, typed=sitting.wish.typed)
        return self.anew(evolve(wish, cards=tuple(session.plan.cards)), session)

    def _is_behind(self, session: Session) -> bool:
        """Return whether the log has an event of a session that was kept before it."""
        following, store = EventId(session.plan.writer, session.events + 1), self._desk.store
        if isinstance(store, SQLiteStore):
            return bool(LogEnd(store).named([following]))
        return any(event.id == following for event in store.events())

    def _said(self, before: Session, events: Any, taken_back: Any) -> "Sequence[Notice | str]":
        from quizkit.telling import notices

        said: list[Notice | str] = []
        if beside := self._desk.beside:
            said.append(notices.answered_beside([card.prompt for card in beside]))
        if taken_back is not None:
            said.append(notices.taken_back_earlier(taken_back.prompt))
        elif events:
            said += notices.notices(events, before)
        return said

    def _hold(self, sitting: Sitting) -> Sitting:
        """Keep a sitting, here and over a restart."""
        self._open.pop(sitting.id, None)
        self._open[sitting.id] = sitting
        while len(self._open) > _MOST:
            del self._open[next(iter(self._open))]
        plan = sitting.session.plan
        self._cache.keep(
            sitting.id,
            {
                "version": _VERSION,
                "wish": sitting.wish.to_dict(),
                "writer": plan.writer,
                "seed": plan.seed,
                "turn": sitting.turn,
                "session": kept(sitting.session),
            },
        )
        return sitting
