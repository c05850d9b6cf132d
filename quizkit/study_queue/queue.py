"""The queue of a session: what is still to be asked, in order."""

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from quizkit.lazy import deferred
from quizkit.model import Card
from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calls, CardState, ElapsedDays, Phase, Rating
from quizkit.study_queue.turns import FOREVER, LEARN_AHEAD, Moment, Turn, comes, deal, next_place
from quizkit.value import Value

if TYPE_CHECKING:
    import random
else:
    random = deferred("random")

_IN_STEPS = Phase.LEARNING, Phase.RELEARNING
_UNSEEN = CardRecord(CardState())  # one for all new cards, of which nothing more is asked
_NO_PROGRESS = Progress()


@frozen(eq=False, repr=False)
class Queue(Value):
    """Cards to study, by id, each in one place.

    Args:
        learning: cards between two learning steps with the instants their steps are over, soonest
            first.
        due: cards in review that are due, least likely recalled first.
        new: cards never answered, in file order, as many as the day's limit admits.
        begun: cards asked in this session.
        limit: how many different cards this session may ask; None for any number.
    """

    learning: tuple[tuple[datetime, str], ...] = ()
    due: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    begun: frozenset[str] = frozenset()
    limit: int | None = None

    def next_card(self, now: datetime) -> str | None:
        """Return the card to ask at `now`; None if there is none left for this session."""
        soonest = next(self._learning_soon(now), None)
        if soonest is not None and soonest[0] <= now:
            return soonest[1]
        waiting = self.due or self.new
        if waiting and self._room():
            return waiting[0]
        return None if soonest is None else soonest[1]

    def remaining(self, now: datetime) -> int:
        """Return the number of different cards still to be asked in this session."""
        waiting = len(self.due) + len(self.new)
        if self.limit is None:
            return waiting + self._soon(now)
        learning = {card for _, card in self._learning_soon(now)}
        begun = len(learning & self.begun)
        return min(waiting + len(learning) - begun, self._room()) + begun

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
        return evolve(self, due=tuple(filter(but, self.due)), new=tuple(filter(but, self.new)))

    def after(self, card_id: str, state: CardState | None) -> "Queue":
        """Return this queue after a card was answered; one still in learning will come back."""
        rest = self.without(card_id)
        learning = rest.learning
        if state is not None and is_learning(state) and state.due is not None:
            learning = _in_order(learning, (state.due, card_id))
        return evolve(rest, learning=learning, begun=self.begun | {card_id})

    def part(self, card_id: str) -> "Queue":
        """Return what this queue has of a card that stands first in it, or is in learning."""
        begun = self.begun & {card_id}
        if self.due[:1] == (card_id,):
            return Queue(due=(card_id,), begun=begun)
        if self.new[:1] == (card_id,):
            return Queue(new=(card_id,), begun=begun)
        return Queue(tuple([entry for entry in self.learning if entry[1] == card_id]), begun=begun)

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
            begun=rest.begun - {card_id} | part.begun,
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


def tagged(cards: Iterable[Card], tags: Collection[str]) -> list[Card]:
    """Return the cards that have any of `tags`; all if none is asked for."""
    return [card for card in cards if not tags or not set(tags).isdisjoint(card.note.tags)]


def missed(cards: Iterable[Card], progress: Progress) -> list[Card]:
    """Return the cards whose newest answer was rated Again."""
    return [card for card in cards if progress.record(card.id).last_rating is Rating.AGAIN]


def is_learning(state: CardState) -> bool:
    """Whether a card is between two learning or relearning steps."""
    return state.phase in _IN_STEPS and state.due is not None


def turn_of(note: int, record: CardRecord, day: Callable[[datetime], int]) -> Turn[datetime]:
    """Return the turn of a card; `day` gives the study day of an instant."""
    state = record.state
    due, answered = state.due, record.last_day
    if due is None:
        retired = state.phase is not Phase.NEW  # as by `Leitner`: it is asked no more
        return Turn(note, None, None, answered, FOREVER if retired else _hidden(record))
    learning, promised = state.phase in _IN_STEPS, day(due)
    timed = not _begins_a_day(due, promised, day) if learning else promised == answered
    return Turn(note, due, promised, answered, _hidden(record), learning, timed)


def _hidden(record: CardRecord) -> int | None:
    return FOREVER if record.suspended else record.buried_day


def _begins_a_day(due: datetime, promised: int, day: Callable[[datetime], int]) -> bool:
    try:
        return day(due - timedelta.resolution) < promised
    except OverflowError:  # the first instant of the calendar
        return True


def moment_of(now: datetime, progress: Progress) -> Moment[datetime]:
    """Return the moment of an aware datetime, by the study days of a learner."""
    today = progress.day(now)
    soon = ElapsedDays().due(now, LEARN_AHEAD)  # or the end of the calendar
    return Moment(now, soon, today, partial(progress.days.begin, now))


def falls_due(card_id: str, progress: Progress, now: datetime) -> datetime | None:
    """Return the instant at which a card falls due, or fell due, where the learner is now.

    None for a card that is new, suspended or asked no more.

    Args:
        card_id: the card.
        progress: the state of every card.
        now: an aware datetime in the learner's offset.
    """
    turn = turn_of(0, progress.record(card_id), progress.day)
    if turn.due is None or turn.hidden == FOREVER:
        return None
    return comes(turn, moment_of(now, progress))


def study_queue(
    cards: Iterable[Card],
    progress: Progress,
    now: datetime,
    *,
    scheduler: Calls[Any] | None,
    new_a_day: int,
    limit: int | None = None,
) -> Queue:
    """Return the queue of what is to be studied at `now`.

    Args:
        cards: the cards to choose from, in file order.
        progress: the state of every card, of other decks too: their new cards count.
        now: an aware datetime in the learner's offset.
        scheduler: says the chance of recall; None to leave due cards in file order, where all that
            matters is how many there are.
        new_a_day: how many cards a study day may be new, over all decks; 0 or more.
        limit: how many different cards to ask; None for all.
    """
    held = Waiting(cards, progress)
    return held.queue(now, scheduler=scheduler, new_a_day=new_a_day, limit=limit)


class Waiting:
    """Where cards stand, worked out once, for the queues of several instants; see `study_queue`."""

    def __init__(self, cards: Iterable[Card], progress: Progress) -> None:
        self._cards, self._progress = tuple(cards), progress
        known, name, day = progress.records, progress.name, progress.day
        self._records = [known.get(name(card.id), _UNSEEN) for card in self._cards]
        # Their notes by identity, as ids repeat over decks.
        pairs = zip(self._cards, self._records, strict=True)
        self._turns = [turn_of(id(card.note), record, day) for card, record in pairs]

    def queue(
        self,
        now: datetime,
        *,
        scheduler: Calls[Any] | None,
        new_a_day: int,
        limit: int | None = None,
    ) -> Queue:
        """Return the queue at `now`, as `study_queue` does."""
        cards, records, progress = self._cards, self._records, self._progress
        moment, turns = moment_of(now, progress), self._turns
        dealt = deal(turns, moment)
        due = dealt.due
        if scheduler is not None:
            chance = partial(
                scheduler.retrievability, now=now, calibration=progress.calibration, mood=True
            )  # of equal chances the earlier in the file stays ahead
            due = sorted(due, key=lambda place: chance(records[place].state) or 0.0)
        due_cards = _one_a_note((cards[place] for place in due), dealt.taken)
        new_cards = _one_a_note((cards[place] for place in dealt.new), dealt.taken)
        allowance = max(0, new_a_day - progress.introduced_on(moment.today))
        steps = [(comes(turns[place], moment), cards[place].id) for place in dealt.learning]
        return Queue(
            learning=tuple(sorted(steps)),
            due=tuple(due_cards),
            new=tuple(new_cards[:allowance]),
            limit=limit,
        )

    def next_due(self, now: datetime) -> datetime | None:
        """Return the next instant after `now` at which a card falls due; None if none will."""
        moment = moment_of(now, self._progress)
        place = next_place(self._turns, moment)
        return None if place is None else comes(self._turns[place], moment)

    @property
    def suspended(self) -> int:
        """How many of the cards are suspended."""
        return sum(record.suspended for record in self._records)


def practice_queue(
    cards: Iterable[Card], progress: Progress = _NO_PROGRESS, *, limit: int | None = None
) -> Queue:
    """Return every card that is not suspended once, in file order, whatever its schedule."""
    return Queue(new=tuple(card.id for card in _shown(cards, progress)), limit=limit)


def exam_queue(
    cards: Iterable[Card],
    rng: "random.Random",
    progress: Progress = _NO_PROGRESS,
    *,
    limit: int | None = None,
) -> Queue:
    """Return one card of each note, chosen of those not suspended and put in order by `rng`."""
    siblings: dict[int, list[Card]] = {}
    for card in _shown(cards, progress):
        siblings.setdefault(id(card.note), []).append(card)
    chosen = [rng.choice(of_note).id for of_note in siblings.values()]
    rng.shuffle(chosen)
    return Queue(new=tuple(chosen), limit=limit)


def _shown(cards: Iterable[Card], progress: Progress) -> Iterator[Card]:
    return (card for card in cards if not progress.record(card.id).suspended)


def next_due(cards: Iterable[Card], progress: Progress, now: datetime) -> datetime | None:
    """Return the next instant after `now` at which a card falls due; None if none will."""
    return Waiting(cards, progress).next_due(now)


def _one_a_note(cards: Iterable[Card], taken: set[int]) -> list[str]:
    """Return the ids of the first card of each note that is not taken yet, and take it."""
    chosen: list[str] = []
    for card in cards:
        if id(card.note) not in taken:
            taken.add(id(card.note))
            chosen.append(card.id)
    return chosen
