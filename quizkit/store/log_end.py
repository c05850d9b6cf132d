"""The log of a progress file from its newest end: a page of it, an answer, an event by its name.

Only what is asked for is made into events. Most arrive in the order of their instants: those that
arrived last tell about where the newest begin, and the peaks that are kept with a snapshot, where no
older row has to be looked at. Without one SQLite looks at the instants of all rows.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.lazy import deferred
from quizkit.progress import (
    AHEAD,
    DATED_BY_CLOCKS,
    Ahead,
    Answered,
    Brought,
    CarriedOver,
    Event,
    EventId,
    Rated,
    Undone,
    in_order,
    undone_ids,
)
from quizkit.progress.instants import (
    INSTANTS,
    MILLISECOND,
    after,
    from_milliseconds_if,
    milliseconds,
)
from quizkit.progress.judgements import counts_as
from quizkit.progress.order import place
from quizkit.store.names import are_writers
from quizkit.store.paths import this_device
from quizkit.store.rows import COLUMNS, KINDS, EventKind
from quizkit.store.runs import united
from quizkit.store.seen import may_be_of
from quizkit.store.sqlite import SQLiteStore

if TYPE_CHECKING:
    from quizkit.progress import log as logs
else:
    logs = deferred("quizkit.progress.log")  # only a search among cards needs it

_EVENTS = f"SELECT {COLUMNS} FROM event"
_NEWEST = f"""
    WITH lately (since) AS (
        SELECT min(at) FROM (SELECT at FROM event WHERE {{where}} ORDER BY rowid DESC LIMIT :count)
    )
    {_EVENTS} WHERE at >= (SELECT since FROM lately) AND {{where}} AND rowid > (
        SELECT ifnull(max(version), 0) FROM peak WHERE newest < (SELECT since FROM lately)
    )
    ORDER BY at DESC, (SELECT name FROM writer WHERE number = event.writer) DESC, number DESC
    LIMIT :count
"""
_ALL = "1"
_ABOUT_MEANT = """(card IN temp.meant OR other_card IN temp.meant
    OR target_number IS NOT NULL AND EXISTS (
        SELECT 1 FROM event AS target
        WHERE (target.writer, target.number) = (event.target_writer, event.target_number)
        AND (target.card IN temp.meant OR target.other_card IN temp.meant)))"""
# The plus keeps SQLite from going by the index of names, which is slower where many are meant.
_HERE = "+writer IN (SELECT number FROM writer WHERE device = :device)"
_ANSWERS_HERE = f"kind = {EventKind.ANSWER:d} AND {_HERE}"
_RATINGS = f"kind <> {EventKind.ANSWER:d} AND kind = {EventKind.RATE:d}"
_AT_ONCE = f"""kind <> {EventKind.ANSWER:d} AND kind = :kind AND at = :at
    AND writer = (SELECT number FROM writer WHERE name = :writer)"""


_UNDONE = (
    "SELECT target_writer, target_number FROM event"
    f" WHERE kind <> {EventKind.ANSWER:d} AND kind = {EventKind.UNDO:d}"
)
_NAMES_UNDONE = """SELECT writer.name, target_number FROM event
    JOIN writer ON writer.number = target_writer"""
_CONCERNS_NO_ANSWER = f"""(kind <> {EventKind.UNDO:d} OR EXISTS (
    SELECT 1 FROM event AS target
    WHERE (target.writer, target.number) = (event.target_writer, event.target_number)
    AND target.kind <> {EventKind.ANSWER:d}))"""
_UNDOES_AN_UNDO = f"""
    SELECT 1 FROM event AS undo JOIN event AS target
        ON (target.writer, target.number) = (undo.target_writer, undo.target_number)
    WHERE undo.kind <> {EventKind.ANSWER:d} AND undo.kind = {EventKind.UNDO:d}
        AND target.kind = {EventKind.UNDO:d} LIMIT 1
"""
_STANDING = "(writer, number) NOT IN (SELECT writer, number FROM temp.gone)"
_GIVEN = """ifnull((
    SELECT last < event.number FROM temp.brought
    WHERE temp.brought.writer = event.writer AND first <= event.number ORDER BY first DESC LIMIT 1
), 1)"""
_MAY_BE_AHEAD = ", ".join(f"{KINDS.get(kind, EventKind.ANSWER):d}" for kind in DATED_BY_CLOCKS)
_AHEAD = f"at > :since AND at <= {INSTANTS[1]} AND kind IN ({_MAY_BE_AHEAD}) AND {_STANDING}"
_REACHES = """SELECT max(
    ifnull((SELECT max(newest) FROM peak), :since),
    ifnull((SELECT max(at) FROM event WHERE rowid > (SELECT ifnull(max(version), 0) FROM peak)), :since)
) > :since"""


class LogEnd:
    """The log of an open progress file, read as far as it is asked for.

    Each method raises StoreError where what it reads is damaged.

    Args:
        store: the file.
        text: count and show only the events about cards whose id has this in it, the id that a
            card has by now or one that it had, or whose question has, in any case.
    """

    def __init__(self, store: SQLiteStore, text: str | None = None) -> None:
        self._store = store
        self.is_part = text is not None
        self._cards = None if text is None else self._known_as(text)
        self._where = _ALL if text is None else _ABOUT_MEANT

    def _known_as(self, text: str) -> set[str]:
        """Return the ids of cards that have a text in them or in their question, by now or before."""
        asking = self._asking(text)
        ids = (card for (card,) in self._store.select("SELECT id FROM card") if type(card) is str)
        cards = {card for card in ids if text in card or not asking.isdisjoint(may_be_of(card))}
        names = logs.standing(logs.Log(others=self.of_kinds(CarriedOver, Undone))).names
        return cards | {
            old
            for old, now in names.items()
            if text in now or now in cards or not asking.isdisjoint(may_be_of(now))
        }

    def _asking(self, text: str) -> set[str]:
        """Return the notes whose question, as last seen, has a text in it."""
        rows = self._store.select("SELECT note, prompt FROM wording")
        wanted = " ".join(text.casefold().split())
        texts = ((note, prompt) for note, prompt in rows if type(note) is type(prompt) is str)
        return {note for note, prompt in texts if wanted in " ".join(prompt.casefold().split())}

    def count(self) -> int:
        """Return the number of events."""
        if not self.is_part:
            return self._store.count()
        with self._about(self._cards):
            return int(self._store.select(f"SELECT count(*) FROM event WHERE {self._where}")[0][0])

    def newest(self, count: int) -> list[Event]:
        """Return the newest events, up to that many, the newest first."""
        with self._about(self._cards):
            return self._store.selected(_NEWEST.format(where=self._where), {"count": count})

    @contextmanager
    def _about(self, cards: Iterable[str] | None) -> Iterator[None]:
        """Let temp.meant hold some cards, if any are meant, for the `with` block alone."""
        with self._store.alone():
            if cards is not None:
                self._store.mean(cards)
            yield

    def ahead(self, now: datetime) -> Ahead:
        """Return the events, of the whole log, of which `progress.lies_ahead` holds."""
        values = {"since": milliseconds(now) + AHEAD // MILLISECOND}
        if not self._store.select(_REACHES, values)[0][0]:
            return Ahead()
        found = f"SELECT count(*), min(at), max(at) FROM event WHERE {_AHEAD}"
        with self._store.alone():
            self._put_undone_aside()
            count, first, last = self._store.select(found, values)[0]
        return Ahead(count, from_milliseconds_if(first, 0), from_milliseconds_if(last, 0))

    def take_back_ahead(self, now: datetime, tell: Callable[[int], object] = int) -> int:
        """Take back all events that lie ahead, an undo each, all or none; return how many.

        Args:
            now: an aware datetime in the learner's offset.
            tell: is told how many more are done, again and again.

        Raises:
            StoreError: it could not be written.
        """
        with self._store.alone():
            self._store.go_along()
            ahead = self.ahead(now)
            if ahead.last is not None:
                since = milliseconds(now) + AHEAD // MILLISECOND
                self._store.undo_all(_AHEAD, {"since": since}, after(now, ahead.last), tell)
        return ahead.number

    def _put_undone_aside(self) -> None:
        """Let the table temp.gone hold the names of the events that were taken back."""
        if self._store.select(_UNDOES_AN_UNDO):
            self._store.put_aside(self.undone())
        else:  # then each stands, and of a million none has to be made into an event
            self._store.put_aside(())
            self._store.fill_aside(_UNDONE)

    def _put_brought_aside(self) -> None:
        """Let the table temp.brought hold what imports and merges brought."""
        merges = (event for event in self.of_kinds(Brought) if isinstance(event, Brought))
        self._store.put_runs(united(*(event.runs for event in merges)))

    def of_kinds(self, *kinds: type[Event]) -> list[Event]:
        """Return all events of some kinds, none of them answers, in order.

        Undos beside other kinds are only those that may concern these: not the many of answers.
        """
        wanted = ", ".join(f"{KINDS[kind]:d}" for kind in kinds)
        # Said that none is an answer, SQLite uses the index of the others, where there is one.
        where = f"kind <> {EventKind.ANSWER:d} AND kind IN ({wanted})"
        if Undone in kinds and len(kinds) > 1:
            where += f" AND {_CONCERNS_NO_ANSWER}"
        return in_order(self._store.selected(f"{_EVENTS} WHERE {where}"))

    def undone(self, after: int = 0) -> set[EventId]:
        """Return the ids of the events taken back by an undo that itself stands.

        Args:
            after: only undos that arrived after this version of the log count.
        """
        where = f"kind <> {EventKind.ANSWER:d} AND kind = {EventKind.UNDO:d} AND event.rowid > ?"
        if self._store.select(_UNDOES_AN_UNDO):
            return undone_ids(in_order(self._store.selected(f"{_EVENTS} WHERE {where}", (after,))))
        # Each stands, and of a million none has to be made into an event.
        return set(
            map(EventId._make, self._store.select(f"{_NAMES_UNDONE} WHERE {where}", (after,)))
        )

    def named(self, names: Iterable[EventId]) -> dict[EventId, Event]:
        """Return the events of some names, those that are there."""
        query = f"""{_EVENTS} WHERE number = :number
            AND writer = (SELECT number FROM writer WHERE name = :writer) ORDER BY at"""
        found = (self._store.selected(query, name._asdict()) for name in names)
        return {event.id: event for several in found for event in several}

    def numbered(self, number: int, writer: str) -> list[Event]:
        """Return the events of a number, of those writers whose names begin so."""
        query = f"""{_EVENTS} WHERE number = :number AND writer IN (
            SELECT number FROM writer WHERE substr(name, 1, :length) = :writer)"""
        values = {"number": number, "writer": writer, "length": len(writer)}
        return self._store.selected(query, values)

    def newest_answer(
        self, cards: Iterable[str] | None = None, now: datetime | None = None
    ) -> Answered | None:
        """Return the newest answer given on this device that stands; see `progress.newest_answer`.

        What an import or a merge brought was not given here, though it may bear this device's name.
        """
        where = f"{_ANSWERS_HERE} AND {_STANDING} AND {_GIVEN}"
        if cards is not None:
            where += " AND card IN temp.meant"
        values = {"device": this_device(), "count": 1}
        with self._about(cards):
            self._put_undone_aside()
            self._put_brought_aside()
            if now is not None:
                arrived = f"{_EVENTS} WHERE {where} ORDER BY rowid DESC LIMIT :count"
                last = self._store.selected(arrived, values)
                if not last or last[0].at > now:
                    return _answer(last)
                where, values = f"{where} AND at <= :now", {**values, "now": milliseconds(now)}
            return _answer(self._store.selected(_NEWEST.format(where=where), values))

    def judged_again(self, events: Iterable[Event]) -> set[EventId]:
        """Return the names of those of some events that judge an answer again."""
        ratings = [e for e in events if isinstance(e, Rated) and e.outcome is not None]
        answers = self.named(rating.answer for rating in ratings)
        found: set[EventId] = set()
        for rating in ratings:
            answer = answers.get(rating.answer)
            if isinstance(answer, Answered):
                before = (each for each in self._ratings(answer.id) if place(each) < place(rating))
                counts = counts_as(answer, {answer.id: before})
                found |= {rating.id} if counts.is_judged_again_by(rating) else set()
        return found

    def _ratings(self, answer: EventId) -> list[Rated]:
        """Return all ratings of an answer, in order."""
        query = f"""{_EVENTS} WHERE {_RATINGS} AND target_number = :number
            AND target_writer = (SELECT number FROM writer WHERE name = :writer)"""
        found = in_order(self._store.selected(query, answer._asdict()))
        return [event for event in found if isinstance(event, Rated)]

    def newest_judging(self) -> Rated | None:
        """Return the newest event of this device that stands and judges an answer again."""
        query = (
            f"{_EVENTS} WHERE {_RATINGS} AND {_HERE} AND {_STANDING} AND {_GIVEN}"
            " ORDER BY rowid DESC LIMIT 1"
        )
        with self._store.alone():
            self._put_undone_aside()
            self._put_brought_aside()
            found = self._store.selected(query, {"device": this_device()})
        judging = self.judged_again(found)
        return next((e for e in found if isinstance(e, Rated) and e.id in judging), None)

    def done_at_once(self, target: Event) -> list[Event]:
        """Return the events that stand of those written at once with one that judges again.

        So, too, of the undos that took such back.
        """
        meant = self.named([target.target]).values() if isinstance(target, Undone) else [target]
        if not self.judged_again(meant):
            return []
        values = {
            "kind": KINDS[type(target)],
            "at": milliseconds(target.at),
            "writer": target.id.writer,
        }
        with self._store.alone():
            self._put_undone_aside()
            return self._store.selected(f"{_EVENTS} WHERE {_AT_ONCE} AND {_STANDING}", values)

    def doubles(self) -> list[EventId]:
        """Return the names that two events have, as a file of before format 3 may hold."""
        found = self._store.select("SELECT sql FROM sqlite_schema WHERE name = 'event_name'")
        if "CASE" not in found[0][0]:  # which tells them apart
            return []
        query = """SELECT writer.name, event.number FROM event
            JOIN writer ON writer.number = event.writer
            GROUP BY event.writer, event.number HAVING count(*) > 1"""
        rows = self._store.select(query)
        return [EventId(*row) for row in rows if are_writers(row[:1]) and type(row[1]) is int]


def _answer(found: list[Event]) -> Answered | None:
    return next((event for event in found if isinstance(event, Answered)), None)
