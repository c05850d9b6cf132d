"""The texts of a note in Markdown as they are written, which the rules on marks look at.

The words of a note are what all other rules see. Here each text stands with its marks, read into
blocks: where a text has none, it is the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.hit import DeckPath, Hit
from quizkit.markup import Block, blocks
from quizkit.markup.block import Inline
from quizkit.markup.holes import HOLES
from quizkit.markup.walk import parts
from quizkit.model import AnswerType, ClozeNote, WordNote

Steps = tuple[str | int, ...]


class Written:
    """A text of a note in Markdown.

    Args:
        checked: the note.
        text: as it is written, with a hole in place of each blank.
        steps: the way to it from the entry.
        is_judged: whether it is a right answer, an option, or compared with such.
        is_key: whether it is a key.
    """

    def __init__(
        self,
        checked: AnyNote,
        text: str,
        steps: Steps,
        *,
        is_judged: bool = False,
        is_key: bool = False,
    ) -> None:
        self.checked = checked
        self.text = text
        self.steps = steps
        self.is_judged = is_judged
        self._is_key = is_key

    @property
    def is_inline(self) -> bool:
        """Whether it is read as running text, in which no block begins."""
        return self.is_judged and "\n" not in self.text.strip("\n")

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What it is made of."""
        return blocks(self.text, inline=self.is_inline)

    @cached_property
    def parts(self) -> tuple[Block | Inline, ...]:
        """Every block and inline of it, in order."""
        return tuple(parts(self.blocks))

    def of(self, *kinds: Any) -> Iterator[Any]:
        """Yield its parts of some kinds, in order."""
        return (part for part in self.parts if isinstance(part, kinds))

    @property
    def is_prompt(self) -> bool:
        """Whether it is shown before the answer is given, and no option."""
        return self.steps[0] in (self.checked.prompt_key, "question", "hints", "reverse")

    def hit(self, message: str, fix: str, piece: str = "") -> Hit:
        """Return a hit at a piece of it as it is written, or where it stands."""
        piece = "" if self._is_key else HOLES.sub("\n", piece).partition("\n")[0]
        message = HOLES.sub("{{…}}", message)
        return Hit(message, fix, DeckPath(self.steps, self.checked.index, self._is_key, piece))

    @classmethod
    def all_in(cls, deck: CheckedDeck) -> "list[Written]":
        """Return the texts of all notes in Markdown."""
        return [one for checked in deck.notes for one in cls.of_note(checked)]

    @classmethod
    def of_note(cls, checked: AnyNote) -> "Iterator[Written]":
        """Yield the texts of a note; none if they are plain."""
        marks = checked.note.marks
        if marks is None:
            return
        is_code = checked.key is not None and checked.key.type is AnswerType.CODE
        for steps, text, is_judged, is_key in _texts(checked):
            if text and not (is_code and is_judged and text not in marks):  # else it is no Markdown
                yield cls(checked, marks.get(text, text), steps, is_judged=is_judged, is_key=is_key)


_Found = tuple[Steps, str, bool, bool]


def _texts(checked: AnyNote) -> Iterator[_Found]:
    """Yield the texts of a note: the way to each, what it says, if it is judged, if it is a key."""
    note = checked.note
    if isinstance(note, WordNote):  # its explanation is made of its cells
        for column, cell in zip(note.table.columns, note.cells, strict=True):
            yield (column,), cell, True, False
        return
    if isinstance(note, ClozeNote):
        yield ("cloze",), checked.template, False, False
    yield from _fields(note)


def _fields(note: Any) -> Iterator[_Found]:
    """Yield the texts of the fields that a note has, whatever its kind."""
    for name in ("question", "statement", "explanation"):
        yield (name,), getattr(note, name, ""), False, False
    yield from _listed("hints", note.hints, is_judged=False)
    key = getattr(note, "key", None)
    if key is not None:
        yield ("answer",), key.answer, True, False
        yield from _listed("accept", key.accept)
    elif isinstance(getattr(note, "answer", None), str):
        yield ("answer",), note.answer, True, False
    answers: Iterable[Iterable[str]] = getattr(note, "answers", ())
    for at, variants in enumerate(answers):
        for text in variants:
            yield ("answers", at), text, True, False
    yield from _listed("order", getattr(note, "order", ()))
    reject: Mapping[str, str] = getattr(key or note, "reject", {})
    distractors: Mapping[str, str] = getattr(note, "distractors", {})
    for name, texts in (("reject", reject), ("distractors", distractors)):
        for text, feedback in texts.items():
            yield (name, text), text, True, True
            yield (name, text), feedback, False, False
    for left, right in getattr(note, "pairs", {}).items():
        yield ("pairs", left), left, True, True
        yield ("pairs", left), right, True, False


def _listed(name: str, texts: Iterable[str], *, is_judged: bool = True) -> Iterator[_Found]:
    return (((name, at), text, is_judged, False) for at, text in enumerate(texts))


def written_in(deck: CheckedDeck) -> Sequence[Written]:
    """Return the texts of all notes in Markdown, as rules are given them."""
    return deck.each(Written, partial(Written.all_in, deck))
