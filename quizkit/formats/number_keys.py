"""Keys that ask for a number or a date: `type`, `tolerance`, `unit_required`, `min` and `max`.

Whether an answer is one is read as the grader will read it. A key that the answer cannot be held
to is a problem; what comes from the defaults and does not fit is left out without a word.
"""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quizkit.errors import codes
from quizkit.formats.fields import Fields
from quizkit.model import AnswerKey, AnswerType, Judging

if TYPE_CHECKING:
    from quizkit.answers.quantities import Quantity

_NUMERIC = (AnswerType.AUTO, AnswerType.NUMBER)
_NOT_SET: dict[str, Any] = {"type": AnswerType.AUTO, "tolerance": "", "unit_required": False}


def check_number(fields: Fields, key: AnswerKey, judging: Judging) -> AnswerKey:
    """Report options for numbers that do not fit the answer of `key`; return the key without them."""
    if key.minimum and key.maximum:
        _check_bounds(fields, key, judging)
    elif not key.answer or _is_number_at_once(key):
        return key
    elif _cannot_be_read(key, judging):
        message = f"`type` is `{key.type.value}`, and `{key.answer}` cannot be read as one"
        fix = "delete `type`, or write the answer so that it can be read"
        key = _without(fields, key, "type", message, fix)
        if _is_own(fields, "type"):  # what else asks for a number says the same
            return evolve(key, tolerance="", unit_required=False)
    for name in _options_set(key):
        if cause := _unfit(name, key, judging):
            key = _without(fields, key, name, *cause)
    return key


def _options_set(key: AnswerKey) -> list[str]:
    """Return the options for numbers that a key has, `type: number` left out."""
    return [
        name
        for name, not_set in _NOT_SET.items()
        if getattr(key, name) not in (not_set, AnswerType.NUMBER)
    ]


def _is_number_at_once(key: AnswerKey) -> bool:
    """Return whether a key surely has what its options ask for: figures, and no unit."""
    figures = key.type in _NUMERIC and _plain(key.answer) is not None
    return figures and not key.unit_required


def _cannot_be_read(key: AnswerKey, judging: Judging) -> bool:
    """Return whether the answer is not what its type says."""
    if key.type not in (AnswerType.NUMBER, AnswerType.DATE):
        return False
    from quizkit.answers.reading import Text

    return isinstance(_read(key.answer, key, judging)[0], Text)


def _read(text: str, key: AnswerKey, judging: Judging) -> tuple[object, ...]:
    from quizkit.answers.reading import read_answer

    return read_answer(text, key.type.value, language=judging.language, dayfirst=judging.dayfirst)


def _without(fields: Fields, key: AnswerKey, name: str, message: str, fix: str) -> AnswerKey:
    """Return the key without the option `name`; report it if it stands in this very entry."""
    if _is_own(fields, name):
        fields.problem(codes.ProblemCode.NOT_A_NUMBER, message, fix, name, key=True)
    return evolve(key, **{name: _NOT_SET[name]})


def _is_own(fields: Fields, name: str) -> bool:
    """Return whether the option `name` stands in this very entry, not in the defaults."""
    return fields.origin.get(name, ())[:1] != ("defaults",)


def _unfit(name: str, key: AnswerKey, judging: Judging) -> tuple[str, str] | None:
    """Return why the option `name` says nothing of the answer, and what to do; None if it does."""
    if key.minimum:
        return f"`{name}` does not go with `min` and `max`", "delete it"
    if name == "type":
        return None
    if key.type not in _NUMERIC:
        message = f"`{name}` is for numbers, and this answer is read as `{key.type.value}`"
        return message, f"delete `{name}`, or the `type`"
    from quizkit.answers.quantities import Quantity

    read = [one for text in key.texts for one in _read(text, key, judging)]
    units = [one.unit for one in read if isinstance(one, Quantity)]
    if not units:
        message = f"`{name}` is for numbers, and this answer is read as a "
        return message + type(read[0]).__name__.lower(), _fix_of_no_number(key, judging)
    if name == "unit_required" and not any(units):
        return "`unit_required` is true, and the answer has no unit", "write its unit, or delete it"
    return None


def _fix_of_no_number(key: AnswerKey, judging: Judging) -> str:
    from quizkit.answers.quantities import read_quantity

    language = judging.language
    if any(read_quantity(text, language=language, counted=True) for text in key.texts):
        return "delete it; a number with any noun behind it is one with `type: number`"
    return "delete it"


def _check_bounds(fields: Fields, key: AnswerKey, judging: Judging) -> None:
    """Report a `min` or `max` that is no number, and a pair of them that holds no number."""
    low, high = _plain(key.minimum), _plain(key.maximum)
    if low is None or high is None:
        least = _bound(fields, "min", key.minimum, judging)
        most = _bound(fields, "max", key.maximum, judging)
        if least is None or most is None:
            return
        if not least.compares_with(most):
            message = f"`min` and `max` are in units that do not compare: {key.shown}"
            fields.problem(codes.ProblemCode.NOT_A_NUMBER, message, "write both in one unit", "max")
            return
        low, high = least.value, most.in_unit(least.unit)
    if low > high:
        message = f"`min` is {key.minimum}, which is more than `max`, {key.maximum}"
        fields.problem(codes.ProblemCode.MIN_ABOVE_MAX, message, "swap the two", "min")


def _bound(fields: Fields, name: str, text: str, judging: Judging) -> "Quantity | None":
    """Return the number under `min` or `max`; report what is none."""
    from quizkit.answers.quantities import read_quantity

    read = read_quantity(text, language=judging.language, counted=True)
    if read is None:
        message = f"`{name}` is a number, and `{text}` cannot be read as one"
        fix = "write figures, with a unit if there is one: `5`, `2.5 km`"
        fields.problem(codes.ProblemCode.NOT_A_NUMBER, message, fix, name)
    return read


def _plain(text: str) -> Fraction | None:
    """Return the value of plain figures without a unit; None of anything that needs a closer look."""
    figures = re.fullmatch(r"[-−]?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?", text)
    return Fraction(text.replace("−", "-")) if figures else None
