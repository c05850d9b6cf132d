"""Study days in a row, in words."""

from quizkit.progress import Habits, streak
from quizkit.progress.habits import WEEK


def in_a_row(habits: Habits | None, today: int) -> str:
    """Return how many study days there were in a row, and a rest among the last; empty below two."""
    if habits is None or (found := streak(habits.days, today)).days < 2:
        return ""
    first = today - found.days - found.rests + 1
    rested = any(day not in habits.days for day in range(max(first, today - WEEK + 1), today))
    return f"{found.days} days in a row{', with a day of rest' if rested else ''}"
