"""A measure without its unit.

With a unit in the answer, miles are converted and a wrong unit is told apart from a wrong
number. A unit in the question will do.

bad:
  - question: How long is the river Thames?
    answer: 346
good:
  - question: How long is the river Thames?
    answer: 346 km
"""

import re
from itertools import pairwise

from quizkit.answers.quantities import read_quantity
from quizkit.answers.units import find_unit
from quizkit.lint.english import STOP_WORDS, either
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import KeyedNote

_MEASURES = "long high tall deep wide heavy far fast hot cold thick"
_SIZES = (
    "length height depth width weight speed distance temperature altitude elevation wavelength "
    "diameter"
)
_WITHOUT_UNIT = (
    "number atomic relative molecular formula array string list word tree path vector cycle in "
    "ratio"
)
_ASKS_FOR_A_MEASURE = (
    rf"^ how (?!long .*\b{either('array string list tuple word')})(?:{either(_MEASURES)}|.*\bweigh )"
    rf"|^ (?!how |.*\b{either(_WITHOUT_UNIT)})(?:\S+ ){{0,4}}{either(_SIZES)}"
)
"""How long, what the length is, how much it weighs."""


def _names_a_unit(prompt: str) -> bool:
    """Return whether a prompt says the unit: `in km`; not `of a litre`."""
    words = [word.strip("?.,;:()") for word in prompt.split()]
    units = {b for a, b in pairwise(words) if a not in ("a", "an", "one")}  # of a litre
    return any(map(find_unit, filter(None, units - STOP_WORDS)))


@warning(english=True)
def no_unit(checked: CheckedNote[KeyedNote]) -> Hits:
    """Return a hit on a bare number where a measure is asked, and the prompt has no unit."""
    answer = checked.note.key.answer
    if not (answer[:1].isdigit() and re.search(_ASKS_FOR_A_MEASURE, checked.line)):
        return
    read = read_quantity(answer, language=checked.note.judging.language)
    if read and read.unit is None and not _names_a_unit(checked.stem):
        yield checked.hit_answer(f"{answer} of what?", "add the unit: `164 km`")
