"""The line of a deck that makes an answer right for ever, where a learner overruled the grader."""

from textwrap import dedent

from attrs import evolve

from quizkit.answers.source_code import with_line_breaks
from quizkit.cloze import Blank, write_cloze
from quizkit.grading import Code, Verdict
from quizkit.model import AnswerKey, AnswerType, Blanks, Card, KeyedNote, TypedNote, WordNote


def accept_line(
    card: Card,
    response: str | list[str] | dict[str, str] | None,
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
    match card.task, response:
        case TypedNote(key=key), str() if isinstance(card.note, WordNote):
            asked = card.note.asked_of(card.id)  # progress belongs to what the first column has
            is_its_id = asked.wanted == card.note.table.columns[0] and not card.note.has_own_id
            return "" if is_its_id else f"{key.answer}; {response.strip()}"
        # The key would count for the note's other card too; an option is wrong.
        case KeyedNote() as task, str() if task is card.note and response not in options:
            return _accepting((*task.key.accept, as_written(task.key, response)))
        case Blanks() as task, list():
            remembered = [part.verdict.outcome.remembered for part in verdict.parts] or [False]
            blanks = zip(task.asked, response, remembered, strict=False)
            return "  ".join(
                _with_variant(blank, text.strip())
                for blank, text, is_right in blanks
                if text.strip() and not is_right
            )
    return ""


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


def _with_variant(blank: Blank, text: str) -> str:
    return write_cloze([evolve(blank, variants=(*blank.variants, text))])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
