"""The right option is the only one of its sort.

A number among words, or words among numbers, stands out as right or as wrong without any
knowledge. What code puts out is as it is.

bad:
  - question: What marks the end of the Western Roman Empire?
    answer: "476"
    distractors: [the fall of Carthage, the death of Nero, the reign of Trajan]
good:
  - question: In which year did the Western Roman Empire end?
    answer: "476"
    distractors: ["313", "410", "800"]
"""

import re

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FIGURE = r"[^\w]{0,2}[0-9]"


@warning()
def odd_one_out(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit if the right option alone is a number, or alone is none."""
    right, *wrong = [re.match(_FIGURE, option) is not None for option in checked.note.options]
    if len(wrong) > 1 and not checked.code and set(wrong) == {not right}:
        said = f"only the right option is {'a number' if right else 'no number'}"
        yield checked.hit_answer(said, "make options of one sort")
