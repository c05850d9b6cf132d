"""Too little text around the blanks.

Blanks side by side, a blank for the first word, more than three asked at once, or fewer than
five words left: the learner has to guess what is asked before answering it. A hint in the blank
or a question above helps.

bad:
  - cloze: "{{c1::Lesseps}} {{c1::built}} the {{c1::Suez}} Canal in {{c1::1869}}."
good:
  - cloze: Work on the Suez Canal began in {{1859}}, and ships could pass from {{1869}} on.
"""

from itertools import pairwise

from quizkit.cloze import Blank
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import Blanks, ClozeNote

_MOST_BLANKS = 3
_FEWEST_WORDS = 5


def _near(pieces: tuple[str | Blank, ...]) -> list[tuple[str | Blank, str | Blank]]:
    """Return neighbours among the pieces, those of only white space left out."""
    solid = [piece for piece in pieces if isinstance(piece, Blank) or piece.strip(" ,;/-")]
    return list(pairwise(solid))


@warning(english=True)
def crowded_blanks(checked: CheckedNote[ClozeNote]) -> Hits:
    note = checked.note
    assert isinstance(note, ClozeNote)
    for card in checked.cards:
        task = card.task
        assert isinstance(task, Blanks)
        asked = task.asked
        pieces = task.pieces
        plain = [piece for piece in pieces if isinstance(piece, str)]
        left = sum(len(piece.split()) for piece in [note.question, *plain])
        bare = [blank for blank in asked if not blank.hint]
        if len(asked) > _MOST_BLANKS:
            said = f"{len(asked)} blanks are asked at once"
        elif any(
            isinstance(a, Blank) and isinstance(b, Blank) and not b.hint for a, b in _near(pieces)
        ):
            said = "two blanks stand side by side"
        elif bare and left < _FEWEST_WORDS:
            said = f"only {left} words are left around the blank"
        elif pieces[0] in bare and not note.question:
            said = "the blank is the first word"
        else:
            continue
        yield checked.hit(said, "hide less, or add words or a hint: `{{1869::year}}`")
        return
