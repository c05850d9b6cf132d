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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerKey, ChoiceNote


@warning()
def wrong_option_is_right(checked: CheckedNote[ChoiceNote]) -> Hits:
    note, key = checked.note, checked.key
    assert isinstance(note, ChoiceNote)
    assert key is not None
    if not any(map(str.isdigit, key.shown)):
        return
    from quizkit.grading.key import judge_key

    bare = AnswerKey(
        key.answer, key.accept, {}, key.type, key.tolerance, False, key.minimum, key.maximum
    )
    for option in note.distractors:
        if judge_key(bare, option, note.judging).outcome.remembered:
            yield checked.option_hit(
                option, f"`{option}` would be judged right", "make it wrong, or accept it"
            )
