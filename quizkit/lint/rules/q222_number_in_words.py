"""An amount in words that figures do not match.

`more than a decade` and `seventy percent` are judged as words, so that "10 years" and "70 %" are
wrong. In figures every way to say the amount is right, in words too. A bare "decade" may be the
word that is asked for.

bad:
  - question: For how long was the canal dug?
    answer: more than a decade
good:
  - question: For how long was the canal dug?
    answer: over 10 years
"""

from attrs import evolve

from quizkit.grading import grade
from quizkit.lint.english import has_digit
from quizkit.lint.facts import StatedNumber, numbers_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import AnswerKey, AnswerType, TypedNote, cards_of

_MOST_WORDS = 6


def _in_figures(number: StatedNumber) -> str:
    """Return an amount as its number and unit; empty where that is no whole number."""
    is_word = not number.qualifier and number.written.lower() in ("decade", "century")
    if is_word or not number.unit or number.value.denominator != 1:
        return ""
    name = number.unit.name
    unit = " %" if name == "percent" else f" {name}{'s' * (name.isalpha() and number.value > 1)}"
    return f"{number.qualifier} {number.value}{unit}".strip()


def _would_take(written: CheckedNote[TypedNote], figures: str) -> bool:
    """Return whether an answer in figures would take the words that it is written in now."""
    note = evolve(written.note, key=AnswerKey(figures))
    (card, *_) = cards_of(note, written.deck.deck.id)
    return grade(card, written.note.key.answer).outcome.remembered


@warning(english=True)
def number_in_words(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on an amount in words, if it is not taken in figures and would be the same."""
    key = checked.note.key
    words = len(key.answer.split())
    if key.type is not AnswerType.AUTO or key.minimum or words > _MOST_WORDS:
        return
    numbers = [] if has_digit(key.answer) else numbers_of(key.answer)
    for figures in filter(None, map(_in_figures, numbers[:1])):
        taken = grade(checked.cards[0], figures).outcome.remembered
        if not taken and _would_take(checked, figures):
            yield checked.hit_answer(
                f"`{key.answer}` is judged as words, and `{figures}` is wrong",
                f"write it in figures, which words match as well\nanswer: {figures}",
            )
