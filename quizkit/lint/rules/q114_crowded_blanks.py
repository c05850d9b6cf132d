"""Too little text around the blanks.

Blanks side by side, a blank for the first word, more than three asked at once, or fewer than
five words left: the learner has to guess what is asked before answering it. A hint in the blank
or a question above helps. A formula needs no words.

bad:
  - cloze: "{{c1::Lesseps}} {{c1::built}} the {{c1::Suez}} Canal in {{c1::1869}}."
good:
  - cloze: Work on the Suez Canal began in {{1859}}, and ships could pass from {{1869}} on.
"""

import re
from collections.abc import Iterator

from quizkit.cloze import Blank
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import Blanks, ClozeNote

_MOST_BLANKS = 3
_FEWEST_WORDS = 5


def _shape(piece: str | Blank) -> str:
    """Return one letter for a blank, with a hint or not, or for words; nothing for what parts two."""
    if isinstance(piece, Blank):
        return "h" if piece.hint else "b"
    return "w" if piece.strip(" ,;/-") else ""


def _crowding(task: Blanks) -> Iterator[str]:
    """Yield the faults of the text around the blanks of a card, the worst first."""
    shape = "".join(map(_shape, task.pieces))
    text = " ".join([task.question, *(piece for piece in task.pieces if isinstance(piece, str))])
    if len(task.asked) > _MOST_BLANKS:
        yield f"{len(task.asked)} blanks are asked at once"
    if re.search("[bh]b", shape):
        yield "two blanks stand side by side"
    if "b" in shape and len(text.split()) < _FEWEST_WORDS and "=" not in text:
        yield f"only {len(text.split())} words are left around the blank"
    if _shape(task.pieces[0]) == "b" and not task.question:
        yield "the blank is the first word"


@warning(english=True)
def crowded_blanks(checked: CheckedNote[ClozeNote]) -> Hits:
    """Return one hit at most: on the worst fault of the first card that has any."""
    for _, task in checked.note.tasks:
        for said in _crowding(task):
            yield checked.hit(said, "hide less, or add words or a hint: `{{1869::year}}`")
            return
