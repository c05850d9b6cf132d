"""Replaying a whole log at once: columns of cards, times and ratings in, the state of every card out.

Memories are worked out for the whole log, by numpy if it is installed and by a plain loop if not.
What else a state holds follows from the last review of a card, and is worked out when asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from quizkit.scheduling.card import CardName, CardState, Phase
from quizkit.scheduling.days import DAY, ElapsedDays
from quizkit.scheduling.fuzz import fuzz_range
from quizkit.scheduling.instants import instant, instant_of
from quizkit.scheduling.steps import moves_of, stand_after

if TYPE_CHECKING:
    from quizkit.scheduling.scheduler import Scheduler

WORTH_NUMPY = 5000
"""Reviews from which on numpy is worth its import."""


class Trace(Protocol):
    """What a replay leaves behind. Cards are numbered from 0, as their first reviews appear."""

    @property
    def cards(self) -> list[CardName]:
        """Return the names."""
        ...

    @property
    def memory(self) -> dict[str, list[float]]:
        """Return each number the model remembers, after the last review; a column of cards."""
        ...

    def memory_before(self, card: int) -> Any:
        """Return the memory before the last review of a card, None if that was its first."""
        ...

    def ratings(self, card: int) -> list[int]:
        """Return all ratings of a card, earliest first."""
        ...

    def instant(self, card: int, review: int) -> datetime:
        """Return the instant of a card's n-th review; -1 is the last."""
        ...

    def study_days_before(self, card: int) -> int:
        """Return on how many study days a card was answered before its last review."""
        ...

    def retrievability(self, now: datetime) -> list[float]:
        """Return the chance of recall of every card."""
        ...


def _depends_on_last_due(scheduler: "Scheduler", before: CardState, after: CardState) -> bool:
    """Tell whether `before.due` could have a say in `after.due`, were it known.

    It can when fuzz may have made the last interval longer than this one; see `Scheduler.review`.
    """
    if not scheduler.fuzz or before.phase is not Phase.REVIEW or before.memory is None:
        return False
    if scheduler.puts_in_order:
        return True
    if after.phase is not Phase.REVIEW or after.due is None or after.last_review is None:
        return False
    days = scheduler.model.interval(before.memory, scheduler.desired_retention)
    minimum, maximum = -(scheduler.minimum_interval // -DAY), scheduler.maximum_interval // DAY
    _, longest = fuzz_range(max(round(min(days, maximum)), minimum), minimum, maximum)
    return longest > scheduler.day.elapsed(after.last_review, after.due, False)


class ReplayedLog(Mapping[CardName, CardState]):
    """The state of every card of a log, by its name.

    A state is worked out when it is asked for. The columns are lists of one entry a card, in the
    order of iteration.
    """

    def __init__(self, scheduler: "Scheduler", trace: Trace) -> None:
        """Wrap what a replay left behind."""
        self._scheduler = scheduler
        self._trace = trace
        self._moves = moves_of(scheduler.learning_steps, scheduler.relearning_steps)

    @property
    def cards(self) -> list[CardName]:
        """Return the names of the cards, in the order of their first reviews in the columns."""
        return self._trace.cards

    @property
    def memory(self) -> dict[str, list[float]]:
        """Return a column for each number the model remembers, such as `stability`."""
        return self._trace.memory

    def retrievability(self, now: datetime) -> list[float]:
        """Return a column of the chances of recall.

        Raises:
            ValueError: `now` is naive.
        """
        return self._trace.retrievability(instant(now))

    @property
    def due(self) -> list[datetime | None]:
        """Return a column of the due dates; takes as long as all states."""
        return [card.due for card in self.values()]

    def __getitem__(self, name: CardName) -> CardState:
        """Return the state of a card after its last review."""
        scheduler, trace, card = self._scheduler, self._trace, self._numbers[name]
        seed = trace.cards[card]  # which may be a number of Python where `name` is one of numpy
        *earlier, rating = ratings = trace.ratings(card)
        phase, step, lapses = stand_after(self._moves, earlier)
        before = CardState(
            phase,
            step,
            trace.memory_before(card),
            None,
            trace.instant(card, -2) if earlier else None,
            len(earlier),
            lapses,
            seed,
            trace.study_days_before(card),
        )
        after = scheduler.review(before, rating, trace.instant(card, -1))
        if not _depends_on_last_due(scheduler, before, after):
            return after
        # Rare but for FSRS-7: due dates have to be gone through one after the other.
        log = [(trace.instant(card, n), rating) for n, rating in enumerate(ratings)]
        return scheduler.replay(log, CardState(seed=seed))

    def __iter__(self) -> Iterator[CardName]:
        """Go through the names of the cards."""
        return iter(self._trace.cards)

    def __len__(self) -> int:
        """Return the number of cards."""
        return len(self._trace.cards)

    @cached_property
    def _numbers(self) -> dict[CardName, int]:
        return {name: number for number, name in enumerate(self._trace.cards)}


class PlainTrace:
    """What a replay without numpy leaves behind.

    The reviews make a tree: those with the same history (equal ratings after equal days) are one
    node, worked out once. With the usual steps of learning that is half of the reviews of a log.
    """

    def __init__(
        self,
        scheduler: "Scheduler",
        cards: Sequence[CardName],
        times: Sequence[Any],
        ratings: Sequence[int],
        utc_offsets: Sequence[float] | None = None,
    ) -> None:
        """Go through the log; see `Scheduler.replay_log`. The columns are of equal length."""
        self._model, self._day = scheduler.model, scheduler.day
        names: list[CardName] = _listed(cards)
        moments, marks = _listed(times), _listed(ratings)
        if moments and not isinstance(moments[0], datetime):
            offsets = repeat(0.0) if utc_offsets is None else _listed(utc_offsets)
            moments = list(map(instant_of, moments, offsets))
        tree = self._tree(names, moments, marks)
        self.cards: list[CardName] = list(tree[3] if tree else dict.fromkeys(names))
        if tree is None:
            order = sorted(range(len(moments)), key=moments.__getitem__)
            names, moments, marks = (
                [column[n] for n in order] for column in (names, moments, marks)
            )
            tree = self._tree(names, moments, marks)
        assert tree is not None, "in order of time no card goes back"
        self._parents, days, ratings_of_nodes, last = tree
        self._names, self._instants, self._ratings = names, moments, marks
        self._last = [last[name] for name in self.cards]
        self._states, _ = self._model.replay_tree(self._parents, days, ratings_of_nodes)
        after = [self._states[node] for _, node in self._last]
        fields = [field.name for field in attrs.fields(self._model.State)]
        self.memory: dict[str, list[float]] = {
            name: [state[n] for state in after] for n, name in enumerate(fields)
        }

    def _tree(
        self, names: list[CardName], moments: list[datetime], marks: list[int]
    ) -> "tuple[list[int], list[float], list[int], dict[CardName, tuple[datetime, int]]] | None":
        """Return a tree as `replay_tree` takes it; when each card was last reviewed, and its node.

        None if a card goes back in time.
        """
        elapsed, fractions = self._day.elapsed, self._model.counts_fractions
        blocks = type(self._day) is ElapsedDays  # whose call would take as long as all the rest
        parents: list[int] = []
        days: list[float] = []
        ratings: list[int] = []
        nodes: dict[tuple[int, float, int], int] = {}  # by parent, days and rating
        last: dict[CardName, tuple[datetime, int]] = {}
        for name, now, rating in zip(names, moments, marks, strict=True):
            card = last.get(name)
            if card is None:
                parent, gone = -1, 0.0
            else:
                then, parent = card
                if blocks:
                    gone = (now - then).days
                    if gone < 0:
                        return None
                elif now < then:
                    return None
                else:
                    gone = elapsed(then, now, fractions)
            review = parent, gone, rating
            node = nodes.get(review)
            if node is None:
                node = nodes[review] = len(parents)
                parents.append(parent)
                days.append(gone)
                ratings.append(rating)
            last[name] = now, node
        return parents, days, ratings, last

    def memory_before(self, card: int) -> Any:
        """Return the memory before the last review of a card, None if that was its first."""
        parent = self._parents[self._last[card][1]]
        return None if parent < 0 else self._model.State(*self._states[parent])

    def ratings(self, card: int) -> list[int]:
        """Return all ratings of a card, earliest first."""
        return [self._ratings[row] for row in self._rows[self.cards[card]]]

    def instant(self, card: int, review: int) -> datetime:
        """Return the instant of a card's n-th review; -1 is the last."""
        instant: datetime = self._instants[self._rows[self.cards[card]][review]]
        return instant

    def study_days_before(self, card: int) -> int:
        """Return on how many study days a card was answered before its last review."""
        *earlier, _ = [self._instants[row] for row in self._rows[self.cards[card]]]
        elapsed = self._day.elapsed
        later = sum(elapsed(then, now, False) >= 1 for then, now in pairwise(earlier))
        return later + bool(earlier)

    def retrievability(self, now: datetime) -> list[float]:
        """Return the chance of recall of every card."""
        recall, fractions = self._model.retrievability, self._model.counts_fractions
        state = self._model.State
        return [
            recall(state(*self._states[node]), self._day.elapsed(then, now, fractions))
            for then, node in self._last
        ]

    @cached_property
    def _rows(self) -> dict[CardName, list[int]]:
        """The places of the reviews of each card in the columns."""
        rows: dict[CardName, list[int]] = {name: [] for name in self.cards}
        for row, name in enumerate(self._names):
            rows[name].append(row)
        return rows


def _listed(column: Sequence[Any]) -> list[Any]:
    """Return a list of Python's own values, also from a numpy array."""
    values: list[Any] = column.tolist() if hasattr(column, "tolist") else list(column)
    return values


def replay_log(
    scheduler: "Scheduler",
    cards: Iterable[CardName],
    times: Iterable[datetime | float],
    ratings: Iterable[int],
    utc_offsets: Iterable[float] | None = None,
) -> ReplayedLog:
    """Return the state of every card of a log; see `Scheduler.replay_log`."""
    names, moments, marks = _column(cards), _column(times), _column(ratings)
    offsets = None if utc_offsets is None else _column(utc_offsets)
    if not len(names) == len(moments) == len(marks) == len(marks if offsets is None else offsets):
        raise ValueError(
            f"the columns differ in length: {len(names)} cards, {len(moments)} times, "
            f"{len(marks)} ratings" + ("" if offsets is None else f", {len(offsets)} UTC offsets")
        )
    if getattr(getattr(moments, "dtype", None), "kind", "") == "M":
        moments = _seconds(moments)
    elif len(moments) and isinstance(moments[0], datetime):
        moments = _instants(moments)
    trace: Trace | None = None
    if len(names) >= WORTH_NUMPY:
        try:
            from quizkit.scheduling.replay_numpy import numpy_trace
        except ImportError:
            pass  # numpy is not installed
        else:
            trace = numpy_trace(scheduler, names, moments, marks, offsets)
    return ReplayedLog(scheduler, trace or PlainTrace(scheduler, names, moments, marks, offsets))


def _column(column: Any) -> Sequence[Any]:
    if hasattr(column, "to_numpy"):  # of a data frame, where [0] may be a label
        column = column.to_numpy()
    indexed = hasattr(column, "__len__") and hasattr(column, "__getitem__")
    return column if indexed else list(column)


def _seconds(times: Any) -> Any:
    """Return seconds since 1970 from a numpy array of datetime64."""
    if (times != times).any():  # as only what is no time is
        raise ValueError("a time is missing (NaT)")
    return times.astype("datetime64[us]").astype("int64") / 1e6


def _instants(times: Sequence[Any]) -> Sequence[datetime]:
    # One look at all types and zones saves a look at each instant in the usual case.
    if set(map(type, times)) == {datetime} and set(map(attrgetter("tzinfo"), times)) == {UTC}:
        return times
    for time in times:
        if not isinstance(time, datetime):
            raise ValueError(f"not all times are datetimes, as the first is: {time!r}")
    return [instant(time, "a time") for time in times]
