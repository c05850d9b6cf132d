"""Too few or too many options.

Of two options half the guesses are right; more than six take longer to read than to answer.
Three good ones do. Where the question itself names two, "SN1 or SN2?", there are no more.

bad:
  - question: Which planet is the largest?
    answer: Jupiter
    distractors: [Saturn]
good:
  - question: Which planet is the largest?
    answer: Jupiter
    distractors: [Saturn, Neptune]
"""

from quizkit.lazy import pattern
from quizkit.lint.english import as_line, words_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FEWEST, _MOST = 3, 6
_OF_TWO = pattern(" (?:of the two|of these two|which of both) ")


def _names_all(checked: CheckedNote[ChoiceNote]) -> bool:
    """Return whether the prompt names every option, or says that there are two."""
    prompt = checked.note.prompt
    asked = as_line(words_of(prompt))
    named = (as_line(words_of(one)) in asked or one in prompt for one in checked.note.options)
    return all(named) or bool(_OF_TWO.search(asked))


@warning()
def number_of_options(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit on too few or too many options, the right one counted."""
    count = len(checked.note.options)
    if not _FEWEST <= count <= _MOST and not (count < _FEWEST and _names_all(checked)):
        said = f"there are {count} options to choose from"
        yield checked.hit(said, "three to six is best", "distractors")
