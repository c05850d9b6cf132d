"""What a learner did with cards of Anki, as events, so that each card is due when it was promised.

An answer is named by the number that Anki gave it, what Anki says of a card now by what it says: the
same file read twice gives the same events, and a newer one only those that are new.

Source: Anki's manual and the layout of its database, and what its own package writes (23.12, 26.9).
"""

import json
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from hashlib import blake2b
from typing import NamedTuple

from attrs import evolve

from quizkit.interchange.anki.collection import CardRow, Collection, LogRow
from quizkit.interchange.options import ReadOptions
from quizkit.progress import (
    Answered,
    AnswerOutcome,
    Buried,
    Event,
    EventId,
    Forgotten,
    Remembered,
    Rescheduled,
    Suspended,
)
from quizkit.scheduling import FSRS6, Rating

_FILTERED, _MANUAL, _RESCHEDULED = 3, 4, 5
_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)
_SUSPENDED, _BURIED = -1, (-2, -3)
_DAY_START = 4
_LONGEST_ANSWER = 24 * 60 * 60 * 1000
_FURTHEST = 36_500
_EARLIEST, _LATEST = 631_152_000_000, 4_102_444_800_000  # of 1990 and 2100, in milliseconds
_AN_INSTANT = 1_000_000_000
"""Due above this is in seconds since 1970, and below it a day of the collection."""
_DAY = timedelta(days=1)


class Clock(NamedTuple):
    """What time it is for a collection.

    Args:
        zone: where its learner was.
        first: the date of its day 0.
        start: the hour at which its days begin.
    """

    zone: tzinfo
    first: date
    start: int

    def at(self, milliseconds: int) -> datetime:
        """Return an instant of the log."""
        return datetime.fromtimestamp(milliseconds / 1000, self.zone)

    def day(self, number: int) -> datetime:
        """Return when a day of the collection begins; far days are brought near."""
        number = max(-_FURTHEST, min(number, _FURTHEST))
        hour = max(self.start, _DAY_START)  # on that day by either reckoning
        return datetime.combine(self.first + number * _DAY, time(hour), self.zone)

    def number(self, at: datetime) -> int:
        """Return the number of the day in which an instant lies."""
        local = at.astimezone(self.zone)
        return ((local - timedelta(hours=self.start)).date() - self.first).days


def clock_of(collection: Collection, options: ReadOptions) -> Clock:
    """Return the clock of a collection: by the offsets that it kept, else by where the learner is."""
    zone = _zone(collection.config.get("localOffset")) or options.zone
    if zone.utcoffset(options.now) == options.zone.utcoffset(options.now):
        zone = options.zone  # which knows of summer time
    made_in = _zone(collection.config.get("creationOffset")) or zone
    made = datetime.fromtimestamp(max(0, min(collection.created, _LATEST // 1000)), made_in)
    return Clock(zone, made.date(), _rollover(collection))


def _rollover(collection: Collection) -> int:
    """Return the hour at which a day of a collection begins; packages do not say it."""
    hour = collection.config.get("rollover")
    return hour if isinstance(hour, int) and 0 <= hour < 24 else _DAY_START


def _zone(minutes_west: object) -> tzinfo | None:
    if not isinstance(minutes_west, int) or abs(minutes_west) >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes_west))


class History:
    """Gives the events of cards.

    Args:
        collection: has the log.
        options: of the reader.
    """

    def __init__(self, collection: Collection, options: ReadOptions) -> None:
        self._log = collection.log
        self._clock = clock_of(collection, options)
        known = options.now != ReadOptions().now
        self._latest = int((options.now + _DAY).timestamp() * 1000) if known else _LATEST
        self._is_v1 = collection.config.get("schedVer") != 2
        mark = blake2b(str(collection.created).encode(), digest_size=5).hexdigest()
        self._writer, self._state_writer = f"anki-{mark}", f"anki-{mark}-cards"
        self.odd = 0
        """How many rows of the log make no sense."""

    def events(self, card: CardRow, end: str) -> tuple[Event, ...]:
        """Return what was done with a card, in order, and where it stands now.

        Args:
            card: the card.
            end: what its id has behind that of its note.
        """
        if card.id not in self._log and card.type == _NEW and card.queue >= 0:
            return ()
        answers = list(self._answers(card, end))
        given = [each for each in answers if isinstance(each, Answered) and not each.practice]
        last = given[-1] if given and not _forgotten_after(answers, given[-1]) else None
        changed = self._changed(card, answers)
        state = list(self._standing(card, end, last, answers))
        if last is not None and card.type != _NEW and not state:
            answers[answers.index(last)] = self._kept(last, self._due(card))
        if card.queue == _SUSPENDED:
            state.append(
                Suspended(id=self._name(card, f"suspended {card.modified}"), at=changed, card=end)
            )
        elif card.queue in _BURIED:
            state.append(
                Buried(id=self._name(card, f"buried {card.modified}"), at=changed, card=end)
            )
        return (*answers, *state)

    def _answers(self, card: CardRow, end: str) -> Iterator[Event]:
        for row in self._log.get(card.id, ()):
            if not _EARLIEST < row.at < self._latest:
                self.odd += 1
                continue
            at, name = self._clock.at(row.at), EventId(self._writer, row.at)
            if row.type in (_MANUAL, _RESCHEDULED) or not 1 <= row.button <= 4:
                if row.type == _MANUAL and row.interval == 0 and row.factor == 0:
                    yield Forgotten(id=name, at=at, card=end)
                continue
            practice = row.type == _FILTERED and row.factor == 0 and not self._is_v1
            yield Answered(
                id=name,
                at=at,
                card=end,
                response=None,
                outcome=AnswerOutcome.SELF,
                rating=self._rating(row),
                due=None if practice else self._promised(row),
                duration=timedelta(milliseconds=max(0, min(row.milliseconds, _LONGEST_ANSWER))),
                practice=practice,
            )

    def _rating(self, row: LogRow) -> Rating:
        """Return the grade of a button: the first scheduler had three while a card was learned."""
        is_learning = row.type in (0, 2, _FILTERED)
        shift = self._is_v1 and is_learning and row.button in (2, 3)
        return Rating(row.button + shift)

    def _promised(self, row: LogRow) -> datetime:
        """Return when an answer promised the next showing."""
        at = self._clock.at(row.at)
        if row.interval < 0:
            return at + timedelta(seconds=min(-row.interval, _FURTHEST * 86_400))
        return self._clock.day(self._clock.number(at) + row.interval)

    def _changed(self, card: CardRow, answers: Sequence[Event]) -> datetime:
        """Return since when a card stands as it does: when its row was written, after all answers."""
        seconds = max(_EARLIEST // 1000, min(card.modified, _LATEST // 1000))
        written = self._clock.at(seconds * 1000)
        return max([written, *(each.at + timedelta(milliseconds=1) for each in answers)])

    def _due(self, card: CardRow) -> datetime:
        """Return when a card is due."""
        due = card.home_due if card.home_deck and card.home_due else card.due
        if due > _AN_INSTANT:
            return self._clock.at(min(due * 1000, _LATEST))
        return self._clock.day(due)

    def _standing(
        self, card: CardRow, end: str, last: Answered | None, answers: Sequence[Event]
    ) -> Iterator[Event]:
        """Yield the event that puts a card where it stands, where its answers alone would not."""
        changed = self._changed(card, answers)
        if card.type == _NEW:
            if last is not None:
                name = self._name(card, f"new after {last.id.number}")
                yield Forgotten(id=name, at=changed, card=end)
            return
        due = self._due(card)
        in_steps = card.type in (_LEARNING, _RELEARNING) or card.queue in (_LEARNING, _RELEARNING)
        if last is not None and (in_steps or self._is_promised(last, due)):
            return
        if last is None and card.type == _LEARNING:
            return  # it was begun, and nothing is known of it: a new card
        what = f"due {due.date()} {card.interval} {card.reviews} {card.lapses}"
        remembered = self._remembered(card) if last is None else None
        yield Rescheduled(
            id=self._name(card, what),
            at=changed if last is not None else self._last_seen(card, changed, answers),
            card=end,
            due=due,
            remembered=remembered,
        )

    def _last_seen(self, card: CardRow, changed: datetime, answers: Sequence[Event]) -> datetime:
        """Return when a card was seen last that has no answers: its memory counts from there."""
        seconds = int(_number(_data(card).get("lrt")))
        if not seconds:
            days = max(0, min(card.interval, _FURTHEST))
            seconds = int((self._due(card) - days * _DAY).timestamp())
        milliseconds = max(_EARLIEST, min(seconds * 1000, _LATEST))
        later = (each.at + timedelta(milliseconds=1) for each in answers)
        return max([min(self._clock.at(milliseconds), changed), *later])

    def _kept(self, last: Answered, due: datetime) -> Answered:
        """Return the last answer with the date that stands: of the same day it keeps its own, so
        that it reads the same in every export."""
        return last if self._is_promised(last, due) else evolve(last, due=max(due, last.at))

    def _is_promised(self, last: Answered, due: datetime) -> bool:
        """Return whether a date is that of the last answer and its interval."""
        return last.due is not None and self._clock.number(last.due) == self._clock.number(due)

    def _remembered(self, card: CardRow) -> Remembered:
        """Return what Anki knows of a card without a log: by FSRS, else by ease and interval."""
        found = _data(card)
        days, difficulty = _number(found.get("s")), _number(found.get("d"))
        if not (days > 0 and 1 <= difficulty <= 10):
            days = float(max(1, min(card.interval, _FURTHEST)))
            difficulty = difficulty_of(card.factor / 1000 or 2.5, days)
        return Remembered(
            stability=days,
            difficulty=difficulty,
            reviews=max(0, card.reviews),
            lapses=max(0, card.lapses),
        )

    def _name(self, card: CardRow, what: str) -> EventId:
        """Return the name of an event that says how a card stands: the same for the same."""
        text = f"{card.id} {what}"
        number = int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")
        return EventId(self._state_writer, number + 1)


def difficulty_of(ease: float, stability: float) -> float:
    """Return the difficulty that an ease of SM-2 amounts to, 1 to 10.

    Args:
        ease: factor by which an interval grows, 1.3 or more.
        stability: days.

    Source: the growth of stability after Good in FSRS-6, solved for the difficulty.
    """
    weights = FSRS6().weights
    slowing = math.pow(stability, -weights[9])
    growth = math.exp(weights[8]) * slowing * math.expm1(0.1 * weights[10])
    return max(1.0, min(10.0, 11 - (ease - 1) / growth))


def _data(card: CardRow) -> dict[str, object]:
    """Return what Anki keeps of a card's memory."""
    try:
        found = json.loads(card.data) if card.data else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> float:
    """Return a number of Anki's; 0 of what is none."""
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0


def _forgotten_after(answers: Sequence[Event], last: Answered) -> bool:
    return any(isinstance(each, Forgotten) and each.at > last.at for each in answers)


def hints_of(collection: Collection) -> Iterator[str]:
    """Yield the commands that take over what Anki's presets say, for who wants that."""
    told = set()
    for weights, retention in collection.presets:
        if len(weights) in (17, 19, 21) and all(math.isfinite(each) for each in weights):
            numbers = " ".join(f"{each:.4f}" for each in weights)
            told.add(f'To use the weights of Anki:  quizkit config weights "{numbers}"')
        if 0.7 <= retention <= 0.99 and round(retention, 2) != 0.9:
            told.add(f"To aim at what Anki did:  quizkit config retention {retention:.2f}")
    yield from sorted(told)
    rollover = _rollover(collection)
    if rollover != _DAY_START:
        yield f"Anki's day began at another hour:  quizkit config day-start {rollover}:00"
