"""All, none or both of the above.

Where it stands it is right in 38 % of questions, which is far above chance; and options are
shuffled here, so that nothing is above.

bad:
  - question: Which of these is a mammal?
    answer: all of the above
    distractors: [whale, bat, hedgehog]
good:
  - question: Which of these is a mammal?
    answer: whale
    distractors: [shark, penguin, crocodile]
"""

import re

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, SeveralChoicesNote

_CHOICES = ("choice", "several choices")
_ALL_OR_NONE = (
    r"(?:all|none|both|neither|any)(?: of)?(?: the| these)? (?:above|below|these|them|answers|"
    r"others|options)(?: (?:is|are) (?:right|correct|true))?\.?|"
    r"(?:all|none|both) (?:is|are) (?:right|correct|true)\.?|(?:both )?[a-e] (?:and|or) [a-e]\.?"
)


@warning(english=True)
def all_of_the_above(checked: CheckedNote[ChoiceNote | SeveralChoicesNote]) -> Hits:
    for option in checked.note.options:
        if 3 < len(option) < 30 and re.fullmatch(_ALL_OR_NONE, option, re.IGNORECASE):
            yield checked.option_hit(
                option, f"`{option}` stands for other options", "drop it, or ask with `answers:`"
            )
