"""Units of measurement: their names, what they measure, and how they convert.

A unit is a factor to the base units of its dimensions, so that `km/h` and `mph` convert without a
table of pairs. Base units of no science (a year of 365.25 days, a month of a twelfth of it) serve
quizzes. Units that count nothing physical (a currency, percentage points, a counted noun) have a
dimension of their own and convert to nothing else. Definitions: SI brochure, 9th edition; the
international yard and pound; US customary volumes.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache

from attrs import frozen

Dimensions = tuple[tuple[str, int], ...]
"""Base dimensions with their powers, sorted by name; empty for a bare number."""


@frozen
class Unit:
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

    def to_base(self, value: Fraction) -> Fraction:
        """Return `value` of this unit in base units."""
        return value * self.factor + self.offset

    def from_base(self, value: Fraction) -> Fraction:
        """Return `value` of base units in this unit."""
        return (value - self.offset) / self.factor


# symbols | words | dimensions | size in base units | `p` if it takes SI prefixes, `P` if only those
# of multiples. The base units are m, kg, s, A, K, mol, cd, byte and degree. Of two units with one
# name the first is meant, unless the right answer's kind of unit says otherwise. Words are read in
# any letter case and with a plural -s.
_TABLE = """
m | metre meter | length | 1 | p
g | gram gramme | mass | 1/1000 | p
| kilo | mass | 1 |
s sec | second sec | time | 1 | p
A | ampere amp | current | 1 | p
K °K | kelvin | temperature | 1 | p
mol | mole | amount | 1 | p
cd | candela | light | 1 | p
B | byte | data | 1 | P
b bit | bit | data | 1/8 | P
L l | litre liter | length:3 | 1/1000 | p
° | degree deg | angle | 1 |
rad | radian | angle | 57.29577951308232 | p
| arcminute | angle | 1/60 |
| arcsecond | angle | 1/3600 |
Hz | hertz | time:-1 | 1 | p
N | newton | mass length time:-2 | 1 | p
Pa | pascal | mass length:-1 time:-2 | 1 | p
J | joule | mass length:2 time:-2 | 1 | p
W | watt | mass length:2 time:-3 | 1 | p
°C C degC | celsius centigrade | temperature | 1 |
°F F degF | fahrenheit | temperature | 5/9 |
C | coulomb | current time | 1 | p
V | volt | mass length:2 time:-3 current:-1 | 1 | p
F | farad | mass:-1 length:-2 time:4 current:2 | 1 | p
Ω | ohm | mass length:2 time:-3 current:-2 | 1 | p
S | siemens | mass:-1 length:-2 time:3 current:2 | 1 | p
Wb | weber | mass length:2 time:-2 current:-1 | 1 | p
T | tesla | mass time:-2 current:-1 | 1 | p
H | henry | mass length:2 time:-2 current:-2 | 1 | p
lm | lumen | light angle:2 | 1 | p
lx | lux | light angle:2 length:-2 | 1 | p
Bq | becquerel | decays time:-1 | 1 | p
Gy | gray | dose | 1 | p
Sv | sievert | effective-dose | 1 | p
M | molar | amount length:-3 | 1000 | p
Da | dalton | mass | 1.66053906892e-27 | p
u | | mass | 1.66053906892e-27 |
eV | electronvolt electron-volt | mass length:2 time:-2 | 1.602176634e-19 | p
t | tonne ton metric-ton | mass | 1000 | P
| minute min | time | 60 |
h | hour hr | time | 3600 |
d | day | time | 86400 |
| week wk | time | 604800 |
| fortnight | time | 1209600 |
| month mo mth | time | 2629800 |
y yr | year yr | time | 31557600 | P
| decade | time | 315576000 |
| century centuries | time | 3155760000 |
| millennium millennia | time | 31557600000 |
in | inch inches | length | 0.0254 |
| foot feet ft | length | 0.3048 |
| yard yd | length | 0.9144 |
mi | mile | length | 1609.344 |
nmi | nautical-mile | length | 1852 |
AU au | astronomical-unit | length | 149597870700 |
ly | light-year lightyear | length | 9460730472580800 | P
pc | parsec | length | 30856775814913673 | P
Å | angstrom ångström | length | 1e-10 |
μ | micron | length | 1e-6 |
ha | hectare | length:2 | 10000 |
ac | acre | length:2 | 4046.8564224 |
cc | | length:3 | 1e-6 |
| gallon gal | length:3 | 0.003785411784 |
qt | quart | length:3 | 0.000946352946 |
pt | pint | length:3 | 0.000473176473 |
| cup | length:3 | 0.0002365882365 |
floz | fluid-ounce | length:3 | 0.0000295735295625 |
| tablespoon tbsp | length:3 | 0.00001478676478125 |
| teaspoon tsp | length:3 | 0.00000492892159375 |
bbl | barrel | length:3 | 0.158987294928 |
| pound lb | mass | 0.45359237 |
| ounce oz | mass | 0.028349523125 |
| stone | mass | 6.35029318 |
| short-ton | mass | 907.18474 |
| long-ton | mass | 1016.0469088 |
ct | carat | mass | 0.0002 |
mph | | length time:-1 | 0.44704 |
kph kmh kmph | | length time:-1 | 5/18 |
kn kt | knot | length time:-1 | 463/900 |
bar | bar | mass length:-1 time:-2 | 100000 | p
atm | atmosphere | mass length:-1 time:-2 | 101325 |
mmHg | torr | mass length:-1 time:-2 | 133.322387415 |
psi | | mass length:-1 time:-2 | 6894.757293168 |
Wh | watt-hour | mass length:2 time:-2 | 3600 | p
cal | calorie | mass length:2 time:-2 | 4.184 | p
Cal | | mass length:2 time:-2 | 4184 |
BTU | | mass length:2 time:-2 | 1055.05585262 |
hp | horsepower | mass length:2 time:-3 | 745.69987158227022 |
bpm | beat-per-minute beats-per-minute beats-a-minute beats/min | beats time:-1 | 1/60 |
rpm | revolution-per-minute revolutions-per-minute | turns time:-1 | 1/60 |
fps | frame-per-second frames-per-second | frames time:-1 | 1 |
dB | decibel | level | 1 |
px | pixel | pixels | 1 |
dpi ppi | | pixels length:-1 | 1 |
IU | | international-units | 1 |
% | percent per-cent pct | | 1/100 |
‰ | permille per-mille | | 1/1000 |
ppm | | | 1e-6 |
ppb | | | 1e-9 |
pp | percentage-point percent-point | percentage-points | 1 |
$ USD US$ | dollar US-dollar | dollars | 1 |
€ EUR | euro | euros | 1 |
£ GBP | pound pound-sterling | pounds | 1 |
¥ JPY | yen | yen | 1 |
₹ INR | rupee | rupees | 1 |
CNY RMB | yuan renminbi | yuan | 1 |
CHF | franc | francs | 1 |
₽ RUB | rouble ruble | roubles | 1 |
"""

CURRENCIES = ("US$", "$", "€", "£", "¥", "₹", "₽", "USD", "EUR", "GBP", "JPY", "INR", "CNY", "CHF")
"""What may stand before the figure."""

_OFFSETS = {"°C": Fraction(27315, 100), "°F": Fraction(45967, 180)}

_PREFIXES = {
    "Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3,
    "h": 2, "da": 1, "d": -1, "c": -2, "m": -3, "μ": -6, "u": -6, "mc": -6, "n": -9, "p": -12,
    "f": -15, "a": -18, "z": -21, "y": -24, "r": -27, "q": -30,
}  # fmt: skip
_DATA: Dimensions = (("data", 1),)
_EVERYDAY = frozenset(
    "km cm mm kg mg ml cl dl kw kwh hz khz mhz ghz kb mb gb tb kj kcal kpa db mph kph kmh psi rpm "
    "bpm usd eur gbp".split()
)
"""Symbols read in any letter case and with a plural -s (KM, kgs) where nothing says that a unit is
meant; others would make units of ordinary words (TVs, camps, gas)."""
_PREFIX_WORDS = {
    "exa": 18, "peta": 15, "tera": 12, "giga": 9, "mega": 6, "kilo": 3, "hecto": 2, "deca": 1,
    "deka": 1, "deci": -1, "centi": -2, "milli": -3, "micro": -6, "nano": -9, "pico": -12,
    "femto": -15, "atto": -18,
}  # fmt: skip


@cache
def _names() -> tuple[Mapping[str, list[Unit]], Mapping[str, list[Unit]], Mapping[Unit, int]]:
    """Return units by symbol and by word, and the smallest power that their prefixes stand for."""
    symbols: dict[str, list[Unit]] = {}
    words: dict[str, list[Unit]] = {}
    least_power: dict[Unit, int] = {}
    for line in _TABLE.strip().splitlines():
        marks, names, dimensions, factor, prefixes = (part.strip() for part in line.split("|"))
        powers = (entry.partition(":") for entry in dimensions.split())
        name = (names or marks).split()[0]
        unit = Unit(
            name.replace("-", " "),
            tuple(sorted((kind, int(power or 1)) for kind, _, power in powers)),
            Fraction(factor),
            _OFFSETS.get(marks.partition(" ")[0], Fraction(0)),
        )
        for symbol in marks.split():
            symbols.setdefault(symbol, []).append(unit)
        for word in names.split():
            words.setdefault(word.casefold(), []).append(unit)
        if prefixes:
            least_power[unit] = 1 if prefixes == "P" else -99
    return symbols, words, least_power


_POWER = re.compile(r"(.*[^0-9^+ -])(?:\^([+-]?[1-9])|(-?[1-9]))")
_POWER_WORDS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3, "squared": 2, "cubed": 3}
_MAX_LENGTH = 60


def find_unit(text: str, like: Unit | None = None) -> Unit | None:
    """Return the unit that `text` names, or None.

    Spelling, plural, hyphens and dots do not matter; letter case only where it decides (mW, MW).

    Args:
        text: as `letters.plain` leaves it.
        like: the unit of the right answer; of several units with one name the one that measures
            the same is meant, and a bare degree is a degree of its scale.
    """
    text = text.strip(" -").replace(".", "").replace("\u00b0 ", "\u00b0")
    if not 0 < len(text) <= _MAX_LENGTH:
        return None
    found = _simple(text, like)
    return _compound(text) if found is None else found


_DEGREES = re.compile("^(?:degrees?|deg) (?=.)", re.IGNORECASE)


def _simple(text: str, like: Unit | None) -> Unit | None:
    text = _DEGREES.sub("", text)
    candidates = _candidates(text)
    if like is not None:
        if like.offset and any(unit.name == "degree" for unit in candidates):
            return like
        for unit in candidates or [*_in_any_case(text), *_letter_in_other_case(text)]:
            if unit.dimensions == like.dimensions:
                return unit
    if not candidates and text.casefold().removesuffix("s") in _EVERYDAY:
        candidates = _in_any_case(text)
    return candidates[0] if candidates else None


def _letter_in_other_case(text: str) -> list[Unit]:
    """Return the units whose one letter is `text` in the other case: `5 v` for `5 V`."""
    return _names()[0].get(text.swapcase(), []) if len(text) == 1 and text not in "kmM" else []


@lru_cache(maxsize=1024)
def _candidates(text: str) -> list[Unit]:
    symbols, words, least_power = _names()
    symbol = text.replace(" ", "")
    if symbol in symbols:
        return [*symbols[symbol], *words.get(text, ())]
    word = text.casefold().replace(" ", "-")
    found = [*words.get(word, ()), *words.get(word.removesuffix("s"), ())]
    if found:  # `day` is no decayear
        return found
    found = [
        _prefixed(power, prefix, unit)
        for prefix, power in _PREFIXES.items()
        if text.startswith(prefix)
        for unit in symbols.get(text[len(prefix) :], ())
        if power >= least_power.get(unit, 99)
    ]
    for stem in (word, word.removesuffix("s"), word.replace("-", "")):
        found += words.get(stem, ())
        found += [
            _prefixed(power, prefix, unit)
            for prefix, power in _PREFIX_WORDS.items()
            if stem.startswith(prefix)
            for unit in words.get(stem[len(prefix) :], ())
            if power >= least_power.get(unit, 99)
        ]
        if found:
            return found
    return []


def _prefixed(power: int, prefix: str, unit: Unit) -> Unit:
    word = next((word for word, own in _PREFIX_WORDS.items() if own == power), prefix)
    return Unit(word + unit.name, unit.dimensions, unit.factor * Fraction(10) ** power)


@lru_cache(maxsize=1024)
def _in_any_case(text: str) -> list[Unit]:
    """Return units whose symbol is `text` but for letter case or a plural -s, whole symbols first.

    The case of a prefix counts where both cases are prefixes (mega and milli), except before bytes
    and bits, of which there are no thousandths.
    """
    symbols, _, least_power = _names()
    low = text.casefold()
    whole: list[Unit] = []
    prefixed: list[Unit] = []
    for symbol, units in symbols.items():
        if not low.endswith(symbol.casefold()):
            continue
        prefix = text[: -len(symbol)]
        if not prefix:
            whole += units if len(symbol) > 1 else ()
            continue
        for unit in units:
            power = _power(prefix, unit)
            if power is not None and power >= least_power.get(unit, 99):
                prefixed.append(_prefixed(power, prefix, unit))
    found = whole + prefixed
    return found if found or len(text) < 3 or low[-1] != "s" else _in_any_case(text[:-1])


def _power(prefix: str, unit: Unit) -> int | None:
    """Return the power of ten that `prefix` stands for in some letter case, or None."""
    if unit.dimensions == _DATA:
        return _PREFIXES.get(prefix.upper(), _PREFIXES.get(prefix.lower()))
    if prefix in _PREFIXES or {prefix.lower(), prefix.upper()} <= _PREFIXES.keys():
        return _PREFIXES.get(prefix)
    return _PREFIXES.get(prefix.lower(), _PREFIXES.get(prefix.upper()))


_UNDER = re.compile(r"/ ?\(([^()/]+)\)$")
"""What one stroke stands over, as in J/(mol K); without brackets too all of it is meant."""


def _compound(text: str) -> Unit | None:
    """Return the unit that a product, quotient or power of units such as `kg m/s2` names."""
    over, *under = re.split(r"(?i)/|(?:^| )per | an? ", _UNDER.sub(r"/ \1", text))
    dimensions: dict[str, int] = {}
    factor = Fraction(1)
    parts = [(part, -1) for part in under]
    if over.strip() not in ("", "1") or not under:  # 1/mol, /mol
        parts.append((over, 1))
    for part, sign in parts:
        for unit, power in _factors(part):
            if unit is None:
                return None
            factor *= unit.factor ** (sign * power)
            for kind, own in unit.dimensions:
                dimensions[kind] = dimensions.get(kind, 0) + sign * power * own
    return Unit(text, tuple(sorted((k, p) for k, p in dimensions.items() if p)), factor)


def _factors(text: str) -> list[tuple[Unit | None, int]]:
    """Return the units multiplied in `text` with their powers; None for what is no unit."""
    factors: list[tuple[Unit | None, int]] = []
    power = 1
    words = re.split(r"[ *\u00b7\u22c5-](?![0-9])", text.strip())
    for word in words:
        low = word.casefold()
        if low in _POWER_WORDS:
            if low.endswith("ed") and factors:
                factors[-1] = (factors[-1][0], _POWER_WORDS[low])
            else:
                power = _POWER_WORDS[low]
            continue
        raised = _POWER.fullmatch(word)
        if raised:
            word, power = raised[1].rstrip("^"), int(raised[2] or raised[3])
        factors.append((_simple(word, None), power))
        power = 1
    return factors
