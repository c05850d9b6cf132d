"""A date in words and figures read word by word: `the 3rd of July 1969`, `late 19th century`.

Each word tells a month, an era, a part of the year or a number, or it tells nothing; any other word
makes the text no date. What the words have told is put together at the end.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from attrs import evolve

from quizkit.answers import numerals
from quizkit.answers.date_words import DECADES, DateWords, Slot, misspelt
from quizkit.answers.dates import Date, DateReading, Doubt, Span
from quizkit.answers.letters import without_marks
from quizkit.lazy import pattern

_MOST_WORDS = 20
_LAST_CENTURY = 30
"""That a text may be about: 50 Cent is none."""
_THIS_CENTURY = 1900
"""Of decades in words that name none."""
_GROUPING = pattern(r"(?<=[0-9]{2}),(?=[0-9]{3}(?![0-9]))")
_ELIDED = pattern("(?<=[^\\W\\d_])'(?=[^\\W\\d_])")
"""The mark of an article before a vowel: l'été."""
_SEPARATORS = str.maketrans(".,-()/", "      ")
_FIGURE = pattern(r"('?)([0-9]{1,4}|[1-9][0-9]{4,5})(st|nd|rd|th|er|o|[eè]me|e|s)?")
_ROMAN = {
    f"{tens}{ones}{ending}": 10 * len(tens) + value
    for tens in ("", "x", "xx", "xxx")
    for value, ones in enumerate(["", *"i ii iii iv v vi vii viii ix".split()])
    for ending in ("", "e", "er", "eme", "ème")
}


class _Number(NamedTuple):
    """A number among the words of a date, where it stands and where it ends."""

    value: int
    at: int
    end: int
    is_ordinal: bool = False
    is_decade: bool = False
    is_short: bool = False
    is_spoken: bool = False


class _Told:
    """What the words of a text tell of a date, taken in from left to right."""

    def __init__(self, words: list[str], known: DateWords) -> None:
        bare = [without_marks(word) for word in words]
        self._words = words
        self._bare = bare
        self._known = known
        self._told = [known.slots.get(word) for word in bare]
        self._is_century = not known.centuries.isdisjoint(bare)
        self._is_decade = not known.decades.isdisjoint(bare)
        self._slots: dict[Slot, Any] = {}
        self._numbers: list[_Number] = []
        self._doubt: Doubt | None = None

    def is_of_a_date(self) -> bool:
        """Return whether all the words are taken in."""
        at = 0
        while at < len(self._words):
            after = self._take(at)
            if after == at:
                return False
            at = after
        return True

    def _take(self, at: int) -> int:
        """Return the place after what is taken in, `at` itself where that is of no date."""
        word, told = self._words[at], self._told[at]
        if told is not None:
            return at + self._fill(*told)
        if word == "c" and self._numbers[-1:] and self._numbers[-1].is_ordinal:
            self._is_century = True
            return at + 1
        number = self._number(at)
        if number is not None:
            self._numbers.append(number)
            return number.end
        is_taken = self._is_misspelt(word) or self._bare[at] in self._known.noise
        return at + is_taken

    def _fill(self, slot: Slot, value: int | str) -> bool:
        """Return whether the slot was free for `value`; a decade or century may be named twice."""
        is_free = slot is Slot.SPAN or slot not in self._slots
        self._slots[slot] = value
        return is_free

    def _is_misspelt(self, word: str) -> bool:
        """Take a word as the month or season, in doubt, if there is none and it is a slip of one."""
        for slot, names, doubt in (
            (Slot.MONTH, self._known.months, Doubt.MONTH_SLIP),
            (Slot.PART, self._known.seasons, Doubt.SEASON_SLIP),
        ):
            name = None if slot in self._slots else misspelt(word, names)
            if name is not None:
                self._doubt = doubt
                return self._fill(slot, self._known.slots[name][1])
        return False

    def _number(self, at: int) -> _Number | None:
        """Return the number that stands at `at`, in words or figures."""
        words = self._words
        word = words[at]
        if self._is_century and (roman := _ROMAN.get(word)):
            return _Number(roman, at, at + 1, is_ordinal=True)
        if match := _FIGURE.fullmatch(word):
            return self._figure(match, at)
        if word in DECADES:
            return _Number(DECADES[word], at, at + 1, is_decade=True, is_spoken=True)
        if ordinal := numerals.ordinal(words, at):
            return _Number(ordinal[0], at, ordinal[1], is_ordinal=True)
        number = numerals.cardinal(words, at, years=True)
        if number is None:
            return None
        value, end = number
        following = "".join(words[end : end + 1])
        if following == "hundreds" and 9 < value < 21:  # the nineteen hundreds
            return _Number(value * 100, at, end + 1, is_decade=True)
        decade = DECADES.get(following)  # nineteen eighties
        if decade is None:
            return _Number(value, at, end)
        return _Number(value * 100 + decade, at, end + 1, is_decade=True)

    def _figure(self, match: re.Match[str], at: int) -> _Number:
        """Return a number in figures, as its mark and ending have it: ’80s, 3rd, 1980er."""
        mark, figures, ending = match.groups("")
        value = int(figures)
        decade_endings = {"s", self._known.decade_ending if value % 10 == 0 else "s"}  # 1980er
        is_decade = ending in decade_endings if ending else self._is_decade
        return _Number(
            value,
            at,
            at + 1,
            is_ordinal=ending != "" and not is_decade,
            is_decade=is_decade,
            is_short=mark != "",
        )

    def dates(self) -> list[DateReading]:
        """Return the dates that it all makes."""
        month = self._slots.get(Slot.MONTH)
        whole = Date(
            month=month,
            era=self._slots.get(Slot.ERA, ""),
            part=self._slots.get(Slot.PART, ""),
        )
        is_span = self._is_century or any(number.is_decade for number in self._numbers)
        if month is not None and not is_span and len(self._numbers) < 3:
            return self._with_month(whole)
        if month is not None:
            return []
        if whole.part == "winter" and (year := self._first_of_two()):
            return [DateReading(evolve(whole, year=year, ends_next=True), self._doubt)]
        if len(self._numbers) != 1:
            return []
        number = self._numbers[0]
        if self._is_century:
            return _century(number, whole)
        if is_span:
            return _decade(number, whole)
        if number.is_ordinal:
            return []
        return [DateReading(evolve(whole, year=number.value), self._doubt or _doubt_of(number))]

    def _first_of_two(self) -> int | None:
        """Return the first of two years that follow each other, as 1777-78; None of others."""
        values = [number.value for number in self._numbers]
        is_told = len(values) == 2 and values[1] in (values[0] + 1, (values[0] + 1) % 100)
        return values[0] if is_told else None

    def _with_month(self, whole: Date) -> list[DateReading]:
        """Return the date that a month makes with at most two numbers: its day, its year."""
        years = [number for number in self._numbers if self._is_year(number)][:1]
        days = [number for number in self._numbers if number not in years]
        if len(days) == 2:  # both could be days: the year comes last
            years.append(days.pop())
        if whole.era and not years:
            return []
        day, year = next(iter(days), None), next(iter(years), None)
        date = evolve(whole, year=year and year.value, day=day and day.value)
        return [DateReading(date, self._doubt or (year and _doubt_of(year)))]

    def _is_year(self, number: _Number) -> bool:
        """Return whether a number beside a month can only be the year."""
        era = self._slots.get(Slot.ERA)
        beside_era = era is not None and abs(self._words.index(era) - number.at) == 1
        could_be_day = number.value <= 31 and not number.is_short and not beside_era
        return not number.is_ordinal and not could_be_day


def dates_in_words(pieces: Sequence[str], known: DateWords) -> list[DateReading]:
    """Return the ways to read a text as a date; eras stand in it as `bc` and `ad`.

    Args:
        pieces: the text in small letters, parted at its spaces.
        known: the words of dates that are understood.
    """
    if len(pieces) > _MOST_WORDS:
        return []
    told = _Told(
        _GROUPING.sub("", _ELIDED.sub(" ", " ".join(pieces).replace("'s", "s")))
        .translate(_SEPARATORS)
        .split(),
        known,
    )
    return told.dates() if told.is_of_a_date() else []


def _doubt_of(year: _Number) -> Doubt | None:
    return Doubt.SHORT_YEAR if year.is_short else None


def _century(number: _Number, whole: Date) -> list[DateReading]:
    """Return the century of a number; none if it is written like a decade or a short year."""
    if number.is_decade or number.is_short or number.value > _LAST_CENTURY:
        return []
    return [DateReading(evolve(whole, year=number.value, span=Span.CENTURY))]


def _decade(number: _Number, whole: Date) -> list[DateReading]:
    """Return the decade that a number names; 1700s may be the century as well."""
    if number.is_spoken:  # the sixties
        date = evolve(whole, year=_THIS_CENTURY + number.value, span=Span.DECADE)
        return [DateReading(date, is_spoken=True)]
    century, rest = divmod(number.value, 100)
    if rest % 10 or (century == 0 and not number.is_short):
        return []
    doubt = None if century else Doubt.SHORT_YEAR
    found = [DateReading(evolve(whole, year=number.value, span=Span.DECADE), doubt)]
    if century and rest == 0:
        found.append(DateReading(evolve(whole, year=century + 1, span=Span.CENTURY), doubt))
    return found
