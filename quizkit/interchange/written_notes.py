"""Notes of a deck as its author would write them: the keys of an entry, from the values of the model.

Formats that take whole notes, and give them back, write these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from attrs import evolve

from quizkit.authoring.yaml_writing import Texts, Written
from quizkit.cloze import Blank, ClozeError, parse_cloze, write_cloze
from quizkit.formats.marked_cloze import read_cloze, surroundings
from quizkit.formats.marked_spans import BLANKS, masked, unmasked
from quizkit.lazy import pattern
from quizkit.markup import Block, Code, CodeBlock, Inline
from quizkit.markup.holes import holes_filled
from quizkit.model import (
    Accents,
    AnswerKey,
    AnswerType,
    Case,
    ChoiceNote,
    ClozeNote,
    Judging,
    KeyedNote,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    SlipRule,
    Spoken,
    TrueFalseNote,
    WordNote,
)
from quizkit.model.clozes import blanks_of
from quizkit.model.media import MediaFile
from quizkit.model.notes import QuestionNote


class WrittenNote(NamedTuple):
    """A note as its author would write it.

    Args:
        kind: of question, as `quizkit.model.Kind` has it.
        entry: its keys, without `id` and `markup`; empty if it cannot be written.
        is_markdown: whether its texts are Markdown.
        lost: what is not in the entry: what it is, and why.
        end: behind the id of the note, where one note becomes several.
    """

    kind: str
    entry: dict[str, Written]
    is_markdown: bool
    lost: tuple[tuple[str, str], ...] = ()
    end: str = ""


def written_notes(note: Note, language: str) -> Iterator[WrittenNote]:
    """Yield a note as its author would write it; a row of a table of words gives several.

    Args:
        note: of a deck.
        language: of the deck.
    """
    if isinstance(note, WordNote):
        yield from _word(note, language)
        return
    writer = _Writer(note, language)
    entry = writer.entry()
    yield WrittenNote(str(note.kind), entry, note.marks is not None, tuple(writer.lost))


JUDGED_AS_A_WHOLE = (TrueFalseNote, OrderNote, SelfRatedNote, SeveralChoicesNote)
"""Kinds whose answers are never typed."""


@cache
def usual_accents(language: str) -> Accents:
    """Return how accents are judged in a deck of a language that says nothing of them."""
    english = language.partition("-")[0].lower() == "en"
    return Accents.IGNORE if english else Accents.CLOSE


class _Writer:
    def __init__(self, note: Note, language: str) -> None:
        self._note = note
        self._language = language
        self._marks = note.marks or {}
        self.lost: list[tuple[str, str]] = []

    def entry(self) -> dict[str, Written]:
        """Return the keys of the note, in the order of the docs."""
        note = self._note
        entry = self._cloze(note) if isinstance(note, ClozeNote) else self._asked(note)
        if not entry:
            return {}
        entry |= self._judged(note.judging)
        if note.hints:
            entry["hints"] = [self._text(hint) for hint in note.hints]
        if note.explanation:
            entry["explanation"] = self._text(note.explanation)
        if note.tags:
            entry["tags"] = note.tags
        return entry | self._media(note)

    def _text(self, text: str) -> str:
        return self._marks.get(text, text)

    def _feedback(self, texts: Mapping[str, str]) -> Written:
        """Return texts, each with its feedback if any has one."""
        if any(texts.values()):
            return {self._text(text): self._text(why) if why else "" for text, why in texts.items()}
        return [self._text(text) for text in texts]

    def _variants(self, answers: Sequence[Sequence[str]]) -> list[Texts]:
        return [
            self._text(each[0]) if len(each) == 1 else [self._text(text) for text in each]
            for each in answers
        ]

    def _asked(self, note: Note) -> dict[str, Written]:
        entry: dict[str, Written] = {}
        if isinstance(note, QuestionNote):
            entry["question"] = self._text(note.question)
        match note:
            case KeyedNote():
                entry |= self._keyed(note)
            case ListNote():
                entry["answers"] = self._variants(note.answers)
                if note.reject:
                    entry["reject"] = self._feedback(note.reject)
                if note.require is not None:
                    entry["require"] = str(note.require)
            case SeveralChoicesNote():
                entry["answers"] = self._variants(note.answers)
                entry["distractors"] = self._feedback(note.distractors)
            case TrueFalseNote():
                entry["statement"] = self._text(note.statement)
                entry["answer"] = "true" if note.answer else "false"
            case OrderNote():
                entry["order"] = [self._text(item) for item in note.order]
            case PairsNote():
                pairs = note.pairs.items()
                entry["pairs"] = {self._text(left): self._text(right) for left, right in pairs}
                if note.distractors:
                    entry["distractors"] = self._feedback(note.distractors)
            case SelfRatedNote():
                entry |= {"answer": self._text(note.answer), "type": "free"}
            case _:
                return {}
        return entry

    def _keyed(self, note: KeyedNote) -> dict[str, Written]:
        entry = self._key(note.key)
        if isinstance(note, ChoiceNote):
            entry["distractors"] = self._feedback(note.distractors)
        if note.reverse:
            same = note.reverse == note.key.shown
            entry["reverse"] = "true" if same else self._text(note.reverse)
        return entry

    def _key(self, key: AnswerKey) -> dict[str, Written]:
        entry: dict[str, Written] = {}
        if key.answer:
            entry["answer"] = self._text(key.answer)
        else:
            entry |= {"min": key.minimum, "max": key.maximum}
        if key.accept:
            entry["accept"] = [self._text(text) for text in key.accept]
        if key.reject:
            entry["reject"] = self._feedback(key.reject)
        if key.type is not AnswerType.AUTO:
            entry["type"] = key.type.value
        if key.tolerance:
            entry["tolerance"] = key.tolerance
        if key.unit_required:
            entry["unit_required"] = "true"
        return entry

    def _judged(self, judging: Judging) -> dict[str, Written]:
        """Return how strictly a note is judged, where it is not as its language has it."""
        note, entry = self._note, dict[str, Written]()
        if not isinstance(note, JUDGED_AS_A_WHOLE):
            usual = usual_accents(judging.language)
            if judging.case is not Case.IGNORE:
                entry["case"] = judging.case.value
            if judging.accents is not usual:
                entry["accents"] = judging.accents.value
            if judging.slips is not SlipRule.CLOSE:
                entry["slips"] = judging.slips.value
        question = note.media.question_language if note.media else ""
        if isinstance(note, KeyedNote) and note.reverse:
            question = (note.reverse_judging or judging).language
        if question and question != self._language:
            entry["language"] = {"question": question, "answer": judging.language}
        elif judging.language != self._language:
            entry["language"] = judging.language
        return entry

    def _media(self, note: Note) -> dict[str, Written]:
        media = note.media
        if media is None:
            return {}
        found: dict[str, Written] = {}
        for key, files in (
            ("image", media.images),
            ("answer_image", media.answer_images),
            ("audio", media.sounds),
        ):
            if files:
                found[key] = self._files(files, media.from_deck)
        if media.spoken:
            found["speak"] = "true" if media.spoken is Spoken.BOTH else media.spoken.value
        return found

    def _files(self, files: Sequence[MediaFile], named: Callable[[str], str]) -> Written:
        if any(each.alt for each in files):
            return {named(each.file): self._text(each.alt) for each in files}
        return [named(each.file) for each in files]

    def _cloze(self, note: ClozeNote) -> dict[str, Written]:
        entry: dict[str, Written] = {"question": self._text(note.question)} if note.question else {}
        for text in self._cloze_texts(note):
            try:
                pieces = read_cloze(text).pieces if note.marks is not None else parse_cloze(text)
            except ClozeError:
                continue
            if pieces == note.pieces:
                return entry | {"cloze": text}
        self.lost.append(("a text with gaps", "its braces cannot be written again"))
        return {}

    def _cloze_texts(self, note: ClozeNote) -> Iterator[str]:
        """Yield what the text may have been written as."""
        if not note.template:
            yield write_cloze(note.pieces)
            return
        blanks = blanks_of(note.pieces)
        inside = surroundings(note.template)
        for template in (_ESCAPED.sub(r"\\\g<0>", note.template), note.template):
            yield holes_filled(template, lambda at: self._gap(blanks[at], inside.get(at)))

    def _gap(self, blank: Blank, inside: type[Block | Inline] | None) -> str:
        """Return a blank as it is written: in code in words, in a formula without its dollars."""

        def text(said: str) -> str:
            if inside in (Code, CodeBlock):
                return said
            marked = self._text(said)
            return marked.strip("$") if inside else masked(marked, BLANKS)

        written = write_cloze(
            [
                evolve(
                    blank,
                    answer=text(blank.answer),
                    variants=tuple(map(text, blank.variants)),
                    hint=self._text(blank.hint) if blank.hint else "",
                )
            ]
        )
        return unmasked(written)


_ESCAPED = pattern(r"\{\{|\}\}|(?<=\\)(?:::|\|)")
_WORDS_WHY = "each two columns that are asked are a row by themselves"


def _word(note: WordNote, language: str) -> Iterator[WrittenNote]:
    """Yield a row of a table of words: a question with an answer for each two columns."""
    marks = note.marks or {}
    tasks = dict(note.tasks)
    done: set[str] = set()
    lost: tuple[tuple[str, str], ...] = (("a table of words", _WORDS_WHY),)
    cells = dict(zip(note.table.columns, note.cells, strict=True))
    for end, task in tasks.items():
        shown, _, wanted = end[1:].partition(">")
        turned = f":{wanted}>{shown}"
        if end in done:
            continue
        done |= {end, turned}
        entry: dict[str, Written] = {"question": marks.get(cells[shown], cells[shown])}
        answers = note.glosses(note.table.columns.index(wanted))
        entry["answer"] = marks.get(answers[0], answers[0])
        if len(answers) > 1:
            entry["accept"] = [marks.get(text, text) for text in answers[1:]]
        if turned in tasks:
            entry["reverse"] = "true"
        asked = note.table.judgings[shown].language
        if turned in tasks and asked != language:
            entry["language"] = {"question": asked, "answer": task.judging.language}
        elif task.judging.language != language:
            entry["language"] = task.judging.language
        others = [f"{n}: {c}" for n, c in cells.items() if c and n not in (shown, wanted)]
        if note.hints:
            entry["hints"] = [marks.get(hint, hint) for hint in note.hints]
        if others:
            entry["explanation"] = "\n".join(others)
        if note.tags:
            entry["tags"] = note.tags
        yield WrittenNote(
            "typed", entry, note.marks is not None, lost, end if len(done) > 2 else ""
        )
        lost = ()
