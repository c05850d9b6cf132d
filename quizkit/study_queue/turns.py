"""Whose turn it is: the rule that the queue of a session and the counts of `quizkit due` share.

A card in review is due on the date that it was promised: from the start of that study day where the
learner is now, whatever offset the promise was made in. A card between two learning steps is due at
an instant, unless its step is over when a study day begins; and so is a card that is asked again on
the day of its own last answer.

The counts are of instants in whole milliseconds, so that a shell prompt, which asks again and again,
loads this file and nothing of the scheduler; a session has datetimes, and need not turn them.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial
from itertools import repeat
from typing import Generic, NamedTuple, TypeVar

LEARN_AHEAD = timedelta(minutes=20)
"""A card in learning that is due within this comes at once when nothing else is left."""

FOREVER = -1
"""A number of no study day: until when a suspended card is hidden."""

_MILLISECOND = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_A_DAY = _DAY // _MILLISECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_OF_1970 = datetime(1970, 1, 1).toordinal()

Instant = TypeVar("Instant", int, datetime)
"""Milliseconds since 1970, or aware datetimes."""


class NewOrder(Enum):
    """Which deck the next new card comes from: each in turn, or the first until it has none."""

    TURNS = "turns"
    DECK = "deck"


class Turn(NamedTuple, Generic[Instant]):
    """What decides whether a card is asked.

    Args:
        note: a number that the cards of a note have in common.
        due: the instant it was promised for; None for a new card.
        day: the study day of that instant, in the offset that it was promised in.
        answered: the study day of its newest answer; None if it has none.
        hidden: the study day for which it is buried, or FOREVER; None if it is not.
        learning: whether it is between two learning steps.
        timed: whether it is due at the instant; else when its day begins.
    """

    note: int
    due: Instant | None = None
    day: int | None = None
    answered: int | None = None
    hidden: int | None = None
    learning: bool = False
    timed: bool = False


class Moment(NamedTuple, Generic[Instant]):
    """An instant at which turns are dealt, where the learner is then.

    Args:
        now: the instant.
        soon: the instant LEARN_AHEAD later.
        today: the study day that `now` lies in.
        begins: gives the instant at which a study day begins.
    """

    now: Instant
    soon: Instant
    today: int
    begins: Callable[[int], Instant]


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


def deal(turns: Sequence[Turn[Instant]], moment: Moment[Instant]) -> Dealt:
    """Return the cards that may be asked."""
    now, soon, today, _ = moment
    dealt = Dealt([], [], [], {turn.note for turn in turns if turn.answered == today})
    busy: set[int] = set()  # notes with a card in learning
    for place, (note, due, day, _, hidden, learning, timed) in enumerate(turns):
        if hidden in (FOREVER, today):
            continue
        if due is None or day is None:
            dealt.new.append(place)
        elif learning:
            if day <= today or (timed and due <= soon):
                dealt.learning.append(place)
                busy.add(note)
        elif day <= today and (not timed or due <= now):
            dealt.due.append(place)
    dealt.taken.update(busy)
    return _with_those_again(turns, dealt, busy, today)


def _with_those_again(
    turns: Sequence[Turn[Instant]], dealt: Dealt, busy: set[int], today: int
) -> Dealt:
    """Let cards that are due again on the day of their own answer have the turn of their notes."""
    again = {place for place in dealt.due if turns[place].answered == today}
    notes = {turns[place].note for place in again} - busy
    if not notes:  # as nearly always
        return dealt
    due = [place for place in dealt.due if place in again or turns[place].note not in notes]
    new = [place for place in dealt.new if turns[place].note not in notes]
    return Dealt(dealt.learning, due, new, dealt.taken - notes)


def decks_in_turn(new: Sequence[int], begun: int, order: NewOrder) -> Iterator[int]:
    """Yield the places of the decks that a new card comes from, one after the other, to their end.

    Args:
        new: how many new cards each deck has.
        begun: how many cards of these decks were ever answered: it says whose turn it is, so that
            they take turns from day to day too, however few cards a day may be new.
        order: the order of decks; in each of them cards keep theirs.
    """
    if order is NewOrder.DECK:
        for place, number in enumerate(new):
            yield from repeat(place, number)
        return
    left = {place: number for place, number in enumerate(new) if number}
    waiting = deque(left)
    waiting.rotate(-begun)
    while waiting:
        place = waiting.popleft()
        yield place
        left[place] -= 1
        if left[place]:
            waiting.append(place)


def counts(turns: Sequence[Turn[int]], moment: Moment[int], new_left: int) -> Counts:
    """Return the numbers of cards that a session would ask now, and when the next falls due.

    Args:
        turns: of the cards to choose from.
        moment: in milliseconds since 1970.
        new_left: how many cards may still be new today.
    """
    dealt = deal(turns, moment)
    learning = sum(comes(turns[place], moment) <= moment.soon for place in dealt.learning)
    due = {turns[place].note for place in dealt.due} - dealt.taken
    new = {turns[place].note for place in dealt.new} - dealt.taken - due
    place = next_place(turns, moment)
    coming = None if place is None else comes(turns[place], moment)
    return Counts(learning + len(due), min(new_left, len(new)), coming)


def comes(turn: Turn[Instant], moment: Moment[Instant]) -> Instant:
    """Return the instant at which a card that was promised one falls due, where the learner is now."""
    _, due, day, _, hidden, learning, timed = turn
    if due is None or day is None:
        raise ValueError("a new card falls due at no instant")
    found = moment.begins(day)
    if timed:
        found = due if learning else max(found, due)
    if hidden is None:
        return found
    back = moment.begins(hidden + 1)
    is_hidden = moment.begins(hidden) <= found < back
    return back if is_hidden or (hidden == moment.today and found <= moment.now) else found


def next_place(turns: Sequence[Turn[Instant]], moment: Moment[Instant]) -> int | None:
    """Return the place of the card that falls due next; None if none will."""
    today = moment.today
    by_day, by_instant = [], []
    for place, (_, _, day, _, hidden, _, timed) in enumerate(turns):
        if day is None or hidden == FOREVER:
            continue
        if timed or (hidden is not None and hidden >= today):
            by_instant.append((comes(turns[place], moment), place))
        elif day > today:
            by_day.append((day, place))
    found = [each for each in by_instant if each[0] > moment.now]
    if by_day:
        day, place = min(by_day)
        found.append((moment.begins(day), place))
    return min(found)[1] if found else None


class StudyDays:
    """Study days that begin at an hour of local time, counted in milliseconds since 1970."""

    def __init__(self, start_hour: float) -> None:
        midnight_to_start = -(timedelta(hours=start_hour) // -_MILLISECOND)
        self._start = midnight_to_start - _DAY_OF_1970 * _A_DAY

    def of(self, at: int, zone: int) -> tuple[int, bool]:
        """Return the study day of an instant, by minutes east of UTC, and whether it begins it."""
        day, since = divmod(at + zone * 60_000 - self._start, _A_DAY)
        return day, not since

    def begins(self, offset: int, day: int) -> int:
        """Return the instant at which a study day begins, by milliseconds east of UTC."""
        return day * _A_DAY + self._start - offset


def moment_of(now: datetime, start_hour: float) -> Moment[int]:
    """Return the moment of an aware datetime, in milliseconds, by days that begin at an hour."""
    at = (now - _EPOCH) // _MILLISECOND
    offset = (now.utcoffset() or timedelta()) // _MILLISECOND
    begins = partial(StudyDays(start_hour).begins, offset)
    return Moment(at, at + LEARN_AHEAD // _MILLISECOND, study_day(now, start_hour), begins)


def study_day(now: datetime, start_hour: float) -> int:
    """Return the number of the study day of `now`, as `CalendarDays(start_hour=…)` counts them."""
    since_year_1 = now.replace(tzinfo=None) - datetime.min
    return (since_year_1 - timedelta(hours=start_hour)) // _DAY + 1
