"""What becomes of the progress when a deck was edited.

A pure comparison of how a deck's notes read when last seen with how they read now. A note without
an id of its own is known by its wording, so a reworded one looks like one that vanished and one
that is new. Progress moves where exactly one vanished note plausibly is exactly one new one; when
in doubt nothing moves, as progress moved wrongly harms two cards and none moved harms one.

    wordings     how notes read, as it is kept in the log
    likeness     how alike two notes are: every threshold stands there
    matching     vanished and new notes in pairs; `rows` those of tables of words
    carrying     what follows for each card
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.identity.carrying import (
        CarryOver as CarryOver,
        Orphan as Orphan,
        Transfer as Transfer,
        carry_over as carry_over,
        events_of as events_of,
        orphans as orphans,
    )
    from quizkit.identity.wordings import answers_of as answers_of, wordings_of as wordings_of
else:
    attach(
        __name__,
        {
            "quizkit.identity.carrying": ("CarryOver Orphan Transfer carry_over events_of orphans"),
            "quizkit.identity.wordings": "answers_of wordings_of",
        },
    )
