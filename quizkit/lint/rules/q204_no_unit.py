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

from itertools import pairwise

from quizkit.lint.english import STOP_WORDS
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, TypedNote

_MEASURES = frozenset("long high tall deep wide heavy far fast hot cold thick".split())
_SIZES = frozenset(
    "length height depth width weight speed distance temperature altitude elevation wavelength "
    "diameter".split()
)
_WITHOUT_UNIT = frozenset(
    "number atomic relative molecular formula array string list word tree path vector cycle in "
    "ratio".split()
)


def _asks_for_a_measure(words: list[str]) -> bool:
    """Return whether it asks how long, or what the length is, or how much something weighs."""
    if words[:1] == ["how"]:
        return not _MEASURES.isdisjoint(words[1:2]) or "weigh" in words
    sizes = [at for at, word in enumerate(words[:5]) if word in _SIZES]
    return bool(sizes) and not _WITHOUT_UNIT.intersection(words)


@warning(english=True)
def no_unit(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    words = checked.words
    key = checked.key
    assert key is not None
    if not key.answer[:1].isdigit() or not _asks_for_a_measure(words):
        return
    from quizkit.answers.quantities import read_quantity
    from quizkit.answers.units import find_unit

    read = read_quantity(key.answer, language=checked.note.judging.language)
    if read is None or read.unit is not None:
        return
    written = [word.strip("?.,;:()") for word in checked.stem.split()]
    units = {b for a, b in pairwise(written) if a not in ("a", "an", "one")}  # of a litre
    if not any(find_unit(word) for word in units if word and word not in STOP_WORDS):
        yield checked.hit_answer(f"{key.answer} of what?", "add the unit: `164 km`")
