"""An answer that was tried, kept in its note: as a test of it, or as an answer that is right or wrong.

What comes out must be the same deck but for that note; a deck that would no longer be good, or other
cards that would change, are why nothing is written.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from attrs import evolve, frozen

from quizkit.authoring.accepting import as_variant, as_words, as_written, in_deck
from quizkit.authoring.changes import (
    Change,
    Put,
    Set,
    Swap,
    UnwrittenError,
    changed,
    text_under,
)
from quizkit.authoring.outline import spliced
from quizkit.cloze import blank_spans, parse_cloze, write_cloze
from quizkit.errors import Problem
from quizkit.formats.deck_yaml import Reading
from quizkit.formats.parts import Origin
from quizkit.grading import Outcome, Response, Verdict, grade
from quizkit.lazy import pattern
from quizkit.model import Blanks, Card, ClozeNote, Deck, KeyedNote, ListNote, Note, WordNote
from quizkit.model.clozes import blanks_of
from quizkit.value import Value


class Where(StrEnum):
    """Where an answer is kept: under `examples` by what is made of it, under `accept` or `reject`."""

    CORRECT = "correct"
    CLOSE = "close"
    PARTIAL = "partial"
    WRONG = "wrong"
    ACCEPT = "accept"
    REJECT = "reject"


@frozen(eq=False, repr=False)
class Tried(Value):
    """An answer that was given to a card, and what the grader says of it.

    Args:
        card: what was asked.
        options: the texts there were to choose from.
        response: what was given; options by their text.
        verdict: what it was judged.
    """

    card: Card
    options: tuple[str, ...]
    response: Response
    verdict: Verdict


class Kept(NamedTuple):
    """The text of a file in which an answer is kept, to be written in the place of the one before."""

    file: str
    before: str
    text: str


class _Job(NamedTuple):
    """An answer to be kept in the entry at an offset of a text."""

    tried: Tried
    text: str
    entry: int
    feedback: str


def kept(reading: Reading, tried: Tried, where: Where, feedback: str = "") -> Kept:
    """Return the text of a deck's file in which an answer is kept in its note.

    Args:
        reading: of a deck, of which notes may be left out.
        tried: the answer.
        where: where it is to stand.
        feedback: what is said to it under `reject`.

    Raises:
        UnwrittenError: the note has no place for it, or what would come out is not the same deck
            but for that note.
    """
    deck, note = reading.readable_deck, tried.card.note
    if where in (Where.ACCEPT, Where.REJECT):
        tried = evolve(tried, response=as_words(tried.card, tried.response))
    index = next((at for at, each in enumerate(deck.notes) if each.id == note.id), None)
    if index is None:
        raise UnwrittenError("the note is no longer in the deck")
    origin = reading.origin(index)
    if isinstance(note, WordNote):
        text = _with_gloss(origin, note, tried, where)
    else:
        job = _Job(tried, origin.text, origin.offset(), feedback)
        text = changed(origin.text, _CHANGES[where](job))
    after = reading.rewritten({origin.file: text})
    new = [each for each in after.problems if each.code not in map(_code, reading.problems)]
    if new or len(after.problems) > len(reading.problems):
        problem = (new or after.problems)[0]
        raise UnwrittenError(f"then the note would be no good: {problem.message}")
    if _others(after.readable_deck, note) != _others(deck, note):
        raise UnwrittenError("other notes would change")
    if not any(each.id == note.id for each in after.readable_deck.notes):
        raise UnwrittenError("the note would be another one")
    return Kept(origin.file, origin.text, text)


def _others(deck: Deck, note: Note) -> list[Note]:
    """Return the other notes of a deck, as they are written: a row knows what like rows have."""
    others = (each for each in deck.notes if each.id != note.id)
    return [evolve(each, also={}) if isinstance(each, WordNote) else each for each in others]


def _with_gloss(origin: Origin, note: WordNote, tried: Tried, where: Where) -> str:
    """Return the text of a table of words with an answer as one more gloss of a cell."""
    if where is not Where.ACCEPT:
        raise UnwrittenError(
            "a row of a table has no `examples` or `reject`; a note of its own has"
        )
    if tried.verdict.outcome is Outcome.CORRECT:
        raise UnwrittenError(_RIGHT_ALREADY)
    column = note.asked_of(tried.card.id).wanted
    place, gloss = note.table.columns.index(column), str(tried.response).strip()
    if place == 0 and not note.has_own_id:
        raise UnwrittenError(
            f"progress belongs to what stands under {column}; with a column `id` it may change"
        )
    cell, at = note.cells[place], origin.offset(column)
    at += origin.text[at : at + 1] in ("'", '"')
    if not origin.text.startswith(cell, at) or _PARTS_CELLS.search(gloss):
        raise UnwrittenError(f"it cannot stand in the cell of {column}")
    end = at + len(cell)
    return f"{origin.text[:end]}; {_in_deck(note, gloss)}{origin.text[end:]}"


def _in_deck(note: Note, text: str) -> str:
    """Return a text as it is written in the deck: of a note in Markdown, so that it says itself."""
    try:
        return in_deck(note, text)
    except ValueError as error:
        raise UnwrittenError(str(error)) from error


_RIGHT_ALREADY = "it is right already; `+` keeps it as an example"
_PARTS_CELLS = pattern(r"[\t\n|;]")


def _code(problem: Problem) -> str:
    return problem.code


def _example(name: str, job: _Job) -> Iterator[Change]:
    """Yield what puts an answer under `examples`."""
    tried = job.tried
    card = tried.card
    if card.task is not card.note and isinstance(card.note, KeyedNote):
        raise UnwrittenError("examples are tests of a note's first card, and this is its second")
    texts = list(_as_one_text(tried.response))
    text = next((each for each in texts if _outcome(card, each) is tried.verdict.outcome), "")
    if not text:
        raise UnwrittenError("an example is one text, and this answer cannot be written as one")
    for verdict in Outcome:
        if text in getattr(card.note.examples, verdict.value, ()):
            raise UnwrittenError(f"it is an example of {verdict.value} already")
    yield Put(job.entry, ("examples", name), text)


def _outcome(card: Card, text: str) -> Outcome:
    return grade(card, text).outcome


def _as_one_text(response: Response) -> Iterator[str]:
    """Yield the ways to write a response in one text."""
    if isinstance(response, str):
        yield response.strip()
    elif response:
        pairs = isinstance(response, Mapping)
        texts = [f"{k}: {v}" for k, v in response.items()] if pairs else list(response)  # type: ignore[union-attr]
        yield "; ".join(map(str.strip, texts))
        yield "\n".join(map(str.strip, texts))


def _accepted(job: _Job) -> Iterator[Change]:
    """Yield what makes an answer right."""
    tried, entry = job.tried, job.entry
    if tried.verdict.outcome is Outcome.CORRECT:
        raise UnwrittenError(_RIGHT_ALREADY)
    match tried.card.task, tried.response:
        case KeyedNote() as task, str(text) if task is tried.card.note:
            _refuse_option(tried, text)
            text = as_written(task.key, text)
            if text in task.key.reject:
                raise UnwrittenError("it stands under `reject`; take it out there first")
            yield Put(entry, ("accept",), _in_deck(tried.card.note, text))
        case Blanks(), list():
            yield from _variants(job)
        case ListNote() as task, _ if not tried.options:
            given, right = _item(tried.verdict)
            at = next(at for at, each in enumerate(task.rights) if right in each.variants)
            yield Put(entry, ("answers", at), _in_deck(task, given))
        case KeyedNote(), _:
            raise UnwrittenError(
                "`accept` goes with a note's first card; this one asks for its `question`"
            )
        case _:
            raise UnwrittenError("a note of this kind has no other right answers")


def _rejected(job: _Job) -> Iterator[Change]:
    """Yield what makes an answer wrong, with what is said to it."""
    tried = job.tried
    task = tried.card.task
    if not isinstance(task, KeyedNote | ListNote):
        raise UnwrittenError("this card takes no `reject`")
    if isinstance(tried.response, str):
        text = tried.response.strip()
        if isinstance(tried.card.note, ListNote):
            text = next((part.given for part in tried.verdict.parts if not part.right), text)
        _refuse_option(tried, text)
        if text in (task.key.reject if isinstance(task, KeyedNote) else task.reject):
            raise UnwrittenError(
                "it stands under `reject` already; change there what is said to it"
            )
        yield Put(job.entry, ("reject",), _in_deck(tried.card.note, text), job.feedback)
        return
    raise UnwrittenError("`reject` takes one text")


def _refuse_option(tried: Tried, text: str) -> None:
    if text in (*tried.options, *tried.card.task.options):
        raise UnwrittenError("it is an option of this note; change the note itself")


def _item(verdict: Verdict) -> tuple[str, str]:
    """Return the item that was given, and the right one that it shall be a way to write."""
    parts = [part for part in verdict.parts if part.verdict.outcome is not Outcome.CORRECT]
    given = [part.given for part in parts if part.given]
    right = [part.right for part in parts if part.right]
    if len(given) != 1 or len(right) != 1:
        raise UnwrittenError("answer with one item that is not right yet and all others right")
    return given[0], right[0]


def _variants(job: _Job) -> Iterator[Change]:
    """Yield what makes of what was typed into blanks variants of them."""
    note, task, response = job.tried.card.note, job.tried.card.task, job.tried.response
    assert isinstance(note, ClozeNote)
    assert isinstance(task, Blanks)
    assert isinstance(response, list)
    right = [part.verdict.outcome is Outcome.CORRECT for part in job.tried.verdict.parts]
    blanks = blanks_of(note.pieces)
    written = text_under(job.text, job.entry, "cloze")
    spans = blank_spans(written)
    edits: list[tuple[int, int, str]] = []
    for blank, text, is_right in zip(task.asked, response, right or [False], strict=False):
        if text.strip() and not is_right:
            at = blanks.index(blank)
            begin, end = spans[at]
            edits.append((begin, end, _with_variant(note, at, text.strip(), written[begin:end])))
    swaps = [Swap(job.entry, ("cloze",), written[a:b], new) for a, b, new in edits]
    try:
        changed(job.text, swaps)
        yield from swaps
    except UnwrittenError:  # folded over lines, or the same blank twice: the text is written anew
        yield Set(job.entry, ("cloze",), spliced(written.rstrip("\n"), edits))


def _with_variant(note: ClozeNote, at: int, text: str, written: str) -> str:
    """Return a blank as it is written, with a text as one more variant; `at` is its place."""
    blank = blanks_of(note.pieces)[at]
    if note.marks is not None:
        own, text = blanks_of(parse_cloze(written)), as_variant(note, at, text)
        if len(own) != 1 or len(own[0].variants) != len(blank.variants):
            raise UnwrittenError(
                "there is a reading above words of the blank; write it in the deck"
            )
        blank = own[0]
    return write_cloze([evolve(blank, variants=(*blank.variants, text))])


_CHANGES: Mapping[Where, Callable[[_Job], Iterator[Change]]] = {
    **{Where(each.value): partial(_example, each.value) for each in Outcome},
    Where.ACCEPT: _accepted,
    Where.REJECT: _rejected,
}
