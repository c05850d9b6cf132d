"""What every front tells a learner, as values without layout: a terminal, a transcript and a web
page draw the same ones, so that they say the same.

Each name is loaded on first use: the first question needs neither feedback nor a summary.

    headway     how far a session is, and the minutes to go
    answering   how to write an answer
    summaries   how it went; `exams`: what an exam comes to, `gains`: what a session brought,
                `outlook`: what comes next, `days`: days in a row
    judged      what an answer was worth; `compared`: beside what is right; `cited`: where it stands
    marked      texts in Markdown as blocks, and what stands in the blanks of a cloze
    once        what to type once after a miss
    reasons     why a card comes now
    breaks      what waits after a break, and what of it to ask first
    heard       what can be heard of a card
    notices     what an input did to a card that is not on the screen any more
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.telling.answering import how_to_answer as how_to_answer
    from quizkit.telling.breaks import Return as Return, returning as returning
    from quizkit.telling.cited import SourceTold as SourceTold, sources as sources
    from quizkit.telling.compared import (
        OptionTold as OptionTold,
        PlaceTold as PlaceTold,
        Run as Run,
    )
    from quizkit.telling.days import in_a_row as in_a_row
    from quizkit.telling.exams import time_left as time_left, time_told as time_told
    from quizkit.telling.gains import Gain as Gain
    from quizkit.telling.headway import Place as Place, place as place
    from quizkit.telling.judged import (
        Feedback as Feedback,
        Grade as Grade,
        Heading as Heading,
        PartTold as PartTold,
        comes_back as comes_back,
        feedback as feedback,
        grades as grades,
    )
    from quizkit.telling.marked import (
        Marked as Marked,
        asked as asked,
        filled_in as filled_in,
        in_blocks as in_blocks,
    )
    from quizkit.telling.reasons import why as why, why_now as why_now
    from quizkit.telling.summaries import (
        MissedCard as MissedCard,
        Summary as Summary,
        summary as summary,
    )
else:
    attach(
        __name__,
        {
            "quizkit.telling.judged": (
                "Feedback Grade Heading PartTold comes_back feedback grades"
            ),
            "quizkit.telling.summaries": "MissedCard Summary summary",
            "quizkit.telling.compared": "OptionTold PlaceTold Run",
            "quizkit.telling.answering": "how_to_answer",
            "quizkit.telling.gains": "Gain",
            "quizkit.telling.days": "in_a_row",
            "quizkit.telling.headway": "Place place",
            "quizkit.telling.exams": "time_left time_told",
            "quizkit.telling.cited": "SourceTold sources",
            "quizkit.telling.marked": "Marked asked filled_in in_blocks",
            "quizkit.telling.reasons": "why why_now",
            "quizkit.telling.breaks": "Return returning",
        },
    )
