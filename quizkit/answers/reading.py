"""What the text of a right answer is taken for: a text, a quantity, a date, a range, a person.

It is read from how the text is written, unless the author says how. What is doubtful is text. A
whole number that may be a year is read both as a number and as a year.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from attrs import frozen

from quizkit.answers.date_reading import read_date
from quizkit.answers.dates import Date
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.answers.number_or_date import may_be_either, number_or_date
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.ranges import Range, read_range
from quizkit.lazy import pattern
from quizkit.value import Value


@frozen(eq=False, repr=False)
class Text(Value):
    """An answer compared word by word."""

    text: str


@frozen(eq=False, repr=False)
class Exact(Value):
    """An answer compared as it is written."""

    text: str


@frozen(eq=False, repr=False)
class Code(Value):
    """An answer compared as source code: see `source_code`."""

    text: str


@frozen(eq=False, repr=False)
class Person(Value):
    """The name of a person."""

    text: str


Answer = Text | Quantity | Date | Range | Person | Exact | Code
_AS_IT_STANDS: dict[str, type[Text | Exact | Code | Person]] = {
    "text": Text,
    "exact": Exact,
    "code": Code,
    "person": Person,
}


@frozen(eq=False, repr=False)
class Tolerance(Value):
    """How far from the right value a number may be: in its unit, or as a share of it."""

    size: Fraction
    is_share: bool = False

    def around(self, value: Fraction) -> Fraction:
        """Return the distance from `value` that is allowed."""
        return abs(value) * self.size if self.is_share else self.size


def read_tolerance(text: str, language: str = "en") -> Tolerance | None:
    """Return the tolerance that an author wrote as `5` or `2 %`; None if it is none."""
    read = read_quantity(text, language=language)
    if read is None or read.value < 0:
        return None
    if read.unit is None:
        return Tolerance(read.value)
    return Tolerance(read.value / 100, True) if read.unit.name == "percent" else None


def read_answer(
    text: str, kind: str = "auto", *, language: str = "en", dayfirst: bool | None = None
) -> tuple[Answer, ...]:
    """Return a right answer as it is understood; of several ways to read it the best counts.

    Args:
        text: as the author wrote it.
        kind: `auto` to read it from the text, or `text`, `number`, `date`, `person`, `exact`, `code`.
        language: BCP 47 tag of the deck.
        dayfirst: how all-figure dates are read.

    A text that is not what `kind` says is a text.
    """
    if kind in _AS_IT_STANDS:
        return (_AS_IT_STANDS[kind](text), *(_fraction(text, language) if kind == "text" else ()))
    found: tuple[Answer | None, ...]
    if kind == "number":
        found = (read_quantity(text, language=language, counted=True),)
    elif kind == "date":
        found = read_date(text, language=language, dayfirst=dayfirst)
    else:
        found = _as_written(clean(text), language, dayfirst)
    return tuple(filter(None, found)) or (Text(text), *_fraction(text, language))


def _fraction(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the value of a reduced fraction, which is judged as a text too (rule 43); else nothing."""
    if "/" not in text and "\u2044" not in text:
        return ()
    text = clean(text)
    match = _REDUCED.match(plain(text)) if len(text) <= MAX_LENGTH else None
    if match is None or int(match[2]) < 2 or gcd(int(match[1]), int(match[2])) > 1:
        return ()
    read = read_quantity(text, language=language)
    return () if read is None else (read,)


_REDUCED = pattern(r"-?(?:[0-9]{1,6} )?([0-9]{1,6}) ?/ ?([0-9]{1,6})(?![0-9.,/])")


_NUCLIDE = pattern("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+[\u2080-\u2089]*[A-Z]")
"""What begins with raised figures counts nothing: ¹⁴C is carbon, and no 14 coulombs."""


def _as_written(
    text: str, language: str, dayfirst: bool | None
) -> tuple[Quantity | Date | Range | None, ...]:
    """Return the kind that a clean text shows by the way it is written."""
    if len(text) > MAX_LENGTH or _NUCLIDE.match(text) or not may_be_either(text, language):
        return ()
    found = number_or_date(text, language, dayfirst)
    return found or (read_range(text, language, dayfirst),)


def kind_of(text: str, kind: str = "auto", *, language: str = "en") -> type[Answer]:
    """Return the class of what a right answer is taken for; a year counts as a quantity."""
    return type(read_answer(text, kind, language=language)[0])


def ascending(texts: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Return `texts` from least to most if all are numbers or all are dates; else nothing."""
    found: list[tuple[Quantity | Date, ...]] = []
    for text in texts:
        ways = number_or_date(clean(text), language, None)
        if not ways:
            return ()
        found.append(ways)
    places = _in_base_units(found) or _in_time(found)
    if len(places) < len(texts):
        return ()
    return tuple(text for _, text in sorted(zip(places, texts, strict=True)))


_Ways = Sequence[tuple[Quantity | Date, ...]]


def _in_base_units(found: _Ways) -> Sequence[Fraction]:
    """Return the sizes of what are all quantities of one kind; else nothing."""
    quantities = [way for ways in found for way in ways if isinstance(way, Quantity)]
    measured = {one.unit.dimensions if one.unit else () for one in quantities}
    if len(quantities) < len(found) or len(measured) > 1:
        return ()
    return [one.in_base for one in quantities]


def _in_time(found: _Ways) -> Sequence[tuple[int, int, int]]:
    """Return the places in time of those texts that are dates; of one with two, `1800s`, the first."""
    dates = [[way for way in ways if isinstance(way, Date)] for ways in found]
    return [ways[0].place_in_time for ways in dates if ways]


def is_number(text: str) -> bool:
    """Return whether `text` is a number in figures or words, or a range of them."""
    if read_quantity(text) is not None:
        return True
    return any(map(str.isdigit, text)) and isinstance(read_answer(text)[0], Range)
