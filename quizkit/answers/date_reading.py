"""Texts read as dates, in words or figures.

The same reader serves authors and learners. A learner's text may have several readings, some with
a doubt (`2/3/2025`, `'69`, a misspelt month); an author's must have one without.
"""

import re
from itertools import dropwhile

from attrs import evolve

from quizkit.answers.date_words import date_words
from quizkit.answers.dates import Date, DateReading, Doubt, Span
from quizkit.answers.dates_in_words import dates_in_words
from quizkit.answers.frames import bare
from quizkit.answers.languages import is_english
from quizkit.answers.letters import MAX_LENGTH, clean, plain, without_marks
from quizkit.answers.weekdays import on_weekday, weekday_of
from quizkit.lazy import pattern

_YEAR = "(?P<year>[0-9]{4})"
_MONTH = "(?P<month>[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})"
_IN_ORDER = (
    pattern(f"{_YEAR}-{_MONTH}(?:-{_DAY})?"),
    pattern(f"{_YEAR}[/.]{_MONTH}(?:[/.]{_DAY})?"),
    pattern(f"(?P<year>[0-9]{{1,4}}) ?[年년] ?(?:{_MONTH} ?[月월] ?(?:{_DAY} ?[日일号號])?)?"),
    pattern(f"{_MONTH}[/.]{_YEAR}"),
    pattern(f"{_MONTH} ?[月월](?: ?{_DAY} ?[日일号號])?"),
)
"""Dates that are all figures, whose parts can be read in one way only."""
_EITHER_WAY = pattern(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2('?)([0-9]{4}|[0-9]{2}))?")
_DOT_AND_SPACE = pattern(r"(?<=[0-9])\. (?=[0-9])")
_OF_DATES_ALONE = pattern(f"[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?|{_IN_ORDER[2].pattern}")
_MINUS = pattern("-[0-9]")
"""Before a figure it is no dash, and no era either."""
_CIRCA = pattern(r"\Ac(?:a|irca)?\.? ?(?=[0-9])")


def read_date(text: str, *, language: str = "en", dayfirst: bool | None = None) -> tuple[Date, ...]:
    """Return the date that the whole of `text` is without doubt, or nothing.

    The years of a century may be meant as its first decade too: `1800s` is both.
    """
    found = date_readings(text, language=language, dayfirst=dayfirst)
    return () if any(one.doubt for one in found) else tuple(one.date for one in found)


def has_date_form(text: str, date: Date, language: str = "en") -> bool:
    """Return whether `text`, which can be read as `date`, is written as nothing but a date is.

    That is with the name of a month, in ISO form, or with an era, a decade, a century, or a part
    of the year. A lone abbreviation of a month is a word.
    """
    text = plain(clean(text)).casefold()
    if _OF_DATES_ALONE.fullmatch(text):
        return True
    if date.month is not None:
        if (date.year, date.day, date.nth) == (None, None, 0):
            return without_marks(text).strip(" .") in date_words(language).own_months
        return any(map(str.isalpha, text))
    if date.part and date.span is Span.YEAR:
        return (date.year or 0) > 99  # Summer of 69 is a song
    return (date.era, date.span) != ("", Span.YEAR)


def names_date(text: str, language: str = "en") -> bool:
    """Return whether `text` has a word in it that only dates have."""
    words = without_marks(text).casefold().replace("-", " ").split()
    return not date_words(language).only_dates.isdisjoint(words)


def date_readings(
    text: str, *, language: str = "en", dayfirst: bool | None = None
) -> tuple[DateReading, ...]:
    """Return every way to read the whole of `text` as a date; none if it is no date.

    Args:
        text: what was written.
        language: BCP 47 tag of the deck; its names of the months are understood.
        dayfirst: how figures such as 2/3/2025 are read; None for either way.
    """
    return tuple(one for one in _readings(text, language, dayfirst) if one.is_possible)


def is_impossible(text: str, language: str = "en") -> bool:
    """Return whether `text` is written as a date, but of a day or month that there is not."""
    found = _readings(text, language, None)
    return bool(found) and all(
        one.date.month and not one.date.is_possible and has_date_form(text, one.date, language)
        for one in found
    )


def _readings(text: str, language: str, dayfirst: bool | None) -> list[DateReading]:
    """Return the readings, those of dates that there are not among them."""
    text = clean(text)
    if len(text) > MAX_LENGTH:
        return []
    text = plain(text).casefold().rstrip(" .,;!?")
    if _MINUS.match(text):
        return []
    known = date_words(language)
    if not is_english(language) and text.partition(" ")[0] not in known.decades:
        text = bare(text, language).text
    for era in known.eras:
        text = era.sub(lambda match: " bc " if match[1] else " ad ", text)
    text = known.rewritten(text)
    text = _CIRCA.sub("circa ", text, count=1) if text.startswith("c") else text
    text = text.replace("~", " ~ ").replace("\u2248", " \u2248 ")
    words, weekday = weekday_of(text.removesuffix(" or so").split(), known)
    rest = list(dropwhile(known.openings.__contains__, words))
    opening = words[: len(words) - len(rest)]
    dots = None if is_english(language) else True
    figures = rest[:-1] if rest[1:] and rest[-1].rstrip(".") in known.noise else rest  # 9.5.1945 г.
    found = _in_figures(" ".join(figures), dayfirst, dots=dots) or dates_in_words(rest, known)
    if weekday is not None:
        found = on_weekday(found, weekday)
    if text.endswith(" or so") or not known.about.isdisjoint(opening):
        return [evolve(one, date=evolve(one.date, about=True)) for one in found]
    return found


def _in_figures(text: str, dayfirst: bool | None, *, dots: bool | None = None) -> list[DateReading]:
    """Return the ways to read a date that is all figures; empty if it is not.

    Args:
        text: in small letters.
        dayfirst: how 2/3/2025 is read; None for either way.
        dots: how 2.3.2025 is read where that does not say.
    """
    text = _DOT_AND_SPACE.sub(".", text)
    for order in _IN_ORDER:
        if match := order.fullmatch(text):
            year, month, day = map(_int, map(match.groupdict().get, ("year", "month", "day")))
            return [DateReading(Date(year, month, day))]
    match = _EITHER_WAY.fullmatch(text)
    if match is None:
        return []
    return _day_and_month(match, dots if dayfirst is None and match[2] == "." else dayfirst)


def _int(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _day_and_month(match: re.Match[str], dayfirst: bool | None) -> list[DateReading]:
    """Return the ways to read `2/3/2025`: either way round, or as `dayfirst` says."""
    first, second = int(match[1]), int(match[3])
    year = _int(match[5])
    doubt = Doubt.SHORT_YEAR if match[4] else None
    both = dict.fromkeys((Date(year, second, first), Date(year, first, second)))
    ways = [date for date in both if date.is_possible]
    if len(ways) == 2 and dayfirst is None:
        doubt = doubt or Doubt.TWO_WAYS
    elif len(ways) == 2:
        ways = [ways[not dayfirst]]
    return [DateReading(date, doubt) for date in ways]
