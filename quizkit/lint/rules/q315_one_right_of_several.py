"""Several may be ticked, but one is right.

Wrong ticks are subtracted, so the form of the question misleads. Write it as `answer:`.

bad:
  - question: Which of these are noble gases?
    answers: [neon]
    distractors: [nitrogen, chlorine, oxygen]
good:
  - question: Which of these are noble gases?
    answers: [neon, argon]
    distractors: [nitrogen, chlorine, oxygen]
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import SeveralChoicesNote


@warning()
def one_right_of_several(checked: CheckedNote[SeveralChoicesNote]) -> Hits:
    """Return a hit on `answers:` with a single one."""
    if len(checked.answers) == 1:
        yield checked.hit_answer("only one option is right", "write `answer:` for `answers:`")
