"""The queue of a session as the cards and their progress have it at an instant."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quizkit.lazy import deferred
from quizkit.model import Card
from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calls, CardState, ElapsedDays, Phase, Rating
from quizkit.study_queue.to_ask import Queue, is_learning as is_learning
from quizkit.study_queue.turns import (
    FOREVER,
    LEARN_AHEAD,
    Moment,
    NewOrder,
    Turn,
    comes,
    deal,
    decks_in_turn,
    next_place,
)

if TYPE_CHECKING:
    import random
else:
    random = deferred("random")

_UNSEEN = CardRecord(CardState())  # one for all new cards, of which nothing more is asked
_NO_PROGRESS = Progress()


def tagged(cards: Iterable[Card], tags: Collection[str]) -> list[Card]:
    """Return the cards that have any of `tags`; all if none is asked for."""
    return [card for card in cards if not tags or not set(tags).isdisjoint(card.note.tags)]


def missed(cards: Iterable[Card], progress: Progress) -> list[Card]:
    """Return the cards whose newest answer was rated Again."""
    return [card for card in cards if progress.record(card.id).last_rating is Rating.AGAIN]


def turn_of(note: int, record: CardRecord, day: Callable[[datetime], int]) -> Turn[datetime]:
    """Return the turn of a card; `day` gives the study day of an instant."""
    state = record.state
    due, answered = state.due, record.last_day
    if due is None:
        retired = state.phase is not Phase.NEW  # as by `Leitner`: it is asked no more
        return Turn(note, None, None, answered, FOREVER if retired else _hidden(record))
    learning, promised = is_learning(state), day(due)
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
    new_order: NewOrder = NewOrder.TURNS,
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
        new_order: which deck the next new card comes from.
    """
    waiting = Waiting(cards, progress)
    queue = waiting.queue(now, scheduler=scheduler, new_a_day=new_a_day, new_order=new_order)
    return evolve(queue, limit=limit)


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
        new_order: NewOrder = NewOrder.TURNS,
    ) -> Queue:
        """Return the queue at `now`, as `study_queue` does, without a limit."""
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
            due=tuple(card.id for card in due_cards),
            new=tuple(card.id for card in islice(self._in_order(new_cards, new_order), allowance)),
        )

    def _in_order(self, new: list[Card], order: NewOrder) -> Iterable[Card]:
        """Return new cards in the order in which decks take turns."""
        by_deck: dict[str, list[Card]] = {}
        for card in new:
            by_deck.setdefault(card.deck_id, []).append(card)
        if len(by_deck) < 2:
            return new
        begun = sum(turn.answered is not None for turn in self._turns)
        decks = [iter(of_deck) for of_deck in by_deck.values()]
        turns = decks_in_turn([len(of_deck) for of_deck in by_deck.values()], begun, order)
        return (next(decks[place]) for place in turns)

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
    pick: int | None = None,
    by: Collection[str] = (),
) -> Queue:
    """Return one card of each note, chosen of those not suspended and put in order by `rng`.

    Args:
        cards: the cards to choose from.
        rng: decides; the same cards and seed give the same exam.
        progress: says what is suspended.
        limit: how many different cards to ask; None for all.
        pick: how many notes to draw, each tag one in turn; None for all.
        by: the tags that draw; empty for all that the notes have. Notes without any draw as one.
    """
    siblings: dict[int, list[Card]] = {}
    for card in _shown(cards, progress):
        siblings.setdefault(id(card.note), []).append(card)
    chosen = [rng.choice(of_note) for of_note in siblings.values()]
    rng.shuffle(chosen)
    drawn = {card.id for card in islice(_drawn(chosen, by), pick)}
    return Queue(new=tuple(card.id for card in chosen if card.id in drawn), limit=limit)


def _drawn(cards: Iterable[Card], by: Collection[str]) -> Iterator[Card]:
    """Yield cards in the order in which their tags draw them, each tag one in turn."""
    of_tag: dict[str, list[Card]] = {}
    for card in cards:
        for tag in [tag for tag in card.note.tags if not by or tag in by] or [""]:
            of_tag.setdefault(tag, []).append(card)
    drawn: set[str] = set()
    waiting = deque(map(iter, of_tag.values()))
    while waiting:
        draws = waiting.popleft()
        for card in draws:
            if card.id not in drawn:
                yield card
                drawn.add(card.id)
                waiting.append(draws)
                break


def _shown(cards: Iterable[Card], progress: Progress) -> Iterator[Card]:
    return (card for card in cards if not progress.record(card.id).suspended)


def next_due(cards: Iterable[Card], progress: Progress, now: datetime) -> datetime | None:
    """Return the next instant after `now` at which a card falls due; None if none will."""
    return Waiting(cards, progress).next_due(now)


def _one_a_note(cards: Iterable[Card], taken: set[int]) -> list[Card]:
    """Return the first card of each note that is not taken yet, and take it."""
    chosen: list[Card] = []
    for card in cards:
        if id(card.note) not in taken:
            taken.add(id(card.note))
            chosen.append(card)
    return chosen
