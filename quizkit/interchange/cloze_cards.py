"""What the cards of a cloze are called, to give each what was learned of it."""

from quizkit.cloze import parse_cloze
from quizkit.formats.marked_cloze import read_cloze
from quizkit.model import ClozeNote


def cloze_ends(cloze: str, *, is_markdown: bool) -> list[str]:
    """Return what the ids of the cards of a cloze have behind that of the note, in order."""
    try:
        if is_markdown:
            pieces, template, marks, names = read_cloze(cloze)
            note = ClozeNote(id="x", pieces=pieces, template=template, marks=marks, names=names)
        else:
            note = ClozeNote(id="x", pieces=parse_cloze(cloze))
    except ValueError:
        return []
    return [end for end, _ in note.tasks]
