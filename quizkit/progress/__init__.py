"""The events of the log, and their replay into the state of every card.

events        what can happen
order         events in order, and which of them are asked for
log           a log as a replay reads it: what stands of it, by card
replaying     the states of all cards, by the scheduler
changes       events that put a card on a date, or make it new
judgements    what an answer counts as by its ratings, and answers judged again
records       what comes out: a record a card, and what was learned of the learner
habits        on which days, how fast: sums over the answers
study_days    the study days of answers in numbers
carried       which cards became which
overlay       records changed one at a time, the others shared
instants      milliseconds, as the log keeps them
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.progress.changes import (
        DOING_THE_SAME as DOING_THE_SAME,
        forgetting as forgetting,
        last_changes as last_changes,
        rescheduling as rescheduling,
        undoing as undoing,
    )
    from quizkit.progress.events import (
        Answered as Answered,
        AnswerOutcome as AnswerOutcome,
        Brought as Brought,
        Buried as Buried,
        CarriedOver as CarriedOver,
        Configured as Configured,
        Event as Event,
        EventId as EventId,
        Flagged as Flagged,
        Forgotten as Forgotten,
        Rated as Rated,
        Remembered as Remembered,
        Rescheduled as Rescheduled,
        Response as Response,
        SeenDeck as SeenDeck,
        Suspended as Suspended,
        Undone as Undone,
        Wording as Wording,
        event_from_dict as event_from_dict,
    )
    from quizkit.progress.habits import (
        Habits as Habits,
        Streak as Streak,
        habits_of as habits_of,
        streak as streak,
    )
    from quizkit.progress.instants import AHEAD as AHEAD
    from quizkit.progress.log import (
        AnswerRow as AnswerRow,
        Log as Log,
        RatingRow as RatingRow,
    )
    from quizkit.progress.order import (
        DATED_BY_CLOCKS as DATED_BY_CLOCKS,
        Ahead as Ahead,
        in_order as in_order,
        lies_ahead as lies_ahead,
        newest_answer as newest_answer,
        undone_ids as undone_ids,
    )
    from quizkit.progress.records import (
        CardRecord as CardRecord,
        Progress as Progress,
    )
    from quizkit.progress.replaying import (
        Counted as Counted,
        Review as Review,
        replay as replay,
        reviews as reviews,
    )
else:
    attach(
        __name__,
        {
            "quizkit.progress.changes": "DOING_THE_SAME forgetting last_changes rescheduling undoing",
            "quizkit.progress.events": (
                "AnswerOutcome Answered Brought Buried CarriedOver Configured Event EventId "
                "Flagged Forgotten Rated Remembered Rescheduled Response SeenDeck Suspended Undone "
                "Wording event_from_dict"
            ),
            "quizkit.progress.habits": "Habits Streak habits_of streak",
            "quizkit.progress.instants": "AHEAD",
            "quizkit.progress.log": ("AnswerRow Log RatingRow"),
            "quizkit.progress.order": (
                "Ahead DATED_BY_CLOCKS in_order lies_ahead newest_answer undone_ids"
            ),
            "quizkit.progress.records": ("CardRecord Progress"),
            "quizkit.progress.replaying": "Counted Review replay reviews",
        },
    )
