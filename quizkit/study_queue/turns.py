"""Whose turn it is: the rule that the queue of a session and the counts of `quizkit due` share.

The counts are of instants in whole milliseconds, so that a shell prompt, which asks again and again,
loads this file and nothing of the scheduler; a session has datetimes, and need not turn them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

LEARN_AHEAD = timedelta(minutes=20)
"""A card in learning that is due within this comes at once when nothing else is left."""

FOREVER = -1
"""A number of no study day: until when a suspended card is hidden."""

_AHEAD = LEARN_AHEAD // timedelta(milliseconds=1)
_DAY = timedelta(days=1)

Instant = TypeVar("Instant", int, datetime)
"""Milliseconds since 1970, or aware datetimes."""


class Turn(NamedTuple, Generic[Instant]):
    """What decides whether a card is asked.

    Args:
        note: a number that the cards of a note have in common.
        due: the instant it falls due; None for a new card.
        step: the study day of that instant, for a card in learning; None for any other.
        answered: the study day of its newest answer; None if it has none.
        hidden: the study day for which it is buried, or FOREVER; None if it is not.
    """

    note: int
    due: Instant | None = None
    step: int | None = None
    answered: int | None = None
    hidden: int | None = None


class Dealt(NamedTuple):
    """The cards that may be asked, by their places among the turns.

    Args:
        learning: those in learning whose step is over today or soon.
        due: those in review that are due.
        new: those never answered.
        taken: the notes that had their turn today, or have it with a card in learning.
    """

    learning: list[int]
    due: list[int]
    new: list[int]
    taken: set[int]


class Counts(NamedTuple):
    """What there is to study: cards to repeat, new ones, and the instant the next falls due."""

    due: int
    new: int
    coming: int | None


def deal(turns: Sequence[Turn[Instant]], now: Instant, soon: Instant, today: int) -> Dealt:
    """Return the cards that may be asked.

    Args:
        turns: of the cards to choose from.
        now: an instant.
        soon: the instant LEARN_AHEAD later.
        today: the study day that `now` lies in.
    """
    dealt = Dealt([], [], [], {turn.note for turn in turns if turn.answered == today})
    for place, (note, due, step, _, hidden) in enumerate(turns):
        if hidden in (FOREVER, today):
            continue
        if due is None:
            dealt.new.append(place)
        elif step is None:
            if due <= now:
                dealt.due.append(place)
        elif step <= today or due <= soon:
            dealt.learning.append(place)
            dealt.taken.add(note)
    return dealt


def counts(turns: Sequence[Turn[int]], now: int, today: int, new_left: int) -> Counts:
    """Return the numbers of cards that a session would ask: the lengths of `study_queue`.

    Args:
        turns: of the cards to choose from.
        now: an instant, in milliseconds since 1970.
        today: the study day it lies in.
        new_left: how many cards may still be new today.
    """
    dealt = deal(turns, now, now + _AHEAD, today)
    due = {turns[place].note for place in dealt.due} - dealt.taken
    new = {turns[place].note for place in dealt.new} - dealt.taken - due
    place = next_place(turns, now)
    coming = None if place is None else turns[place].due
    return Counts(len(dealt.learning) + len(due), min(new_left, len(new)), coming)


def next_place(turns: Sequence[Turn[Instant]], now: Instant) -> int | None:
    """Return the place of the card that falls due next after `now`; None if none will."""
    shown = ((t.due, place) for place, t in enumerate(turns) if t.hidden != FOREVER)
    dues = ((due, place) for due, place in shown if due is not None and due > now)
    return min(dues, default=(now, None))[1]


def study_day(now: datetime, start_hour: float) -> int:
    """Return the number of the study day of `now`, as `CalendarDays(start_hour=…)` counts them."""
    since_year_1 = now.replace(tzinfo=None) - datetime.min
    return (since_year_1 - timedelta(hours=start_hour)) // _DAY + 1
