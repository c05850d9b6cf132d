"""What dates in other languages have that English ones have not, written the English way.

Months of several words (`كانون الثاني`), signs behind figures (`10月`), years of a reign (`昭和39年`),
endings (`1923'te`), and days in words.
"""

import re
from collections.abc import Callable, Mapping

from quizkit.answers import numerals
from quizkit.answers.counting import in_figures, large_numbers, number_words, with_figures
from quizkit.answers.languages.language import Language, pairs_of, words_of
from quizkit.answers.letters import with_e, without_marks
from quizkit.lazy import pattern

_DECADES = {tens: f"{word[:-1]}ies" for word, tens in numerals.TENS.items()}
_ENDING = pattern(r"(?<=[0-9]{4})'[^\W\d_]{1,6}|(?<=[0-9])(?:শে|লা|রা|ঠা|ই)(?= )")
_ERA_BESIDE = pattern(" (?:bc|ad) ")
_SEASONS = ("spring", "summer", "autumn", "winter")
_YEAR = "[0-9]{4} ?[年년]"
_OF_MONTH = pattern("(?<![0-9])([1-9]|1[0-2]) ?[月월]")
_OF_YEAR_OR_DAY = pattern("([0-9]{1,4}) ?[年년日일号號]")
_OF_DECADE = pattern("(?<![0-9])([0-9]{0,2}[02-9]0) ?(?:年代|년대)")


_YEAR_OF_DECADE = r"[1-9][0-9]{2}0|[2-9]0(?!\S* [^\W\d_]+ [0-9]{3})"
"""Of two figures where no month and year follow, with which they are a day."""


def rewriting(own: Language, months: list[str]) -> Callable[[str], str]:
    """Return what writes a plain text in small letters, in a language, with the words of English.

    Args:
        own: the language.
        months: the English ones.
    """
    if own.name == "English":
        return str
    written = own.more_months.split()
    names = {
        spelling.casefold().replace("_", " "): months[int(month) - 1]
        for name, month in zip(written[::2], written[1::2], strict=True)
        if "_" in name or "." in name
        for spelling in (name, without_marks(name))
    } | _spoken_decades(own)
    names |= {name: f"{number}th century" for name, number in pairs_of(own.century_names).items()}
    phrases = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    phrase = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
    if own.myriads:
        return _with_signs(own, months)
    numbers, large = _numbers(own), large_numbers(own) if own.counting else None
    before = "|".join({*own.decades.split(), *words_of(own.decades)}) or "(?!)"
    behind = "|".join(own.decade_ending.split()) or "(?!)"
    decade = re.compile(
        rf"(?<!\w)(?:(?:{before}) (?:del? )?'?([2-9]0)(?![0-9])"
        rf"|({_YEAR_OF_DECADE})[-' ]?(?:{behind})(?!\w))"
    )
    reigns = _reigns(own)
    reign = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, reigns))})\.? ?([0-9]{{1,4}})(?![0-9])")

    def rewritten(text: str) -> str:
        text = reign.sub(lambda found: f" {_year(found, reigns)} ", text) if reigns else text
        text = phrase.sub(lambda found: names[found[0]], text)
        text = with_figures(text, numbers, large) if numbers else text
        return _ENDING.sub("", decade.sub(_decade, text))

    return rewritten


def _decade(found: re.Match[str]) -> str:
    """Return a decade, perhaps without its century, the English way: the 1980s, the eighties."""
    year = next(filter(None, found.groups()))
    return _DECADES[int(year)] if len(year) == 2 else f"{year}s"


def _reigns(own: Language) -> Mapping[str, int]:
    """Return the year before the first one of each name that years are counted by."""
    return {name: int(year) - 1 for name, year in pairs_of(own.reigns).items()}


def _year(found: re.Match[str], reigns: Mapping[str, int]) -> int:
    """Return the year of our time of one that is counted by a name."""
    return reigns[found[1]] + int(found[2].replace("元", "1"))


def _spoken_decades(own: Language) -> dict[str, str]:
    """Return the English words for decades by those of a language: `achtziger`, `восьмидесятые`."""
    tens = zip(range(20, 100, 10), own.tens.split(", "), strict=False)
    names = zip(range(20, 100, 10), own.decade_names.split(", "), strict=False)
    return {form: _DECADES[ten] for ten, forms in names for form in forms.split("/") if form} | {
        spelling: _DECADES[ten]
        for ten, forms in tens
        for form in forms.split("/")
        for ending in own.decade_ending.split()
        for spelling in (form + ending, without_marks(form) + ending, with_e(form) + ending)
    }


def _numbers(own: Language) -> Mapping[str, int]:
    """Return the words for the days of a month, and for decades, that mean nothing else in a date."""
    words = number_words(own) if own.counting else {}
    months = words_of(own.months)
    taken = {*words_of(f"{own.noise} {own.more_months} {own.parts}"), *months}
    taken |= {month[:3] for month in months}
    days = {word: int(day) for word, day in pairs_of(own.days).items()}
    return days | {word: number for word, number in words.items() if word not in taken}


def _with_signs(own: Language, months: list[str]) -> Callable[[str], str]:
    """Return what takes the signs from dates in Chinese, Japanese or Korean that are not all figures."""
    reigns = _reigns(own)
    reign = re.compile(rf"({'|'.join(reigns) or '(?!)'}) ?([0-9]{{1,2}}|元) ?年")
    century = re.compile("|".join(own.centuries.split()) or "(?!)")
    seasons = dict(zip(own.seasons.split(), _SEASONS, strict=False))
    season = re.compile(rf"({_YEAR}) ?の?({'|'.join(seasons) or '(?!)'})[天季期]?")

    def rewritten(text: str) -> str:
        text = in_figures(century.sub(r" \g<0> ", text), own)
        text = reign.sub(lambda found: f"{_year(found, reigns)}年", text)
        text = _OF_DECADE.sub(_decade, text)
        text = season.sub(lambda found: f"{seasons[found[2]]} {found[1][:4]}", text)
        if not _ERA_BESIDE.search(text):
            return text
        text = _OF_MONTH.sub(lambda found: f" {months[int(found[1]) - 1]} ", text)
        return _OF_YEAR_OR_DAY.sub(r"\1 ", text)

    return rewritten
