"""Reads the tables under `words:`: a row a word, of a file beside the deck or in the deck itself.

A row that cannot be read leaves the others alone, as an entry does.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from attrs import evolve

from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.head import language_tag
from quizkit.formats.keys import TABLE_KEYS
from quizkit.formats.kind_errors import unknown_keys
from quizkit.formats.limits import MOST_CHARACTERS, MOST_COLUMNS
from quizkit.formats.merge_marks import merge_mark
from quizkit.formats.note_kinds import Arguments
from quizkit.formats.notes import NoteReader
from quizkit.formats.parts import Files, Origin
from quizkit.formats.word_rows import Rows, rows_of
from quizkit.formats.wrong import Wrong
from quizkit.lazy import pattern
from quizkit.model import collapsed
from quizkit.model.words import Ask, WordNote, WordTable, glosses
from quizkit.value import count

_IDS, _TAGS, _HINTS = ("id",), ("tags", "tag"), ("hint", "hints")
_OF_NO_WORDS = frozenset((*_IDS, *_TAGS, *_HINTS))
"""Columns whose cells say something of the row."""


_NO_NAME = pattern(r"[>:#\x00-\x1f\x7f-\x9f]")
_INVISIBLE = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BETWEEN_TAGS = pattern(r"[,;]")
_MOST_ALIKE = 50
"""Rows that one text fits: if there are more, it asks for none of them."""


class Columns(NamedTuple):
    """The columns of a table.

    Args:
        names: of all, in order.
        words: those that hold words.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]

    def place(self, names: Sequence[str]) -> int | None:
        """Return the place of the first column with one of these names."""
        return next((at for at, name in enumerate(self.names) if name in names), None)


def read_words(fields: Fields, reader: NoteReader, files: Files) -> None:
    """Find the notes of the tables under `words`, None for each row that is left out.

    Args:
        fields: of the file that has them.
        reader: is told what is found, and knows what holds for all notes.
        files: what the deck may read.
    """
    written = fields.values["words"]
    tables = written if isinstance(written, list) else [written]
    if not tables:
        fields.problem(*_SHAPE, "words")
    for at, table in enumerate(tables):
        steps: tuple[str | int, ...] = ("words", at) if tables is written else ("words",)
        if isinstance(table, dict) and table:
            _read_table(Fields(fields.tree, (*fields.path, *steps), table), reader, files)
        elif table is not None:  # what could not be read is reported already
            fields.problem(*_SHAPE, *steps)


_SHAPE = Wrong(
    ProblemCode.WRONG_SHAPE,
    "`words` takes the lines of a table: `columns:` and `rows:`",
    "indent below it `columns: [word, meaning]` and `rows: words.tsv`",
)


def _read_table(fields: Fields, reader: NoteReader, files: Files) -> None:
    if not fields.values.keys() <= TABLE_KEYS:
        unknown_keys(fields, TABLE_KEYS)
    columns = _columns(fields)
    if columns is None:
        return
    common = reader.of_table(fields)
    languages = _languages(fields, columns)
    judgings = {name: reader.judging_in(languages.get(name, ""), fields) for name in columns.words}
    table = WordTable(columns.words, _asks(fields, columns), judgings)
    marked = "marks" in common
    rows = rows_of(fields, columns.names, files, reader.beside, is_markdown=marked)
    if rows is None or not rows.cells or not table.asks:
        return
    first = len(reader.found)
    reader.parts.append(rows.part(first))
    common["judging"] = judgings[columns.words[0]]
    read = [*_RowReader(rows, columns, table, reader, common).notes()]
    reader.found += _with_others(read, table)


def _columns(fields: Fields) -> Columns | None:
    """Return the columns; None if there are not two to ask."""
    if "columns" not in fields.values:
        fix = "add `columns: [word, meaning]` above the rows"
        fields.problem(ProblemCode.BAD_COLUMN, "this table does not name its columns", fix)
        return None
    clean, fields.clean = fields.clean, True
    names = tuple(map(collapsed, fields.texts("columns")))
    for at, name in enumerate(names):
        steps = ("columns", at) if isinstance(fields.values["columns"], list) else ("columns",)
        if name in names[:at]:
            message = f"there are two columns `{name}`"
            fields.problem(ProblemCode.BAD_COLUMN, message, "name each otherwise", *steps)
        elif _NO_NAME.search(name):
            message = f"the column `{name}` has `>`, `:` or `#` in its name"
            fields.problem(ProblemCode.BAD_COLUMN, message, "choose a short word", *steps)
    words = tuple(name for name in names if name not in _OF_NO_WORDS)
    if len(words) < 2 or len(names) > MOST_COLUMNS:
        message = f"this table has {count(len(words), 'column')} of words"
        parts = ", ".join(re.split("[,;|\\s]+", names[0])) if len(names) == 1 else ""
        fix = f"name 2 to {MOST_COLUMNS}: `columns: [{parts if ',' in parts else 'word, meaning'}]`"
        fields.problem(ProblemCode.BAD_COLUMN, message, fix, "columns")
    found = Columns(names, words) if fields.clean else None
    fields.clean = fields.clean and clean
    return found


def _no_column(name: str, columns: Columns) -> Wrong:
    """Return what is wrong with the name of a column that there is not."""
    listed = ", ".join(f"`{each}`" for each in columns.words)
    if name in columns.names:
        said, fix = f"the column `{name}` holds no words", f"those that do are {listed}"
    else:
        meant = next(iter(get_close_matches(name[:40], columns.words, 1, 0.6)), "")
        said = f"there is no column `{name}`"
        fix = f"did you mean `{meant}`? there are {listed}" if meant else f"there are {listed}"
    return Wrong(ProblemCode.BAD_COLUMN, said, fix)


def _languages(fields: Fields, columns: Columns) -> Mapping[str, str]:
    """Return the languages of columns, as far as they are said."""
    if "languages" not in fields.values:
        return {}
    below, found = fields.below("languages"), {}
    for name in below.values:
        if name in columns.words:
            found[name] = language_tag(below, name, "")
        else:
            below.problem(*_no_column(name, columns), name, key=True)
    fields.clean = fields.clean and below.clean
    return found


def _asks(fields: Fields, columns: Columns) -> tuple[Ask, ...]:
    """Return what is asked of each row: by default the first two columns, both ways."""
    one, other = columns.words[:2]
    if "ask" not in fields.values:
        return (Ask(one, other), Ask(other, one))
    found: dict[Ask, None] = {}
    for at, text in enumerate(fields.texts("ask")):
        steps = ("ask", at) if isinstance(fields.values["ask"], list) else ("ask",)
        sides = [*map(collapsed, text.split(">"))]
        unknown = [name for name in sides if name not in columns.words]
        if len(sides) != 2 or sides[0] == sides[1] or not all(sides):
            message = f"`{text}` does not say what is asked and what is the answer"
            fix = f"write two columns: `{one} > {other}`"
            fields.problem(ProblemCode.BAD_COLUMN, message, fix, *steps)
        elif unknown:
            fields.problem(*_no_column(unknown[0], columns), *steps)
        else:
            found[Ask(*sides)] = None
    return tuple(found)


class _RowReader:
    """Makes a note of each row of a table."""

    def __init__(
        self,
        rows: Rows,
        columns: Columns,
        table: WordTable,
        reader: NoteReader,
        common: Arguments,
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._table = table
        self._reader = reader
        self._common = common
        self._id, self._tags, self._hint = map(columns.place, (_IDS, _TAGS, _HINTS))
        asked = {name for ask in table.asks for name in (ask.shown, ask.wanted)}
        self._words = [at for at, name in enumerate(columns.names) if name in columns.words]
        names = rows.names
        self._fewest = max((at + 1 for at, name in enumerate(names) if name in asked), default=0)
        self._order = [*map(names.index, columns.names)] if names != columns.names else []
        self._texts = [at for at, name in enumerate(names) if name not in (*_IDS, *_TAGS)]
        self._plain = len(self._words) == len(columns.names)
        self._first = len(reader.found)
        self._marks: dict[str, str] = {}

    def notes(self) -> Iterator[WordNote | None]:
        """Yield the note of each row; None for one that is left out."""
        for at, cells in enumerate(self._rows.cells):
            found = None if cells is None else self._read(at, cells)
            if isinstance(found, Wrong):
                self._rows.problem(found, at)
            yield None if isinstance(found, Wrong) else found

    def _read(self, at: int, cells: list[str]) -> WordNote | Wrong:
        """Return the note that a row is, with what was written in its cells if that is Markdown."""
        if "marks" not in self._common:
            return self._note(at, cells)
        from quizkit.formats.marked_rows import in_words, with_marks

        marks = self._marks = {}
        found = self._note(at, in_words(cells, self._texts, marks))
        return with_marks(found, marks) if isinstance(found, WordNote) else found

    def _note(self, at: int, cells: list[str]) -> WordNote | Wrong:
        """Return the note that a row is, or what is wrong with it."""
        names = self._rows.names
        if len(cells) != len(names):
            if len(cells) < self._fewest or any(cells[len(names) :]):
                mark = merge_mark(cells[0]) if len(cells) == 1 else None
                return (
                    mark._replace(code=ProblemCode.BAD_ROW)
                    if mark
                    else self._rows.wrong_count(len(cells))
                )
            cells = [*cells, *[""] * len(names)][: len(names)]
        if self._order:
            cells = [cells[place] for place in self._order]
        if not "".join(cells).isprintable() and _INVISIBLE.search("".join(cells)):
            return _CONTROL
        if max(map(len, cells)) > MOST_CHARACTERS:
            return _TOO_LONG
        own = collapsed(cells[self._id]) if self._id is not None else ""
        words = tuple(cells) if self._plain else tuple([cells[at] for at in self._words])
        is_full = all(map(glosses, words))
        if not is_full:  # of marks that part glosses alone, there is none
            words = tuple([word if glosses(word) else "" for word in words])
        name = own or self._name(words[0])
        if not name:
            return _NAMELESS
        if not is_full and not self._is_asked(words):
            return _ASKS_NOTHING
        if first := self._reader.claim(name, self._first + at):
            return self._twice(name, first)
        more = {} if self._plain else self._more(cells)
        said = [*filter(None, words)]
        explanation = " · ".join(said) if len(said) > 2 or ";" in "".join(said) else ""
        return WordNote(
            **{**self._common, **more},
            id=name,
            has_own_id=bool(own),
            explanation=explanation,
            table=self._table,
            cells=words,
        )

    def _name(self, word: str) -> str:
        """Return the id of a row with this first word."""
        if word in self._marks:
            from quizkit.markup import words

            word = words(self._marks[word], inline=True, steady=True)
        return collapsed(word)

    def _is_asked(self, words: tuple[str, ...]) -> bool:
        """Return whether a row has the texts for a card."""
        cells = dict(zip(self._table.columns, words, strict=True))
        return any(cells[ask.shown] and cells[ask.wanted] for ask in self._table.asks)

    def _more(self, cells: list[str]) -> Arguments:
        """Return what the columns say of a row that hold no words."""
        more: Arguments = {}
        if self._tags is not None and (text := cells[self._tags]):
            tags = text.split() if not _BETWEEN_TAGS.search(text) else _BETWEEN_TAGS.split(text)
            own = filter(None, map(str.strip, tags))
            more["tags"] = tuple(dict.fromkeys((*self._common["tags"], *own)))
        if self._hint is not None and cells[self._hint]:
            more["hints"] = (cells[self._hint],)
        return more

    def _twice(self, name: str, first: Origin) -> Wrong:
        """Return what is wrong with a row of the id of an entry before it."""
        where = first.seen_from(self._rows.report.file)
        return Wrong(ProblemCode.DUPLICATE_ID, f"{where} has `{name}` too", _TWICE)


_TOO_LONG = Wrong(
    ProblemCode.TOO_LONG,
    f"a cell of this row has more than {MOST_CHARACTERS:,} characters",
    "keep what is to be learned",
)
_NAMELESS = Wrong(
    ProblemCode.BAD_ROW,
    "the first cell of this row is empty; its progress would belong to nothing",
    "write the word, or delete the row",
)
_ASKS_NOTHING = Wrong(
    ProblemCode.BAD_ROW,
    "this row asks nothing: no two of the columns that are asked have text",
    "fill its cells in, or delete it",
)
_CONTROL = Wrong(
    ProblemCode.CONTROL_CHARACTER,
    "an invisible control character stands in this row",
    "delete it",
)
_TWICE = "write both meanings in one row, parted by `;`, or give the rows a column `id`"


def _with_others(read: list[WordNote | None], table: WordTable) -> list[WordNote | None]:
    """Return the notes; where a prompt fits other rows as well, with the words of these as right.

    It fits a row that has all its glosses: for `drink` the word for `drink; swallow` is right, and
    not the other way round.
    """
    places = {name: at for at, name in enumerate(table.columns)}
    also: defaultdict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for ask in table.asks:
        shown, wanted = places[ask.shown], places[ask.wanted]
        asked = [_folded(note.glosses(shown)) if note else () for note in read]
        having: defaultdict[str, list[int]] = defaultdict(list)
        for at, texts in enumerate(asked):
            for text in texts:
                having[text].append(at)
        if len(having) == sum(map(len, asked)):  # no text is there twice
            continue
        for at, note in enumerate(read):
            rows = [having[text] for text in asked[at]]
            if not note or not note.cells[wanted] or not rows:
                continue
            fewest = min(rows, key=lambda each: len(each))
            if 1 < len(fewest) <= _MOST_ALIKE:
                others = sorted(set(fewest).intersection(*rows) - {at})
                own = note.glosses(wanted)
                also[at][ask.end] = _words(read, others, wanted, own)
    return [
        evolve(note, also=also[at]) if note and at in also else note for at, note in enumerate(read)
    ]


def _words(
    read: Sequence[WordNote | None], rows: Sequence[int], column: int, but: Sequence[str]
) -> tuple[str, ...]:
    """Return the texts that rows have in a column, each once."""
    notes = [note for row in rows if (note := read[row])]
    texts = (text for note in notes for text in note.glosses(column))
    return tuple(text for text in dict.fromkeys(texts) if text not in but)


def _folded(texts: Sequence[str]) -> tuple[str, ...]:
    """Return texts without what makes no other one."""
    return tuple([collapsed(text).casefold() for text in texts])
