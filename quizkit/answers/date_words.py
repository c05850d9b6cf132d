"""The words that dates are made of: months, centuries, parts of the year, and what means nothing.

English is understood in every deck; a deck in another language has its own names first.
"""

from functools import cache

from quizkit.answers import numerals
from quizkit.answers.letters import distance

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
}
_MORE_MONTHS = {
    "en": {"sept": 9},
    "de": {"janner": 1, "feber": 2, "maerz": 3, "mrz": 3, "sept": 9},
    "fr": {"janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9},
    "nl": {"mrt": 3},
}
_NOISE = frozenset(
    "the of in on since year years day month at during from it is was answer it's and a d as "
    "onward onwards".split()
)
_FOREIGN_NOISE = frozenset(
    "de del den der die am im le la les au aux el en il nel do du em dem das l jahr jahre jahren".split()
)
WEEKDAYS = frozenset(
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
)
ABOUT = frozenset("about circa ca c approximately around roughly approx ~ \u2248".split())
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "spring": "spring", "summer": "summer", "autumn": "autumn",
    "fall": "autumn", "winter": "winter",
}  # fmt: skip
_MORE_PARTS = {
    "de": "anfang mitte ende fruhling sommer herbst winter",
    "fr": "debut milieu fin printemps ete automne hiver",
    "es": "principios mediados finales primavera verano otono invierno",
    "it": "inizio meta fine primavera estate autunno inverno",
}
"""Of other languages, in the order of `early mid late spring summer autumn winter`."""
DECADES = {f"{word[:-1]}ies": value for word, value in numerals.TENS.items()}
CENTURY = frozenset(
    "century cent jahrhundert jh jhdt siecle siglo secolo seculo eeuw arhundrade arhundrede".split()
)
OF_DECADE = frozenset("annees anos anni".split())
"""Words before a year that make it a decade: `années 1980`."""


def primary(language: str) -> str:
    """Return the first part of a BCP 47 tag."""
    return language.lower().replace("_", "-").partition("-")[0]


def noise(language: str) -> frozenset[str]:
    """Return the words that a date is the same without."""
    return _NOISE if primary(language) == "en" else _NOISE | _FOREIGN_NOISE


@cache
def parts(language: str) -> dict[str, str]:
    """Return the words for a part of the year or a season."""
    english = dict.fromkeys(PARTS.values())
    return PARTS | dict(zip(_MORE_PARTS.get(primary(language), "").split(), english, strict=False))


@cache
def date_words(language: str) -> frozenset[str]:
    """Return the words that only dates have."""
    names = MONTHS.get(primary(language), MONTHS["en"]).split()
    return frozenset({*names, *DECADES, *CENTURY, "bc", "bce", "ad", "ce"})


@cache
def month_names(language: str) -> dict[str, int]:
    """Return the months in full and abbreviated; where the languages differ the deck's counts."""
    known: dict[str, int] = {}
    for own in dict.fromkeys(("en", primary(language))):
        names = MONTHS.get(own, "").split()
        known |= {name[:3]: at for at, name in enumerate(names, start=1)}
        known |= {name: at for at, name in enumerate(names, start=1)}
        known |= _MORE_MONTHS.get(own, {})
    return known


def misspelt_month(word: str, language: str) -> int | None:
    """Return the month of five letters or more that `word` is one slip away from."""
    names = MONTHS.get(primary(language), MONTHS["en"]).split()
    for month, name in enumerate(names, start=1):
        if len(name) > 4 and name[0] in word[:2] and distance(name, word, 1) == 1:
            return month
    return None
