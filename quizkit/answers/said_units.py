"""Units that a question says, so that an answer may have them or leave them out (rule 43).

The daily dose is 4 g, or 4 g a day; the mass in kg is 70, or 70 kg.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.answers.quantity_words import in_english
from quizkit.answers.units import Unit, find_unit
from quizkit.lazy import pattern

_OF_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year", "annual": "year", "nightly": "night",
}  # fmt: skip
_ADVERB = pattern(rf"(?i)\b({'|'.join(_OF_ADVERBS)})\b")
_RATE = pattern(
    r"(?i)(?:\b(?:per|an?|each|every|in one|and(?= (?:hour|day|week|month|year)\b))\b|/) ?([^\W\d_]+)"
)
_AT_END = pattern(
    rf"(?i)(.*\S)(?: ?/ ?| (?:per|an?|each|every) )([^\W\d_]+)\.?|(.*\S),? ({'|'.join(_OF_ADVERBS)})"
)
_NAMED = pattern(
    r"(?i)(?:\((?:in )?|\b(?:in|how many|number of) )"
    r"((?:[^\W\d_]|[\u00b0%$\u20ac\u00a3])[^,;:?!()]{0,40})"
)
_PERCENT = pattern(r"(?i)%|\bper ?cent(?:age)?\b")
_A_DAY = pattern(r"(?i)(?:\b(?:in|per|every|over)\b|/) ?24 ?(?:h|hrs?|hours)\b")
_BODY = pattern(r"(?i) (?:of )?(?:body ?(?:weight|mass)|bw)\Z")
_OLD = pattern(r"(?i)\b(?:old|age)\b")
_SHORT = {
    "bpm": "beats per minute", "rpm": "revolutions per minute", "mph": "miles per hour",
    "kmh": "km per hour", "kph": "km per hour", "fps": "frames per second",
}  # fmt: skip
_SHORT_AT_END = pattern(rf"(?i)\b({'|'.join(_SHORT)})\.?\Z")
_MOST_WORDS = 4


class SaidUnits(NamedTuple):
    """Units that a question says.

    Args:
        rates: those that something is asked by: a day, per kg.
        measures: those that it is asked in: in km/h, how many metres.
        nouns: words that something is asked by, units or not: a night.
    """

    rates: tuple[Unit, ...] = ()
    measures: tuple[Unit, ...] = ()
    nouns: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def said_units(question: str, language: str) -> SaidUnits:
    """Return the units that a question in a deck's language says."""
    text = clean(question)[:MAX_LENGTH]
    text = _in_words(text, language)
    words = _RATE.findall(text) + [_OF_ADVERBS[word.casefold()] for word in _ADVERB.findall(text)]
    rates = map(find_unit, words)
    measures: list[Unit | None] = [
        unit for named in _NAMED.findall(text) for unit in _first_unit(named)
    ]
    measures += [find_unit("percent")] if _PERCENT.search(text) else []
    measures += [find_unit("year")] if _OLD.search(text) else []
    nouns = frozenset(map(str.casefold, words))
    return SaidUnits(tuple(filter(None, rates)), tuple(filter(None, measures)), nouns)


def _in_words(text: str, language: str) -> str:
    """Return a text with a deck's words for units in English, and 24 hours as a day."""
    return _A_DAY.sub(" per day", in_english(plain(text), language))


def _first_unit(text: str) -> Iterator[Unit]:
    """Yield the unit that a text begins with, the longest name first."""
    words = text.split(" ")[:_MOST_WORDS]
    names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    yield from [unit for unit in map(find_unit, names) if unit and unit.dimensions][:1]


def without_rate(text: str, said: SaidUnits, language: str) -> str:
    """Return the text of a quantity without a rate at its end that the question says; else empty."""
    if not said.nouns:
        return ""
    text = _BODY.sub("", _in_words(clean(text), language).replace("  ", " "))
    text = _SHORT_AT_END.sub(lambda short: _SHORT[short[1].casefold()], text)
    whole = text
    while match := _AT_END.fullmatch(text):  # 30 ml/kg/day
        per = match[2] or _OF_ADVERBS[match[4].casefold()]
        if per.casefold() not in said.nouns and find_unit(per) not in said.rates:
            break
        text = match[1] or match[3]
    return text if text != whole else ""
