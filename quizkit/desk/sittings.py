"""Sittings at a desk: decks followed, sessions planned, and each step saved before it returns."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from quizkit.desk.edits import Edited, asked_again, edited, reworded, unfollowed
from quizkit.desk.learner import Learner
from quizkit.errors import QuizkitError, StoreError
from quizkit.model import Card, Deck
from quizkit.progress import Answered, CardRecord, CarriedOver, Event
from quizkit.scheduling import Calls
from quizkit.session import Command, Exam, Finished, Input, Mode, Plan, Session, start
from quizkit.store import Follows, SQLiteStore, Store, new_writer, open_store
from quizkit.store.log_end import LogEnd
from quizkit.study_queue import NewOrder, missed as missed_cards, tagged
from quizkit.visible import visible

if TYPE_CHECKING:
    from quizkit.identity import Transfer


class ClashError(QuizkitError):
    """A deck has the id of another one, whose progress it would take over."""


class NotSavedError(StoreError):
    """What a learner did could not be written down; the session is as it was before."""


class Kept(NamedTuple):
    """What became of the progress of edited cards.

    Args:
        moved: how many kept it under a new id.
        changed: of how many the answer was changed, which are due again now.
        later: of how many it was, which are not: a sibling had its turn today, say, or their last
            answer lies in the future.
        coming: when the first of those is due again; None if none is, as of suspended cards.
    """

    moved: int = 0
    changed: int = 0
    later: int = 0
    coming: datetime | None = None


class Step(NamedTuple):
    """A session after an input.

    Args:
        session: where it stands now.
        events: what was saved.
        taken_back: the card whose answer of an earlier sitting was taken back; None if none was.
    """

    session: Session
    events: tuple[Event, ...] = ()
    taken_back: Card | None = None


class Desk(Learner):
    """A learner who sits down to study; `quizkit.desk.open` and `over` make one.

    Any number of threads may use it: steps come one after the other.
    """

    def __init__(self, store: Store, scheduler: Calls[Any] | None = None) -> None:
        super().__init__(store)
        if scheduler is not None:
            self.scheduler = scheduler
        self._newest: Session | None = None  # the one that knows all of the log …
        self._version = 0  # … up to this version of it …
        self._basis = ""  # … by this
        self.beside: tuple[Card, ...] = ()
        """Cards of the session that another one answered meanwhile, as the last step found; each
        session finds it once."""

    def copies(self) -> list[Path]:
        """Return the copies that a sync program left beside the file, if they hold more than it."""
        from quizkit.store.copies import unmerged_copies

        return unmerged_copies(self.store) if isinstance(self.store, SQLiteStore) else []

    def follow(self, decks: Mapping[Path, Deck] | Mapping[str, Deck], now: datetime) -> Kept:
        """Let progress follow the cards of decks that were edited since they were last seen.

        A deck whose file is as it was costs a look at the file's size and time.

        Raises:
            ClashError: a deck has the id of another one.
            StoreError: it could not be written down.
        """
        transfers = self._follow(decks, now)
        if not transfers:
            return Kept()
        moved = sum(each.source != each.target for each in transfers)
        changed = {each.target for each in transfers if each.answer_changed}
        cards = (card for deck in decks.values() for card in deck.cards)
        return Kept(moved, *asked_again(changed, cards, self.progress, now))

    def _follow(
        self,
        decks: Mapping[Path, Deck] | Mapping[str, Deck],
        now: datetime,
        marked: Iterable[str] = (),
        surely: Mapping[str, str] = MappingProxyType({}),
    ) -> "list[Transfer]":
        """Write down what edits of decks move, and return it; see `edited`."""
        store, transfers = self.store, []
        if isinstance(store, Follows):
            seen, before = store.seen_decks(), self.progress
            known = cache(lambda: self.flagged().keys() | set(marked))
            for path, deck in decks.items():
                found = edited(store, before, Path(path), deck, seen, known, surely)
                if found is not None:
                    self._write(store, found, now)
                    transfers += found.transfers
        if transfers:
            self.__dict__.pop("_known", None)
        return transfers

    def _write(self, store: Follows, edit: Edited, now: datetime) -> None:
        """Write down what became of the progress of one deck that may have been edited."""
        from quizkit.identity import events_of, wordings_of  # not needed every time

        deck, here, before, found = edit
        if found.clash:
            other = f" at {visible(before.path)}" if before and before.path != here.path else ""
            raise ClashError(
                f"{visible(here.path)} has the id {deck.id!r} of another deck{other}, whose progress "
                "it would take over\nfix: give it an `id:` of its own"
            )
        earlier = self.other_events(CarriedOver) if found.transfers else ()
        carried = (each for each in earlier if isinstance(each, CarriedOver))
        events = events_of(found.transfers, new_writer(), now, carried)
        store.remember(here, wordings_of(deck, now).values(), *events)

    def plan(
        self,
        decks: Iterable[Deck],
        *,
        tags: Iterable[str] = (),
        missed: bool = False,
        flagged: bool = False,
        mode: Mode = Mode.STUDY,
        writer: str | None = None,
        seed: str | None = None,
        new_a_day: int | None = None,
        limit: int | None = None,
        typed: bool = False,
        screens: bool = False,
        minutes: float | None = None,
        exam: Exam | None = None,
        new_order: NewOrder | None = None,
    ) -> Plan:
        """Return the plan of a sitting over the cards of decks.

        Args:
            decks: of different ids.
            tags: only cards that have any of them; none for all.
            missed: only cards whose newest answer was rated Again.
            flagged: only cards that bear a flag.
            mode: what the sitting is for.
            writer: names the sitting in its events; None for a new name, given for a kept session.
            seed: decides the order of options; None for one that differs from sitting to sitting.
            new_a_day: how many cards a study day may be new; None for the learner's setting.
            limit: how many different cards to ask; None for all.
            typed: show no options where the answer can be typed.
            screens: whether it is shown on screens that can wait; see `quizkit.session.Plan`.
            minutes: how long the learner may think before no question begins; None for any time.
            exam: what holds if it is an exam; None for one of all notes, in any time.
            new_order: which deck a new card comes from; None for the learner's setting.
        """
        by_id = {deck.id: deck for deck in decks}
        cards = tagged((card for deck in by_id.values() for card in deck.cards), set(tags))
        if missed:
            cards = missed_cards(cards, self.progress)
        if flagged:
            flags, name = self.flagged(), self.progress.name
            cards = [card for card in cards if name(card.id) in flags]
        writer, habits = writer or new_writer(), None
        with suppress(StoreError):  # no question waits for what is only told
            habits = self.habits()
        return Plan(
            decks=by_id,
            cards={card.id: card for card in cards},
            scheduler=self.scheduler,
            writer=writer,
            seed=writer if seed is None else seed,
            new_a_day=self.settings.new if new_a_day is None else new_a_day,
            limit=limit,
            mode=mode,
            typed=typed,
            habits=habits,
            streak=self.settings.streak,
            screens=screens,
            minutes=minutes,
            exam=exam or Exam(),
            new_order=new_order or NewOrder(self.settings.new_order),
        )

    def begin(self, plan: Plan, now: datetime) -> Session:
        """Return a session at its first card, or finished if there is nothing to study."""
        with self._lock:
            self._newest = start(plan, self.progress, now)
            self._version, self._basis = self._known.version, self._known.basis
            return self._newest

    def practise_missed(self, session: Session, now: datetime) -> Session:
        """Return practice over the cards that a sitting missed, at its first card.

        No schedule moves; it is a sitting of its own, and `session` stays as it ended.
        """
        from quizkit.session.again import practice_of_missed

        return self.begin(practice_of_missed(session, new_writer()), now)

    def step(self, session: Session, given: Input, now: datetime) -> Step:
        """Return the session after an input; what it calls for is saved when this returns.

        An undo where nothing was done yet takes back the newest answer of an earlier sitting, but
        not in an exam.

        Args:
            session: one of this desk.
            given: what the learner did.
            now: an aware datetime in the learner's offset.

        Raises:
            SessionError: the session does not take this input, and is as it was.
            NotSavedError: it could not be saved; the same step may be tried again.
            StoreError: the log cannot be read.
        """
        with self._lock:
            in_exam = session.plan.mode is Mode.EXAM  # which would begin anew, and so its time
            if given is Command.UNDO and not session.earlier and not in_exam:
                return self._undo_earlier(session, now)
            after, effects = session.step(given, now)
            events = tuple(effect.event for effect in effects)
            others = self._save(session, after, events) if events else 0
            if not events and session is self._newest:
                self._newest = after
            self.beside = ()
            if others > 0:
                with suppress(StoreError):  # what was saved is
                    self.beside = self._answered_beside(after, others, len(events))
            return Step(after, events)

    def go_on(self, session: Session, decks: Mapping[Path, Deck], now: datetime) -> Step:
        """Return a session with the cards of decks that were edited meanwhile, once that is saved.

        Progress follows the edits, that of the card on the screen even if it was never answered. The
        question is asked anew, and an answer on the screen is judged anew.

        Args:
            session: one of this desk.
            decks: that were edited, by their files; they have the ids that they had.
            now: an aware datetime in the learner's offset.

        Raises:
            ClashError: the notes of a deck are all others now.
            StoreError: it could not be written down; the session is as it was.
        """
        from quizkit.session.edited import with_decks

        with self._lock:
            card = [] if isinstance(session.screen, Finished) else [session.screen.card.id]
            by_id = {deck.id: deck for deck in decks.values()}
            surely: dict[str, str] = {}
            for deck in by_id.values():
                surely |= reworded(session.plan.decks[deck.id], deck)
            self._follow(decks, now, card, surely)
            names = {**self.names(), **unfollowed(session.plan.cards, by_id, surely)}
            after, effects = with_decks(session, by_id, names, now)
            events = tuple(effect.event for effect in effects)
            if events:
                self._save(session, after, events)
            elif session is self._newest:
                self._newest = after
            return Step(after, events)

    def _undo_earlier(self, session: Session, now: datetime) -> Step:
        """Take back the newest answer of an earlier session, and begin this one again after it."""
        from quizkit.session.earlier import begun_again, cards_by_name, undo_earlier

        cards = cards_by_name(session)
        event, card = undo_earlier(session, cards, self.newest_answer(cards, now), now)
        self._save(session, None, (event,))
        return Step(begun_again(session, self.progress, now), (event,), card)

    def _answered_beside(self, session: Session, others: int, own: int) -> tuple[Card, ...]:
        """Return the cards of a session that another one answered since it began.

        Args:
            session: where it stands.
            others, own: how many events the others wrote, and this one after them.
        """
        if isinstance(self.store, SQLiteStore):
            events = LogEnd(self.store).newest(others + own)
        else:
            events = list(self.store.events())
        answered = [
            event.card
            for event in events
            if isinstance(event, Answered)
            and event.id.writer != session.plan.writer
            and event.at >= session.began
        ]
        cards = session.plan.cards
        return tuple(cards[card] for card in dict.fromkeys(answered) if card in cards)

    def _save(self, before: Session, after: Session | None, events: tuple[Event, ...]) -> int:
        """Write events to the log, and what a snapshot needs to go on.

        Returns:
            how many events others wrote since the session began, told once.
        """
        try:
            if after is None or before is not self._newest:
                version = self.store.append(*events)
            else:
                version = self.store.append(
                    *events,
                    at=self._version,
                    records=_changed(before, after),
                    calibration=after.progress.calibration,
                    basis=self._basis,
                )
        except StoreError as error:
            raise NotSavedError(str(error)) from error
        self.__dict__.pop("_known", None)  # the next session begins on what is there now
        followed = before is self._newest
        others = version - self._version - len(events) if followed else 0
        self._newest, self._version = after if followed and not others else None, version
        return others


def _changed(before: Session, after: Session) -> dict[str, CardRecord | None]:
    """Return the records that a step changed: of cards it showed, rated, or took the answer back of."""
    screens = [before.screen, *before.answers[-1:], *(each.screen for each in before.earlier[-1:])]
    cards = {screen.card.id for screen in screens if not isinstance(screen, Finished)}
    was, now = before.progress, after.progress
    names = {now.name(card) for card in cards}
    records = {name: now.records.get(name) for name in names}
    return {name: now for name, now in records.items() if now is not was.records.get(name)}


def open(path: str | os.PathLike[str], *, scheduler: Calls[Any] | None = None) -> Desk:
    """Open the desk whose log is the progress file at `path`; make that if it is not there.

    Args:
        path: the file.
        scheduler: such as `SM2()`; None for the one that the settings ask for.

    Raises:
        StoreError: as `quizkit.store.open_store`.
    """
    return Desk(open_store(path), scheduler)


def over(store: Store, decks: Iterable[Deck] = (), *, scheduler: Calls[Any] | None = None) -> Desk:
    """Return a desk over any store, which it closes at its end.

    Args:
        store: has the log.
        decks: looked at where the store cannot follow edits.
        scheduler: as `open` takes it.

    Raises:
        QuizkitError: the store cannot follow edits, and a deck has notes without ids of their own.
    """
    for deck in decks if not isinstance(store, Follows) else ():
        if not all(note.has_own_id for note in deck.notes):
            raise QuizkitError(
                f"{visible(deck.id)} has notes without an `id:`, whose progress this store could"
                " not follow through an edit; `quizkit fmt` writes ids, and for rows of words an `id`"
                " column does it"
            )
    return Desk(store, scheduler)
