"""Words of a vocabulary whose answer gives several ways to say them, with commas between."""

from quizkit.answers.word_list import is_word
from quizkit.lint.english import asks, has_digit
from quizkit.lint.rule import AnyNote
from quizkit.model import AnswerType, TypedNote

_MOST_WORDS = 4
_MOST_ASKED = 2


def glosses(checked: AnyNote) -> list[str]:
    """Return the ways to say a word that stand in its answer, parted by commas; none otherwise.

    A prompt is such a word if it is one or two words and no question. In English it is one, and no
    plural, which would ask for a list: primary colours.
    """
    note = checked.note
    if not isinstance(note, TypedNote) or note.key.type not in (AnswerType.AUTO, AnswerType.TEXT):
        return []
    text, asked = note.key.answer, note.question.split()
    parts = between_commas(text)
    if not parts or len(asked) > _MOST_ASKED or asks(note.question):
        return []
    if all(is_word(word.lower()) for word in asked) and (
        len(asked) > 1 or asked[0].lower().endswith("s")
    ):
        return []
    return parts


def between_commas(text: str) -> list[str]:
    """Return the parts of a text with commas if each may be a way to say a word; else none."""
    parts = [part.strip() for part in text.split(",")]
    is_listed = len(parts) > 1 and not has_digit(text) and all(map(_is_gloss, parts))
    return parts if is_listed else []


def _is_gloss(part: str) -> bool:
    """Return whether a text is a few words in small letters, as dictionaries give them."""
    return part[:1].islower() and len(part.split()) <= _MOST_WORDS and " and " not in part
