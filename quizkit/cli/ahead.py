"""Events that a clock dated which was ahead: told by what plans by the log, and taken back at once."""

from datetime import datetime

from quizkit.cli.called import called
from quizkit.progress import Ahead
from quizkit.wording import count


def said_ahead(found: Ahead, now: datetime) -> str:
    """Return how many events lie in the future, from when, and what helps; empty for none."""
    if found.first is None:
        return ""
    first = found.first.astimezone(now.tzinfo)
    lie = count(found.number, "event lies", "events lie")
    return (
        f"{lie} in the future, from {first:%Y-%m-%d %H:%M} on: was the clock wrong?"
        f" {called()} undo --future takes them back."
    )


def tell_ahead(found: Ahead, now: datetime) -> None:
    """Print, beside the results, how many events lie in the future; nothing of none."""
    if text := said_ahead(found, now):
        from quizkit.cli.fitting_lines import say

        say(text, err=True)
