"""The right option is by far the longest.

Authors take care to make the right option exact, and learners know it: it is half as long
again as the median, and ten characters longer than the next. What code puts out is as long as it
is.

bad:
  - question: What does a catalyst do?
    answer: It speeds a reaction up without being used up in it.
    distractors: [It heats it., It stops it., It dyes it.]
good:
  - question: What does a catalyst do?
    answer: It speeds a reaction up.
    distractors: [It heats the mixture., It stops a reaction., It dyes the mixture.]
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote


@warning()
def longest_is_right(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit if the right option is the longest by far: of the next, and the median."""
    right, *wrong = map(len, checked.note.options)
    lengths = sorted((right, *wrong))
    twice_the_median = lengths[len(lengths) // 2] + lengths[(len(lengths) - 1) // 2]
    if checked.code:
        return
    if right >= max(wrong) + 10 and 2 * right >= 1.5 * twice_the_median:
        yield checked.hit_answer(
            f"the right option has {right} characters, the next longest {max(wrong)}",
            "shorten it (the rest can be the `explanation:`), or give the others as much detail",
        )
