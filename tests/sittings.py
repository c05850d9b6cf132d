"""Sittings for tests: notes to be asked, a plan of them, and a session with its log and its clock."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st

from quizkit.model import AnswerKey, ChoiceNote, Deck, Note, SelfRatedNote, TypedNote
from quizkit.progress import Answered, CarriedOver, Event, EventId, Progress, replay
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.session import Asking, Command, Flag, Input, Judged, Plan, Rate, Respond, start
from tests.logs import START

SECOND = timedelta(seconds=1)
SCHEDULER = Scheduler(day=CalendarDays())


def typed(name: str, **more: object) -> TypedNote:
    return TypedNote(id=name, question=f"Say {name}", key=AnswerKey(name), **more)  # type: ignore[arg-type]


FRUIT = ChoiceNote(
    id="fruit",
    question="Which is a fruit?",
    key=AnswerKey("apple"),
    distractors={"stone": "", "cloud": "", "river": ""},
)
WORDS = SelfRatedNote(id="words", question="Why?", answer="because")

NOTES = (typed("rhubarb", hints=("h",)), FRUIT, WORDS, typed("sorrel", reverse="Ampfer"))


def deck_of(*notes: Note) -> Deck:
    return Deck(id="d", title="D", language="en", notes=notes)


def plan_of(*notes: Note, **settings: object) -> Plan:
    deck = deck_of(*notes)
    return Plan(
        decks={"d": deck},
        cards={card.id: card for card in deck.cards},
        scheduler=SCHEDULER,
        writer="w",
        seed="s",
        **settings,  # type: ignore[arg-type]
    )


class Sitting:
    """A session with its log, and a clock that moves a second an input."""

    def __init__(self, plan: Plan, events: Sequence[Event] = (), day: int = 0) -> None:
        self.events = list(events)
        self.now = START + timedelta(days=day)
        self.session = start(plan, self.replayed(), self.now)

    def do(self, *inputs: Input) -> "Sitting":
        for given_input in inputs:
            self.now += SECOND
            self.session, effects = self.session.step(given_input, self.now)
            self.events += [effect.event for effect in effects]
        return self

    @property
    def asking(self) -> Asking:
        assert isinstance(self.session.screen, Asking)
        return self.session.screen

    @property
    def judged(self) -> Judged:
        assert isinstance(self.session.screen, Judged)
        return self.session.screen

    def replayed(self) -> Progress:
        return replay(self.events, SCHEDULER, calibration=Calibration())


def sitting(*notes: Note, **settings: object) -> Sitting:
    return Sitting(plan_of(*notes, **settings))


INPUTS = st.sampled_from(
    [
        Respond("rhubarb"),
        Respond("apple"),
        Respond("nonsense"),
        *Command,
        *map(Rate, Rating),
        Flag("why"),
        Flag(None),
    ]
)


def learned(*, reworded: bool) -> list[Event]:
    """The log of a day before; if `reworded`, another device has edited one of the notes."""
    it = sitting(*NOTES).do(Respond("rhubarb"), Command.NEXT, Respond("apple"), Command.NEXT)
    first = it.events[0]
    assert isinstance(first, Answered)
    moved = CarriedOver(
        id=EventId("c", 1), at=it.now, source=first.card, target=f"{first.card}-reworded"
    )
    return [*it.events, moved] if reworded else it.events
