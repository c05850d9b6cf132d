"""Always and never in wrong options only.

Learners know that a sweeping option is mostly wrong.

bad:
  - question: How do whales breathe?
    answer: They come up for air.
    distractors: [They never need air., They always use gills., They only breathe at night.]
good:
  - question: How do whales breathe?
    answer: They come up for air.
    distractors: [They use gills., They take air from food., They breathe through the skin.]
"""

from quizkit.lint.english import words_of
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import ChoiceNote

_ABSOLUTES = frozenset("always never only all every none impossible must".split())
_FEWEST = 2


@hint(english=True)
def absolutes(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit if several wrong options, and not the right one, say `always` or the like."""
    right, *wrong = [_ABSOLUTES.intersection(words_of(option)) for option in checked.note.options]
    if not right and sum(map(bool, wrong)) >= _FEWEST:
        said = f"only wrong options say `{'`, `'.join(sorted(right.union(*wrong)))}`"
        yield checked.hit(said, "tone them down", "distractors")
