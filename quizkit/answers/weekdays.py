"""The day of the week in a date: beside the day, or instead of it, as `the second Saturday of March`.

The weekday is taken out of a text before the rest of it is read as a date. Whether it agrees with
that date is decided in grading.
"""

from collections.abc import Sequence
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.date_words import DateWords
from quizkit.answers.dates import DateReading, Span
from quizkit.answers.letters import without_marks
from quizkit.lazy import pattern

_NTH = {
    word: nth for nth, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)
} | {"last": -1, "final": -1, "penultimate": -2}
_TO_LAST = ("to", "last")
_FIGURE = pattern("([1-9])(?:st|nd|rd|th|[.]|er?|o)")


class Weekday(NamedTuple):
    """A weekday, 0 for Monday, and which of its month; 0 if it only stands beside the day."""

    day: int
    nth: int = 0


def weekday_of(words: list[str], known: DateWords) -> tuple[list[str], Weekday | None]:
    """Return the words of a date without its weekday, and the weekday; None if there is none.

    With two of them the words stay as they are, and make no date.
    """
    found = [
        (at, known.weekdays[bare])
        for at, word in enumerate(words)
        if (bare := without_marks(word).strip(".,()")) in known.weekdays
    ]
    if len(found) != 1:
        return words, None
    at, day = found[0]
    begin, nth = _nth(words[:at], known)
    return words[:begin] + words[at + 1 :], Weekday(day, nth)


def _nth(words: Sequence[str], known: DateWords) -> tuple[int, int]:
    """Return where the ordinal that ends some words begins, and its number; their end and 0 if none."""
    end = len(words)
    own = [piece for word in words[-3:] for piece in word.split("-")]
    if own[-3:] == ["second", *_TO_LAST] or own[-3:] == ["next", *_TO_LAST]:
        return end - (1 if "-" in words[-1] else 3), -2
    last = words[-1] if words else ""
    figure = _FIGURE.fullmatch(last)
    in_words = _NTH.get(last) or known.ordinals.get(without_marks(last), 0)
    if words == ["1"] and known.ordinals:  # le premier lundi
        in_words = 1
    nth = int(figure[1]) if figure else in_words
    return end - (nth != 0), nth


def on_weekday(found: Sequence[DateReading], weekday: Weekday) -> list[DateReading]:
    """Return the ways to read a date, with the weekday written beside it, or instead of its day."""
    if not weekday.nth:
        return [evolve(one, date=evolve(one.date, weekday=weekday.day)) for one in found]
    return [
        made
        for one in found
        if one.date.month and one.date.day is None and one.date.span is Span.YEAR
        if (made := _nth_of_month(one, weekday))
    ]


def _nth_of_month(reading: DateReading, weekday: Weekday) -> DateReading | None:
    """Return a month with the day that is its nth weekday; None if it has none such."""
    date = evolve(reading.date, weekday=weekday.day, nth=weekday.nth)
    if date.era == "bc" or abs(weekday.nth) > 5:
        return None
    day = date.nth_day(date.year)
    return None if date.year and not day else evolve(reading, date=evolve(date, day=day))
