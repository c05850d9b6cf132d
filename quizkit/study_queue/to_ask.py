"""What is still to be asked in a session, in order, and what an answer changes of that."""

from bisect import bisect
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from attrs import evolve, frozen

from quizkit.scheduling import CardState, Phase
from quizkit.study_queue.turns import LEARN_AHEAD
from quizkit.value import Value

_IN_STEPS = Phase.LEARNING, Phase.RELEARNING
_BETWEEN = 2
"""How many other cards are asked between two showings of one in learning, if there are any."""


def is_learning(state: CardState) -> bool:
    """Whether a card is between two learning or relearning steps."""
    return state.phase in _IN_STEPS and state.due is not None


class Next(NamedTuple):
    """The card to ask next, and the instant from which: one still to come is waited for."""

    card: str
    at: datetime


@frozen(eq=False, repr=False)
class Queue(Value):
    """Cards to study, by id, each in one place.

    Args:
        learning: cards between two learning steps with the instants their steps are over, soonest
            first.
        due: cards in review that are due, least likely recalled first.
        new: cards never answered, as many as the day's limit admits.
        begun: cards asked in this session.
        limit: how many different cards this session may ask; None for any number.
        again: cards missed in practice, which are asked once more when nothing else is left.
        recent: the cards answered last, the newest first: they come last of those in learning.
        spaced: whether a card in learning that is alone waits for its step to be over, and none is
            asked twice running; else nothing ever waits.
        seconds: how long a learner may yet think before no question begins; None for any time.
        over: when that time was used up; cards begun whose steps were over by then still come.
    """

    learning: tuple[tuple[datetime, str], ...] = ()
    due: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    begun: frozenset[str] = frozenset()
    limit: int | None = None
    again: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    spaced: bool = False
    seconds: float | None = None
    over: datetime | None = None

    def next_card(self, now: datetime) -> str | None:
        """Return the card to ask at `now`, or after a wait; None if none is left for this session."""
        found = self.next(now)
        return None if found is None else found.card

    def next(self, now: datetime) -> Next | None:
        """Return the card to ask next, and from when; None if none is left for this session."""
        last = self.recent[:1]
        ready = list(islice(self._ready(now), 2))  # one of two is not the one asked last
        for card in ready:
            if card not in last:
                return Next(card, now)
        waiting = dict.fromkeys([*ready, *self.again], now)
        waiting |= {card: at for at, card in self._early(now)}
        if not waiting:
            return None
        if len(waiting) == 1 and self.spaced:
            return Next(*waiting.popitem())
        return Next(min(waiting, key=self._newness), now)

    def _ready(self, now: datetime) -> Iterator[str]:
        """Yield the cards that need no wait, in order; once the time is used up, those begun."""
        if self.over is not None:
            yield from self._finishing(self.over)
            return
        for at, card in self._learning_soon(now):
            if at <= now:
                yield card
        if self._room() > 0:
            yield from self.due
            yield from self.new

    def _early(self, now: datetime) -> Iterator[tuple[datetime, str]]:
        """Yield the cards that may be asked though their steps are not over, soonest first."""
        if self.over is None:
            yield from (entry for entry in self._learning_soon(now) if entry[0] > now)

    def _finishing(self, over: datetime) -> Iterator[str]:
        """Yield the cards that are still asked once the time is used up."""
        return (card for at, card in self.learning if at <= over and card in self.begun)

    def _newness(self, card: str) -> int:
        """Return how near the last showing of a card is: 0 if two others or more were asked since."""
        return _BETWEEN - self.recent.index(card) if card in self.recent else 0

    def remaining(self, now: datetime) -> int:
        """Return the number of different cards still to be asked in this session."""
        if self.over is not None:
            return sum(1 for _ in self._finishing(self.over))
        waiting, again = len(self.due) + len(self.new), len(self.again)
        if self.limit is None:
            return waiting + self._soon(now) + again
        learning = {card for _, card in self._learning_soon(now)}
        begun = len(learning & self.begun)
        return min(waiting + len(learning) - begun, self._room()) + begun + again

    def coming(self, now: datetime) -> list[str]:
        """Return the different cards still to be asked in this session, those that come back first."""
        if self.over is not None:
            return list(self._finishing(self.over))
        soon = [card for _, card in self._learning_soon(now)]
        back = [card for card in soon if card in self.begun]
        first = [*(card for card in soon if card not in self.begun), *self.due, *self.new]
        return [*back, *self.again, *first[: self._room()]]

    def cut_off(self, now: datetime) -> int:
        """Return the number of cards that are not asked as the time is used up."""
        asked = self.remaining(now)
        return 0 if self.over is None else evolve(self, over=None).remaining(now) - asked

    def without(self, card_id: str) -> "Queue":
        """Return this queue with a card taken out."""
        if self.due[:1] == (card_id,):
            return evolve(self, due=self.due[1:])
        if self.new[:1] == (card_id,):
            return evolve(self, new=self.new[1:])
        learning = tuple([entry for entry in self.learning if entry[1] != card_id])
        if len(learning) < len(self.learning):
            return evolve(self, learning=learning)
        but = card_id.__ne__
        return evolve(
            self,
            due=tuple(filter(but, self.due)),
            new=tuple(filter(but, self.new)),
            again=tuple(filter(but, self.again)),
        )

    def after(
        self,
        card_id: str,
        state: CardState | None,
        *,
        at: datetime | None = None,
        seconds: float = 0,
        missed: bool = False,
    ) -> "Queue":
        """Return this queue after a card was answered; one still in learning will come back.

        Args:
            card_id: the card.
            state: of the card; None where no schedule moves.
            at: the instant of the answer; None where no time is to be kept.
            seconds: how long the learner took.
            missed: whether to ask the card once more at the end, if it was asked this once.
        """
        rest = self.without(card_id)
        learning, again = rest.learning, rest.again
        if state is not None and is_learning(state) and state.due is not None:
            learning = _in_order(learning, (state.due, card_id))
        if missed and self.spaced and card_id not in self.begun:
            again = (*again, card_id)
        left, over = self.seconds, self.over
        if left is not None:
            left -= seconds
            over = at if over is None and left <= 0 else over
        return evolve(
            rest,
            learning=learning,
            begun=self.begun | {card_id},
            again=again,
            recent=(card_id, *self.recent)[:_BETWEEN] if self.spaced else (),
            seconds=left,
            over=over,
        )

    def part(self, card_id: str) -> "Queue":
        """Return what this queue has of a card that stands first in it, or is in learning."""

        def mine(cards: tuple[str, ...]) -> tuple[str, ...]:
            return cards[:1] if cards[:1] == (card_id,) else ()

        return evolve(
            self,
            learning=tuple([entry for entry in self.learning if entry[1] == card_id]),
            due=mine(self.due),
            new=mine(self.new),
            again=mine(self.again),
            begun=self.begun & {card_id},
        )

    def before(self, card_id: str, part: "Queue") -> "Queue":
        """Return this queue as it was before a card was answered or taken out.

        Args:
            card_id: the card.
            part: what it had of the card then.
        """
        rest = self.without(card_id)
        return evolve(
            rest,
            learning=_in_order(rest.learning, *part.learning),
            due=part.due + rest.due,
            new=part.new + rest.new,
            again=part.again + rest.again,
            begun=rest.begun - {card_id} | part.begun,
            recent=part.recent,
            seconds=part.seconds,
            over=part.over,
        )

    def _soon(self, now: datetime) -> int:
        """Return how many cards, the first of `learning`, may come within LEARN_AHEAD."""
        return bisect(self.learning, LEARN_AHEAD, key=lambda entry: entry[0] - now)

    def _learning_soon(self, now: datetime) -> Iterator[tuple[datetime, str]]:
        room = self._room() > 0
        soon = islice(self.learning, self._soon(now))
        return (entry for entry in soon if room or entry[1] in self.begun)

    def _room(self) -> int:
        """Return the number of different cards that may yet be begun; a large one if no limit is."""
        return 1_000_000_000 if self.limit is None else max(0, self.limit - len(self.begun))


_Waiting = tuple[tuple[datetime, str], ...]


def _in_order(learning: _Waiting, *entries: tuple[datetime, str]) -> _Waiting:
    """Return cards in learning with some more, soonest first."""
    for entry in entries:
        place = bisect(learning, entry)
        learning = (*learning[:place], entry, *learning[place:])
    return learning
