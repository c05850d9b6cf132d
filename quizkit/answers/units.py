"""Units of measurement: their names, what they measure, and how they convert.

A unit is a factor to the base units of its dimensions, so that `km/h` and `mph` convert without a
table of pairs. Units that count nothing physical (a currency, percentage points, a counted noun)
have a dimension of their own and convert to nothing else. The units stand in `units.txt`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, islice, product
from pathlib import Path
from typing import NamedTuple

from quizkit.lazy import pattern

Dimensions = tuple[tuple[str, int], ...]
"""Base dimensions with their powers, sorted by name; empty for a bare number."""

CURRENCIES = ("US$", "$", "€", "£", "¥", "₹", "₽", "USD", "EUR", "GBP", "JPY", "INR", "CNY", "CHF")
"""What may stand before the figure."""

_MONEY = frozenset("dollars euros pounds yen rupees yuan francs roubles".split())
_PREFIXES = {
    "Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3,
    "h": 2, "da": 1, "d": -1, "c": -2, "m": -3, "μ": -6, "u": -6, "mc": -6, "n": -9, "p": -12,
    "f": -15, "a": -18, "z": -21, "y": -24, "r": -27, "q": -30,
}  # fmt: skip
_PREFIX_WORDS = {
    "exa": 18, "peta": 15, "tera": 12, "giga": 9, "mega": 6, "kilo": 3, "hecto": 2, "deca": 1,
    "deka": 1, "deci": -1, "centi": -2, "milli": -3, "micro": -6, "nano": -9, "pico": -12,
    "femto": -15, "atto": -18,
}  # fmt: skip
_WORD_OF_POWER = {power: word for word, power in reversed(_PREFIX_WORDS.items())}
_LEAST_POWERS = {"p": -99, "P": 1, "": 99}
_DATA: Dimensions = (("data", 1),)
_EVERYDAY = frozenset(
    "km cm mm kg mg ml cl dl kw kwh hz khz mhz ghz kb mb gb tb kj kcal kpa db mph kph kmh psi rpm "
    "bpm usd eur gbp".split()
)
"""Symbols read in any letter case and with a plural -s (KM, kgs) where nothing says that a unit is
meant; others would make units of ordinary words (TVs, camps, gas)."""
_MAX_LENGTH = 60


class Unit(NamedTuple):
    """A unit of measurement.

    Args:
        name: its name for people, in the singular or as a symbol.
        dimensions: what it measures.
        factor: its size in base units.
        offset: added to a value in base units of zero of this unit; for temperatures only.
    """

    name: str
    dimensions: Dimensions = ()
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def is_same(self, other: "Unit") -> bool:
        """Return whether both are one, however they are written."""
        return self[1:] == other[1:]

    def to_base(self, value: Fraction) -> Fraction:
        """Return `value` of this unit in base units."""
        return value * self.factor + self.offset

    def from_base(self, value: Fraction) -> Fraction:
        """Return `value` of base units in this unit."""
        return (value - self.offset) / self.factor


def is_money(unit: Unit) -> bool:
    """Return whether a unit is that of a currency."""
    return any(kind in _MONEY for kind, _ in unit.dimensions)


class _Listed(NamedTuple):
    """A unit of the table, and the least power of ten that a prefix of it stands for."""

    unit: Unit
    least_power: int

    def prefixed(self, prefix: str, power: int | None) -> list[Unit]:
        """Return the unit that is so many times this one; none if it does not take the prefix."""
        if power is None or power < self.least_power:
            return []
        name = _WORD_OF_POWER.get(power, prefix) + self.unit.name
        return [Unit(name, self.unit.dimensions, self.unit.factor * Fraction(10) ** power)]


_Names = Mapping[str, list[_Listed]]


class _Table(NamedTuple):
    """The units by their symbols, and by their words in small letters with hyphens."""

    symbols: _Names
    words: _Names


@cache
def _table() -> _Table:
    """Return the units of the file, which is read when the first unit is looked for."""
    table = _Table({}, {})
    text = Path(__file__).with_name("units.txt").read_text("utf-8")
    for line in re.findall("^[^#\n].*", text, re.MULTILINE):
        symbols, words, dimensions, size, prefixes = map(str.strip, line.split("|"))
        factor, _, offset = size.partition(" + ")
        name = (words or symbols).split()[0].replace("-", " ")
        unit = Unit(name, _dimensions(dimensions), Fraction(factor), Fraction(offset or 0))
        listed = _Listed(unit, _LEAST_POWERS[prefixes])
        for names, of in ((symbols, table.symbols), (words.casefold(), table.words)):
            for own in names.split():
                of.setdefault(own, []).append(listed)  # type: ignore[attr-defined]
    return table


def _dimensions(text: str) -> Dimensions:
    """Return the powers of base measures, sorted, from a text such as `length time:-2`."""
    powers = (kind.partition(":") for kind in text.split())
    return tuple(sorted((kind, int(power or 1)) for kind, _, power in powers))


def find_unit(text: str, like: Unit | None = None) -> Unit | None:
    """Return the unit that `text` names, or None.

    Spelling, plural, hyphens and dots do not matter; letter case only where it decides (mW, MW).

    Args:
        text: as `letters.plain` leaves it.
        like: the unit of the right answer; of several units with one name the one that measures
            the same is meant, and a bare degree is a degree of its scale.
    """
    text = text.strip(" -").replace("\u00b0 ", "\u00b0")
    name = text.replace(".", "")
    if not 0 < len(name) <= _MAX_LENGTH:
        return None
    found = _simple(name, like)
    if found and (like is None or found.dimensions == like.dimensions):
        return found
    if like is not None and name.isalpha() and not name.casefold().startswith("sq"):
        is_product = name == "".join(filter(str.isalpha, like.name))
        if len(like.dimensions) < 2 or (found and not is_product):
            return found  # what measures one thing is no product of symbols, nor are 5 mN 5 m N
    product = _compound(_DOT.sub("\u00b7", text).replace(".", ""), like)
    return product if found is None or _is_like(product, like) else found


def _is_like(unit: Unit | None, like: Unit | None) -> bool:
    return unit is not None and like is not None and unit.dimensions == like.dimensions


_DOT = pattern(r"(?<=[^\W\d_]|[0-9])\.(?=[^\W\d_])")
"""Between two symbols: N.m."""
_DEGREES = pattern("^(?:degrees?|deg) (?=.)", re.IGNORECASE)


def _simple(text: str, like: Unit | None = None) -> Unit | None:
    """Return the unit of a name without powers or fractions, most like `like`; None if unknown."""
    text = _DEGREES.sub("", text)
    units = _units(text)
    if like is not None and (found := _alike(text, units, like)):
        return found
    if not units and text.casefold().removesuffix("s") in _EVERYDAY:
        units = _in_any_case(text)
    return next(iter(units), None)


def _alike(text: str, units: Sequence[Unit], like: Unit) -> Unit | None:
    """Return the unit with the name `text` that measures what `like` does."""
    if like.offset and "degree" in (unit.name for unit in units):
        return like
    if not units:
        is_letter = len(text) == 1 and text not in "kmM"
        other_case = text.swapcase() if is_letter else ""  # 5 v for 5 V
        units = [*_in_any_case(text), *_plain(_table().symbols, other_case)]
    return next((unit for unit in units if unit.dimensions == like.dimensions), None)


@lru_cache(maxsize=1024)
def _units(text: str) -> list[Unit]:
    """Return the units with the name `text`, the usual one first."""
    symbols, words = _table()
    symbol, word = text.replace(" ", ""), text.casefold().replace(" ", "-")
    if symbol in symbols:
        return [*_plain(symbols, symbol), *_plain(words, text)]
    singular = word.removesuffix("s")
    whole = [*_plain(words, word), *_plain(words, singular)]
    if whole:  # `day` is no decayear
        return whole
    found = _prefixed(symbols, _PREFIXES, text)
    for stem in (word, singular, word.replace("-", ""), singular.replace("-", "")):
        found += [*_plain(words, stem), *_prefixed(words, _PREFIX_WORDS, stem)]
        if found:
            break
    return found


def _plain(names: _Names, name: str) -> list[Unit]:
    return [one.unit for one in names.get(name, ())]


def _prefixed(names: _Names, prefixes: Mapping[str, int], text: str) -> list[Unit]:
    """Return the units that a text names with an SI prefix before one of the names."""
    return [
        unit
        for prefix in prefixes
        if text.startswith(prefix)
        for one in names.get(text[len(prefix) :], ())
        for unit in one.prefixed(prefix, prefixes[prefix])
    ]


@lru_cache(maxsize=1024)
def _in_any_case(text: str) -> list[Unit]:
    """Return units whose symbol is `text` but for letter case or a plural -s, whole symbols first.

    The case of a prefix counts where both cases are prefixes (mega and milli), except before bytes
    and bits, of which there are no thousandths.
    """
    low = text.casefold()
    whole: list[Unit] = []
    prefixed: list[Unit] = []
    for symbol, listed in _table().symbols.items():
        if not low.endswith(symbol.casefold()):
            continue
        prefix = text[: -len(symbol)]
        for one in listed:
            if prefix:
                prefixed += one.prefixed(prefix, _power(prefix, one.unit))
            elif len(symbol) > 1:
                whole.append(one.unit)
    found = whole + prefixed
    return found if found or len(text) < 3 or low[-1] != "s" else _in_any_case(text[:-1])


def _power(prefix: str, unit: Unit) -> int | None:
    """Return the power of ten that `prefix` stands for in some letter case, or None."""
    small, large = prefix.lower(), prefix.upper()
    forms = (large, small) if unit.dimensions == _DATA else (prefix, small, large)
    return next(filter(None, map(_PREFIXES.get, forms)), None)


_STROKE = "(?i)/|(?:^| )per | an? "
_SPACED_TIMES = pattern(r" [x*\u00b7\u22c5\u00d7\u2022\u2219] ")
_UNDER = r"/ ?\(([^()/]+)\)$"
"""What one stroke stands over, as in J/(mol K); without brackets too all of it is meant."""
_BETWEEN = r"[ *\u00b7\u22c5\u00d7\u2022\u2219-](?![0-9])"
_POWER = pattern(r"(.*[^0-9^+ -])(?:\^([+-]?[1-9])|(-?[1-9]))")
_POWERS_IN_WORDS = (
    (r"(?i)(?<=\S) squared\b", "^2"),
    (r"(?i)(?<=\S) cubed\b", "^3"),
    (r"(?i)\b(?:square[ -]|sq[ \u00b7-]?(?!uare))([^ *\u00b7\u22c5-]+)", r"\1^2"),
    (r"(?i)\b(?:cubic|cu)[ -]([^ *\u00b7\u22c5-]+)", r"\1^3"),
    (r"(?i)(?<=\S) (?:square|sq|cubic|cu)$", ""),  # behind its unit it says nothing
)


_Factors = list[tuple[Unit, int]]
"""Units that are multiplied, with their powers."""
_MOST_WAYS = 64


def _compound(text: str, like: Unit | None = None) -> Unit | None:
    """Return the unit that a product, quotient or power of units such as `kg m/s2` names.

    Of several ways to read it the one that measures what `like` does is meant, else the first.
    """
    written = _SPACED_TIMES.sub("\u00b7", text)
    if re.search(r"(?i)\b(?:sq|cu)", text):  # few units have a power in words
        for words, power in _POWERS_IN_WORDS:
            written = re.sub(words, power, written)
    over, *under = re.split(_STROKE, re.sub(_UNDER, r"/ \1", written))
    parts = [(word, -1) for part in under for word in re.split(_BETWEEN, part.strip())]
    if over.strip() not in ("", "1") or not under:  # 1/mol, /mol
        parts += [(word, 1) for word in re.split(_BETWEEN, over.strip())]
    is_alone = len(parts) == 1 and like is None
    ways = [_ways(word, sign, is_alone=is_alone) for word, sign in parts]
    if not all(ways):
        return None
    found = (_multiplied(text, chain(*way)) for way in islice(product(*ways), _MOST_WAYS))
    first = next(found)
    if like is None or first.dimensions == like.dimensions:
        return first
    return next((unit for unit in found if unit.dimensions == like.dimensions), first)


def _multiplied(name: str, factors: Iterable[tuple[Unit, int]]) -> Unit:
    """Return the product of units with their powers."""
    dimensions: dict[str, int] = {}
    size = Fraction(1)
    for unit, exponent in factors:
        size *= unit.factor**exponent
        for kind, own in unit.dimensions:
            dimensions[kind] = dimensions.get(kind, 0) + exponent * own
    return Unit(name, tuple(sorted((k, p) for k, p in dimensions.items() if p)), size)


@lru_cache(maxsize=512)
def _ways(word: str, sign: int, *, is_alone: bool) -> list[_Factors]:
    """Return the ways to read a word as units with powers: as one, or as symbols run together.

    Args:
        sign: 1, or -1 below a stroke.
        is_alone: whether nothing else says that units are meant; then a word is no run of symbols.
    """
    raised = _POWER.fullmatch(word)
    name, power = (raised[1].rstrip("^"), int(raised[2] or raised[3])) if raised else (word, 1)
    unit = _simple(name)
    ways = [[(unit, sign * power)]] if unit else []
    longest = _LONGEST_RUN if not word.isalpha() else 3 if word.islower() else 5
    if (is_alone and not raised) or len(word) > longest:
        return ways
    together = [[(one, sign * p) for one, p in run] for run in _run_together(word)]
    # 5 ms-1 is a speed, and hardly 5 per millisecond
    return together + ways if is_alone and name == "ms" and power < 0 else ways + together


_LONGEST_RUN = 14
"""How long symbols run together with their powers may be; letters alone are soon a word, as `tall`."""
_LONGEST_SYMBOL = 4
_POWER_HERE = pattern(r"\^?(-?[1-9])(?![0-9])")


def _run_together(text: str) -> Iterator[_Factors]:
    """Yield the ways to part a word into two symbols or more, each with its power: Nm, kgm-3, kgK."""
    for end in range(1, min(len(text), _LONGEST_SYMBOL + 1)):
        unit = _of_symbol(text[:end])
        if unit is None:
            continue
        raised = _POWER_HERE.match(text, end)
        power, after = (int(raised[1]), raised.end()) if raised else (1, end)
        rest = text[after:]
        for following in chain(_one_symbol(rest), _run_together(rest)):
            yield [(unit, power), *following]


def _one_symbol(text: str) -> Iterator[_Factors]:
    """Yield a symbol that is all of a text, with its power if it has one: `m`, `m-3`."""
    raised = _POWER.fullmatch(text)
    unit = _of_symbol(raised[1].rstrip("^") if raised else text)
    if unit:
        yield [(unit, int(raised[2] or raised[3]) if raised else 1)]


@lru_cache(maxsize=1024)
def _of_symbol(text: str) -> Unit | None:
    """Return the unit whose symbol is `text`, with or without a prefix; no rare one as in h rs."""
    if not 0 < len(text) <= _LONGEST_SYMBOL or (text[0] in "qryzQRYZ" and text[1:]):
        return None
    symbols = _table().symbols
    return next(iter(_plain(symbols, text) or _prefixed(symbols, _PREFIXES, text)), None)
