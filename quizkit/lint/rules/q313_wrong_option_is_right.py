"""A wrong option that is right.

Typed as an answer it would be judged right: it is the same number in other words, or within
the tolerance.

bad:
  - question: How far is a light year, in round figures?
    answer: 9.5 trillion km
    distractors: [9.5e12 km, 95 trillion km, 950 billion km]
good:
  - question: How far is a light year, in round figures?
    answer: 9.5 trillion km
    distractors: [95 billion km, 95 trillion km, 950 billion km]
"""

from attrs import evolve

from quizkit.grading.given import Given, Standard
from quizkit.grading.key import judge_key
from quizkit.lint.english import has_digit
from quizkit.lint.rule import MOST_READ, CheckedNote, Hits, warning
from quizkit.model import ChoiceNote


@warning()
def wrong_option_is_right(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit on a wrong option that would be judged right or close if typed."""
    note = checked.note
    key = evolve(note.key, reject={}, unit_required=False)
    standard = Standard(note.judging, explain=False)
    for option in note.options[1:MOST_READ] if has_digit(key.shown) else ():
        if judge_key(key, Given(option), standard).outcome.remembered:
            said = f"`{option}` would be judged right"
            yield checked.hit_option(option, said, "make it wrong, or accept it")
