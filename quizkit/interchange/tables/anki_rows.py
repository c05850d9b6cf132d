"""Notes as rows of a text for Anki: its own note types, what is asked and what is right in HTML."""

from collections.abc import Iterator

from quizkit.interchange.html_text import html_of
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.model import Deck, Note, WordNote

HEAD = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
"""What stands above the rows of a text for Anki."""

_JUDGE = "the learner is the judge there"


def row_of(deck: Deck, note: Note, losses: list[Loss]) -> list[str]:
    """Return a note as a row: its id, its note type, its deck, two fields and its tags.

    Args:
        deck: its deck.
        note: of it.
        losses: gets what does not go along, or goes changed.
    """
    card = first_words(note.prompt)
    is_markdown = note.marks is not None
    written = next(iter(written_notes(note, deck.language)))
    losses += [Loss(what, "", card, why) for what, why in written.lost]
    kind, front, back = _sides(note, written, losses, card)
    back += [f"hint: {hint}" for hint in note.hints]
    fields = [_field(side, is_markdown) for side in (front, back)]
    tags = " ".join("_".join(tag.split()) for tag in note.tags)
    return [f"{deck.id}#{note.id}", kind, deck.title.replace("\t", " "), *fields, tags]


def _field(parts: list[str], is_markdown: bool) -> str:
    html = "<br>".join(html_of(part, is_markdown=is_markdown, bare=True) for part in parts if part)
    return (
        html.replace("\x1f", "").replace("\0", "").replace("\n", " " if not is_markdown else "\n")
    )


def _sides(
    note: Note, written: WrittenNote, losses: list[Loss], card: str
) -> tuple[str, list[str], list[str]]:
    """Return the note type, and what stands on both sides."""
    entry = written.entry
    explained = [note.explanation] if note.explanation else []
    question = str(entry.get("question", ""))
    if "cloze" in entry:
        text = _numbered(str(entry["cloze"]))
        return "Cloze", [question, text], [_written(note, each) for each in explained]
    if isinstance(note, WordNote) or written.kind in ("typed", "self-rated"):
        answer = str(entry.get("answer") or f"{entry.get('min', '')} to {entry.get('max', '')}")
        kind = "Basic (type in the answer)" if written.kind == "typed" else "Basic"
        if entry.get("reverse") == "true":
            kind = "Basic (and reversed card)"
        return kind, [question or note.prompt], [answer, *(_written(note, e) for e in explained)]
    losses.append(Loss(f"a card of the kind {written.kind}", "", card, _JUDGE))
    front = [question or str(entry.get("statement", ""))]
    front += [f"- {_written(note, option)}" for option in sorted(note.options)]
    back = [*_rights(note)]
    return "Basic", front, [*back, *(_written(note, each) for each in explained)]


def _written(note: Note, text: str) -> str:
    return (note.marks or {}).get(text, text)


def _rights(note: Note) -> Iterator[str]:
    for right in note.rights:
        shown = _written(note, right.shown)
        yield f"{_written(note, right.label)}: {shown}" if right.label else shown


def _numbered(cloze: str) -> str:
    """Return a text with gaps as Anki has it: each with a number, and no variants."""
    from quizkit.cloze import Blank, parse_cloze

    number = 0
    parts = []
    for piece in parse_cloze(cloze):
        if isinstance(piece, Blank):
            number += 1
            given = piece.number or number
            hint = f"::{piece.hint}" if piece.hint else ""
            answer = piece.answer.replace("}}", "} }").replace("::", ":\u200b:")
            parts.append(f"{{{{c{given}::{answer}{hint}}}}}")
        else:
            parts.append(piece)
    return "".join(parts)
