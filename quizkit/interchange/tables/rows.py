"""Notes made of the rows of a table: what each column holds, by a header, by options or by its cells.

Where the rows come from (a text with commas or tabs, a file of Anki, a sheet) is for others to know.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.source import SourceError
from quizkit.interchange.tables.cells import Cells, glosses_of, items_of, readings_of, tags_of
from quizkit.interchange.tables.choices import Options
from quizkit.interchange.tables.column_names import Column, Role, columns_of, is_header, plain_name
from quizkit.interchange.tables.delimited import Row
from quizkit.interchange.tables.own_columns import entry_of, is_ours
from quizkit.interchange.texts import first_words, is_short
from quizkit.interchange.values import ImportedDeck, ImportedNote, Loss, Tick
from quizkit.lazy import pattern
from quizkit.visible import visible

_CLOZE = pattern(r"\{\{c\d{1,4}::")
_NAME = pattern(r"[a-z][a-z0-9_:. -]{0,40}|")
_HEADER_WITHIN = 15
"""Rows in which a header is looked for: some sheets have a title above it."""

_NO = frozenset(("0", "no", "n", "false", "-", "nein", "non", "нет", "f"))
_TRUTHS: dict[str, str] = {
    word: truth
    for truth, words in (
        ("true", "true wahr richtig verdadero vrai vero certo verdadeiro правда"),
        ("false", "false falsch falso faux errado ложь"),
    )
    for word in words.split()
}
_ASKED = frozenset((Role.QUESTION, Role.CLOZE, Role.STATEMENT))
_TYPES = frozenset(("text", "number", "date", "person", "exact", "code", "free"))
_MOST_TITLE = 60


class Layout(NamedTuple):
    """How the rows of a table are to be read.

    Args:
        name: of the table, for its deck and for messages.
        columns: what its columns hold, where its format says so; a header is still looked for.
        sign: what parts cells; empty of a sheet.
        is_html: whether cells are HTML; None to go by the cells.
        tags_by_spaces: whether white space parts tags.
        has_titles: whether a line of one cell may be the title of those below.
    """

    name: str
    columns: tuple[Column, ...] = ()
    sign: str = ""
    is_html: bool | None = None
    tags_by_spaces: bool = False
    has_titles: bool = True


def decks_of(
    rows: Sequence[Row],
    layout: Layout,
    options: ReadOptions,
    cells: Cells,
    losses: list[Loss],
    tick: Tick,
) -> list[ImportedDeck]:
    """Return the decks that a table holds: one, or one for each name in a column of decks.

    Args:
        rows: with empty ones, which stand between groups.
        layout: what is known of them.
        options: of the reader.
        cells: reads texts of cells.
        losses: gets what did not come along.
        tick: is told of each row.

    Raises:
        SourceError: what its columns hold cannot be told.
    """
    ours = next((at for at, row in enumerate(rows) if any(row.cells)), 0)
    if rows and is_ours(rows[ours].cells) and not (options.columns or options.named):
        notes = [*_ours(rows[ours].cells, rows[ours + 1 :], cells, losses, tick)]
        return [ImportedDeck(path=(layout.name,), notes=tuple(notes))] if notes else []
    columns, rows = _columns(rows, layout, options, losses)
    if not rows:
        return []
    maker = _Rows(columns, layout, options, cells, losses)
    decks: dict[tuple[str, ...], list[ImportedNote]] = {}
    for path, note in maker.notes(rows, tick):
        decks.setdefault(path or (layout.name,), []).append(note)
    head = _head(columns)
    return [ImportedDeck(path=path, notes=tuple(each), head=head) for path, each in decks.items()]


def _ours(
    names: Sequence[str], rows: Sequence[Row], cells: Cells, losses: list[Loss], tick: Tick
) -> Iterator[ImportedNote]:
    """Yield the notes of a table that we wrote ourselves, as they were."""
    for row in rows:
        if not any(map(str.strip, row.cells)):
            continue
        tick(1)
        source_id, entry, is_markdown = entry_of(names, row.cells)
        if (len(entry) < 2 and "cloze" not in entry) or not all(map(bool, entry.values())):
            card = " ".join(row.cells[:3])[:60]
            why = "write both, or leave the row out"
            losses.append(Loss("a row without a question or an answer", row.place, card, why))
            continue
        entry = cells.with_media(entry, row.place, is_markdown=is_markdown)
        yield ImportedNote(
            entry=entry, place=row.place, source_id=source_id, is_markdown=is_markdown
        )


def _head(columns: Sequence[Column]) -> dict[str, Written]:
    """Return the languages of both sides, where columns are named by languages."""
    sides = {
        str(each.role): each.language
        for each in columns
        if each.language and each.role in (Role.QUESTION, Role.ANSWER)
    }
    return {"language": sides} if len(sides) == 2 and len(set(sides.values())) == 2 else {}


def _columns(
    rows: Sequence[Row], layout: Layout, options: ReadOptions, losses: list[Loss]
) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Return what the columns hold, and the rows below the header."""
    if options.columns:
        columns = tuple(_numbered(_given(name, layout.name) for name in options.columns))
        at = _header_at(rows, options)
        if at is None and options.header is None and _are_names(rows):
            at = next(at for at, row in enumerate(rows) if any(row.cells))
            why = "it is no card; --no-header makes it one"
            losses.append(Loss("a first row that names columns", rows[at].place, why=why))
        return columns, rows[at + 1 :] if at is not None else rows
    if layout.columns and any(each.role is not None for each in layout.columns):
        said = layout.columns
        if options.named:
            mapped = _mapped([each.name for each in said], options.named, layout.name)
            said = tuple(new if new.name else old for new, old in zip(mapped, said, strict=True))
        columns = _completed(said, rows, layout.sign)
        if options.header is not False and rows and _is_all_names(rows[0].cells):
            rows = rows[1:]
        return _told(columns, rows, layout), rows
    at = _header_at(rows, options)
    if at is not None:
        names, below = rows[at].cells, rows[at + 1 :]
        if options.named:
            return _mapped(names, options.named, layout.name), below
        return tuple(_nameless(columns_of(names), below)), below
    return _told(_completed((), rows, layout.sign), rows, layout), rows


def _nameless(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Column]:
    """Yield columns; one without a name that holds figures alone numbers the rows."""
    for at, each in enumerate(columns):
        is_number = not each.name and _share(rows, at, str.isdecimal) == 1
        yield each._replace(role=Role.SKIP) if is_number else each


def _header_at(rows: Sequence[Row], options: ReadOptions) -> int | None:
    if options.header is False:
        return None
    filled = [at for at, row in enumerate(rows[:_HEADER_WITHIN]) if any(map(str.strip, row.cells))]
    if not filled:
        return None
    if options.header or options.named:
        return filled[0]
    if is_header(rows[filled[0]].cells):
        return filled[0]
    return next((at for at in filled[1:] if _is_late_header(rows[at].cells)), None)


def _are_names(rows: Sequence[Row]) -> bool:
    """Return whether the first row looks like names of columns, and the others do not."""
    filled = [row.cells for row in rows[:60] if any(map(str.strip, row.cells))]
    likely = [sum(map(bool, map(_NAME.fullmatch, cells))) == len(cells) > 2 for cells in filled]
    return len(likely) > 1 and likely[0] and sum(likely) * 5 <= len(likely) + 4


def _is_all_names(cells: Sequence[str]) -> bool:
    """Return whether a row is a header, each of its cells a name that is known."""
    named = [cell for cell in cells if cell.strip()]
    return is_header(cells) and all(each.role for each in columns_of(named))


def _is_late_header(cells: Sequence[str]) -> bool:
    """Return whether a row below the first is a header: three names at least."""
    named = sum(bool(cell.strip()) for cell in cells)
    return named >= 3 and is_header(cells)


def _numbered(columns: Iterable[Column]) -> Iterator[Column]:
    """Yield columns, of which several options count up."""
    options = 0
    for each in columns:
        if each.role is Role.OPTION and not each.part:
            options += 1
            each = each._replace(part=str(options))
        yield each


def _given(name: str, table: str) -> Column:
    """Return the column that `--columns` names."""
    (column,) = columns_of([name])
    if name.strip() in ("", "-"):
        return Column(Role.SKIP, name)
    plain = plain_name(name)
    for role in Role:
        if plain == role:
            return Column(role, name)
    if column.role is None and not column.part:
        known = ", ".join(role for role in Role if role is not Role.SKIP)
        raise SourceError(
            f"{visible(table)}: a column cannot hold {visible(name)!r}\n"
            f"fix: say what each holds with names of these: {known}; and - for one to leave out"
        )
    return column


def _mapped(names: Sequence[str], named: Mapping[str, str], table: str) -> tuple[Column, ...]:
    """Return columns by a header and what `--map` says of some."""
    wanted = {plain_name(name): key for name, key in named.items()}
    missing = [
        name for name in named if plain_name(name) not in {plain_name(each) for each in names}
    ]
    if missing:
        there = ", ".join(visible(name) for name in names)
        raise SourceError(
            f"{visible(table)}: there is no column {visible(missing[0])!r}; there are {there}"
        )
    found = columns_of(names)
    mapped = {
        at: _given(wanted[plain_name(name)], table)._replace(name=name)
        for at, name in enumerate(names)
        if plain_name(name) in wanted
    }
    taken = {each.role for each in mapped.values()} & {Role.QUESTION, Role.ANSWER, Role.CLOZE}
    return tuple(
        mapped.get(at) or (each._replace(role=None) if each.role in taken else each)
        for at, each in enumerate(found)
    )


def _completed(columns: Sequence[Column], rows: Sequence[Row], sign: str) -> tuple[Column, ...]:
    """Return columns as many as most rows have cells, those beyond the named ones without a role."""
    widths = Counter(_width(row.cells) for row in rows if _width(row.cells) > 1)
    width = widths.most_common(1)[0][0] if widths else 1
    if sign != ",":  # one that is in prose may be text, where a row has more cells
        share = widths.total() / 5
        width = max(
            (w for w in widths if sum(n for v, n in widths.items() if v >= w) >= share),
            default=width,
        )
    held = [False] * max(width, 1)
    for row in rows:
        for at, cell in enumerate(row.cells[:width]):
            held[at] = held[at] or bool(cell.strip())
    found = [*columns, *(Column(None, "") for _ in range(width - len(columns)))]
    return tuple(
        each if at >= len(held) or held[at] or each.role else each._replace(role=Role.SKIP)
        for at, each in enumerate(found)
    )


def _width(cells: Sequence[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _told(columns: tuple[Column, ...], rows: Sequence[Row], layout: Layout) -> tuple[Column, ...]:
    """Return columns of which some have no name, with what they hold by their cells.

    Raises:
        SourceError: that cannot be told.
    """
    have = {each.role for each in columns}
    free = [at for at, each in enumerate(columns) if each.role is None and not each.part]
    if have & {Role.QUESTION, Role.CLOZE}:
        return columns
    found = [*columns]
    if not free or not any(any(map(str.strip, row.cells)) for row in rows):
        return columns
    gaps = next((at for at in free if _share(rows, at, _CLOZE.search) >= 0.5), None)
    if gaps is not None and len(free) != 2:
        found[gaps] = found[gaps]._replace(role=Role.CLOZE)
        for at in free:
            if at != gaps:
                found[at] = found[at]._replace(role=Role.EXPLANATION)
        return tuple(found)
    if len(free) == 3 and _share(rows, free[2], _is_yes) > 0.9:
        found[free.pop()] = Column(Role.REVERSE, "")
    if len(free) == 3 and _share(rows, free[2], _is_sound) > 0.9:
        found[free.pop()] = Column(Role.AUDIO, "")
    if len(free) == 2:
        found[free[0]] = found[free[0]]._replace(role=Role.QUESTION)
        found[free[1]] = found[free[1]]._replace(role=Role.ANSWER)
        return tuple(found)
    raise SourceError(_untold(columns, rows, layout, len(free)))


def _untold(columns: Sequence[Column], rows: Sequence[Row], layout: Layout, free: int) -> str:
    first = next(row for row in rows if any(map(str.strip, row.cells)))
    shown = " | ".join(visible(" ".join(cell.split())[:40]) for cell in first.cells[:12])
    where = f"{visible(layout.name)}, {first.place}"
    if free < 2:
        return (
            f"{where}: there is one column, and a card needs a question and an answer\n"
            f"its first row: {shown}\n"
            "fix: part the two with a tab, a comma or a semicolon"
        )
    called = [each.name for each in columns if each.name]
    if called:
        there = ", ".join(visible(name) for name in called[:20])
        return (
            f"{where}: of {len(columns)} columns no name says which is the question and which the"
            f" answer: {there}\n"
            f"fix: say so by their names: --map {visible(called[0])}=question,"
            f"{visible(called[-1])}=answer"
        )
    names = ",".join(
        str(each.role) if each.role else ("question", "answer")[at] if at < 2 else "-"
        for at, each in enumerate(columns[:12])
    )
    return (
        f"{where}: there are {len(columns)} columns, and no header says what each holds\n"
        f"its first row: {shown}\n"
        f"fix: say what each holds, such as --columns {names}; if that row names them,"
        f" --map NAME=question,OTHER=answer"
    )


def _share(rows: Iterable[Row], at: int, test: object) -> float:
    """Return which share of the cells of a column that are not empty pass a test."""
    assert callable(test)
    cells = [row.cells[at].strip() for row in rows if len(row.cells) > at and row.cells[at].strip()]
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_yes(cell: str) -> bool:
    return cell.casefold() in ("y", "yes", "1", "x", "true", "ja", "да", "是")


def _is_sound(cell: str) -> bool:
    return cell.startswith("[sound:") and cell.endswith("]")


class _Row(NamedTuple):
    """A row by what its cells hold."""

    place: str
    by_role: Mapping[Role, list[tuple[Column, str]]]

    def first(self, role: Role) -> str:
        found = self.by_role.get(role)
        return found[0][1] if found else ""


class _CannotError(Exception):
    """Why a row gives no note: what is lost, and what to do about it."""


class _Rows:
    """Makes notes of rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        layout: Layout,
        options: ReadOptions,
        cells: Cells,
        losses: list[Loss],
    ) -> None:
        self._columns = columns
        self._layout = layout
        self._options = options
        self._cells = cells
        self._losses = losses
        self._title: str = ""
        roles = {each.role for each in columns}
        self._is_pair = len(columns) == 2 and roles == {Role.QUESTION, Role.ANSWER}
        self._needs = 2 if roles & {Role.ANSWER, Role.OPTION, Role.RIGHT} else 1
        explained = [
            each
            for each in columns
            if each.role in (Role.EXPLANATION, Role.READING, None)
            and each.part != "kind"
            and each.part != "options"
        ]
        self._is_labelled = len(explained) > 1
        self._choices = Options(columns)

    def notes(
        self, rows: Sequence[Row], tick: Tick
    ) -> Iterator[tuple[tuple[str, ...], ImportedNote]]:
        """Yield the notes, each with the names of its deck, which are empty for that of the table."""
        self._choices.look_at(rows)
        has_titles = self._opens_with_title(rows)
        after_blank = True
        for row in rows:
            filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
            if not filled:
                after_blank = True
                continue
            tick(1)
            if filled == [0] and self._needs > 1 and self._is_title(row, after_blank, has_titles):
                self._title = " ".join(row.cells[0].strip("/#= \t").split())
                after_blank = True
                continue
            after_blank = False
            try:
                yield self._note(row)
            except _CannotError as error:
                what, why = error.args
                self._lose(what, row, why)

    def _opens_with_title(self, rows: Sequence[Row]) -> bool:
        """Return whether the first row is a title, as then others are."""
        first = next((row for row in rows if any(map(str.strip, row.cells))), None)
        return first is not None and _width(first.cells) == 1 and len(first.cells[0]) <= _MOST_TITLE

    def _is_title(self, row: Row, after_blank: bool, has_titles: bool) -> bool:
        text = row.cells[0].strip()
        if not self._layout.has_titles or len(text) > _MOST_TITLE:
            return False
        if text.startswith("//"):
            return True
        return len(row.cells) == 1 and (after_blank or has_titles)

    def _note(self, row: Row) -> tuple[tuple[str, ...], ImportedNote]:
        found, is_markdown = self._by_role(row)
        entry = self._entry(found)
        entry |= self._cells.heard()
        if found.first(Role.IMAGE):
            entry |= self._cells.pictures("image", found.first(Role.IMAGE), row.place)
        if found.first(Role.ANSWER_IMAGE):
            entry |= self._cells.pictures("answer_image", found.first(Role.ANSWER_IMAGE), row.place)
        if found.first(Role.AUDIO):
            entry |= self._cells.pictures("audio", found.first(Role.AUDIO), row.place)
        path = tuple(filter(None, map(str.strip, found.first(Role.DECK).split("::"))))
        tags = self._tags(found)
        if path and self._options.one_file:
            tags.append("::".join(path))
            path = ()
        if tags:
            entry["tags"] = list(dict.fromkeys(tags))
        note = ImportedNote(
            entry=entry,
            place=row.place,
            source_id=found.first(Role.ID),
            is_markdown=is_markdown,
        )
        return path, note

    def _by_role(self, row: Row) -> tuple[_Row, bool]:
        """Return the cells that are not empty by what they hold, and whether they are Markdown."""
        cells = self._fitted(row)
        used = [
            (column, cell.strip())
            for column, cell in zip(self._columns, cells, strict=False)
            if cell and column.role is not Role.SKIP and not cell.isspace()
        ]
        texts, is_markdown = self._cells.row(
            [(column.role, cell) for column, cell in used], row.place
        )
        by_role: dict[Role, list[tuple[Column, str]]] = {}
        for (column, _), text in zip(used, texts, strict=True):
            if column.part == "kind":
                continue
            role = column.role or (Role.OPTION if column.part == "options" else Role.EXPLANATION)
            if text:
                by_role.setdefault(role, []).append((column, text))
        return _Row(row.place, by_role), is_markdown

    def _fitted(self, row: Row) -> Sequence[str]:
        """Return the cells of a row, not more than there are columns."""
        cells, width = row.cells, len(self._columns)
        if len(cells) <= width or not any(map(str.strip, cells[width:])):
            return cells
        if self._is_pair and self._layout.sign:
            self._lose(
                "a row with more cells than columns", row, "those beyond the second are put to it"
            )
            return [cells[0], f"{self._layout.sign.strip()} ".join(map(str.strip, cells[1:]))]
        why = "those beyond the last are left out: put a cell that holds the sign between in quotes"
        self._lose("a row with more cells than columns", row, why)
        return cells[:width]

    def _lose(self, what: str, row: Row, why: str) -> None:
        """Tell a loss of a row, which is called by its question, or else by its first text."""
        asked = (
            cell
            for cell, each in zip(row.cells, self._columns, strict=False)
            if each.role in _ASKED
        )
        said = next(filter(str.strip, (*asked, *row.cells)), "")
        self._losses.append(Loss(what, row.place, first_words(said), why))

    def _entry(self, found: _Row) -> dict[str, Written]:
        """Return what a row says, as an author of a deck would write it."""
        question = found.first(Role.QUESTION)
        gaps = found.first(Role.CLOZE)
        if not gaps and _CLOZE.search(question):
            gaps, question = question, ""
        if gaps and (_CLOZE.search(gaps) or Role.CLOZE in found.by_role):
            entry = self._cloze(found, question, gaps)
        elif found.by_role.get(Role.OPTION) or found.by_role.get(Role.WRONG):
            entry = self._choice(found, question)
        else:
            entry = self._asked(found, question)
        hints = [text for _, text in found.by_role.get(Role.HINTS, ())]
        if hints:
            entry["hints"] = hints
        if explained := self._explained(found, answer="cloze" in entry):
            entry["explanation"] = explained
        return entry

    def _cloze(self, found: _Row, question: str, gaps: str) -> dict[str, Written]:
        if "{{" not in gaps:
            raise _CannotError("a text without a gap", "write what is hidden as {{c1::…}}")
        entry: dict[str, Written] = {"question": question} if question else {}
        entry["cloze"] = gaps
        return entry

    def _choice(self, found: _Row, question: str) -> dict[str, Written]:
        if not question:
            raise _CannotError("a row without a question", "write one, or leave the row out")
        try:
            entry = self._choices.entry(found.by_role)
        except ValueError as error:
            what, why = error.args
            raise _CannotError(what, why) from None
        return {"question": question} | entry

    def _asked(self, found: _Row, question: str) -> dict[str, Written]:
        statement = found.first(Role.STATEMENT)
        answer = found.first(Role.ANSWER) or found.first(Role.RIGHT)
        if not (question or statement):
            raise _CannotError("a row without a question", "write one, or leave the row out")
        if not answer:
            raise _CannotError("a row without an answer", "write one, or leave the row out")
        truth = _TRUTHS.get(answer.casefold())
        if truth and (statement or not question.rstrip().endswith(("?", "？", "؟"))):
            return {"statement": statement or question, "answer": truth}
        entry: dict[str, Written] = {"question": question or statement}
        entry |= self._answered(found, answer)
        if found.first(Role.REVERSE).casefold() not in _NO and found.first(Role.REVERSE):
            if entry.get("type") == "free":
                what = "a card that is turned round"
                self._losses.append(
                    Loss(
                        what,
                        found.place,
                        first_words(question),
                        "its answer is too long to be asked for",
                    )
                )
            else:
                entry["reverse"] = "true"
        return entry

    def _answered(self, found: _Row, answer: str) -> dict[str, Written]:
        """Return the answer with what else is right, and how it is judged."""
        typed = self._options.typed
        first, *others = glosses_of(answer, self._layout.sign, self._options.split)
        if typed is False or (typed is None and not is_short(first)):
            return {"answer": answer, "type": "free"}
        entry: dict[str, Written] = {"answer": first}
        others += [
            item for _, text in found.by_role.get(Role.ACCEPT, ()) for item in items_of(text)
        ]
        others += [reading for each in (first, *others) for reading in readings_of(each)]
        accept = [text for text in dict.fromkeys(others) if text != first]
        if accept:
            entry["accept"] = accept
        reject = [item for _, text in found.by_role.get(Role.REJECT, ()) for item in items_of(text)]
        if reject:
            entry["reject"] = list(dict.fromkeys(reject))
        kind = found.first(Role.TYPE).casefold()
        if kind in _TYPES:
            entry["type"] = kind
        return entry

    def _explained(self, found: _Row, *, answer: bool) -> str:
        """Return what stands below the answer: the cells that are none of question and answer.

        Args:
            answer: whether the answer is one of them, as of a text with gaps.
        """
        answers = found.by_role.get(Role.ANSWER, ()) if answer else ()
        shown = [*answers, *found.by_role.get(Role.READING, ())]
        shown += found.by_role.get(Role.EXPLANATION, ())
        if not self._is_labelled:
            return "\n".join(text for _, text in shown)
        lines = (f"{column.name}: {text}" if column.name else text for column, text in shown)
        return self._cells.lines(lines)

    def _tags(self, found: _Row) -> list[str]:
        tags = [self._title] if self._title else []
        for column, text in found.by_role.get(Role.TAGS, ()):
            tags += tags_of(text, column.name, by_spaces=self._layout.tags_by_spaces)
        return tags
