"""Keys that only a number can have: `tolerance`, `unit_required`, `min` and `max`."""

import re
from decimal import Decimal

from attrs import evolve

from quizkit.formats.fields import Fields
from quizkit.model import AnswerKey, AnswerType, Judging

_WORDLESS = (AnswerType.TEXT, AnswerType.PERSON, AnswerType.EXACT)


def check_number(fields: Fields, key: AnswerKey, judging: Judging) -> AnswerKey:
    """Report what a key says of numbers and its answer cannot be held to; return the key.

    What comes from the defaults and does not fit is left out without a word.
    """
    if key.type in _WORDLESS:
        for name in ("tolerance", "unit_required"):
            if fields.origin.get(name, ())[:1] == ("defaults",):
                key = evolve(key, tolerance="", unit_required=False)
            elif name in fields.values:
                fields.problem(
                    "not-a-number",
                    f"`{name}` is for numbers, and this answer is read as `{key.type.value}`",
                    f"delete `{name}`, or the `type`",
                    name,
                    key=True,
                )
    if key.minimum and key.maximum:
        low, high = _value(key.minimum), _value(key.maximum)
        if low is not None and high is not None and low > high:
            fields.problem(
                "min-above-max",
                f"`min` is {key.minimum}, which is more than `max`, {key.maximum}",
                "swap the two",
                "min",
            )
    return key


def _value(text: str) -> Decimal | None:
    plain = re.fullmatch(r"[-−+]?\d{1,30}(?:\.\d{1,30})?", text.strip())
    return Decimal(text.strip().replace("−", "-")) if plain else None
