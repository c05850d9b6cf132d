"""What of a note each format carries: one table, which every deck that goes out is held against."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss, Outgoing
from quizkit.interchange.written_notes import JUDGED_AS_A_WHOLE, usual_accents
from quizkit.model import (
    AnswerType,
    Case,
    ChoiceNote,
    ClozeNote,
    Deck,
    KeyedNote,
    Kind,
    ListNote,
    Note,
    PairsNote,
    SeveralChoicesNote,
    SlipRule,
    WordNote,
)
from quizkit.model.clozes import blanks_of

Feature = tuple[str, object]
"""What a note can have, and what it has of it, to compare."""


def features_of(note: Note, deck: Deck) -> Iterator[Feature]:
    """Yield what a note has beyond its question and its right answer, each with what it is."""
    if note.hints:
        yield "hints", note.hints
    if note.explanation:
        yield _EXPLAINED.get(note.kind, "an explanation"), note.explanation
    if note.tags:
        yield "tags", note.tags
    if note.citations:
        yield "a source", tuple(map(str, note.citations))
    if note.examples:
        yield "examples", note.examples
    if note.lint_ignore:
        yield "what `check` ignores", note.lint_ignore
    found = _OF_KIND.get(note.kind)
    if found is not None:
        yield from found(note)
    if not isinstance(note, WordNote):
        yield from _of_judging(note, deck)
    if note.media:
        yield from _of_media(note)


_EXPLAINED = {
    Kind.CLOZE: "an explanation of a text with gaps",
    Kind.WORD: "the other columns of a table of words",
}


def _of_key(note: KeyedNote) -> Iterator[Feature]:
    key = note.key
    is_choice = isinstance(note, ChoiceNote)
    if key.accept:
        yield "other right answers" + " of a choice" * is_choice, key.accept
    if key.reject:
        yield "near misses that are wrong" + " of a choice" * is_choice, dict(key.reject)
    if isinstance(note, ChoiceNote) and any(note.distractors.values()):
        yield "feedback to options", dict(note.distractors)
    if key.type not in (AnswerType.AUTO, AnswerType.NUMBER):
        yield "what an answer is to be read as", key.type
    if key.minimum:
        yield "a range of numbers", (key.minimum, key.maximum)
    if key.tolerance:
        yield "how far off a number may be", key.tolerance
    if key.unit_required:
        yield "a unit that must be written", True
    if note.reverse == key.shown:
        yield "the card that asks the other way" + " of a choice" * is_choice, note.reverse
    elif note.reverse:
        yield "a question of its own for the other way", note.reverse


def _of_list(note: ListNote) -> Iterator[Feature]:
    if any(each[1:] for each in note.answers):
        yield "other right answers of a list", note.answers
    if note.reject:
        yield "near misses that are wrong of a list", dict(note.reject)
    if note.require is not None:
        yield "how many answers will do", note.require


def _of_gaps(note: ClozeNote) -> Iterator[Feature]:
    blanks = blanks_of(note.pieces)
    if any(blank.hint for blank in blanks):
        yield "the hint of a gap", tuple(blank.hint for blank in blanks)
    if any(blank.variants for blank in blanks):
        yield "other right answers of a gap", tuple(blank.variants for blank in blanks)
    groups = tuple(tuple(each.label for each in task.rights) for _, task in note.tasks)
    if len(groups) < len(blanks):
        yield "which gaps are asked together", tuple(map(len, groups))


def _of_options(note: SeveralChoicesNote) -> Iterator[Feature]:
    if any(note.distractors.values()):
        yield "feedback to options", dict(note.distractors)
    if any(each[1:] for each in note.answers):
        yield "other words for an option", note.answers


def _of_pairs(note: PairsNote) -> Iterator[Feature]:
    if any(note.distractors.values()):
        yield "feedback to a wrong side", dict(note.distractors)


_OF_KIND: Mapping[Kind, Callable[[Any], Iterator[Feature]]] = {
    Kind.TYPED: _of_key,
    Kind.CHOICE: _of_key,
    Kind.CLOZE: _of_gaps,
    Kind.LIST: _of_list,
    Kind.SEVERAL_CHOICES: _of_options,
    Kind.PAIRS: _of_pairs,
}


def _of_judging(note: Note, deck: Deck) -> Iterator[Feature]:
    judging = note.judging
    if not isinstance(note, JUDGED_AS_A_WHOLE):
        if judging.case is not Case.IGNORE:
            suffix = " in options" if note.kind is Kind.CHOICE else ""
            suffix = " in a list" if note.kind in (Kind.LIST, Kind.PAIRS) else suffix
            yield f"how letter case is judged{suffix}", judging.case
        if judging.accents is not usual_accents(judging.language):
            yield "how accents are judged", judging.accents
        if judging.slips is not SlipRule.CLOSE:
            yield "how slips are judged", judging.slips
    if judging.dayfirst is not None:
        yield "`dayfirst` of the deck", judging.dayfirst
    languages = _languages(note)
    if {*languages} - {deck.language}:
        yield "the language of answers", languages


def _languages(note: Note) -> tuple[str, ...]:
    question = note.media.question_language if note.media else ""
    if isinstance(note, KeyedNote) and note.reverse_judging:
        question = note.reverse_judging.language
    return (note.judging.language, question) if question else (note.judging.language,)


def _of_media(note: Note) -> Iterator[Feature]:
    media = note.media
    assert media is not None
    for what, files in (
        ("a picture beside the question", media.images),
        ("a picture beside the answer", media.answer_images),
        ("a sound", media.sounds),
    ):
        if files:
            yield what, tuple((each.file.rpartition("/")[2], each.alt) for each in files)
    if media.spoken:
        yield "what is read aloud", media.spoken


class Row(NamedTuple):
    """A feature, and what becomes of it.

    Args:
        what: as `features_of` has it.
        kept: names of the formats that carry it, with spaces between.
        shown: of those in which it is seen, but is no more than text.
        why: of single formats, why it does not go along, where that is not what it is of most.
    """

    what: str
    kept: str = ""
    shown: str = ""
    why: Mapping[str, str] = {}


_TABLES = "csv tsv xlsx"
_BELOW = "it stands below the answer"
ROWS = (
    Row("hints", f"{_TABLES} anki moodle-xml", why={"anki-text": "they stand below the answer"}),
    Row(
        "an explanation",
        f"{_TABLES} anki moodle-xml gift qti canvas",
        "anki-text",
        why={"hashcards": _BELOW},
    ),
    Row(
        "an explanation of a text with gaps",
        f"{_TABLES} anki anki-text moodle-xml gift qti canvas",
    ),
    Row("tags", f"{_TABLES} anki anki-text moodle-xml gift"),
    Row("a source", "", "anki"),
    Row("examples"),
    Row("what `check` ignores"),
    Row(
        "the other columns of a table of words",
        _TABLES + " anki anki-text moodle-xml gift qti canvas hashcards",
    ),
    Row("a picture beside the question", f"{_TABLES}", "anki hashcards moodle-xml qti canvas"),
    Row("a picture beside the answer", f"{_TABLES}", "anki hashcards moodle-xml qti canvas"),
    Row("a sound", f"{_TABLES} anki moodle-xml qti canvas", "hashcards"),
    Row("what is read aloud", _TABLES),
    Row("the language of answers", _TABLES),
    Row("`dayfirst` of the deck"),
    Row("how letter case is judged", f"{_TABLES} moodle-xml qti"),
    Row("how letter case is judged in options", _TABLES),
    Row("how letter case is judged in a list", _TABLES),
    Row("how accents are judged", _TABLES),
    Row("how slips are judged", _TABLES),
    Row("other right answers", f"{_TABLES} moodle-xml gift qti canvas", "anki"),
    Row("other right answers of a choice", _TABLES),
    Row("other right answers of a list", _TABLES),
    Row("other right answers of a gap", f"{_TABLES} moodle-xml gift qti canvas"),
    Row("other words for an option", _TABLES),
    Row("near misses that are wrong", f"{_TABLES} moodle-xml gift"),
    Row("near misses that are wrong of a choice", _TABLES),
    Row("near misses that are wrong of a list", _TABLES),
    Row("feedback to options", f"{_TABLES} moodle-xml gift", "anki"),
    Row("feedback to a wrong side", _TABLES),
    Row("what an answer is to be read as", _TABLES),
    Row("how far off a number may be", f"{_TABLES} moodle-xml gift qti canvas"),
    Row("a unit that must be written", _TABLES),
    Row(
        "a range of numbers",
        f"{_TABLES} moodle-xml gift qti canvas",
        "anki anki-text hashcards",
    ),
    Row("how many answers will do", _TABLES),
    Row("the card that asks the other way", f"{_TABLES} anki anki-text", "hashcards"),
    Row("the card that asks the other way of a choice", _TABLES, "hashcards"),
    Row("a question of its own for the other way", _TABLES, "anki hashcards"),
    Row("the hint of a gap", f"{_TABLES} anki anki-text", "gift"),
    Row("which gaps are asked together", f"{_TABLES} anki anki-text"),
)
"""Every feature, in the order of the docs."""
FEATURES = frozenset(row.what for row in ROWS)
"""All that is asked for, as losses name it."""

_WHY = {
    "anki": "Anki shows the answer to compare with, and nothing tells it this",
    "anki-text": "the learner is the judge there, and a text has no place for it",
    "hashcards": "hashcards has no place for it",
    "moodle-xml": "a question of Moodle has no place for it",
    "gift": "a question in GIFT has no place for it",
    "aiken": "Aiken has a question and its options, and nothing else",
    "qti": "an item of QTI has no place for it",
    "canvas": "a question of Canvas has no place for it in this format",
}
_IN_THE_DECK = "it is in the deck alone"
_UNWRITTEN = {
    "aiken": frozenset(Kind) - {Kind.CHOICE, Kind.TRUE_OR_FALSE},
    "canvas": frozenset((Kind.ORDER,)),
}
"""Kinds of which a format has no card, which its writer tells: then nothing else of them is."""


@cache
def lost_in(name: str) -> Mapping[str, str]:
    """Return what a format does not carry, each with why, by its name."""
    return {
        row.what: row.why.get(name) or _WHY.get(name, _IN_THE_DECK)
        for row in ROWS
        if name not in f"{row.kept} {row.shown}".split()
    }


def left_behind(name: str, decks: Sequence[Outgoing]) -> Iterator[Loss]:
    """Yield what of some decks a format does not carry, a loss for each note and feature."""
    lost, unwritten = lost_in(name), _UNWRITTEN.get(name, frozenset[Kind]())
    for outgoing in decks:
        for note in outgoing.deck.notes:
            if note.kind in unwritten:
                continue
            for what, _ in features_of(note, outgoing.deck):
                if what in lost:
                    yield Loss(what, "", first_words(note.prompt), lost[what])
