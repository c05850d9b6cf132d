"""Too few or too many options.

Of two options half the guesses are right; more than six take longer to read than to answer.
Three good ones do.

bad:
  - question: Which planet is the largest?
    answer: Jupiter
    distractors: [Saturn]
good:
  - question: Which planet is the largest?
    answer: Jupiter
    distractors: [Saturn, Neptune]
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FEWEST, _MOST = 3, 6


@warning()
def number_of_options(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit on too few or too many options, the right one counted."""
    count = len(checked.note.options)
    if not _FEWEST <= count <= _MOST:
        said = f"there are {count} options to choose from"
        yield checked.hit(said, "three to six is best", "distractors")
