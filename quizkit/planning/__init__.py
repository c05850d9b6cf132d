"""How long cards take a learner, as figures of the log: pure, with no clock and nothing to read.

    paces      seconds an answer, and how often a new card is not known
    minutes    what cards will take, with the steps and lapses that are to be expected

Each name is loaded on first use.
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.planning.minutes import (
        Showings as Showings,
        seconds_of as seconds_of,
        seconds_of_numbers as seconds_of_numbers,
        showings as showings,
    )
    from quizkit.planning.paces import (
        ENOUGH as ENOUGH,
        Pace as Pace,
        pace as pace,
        pace_of as pace_of,
    )
else:
    attach(
        __name__,
        {
            "quizkit.planning.minutes": "Showings seconds_of seconds_of_numbers showings",
            "quizkit.planning.paces": "ENOUGH Pace pace pace_of",
        },
    )
