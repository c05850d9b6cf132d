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

from quizkit.lint.english import as_line, unquoted, words_of
from quizkit.lint.rule import AnyNote, CheckedNote, Hits, error
from quizkit.model import Blanks, ChoiceNote, ClozeNote, ListNote, TypedNote

_SHORTEST_LEAK = 4


def _gives_away(text: str, line: str) -> bool:
    """Return whether `text`, if it is long enough to count, stands in a line of words."""
    words = words_of(text)
    letters = sum(map(len, words))
    shortest = 3 if any(map(str.isdigit, text)) else _SHORTEST_LEAK
    return letters >= shortest and as_line(words) in line


def _blank_in_text(checked: AnyNote) -> Hits:
    for card in checked.cards:
        task = card.task
        assert isinstance(task, Blanks)
        # A hint may offer the answer beside others: `acid or base?`
        hints = [b.hint for b in task.asked if " or " not in b.hint and "/" not in b.hint]
        text = "".join(piece if isinstance(piece, str) else " ... " for piece in task.pieces)
        line = as_line(words_of(unquoted(" ... ".join([task.question, text, *hints]))))
        for blank in task.asked:
            if _gives_away(blank.answer, line):
                yield checked.hit(
                    f"what the blank `{blank.answer}` hides stands in the text or a hint as well",
                    "hide it there too, giving both blanks one number ({{c1::…}}), or reword",
                )
                return


@error()
def answer_in_prompt(checked: CheckedNote[TypedNote | ChoiceNote | ListNote | ClozeNote]) -> Hits:
    if isinstance(checked.note, ClozeNote):
        yield from _blank_in_text(checked)
        return
    line = as_line(checked.words)
    if " or " in line:
        return
    for variants in checked.answers:
        for text in variants:
            if _gives_away(text, line):
                if any(
                    _gives_away(other, line)
                    for other in checked.note.options
                    if other not in variants
                ):
                    continue
                yield checked.hit(
                    f"the prompt holds the right answer `{text}`",
                    "ask without it, or put it in quotes if the question is about the word itself",
                )
                return
