"""A given answer against the right one: pure functions from a card and a response to a verdict.

`grade` never raises on any response, and takes well under a second for a million characters.
"""

from quizkit.grading.tasks import ascending, chosen, grade
from quizkit.grading.verdict import Outcome, Part, Segment, Verdict

__all__ = ["Outcome", "Part", "Segment", "Verdict", "ascending", "chosen", "grade"]
