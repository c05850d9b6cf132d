"""The replay of a whole log by numpy; `replay.py` says what it gives.

Reviews are put card by card. Then the first reviews of all cards are worked out at once, then the
second ones, and so on, a block of cards at a time so that the numbers at hand stay in the cache of
the processor. The few cards with more reviews than all others are finished one by one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from quizkit.scheduling.card import known_rating
from quizkit.scheduling.days import EPOCH, CalendarDays, ElapsedDays, FractionalDays, instant_of
from quizkit.scheduling.formulas_numpy import Floats, Formulas, Indices, Ints, Ratings, formulas_of

if TYPE_CHECKING:
    from quizkit.scheduling.replay import CardName
    from quizkit.scheduling.scheduler import Scheduler

States = list[Floats]

BLOCK = 30_000
"""Cards worked out together: so few that all that is known of them fits the cache."""
MOST = 65535
"""Reviews of a card worked out together with those of others; those beyond, one by one."""
FEW = 64
"""Fewer cards than this are faster one by one than all at once."""

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND


def numpy_trace(
    scheduler: "Scheduler",
    cards: Sequence["CardName"],
    times: Sequence[Any],
    ratings: Sequence[int],
    utc_offsets: Sequence[float] | None = None,
) -> "NumpyTrace | None":
    """Return the replay of a log, None for a model or a policy of days that is not ours."""
    formulas = formulas_of(scheduler.model)
    if formulas is None or not isinstance(
        scheduler.day, ElapsedDays | CalendarDays | FractionalDays
    ):
        return None
    return NumpyTrace(scheduler, formulas, cards, times, ratings, utc_offsets)


class NumpyTrace:
    """What a replay by numpy leaves behind."""

    def __init__(
        self,
        scheduler: "Scheduler",
        formulas: Formulas,
        cards: Sequence["CardName"],
        times: Sequence[Any],
        ratings: Sequence[int],
        utc_offsets: Sequence[float] | None,
    ) -> None:
        """Go through the log; see `Scheduler.replay_log`. The columns are equally long."""
        self._model, self._day, self._formulas = scheduler.model, scheduler.day, formulas
        self._times, self._utc_offsets = times, utc_offsets
        codes, micros = _codes(cards), _microseconds(times)
        order, starts = _by_card(codes)
        in_order = micros[order]
        backwards = in_order[1:] < in_order[:-1]
        backwards[starts[1:] - 1] = False  # from one card to the next
        if backwards.any():
            by_time = np.argsort(micros, kind="stable")
            order = by_time[_by_card(codes[by_time])[0]]
            in_order = micros[order]
        self._order = order
        self._ratings = _checked_ratings(ratings)[order]
        clock = in_order
        if self._counts_study_days:
            clock = _study_days(self._day, micros, _offsets(times, utc_offsets))[order]
        ends = np.append(starts[1:], len(codes))
        after, before = self._fold(starts, ends, clock)

        # From the order of the sort to that of appearance.
        first_seen = starts if isinstance(order, slice) else np.minimum.reduceat(order, starts)
        cards_seen = np.argsort(first_seen)
        self._starts, self._ends = starts[cards_seen], ends[cards_seen]
        self._last_clock = clock[self._ends - 1]
        self._after = [column[cards_seen] for column in after]
        self._before = [column[cards_seen] for column in before]
        self._named_at, self._names = first_seen[cards_seen], cards

    @cached_property
    def cards(self) -> list["CardName"]:
        """Return the names of the cards."""
        if isinstance(self._names, np.ndarray):
            names: list[CardName] = self._names[self._named_at].tolist()
            return names
        return [self._names[index] for index in self._named_at.tolist()]

    @cached_property
    def memory(self) -> dict[str, list[float]]:
        """Return a column for each number the model remembers."""
        names = [field.name for field in attrs.fields(self._model.State)]
        return {name: column.tolist() for name, column in zip(names, self._after, strict=True)}

    def memory_before(self, card: int) -> Any:
        """Return the memory before the last review of a card, None if that was its first."""
        if self._ends[card] - self._starts[card] == 1:
            return None
        return self._model.State(*(float(column[card]) for column in self._before))

    def ratings(self, card: int) -> list[int]:
        """Return all ratings of a card, earliest first."""
        ratings: list[int] = self._ratings[self._starts[card] : self._ends[card]].tolist()
        return ratings

    def instant(self, card: int, review: int) -> datetime:
        """Return the instant of a card's n-th review; -1 is the last."""
        index = (self._ends if review < 0 else self._starts)[card] + review
        index = index if isinstance(self._order, slice) else self._order[index]
        time = self._times[index]
        if isinstance(time, datetime):
            return time
        offset = 0 if self._utc_offsets is None else self._utc_offsets[index]
        return instant_of(time.item() if isinstance(time, np.generic) else time, float(offset))

    def retrievability(self, now: datetime) -> list[float]:
        """Return the chance of recall of every card."""
        clock = _microseconds([now])
        if self._counts_study_days:
            clock = _study_days(self._day, clock, _offsets([now], None))
        elapsed = self._elapsed(self._last_clock, clock)
        recall: list[float] = self._formulas.retrievability(self._after, elapsed).tolist()
        return recall

    def _fold(self, starts: Indices, ends: Indices, clock: Ints) -> tuple[States, States]:
        """Return the states of all cards after and before their last review.

        Args:
            starts: where the reviews of each card begin.
            ends: where they end.
            clock: when each review was.
        """
        model = self._model
        fold = _Fold(self._formulas, self._elapsed, self._ratings, clock, starts, ends)
        cards = np.arange(len(starts))
        while len(cards) > FEW:
            # What a block leaves over is put together with what others do.
            few = BLOCK // 8 if len(cards) > BLOCK else FEW
            blocks = [cards[begin : begin + BLOCK] for begin in range(0, len(cards), BLOCK)]
            cards = np.concatenate([fold.advance(block, few) for block in blocks])
        for card in cards.tolist():
            last = state = model.State(*(float(column[card]) for column in fold.states))
            reviews = slice(fold.at[card], ends[card])
            elapsed = self._elapsed(clock[reviews][:-1], clock[reviews][1:]).tolist()
            for days, rating in zip(elapsed, self._ratings[reviews][1:].tolist(), strict=True):
                last, state = state, model.next(state, rating, days)
            for old, new, was, now in zip(
                fold.earlier, fold.states, attrs.astuple(last), attrs.astuple(state), strict=True
            ):
                old[card], new[card] = was, now
        return fold.states, fold.earlier

    @property
    def _counts_study_days(self) -> bool:
        """Tell whether the clock counts study days; if not, microseconds."""
        return isinstance(self._day, CalendarDays) and not self._model.counts_fractions

    def _elapsed(self, since: Ints, now: Ints) -> Floats:
        """Return the days from one reading of the clock to another; 0 if the other is earlier."""
        gone = np.maximum(now - since, 0)
        if isinstance(self._day, ElapsedDays):
            gone //= DAY
        elif not self._counts_study_days:
            gone = gone / DAY
        days: Floats = gone.astype(np.float64, copy=False)
        return days


class _Fold:
    """A replay under way.

    Attributes:
        states: the states of all cards, an array a field.
        earlier: the states before their last reviews, of cards that are done.
        at: the review of each card that `states` has come to.
    """

    def __init__(
        self,
        formulas: Formulas,
        elapsed: Callable[[Ints, Ints], Floats],
        ratings: Ratings,
        clock: Ints,
        starts: Indices,
        ends: Indices,
    ) -> None:
        """Begin with the first review of every card."""
        self.states = formulas.first(ratings[starts])
        self.earlier = [np.zeros(len(starts)) for _ in self.states]
        self.at = starts.copy()
        self._formulas, self._elapsed = formulas, elapsed
        self._ratings, self._clock, self._ends = ratings, clock, ends

    def advance(self, cards: Indices, few: int) -> Indices:
        """Work out some cards, all at once, as long as there are a few to do; return those left."""
        to_do = np.minimum(self._ends[cards] - self.at[cards] - 1, MOST)
        order = np.argsort((MOST - to_do).astype(np.uint16), kind="stable")  # 16 bits sort fast
        cards, to_do = cards[order], to_do[order]
        at = self.at[cards]
        last = self._clock[at]
        states = [column[cards] for column in self.states]
        earlier = [np.zeros(len(cards)) for _ in states]
        # How many cards have a review to do, how many a second, and so on; in the end none.
        counts = np.searchsorted(-to_do, -np.arange(to_do.max(initial=0) + 1)).tolist()
        for count, next_count in pairwise(counts):
            if count < few:
                break
            for old, new in zip(earlier, states, strict=True):
                old[next_count:count] = new[next_count:count]
            index = at[:count]
            index += 1
            now = self._clock.take(index)
            self._formulas.advance(
                [column[:count] for column in states],
                self._ratings.take(index),
                self._elapsed(last[:count], now),
            )
            last = now
        self.at[cards] = at
        for columns, done in ((self.states, states), (self.earlier, earlier)):
            for column, values in zip(columns, done, strict=True):
                column[cards] = values
        return cards[at + 1 < self._ends[cards]]


def _codes(cards: Sequence["CardName"]) -> Ints:
    """Return a number for each card: its name less the smallest, or counted where that will not do."""
    if isinstance(cards, np.ndarray) or set(map(type, cards)) == {int}:
        try:
            names = np.asarray(cards)
            if names.dtype.kind in "iu" and int(names.max()) - int(names.min()) < 2**63:
                codes: Ints = (names - names.min()).astype(np.int64, copy=False)
                return codes
        except OverflowError:
            pass  # a whole number of more than 64 bits
    numbers: dict[CardName, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in cards], dtype=np.int64)


def _checked_ratings(ratings: Sequence[int]) -> Ratings:
    column = np.asarray(ratings)
    if column.dtype.kind not in "iu" or column.min() < 1 or column.max() > 4:
        column = np.array([known_rating(rating) for rating in ratings])
    return column.astype(np.int8)


def _by_card(codes: Ints) -> tuple[Any, Indices]:
    """Return what puts reviews card by card, each in the order they were in, and where cards begin.

    The first is an index, or a slice of everything if there is nothing to do.
    """
    order: Any = slice(None)
    if (codes[1:] < codes[:-1]).any():
        # Each number takes its place along, as numbers are sorted faster than places by them.
        bits = len(codes).bit_length()
        if int(codes.max()).bit_length() + bits > 63:
            codes = np.unique(codes, return_inverse=True)[1]
        places = np.sort(codes << bits | np.arange(len(codes)))
        order = places & ((1 << bits) - 1)
        codes = places >> bits
    return order, np.append(0, (codes[1:] != codes[:-1]).nonzero()[0] + 1)


def _microseconds(times: Sequence[Any]) -> Ints:
    """Return microseconds since 1970 from instants or from seconds since 1970."""
    if isinstance(times[0], datetime):
        return np.array([(time - EPOCH) // MICROSECOND for time in times], dtype=np.int64)
    seconds = np.asarray(times)
    if seconds.dtype.kind in "iu":
        return seconds.astype(np.int64, copy=False) * SECOND
    if not np.isfinite(seconds).all():
        raise ValueError("a time is not finite")
    micros = seconds.astype(np.float64, copy=False) * SECOND
    return np.rint(micros, out=micros).astype(np.int64)


def _offsets(times: Sequence[Any], utc_offsets: Sequence[float] | None) -> Ints:
    """Return UTC offsets in microseconds: of the instants, or as given in seconds, or 0."""
    if isinstance(times[0], datetime):
        return np.array([time.utcoffset() // MICROSECOND for time in times], dtype=np.int64)
    if utc_offsets is None:
        return np.zeros(1, dtype=np.int64)
    return np.rint(np.asarray(utc_offsets, dtype=np.float64) * SECOND).astype(np.int64)


def _study_days(day: Any, micros: Ints, offsets: Ints) -> Ints:
    """Return the numbers of the study days some instants lie in, counted from 1970."""
    if day.zone is not None:
        offsets = _offsets_in(day.zone, micros)
    days: Ints = (micros + offsets - round(day.start_hour * 3600 * SECOND)) // DAY
    return days


def _offsets_in(zone: tzinfo, micros: Ints) -> Ints:
    """Return the UTC offset in microseconds of a zone at some instants."""

    def offset(micros: int) -> int:
        shift = (EPOCH + micros * MICROSECOND).astimezone(zone).utcoffset()
        assert shift is not None, "a zone has an offset at every instant"
        return shift // MICROSECOND

    # Where it is the same at both ends of a day in UTC it is so all day long.
    days, which = np.unique(micros // DAY, return_inverse=True)
    at_start = np.array([offset(day * DAY) for day in days.tolist()])
    at_end = np.array([offset(day * DAY + DAY - 1) for day in days.tolist()])
    offsets: Ints = at_start[which]
    for index in np.flatnonzero((at_start != at_end)[which]).tolist():
        offsets[index] = offset(int(micros[index]))
    return offsets
