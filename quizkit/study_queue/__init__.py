"""What to study now: the cards in learning, the due ones, then new ones.

Pure functions from cards and progress to an order. Due cards come by lowest chance of recall, so
that a backlog is served by what is about to be lost; new ones in the order of their files, the
decks in turn. Of one note, one card a study day. Each name is loaded on first use: to count what is
due takes `turns` alone, `to_ask` is what is left of a session as it goes on, and `queue` has the
rest.
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.study_queue.queue import (
        exam_queue as exam_queue,
        falls_due as falls_due,
        missed as missed,
        moment_of as moment_of,
        next_due as next_due,
        practice_queue as practice_queue,
        study_queue as study_queue,
        tagged as tagged,
        turn_of as turn_of,
    )
    from quizkit.study_queue.to_ask import (
        Next as Next,
        Queue as Queue,
        is_learning as is_learning,
    )
    from quizkit.study_queue.turns import (
        LEARN_AHEAD as LEARN_AHEAD,
        Counts as Counts,
        Moment as Moment,
        NewOrder as NewOrder,
        Turn as Turn,
        counts as counts,
    )
else:
    attach(
        __name__,
        {
            "quizkit.study_queue.queue": (
                "exam_queue falls_due missed moment_of next_due practice_queue study_queue tagged "
                "turn_of"
            ),
            "quizkit.study_queue.to_ask": "Next Queue is_learning",
            "quizkit.study_queue.turns": "LEARN_AHEAD Counts Moment NewOrder Turn counts",
        },
    )
