"""Where cards stand with a learner, as columns of Anki's cards and rows of its log."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from quizkit.interchange.options import WriteOptions
from quizkit.interchange.values import Outgoing
from quizkit.progress import Answered, CardRecord, EventId, Forgotten, Rated, undone_ids
from quizkit.scheduling import Phase, Rating

_DAY_START = timedelta(hours=4)
_DAY = timedelta(days=1)
_LEARNED, _REVIEWED, _RELEARNED, _FILTERED, _MANUAL = range(5)


class Standing(NamedTuple):
    """Where a card stands.

    Args:
        columns: of its row from `type` on to `data`.
        log: rows of its log without the card: id, and all behind the card.
    """

    columns: tuple[Any, ...]
    log: tuple[tuple[Any, ...], ...]


class Standings:
    """Where the cards of a deck stand.

    Args:
        outgoing: the deck, with what its learner knows and did.
        options: of the writer.
        taken: numbers that rows of the log have, also those of other decks; grows.
    """

    def __init__(self, outgoing: Outgoing, options: WriteOptions, taken: set[int]) -> None:
        undone = undone_ids(outgoing.events)
        ratings: dict[EventId, Rating] = {}
        self._answers: dict[str, list[Answered | Forgotten]] = {}
        for event in outgoing.events:
            if event.id in undone:
                continue
            if isinstance(event, Rated):
                ratings[event.answer] = event.rating
            elif isinstance(event, Answered | Forgotten):
                self._answers.setdefault(event.card, []).append(event)
        self._ratings = ratings
        self._records: Mapping[str, CardRecord] = outgoing.records
        first = min((event.at for event in outgoing.events), default=options.now)
        day = (first - _DAY_START).replace(hour=0, minute=0, second=0, microsecond=0) - 30 * _DAY
        self._first = day + _DAY_START
        self._taken = taken
        self._retention = options.retention

    @property
    def created(self) -> int:
        """When the collection begins, seconds since 1970: a month before the first answer."""
        return int(self._first.timestamp())

    def of(self, card: str) -> Standing | None:
        """Return where a card stands; None if it is new and was never answered."""
        log = tuple(self._log(card))
        record = self._records.get(card)
        if record is None or record.state.memory is None:
            if not log and (record is None or not record.suspended):
                return None
            queue = -1 if record is not None and record.suspended else 0
            return Standing((0, queue, 1, 0, 0, 0, 0, 0, 0, 0, 0, ""), log)
        state = record.state
        assert state.due is not None
        is_review = state.phase is Phase.REVIEW
        last = state.last_review or state.due
        days = max(1, self._day(state.due) - self._day(last))
        kind = {Phase.LEARNING: 1, Phase.RELEARNING: 3}.get(state.phase, 2)
        due = self._day(state.due) if is_review else int(state.due.timestamp())
        queue = -1 if record.suspended else 2 if is_review else 1
        left = 0 if is_review else 1001
        data = self._data(state.memory, last)
        columns = (kind, queue, due, days if is_review else 0, 2500, state.reviews, state.lapses)
        return Standing((*columns, left, 0, 0, 0, data), log)

    def _data(self, memory: Any, last: datetime) -> str:
        """Return what FSRS remembers, where the model is one that Anki has."""
        stability, difficulty = (
            getattr(memory, name, None) for name in ("stability", "difficulty")
        )
        if not isinstance(stability, float) or not isinstance(difficulty, float):
            return ""
        found = {"s": round(stability, 4), "d": round(difficulty, 3), "dr": self._retention}
        return json.dumps(found | {"lrt": int(last.timestamp())}, separators=(",", ":"))

    def _log(self, card: str) -> Any:
        before, was_reviewed = 0, False
        for event in self._answers.get(card, ()):
            if isinstance(event, Forgotten):
                yield self._free(event.at), -1, 0, 0, before, 0, 0, _MANUAL
                before, was_reviewed = 0, False
                continue
            rating = self._ratings.get(event.id, event.rating)
            if rating is None:
                continue
            interval = self._interval(event)
            again = _RELEARNED if was_reviewed else _LEARNED
            kind = _FILTERED if event.practice else _REVIEWED if before > 0 else again
            spent = round((event.duration or timedelta()) / timedelta(milliseconds=1))
            factor = 0 if event.practice else 2500
            yield self._free(event.at), -1, int(rating), interval, before, factor, spent, kind
            before = before if event.practice else interval
            was_reviewed = was_reviewed or before > 0

    def _free(self, at: datetime) -> int:
        """Return the number of a row of the log: when it was, in milliseconds, or just after."""
        number = round(at.timestamp() * 1000)
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number

    def _interval(self, event: Answered) -> int:
        """Return what an answer promised: days, or seconds below 0."""
        if event.due is None:
            return 0
        days = self._day(event.due) - self._day(event.at)
        return days if days >= 1 else -max(1, round((event.due - event.at).total_seconds()))

    def _day(self, at: datetime) -> int:
        return (at - self._first.astimezone(at.tzinfo)) // _DAY
