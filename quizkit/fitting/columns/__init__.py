"""Many cards at once, by numpy: a whole log into the state of every card, and the calls of a memory
model and of a calibration over columns of stored cards.

- `arrays`: the columns as arrays.
- `instants`: instants as arrays, and the days between them; `zones`: their UTC offsets.
- `order`: a log card by card.
- `formulas`: the memory models over arrays.
- `memories`: what is remembered of all cards after their last review.
- `replay`: the call `replay_log` of `quizkit.fitting`.
- `rows`: the calls over stored cards.
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.fitting.columns.rows import (
        elapsed_days as elapsed_days,
        interval as interval,
        recall as recall,
        retrievability as retrievability,
        target as target,
    )
else:
    attach(
        __name__,
        {"quizkit.fitting.columns.rows": "elapsed_days interval recall retrievability target"},
        {"numpy": "columns need numpy; install it with: pip install 'quizkit[fit]'"},
    )
