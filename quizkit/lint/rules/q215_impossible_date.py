"""A date that is not in the calendar, or not on the weekday beside it.

The first is judged as a text, letter by letter, and is hardly what was meant; of the second one half is
wrong.

bad:
  - question: When did the first train cross the bridge?
    answer: 31 June 1871
good:
  - question: When did the first train cross the bridge?
    answer: 30 June 1871
"""

from quizkit.answers.date_reading import is_impossible, read_date
from quizkit.answers.reading import Text, kind_of
from quizkit.lint.english import has_digit
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote


@warning()
def impossible_date(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on an answer that is no date, such as 31 April, or is on another weekday."""
    key, language = checked.note.key, checked.note.judging.language
    if key.type is not AnswerType.AUTO or not has_digit(key.answer):
        return
    # 1914-18 is no date, and means years.
    if is_impossible(key.answer, language) and kind_of(key.answer, language=language) is Text:
        yield checked.hit_answer(f"there is no {key.answer}", "look up the date")
    elif any(date.has_false_weekday for date in read_date(key.answer, language=language)):
        yield checked.hit_answer(
            f"{key.answer} is on another weekday", "look up the date, or leave the weekday out"
        )
