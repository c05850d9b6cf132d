"""The session itself: what each input leads to."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from attrs import Factory, evolve, field, frozen

from quizkit.errors import SessionError
from quizkit.lazy import deferred
from quizkit.model import Card
from quizkit.progress import (
    AnswerOutcome,
    Buried,
    CardRecord,
    EventId,
    Flagged,
    Progress,
    Rated,
    Response,
    Suspended,
    Undone,
)
from quizkit.progress.events import is_response
from quizkit.progress.instants import whole_milliseconds
from quizkit.scheduling import CardState, Rating
from quizkit.session.screens import (
    Asking,
    Command,
    Done,
    Earlier,
    Finished,
    Flag,
    Input,
    Judged,
    Mode,
    Pausing,
    Plan,
    Rate,
    Respond,
    Save,
    Screen,
)
from quizkit.study_queue import LEARN_AHEAD, Queue
from quizkit.value import Value, count

if TYPE_CHECKING:
    from quizkit.session import refusals
else:
    refusals = deferred("quizkit.session.refusals")  # hardly any session needs one

Step: TypeAlias = "tuple[Session, tuple[Save, ...]]"
"""The session after an input, and what is to be saved before it is shown."""


@frozen(eq=False, repr=False)
class Session(Value):
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
        earlier: the states that an undo returns to, the newest last; none at the start.
        inputs: what the learner did in this sitting, undone or not.
        at_first: what was to be asked when it was started.
        events_at_first: how many events it had made by then: they took back answers of earlier
            sittings.
    """

    plan: Plan
    progress: Progress
    queue: Queue
    screen: Screen
    began: datetime
    now: datetime
    answers: tuple[Judged, ...] = ()
    events: int = 0
    earlier: tuple[Earlier, ...] = ()
    inputs: tuple[Done, ...] = ()
    at_first: Queue = field(default=Factory(lambda self: self.queue, takes_self=True))
    events_at_first: int = field(default=Factory(lambda self: self.events, takes_self=True))

    def __repr__(self) -> str:
        screen = type(self.screen).__name__
        on = "" if isinstance(self.screen, Finished) else f" {self.screen.card.id!r:.60}"
        answers, left = count(len(self.answers), "answer"), self.queue.remaining(self.now)
        return f"<Session {self.plan.writer!r:.40}: {screen}{on}, {answers}, {left} to go>"

    @property
    def rated(self) -> tuple[Judged, ...]:
        """The answers that count: all but those that only the learner can rate, and did not."""
        return tuple(answer for answer in self.answers if answer.rating is not None)

    @property
    def unanswered(self) -> int:
        """The number of cards that were to be asked and have no answer that counts."""
        left = self.queue.remaining(self.now) + self.queue.cut_off(self.now)
        if isinstance(self.screen, Judged) and self.screen.rating is not None:
            left -= self.screen.card.id not in self.queue.begun
        return left

    @property
    def score(self) -> float:
        """The share of points won so far, 0 to 1; what is still to be asked has won none."""
        points = sum(answer.points for answer in self.rated)
        questions = len(self.rated) + self.unanswered
        return points / questions if questions else 0.0

    @property
    def is_exam_over(self) -> bool:
        """Whether the time of an exam is over: no question begins any more."""
        time = self.plan.exam.time if self.plan.mode is Mode.EXAM else None
        return time is not None and self.now - self.began >= time

    def step(self, given: Input, now: datetime) -> Step:
        """Return the session after an input at the instant `now`, and what is to be saved.

        Args:
            given: what the learner did.
            now: an aware datetime in the learner's offset; one before the last counts as the last.

        Raises:
            SessionError: the screen does not take this input; the session is as it was.
            ValueError: `now` is no aware datetime.
        """
        return self.again(Done(given, max(self.now, whole_milliseconds(now))))

    def again(self, done: Done) -> Step:
        """Return the session after what was done in it before: a verdict that is known stands."""
        session = evolve(self, now=done.at, inputs=(*self.inputs, done))
        match given := done.given:
            case Respond(response):
                return session._respond(response)
            case Rate(rating):
                return session._grade(rating)
            case Flag(text):
                return session._flag(text)
            case Command():
                return _STEPS[given](session)
        raise refusals.no_input(given)

    # What the screen has to be for an input; any other refuses it.

    def _refusal(self) -> SessionError:
        """Return the error that the screen does not take the newest input, and what it takes."""
        return refusals.out_of_place(self.inputs[-1].given, self.screen)

    def _asking(self) -> Asking:
        """Return the question on the screen; SessionError if there is none."""
        if not isinstance(self.screen, Asking):
            raise self._refusal()
        return self.screen

    def _judged(self) -> Judged:
        """Return the judged answer on the screen; SessionError if there is none."""
        if not isinstance(self.screen, Judged):
            raise self._refusal()
        return self.screen

    # One method an input.

    def _respond(self, response: Response) -> Step:
        asking = self._asking()
        if not is_response(response):
            raise SessionError("an answer is a text, a list of texts or a mapping of texts")
        return self._answer(asking, response)

    def _grade(self, rating: Rating) -> Step:
        judged = self._judged()
        if rating not in tuple(judged.offers):  # it may be anything
            raise refusals.not_on_offer(rating, judged)
        return self._rate(judged, Rating(rating))

    def _show(self) -> Step:
        return self._answer(self._asking(), None)

    def _hint(self) -> Step:
        asking = self._asking()
        if self.plan.mode is Mode.EXAM:
            raise SessionError("there are no hints in an exam")
        if asking.hints == len(asking.card.note.hints):
            raise SessionError("no more hints" if asking.hints else "this card has no hint")
        return evolve(self, screen=evolve(asking, hints=asking.hints + 1)), ()

    def _next(self) -> Step:
        """Rate the answer as the session itself would, or ask the card that is waited for."""
        if isinstance(self.screen, Pausing):
            return self._ask(self.screen.card), ()
        judged = self._judged()
        return self._rate(judged, judged.default)

    def _overrule(self) -> Step:
        """Turn a verdict round, and offer the grades that then make sense."""
        from quizkit.session.grades import with_grades

        judged = self._overruled()
        turned = with_grades(self.plan, evolve(judged, overruled=not judged.overruled))
        session, event = self.rerated(
            turned, turned.default, AnswerOutcome.CORRECT if turned.right else AnswerOutcome.WRONG
        )
        return evolve(session, screen=turned), (Save(event),)

    def _bury(self) -> Step:
        day = self.progress.day(self.now)
        return self._hide(Buried, lambda record: evolve(record, buried_day=day))

    def _suspend(self) -> Step:
        return self._hide(Suspended, lambda record: evolve(record, suspended=True))

    def _flag(self, text: str | None) -> Step:
        """Mark the card on the screen; nothing else changes."""
        screen = self.screen
        if isinstance(screen, Pausing | Finished):
            raise self._refusal()
        if not (text is None or isinstance(text, str)):
            raise SessionError("a flag is a text, or None to take it off")
        saved = Flagged(id=self._event_id, at=self.now, card=screen.card.id, text=text)
        *before, flag = self._before(saved.id, screen)
        earlier = (*before, flag._replace(flag=True))
        return evolve(self, events=self.events + 1, earlier=earlier), (Save(saved),)

    def _undo(self) -> Step:
        """Return to before the last answer, burying, suspension or flag of this sitting."""
        if not self.earlier:
            raise SessionError("nothing to undo in this session")
        *before, (target, progress, part, screen, answered, flag) = self.earlier
        saved = (Save(Undone(id=self._event_id, at=self.now, target=target)),)
        if flag:  # nothing else was changed, and other things may have been since
            return evolve(self, events=self.events + 1, earlier=tuple(before)), saved
        card = screen.card.id
        if isinstance(screen, Asking):
            screen = evolve(screen, since=self.now)
        back = evolve(
            self,
            progress=progress,
            queue=self.queue.before(card, part),
            screen=screen,
            answers=self.answers[:answered],
            events=self.events + 1,
            earlier=tuple(before),
        )
        return back, saved

    def _leave(self) -> Step:
        """End the sitting; an answer on the screen counts as it stands."""
        session = self
        if isinstance(self.screen, Judged) and self.screen.rating is not None:
            session = self._after(self.screen)
        return evolve(session, screen=Finished(left=True)), ()

    # What these are made of.

    @property
    def _event_id(self) -> EventId:
        return EventId(self.plan.writer, self.events + 1)

    def _before(self, event: EventId, screen: Asking | Judged) -> tuple[Earlier, ...]:
        """Return what an undo returns to once an event has happened to the card on the screen."""
        part = self.queue.part(screen.card.id)
        return (*self.earlier, Earlier(event, self.progress, part, screen, len(self.answers)))

    def _answer(self, asking: Asking, response: Response) -> Step:
        """Judge an answer and let it count, before its feedback is shown."""
        from quizkit.session import grades  # only now: the first question need not wait for it

        done = self.inputs[-1]
        judged = grades.judged(self.plan, asking, response, done, self._event_id, self.progress)
        session = evolve(
            self,
            screen=judged,
            progress=grades.progress_with(self.plan, judged, judged.rating),
            answers=(*self.answers, judged),
            events=self.events + 1,
            earlier=self._before(judged.answer, asking),
            inputs=(*self.inputs[:-1], done._replace(verdict=judged.verdict)),
        )
        if self.plan.mode is Mode.EXAM and not judged.self_rated:
            session = session._after(judged)  # its feedback comes at the end
        return session, (Save(grades.answered(self.plan, judged)),)

    def _rate(self, judged: Judged, rating: Rating) -> Step:
        """Let the answer count as `rating`, and ask the next card."""
        if rating is judged.rating:
            return self._after(judged), ()
        session, event = self.rerated(judged, rating)
        return session._after(session.answers[-1]), (Save(event),)

    def _overruled(self) -> Judged:
        """Return the answer to overrule: the one on the screen, or the newest from the next one."""
        if isinstance(self.screen, Judged):
            if self.screen.self_rated:
                raise SessionError("there is no verdict to overrule: rate this answer yourself")
            return self.screen
        answer = self.answers[-1] if self.answers else None
        hinted = isinstance(self.screen, Asking) and self.screen.hints  # would be forgotten
        if hinted or self.plan.mode is Mode.EXAM or not self._is_newest(answer):
            raise SessionError("there is no answer to overrule here")  # in an exam it would be told
        return answer

    def _is_newest(self, answer: Judged | None) -> TypeGuard[Judged]:
        """Whether `answer` was judged by the grader, and nothing was done since."""
        if answer is None or answer.self_rated:
            return False
        return answer.answer == next(
            (each.event for each in reversed(self.earlier) if not each.flag), None
        )

    def rerated(
        self, judged: Judged, rating: Rating, outcome: AnswerOutcome | None = None
    ) -> tuple["Session", Rated]:
        """Return the session and the event of a new rating for the last answer."""
        from quizkit.session.grades import progress_with, promised

        event = Rated(
            id=self._event_id,
            at=self.now,
            answer=judged.answer,
            rating=rating,
            due=promised(self.plan, judged, rating),
            outcome=outcome,
        )
        session = evolve(
            self,
            progress=progress_with(self.plan, judged, rating),
            answers=(*self.answers[:-1], evolve(judged, rating=rating)),
            events=self.events + 1,
        )
        return session, event

    def _after(self, judged: Judged) -> "Session":
        """Ask the next card, the judged one being done with for now."""
        state = self.progress.record(judged.card.id).state
        return evolve(self, queue=self.queue_after(judged, state)).asking()

    def queue_after(self, judged: Judged, state: CardState | None) -> Queue:
        """Return what is still to be asked once the learner goes on from the answer on the screen.

        Args:
            judged: the answer.
            state: of the card then; None if it is put away.
        """
        if judged.card.id not in self.plan.cards:  # gone from its deck
            state = None
        missed = state is not None and judged.rating is Rating.AGAIN
        return self.queue.after(
            judged.card.id,
            None if self.plan.practice else state,
            at=judged.at,
            seconds=(judged.at - judged.asking.since).total_seconds(),
            missed=missed and self.plan.mode is Mode.PRACTICE,
        )

    def _hide(
        self, event: type[Buried | Suspended], hidden: Callable[[CardRecord], CardRecord]
    ) -> Step:
        """Put the card on the screen away as `hidden` does, and ask the next."""
        screen = self.screen
        if isinstance(screen, Pausing | Finished):
            raise self._refusal()
        if self.plan.mode is Mode.EXAM:  # where it would be one question less
            raise SessionError("no card can be put away in an exam")
        card = screen.card.id
        saved = event(id=self._event_id, at=self.now, card=card)
        if isinstance(screen, Judged):  # then it is one of those that `limit` counts
            queue = self.queue_after(screen, None)
        else:
            queue = self.queue.without(card)
        session = evolve(
            self,
            progress=self.progress.with_record(card, hidden(self.progress.record(card))),
            queue=queue,
            events=self.events + 1,
            earlier=self._before(saved.id, screen),
        )
        return session.asking(), (Save(saved),)

    def asking(self) -> "Session":
        """Show the next card of the queue, or the end."""
        following = None if self.is_exam_over else self.queue.next(self.now)
        if following is None:
            left = self.queue.remaining(self.now) + self.queue.cut_off(self.now)
            return evolve(self, screen=Finished(timed_out=left > 0))
        card = self.plan.cards[following.card]
        if following.at > self.now:
            return evolve(self, screen=Pausing(card, following.at))
        return self._ask(card)

    def _ask(self, card: Card) -> "Session":
        """Ask a card, not before its last answer where the clock was a little ahead: logs go by time."""
        last, now = self.progress.record(card.id).state.last_review, self.now
        if (
            last is not None
            and not self.plan.practice
            and timedelta(0) <= last - now <= LEARN_AHEAD
        ):
            with suppress(OverflowError):  # the last instant of the calendar
                now = (last + timedelta(milliseconds=1)).astimezone(now.tzinfo)
        return evolve(self, now=now, screen=Asking(card, self.options(card), now))

    def options(self, card: Card) -> tuple[str, ...]:
        """Return the options of the card to ask next, in the order in which they are shown."""
        if not card.task.options:
            return ()
        from random import Random  # only here, as they take their time

        from quizkit.session.options import shown_options

        rng = Random(f"{self.plan.seed}/{card.id}/{len(self.answers)}")
        return shown_options(card, rng, typed=self.plan.typed)


_STEPS: dict[Command, Callable[[Session], Step]] = {
    Command.SHOW: Session._show,
    Command.HINT: Session._hint,
    Command.NEXT: Session._next,
    Command.OVERRULE: Session._overrule,
    Command.UNDO: Session._undo,
    Command.BURY: Session._bury,
    Command.SUSPEND: Session._suspend,
    Command.LEAVE: Session._leave,
}
