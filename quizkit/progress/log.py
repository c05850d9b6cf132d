"""The log as a replay reads it: answers as rows of numbers, and by card.

Nearly all of a log are answers, and of an answer a replay needs its instants and ratings. To make
an event of each would take longer than all that follows, so a store hands them over as it has
them, and only the other events as values.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import itemgetter, lt
from typing import NamedTuple

from quizkit.progress.events import (
    Answered,
    Buried,
    CarriedOver,
    Event,
    EventId,
    Rated,
    Suspended,
    in_order,
    place,
    undone_ids,
)
from quizkit.progress.instants import MILLISECOND, milliseconds, minutes_east

AnswerRow = tuple[int, int, int, int, int, int | None, int | None, int | None, int | None]
"""An answer: instant (milliseconds since 1970), writer, number, zone (minutes east of UTC), card,
rating, promised due instant, 1 if it is practice, duration (milliseconds)."""

Mark = Buried | Suspended
"""What hides a card."""

Cap = tuple[int, datetime]
"""How many answers came before a carry-over to another answer, and when to ask the card then."""


class Log(NamedTuple):
    """A log, or any part of it.

    Args:
        answers: in any order.
        others: all other events, in any order.
        cards: id of each card, by the number it has in `answers`.
        writers: name of each writer, by the number it has in `answers`.
    """

    answers: Sequence[AnswerRow] = ()
    others: Sequence[Event] = ()
    cards: Mapping[int, str] = {}
    writers: Mapping[int, str] = {}


class History(NamedTuple):
    """What happened to one card and stands, in order.

    Args:
        answers: where they are among the answers of all cards.
        marks: what hid it.
        caps: what brings it forward.
    """

    answers: Sequence[int] = ()
    marks: Sequence[Mark] = ()
    caps: Sequence[Cap] = ()


class Histories(NamedTuple):
    """A log by card.

    Args:
        answers: those that stand, of all cards, in order; what nobody rated is left out.
        cards: what happened to each card, by the id that it has after every carry-over.
        names: ids that were carried over, each with the one that it is known by now.
    """

    answers: Sequence[AnswerRow]
    cards: Mapping[str, History]
    names: Mapping[str, str]


def log_of(events: Iterable[Event]) -> Log:
    """Return a log made of events."""
    answers: list[AnswerRow] = []
    others: list[Event] = []
    cards: dict[str, int] = {}
    writers: dict[str, int] = {}
    for event in events:
        if not isinstance(event, Answered):
            others.append(event)
            continue
        answers.append(
            (
                milliseconds(event.at),
                writers.setdefault(event.id.writer, len(writers)),
                event.id.number,
                minutes_east(event.at),
                cards.setdefault(event.card, len(cards)),
                event.rating,
                None if event.due is None else milliseconds(event.due),
                1 if event.practice else None,
                None if event.duration is None else event.duration // MILLISECOND,
            )
        )
    return Log(
        answers,
        others,
        {number: card for card, number in cards.items()},
        {number: writer for writer, number in writers.items()},
    )


def histories(log: Log) -> Histories:
    """Return what of a log stands, by card."""
    others = in_order(log.others)
    undone = undone_ids(others)
    standing = [event for event in others if event.id not in undone]
    answers = _standing_answers(log, undone, standing)
    writers = log.writers

    def place_of(row: AnswerRow) -> tuple[int, str, int]:
        return (row[0], writers[row[1]], row[2])

    if not _ascends(list(map(itemgetter(0), answers))):
        answers.sort(key=place_of)
    by_card = _ByCard(log.cards)
    begin = 0
    for event in standing:
        if isinstance(event, Buried | Suspended):
            by_card.mark(event)
        elif isinstance(event, CarriedOver):
            at = (milliseconds(event.at), *event.id)
            end = bisect_left(answers, at, lo=begin, key=place_of)
            by_card.add(answers, begin, end)
            by_card.carry(event, end)
            begin = end
    by_card.add(answers, begin, len(answers))
    return Histories(answers, *by_card.found())


def _ascends(numbers: Sequence[int]) -> bool:
    return all(map(lt, numbers, islice(numbers, 1, None)))


def _standing_answers(log: Log, undone: set[EventId], standing: Iterable[Event]) -> list[AnswerRow]:
    """Return the answers that are not undone, each with the rating that it has by now."""
    numbers = {name: number for number, name in log.writers.items()}
    rated: dict[tuple[int, int], tuple[int, int | None]] = {}
    for event in standing:
        if isinstance(event, Rated) and event.answer.writer in numbers:
            due = None if event.due is None else milliseconds(event.due)
            answer = numbers[event.answer.writer], event.answer.number
            rated[answer] = event.rating, due
    gone = {(numbers[writer], number) for writer, number in undone if writer in numbers}
    rows: Iterable[AnswerRow] = log.answers
    if gone:
        rows = [row for row in rows if row[1:3] not in gone]
    if rated:
        rows = [
            (*row[:5], *rated[row[1:3]], *row[7:]) if row[1:3] in rated else row for row in rows
        ]
    return [row for row in rows if row[5] is not None]


class _ByCard:
    """A log dealt out to its cards, in order of time; cards by their numbers."""

    def __init__(self, cards: Mapping[int, str]) -> None:
        self._numbers = {card: number for number, card in cards.items()}
        # Numbers side by side, as those of a list lie all over the memory.
        self._answers: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        self._marks: defaultdict[int, list[Mark]] = defaultdict(list)
        self._caps: defaultdict[int, list[Cap]] = defaultdict(list)
        self._now: dict[int, int] = {}  # of a card that was carried over: what it is by now
        self._before: defaultdict[int, set[int]] = defaultdict(set)  # and what a card was

    def add(self, answers: Sequence[AnswerRow], begin: int, end: int) -> None:
        found, now = self._answers, self._now
        cards: Iterable[int] = map(itemgetter(4), answers[begin:end])
        if now:
            cards = (now.get(card, card) for card in cards)
        for answer, card in enumerate(cards, begin):
            found[card].append(answer)

    def mark(self, event: Mark) -> None:
        card = self._number(event.card)
        self._marks[self._now.get(card, card)].append(event)

    def carry(self, event: CarriedOver, answers: int) -> None:
        """Move all of one card to another, under whose name its later answers count too.

        Args:
            event: says which.
            answers: how many, of any card, come before it.
        """
        source, target = self._number(event.source), self._number(event.target)
        if target in self._now:  # that id stands for itself from now on
            self._before[self._now.pop(target)].discard(target)
        old = self._now.get(source, source)
        if old != target:
            if old in self._answers:
                self._answers[target] += self._answers.pop(old)
                self._answers[target] = array("i", sorted(self._answers[target]))
            if old in self._marks:
                self._marks[target] += self._marks.pop(old)
                self._marks[target].sort(key=place)
            self._caps[target] += self._caps.pop(old, [])
            moved = {old, *self._before.pop(old, ())}
            self._before[target] |= moved
            self._now.update(dict.fromkeys(moved, target))
        if event.due is not None:
            self._caps[target].append((answers, event.due))

    def found(self) -> tuple[dict[str, History], dict[str, str]]:
        """Return what happened to each card, and the ids that were carried over."""
        ids = {number: card for card, number in self._numbers.items()}
        cards = {
            ids[card]: History(answers, self._marks.pop(card, ()), self._caps.get(card, ()))
            for card, answers in self._answers.items()
        }
        cards |= {ids[card]: History((), marks) for card, marks in self._marks.items()}
        return cards, {ids[old]: ids[new] for old, new in self._now.items()}

    def _number(self, card: str) -> int:
        return self._numbers.setdefault(card, -1 - len(self._numbers))
