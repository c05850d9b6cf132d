"""Dates: a given date against the right one (rules 26 and 27)."""

import re
from collections.abc import Collection, Mapping

from attrs import evolve

from quizkit.answers.dates import Date, Doubt, Reading, readings
from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Verdict,
    close,
    correct,
    partial,
    wrong,
)

_DOUBTS = {
    Doubt.MONTH_SLIP: ("slip", "one letter of the month is off"),
    Doubt.SHORT_YEAR: ("short-year", "the century of the year is missing"),
    Doubt.TWO_WAYS: ("two-ways", "that can be read two ways, one of which is right"),
}
_MONTHS: Mapping[str, Collection[int]] = {
    "early": range(1, 6),
    "mid": range(4, 10),
    "late": range(8, 13),
    "spring": range(3, 7),
    "summer": range(6, 10),
    "autumn": range(8, 13),
    "winter": (1, 2, 3, 11, 12),
}
"""Months that agree with a part of the year, or with a season; the borders are soft."""

_OTHER_TIME = re.compile(r"(?i)(?:before|after|until|till|by|not|prior to|earlier|later)\b")

_DECIMAL = re.compile(r"[0-9]{4}\.[0-9]+")
"""A figure that may be meant as year and month, where neither month nor fraction is asked for."""


def judge_date(
    right: Date, response: str, *, language: str, dayfirst: bool | None, shown: str
) -> Verdict:
    """Return the verdict on a typed date.

    Args:
        right: the right answer.
        response: as it was typed.
        language: BCP 47 tag of the deck.
        dayfirst: how all-figure dates are read; None for either way.
        shown: the right answer as learners see it.
    """
    text = clean(response)
    if not text:
        return NO_ANSWER
    if len(text) > MAX_LENGTH:
        return TOO_LONG
    if right.month is None and _DECIMAL.fullmatch(text):
        return wrong("no-date", "that is no date")
    found = readings(text, language=language, dayfirst=dayfirst)
    verdicts = [_judge(right, reading, shown) for reading in found]
    if verdicts:
        return max(verdicts, key=lambda verdict: verdict.score)
    if _OTHER_TIME.match(text):
        return wrong("other-time", "the date itself is asked for")
    return wrong("no-date", "that is no date")


def _judge(right: Date, given: Reading, shown: str) -> Verdict:
    date, doubt = given.date, given.doubt
    if date.year is not None and right.year is not None:
        if date.span is not right.span:
            return wrong("span", f"a {date.span.value}, but a {right.span.value} is asked for")
        if date.era and (date.era == "bc") != (right.era == "bc"):
            return wrong("era", f"another era: the answer is {shown}")
        if date.year == right.year % 100 and right.year > 99:
            if doubt is not Doubt.SHORT_YEAR:
                return wrong("short-year", "the year is not written in full")
            date = evolve(date, year=right.year)
    asked = [name for name in ("year", "month", "day") if getattr(right, name) is not None]
    matched = 0
    for name in asked:
        value = getattr(date, name)
        if value is not None and value != getattr(right, name):
            return wrong("date", f"another {right.span.value if name == 'year' else name}")
        matched += value is not None
    if not matched:
        return wrong("date", f"the {asked[0]} is asked for" if asked else "")
    if right.part and date.part and not _agree(right.part, date.part):
        return wrong("part", f"another part of the {right.span.value}: {shown}")
    if right.part and right.month is None and date.month not in (None, *_MONTHS[right.part]):
        return wrong("part", f"another part of the year: {shown}")
    lacks_era = right.era == "bc" and date.year is not None and not date.era
    score = matched / len(asked) * (0.5 if lacks_era else 1)
    if lacks_era:
        return partial(score, "era-missing", f"the era is missing: {shown}")
    if score < 1:
        return partial(score, "date-less", f"{matched} of {len(asked)} parts of the date: {shown}")
    if doubt is not None:
        return close(*_DOUBTS[doubt])
    if date.about and not right.about:
        return close("about", f"right, but the answer is exact: {shown}")
    return correct()


def _agree(one: str, other: str) -> bool:
    """Return whether two parts of a year may be the same time: late and autumn, not late and mid."""
    if one == other or {one, other} <= {"early", "mid", "late"}:
        return one == other
    return not set(_MONTHS[one]).isdisjoint(_MONTHS[other])
