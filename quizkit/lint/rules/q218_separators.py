"""A list that learners part in vain.

Commas, `and` and, where each answer is one word, spaces part what is typed, but not inside an
answer that has them. Where a natural line of all the answers is misread, learners have to be told
how to part it, or be given answers of one word.

bad:
  - question: Which three cities of the United States have the most people?
    answers: [New York, Los Angeles, Chicago]
good:
  - question: Which three cities of the United States have the most people? (with ; between)
    answers: [New York, Los Angeles, Chicago]
"""

import re
from collections.abc import Iterator, Sequence

from quizkit.answers.languages import language_of
from quizkit.grading import grade
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ListNote, Variants

_TOLD = (
    r"(?i)[;,]\s*(?:between|apart)|\b(?:put|use|type|with|by) [;,]"
    r"|comma|semicolon|separat|one a line|each line"
)
_MOST = 50
"""Answers of a list that is not looked at: nobody types as many in a line."""


def _lines(parts: Sequence[Variants], language: str) -> Iterator[str]:
    """Yield the lines that learners type: with commas, with `and`, and with spaces.

    Spaces alone seem to do where an answer is one word; where none is, nobody tries.
    """
    answers = [texts[0] for texts in parts]
    word = f" {(language_of(language).conjunctions or 'and').split()[0]} "
    for order in (answers, answers[::-1]):
        yield ", ".join(order)
        yield word.join((", ".join(order[:-1]), order[-1]))
    shortest = [min(texts, key=lambda text: text.count(" ")) for texts in parts]
    if not all(" " in text for text in shortest):
        yield " ".join(shortest)


@warning()
def separators(checked: CheckedNote[ListNote]) -> Hits:
    """Return a hit on a list whose own answers are misread in a line as learners type it."""
    note = checked.note
    told = "\n".join((note.prompt, *note.hints))
    if not 1 < len(note.answers) <= _MOST or re.search(_TOLD, told):
        return
    if all(texts[0].isalnum() for texts in note.answers):  # most lists
        return
    card = checked.cards[0]
    if not grade(card, "; ".join(texts[0] for texts in note.answers)).outcome.remembered:
        return  # Q602 tells
    for line in _lines(note.answers, note.judging.language):
        if not grade(card, line).outcome.remembered:
            said = f"`{line}` is not understood as {len(note.answers)} answers"
            fix = "say in the question how to part them, such as `(with ; between)`"
            yield checked.hit_answer(said, fix)
            return
