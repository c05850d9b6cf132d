"""The four states that are offered, made to come back one after the other.

Loaded only for a scheduler whose model, steps or settings ask for it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from quizkit.scheduling.card import CardState, Phase
from quizkit.scheduling.days import DAY, Days

SECOND = timedelta(seconds=1)
"""What intervals below a day are rounded to."""

Four = Sequence[CardState[Any]]
"""The states after Again, Hard, Good and Easy. Nobody else has seen them yet, so they are changed."""


def put_in_order(offered: Four) -> None:
    """Move due dates so that a better rating never brings a card back earlier; that of Good stays."""
    of_again, of_hard, of_good, of_easy = _dues(offered)
    again, hard, _, easy = offered
    hard.due = min(of_hard, of_good)
    again.due = min(of_again, hard.due)
    easy.due = max(of_good, of_easy)


def set_apart(
    offered: Four, now: datetime, day: Days, *, shortest: timedelta, longest: timedelta
) -> None:
    """Move due dates so that each interval of review is longer than what a worse rating gets.

    A better rating waits longer: a day at least, or a second where both come back within the day.
    Where that would lead past the longest interval, the worse ratings come sooner instead, as far
    as the shortest one allows.

    Args:
        offered: the states, in order; delays of steps give way only at the longest interval.
        now: instant of the answer.
        day: how days are counted.
        shortest: the shortest interval.
        longest: the longest.
    """
    dues = _dues(offered)
    for n, card in enumerate(offered[1:], 1):
        if card.phase is Phase.REVIEW:
            dues[n] = max(dues[n], _next_after(dues[n - 1], now, day, within_a_day=shortest < DAY))
    fewest = -(shortest // -DAY)
    for fewer, (card, due) in enumerate(zip(offered[::-1], dues[::-1], strict=True)):
        card.due = min(due, day.due(now, max(longest // DAY - fewer, fewest) * DAY))


def _dues(offered: Four) -> list[Any]:
    return [card.due for card in offered]  # none of them is None


def _next_after(due: datetime, now: datetime, day: Days, *, within_a_day: bool) -> datetime:
    """Return the next due date that an interval of review may have."""
    gone = int(day.elapsed(now, due, False))
    if within_a_day and not gone:
        return day.due(now, due - now + SECOND)
    return day.due(now, (gone + 1) * DAY)
