"""A deck as Markdown of hashcards: cards with a question and an answer, and texts with gaps."""

import json
import re
from collections.abc import Iterable, Iterator

from quizkit.cloze import Blank, parse_cloze
from quizkit.interchange.markdown.hashcards_cloze import cloze_of
from quizkit.interchange.markdown.spans import Fences, Spans, code_and_maths
from quizkit.interchange.texts import as_markdown, first_words
from quizkit.interchange.values import Lose, Loss, Outgoing, Tick
from quizkit.lazy import pattern
from quizkit.markup import hole, holes_filled, is_plain, words
from quizkit.markup.holes import HOLES, number_of
from quizkit.model import (
    ChoiceNote,
    ClozeNote,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SeveralChoicesNote,
    TrueFalseNote,
    WordNote,
)
from quizkit.model.clozes import blanks_of
from quizkit.model.media import MediaFile

_SIGN = pattern(r"[QAC]:")
_BRACKETS = pattern(r"(?P<picture>!\[[^\[\]\\]*\])|[\[\]]")


class _CannotError(Exception):
    """Why a card cannot be written: what is lost, and why."""


def written(outgoing: Outgoing, lose: Lose, tick: Tick, *, named: bool = True) -> str:
    """Return a deck as hashcards reads it; what does not go along is told.

    Args:
        named: whether the title stands before the cards.
    """
    deck = outgoing.deck
    blocks = [f"---\nname = {json.dumps(deck.title, ensure_ascii=False)}\n---"] if named else []
    for note in deck.notes:
        card = first_words(note.prompt)
        try:
            blocks += _Writer(note, card, lose).cards()
        except _CannotError as error:
            what, why = error.args
            lose(Loss(what, "", card, why))
        tick(1)
    return "\n\n".join(blocks) + "\n"


class _Writer:
    """Writes the cards of one note."""

    def __init__(self, note: Note, card: str, tell: Lose) -> None:
        self._note = note
        self._card_words = card
        self._tell = tell

    def _lose(self, what: str, why: str) -> None:
        self._tell(Loss(what, "", self._card_words, why))

    def cards(self) -> Iterator[str]:
        """Return the note as cards of hashcards."""
        note = self._note
        yield from [self._cloze(note)] if isinstance(note, ClozeNote) else self._asked(note)

    def _asked(self, note: Note) -> Iterator[str]:
        pictures = self._media(note, answers=False)
        behind = [*self._media(note, answers=True), *self._explained(note)]
        match note:
            case ChoiceNote() | SeveralChoicesNote():
                self._lose("options to choose from", "they stand in the question, in order")
                options = self._list(sorted(note.options))
                answers = self._list([right.shown for right in note.rights])
                one = self._text(note.rights[0].shown)
                answer = one if isinstance(note, ChoiceNote) else answers
                yield self._card([self._text(note.prompt), *pictures, options], [answer, *behind])
            case TrueFalseNote():
                self._lose("a statement that is true or false", "it is a question of text there")
                asks = [self._text(note.prompt), *pictures, "True or false?"]
                yield self._card(asks, ["true" if note.answer else "false", *behind])
            case OrderNote():
                self._lose("things to put in order", "they stand in the question")
                asks = [self._text(note.prompt), *pictures, self._list(sorted(note.order))]
                yield self._card(asks, [self._list(note.order, numbered=True), *behind])
            case PairsNote():
                self._lose("pairs", "both sides stand in the question")
                right = self._list(sorted(note.options))
                asks = [self._text(note.prompt), *pictures, self._list(note.pairs), right]
                pairs = [f"{self._text(a)}: {self._text(b)}" for a, b in note.pairs.items()]
                yield self._card(asks, ["\n".join(f"- {pair}" for pair in pairs), *behind])
            case ListNote():
                listed = self._list([variants[0] for variants in note.answers])
                yield self._card([self._text(note.prompt), *pictures], [listed, *behind])
            case _:
                for _, task in note.tasks:
                    answer = "; ".join(self._text(right.shown) for right in task.rights)
                    yield self._card([self._text(task.prompt), *pictures], [answer, *behind])

    def _card(self, asks: Iterable[str], answers: Iterable[str]) -> str:
        question = _guarded("\n\n".join(filter(None, asks)))
        answer = "\n\n".join(filter(None, answers))
        between = "\n\n" if "\n" in answer else " "  # several lines begin on one of their own
        return f"Q: {question}\nA:{_guarded(between + answer)}"

    def _list(self, texts: Iterable[str], *, numbered: bool = False) -> str:
        lines = []
        for number, text in enumerate(texts, 1):
            mark = f"{number}. " if numbered else "- "
            lines.append(mark + self._text(text).replace("\n", "\n" + " " * len(mark)))
        return "\n".join(lines)

    def _text(self, said: str) -> str:
        """Return a text of the note in Markdown, by its words."""
        if self._note.marks is None or isinstance(self._note, WordNote):
            return as_markdown(said)
        found = self._note.marks.get(said)
        if found is None and is_plain(said, inline=True):  # `1985.` begins a list in a text
            return as_markdown(said)
        return said if found is None else found

    def _explained(self, note: Note) -> Iterator[str]:
        if note.explanation:
            yield self._text(note.explanation)

    def _media(self, note: Note, *, answers: bool) -> Iterator[str]:
        media = note.media
        if media is None:
            return
        files: tuple[MediaFile, ...] = media.answer_images
        if not answers:
            files = (*media.images, *media.sounds)
        for each in files:
            self._lose("a picture or sound", "its file is named; put it beside the cards")
            alt = re.sub(r"[\[\]\n\\]", " ", each.alt)
            yield f"![{alt}](<{media.from_deck(each.file)}>)"

    def _cloze(self, note: ClozeNote) -> str:
        blanks = blanks_of(note.pieces)
        text = self._with_holes(note)
        spans = Spans(code_and_maths(text))
        hidden = {
            number_of(found[0]) for found in HOLES.finditer(text) if spans.hold(found.start())
        }

        def gap(number: int) -> str:
            answer = blanks[number].answer
            in_code = number in hidden and note.marks is None
            return f"[{_escaped(answer if in_code else self._text(answer))}]"

        parts = [holes_filled(_escaped(text), gap)]
        if note.question:
            parts.insert(0, _escaped(self._text(note.question)))
        parts += [*self._media(note, answers=False), *self._media(note, answers=True)]
        whole = _guarded("\n\n".join(parts))
        if _answers(whole) != [" ".join(blank.answer.split()) for blank in blanks]:
            raise _CannotError(
                "a text with gaps", "its gaps cannot be written: some stand in code or in brackets"
            )
        return f"C: {whole}"

    def _with_holes(self, note: ClozeNote) -> str:
        if note.template:
            return note.template
        holes = iter(range(len(note.pieces)))
        text = "".join(p if isinstance(p, str) else hole(next(holes)) for p in note.pieces)
        return as_markdown(text) if note.marks is None else text


def _answers(text: str) -> list[str]:
    """Return what our own reader finds in the gaps of a text."""
    cloze = cloze_of(text)
    pieces = parse_cloze(cloze) if cloze else ()
    found = [piece.answer for piece in pieces if isinstance(piece, Blank)]
    return [" ".join((words(answer, inline=True) or answer).split()) for answer in found]


def _escaped(text: str) -> str:
    """Return a text of a card with gaps, its own brackets behind backslashes."""
    return _BRACKETS.sub(lambda found: found[0] if found["picture"] else f"\\{found[0]}", text)


def _guarded(text: str) -> str:
    """Return a text none of whose lines is read as the beginning or the end of a card."""
    lines: list[str] = []
    fences = Fences()
    for line in text.split("\n"):
        in_code = fences.holds(line)
        sign = bool(_SIGN.match(line)) and bool(lines)
        if (sign or line.strip() == "---") and in_code:
            raise _CannotError(
                "a card with code", "a line of it begins with `Q:`, `A:` or `C:`, or is `---`"
            )
        if sign:
            line = f"{line[0]}\\{line[1:]}"
        lines.append("----" if line.strip() == "---" else line)
    return "\n".join(lines)
