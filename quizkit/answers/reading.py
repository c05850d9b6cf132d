"""What the text of a right answer is taken for: a text, a quantity, a date, a range, a person.

It is read from how the text is written, unless the author says how. What is doubtful is text. A
whole number that may be a year is read both as a number and as a year.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice

from attrs import frozen

from quizkit.answers.date_reading import has_date_form, names_date, read_date
from quizkit.answers.dates import Date
from quizkit.answers.languages import language_of
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.answers.quantities import Quantity, read_quantity


@frozen
class Text:
    """An answer compared word by word."""

    text: str


@frozen
class Exact:
    """An answer compared as it is written."""

    text: str


@frozen
class Person:
    """The name of a person."""

    text: str


@frozen
class Range:
    """Two ends, both of which are asked; each as a text, and in every way that it can be read."""

    low_text: str
    high_text: str
    low: tuple[Quantity | Date, ...]
    high: tuple[Quantity | Date, ...]


Answer = Text | Quantity | Date | Range | Person | Exact


@frozen
class Tolerance:
    """How far from the right value a number may be: in its unit, or as a share of it."""

    size: Fraction
    is_share: bool = False

    def around(self, value: Fraction) -> Fraction:
        """Return how far from `value` is allowed."""
        return abs(value) * self.size if self.is_share else self.size


def read_tolerance(text: str, language: str = "en") -> Tolerance | None:
    """Return the tolerance that an author wrote as `5` or `2 %`; None if it is none."""
    read = read_quantity(text, language=language)
    if read is None or read.value < 0 or (read.unit and read.unit.name != "percent"):
        return None
    share = read.unit is not None
    return Tolerance(read.value / 100 if share else read.value, share)


def read_answer(
    text: str, kind: str = "auto", *, language: str = "en", dayfirst: bool | None = None
) -> tuple[Answer, ...]:
    """Return what a right answer is taken for; where there are several ways the best counts.

    Args:
        text: as the author wrote it.
        kind: `auto` to read it from the text, or `text`, `number`, `date`, `person`, `exact`.
        language: BCP 47 tag of the deck.
        dayfirst: how all-figure dates are read.

    A text that is not what `kind` says is a text.
    """
    if kind == "exact":
        return (Exact(text),)
    if kind == "person":
        return (Person(text),)
    if kind == "text":
        return (Text(text),)
    found: tuple[Answer | None, ...] = ()
    if kind == "number":
        found = (read_quantity(text, language=language, counted=True),)
    elif kind == "date":
        found = read_date(text, language=language, dayfirst=dayfirst)
    else:
        found = _as_written(text, language, dayfirst)
    return tuple(one for one in found if one is not None) or (Text(text),)


def kind_of(text: str, kind: str = "auto", *, language: str = "en") -> type[Answer]:
    """Return the class of what a right answer is taken for; a year counts as a quantity."""
    return type(read_answer(text, kind, language=language)[0])


_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}|2100")
_FIGURE_AS_TEXT = re.compile(
    r"\+|[^0-9]*0[0-9]|.*[0-9] ?[/\u2044] ?[0-9]|(?:[1-9]|1[0-2]) ?[ap]\.?m\.?\Z", re.IGNORECASE
)
"""Figures that are no number by the way they are written: +5, 007, 6/8, 5 pm."""


def _as_written(
    text: str, language: str, dayfirst: bool | None
) -> tuple[Quantity | Date | Range | None, ...]:
    """Return what a text without a kind is by the way it is written."""
    text = clean(text)
    if len(text) > MAX_LENGTH or not _may_be_figure_or_date(text, language):
        return ()
    return _number_or_date(text, language, dayfirst) or (_range(text, language, dayfirst),)


def _may_be_figure_or_date(text: str, language: str) -> bool:
    return any(map(str.isnumeric, text)) or names_date(text, language)


def _number_or_date(text: str, language: str, dayfirst: bool | None) -> tuple[Quantity | Date, ...]:
    """Return the readings of a text that is written as a number or a date; else none."""
    figures = plain(text)
    if _YEAR.fullmatch(figures):
        return Quantity(Fraction(int(figures)), place=0, digits=4), Date(int(figures))
    days = read_date(text, language=language, dayfirst=dayfirst)
    if days and has_date_form(text, days[0], language):
        return days
    if not any(map(str.isnumeric, text)) or _FIGURE_AS_TEXT.match(text):
        return ()
    if figures.count(".") > 1 and not language_of(language).decimal_comma:
        return ()  # 1.2.3
    quantity = read_quantity(text, language=language)
    return () if quantity is None else (quantity,)


_LEAD_IN = re.compile("(?i)^(?:it is|it's|it was|they are|they were|(?:the )?answer is)[:,]? (?=.)")
_MAX_ENDS = 8


def ends_of_range(
    text: str, language: str = "en", *, in_words: bool = False
) -> list[tuple[str, str]]:
    """Return the ways to part a text into the two ends of a range, each end in full.

    What the second end says (a unit, a magnitude, a year) is first taken as said of both;
    `2019-20` ends in 2020.

    Args:
        language: BCP 47 tag of the deck; its word for `to` is understood.
        in_words: read `5 until 7`, `between 5 and 7`, `5 and 7`, `5..7` and `it is 5 to 7.` as
            well.
    """
    if in_words:
        text = _LEAD_IN.sub("", plain(text).rstrip(" .,;!?"))
    own = language_of(language)
    to, start = own.to or "to", own.start or "from"
    between, conjunction = (own.between or "between and").split()
    text = re.sub(f"(?i)^(?:from|{start}|between|{between}) ", "", text)
    words = f"to|{to}" + (f"|until|till|through|and|{conjunction}" if in_words else "")
    marks = r"[-\u2010-\u2015]" + (r"|\.\.+|\u2026|[~/]" if in_words else "")
    ways = []
    for match in islice(re.finditer(f"(?i) ?(?:{marks}| (?:{words}) ) ?", text), _MAX_ENDS):
        low, high = text[: match.start()], text[match.end() :]
        if not low or not high:
            continue
        if _YEAR.fullmatch(low) and high.isdigit() and len(high) < 3:
            high = low[: -len(high)] + high
        pairs = []
        if " " in high:
            _, _, rest = high.partition(" ")
            pairs += [(f"{low} {rest}", high), (f"{low} {rest.rpartition(' ')[2]}", high)]
        elif low[-1].isdigit():  # 10-20%, 5-10m
            pairs.append((low + high.lstrip("0123456789.,"), high))
        pairs.append((low, high))
        if low[0] in "$€£¥" and high[0].isdigit():
            pairs += [(begin, low[0] + end) for begin, end in pairs]
        ways += pairs
    return ways


def _range(text: str, language: str, dayfirst: bool | None) -> Range | None:
    """Return the range that two numbers or dates joined by a dash or `to` make, or None."""
    rough = None
    for low_text, high_text in ends_of_range(text, language):
        found = _range_between(low_text, high_text, language, dayfirst)
        if found and _is_alike(found):
            return found
        rough = rough or found
    return rough


def is_range(low: str, high: str, language: str = "en", dayfirst: bool | None = None) -> bool:
    """Return whether two texts are the ends of a range and say as much as each other."""
    found = _range_between(low, high, language, dayfirst)
    return found is not None and _is_alike(found)


def _is_alike(found: Range) -> bool:
    return _form(found.low[-1]) == _form(found.high[-1])


def _range_between(
    low_text: str, high_text: str, language: str, dayfirst: bool | None
) -> Range | None:
    low = _number_or_date(low_text, language, dayfirst)
    high = _number_or_date(high_text, language, dayfirst) if low else ()
    if low and high and _ascends(low[-1], high[-1]):
        return Range(low_text, high_text, low, high)
    return None


def _form(end: Quantity | Date) -> tuple[object, ...]:
    """Return what an end of a range says, its values aside."""
    if isinstance(end, Quantity):
        return (end.unit,)
    return (end.year is None, end.month is None, end.day is None, end.era, end.span)


def _ascends(low: Quantity | Date, high: Quantity | Date) -> bool:
    """Return whether the second end is of the first one's kind and comes after it."""
    if isinstance(low, Quantity) and isinstance(high, Quantity):
        if low.unit and high.unit and low.unit.dimensions != high.unit.dimensions:
            return False
        return low.value < high.in_unit(low.unit)
    return (
        isinstance(low, Date) and isinstance(high, Date) and low.place_in_time <= high.place_in_time
    )


def ascending(texts: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Return `texts` from least to most if all are numbers or all are dates; else nothing."""
    found = [_number_or_date(clean(text), language, None) for text in texts]
    quantities = [one for ways in found for one in ways if isinstance(one, Quantity)]
    if len(quantities) == len(texts):
        if len({one.unit.dimensions if one.unit else () for one in quantities}) > 1:
            return ()
        values = [one.unit.to_base(one.value) if one.unit else one.value for one in quantities]
        return tuple(text for _, text in sorted(zip(values, texts, strict=True)))
    days = [one for ways in found for one in ways if isinstance(one, Date)]
    if len(days) == len(texts):
        places = [one.place_in_time for one in days]
        return tuple(text for _, text in sorted(zip(places, texts, strict=True)))
    return ()


def is_number(text: str) -> bool:
    """Return whether `text` is a number in figures or words, or a range of them."""
    if read_quantity(text) is not None:
        return True
    return any(map(str.isdigit, text)) and isinstance(read_answer(text)[0], Range)
