"""The prompt holds its own answer.

A right answer of four letters or more, or of three figures, stands in the prompt as whole
words: whoever reads it knows it. What stands in quotes is spoken of and does not count, nor
do alternatives to choose from ("Mars or Venus?").

bad:
  - question: In which city does the Eiffel Tower of Paris stand?
    answer: Paris
good:
  - question: In which city does the Eiffel Tower stand?
    answer: Paris
"""

import re
from collections.abc import Iterable

from quizkit.lint.checked import gapped
from quizkit.lint.english import as_line, has_digit, unquoted, words_of
from quizkit.lint.rule import CheckedNote, Hits, error
from quizkit.model import AnswerType, Blanks, ClozeNote, KeyedNote, ListNote

_FEWEST_FIGURES, _FEWEST_LETTERS = 3, 4


def _gives_away(text: str, line: str) -> bool:
    """Return whether `text`, if it is long enough to count, stands in a line of words."""
    words = words_of(text)
    fewest = _FEWEST_FIGURES if has_digit(text) else _FEWEST_LETTERS
    return sum(map(len, words)) >= fewest and as_line(words) in line


def _told(texts: Iterable[str], line: str) -> str:
    return next((text for text in texts if _gives_away(text, line)), "")


def _around(task: Blanks) -> str:
    """Return the text around the blanks; a hint may offer the answer beside others."""
    hints = [blank.hint for blank in task.asked if not re.search("/| or ", blank.hint)]
    return " ... ".join([task.question, gapped(task.pieces), *hints])


def _blank_in_text(checked: CheckedNote[ClozeNote]) -> Hits:
    for task in (card.task for card in checked.cards if isinstance(card.task, Blanks)):
        line = as_line(words_of(unquoted(_around(task))))
        told = _told((blank.answer for blank in task.asked), line)
        if told:
            yield checked.hit(
                f"what the blank `{told}` hides stands in the text or a hint as well",
                "hide it there too, giving both blanks one number ({{c1::…}}), or reword",
            )
            return


@error(also=_blank_in_text)
def answer_in_prompt(checked: CheckedNote[KeyedNote | ListNote]) -> Hits:
    """Return a hit on a prompt with a right answer in it; not if it names wrong options too."""
    line = "" if " or " in checked.line else checked.line  # alternatives to choose from
    is_code = checked.key is not None and checked.key.type is AnswerType.CODE
    is_shown = checked.note.prompt.__contains__ if is_code else None  # letter by letter
    for variants in checked.answers:
        told = _told(filter(is_shown, variants), line)
        if told and not _told(set(checked.note.options).difference(variants), line):
            yield checked.hit(
                f"the prompt holds the right answer `{told}`",
                "ask without it, or put it in quotes if the question is about the word itself",
            )
            return
