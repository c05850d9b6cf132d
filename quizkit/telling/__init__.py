"""What every front tells a learner, as values without layout: a terminal, a transcript and a web
page draw the same ones, so that they say the same.

Each name is loaded on first use: the first question needs neither feedback nor a summary.

    standing    where a session is, and how it went
    judged      what an answer was worth; `cited`: where the fact stands
    reasons     why a card comes now
    notices     what an input did to a card that is not on the screen any more
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.telling.cited import SourceTold as SourceTold, sources as sources
    from quizkit.telling.judged import (
        Feedback as Feedback,
        Grade as Grade,
        Heading as Heading,
        PartTold as PartTold,
        comes_back as comes_back,
        feedback as feedback,
        grades as grades,
    )
    from quizkit.telling.reasons import why as why, why_now as why_now
    from quizkit.telling.standing import (
        MissedCard as MissedCard,
        Place as Place,
        Summary as Summary,
        place as place,
        summary as summary,
    )
else:
    attach(
        __name__,
        {
            "quizkit.telling.judged": (
                "Feedback Grade Heading PartTold comes_back feedback grades"
            ),
            "quizkit.telling.standing": "MissedCard Place Summary place summary",
            "quizkit.telling.cited": "SourceTold sources",
            "quizkit.telling.reasons": "why why_now",
        },
    )
