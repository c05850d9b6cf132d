"""A date that is not in the calendar.

It is judged as a text, letter by letter, and is hardly what was meant.

bad:
  - question: When did the first train cross the bridge?
    answer: 31 June 1871
good:
  - question: When did the first train cross the bridge?
    answer: 30 June 1871
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote


@warning()
def impossible_date(checked: CheckedNote[TypedNote]) -> Hits:
    key = checked.key
    assert key is not None
    if key.type is not AnswerType.AUTO or not any(map(str.isdigit, key.answer)):
        return
    from quizkit.answers.date_reading import is_impossible
    from quizkit.answers.reading import Text, kind_of

    language = checked.note.judging.language
    if not is_impossible(key.answer, language):
        return
    if kind_of(key.answer, language=language) is Text:  # 1914-18 are years
        yield checked.hit_answer(f"there is no {key.answer}", "look up the date")
