"""The line of a deck that makes an answer right for ever, where a learner overruled the grader."""

from textwrap import dedent

from attrs import evolve

from quizkit.answers.source_code import with_line_breaks
from quizkit.cloze import Blank, write_cloze
from quizkit.grading import Code, Response, Verdict
from quizkit.model import (
    AnswerKey,
    AnswerType,
    Blanks,
    Card,
    ClozeNote,
    KeyedNote,
    Note,
    TypedNote,
    WordNote,
)
from quizkit.model.clozes import blanks_of


def accept_line(
    card: Card,
    response: Response,
    options: tuple[str, ...],
    verdict: Verdict,
) -> str:
    """Return the line to write in the deck; empty if nothing simple does it.

    An answer that the author wrote down as wrong is not offered.

    Args:
        card: the card that was asked.
        response: what was given.
        options: what there was to pick from.
        verdict: what the grader said of it.
    """
    if verdict.code is Code.REJECT:
        return ""
    note = card.note
    match card.task, as_words(card, response):
        case TypedNote(key=key), str(own) if isinstance(note, WordNote):
            asked = note.asked_of(card.id)  # progress belongs to what the first column has
            is_its_id = asked.wanted == note.table.columns[0] and not note.has_own_id
            return "" if is_its_id else f"{in_deck(note, key.answer)}; {in_deck(note, own.strip())}"
        # The key would count for the note's other card too; an option is wrong.
        case KeyedNote() as task, str(own) if task is note and own not in options:
            texts = (*task.key.accept, as_written(task.key, own))
            return _accepting(tuple(in_deck(note, text) for text in texts))
        case Blanks() as task, list(texts):
            remembered = [part.verdict.outcome.remembered for part in verdict.parts] or [False]
            blanks = zip(task.asked, texts, remembered, strict=False)
            return "  ".join(
                _with_variant(note, blank, text.strip())
                for blank, text, is_right in blanks
                if text.strip() and not is_right
            )
    return ""


def as_words(card: Card, response: Response) -> Response:
    """Return an answer as the words that a note in Markdown has; to a plain one as it is."""
    if card.note.marks is None:
        return response
    from quizkit.grading.marked import without_marks

    return without_marks(card, response)


def in_deck(note: Note, text: str) -> str:
    """Return a text of an answer as it is written in a deck: in Markdown so that it says itself.

    Raises:
        ValueError: no Markdown does.
    """
    marks = note.marks
    is_code = isinstance(note, KeyedNote) and note.key.type is AnswerType.CODE
    if marks is None or text in marks or is_code:
        return text if marks is None else marks.get(text, text)
    from quizkit.markup import markdown

    return markdown(text, inline="\n" not in text)


def as_variant(note: ClozeNote, at: int, text: str) -> str:
    """Return a text as it is written in a blank of a cloze in Markdown; `at` is its place.

    In code and in a formula nothing stands behind a backslash.
    """
    from quizkit.markup import hole, markdown, words

    written = markdown(text, inline=True)
    if not note.template or text in words(note.template.replace(hole(at), written)):
        return written
    return text


def as_written(key: AnswerKey, response: str) -> str:
    """Return an answer to a key as it would stand in a deck."""
    is_code = key.is_block and key.type is AnswerType.CODE
    text = with_line_breaks(response) if is_code else response
    return dedent(text.strip("\r\n")).strip()


def _accepting(texts: tuple[str, ...]) -> str:
    """Return the line under which texts are right; one that has line breaks makes it several."""
    if not any("\n" in text for text in texts):
        return f"accept: [{', '.join(map(_quoted, texts))}]"
    return "accept:" + "".join(f"\n  - {_block(text)}" for text in texts)


def _block(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    return "|-\n    " + text.replace("\r\n", "\n").replace("\n", "\n    ")


def _with_variant(note: Note, blank: Blank, text: str) -> str:
    if isinstance(note, ClozeNote) and note.marks is not None:
        text = as_variant(note, blanks_of(note.pieces).index(blank), text)
    return write_cloze([evolve(blank, variants=(*blank.variants, text))])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
