"""What every front tells a learner, as values without layout: a terminal, a transcript and a web
page draw the same ones, so that they say the same.

Each name is loaded on first use: the first question needs neither feedback nor a summary.
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.telling.cited import SourceTold as SourceTold, sources as sources
    from quizkit.telling.closing import (
        MissedCard as MissedCard,
        Summary as Summary,
        summary as summary,
    )
    from quizkit.telling.judged import (
        Feedback as Feedback,
        Grade as Grade,
        Heading as Heading,
        PartTold as PartTold,
        comes_back as comes_back,
        feedback as feedback,
        grades as grades,
    )
    from quizkit.telling.progress_line import Place as Place, place as place
    from quizkit.telling.reasons import why as why, why_now as why_now
else:
    attach(
        __name__,
        {
            "quizkit.telling.closing": "MissedCard Summary summary",
            "quizkit.telling.judged": (
                "Feedback Grade Heading PartTold comes_back feedback grades"
            ),
            "quizkit.telling.progress_line": "Place place",
            "quizkit.telling.cited": "SourceTold sources",
            "quizkit.telling.reasons": "why why_now",
        },
    )
