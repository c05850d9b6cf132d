"""How a learner studies: on which days, how fast, what has come to hold; sums over the answers of a log.

Sums can be gone on with: a store keeps those of all answers so far, and adds the newest. Cards go by
the numbers they have in the log, so one that was reworded counts as two.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from quizkit.lazy import deferred
from quizkit.progress.events import Event
from quizkit.progress.instants import MILLISECOND, from_milliseconds
from quizkit.scheduling import CalendarDays
from quizkit.value import Value, count

if TYPE_CHECKING:
    from quizkit.progress import log as logs
else:
    logs = deferred("quizkit.progress.log")  # where there is no answer yet, nobody needs it

LONGEST = timedelta(minutes=2)
"""An answer counts for so long at most: whoever took longer was elsewhere."""

_LONGEST = LONGEST // MILLISECOND
WEEK = 7
_NEARLY_A_WEEK = timedelta(days=WEEK - 1) // MILLISECOND
_AGAIN = 1


@frozen(eq=False, repr=False)
class Habits(Value):
    """How a learner studies, as sums over the answers that stand.

    Args:
        answers: how many were measured, practice aside.
        spent: how long these took, each LONGEST at most.
        first: how many cards have a first answer, practice aside.
        failed: of how many of these it was Again.
        held: how many cards were once put off for a week or longer.
        days: how many answers were given on each study day, practice included.
    """

    answers: int = 0
    spent: timedelta = timedelta()
    first: int = 0
    failed: int = 0
    held: int = 0
    days: Mapping[int, int] = field(factory=dict)

    def __repr__(self) -> str:
        return f"<Habits: {count(self.answers, 'answer')} on {count(len(self.days), 'day')}>"


class Streak(NamedTuple):
    """Study days in a row.

    Args:
        days: how many there were answers on.
        rests: how many days without an answer lie between them.
    """

    days: int
    rests: int


def streak(days: Container[int], today: int) -> Streak:
    """Return the study days in a row up to now; an empty day in seven does not end them.

    Nor does today, which is not over.

    Args:
        days: those on which there were answers.
        today: the number of the study day of now.
    """
    day = today if today in days else today - 1
    found, rests, rest = 0, 0, day + WEEK
    while True:
        if day in days:
            found += 1
        elif rest - day >= WEEK and day - 1 in days:
            rests, rest = rests + 1, day
        else:
            return Streak(found, rests)
        day -= 1


class Tally:
    """The sums of `Habits` while they are added up.

    Attributes:
        begun: the cards that have a first answer, by their numbers.
        held: those that were once put off for a week or longer.
    """

    def __init__(
        self,
        answers: int = 0,
        spent: int = 0,
        failed: int = 0,
        begun: Iterable[int] = (),
        held: Iterable[int] = (),
        days: Mapping[int, int] | None = None,
    ) -> None:
        self.answers, self.spent, self.failed = answers, spent, failed
        self.begun, self.held, self.days = set(begun), set(held), Counter(days)

    def add(self, rows: "Sequence[logs.AnswerRow]", days: CalendarDays) -> None:
        """Add answers that stand and are rated, in order."""
        from quizkit.progress.study_days import study_days  # only here, as `logs`

        self.days.update(study_days(days, rows))
        for at, _, _, zone, card, rating, due, practice, duration in rows:
            if practice:
                continue
            if duration is not None:
                self.answers += 1
                self.spent += min(duration, _LONGEST)
            if card not in self.begun:
                self.begun.add(card)
                self.failed += rating == _AGAIN
            if due is not None and due - at > _NEARLY_A_WEEK and card not in self.held:
                spans = (from_milliseconds(each, zone) for each in (at, due))
                answered, promised = map(days.study_day, spans)
                if promised - answered >= WEEK:
                    self.held.add(card)

    @property
    def habits(self) -> Habits:
        """The sums by now."""
        spent, begun, held = self.spent * MILLISECOND, len(self.begun), len(self.held)
        return Habits(self.answers, spent, begun, self.failed, held, dict(self.days))


def habits_of(log: "logs.Log | Iterable[Event]", days: CalendarDays) -> Habits:
    """Return the habits that a log tells of.

    Args:
        log: in whatever order its events come.
        days: what a study day is.
    """
    tally = Tally()
    whole = log if isinstance(log, logs.Log) else logs.log_of(log)
    tally.add(logs.standing(whole).answers, days)
    return tally.habits
