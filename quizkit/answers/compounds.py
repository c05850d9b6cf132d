"""Quantities told in more units than one: `3 h 20 min`, `6 ft 2 in`, `6'2"`, `23°26'`, `1 m 80`.

Such a quantity is its sum in the least of its units. Here its marks become words, and its first unit
is parted from what follows; `quantities` reads the parts.
"""

from functools import cache
from typing import NamedTuple

from quizkit.answers.languages import language_of
from quizkit.answers.units import Unit, find_unit
from quizkit.lazy import pattern

_NUMBER = "([0-9]+(?:[.,][0-9]+)?)"
_FEET_AND_INCHES = pattern(
    r"([0-9]+) ?' ?([0-9]{1,2}(?:[.,][0-9]+)?) ?(?:\"|'')?(?: (?:tall|high|long|wide|deep))?"
)
_ARC = pattern(rf"([0-9]+) ?\u00b0 ?{_NUMBER} ?'(?: ?{_NUMBER} ?(?:\"|''))?")
_MARKED = pattern(rf"{_NUMBER} ?(\"|''?)")
_CLOCK = pattern(
    "([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?(?:(h|hrs?|hours?)|min(?:ute)?s?))?"
)
_TIME, _LENGTH = (("time", 1),), (("length", 1),)
_SHORT = {"m": "minute", "st": "stone"}
"""What is short for a unit only where other parts follow it."""
_FIRST = pattern(
    r"(?P<unit>\u00b0|[^\W\d_]+)\.?(?:-|,? (?:(?P<and>[^\W\d_]+|&) )?|,|)(?P<rest>\S.*)"
)
_MINUTES = pattern(r"(?<=[0-9]) ?m(?![^\W\d_])")
_BELOW = {
    "hour": "minute", "minute": "second", "foot": "inch", "stone": "pound", "pound": "ounce",
    "degree": "arcminute", "arcminute": "arcsecond", "metre": "centimetre",
}  # fmt: skip
"""The unit of a last figure that has none."""


def marks_in_words(text: str, like: Unit | None = None) -> str:
    """Return a quantity with the marks for units in it as words.

    Args:
        text: as it was written.
        like: the unit of the right answer, if there is one: of time are then `3:20` and `1'30"`.
    """
    kind = like.dimensions if like else ()
    if "'" in text or '"' in text:
        if two := _FEET_AND_INCHES.fullmatch(text):
            units = ("minute", "second") if kind == _TIME else ("foot", "inch")
            return f"{two[1]} {units[0]} {two[2]} {units[1]}"
        if kind == _LENGTH and (one := _MARKED.fullmatch(text)):
            return f"{one[1]} {'foot' if one[2] == chr(39) else 'inch'}"
        text = _ARC.sub(
            lambda arc: (
                f"{arc[1]}° {arc[2]} arcminute" + (f" {arc[3]} arcsecond" if arc[3] else "")
            ),
            text,
        )
    if like and kind == _TIME and ":" in text and (clock := _CLOCK.fullmatch(text)):
        first, second, third, in_hours = clock.groups()
        if third or in_hours or like.factor >= 60:
            return f"{first} hour {second} minute" + (f" {third} second" if third else "")
        return f"{first} minute {second} second"
    return text


class FirstPart(NamedTuple):
    """A unit that other parts of the quantity follow, and their text."""

    unit: Unit
    rest: str


def first_parts(text: str, language: str, like: Unit | None) -> list[FirstPart]:
    """Return the ways to part the unit at the beginning of a text from a number behind it.

    Args:
        text: what stands behind the first number of a quantity.
        language: BCP 47 tag of the deck, whose word for `and` may join the parts.
        like: the unit of the right answer, if there is one.
    """
    match = _FIRST.fullmatch(text)
    if match is None:
        return []
    name, joint, rest = match["unit"], match["and"], match["rest"]
    if joint and joint.casefold() not in _conjunctions(language):
        rest = f"{joint} {rest}"  # three hours twenty minutes
    units = [find_unit(name, like), find_unit(_SHORT.get(name, ""))]
    return [
        FirstPart(unit, _MINUTES.sub(" min", rest) if unit.dimensions == _TIME else rest)
        for unit in units
        if unit and not unit.offset
    ]


@cache
def _conjunctions(language: str) -> frozenset[str]:
    return frozenset({"and", "&", *language_of(language).conjunctions.split()})


def unit_below(unit: Unit, digits: int) -> Unit | None:
    """Return the unit of a last figure that has none behind one in `unit`, or None.

    Args:
        digits: how many figures were written; centimetres have two.
    """
    name = _BELOW.get(unit.name)
    if name is None or (unit.name == "metre" and digits != 2):
        return None
    return find_unit(name)
