"""A date in words and figures read word by word: `the 3rd of July 1969`, `late 19th century`.

Each word tells a month, an era, a part of the year or a number, or it tells nothing; any other word
makes the text no date. What the words have told is put together at the end.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrs import evolve

from quizkit.answers import numerals
from quizkit.answers.date_words import DECADES, DateWords, Slot, misspelt_month
from quizkit.answers.dates import Date, DateReading, Doubt, Span
from quizkit.answers.letters import without_marks

_MOST_WORDS = 20
_GROUPING = re.compile(r"(?<=[0-9]{2}),(?=[0-9]{3}(?![0-9]))")
_SEPARATORS = str.maketrans(".,-()/", "      ")
_FIGURE = re.compile(r"('?)([0-9]{1,4}|[1-9][0-9]{4,5})(st|nd|rd|th|er|o|[eè]me|e|s)?")
_ROMAN = re.compile("(?=.)(x{0,3})(ix|iv|v?i{0,3})(?:[eè]me|e)?")


class _Number(NamedTuple):
    """A number among the words of a date, and where it stands."""

    value: int
    at: int
    is_ordinal: bool = False
    is_decade: bool = False
    is_short: bool = False


class _Told:
    """What the words of a text tell of a date, taken in from left to right."""

    def __init__(self, words: list[str], known: DateWords) -> None:
        self._words = words
        self._known = known
        self._bare = [without_marks(word) for word in words]
        self._is_century = not known.centuries.isdisjoint(self._bare)
        self._is_decade = not known.decades.isdisjoint(self._bare)
        self._slots: dict[Slot, int | str] = {}
        self._numbers: list[_Number] = []
        self._doubt: Doubt | None = None

    def take_all(self) -> bool:
        """Return whether all the words are of a date."""
        at: int | None = 0
        while at is not None and at < len(self._words):
            at = self._take(at)
        return at is not None

    def _take(self, at: int) -> int | None:
        """Take in what stands at `at`; return the place after it, None if it is of no date."""
        word = self._words[at]
        slot = self._known.slots.get(self._bare[at])
        if slot is not None:
            return at + 1 if self._fill(*slot) else None
        if word == "c" and self._numbers and self._numbers[-1].is_ordinal:
            self._is_century = True
            return at + 1
        number = self._number(at)
        if number is not None:
            self._numbers.append(number[0])
            return number[1]
        if Slot.MONTH not in self._slots:
            slipped = misspelt_month(word, self._known.months)
            if slipped is not None:
                self._doubt = Doubt.MONTH_SLIP
                self._slots[Slot.MONTH] = slipped
                return at + 1
        return at + 1 if word in self._known.noise or word in self._known.weekdays else None

    def _fill(self, slot: Slot, value: int | str) -> bool:
        """Return whether the slot was free for `value`; a decade or century may be named twice."""
        is_free = slot is Slot.SPAN or slot not in self._slots
        self._slots[slot] = value
        return is_free

    def _number(self, at: int) -> tuple[_Number, int] | None:
        """Return the number that stands at `at`, in words or figures, and the place after it."""
        words = self._words
        word = words[at]
        if self._is_century and (roman := _roman(word)):
            return _Number(roman, at, is_ordinal=True), at + 1
        if match := _FIGURE.fullmatch(word):
            return self._figure(match, at), at + 1
        if word in DECADES:
            return _Number(DECADES[word], at, is_decade=True, is_short=True), at + 1
        if ordinal := numerals.ordinal(words, at):
            return _Number(ordinal[0], at, is_ordinal=True), ordinal[1]
        number = numerals.cardinal(words, at, years=True)
        if number is None:
            return None
        value, after = number
        if words[after : after + 1] and words[after] in DECADES:  # nineteen eighties
            return _Number(value * 100 + DECADES[words[after]], at, is_decade=True), after + 1
        return _Number(value, at), after

    def _figure(self, match: re.Match[str], at: int) -> _Number:
        mark, figures, ending = match.groups("")
        value = int(figures)
        if ending:
            round_year = ending == self._known.decade_ending and not value % 10  # 1980er
            is_decade = ending == "s" or round_year
        else:
            is_decade = self._is_decade
        is_ordinal = bool(ending) and not is_decade
        return _Number(value, at, is_ordinal, is_decade, is_short=bool(mark))

    def dates(self) -> list[DateReading]:
        """Return the dates that it all makes."""
        month = self._slots.get(Slot.MONTH)
        whole = Date(
            month=None if month is None else int(month),
            era=str(self._slots.get(Slot.ERA, "")),
            part=str(self._slots.get(Slot.PART, "")),
        )
        if month is not None:
            spans = self._is_century or any(number.is_decade for number in self._numbers)
            return [] if spans or len(self._numbers) > 2 else self._with_month(whole)
        if len(self._numbers) != 1:
            return []
        number = self._numbers[0]
        if self._is_century:
            return _century(number, whole)
        if number.is_decade:
            return _decade(number, whole)
        return [] if number.is_ordinal else [_of_year(evolve(whole, year=number.value), number)]

    def _with_month(self, whole: Date) -> list[DateReading]:
        """Return the date that a month makes with at most two numbers: its day, its year."""
        year = next((number for number in self._numbers if self._is_year(number)), None)
        days = [number for number in self._numbers if number is not year]
        if len(days) == 2:  # both could be days: the year comes last
            year = days.pop()
        if whole.era and year is None:
            return []
        date = evolve(whole, year=year.value if year else None, day=days[0].value if days else None)
        return [DateReading(date, self._doubt) if self._doubt else _of_year(date, year)]

    def _is_year(self, number: _Number) -> bool:
        """Return whether a number beside a month can only be the year."""
        if number.is_ordinal:
            return False
        if number.value > 31 or number.is_short:
            return True
        era = self._slots.get(Slot.ERA)
        return era is not None and abs(self._words.index(str(era)) - number.at) == 1


def dates_in_words(pieces: Sequence[str], known: DateWords) -> list[DateReading]:
    """Return the ways to read a text as a date; eras stand in it as `bc` and `ad`.

    Args:
        pieces: the text in small letters, parted at its spaces.
        known: the words of dates that are understood.
    """
    if len(pieces) > _MOST_WORDS:
        return []
    told = _Told([word for piece in pieces for word in _separated(piece)], known)
    return told.dates() if told.take_all() else []


def _separated(piece: str) -> list[str]:
    """Return the words of a piece of text without the marks between them: `20.7.1969`, `mid-July`."""
    return _GROUPING.sub("", piece).replace("'s", "s").translate(_SEPARATORS).split()


def _roman(word: str) -> int:
    """Return the number of a century in Roman figures, 1 to 39; 0 if it is none."""
    match = _ROMAN.fullmatch(word)
    if match is None:
        return 0
    ones = {"ix": 9, "iv": 4}.get(match[2], 5 * match[2].count("v") + match[2].count("i"))
    return 10 * len(match[1]) + ones


def _of_year(date: Date, year: _Number | None) -> DateReading:
    return DateReading(date, Doubt.SHORT_YEAR if year and year.is_short else None)


def _century(number: _Number, whole: Date) -> list[DateReading]:
    if number.is_decade or number.is_short:
        return []
    return [DateReading(evolve(whole, year=number.value, span=Span.CENTURY))]


def _decade(number: _Number, whole: Date) -> list[DateReading]:
    """Return the decade that a number names; 1700s may be the century as well."""
    value, is_short = number.value, number.value < 100
    if value % 10 or (is_short and not number.is_short):
        return []
    doubt = Doubt.SHORT_YEAR if is_short else None
    found = [DateReading(evolve(whole, year=value, span=Span.DECADE), doubt)]
    if value % 100 == 0 and value:
        century = evolve(whole, year=value // 100 + 1, span=Span.CENTURY)
        found.append(DateReading(century, doubt))
    return found
