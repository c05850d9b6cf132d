"""A text that is written as a number or as a date; a whole number that may be a year is both."""

import re
from fractions import Fraction
from functools import lru_cache

from quizkit.answers.date_reading import has_date_form, names_date, read_date
from quizkit.answers.dates import Date
from quizkit.answers.languages import language_of
from quizkit.answers.letters import plain
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.lazy import pattern

YEAR = pattern("1[0-9]{3}|20[0-9]{2}|2100")
_AS_TEXT = pattern(
    r"\+|[^0-9]*0[0-9]|.*[0-9] ?[/\u2044] ?[0-9]|(?:[1-9]|1[0-2]) ?[ap]\.?m\.?\Z", re.IGNORECASE
)
"""Figures that are no number by the way they are written: +5, 007, 6/8, 5 pm."""


def has_figure(text: str) -> bool:
    """Return whether `text` holds a figure, of any script."""
    return any(map(str.isnumeric, text))


def may_be_either(text: str, language: str) -> bool:
    """Return whether it is worth reading `text`, which has no figure in it if it is just words."""
    return has_figure(text) or names_date(text, language)


@lru_cache(maxsize=4096)
def number_or_date(text: str, language: str, dayfirst: bool | None) -> tuple[Quantity | Date, ...]:
    """Return the ways to read a clean text that is written as a number or a date; else none."""
    figures = plain(text)
    if YEAR.fullmatch(figures):
        return Quantity(Fraction(int(figures)), place=0, digits=4), Date(int(figures))
    days = read_date(text, language=language, dayfirst=dayfirst)
    if days and has_date_form(text, days[0], language):
        return days
    if not has_figure(text) or _AS_TEXT.match(text):
        return ()
    if figures.count(".") > 1 and not language_of(language).decimal_comma:
        return ()  # 1.2.3
    quantity = read_quantity(text, language=language)
    return () if quantity is None else (quantity,)
