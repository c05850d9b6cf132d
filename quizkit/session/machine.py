"""The session itself: what each input leads to."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from attrs import evolve, field, frozen

from quizkit.errors import SessionError
from quizkit.model import Card
from quizkit.progress import (
    Answered,
    Buried,
    Event,
    EventId,
    Progress,
    Rated,
    Response,
    Suspended,
    Undone,
)
from quizkit.scheduling import CardState, Rating
from quizkit.session.options import by_text, shown_options
from quizkit.session.screens import (
    Asking,
    Command,
    Finished,
    Input,
    Judged,
    Mode,
    Plan,
    Rate,
    Respond,
    Save,
    Screen,
    is_response,
)
from quizkit.study_queue import Queue, exam_queue, practice_queue, study_queue


@frozen(eq=False)
class Session:
    """The state of a sitting; `step` gives the next.

    Args:
        plan: what holds for the sitting.
        progress: the state of every card, with the answers of this sitting.
        queue: what is still to be asked.
        screen: what is shown.
        answers: those given and not undone, in order, each with its verdict and rating.
        events: how many events this sitting has made.
        began: when it was started.
        now: the newest instant it has seen; it never goes back.
        previous: the state that an undo returns to, None at the start.
        undoes: id of the event that an undo takes back.
        inputs: what the learner did in this sitting and when, undone or not.
    """

    plan: Plan
    progress: Progress
    queue: Queue
    screen: Screen
    began: datetime
    now: datetime
    answers: tuple[Judged, ...] = ()
    events: int = 0
    previous: "Session | None" = field(default=None, repr=False)
    undoes: EventId | None = None
    inputs: tuple[tuple[Input, datetime], ...] = field(default=(), repr=False)

    @property
    def score(self) -> float:
        """The share of points won so far, 0 to 1; what is still to be asked has won none."""
        points = sum(answer.points for answer in self.answers)
        questions = len(self.answers) + self.queue.remaining(self.now)
        if isinstance(self.screen, Judged):
            questions -= self.screen.card.id not in self.queue.begun
        return points / questions if questions else 0.0

    def step(self, given: Input, now: datetime) -> tuple["Session", tuple[Save, ...]]:
        """Return the session after an input at the instant `now`, and what is to be saved.

        Args:
            given: what the learner did.
            now: an aware datetime in the learner's offset; one before the last counts as the last.

        Raises:
            SessionError: the screen does not take this input; the session is as it was.
            ValueError: `now` has no time zone.
        """
        now = max(self.now, _whole_milliseconds(now))
        session = evolve(self, now=now, inputs=(*self.inputs, (given, now)))
        screen = self.screen
        if given is Command.UNDO:
            return session._undo()
        if given is Command.LEAVE:
            return evolve(session, screen=Finished(left=True)), ()
        match screen, given:
            case Asking(), Respond(response) if not is_response(response):
                raise SessionError("an answer is a text, a list of texts or a mapping of texts")
            case Asking(), Respond(response):
                return session._answer(screen, response)
            case Asking(), Command.SHOW:
                return session._answer(screen, None)
            case Asking(), Command.HINT if self.plan.mode is Mode.EXAM:
                raise SessionError("there are no hints in an exam")
            case Asking(), Command.HINT if screen.hints < len(screen.card.note.hints):
                return evolve(session, screen=evolve(screen, hints=screen.hints + 1)), ()
            case Asking(), Command.HINT:
                raise SessionError("no more hints" if screen.hints else "this card has no hint")
            case Judged(), Rate(rating) if rating in tuple(screen.offers):
                return session._rate(screen, Rating(rating))
            case Judged(), Command.NEXT:
                return session._rate(screen, screen.default)
            case Judged(), Command.OVERRULE if not screen.self_rated:
                return session._overrule(screen)
            case Asking() | Finished(), Command.OVERRULE:
                return session._overrule(session._newest_answer())
            case Asking() | Judged(), Command.BURY | Command.SUSPEND:
                return session._hide(screen.card, given)
        raise SessionError("that does not apply here")

    def to_dict(self) -> dict[str, Any]:
        """Return the session as JSON values, to be kept between two requests.

        Plan and progress are not in it: the caller has them from the decks and the log.
        """
        from quizkit.session.saved import session_to_dict

        return session_to_dict(self)

    @classmethod
    def from_dict(cls, data: object, plan: Plan, progress: Progress) -> "Session":
        """Return the session that `to_dict` wrote.

        Args:
            data: what `to_dict` gave.
            plan: as at the start; of equal decks, seed and writer.
            progress: the state of every card by now, the events of this session included.

        Raises:
            ValueError: of another version, not what `to_dict` writes, or of decks that have
                changed since.
        """
        from quizkit.session.saved import session_from_dict

        return session_from_dict(data, plan, progress)

    def _answer(self, asking: Asking, response: Response) -> tuple["Session", tuple[Save, ...]]:
        """Judge an answer and let it count, before its feedback is shown."""
        from quizkit.grading import grade  # only now: the first question need not wait for it

        card = asking.card
        response = by_text(card, response, asking.options)
        verdict = grade(
            card,
            response,
            options=asking.options,
            other_answers=self.plan.other_answers(card),
        )
        judged = Judged(
            asking=asking,
            response=response,
            verdict=verdict,
            answer=EventId(self.plan.writer, self.events + 1),
            at=self.now,
            before=self.progress,
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
        session = evolve(
            self,
            screen=judged,
            progress=self._progress_with(judged, rating),
            answers=(*self.answers, judged),
            events=self.events + 1,
            previous=self,
            undoes=event.id,
        )
        if self.plan.mode is Mode.EXAM and not judged.self_rated:
            session = session._next(judged)  # its feedback comes at the end
        return session, (Save(event),)

    def _with_grades(self, judged: Judged, *, right: bool) -> Judged:
        offers = self._offers(judged, right=right)
        return evolve(judged, offers=offers, rating=min(Rating.GOOD, max(offers)))

    def _offers(self, judged: Judged, *, right: bool) -> Mapping[Rating, CardState]:
        """Return the grades on offer: after a hint nothing better than Hard, when wrong Again."""
        best = Rating.EASY if not judged.asking.hints else Rating.HARD
        if not right:
            best = Rating.AGAIN
        state = judged.before.record(judged.card.id).state
        if self.plan.practice:
            return {rating: state for rating in Rating if rating <= best}
        preview = self.plan.scheduler.preview(
            state, judged.at, calibration=judged.before.calibration
        )
        return {rating: _promised(preview[rating]) for rating in Rating if rating <= best}

    def _promise(self, judged: Judged, rating: Rating | None) -> datetime | None:
        """Return the due instant that goes with a rating; None in practice."""
        if rating is None or self.plan.practice:
            return None
        return judged.offers[rating].due

    def _progress_with(self, judged: Judged, rating: Rating | None) -> Progress:
        """Return the progress with the judged answer counting as `rating`."""
        before, card = judged.before, judged.card.id
        if rating is None:
            return before
        if self.plan.practice:
            return before.with_record(card, evolve(before.record(card), last_rating=rating))
        return before.answered(card, judged.offers[rating], rating, judged.at, self.plan.scheduler)

    def _rate(self, judged: Judged, rating: Rating) -> tuple["Session", tuple[Save, ...]]:
        """Let the answer count as `rating`, and ask the next card."""
        if rating is judged.rating:
            return self._next(judged), ()
        session, event = self._rerated(judged, rating)
        return session._next(judged), (Save(event),)

    def _newest_answer(self) -> Judged:
        """Return the newest answer if it can be overruled from where the session is now."""
        answer = self.answers[-1] if self.answers else None
        hinted = isinstance(self.screen, Asking) and self.screen.hints  # would be forgotten
        if (
            answer is None
            or answer.self_rated
            or answer.answer != self.undoes
            or hinted
            or self.plan.mode is Mode.EXAM  # it would tell the answer
        ):
            raise SessionError("there is no answer to overrule here")
        return answer

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
        session = evolve(
            self,
            progress=self._progress_with(judged, rating),
            answers=(*self.answers[:-1], evolve(judged, rating=rating)),
            events=self.events + 1,
        )
        return session, event

    def _next(self, judged: Judged) -> "Session":
        """Ask the next card, the judged one being done with for now."""
        card_id = judged.card.id
        state = None if self.plan.practice else self.progress.record(card_id).state
        return evolve(self, queue=self.queue.after(card_id, state)).asking()

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
        answered = isinstance(self.screen, Judged)  # then it is one of those that `limit` counts
        hidden = evolve(
            self,
            progress=self.progress.with_record(card.id, record),
            queue=self.queue.after(card.id, None) if answered else self.queue.without(card.id),
            events=self.events + 1,
            previous=self,
            undoes=event_id,
        )
        return hidden.asking(), (Save(event),)

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
        back = evolve(
            self.previous,
            screen=screen,
            events=self.events + 1,
            now=self.now,
            inputs=self.inputs,
        )
        return back, (Save(event),)

    def asking(self) -> "Session":
        """Show the next card of the queue, or the end."""
        card_id = self.queue.next_card(self.now)
        if card_id is None:
            return evolve(self, screen=Finished())
        card = self.plan.cards[card_id]
        rng = Random(f"{self.plan.seed}/{card_id}/{len(self.answers)}")
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
    if plan.mode is Mode.PRACTICE:
        queue = practice_queue(cards, limit=plan.limit)
    elif plan.mode is Mode.EXAM:
        queue = exam_queue(cards, Random(plan.seed), limit=plan.limit)
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
    return Session(plan, progress, queue, Finished(), begin, begin).asking()


def _whole_milliseconds(at: datetime) -> datetime:
    """Return `at` as precisely as the log keeps it, so that a replay gives the same state."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return at - timedelta(microseconds=at.microsecond % 1000)


def _promised(state: CardState) -> CardState:
    """Return `state` with a due instant that the log can keep."""
    if state.due is None or state.due.microsecond % 1000 == 0:
        return state
    return evolve(state, due=_whole_milliseconds(state.due))
