"""A study session as a state machine: an input and an instant in, the next state and effects out.

    session = start(plan, progress, now)
    while not isinstance(session.screen, Finished):
        draw(session.screen)
        session, effects = session.step(read_input(), now)
        for effect in effects:
            store.append(effect.event)   # before the next screen is drawn

A session is a value: nothing in it changes, so a web page or a bot can keep it between two
requests, and undo is the value before. It decides what is asked, what an answer counts as and
what is saved; it draws nothing and reads no clock. Effects are to be carried out, in order, before
the screen of the new state is shown.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from random import Random

from attrs import evolve, field, frozen

from quizkit.errors import SessionError
from quizkit.grading import Outcome, Verdict
from quizkit.model import (
    Card,
    ChoiceNote,
    Deck,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
)
from quizkit.progress import (
    Answered,
    Buried,
    CardRecord,
    Event,
    EventId,
    Progress,
    Rated,
    Response,
    Suspended,
    Undone,
)
from quizkit.scheduling import CardState, Rating, Scheduler
from quizkit.study_queue import Queue, practice_queue, study_queue


@frozen(eq=False)
class Plan:
    """What holds for one sitting.

    Args:
        decks: where the cards come from; their ids differ.
        cards: the cards to choose from, by id, in file order.
        scheduler: computes intervals and chances.
        writer: names this sitting in the ids of its events; unique over all devices.
        seed: decides the order of options.
        new_a_day: how many cards a study day may be new, over all decks.
        limit: how many different cards to ask; None for all.
        practice: ask every card once, whatever its schedule, and let no schedule move.
        typed: show no options where the answer can be typed.
    """

    decks: Mapping[str, Deck]
    cards: Mapping[str, Card]
    scheduler: Scheduler
    writer: str
    seed: str
    new_a_day: int = 20
    limit: int | None = None
    practice: bool = False
    typed: bool = False

    def other_answers(self, card: Card) -> frozenset[str]:
        """Return the right answers of the other notes of the card's deck."""
        return self.decks[card.id.split("#", 1)[0]].other_answers(card)


class Command(Enum):
    """What a learner can ask for at a single key."""

    SHOW = "show me"
    HINT = "hint"
    NEXT = "next"
    OVERRULE = "overrule"
    UNDO = "undo"
    BURY = "bury"
    SUSPEND = "suspend"
    LEAVE = "leave"


@frozen
class Respond:
    """An answer, in the form that the grader takes; options by their text."""

    response: Response


@frozen
class Rate:
    """A grade for the answer just judged."""

    rating: Rating


Input = Command | Respond | Rate


@frozen
class Save:
    """An effect: append this event to the log; the screen may be drawn once it is on disk."""

    event: Event


@frozen
class Asking:
    """A card is shown and waits for an answer.

    Args:
        card: the card.
        options: the texts to choose from or to arrange, in the order shown; for pairs, the right
            sides. Empty where the answer is typed.
        since: when it was shown.
        hints: how many hints have been shown.
    """

    card: Card
    options: tuple[str, ...]
    since: datetime
    hints: int = 0

    @property
    def hints_shown(self) -> tuple[str, ...]:
        """The hints asked for so far."""
        return self.card.note.hints[: self.hints]


@frozen
class Judged:
    """An answer was given and saved; feedback is shown, and grades are offered.

    Args:
        asking: the screen it was given on.
        response: the answer; None for "show me".
        verdict: what the grader says of it.
        answer: id of the saved answer.
        at: the instant of the answer; every grade counts from it.
        before: the card's record before the answer.
        offers: the grades on offer, in order, each with the state of the card it leads to.
        rating: what the answer counts as; None if only the learner can say.
        overruled: whether the learner has turned the verdict round.
    """

    asking: Asking
    response: Response
    verdict: Verdict
    answer: EventId
    at: datetime
    before: CardRecord
    offers: Mapping[Rating, CardState]
    rating: Rating | None
    overruled: bool = False

    @property
    def card(self) -> Card:
        """The card that was asked."""
        return self.asking.card

    @property
    def self_rated(self) -> bool:
        """Whether the learner is the judge."""
        return isinstance(self.card.task, SelfRatedNote)

    @property
    def right(self) -> bool:
        """Whether the answer counts as right, the learner's word going before the grader's."""
        return self.verdict.outcome.remembered != self.overruled

    @property
    def default(self) -> Rating:
        """The grade that NEXT takes."""
        if self.rating is not None:
            return self.rating
        return min(Rating.GOOD, max(self.offers))


@frozen
class Finished:
    """Nothing is left to ask in this session, or the learner left."""

    left: bool = False


Screen = Asking | Judged | Finished


@frozen
class Result:
    """How an answer of this session came out; `rating` is None if it was never rated."""

    card_id: str
    outcome: Outcome
    rating: Rating | None


@frozen(eq=False)
class Session:
    """The state of a sitting; `step` gives the next.

    Args:
        plan: what holds for the sitting.
        progress: the state of every card, with the answers of this sitting.
        queue: what is still to be asked.
        screen: what is shown.
        results: one for each answer given and not undone, in order.
        events: how many events this sitting has made.
        began: when it was started.
        now: the newest instant it has seen; it never goes back.
        previous: the state that an undo returns to, None at the start.
        undoes: id of the event that an undo takes back.
    """

    plan: Plan
    progress: Progress
    queue: Queue
    screen: Screen
    began: datetime
    now: datetime
    results: tuple[Result, ...] = ()
    events: int = 0
    previous: "Session | None" = field(default=None, repr=False)
    undoes: EventId | None = None

    def step(self, given: Input, now: datetime) -> tuple["Session", tuple[Save, ...]]:
        """Return the session after an input at the instant `now`, and what is to be saved.

        Args:
            given: what the learner did.
            now: an aware datetime in the learner's offset; one before the last counts as the last.

        Raises:
            SessionError: the screen does not take this input; the session is as it was.
        """
        session = evolve(self, now=max(self.now, _whole_milliseconds(now)))
        screen = self.screen
        if given is Command.UNDO:
            return session._undo()
        if given is Command.LEAVE:
            return evolve(session, screen=Finished(left=True)), ()
        match screen, given:
            case Asking(), Respond(response):
                return session._answer(screen, response)
            case Asking(), Command.SHOW:
                return session._answer(screen, None)
            case Asking(), Command.HINT if screen.hints < len(screen.card.note.hints):
                return evolve(session, screen=evolve(screen, hints=screen.hints + 1)), ()
            case Asking(), Command.HINT:
                raise SessionError("no more hints" if screen.hints else "this card has no hint")
            case Judged(), Rate(rating) if rating in screen.offers:
                return session._rate(screen, rating)
            case Judged(), Command.NEXT:
                return session._rate(screen, screen.default)
            case Judged(), Command.OVERRULE if not screen.self_rated:
                return session._overrule(screen)
            case Asking() | Judged(), Command.BURY | Command.SUSPEND:
                return session._hide(screen.card, given)
        raise SessionError("that does not apply here")

    def _answer(self, asking: Asking, response: Response) -> tuple["Session", tuple[Save, ...]]:
        """Judge an answer and let it count, before its feedback is shown."""
        from quizkit.grading import grade  # only now: the first question need not wait for it

        card = asking.card
        response = _by_text(card, response, asking.options)
        verdict = grade(
            card,
            response,
            options=asking.options,
            other_answers=self.plan.other_answers(card),
        )
        before = self.progress.record(card.id)
        judged = Judged(
            asking=asking,
            response=response,
            verdict=verdict,
            answer=EventId(self.plan.writer, self.events + 1),
            at=self.now,
            before=before,
            offers={},
            rating=None,
        )
        if judged.self_rated:
            judged = evolve(judged, offers=self._offers(judged, right=True))
        else:
            judged = self._with_grades(judged, right=verdict.outcome.remembered)
        rating = judged.rating
        event = Answered(
            id=judged.answer,
            at=self.now,
            card=card.id,
            response=response,
            outcome="self" if judged.self_rated else verdict.outcome.value,
            rating=rating,
            due=self._promise(judged, rating),
            duration=self.now - asking.since,
            practice=self.plan.practice,
        )
        result = Result(card.id, verdict.outcome, rating)
        session = evolve(
            self,
            screen=judged,
            progress=self._progress_with(judged, rating),
            results=(*self.results, result),
            events=self.events + 1,
            previous=self,
            undoes=event.id,
        )
        return session, (Save(event),)

    def _with_grades(self, judged: Judged, *, right: bool) -> Judged:
        offers = self._offers(judged, right=right)
        return evolve(judged, offers=offers, rating=min(Rating.GOOD, max(offers)))

    def _offers(self, judged: Judged, *, right: bool) -> Mapping[Rating, CardState]:
        """Return the grades on offer: after a hint nothing better than Hard, when wrong Again."""
        best = Rating.EASY if not judged.asking.hints else Rating.HARD
        if not right:
            best = Rating.AGAIN
        if self.plan.practice:
            return {rating: judged.before.state for rating in Rating if rating <= best}
        preview = self.plan.scheduler.preview(judged.before.state, judged.at)
        return {rating: _promised(preview[rating]) for rating in Rating if rating <= best}

    def _promise(self, judged: Judged, rating: Rating | None) -> datetime | None:
        """Return the due instant that goes with a rating; None in practice."""
        if rating is None or self.plan.practice:
            return None
        return judged.offers[rating].due

    def _progress_with(self, judged: Judged, rating: Rating | None) -> Progress:
        """Return the progress with the judged answer counting as `rating`."""
        if rating is None:
            return self.progress
        if self.plan.practice:
            record = evolve(judged.before, last_rating=rating)
        else:
            day = self.progress.day(judged.at)
            record = judged.before.answered(judged.offers[rating], rating, day)
        return self.progress.with_record(judged.card.id, record)

    def _rate(self, judged: Judged, rating: Rating) -> tuple["Session", tuple[Save, ...]]:
        """Let the answer count as `rating`, and ask the next card."""
        if rating is judged.rating:
            return self._next(judged), ()
        session, event = self._rerated(judged, rating)
        return session._next(judged), (Save(event),)

    def _overrule(self, judged: Judged) -> tuple["Session", tuple[Save, ...]]:
        """Turn the verdict round, and offer the grades that then make sense."""
        turned = self._with_grades(
            evolve(judged, overruled=not judged.overruled), right=not judged.right
        )
        assert turned.rating is not None
        outcome = "correct" if turned.right else "wrong"
        session, event = self._rerated(turned, turned.rating, outcome=outcome)
        return evolve(session, screen=turned), (Save(event),)

    def _rerated(
        self, judged: Judged, rating: Rating, *, outcome: str = ""
    ) -> tuple["Session", Rated]:
        event = Rated(
            id=EventId(self.plan.writer, self.events + 1),
            at=self.now,
            answer=judged.answer,
            rating=rating,
            due=self._promise(judged, rating),
            outcome=outcome,
        )
        result = evolve(self.results[-1], rating=rating)
        session = evolve(
            self,
            progress=self._progress_with(judged, rating),
            results=(*self.results[:-1], result),
            events=self.events + 1,
        )
        return session, event

    def _next(self, judged: Judged) -> "Session":
        """Ask the next card, the judged one being done with for now."""
        card_id = judged.card.id
        state = None if self.plan.practice else self.progress.record(card_id).state
        return evolve(self, queue=self.queue.after(card_id, state))._asking()

    def _hide(self, card: Card, command: Input) -> tuple["Session", tuple[Save, ...]]:
        """Bury or suspend a card, and ask the next."""
        event_id = EventId(self.plan.writer, self.events + 1)
        record = self.progress.record(card.id)
        event: Event
        if command is Command.BURY:
            event = Buried(id=event_id, at=self.now, card=card.id)
            record = evolve(record, buried_day=self.progress.day(self.now))
        else:
            event = Suspended(id=event_id, at=self.now, card=card.id)
            record = evolve(record, suspended=True)
        hidden = evolve(
            self,
            progress=self.progress.with_record(card.id, record),
            queue=self.queue.without(card.id),
            events=self.events + 1,
            previous=self,
            undoes=event_id,
        )
        return hidden._asking(), (Save(event),)

    def _undo(self) -> tuple["Session", tuple[Save, ...]]:
        """Return to before the last answer, burying or suspension of this sitting."""
        if self.previous is None or self.undoes is None:
            raise SessionError("nothing to undo in this session")
        event = Undone(
            id=EventId(self.plan.writer, self.events + 1), at=self.now, target=self.undoes
        )
        screen = self.previous.screen
        if isinstance(screen, Asking):
            screen = evolve(screen, since=self.now)
        back = evolve(self.previous, screen=screen, events=self.events + 1, now=self.now)
        return back, (Save(event),)

    def _asking(self) -> "Session":
        """Show the next card of the queue, or the end."""
        card_id = self.queue.next_card(self.now)
        if card_id is None:
            return evolve(self, screen=Finished())
        card = self.plan.cards[card_id]
        rng = Random(f"{self.plan.seed}/{card_id}/{len(self.results)}")
        options = shown_options(card, rng, typed=self.plan.typed)
        return evolve(self, screen=Asking(card, options, self.now))


def start(plan: Plan, progress: Progress, now: datetime) -> Session:
    """Return the session at its first card, or finished if there is nothing to study.

    Args:
        plan: what holds for the sitting.
        progress: the state of every card that the log names, other decks included.
        now: an aware datetime in the learner's offset.
    """
    cards = plan.cards.values()
    if plan.practice:
        queue = practice_queue(cards, limit=plan.limit)
    else:
        queue = study_queue(
            cards,
            progress,
            now,
            scheduler=plan.scheduler,
            new_a_day=plan.new_a_day,
            limit=plan.limit,
        )
    begin = _whole_milliseconds(now)
    return Session(plan, progress, queue, Finished(), begin, begin)._asking()


_LONGEST_PICK = 10_000  # characters; what is longer names no option and is kept as it is


def shown_options(card: Card, rng: Random, *, typed: bool = False) -> tuple[str, ...]:
    """Return what a card's learner picks from, in the order to show; empty if there is nothing.

    Options are shuffled, but ascend where all are numbers or all are dates. Items to put in order
    are never shown in the right order.
    """
    task = card.task
    match task:
        case TrueFalseNote():
            return ("true", "false")
        case ChoiceNote() | SeveralChoicesNote() if not typed:
            from quizkit.grading import ascending

            return ascending(task.options, card.note.judging.language) or _shuffled(
                task.options, rng
            )
        case OrderNote():
            items = _shuffled(task.order, rng)
            return items if items != task.order else (*items[1:], items[0])
        case PairsNote():
            return _shuffled(tuple(dict.fromkeys(task.pairs.values())), rng)
    return ()


def _by_text(card: Card, response: Response, options: tuple[str, ...]) -> Response:
    """Return picks by letter or position as the texts of their options.

    So the log can be judged again when nobody knows any more in which order options stood.
    """
    if not options or not isinstance(response, str) or len(response) > _LONGEST_PICK:
        return response
    from quizkit.grading.picks import Options

    shown = Options(options, card.note.judging.language)

    def text(item: str) -> str:
        place = shown.pick(item)
        return item if place is None else options[place]

    match card.task:
        case ChoiceNote() | TrueFalseNote():
            return text(response)
        case SeveralChoicesNote() | OrderNote():
            return [text(item) for item in shown.items(response)] or response
    return response


def _shuffled(items: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    return tuple(rng.sample(items, len(items)))


def _whole_milliseconds(at: datetime) -> datetime:
    """Return `at` as precisely as the log keeps it, so that a replay gives the same state."""
    return at - timedelta(microseconds=at.microsecond % 1000)


def _promised(state: CardState) -> CardState:
    """Return `state` with a due instant that the log can keep."""
    if state.due is None or state.due.microsecond % 1000 == 0:
        return state
    return evolve(state, due=_whole_milliseconds(state.due))
