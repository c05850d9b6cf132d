"""The words that dates are made of in the language of a deck, ready to be looked up.

English is understood in every deck; a deck in another language has its own names first.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.date_phrases import rewriting
from quizkit.answers.dates import SEASONS
from quizkit.answers.languages import language_of
from quizkit.answers.languages.language import Language, pairs_of, words_of
from quizkit.answers.letters import distance, without_marks

DECADES = {f"{word[:-1]}ies": value for word, value in numerals.TENS.items()} | {"tens": 10}


class Slot(StrEnum):
    """What a word tells of a date."""

    MONTH = "month"
    ERA = "era"
    PART = "part of a year or longer"
    SPAN = "that a decade or a century is meant"


class DateWords(NamedTuple):
    """The words of dates that are understood in a deck.

    Args:
        slots: what a word without accents tells, and which: the number of a month, `bc`, `late`.
        months: the names in full in the deck's language; English ones if it has none.
        seasons: the names of the seasons.
        own_months: likewise, but none if the language has none.
        centuries: words for a century.
        decades: words that make a decade of the year behind them.
        decade_ending: the ending of a year that does the same.
        only_dates: words that nothing but a date has.
        noise: words that a date is the same without.
        weekdays: the days of the week with their numbers, 0 for Monday.
        ordinals: what tells which weekday of a month it is, with its number, -1 for the last.
        about: what makes a date an approximate one, also with a point behind it.
        openings: what may stand before all of it.
        eras: patterns of eras; the first group is there in those before Christ.
        rewritten: what a text is first put through where a month or a year is more than a word.
    """

    slots: Mapping[str, tuple[Slot, int | str]]
    months: tuple[str, ...]
    seasons: tuple[str, ...]
    own_months: frozenset[str]
    centuries: frozenset[str]
    decades: frozenset[str]
    decade_ending: str
    only_dates: frozenset[str]
    noise: frozenset[str]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    about: frozenset[str]
    openings: frozenset[str]
    eras: tuple[re.Pattern[str], ...]
    rewritten: Callable[[str], str]


@cache
def date_words(tag: str) -> DateWords:
    """Return the words of dates in the language with a BCP 47 tag, and in English."""
    english, own = language_of("en"), language_of(tag)
    both = tuple(dict.fromkeys((english, own)))
    own_months = words_of(own.months)
    months = own_months or words_of(english.months)
    centuries = _of(both, "centuries")
    decades = _of(both, "decades")
    noise = _of(both, "noise")
    rough = _of(both, "about") | _rough(own)
    about = rough | {f"{word}." for word in rough}
    slots: dict[str, tuple[Slot, int | str]] = {}
    for one in both:
        slots |= {word: (Slot.MONTH, month) for word, month in _months(one).items()}
    slots |= dict.fromkeys(centuries | decades, (Slot.SPAN, ""))
    for one in both:
        slots |= {word: (Slot.PART, part) for word, part in _parts(one, english).items()}
    return DateWords(
        slots=slots | {era: (Slot.ERA, era) for era in ("bc", "ad")},
        months=tuple(months),
        seasons=tuple(name for name, told in slots.items() if told[1] in SEASONS),
        own_months=frozenset(own_months),
        centuries=centuries,
        decades=decades,
        decade_ending=own.decade_ending,
        only_dates=frozenset({*months, *DECADES, "bc", "bce", "ad", "ce"}) | centuries,
        noise=noise,
        weekdays={word: day for one in both for word, day in _weekdays(one).items()},
        ordinals=_ordinals(own),
        about=about,
        openings=noise | about,
        eras=tuple(_eras(one) for one in reversed(both) if one.before_christ),
        rewritten=rewriting(own, words_of(english.months)),
    )


def _of(languages: tuple[Language, ...], field: str) -> frozenset[str]:
    return frozenset(word for one in languages for word in words_of(getattr(one, field)))


_ROUGH = re.compile(r"\babout = ([^;\n]*)")


def _rough(language: Language) -> frozenset[str]:
    """Return the single words that make a number, and so a date, an approximate one."""
    found = _ROUGH.search(without_marks(language.bounds))
    phrases = map(str.strip, found[1].split(",")) if found else ()
    return frozenset(phrase.rstrip(".") for phrase in phrases if " " not in phrase)


def _months(language: Language) -> dict[str, int]:
    """Return the numbers of the months by their names and abbreviations."""
    names = words_of(language.months)
    begins = Counter(name[:3] for name in names)
    return (
        {name[:3]: month for month, name in enumerate(names, start=1) if begins[name[:3]] == 1}
        | {name: month for month, name in enumerate(names, start=1)}
        | {word: int(month) for word, month in pairs_of(language.more_months).items()}
    )


def _weekdays(language: Language) -> dict[str, int]:
    """Return the numbers of the weekdays by their names, and by what is short for them."""
    names = enumerate(words_of(language.weekdays))
    short = pairs_of(language.more_weekdays).items()
    return {word: day for day, word in names} | {word: int(day) for word, day in short}


def _ordinals(language: Language) -> dict[str, int]:
    """Return the words for the first to the fifth and the last of several, with their numbers."""
    places = enumerate(language.ordinals.split(", ")[:5], start=1)
    first = {without_marks(form): nth for nth, forms in places for form in forms.split("/") if form}
    return first | dict.fromkeys(words_of(language.last), -1)


def _parts(language: Language, english: Language) -> dict[str, str]:
    """Return the English words for the parts of a year by those of a language."""
    in_english = zip(words_of(language.parts), english.parts.split(), strict=False)
    return dict(in_english) | pairs_of(language.more_parts)


def _eras(language: Language) -> re.Pattern[str]:
    """Return a pattern of the eras; it has a first group where the era is before Christ."""
    eras = f"({language.before_christ})|{language.after_christ or '(?!)'}"
    return re.compile(rf"(?<![^\W\d_])(?:{eras})(?![^\W\d_])\.?")


def misspelt(word: str, names: tuple[str, ...]) -> str | None:
    """Return the first of some names, of five letters or more, that `word` is one slip away from."""
    for name in names:
        if len(name) > 4 and name[0] in word[:2] and distance(name, word, 1) == 1:
            return name
    return None
