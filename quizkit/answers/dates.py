"""Dates: years, months and days, decades and centuries, in words or figures.

The same reader serves authors and learners. A learner's text may have several readings, some with
a doubt (`2/3/2025`, `'69`, a misspelt month); an author's must have one without. Days are those
of the calendar that was in use, so no reading needs more of a calendar than the length of months.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from attrs import evolve, frozen

from quizkit.answers import numerals
from quizkit.answers.date_words import (
    ABOUT,
    CENTURY,
    DECADES,
    MONTHS,
    OF_DECADE,
    WEEKDAYS,
    date_words,
    misspelt_month,
    month_names,
    noise,
    parts,
    primary,
)
from quizkit.answers.letters import MAX_LENGTH, clean, plain, without_marks


class Span(Enum):
    """How long a time the year of a date stands for."""

    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Doubt(Enum):
    """What makes a reading of a date less than sure."""

    MONTH_SLIP = "one letter of the month is off"
    SHORT_YEAR = "the century of the year is left out"
    TWO_WAYS = "day and month can be read either way"


@frozen
class Date:
    """A date, as much of it as is known.

    Args:
        year: None if it is left open; the first year of a decade, the number of a century.
        month: 1 to 12.
        day: 1 to 31, and possible in the month.
        era: `bc`, `ad`, or empty if it is left open, which means the same as `ad`.
        part: `early`, `mid`, `late` or empty.
        span: whether `year` stands for a year, a decade or a century.
        about: whether it is only about right.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    era: str = ""
    part: str = ""
    span: Span = Span.YEAR
    about: bool = False


@frozen
class Reading:
    """One way to read a text as a date."""

    date: Date
    doubt: Doubt | None = None


_ERA = re.compile(
    r"(?<![^\W\d_])(?:(b\.? ?c\.?(?: ?e)?|before christ|before (?:the )?common era"
    r"|v(?:or)?\.? ?chr(?:istus)?|av(?:ant)?\.? ?j(?:\.?-? ?c|[eé]sus[ -]christ))"
    r"|a\.? ?d|c\.? ?e|anno domini|n(?:ach)?\.? ?chr(?:istus)?"
    r"|ap(?:r|r[eè]s)?\.? ?j(?:\.?-? ?c|[eé]sus[ -]christ))(?![^\W\d_])\.?"
)
_ROMANCE_ERA = re.compile(
    r"(?<![^\W\d_])(?:(a\.? ?(?:de )?c|antes de cristo|avanti cristo)"
    r"|d\.? ?(?:de )?c|despu[eé]s de cristo|depois de cristo|dopo cristo)(?![^\W\d_])\.?"
)
"""In Spanish, Italian and Portuguese, where `a. C.` is before Christ and `d. C.` after."""
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?")
_CJK = re.compile(r"([0-9]{1,4}) ?[年년] ?(?:([0-9]{1,2}) ?[月월] ?(?:([0-9]{1,2}) ?[日일])?)?")
_FIGURES = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2('?)([0-9]{4}|[0-9]{2}))?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_FIGURE = re.compile(r"('?)([0-9]{1,4}|[1-9][0-9]{4,5})(st|nd|rd|th|er|o|[eè]me|e|s)?")
_ROMAN = re.compile("(?=.)(x{0,3})(ix|iv|v?i{0,3})(?:[eè]me|e)?")
_CIRCA = re.compile(r"c(?:a|irca)?\.? ?(?=[0-9])")


def read_date(text: str, *, language: str = "en", dayfirst: bool | None = None) -> tuple[Date, ...]:
    """Return the date that the whole of `text` is without doubt, or nothing.

    The years of a century may be meant as its first decade too: `1800s` is both.
    """
    found = readings(text, language=language, dayfirst=dayfirst)
    if any(one.doubt for one in found):
        return ()
    if len(found) > 1 and all(one.date.span is Span.YEAR for one in found):
        return ()
    return tuple(one.date for one in found)


def has_date_form(text: str, date: Date, language: str = "en") -> bool:
    """Return whether `text`, which can be read as `date`, is written as nothing but a date is.

    That is with the name of a month, in ISO form, or with an era, a decade, a century, or a part
    of the year. A lone abbreviation of a month is a word.
    """
    text = plain(clean(text)).casefold()
    if re.fullmatch("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text) or _CJK.fullmatch(text):
        return True
    if date.month is not None and date.year is None and date.day is None:
        return without_marks(text).strip(" .") in MONTHS.get(primary(language), "").split()
    if date.month is not None:
        return any(map(str.isalpha, text))
    if date.part and date.span is Span.YEAR:
        return date.year is not None and date.year > 99  # Summer of 69 is a song
    return bool(date.era or date.span is not Span.YEAR)


def names_date(text: str, language: str = "en") -> bool:
    """Return whether `text` has a word in it that only dates have."""
    words = set(without_marks(text).casefold().replace("-", " ").split())
    return not words.isdisjoint(date_words(language))


_PLACES = {
    "early": 2, "mid": 6, "late": 10, "spring": 4, "summer": 7, "autumn": 10, "winter": 12,
}  # fmt: skip


def place_in_time(date: Date) -> tuple[int, int, int]:
    """Return what dates are ordered by; a part of a year stands in the middle of it."""
    year = date.year or 0
    if date.span is Span.CENTURY:
        year = year * 100 - 99
    month = date.month or _PLACES.get(date.part, 0)
    return (-year if date.era == "bc" else year, month, date.day or 0)


def readings(
    text: str, *, language: str = "en", dayfirst: bool | None = None
) -> tuple[Reading, ...]:
    """Return every way to read the whole of `text` as a date; none if it is no date.

    Args:
        text: what was written.
        language: BCP 47 tag of the deck; its names of the months are understood.
        dayfirst: how figures such as 2/3/2025 are read; None for either way.
    """
    return tuple(
        one
        for one in _readings(text, language, dayfirst)
        if _is_possible(one.date) or (one.doubt is Doubt.SHORT_YEAR and one.date.year == 0)
    )


def is_impossible(text: str, language: str = "en") -> bool:
    """Return whether `text` is written as a date, but of a day or month that there is not."""
    found = list(_readings(text, language, None))
    return (
        bool(found)
        and not any(_is_possible(one.date) for one in found)
        and all(one.date.month and has_date_form(text, one.date, language) for one in found)
    )


def _readings(text: str, language: str, dayfirst: bool | None) -> Iterable[Reading]:
    """Return the readings, those of dates that there are not among them."""
    text = clean(text)
    if len(text) > MAX_LENGTH:
        return ()
    text = plain(text).casefold().rstrip(" .,;!?")
    if not text:
        return ()
    if text[0] == "-" and text[1:2].isdigit():
        return ()  # a minus is no era
    eras = (_ROMANCE_ERA, _ERA) if primary(language) in ("es", "it", "pt") else (_ERA,)
    for era in eras:
        text = era.sub(lambda match: " bc " if match[1] else " ad ", text)
    text = _CIRCA.sub("circa ", text, count=1) if text[0] == "c" else text
    about = text.endswith(" or so")
    text = text.removesuffix(" or so")
    for mark in "~\u2248":
        text = text.replace(mark, f" {mark} ")
    words = text.split()
    fillers = noise(language)
    while words and (words[0] in fillers or words[0].rstrip(".") in ABOUT):
        about = about or words[0].rstrip(".") in ABOUT
        del words[0]
    if len(words) > 20:
        return ()
    found = list(_in_figures(" ".join(words), dayfirst) or _in_words(words, fillers, language))
    return [evolve(one, date=evolve(one.date, about=True)) if about else one for one in found]


def _in_figures(text: str, dayfirst: bool | None) -> list[Reading]:
    """Return the ways to read a date that is all figures; empty if it is not."""
    match = _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _CJK.fullmatch(text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        return [Reading(Date(year, month, day))]
    match = _MONTH_YEAR.fullmatch(text)
    if match:
        return [Reading(Date(int(match[2]), int(match[1])))]
    match = _FIGURES.fullmatch(text)
    if not match:
        return []
    first, second = int(match[1]), int(match[3])
    year = int(match[5]) if match[5] else None
    doubt = Doubt.SHORT_YEAR if match[4] else None
    ways = [Date(year, second, first), Date(year, first, second)]
    ways = list(dict.fromkeys(way for way in ways if _is_possible(way)))
    if len(ways) < 2:
        return [Reading(way, doubt) for way in ways]
    if dayfirst is None:
        return [Reading(way, doubt or Doubt.TWO_WAYS) for way in ways]
    return [Reading(ways[0 if dayfirst else 1], doubt)]


@frozen
class _Number:
    """A number among the words of a date, and where it stands."""

    value: int
    at: int
    is_ordinal: bool = False
    is_decade: bool = False
    is_short: bool = False


def _in_words(words: Sequence[str], fillers: frozenset[str], language: str) -> Iterator[Reading]:
    """Yield the ways to read a date in words and figures."""
    words = [
        word
        for piece in words
        for word in re.sub(r"(?<=[0-9]{2}),(?=[0-9]{3}(?![0-9]))", "", piece)
        .replace("'s", "s")
        .translate(_SEPARATORS)
        .split()
    ]
    months, known_parts = month_names(language), parts(language)
    month: int | None = None
    doubt: Doubt | None = None
    era = part = ""
    century = not CENTURY.isdisjoint(map(without_marks, words))
    decade = language[:2] in ("fr", "es", "it") and not OF_DECADE.isdisjoint(
        map(without_marks, words)
    )
    numbers: list[_Number] = []
    at = 0
    while at < len(words):
        word = words[at]
        bare = without_marks(word)
        if word in ("bc", "ad"):
            if era:
                return
            era = word
        elif bare in known_parts and not part:
            part = known_parts[bare]
        elif bare in CENTURY or (decade and bare in OF_DECADE):
            pass
        elif word == "c" and numbers and numbers[-1].is_ordinal:
            century = True
        elif bare in months:
            if month is not None:
                return
            month = months[bare]
        elif century and (roman := _roman(word)):
            numbers.append(_Number(roman, at, is_ordinal=True))
        elif (number := _number(words, at, decade=decade, language=language)) is not None:
            numbers.append(number[0])
            at = number[1]
            continue
        elif month is None and (slipped := misspelt_month(word, language)) is not None:
            month, doubt = slipped, Doubt.MONTH_SLIP
        elif word not in fillers and word not in WEEKDAYS:
            return
        at += 1
    yield from _assembled(words, numbers, month, era, part, century, doubt)


_SEPARATORS = str.maketrans(".,-()/", "      ")


def _roman(word: str) -> int:
    """Return the number of a century in Roman figures, 1 to 39; 0 if it is none."""
    match = _ROMAN.fullmatch(word)
    if match is None:
        return 0
    ones = {"ix": 9, "iv": 4}.get(match[2], 5 * match[2].count("v") + match[2].count("i"))
    return 10 * len(match[1]) + ones


def _number(
    words: Sequence[str], at: int, *, decade: bool, language: str
) -> tuple[_Number, int] | None:
    """Return the number that stands at `at`, in words or figures, and the place after it."""
    word = words[at]
    match = _FIGURE.fullmatch(word)
    if match:
        value, short = int(match[2]), bool(match[1])
        german = match[3] == "er" and language[:2] == "de" and not value % 10
        if match[3] == "s" or german or (decade and not match[3]):
            return _Number(value, at, is_decade=True, is_short=short), at + 1
        return _Number(value, at, is_ordinal=bool(match[3]), is_short=short), at + 1
    if word in DECADES:
        return _Number(DECADES[word], at, is_decade=True, is_short=True), at + 1
    if ordinal := numerals.ordinal(words, at):
        return _Number(ordinal[0], at, is_ordinal=True), ordinal[1]
    if number := numerals.cardinal(words, at, years=True):
        value, after = number
        if after < len(words) and words[after] in DECADES:  # nineteen eighties
            return _Number(value * 100 + DECADES[words[after]], at, is_decade=True), after + 1
        return _Number(value, at), after
    return None


def _assembled(
    words: Sequence[str],
    numbers: list[_Number],
    month: int | None,
    era: str,
    part: str,
    century: bool,
    doubt: Doubt | None,
) -> Iterator[Reading]:
    """Yield the dates that a month, an era and some numbers make."""
    whole = Date(month=month, era=era, part=part)
    if century or any(number.is_decade for number in numbers):
        if month is None and len(numbers) == 1:
            yield from _spans(numbers[0], whole, century)
        return
    if month is None:
        if len(numbers) == 1 and not numbers[0].is_ordinal:
            yield Reading(
                evolve(whole, year=numbers[0].value),
                Doubt.SHORT_YEAR if numbers[0].is_short else None,
            )
        return
    if len(numbers) > 2:
        return
    year = next((number for number in numbers if _is_year(number, era, words)), None)
    days = [number for number in numbers if number is not year]
    if len(days) == 2:  # both could be days: the year comes last
        year = days.pop()
    if era and year is None:
        return
    yield Reading(
        evolve(whole, year=year.value if year else None, day=days[0].value if days else None),
        doubt or (Doubt.SHORT_YEAR if year and year.is_short else None),
    )


def _is_year(number: _Number, era: str, words: Sequence[str]) -> bool:
    """Return whether a number beside a month can only be the year."""
    if number.is_ordinal:
        return False
    if number.value > 31 or number.is_short:
        return True
    return bool(era) and abs(words.index(era) - number.at) == 1


def _spans(number: _Number, whole: Date, century: bool) -> Iterator[Reading]:
    """Yield the decade or the century that a number names; 1700s may be either."""
    if century:
        if not number.is_decade and not number.is_short:
            yield Reading(evolve(whole, year=number.value, span=Span.CENTURY))
        return
    if number.value % 10 or (number.value < 100 and not number.is_short):
        return
    doubt = Doubt.SHORT_YEAR if number.value < 100 else None
    yield Reading(evolve(whole, year=number.value, span=Span.DECADE), doubt)
    if number.value % 100 == 0 and number.value:
        yield Reading(evolve(whole, year=number.value // 100 + 1, span=Span.CENTURY), doubt)


_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_possible(date: Date) -> bool:
    """Return whether there is such a date; 29 February in leap years of the calendar of its time."""
    if date.year is not None and not 1 <= date.year <= 999_999:
        return False
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is None:
        return True
    if date.month is None or not 1 <= date.day <= _MONTH_DAYS[date.month - 1]:
        return False
    if (date.month, date.day) != (2, 29) or date.year is None or date.era == "bc":
        return True
    return date.year % 4 == 0 and (
        date.year <= 1582 or date.year % 100 != 0 or date.year % 400 == 0
    )
