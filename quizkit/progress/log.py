"""The log as a replay reads it: answers as rows of numbers, and what happened to each card.

Nearly all of a log are answers, and of an answer a replay needs its instants and ratings. To make
an event of each would take longer than all that follows, so a store hands them over as it has
them, and only the other events as values.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from operator import itemgetter, lt
from typing import Any, NamedTuple, TypeVar

from quizkit.progress.carried import Carried
from quizkit.progress.events import (
    Answered,
    Buried,
    CarriedOver,
    Event,
    EventId,
    Forgotten,
    Rated,
    Rescheduled,
    Suspended,
)
from quizkit.progress.instants import (
    MILLISECOND,
    from_milliseconds_if,
    milliseconds,
    milliseconds_if,
    minutes_east,
)
from quizkit.progress.order import in_order, place, undone_ids


class AnswerRow(NamedTuple):
    """An answer in numbers.

    Args:
        at: its instant, milliseconds since 1970.
        writer: of the event, as a number of the log.
        number: of the event among those of its writer.
        zone: minutes east of UTC.
        card: as a number of the log.
        rating: 1 (Again) to 4 (Easy); None if only the learner could say.
        due: the instant promised, milliseconds since 1970.
        practice: 1 if it leaves the schedule alone; else 0 or None.
        duration: milliseconds.
    """

    at: int
    writer: int
    number: int
    zone: int
    card: int
    rating: int | None
    due: int | None
    practice: int | None
    duration: int | None


class RatingRow(NamedTuple):
    """A rating of an answer in numbers.

    Args:
        at: its instant, milliseconds since 1970.
        writer: of the event, as a number of the log.
        number: of the event among those of its writer.
        answer_writer, answer_number: the name of the answer it rates, in the same numbers.
        rating: 1 (Again) to 4 (Easy).
        due: the instant promised, milliseconds since 1970.
    """

    at: int
    writer: int
    number: int
    answer_writer: int
    answer_number: int
    rating: int
    due: int | None


def part_of_rows(name: str) -> Callable[[Any], Any]:
    """Return a function that gives one part of a row, by its place: faster than by its name."""
    return itemgetter(AnswerRow._fields.index(name))


_A = TypeVar("_A")
_B = TypeVar("_B")

Mark = Buried | Suspended
"""What hides a card."""

Change = CarriedOver | Forgotten | Rescheduled
"""What changes the state of a card without an answer."""


class ChangeAt(NamedTuple):
    """A change, and the number of answers, to all cards, that came before it."""

    after: int
    change: Change


class Log(NamedTuple):
    """A log, or any part of it.

    Args:
        answers: in any order.
        others: all other events, in any order; they are few.
        cards: id of each card, by the number it has in `answers`.
        writers: name of each writer, by the number it has in `answers` and `ratings`.
        ratings: in any order.
        gone: how many events it had that were put aside since.
    """

    answers: Sequence[AnswerRow] = ()
    others: Sequence[Event] = ()
    cards: Mapping[int, str] = {}
    writers: Mapping[int, str] = {}
    ratings: Sequence[RatingRow] = ()
    gone: int = 0

    @property
    def version(self) -> int:
        """How many events there are, with those that were put aside: it never goes back."""
        return len(self.answers) + len(self.ratings) + len(self.others) + self.gone

    def newest(self) -> datetime | None:
        """Return the instant of the newest event; None of none."""
        others = (milliseconds(event.at) for event in self.others)
        rows = map(_AT, chain(self.answers, self.ratings))
        at = max(chain(rows, others), default=None)
        return from_milliseconds_if(at, 0)


class History(NamedTuple):
    """What happened to one card and stands, in order.

    Args:
        answers: their places among the answers to all cards.
        marks: what hid it.
        changes: what else changed its state.
        forgotten: places of the answers given before the card was last forgotten; they and the
            changes before are in no other field.
    """

    answers: Sequence[int] = ()
    marks: Sequence[Mark] = ()
    changes: Sequence[ChangeAt] = ()
    forgotten: Sequence[int] = ()


class Standing(NamedTuple):
    """The part of a log that stands: what no undo took back.

    Args:
        answers: of all cards, in order; what nobody rated is left out.
        cards: what happened to each card, by the id that it has after every carry-over.
        names: ids that were carried over, each with the one that it is known by now.
    """

    answers: Sequence[AnswerRow]
    cards: Mapping[str, History]
    names: Mapping[str, str]


def log_of(events: Iterable[Event]) -> Log:
    """Return a log made of events."""
    answers: list[AnswerRow] = []
    ratings: list[RatingRow] = []
    others: list[Event] = []
    cards: dict[str, int] = {}
    writers: dict[str, int] = {}
    for event in events:
        if not isinstance(event, Answered | Rated):
            others.append(event)
            continue
        name = writers.setdefault(event.id.writer, len(writers)), event.id.number
        if isinstance(event, Rated):
            target = writers.setdefault(event.answer.writer, len(writers)), event.answer.number
            counts_as = event.rating, milliseconds_if(event.due)
            ratings.append(RatingRow(milliseconds(event.at), *name, *target, *counts_as))
            continue
        row = AnswerRow(
            milliseconds(event.at),
            *name,
            zone=minutes_east(event.at),
            card=cards.setdefault(event.card, len(cards)),
            rating=event.rating,
            due=milliseconds_if(event.due),
            practice=int(event.practice),
            duration=None if event.duration is None else event.duration // MILLISECOND,
        )
        answers.append(row)
    return Log(answers, others, _turned_round(cards), _turned_round(writers), ratings)


def _turned_round(names: Mapping[_A, _B]) -> dict[_B, _A]:
    return dict(zip(names.values(), names.keys(), strict=True))


class _ByCard:
    """A log dealt out to its cards, in order of time; cards by their numbers."""

    def __init__(self, cards: Mapping[int, str]) -> None:
        self._numbers = _turned_round(cards)
        # Arrays: their numbers lie side by side in memory, those of a list anywhere.
        self._answers: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        self._marks: defaultdict[int, list[Mark]] = defaultdict(list)
        self._changes: defaultdict[int, list[ChangeAt]] = defaultdict(list)
        self._was = Carried()
        self._mixed: set[int] = set()  # cards of which what was dealt out is in no order

    def add(self, answers: Sequence[AnswerRow], begin: int, end: int) -> None:
        """Deal out the answers from place `begin` up to, not including, `end`."""
        found = self._answers
        cards: Iterable[int] = map(_CARD, answers[begin:end])
        if self._was:
            cards = self._was.names_of(cards)
        for answer, card in enumerate(cards, begin):
            found[card].append(answer)

    def mark(self, event: Mark) -> None:
        """Note a mark of a card, under the id that the card is known by now."""
        self._marks[self._known(event.card)].append(event)

    def change(self, event: Change, answers: int) -> None:
        """Note a change that comes after the first `answers` answers, to any card."""
        card = self._carry(event) if isinstance(event, CarriedOver) else self._known(event.card)
        self._changes[card].append(ChangeAt(answers, event))

    def _known(self, card: str) -> int:
        """Return the number that a card has by now; it is known though it was never answered."""
        number = self._was.now(self._number(card))
        self._answers[number]  # which makes an entry
        return number

    def _carry(self, event: CarriedOver) -> int:
        """Move all of one card to another, under whose name its later answers count too."""
        source, target = self._number(event.source), self._number(event.target)
        self._was.part(target)  # that id stands for itself from now on
        old = self._was.now(source)
        if old != target:
            for dealt in (self._answers, self._marks, self._changes):
                self._move(dealt, old, target)
            self._was.move(old, target)
        return target

    def _move(self, dealt: Any, old: int, target: int) -> None:
        """Move what was dealt out to one card to another; of both the fewer are moved."""
        if old in dealt:
            fewer, more = sorted((dealt.pop(old), dealt[target]), key=len)
            more.extend(fewer)
            if fewer or old in self._mixed:
                self._mixed.add(target)
            dealt[target] = more

    def histories(self) -> dict[str, History]:
        """Return the history of each card; one that was only carried over has none."""
        for card in self._mixed & self._answers.keys():
            self._answers[card] = array("i", sorted(self._answers[card]))
            self._marks[card].sort(key=place)
            self._changes[card].sort(key=_place_of_change)
        ids = _turned_round(self._numbers)
        return {ids[card]: self._history(card, answers) for card, answers in self._answers.items()}

    def _history(self, card: int, answers: Sequence[int]) -> History:
        """Return the history of a card, the part before it was last forgotten put aside."""
        changes = self._changes.get(card, ())
        history = History(answers, self._marks.get(card, ()), changes)
        for count in range(len(changes), 0, -1):
            after, change = changes[count - 1]
            if isinstance(change, Forgotten):
                cut = bisect_left(answers, after)
                return history._replace(
                    answers=answers[cut:], changes=changes[count:], forgotten=answers[:cut]
                )
        return history

    def names(self) -> dict[str, str]:
        """Return the ids that were carried over, each with the one that it is known by now."""
        ids = _turned_round(self._numbers)
        return {ids[old]: ids[new] for old, new in self._was.all()}

    def _number(self, card: str) -> int:
        """Return a card's number; one without answers gets a new one, below 0."""
        return self._numbers.setdefault(card, -1 - len(self._numbers))


def standing(log: Log) -> Standing:
    """Return the part of a log that stands, by card."""
    others = in_order(log.others)
    undone = undone_ids(others)
    events = [event for event in others if event.id not in undone]
    answers = as_rated(log.answers, ratings_by_now(log, undone))
    place_of = _place_by(log.writers)
    _sort(answers, log.writers)
    by_card = _ByCard(log.cards)
    begin = 0
    for event in events:
        if isinstance(event, Mark):
            by_card.mark(event)
        elif isinstance(event, Change):
            at = milliseconds(event.at), event.id.writer, event.id.number
            end = bisect_left(answers, at, lo=begin, key=place_of)
            by_card.add(answers, begin, end)
            by_card.change(event, end)
            begin = end
    by_card.add(answers, begin, len(answers))
    return Standing(answers, by_card.histories(), by_card.names())


_AT, _CARD = part_of_rows("at"), part_of_rows("card")


def _ascends(numbers: Sequence[int]) -> bool:
    """Return whether each number is above the one before."""
    return all(map(lt, numbers, islice(numbers, 1, None)))


def _place_by(writers: Mapping[int, str]) -> Callable[[Any], tuple[int, str, int]]:
    """Return the sort key of rows: instant, then the name of the writer, then the number."""
    return lambda row: (row.at, writers[row.writer], row.number)


def _sort(rows: list[AnswerRow] | list[RatingRow], writers: Mapping[int, str]) -> None:
    """Put rows in the order of the log."""
    rows.sort(key=_AT)  # fast, as they arrive nearly in order
    if not _ascends(list(map(_AT, rows))):
        rows.sort(key=_place_by(writers))


_ByNow = Mapping[tuple[Any, ...], tuple[Any, ...]]
"""Rating and due date by writer and number of the answer."""


def ratings_by_now(log: Log, undone: set[EventId]) -> _ByNow:
    """Return the ratings that answers have by now, without one if they are undone."""
    numbers = _turned_round(log.writers)
    gone: set[tuple[Any, ...]] = {(numbers.get(writer), number) for writer, number in undone}
    ratings = [row for row in log.ratings if row[1:3] not in gone] if gone else list(log.ratings)
    _sort(ratings, log.writers)
    changed: dict[tuple[Any, ...], tuple[Any, ...]] = {row[3:5]: row[5:] for row in ratings}
    changed |= dict.fromkeys(gone, (None, None))  # as if nobody had rated it
    return changed


def as_rated(rows: Iterable[AnswerRow], changed: _ByNow) -> list[AnswerRow]:
    """Return answers with the ratings that they have by now; those that have none are left out."""
    if changed:
        # Not `_replace`, which takes thrice the time: of self-rated cards every answer comes here.
        now, make, kind = changed.get, tuple.__new__, AnswerRow
        rows = [
            row if (new := now(row[1:3])) is None else make(kind, row[:5] + new + row[7:])
            for row in rows
        ]
    return [row for row in rows if row.rating is not None]


def _place_of_change(entry: ChangeAt) -> tuple[datetime, EventId]:
    return place(entry.change)
