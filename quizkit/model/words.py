"""Words in a table: a note for each row, with a typed card for each two columns that are asked.

Whoever builds these values has checked them; nobody checks again.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import field, frozen

from quizkit.lazy import pattern
from quizkit.model.answer_key import AnswerKey, Judging, Variants
from quizkit.model.forms import Form, Lines, Right
from quizkit.model.kind import Kind
from quizkit.model.notes import Note
from quizkit.model.questions import TypedNote
from quizkit.value import Value

_BETWEEN_GLOSSES = pattern("[;\uff1b\u061b]")  # also as Japanese and Arabic write it


def glosses(cell: str) -> Variants:
    """Return the texts in a cell that stand for one another, parted by semicolons, each once."""
    if cell.isascii() and ";" not in cell:  # most
        return (cell,) if cell else ()
    texts = map(str.strip, _BETWEEN_GLOSSES.split(cell))
    return tuple(dict.fromkeys(filter(None, texts)))


@frozen(eq=False, repr=False)
class Ask(Value):
    """Two columns of a table: `shown` is asked, and the text in `wanted` is the answer."""

    shown: str
    wanted: str

    @property
    def end(self) -> str:
        """What the id of such a card has behind that of its note."""
        return f":{self.shown}>{self.wanted}"

    def question(self, cell: str) -> str:
        """Return what is asked where a cell has the text that is shown."""
        return f"{cell}\n→ {self.wanted}"  # on a line of its own: a word may run from right to left


@frozen(eq=False, repr=False)
class WordTable(Value):
    """What the rows of one table have in common.

    Args:
        columns: the names of those that hold words, in order.
        asks: what is asked of each row that has text in both columns, in the order to learn it.
        judgings: language and strictness of the answers in each column.
    """

    columns: tuple[str, ...]
    asks: tuple[Ask, ...]
    judgings: Mapping[str, Judging]


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class WordNote(Note):
    """A row of a table: a word with what it means, how it is read and the like.

    Its id is the author's, or the text in its first column.

    Args:
        table: the one it is a row of.
        cells: the text in each column; empty where there is none.
        also: what else is right, by the end of a card's id: words of rows that its prompt fits too.
        parted: the glosses of cells in which a semicolon parts none, as in code of a Markdown deck.
    """

    kind: ClassVar = Kind.WORD

    table: WordTable
    cells: tuple[str, ...]
    also: Mapping[str, Variants] = field(factory=dict)
    parted: Mapping[str, Variants] | None = None

    @property
    def prompt(self) -> str:
        """The text in the first column that has any."""
        return next(filter(None, self.cells), "")

    def glosses(self, place: int) -> Variants:
        """Return the texts that stand for one another in the cell of a column, by its place."""
        return self._glosses(self.cells[place])

    def _glosses(self, cell: str) -> Variants:
        return self.parted[cell] if self.parted and cell in self.parted else glosses(cell)

    def _answers_in(self, cell: str) -> Variants:
        """Return the right answers that a cell holds: all its glosses together, and each alone."""
        alone = self._glosses(cell)
        return alone if len(alone) == 1 else ("; ".join(alone), *alone)

    def asked_of(self, card_id: str) -> Ask:
        """Return what one of its cards asks, by the id of that."""
        return next(ask for ask in self.table.asks if card_id.endswith(ask.end))

    @property
    def form(self) -> Form:
        """As if all columns were asked for at once; what a card asks says its task."""
        return Lines(tuple(right.label for right in self.rights))

    @property
    def rights(self) -> tuple[Right, ...]:
        """What is right in each column that is asked for, labelled with its name."""
        wanted = dict.fromkeys(ask.wanted for ask in self._asks)
        return tuple(Right(name, self._answers_in(self._by_column[name])) for name in wanted)

    @property
    def tasks(self) -> Iterable[tuple[str, TypedNote]]:
        """A typed question for each two columns that are asked and have texts."""
        cells = self._by_column
        for ask in self._asks:
            answer, *others = self._answers_in(cells[ask.wanted])
            yield (
                ask.end,
                TypedNote(
                    id=self.id,
                    judging=self.table.judgings[ask.wanted],
                    question=ask.question(cells[ask.shown]),
                    key=AnswerKey(answer, (*others, *self.also.get(ask.end, ()))),
                ),
            )

    @property
    def _by_column(self) -> dict[str, str]:
        return dict(zip(self.table.columns, self.cells, strict=True))

    @property
    def _asks(self) -> list[Ask]:
        cells = self._by_column
        return [ask for ask in self.table.asks if cells[ask.shown] and cells[ask.wanted]]
