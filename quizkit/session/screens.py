"""What a session takes, what it shows and what it asks to be saved: inputs, screens, effects.

And what it knows of its past: what was done, and what an undo returns to.
"""

from collections.abc import Mapping, Set
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from quizkit.lazy import deferred
from quizkit.model import Card, Deck, Form, OwnWords, without_options
from quizkit.progress import Event, EventId, Habits, Progress, Response as Response
from quizkit.scheduling import Calls, CardState, Rating
from quizkit.scheduling.stored import (
    COUNT,
    FLAG,
    NUMBER,
    Codec,
    UnlikeError,
    layout,
    optional,
    shown,
    such,
)
from quizkit.session.exams import Exam
from quizkit.study_queue import NewOrder, Queue
from quizkit.value import Value, count

if TYPE_CHECKING:
    from quizkit import grading
else:
    grading = deferred("quizkit.grading")  # the first question need not wait for it


class Mode(Enum):
    """What a sitting is for: to study by the schedule, to practise, or to be examined.

    In practice every card comes once, on screens a missed one once more, and in an exam one card of
    every note; neither moves a schedule. An exam keeps its feedback for the end.
    """

    STUDY = "study"
    PRACTICE = "practice"
    EXAM = "exam"


_DECK = attrgetter("deck_id")


def _mapping_of(kind: type[object]) -> Codec:
    """Return the codec of a mapping from texts to values of some class."""

    def is_such(given: object) -> bool:
        """Tell whether it is one; by types, as there may be a hundred thousand values."""
        return (
            isinstance(given, Mapping)
            and set(map(type, given)) <= {str}
            and all(issubclass(each, kind) for each in set(map(type, given.values())))
        )

    return such(f"a mapping from ids to a {kind.__name__} each", is_such)


_NAME = such("a text, not empty", lambda given: isinstance(given, str) and given != "")
_PARTS_OF_PLAN = layout(
    decks=_mapping_of(Deck),
    cards=_mapping_of(Card),
    scheduler=such("a Scheduler", lambda given: isinstance(given, Calls)),
    writer=_NAME,
    seed=such("a text", lambda given: isinstance(given, str)),
    new_a_day=COUNT,
    limit=optional(COUNT),
    mode=such("a Mode", lambda given: isinstance(given, Mode)),
    typed=FLAG,
    habits=optional(such("Habits", lambda given: isinstance(given, Habits))),
    streak=FLAG,
    screens=FLAG,
    minutes=optional(such("a number of minutes above 0", lambda given: given > 0, NUMBER)),
    exam=such("an Exam", lambda given: isinstance(given, Exam)),
    new_order=such("a NewOrder", lambda given: isinstance(given, NewOrder)),
)
"""How the fields of a plan are checked."""


@frozen(eq=False, repr=False)
class Plan(Value):
    """What holds for one sitting.

    Args:
        decks: where the cards come from; their ids differ.
        cards: the cards to choose from, by id, in file order.
        scheduler: computes intervals and chances.
        writer: names this sitting in the ids of its events; unique over all devices.
        seed: decides the order of options.
        new_a_day: how many cards a study day may be new, over all decks.
        limit: how many different cards to ask; None for all.
        mode: what the sitting is for.
        typed: show no options where the answer can be typed.
        habits: how the learner studied until then, for what a front tells; None if nobody knows.
        streak: whether a front tells days in a row, and what was reached for the first time.
        screens: whether it is shown on screens that can wait. Then no card is asked twice running
            while another may be; one alone waits for its step to be over; and one missed in
            practice is asked once more at the end. A transcript asks at once.
        minutes: how long the learner may think in this sitting: the durations of answers are
            counted, neither feedback nor waits. When they are used up no question begins, but for
            cards begun whose steps are over by then. None for any time.
        exam: what holds if it is one.
        new_order: which deck the next new card comes from.

    Raises:
        ValueError: a field is not what it should be, or a card is of none of the decks.
    """

    decks: Mapping[str, Deck]
    cards: Mapping[str, Card]
    scheduler: Calls[Any]
    writer: str
    seed: str
    new_a_day: int = 20
    limit: int | None = None
    mode: Mode = Mode.STUDY
    typed: bool = False
    habits: Habits | None = None
    streak: bool = True
    screens: bool = False
    minutes: float | None = None
    exam: Exam = field(factory=Exam)
    new_order: NewOrder = NewOrder.TURNS

    def __attrs_post_init__(self) -> None:
        for name, codec in _PARTS_OF_PLAN.items():
            try:
                found = codec.check(getattr(self, name))
            except UnlikeError as unlike:
                raise ValueError(f"Plan: {name} is {unlike}") from None
            object.__setattr__(self, name, found)
        if strange := set(map(_DECK, self.cards.values())) - self.decks.keys():
            raise ValueError(f"Plan: cards are of a deck that decks lack: {shown(min(strange))}")

    def __repr__(self) -> str:
        decks, cards = count(len(self.decks), "deck"), count(len(self.cards), "card")
        return f"<Plan {self.writer!r:.40}: {self.mode.value}, {decks}, {cards}>"

    @property
    def practice(self) -> bool:
        """Whether no schedule moves."""
        return self.mode is not Mode.STUDY

    def other_answers(self, card: Card) -> Set[str]:
        """Return the right answers of the other notes of the card's deck."""
        return self.decks[card.deck_id].other_answers(card)


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


@frozen(eq=False, repr=False)
class Respond(Value):
    """An answer, in the form that the screen asks for; options by their text.

    A text will do for every form, as in a transcript: the letter or place of an option, items with
    commas or semicolons between, a line for each blank or pair (`Suez: south`). None is "show me".
    """

    response: Response


@frozen(eq=False, repr=False)
class Rate(Value):
    """A grade for the answer just judged."""

    rating: Rating


@frozen(eq=False, repr=False)
class Flag(Value):
    """A mark on the card on the screen, with a word or two why; None as `text` takes it off."""

    text: str | None = ""


Input = Command | Respond | Rate | Flag
"""What a session takes: a command, an answer, a rating of one, or a flag."""


@frozen(eq=False, repr=False)
class Save(Value):
    """An effect: append this event to the log; the screen may be drawn once it is on disk."""

    event: Event


@frozen(eq=False, repr=False)
class Asking(Value):
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
    def form(self) -> Form:
        """What a response looks like here."""
        form = self.card.task.form
        return form if self.options else without_options(form)

    @property
    def hints_shown(self) -> tuple[str, ...]:
        """The hints asked for so far."""
        return self.card.note.hints[: self.hints]


@frozen(eq=False, repr=False)
class Judged(Value):
    """An answer was given and saved; feedback is shown, and grades are offered.

    Args:
        asking: the screen it was given on.
        response: the answer; None for "show me".
        verdict: what the grader says of it.
        answer: id of the saved answer.
        at: the instant of the answer; every grade counts from it.
        before: the progress before the answer.
        offers: the grades on offer, in order, each with the state of the card it leads to.
        rating: what the answer counts as; None if only the learner can say.
        overruled: whether the learner has turned the verdict round.
    """

    asking: Asking
    response: Response
    verdict: "grading.Verdict"
    answer: EventId
    at: datetime
    before: Progress = field(repr=False)
    offers: Mapping[Rating, CardState] = field(repr=False)
    rating: Rating | None
    overruled: bool = False

    @property
    def card(self) -> Card:
        """The card that was asked."""
        return self.asking.card

    @property
    def self_rated(self) -> bool:
        """Whether the learner is the judge."""
        return isinstance(self.card.task.form, OwnWords)

    @property
    def right(self) -> bool:
        """Whether the answer counts as right, the learner's word going before the grader's."""
        return self.verdict.outcome.remembered != self.overruled

    @property
    def points(self) -> float:
        """What the answer is worth, 0 to 1; a self-rated one all or nothing."""
        if self.self_rated or self.overruled:
            return float(self.rating is not None and self.rating is not Rating.AGAIN)
        return self.verdict.score

    @property
    def default(self) -> Rating:
        """The grade that NEXT takes."""
        if self.rating is not None:
            return self.rating
        return min(Rating.GOOD, max(self.offers))


@frozen(eq=False, repr=False)
class Pausing(Value):
    """The only card left is between two steps; NEXT asks it, as a front does when its time comes.

    Args:
        card: the card.
        until: when its step is over.
    """

    card: Card
    until: datetime


@frozen(eq=False, repr=False)
class Finished(Value):
    """Nothing is left to ask in this session, its time is over, or the learner left."""

    left: bool = False
    timed_out: bool = False


Screen = Asking | Judged | Pausing | Finished
"""What a session shows: a question, the verdict on its answer, a pause, or that it is over."""


class Done(NamedTuple):
    """What a learner did, and when; of an answer what the grader then said of it."""

    given: Input
    at: datetime
    verdict: "grading.Verdict | None" = None


class Earlier(NamedTuple):
    """What an undo returns to: a session before a card was answered or put away.

    Args:
        event: id of the event that this was, which the undo takes back.
        progress, screen: those of the session.
        queue: what its queue had of the card.
        answered: how many answers it had.
        flag: whether the event is a flag, which changed nothing else.
    """

    event: EventId
    progress: Progress
    queue: Queue
    screen: Asking | Judged
    answered: int
    flag: bool = False
