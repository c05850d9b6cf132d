"""The formats: what each is called, where its reader and its writer are, and what it takes.

Each has files of its own that nothing else knows; they are loaded when they are needed.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from quizkit.errors import QuizkitError
from quizkit.interchange.foreign import kind_of, least_likely
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.values import Import, Loss, Outgoing, Tick
from quizkit.visible import visible

Read: TypeAlias = Callable[[Source, ReadOptions, Tick], Import]
"""Reads a source; the tick is told of each note. Raises SourceError if nothing can be read of it."""

Write: TypeAlias = Callable[[Sequence[Outgoing], BinaryIO, WriteOptions, Tick], list[Loss]]
"""Writes decks to an open file that is empty, and returns what did not go along."""

Likely: TypeAlias = Callable[[Source], int]
"""Says how likely a source is of a format, from 0, not at all, to 100, certainly."""


class Format(NamedTuple):
    """One format.

    Args:
        name: what `--from` and `--to` call it.
        title: what people call it.
        module: of its files, below this room; it has `read` and `likely` if it can be read, and
            `write` if it can be written.
        endings: of its files, the usual one first.
        reads: whether it can be read; `writes`: whether it can be written.
        takes: options of `import` that it knows, beside those that any does.
        gives: options of `export` that it knows.
        extra: what brings the packages that it needs, the name of an extra; empty if it needs none.
        carries: what of a deck it carries, for `quizkit formats`.
        many: whether one file holds several decks.
    """

    name: str
    title: str
    module: str
    endings: tuple[str, ...]
    reads: bool = True
    writes: bool = True
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    extra: str = ""
    carries: str = ""
    many: bool = False

    @property
    def read(self) -> Read:
        """What reads it."""
        read: Read = _module(self).read
        return read

    @property
    def write(self) -> Write:
        """What writes it, and tells what it does not carry."""
        write: Write = _module(self).write

        def written(
            decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick
        ) -> list[Loss]:
            from quizkit.interchange.carried import left_behind

            return [*write(decks, to, options, tick), *left_behind(self.name, decks)]

        return written

    @property
    def likely(self) -> Likely:
        """What says how likely a source is of it."""
        likely: Likely = _module(self).likely
        return likely


def _module(row: Format) -> Any:
    return import_module(f"quizkit.interchange.{row.module}")


_ROWS: tuple[Format, ...] = (
    Format(
        name="anki",
        title="Anki's packages and collections",
        module="anki",
        endings=(".apkg", ".colpkg", ".anki2", ".anki21"),
        takes=("typed", "named", "one_file", "history"),
        gives=("schedule", "fresh"),
        extra="anki",
        carries="questions, gaps, pictures, sounds, tags; every answer, and when each card is due",
        many=True,
    ),
    Format(
        name="csv",
        title="comma-separated values",
        module="tables.csv_text",
        endings=(".csv", ".txt"),
        takes=("typed", "columns", "named", "header", "split", "one_file", "encoding"),
        gives=("excel_safe",),
        carries="all kinds, whole; of other programs' tables questions, options, gaps, tags",
    ),
    Format(
        name="tsv",
        title="a table with tabs, as of Quizlet",
        module="tables.tsv_text",
        endings=(".tsv", ".tab", ".txt"),
        takes=("typed", "columns", "named", "header", "split", "one_file", "encoding"),
        gives=("excel_safe",),
        carries="all kinds, whole; of other programs' tables questions, options, gaps, tags",
    ),
    Format(
        name="xlsx",
        title="spreadsheets of Excel",
        module="tables.xlsx",
        endings=(".xlsx", ".xlsm"),
        takes=("typed", "columns", "named", "header", "split", "one_file"),
        carries="all kinds, whole; of other programs' tables questions, options, gaps, tags",
        extra="convert",
        many=True,
    ),
    Format(
        name="anki-text",
        title="notes of Anki in plain text",
        module="tables.anki_text",
        endings=(".txt", ".csv", ".tsv"),
        takes=("typed", "columns", "named", "header", "split", "one_file", "encoding"),
        carries="questions with answers, gaps, decks, tags, ids; as text what else there is",
        many=True,
    ),
    Format(
        name="obsidian",
        title="Obsidian, Spaced Repetition",
        module="markdown.obsidian",
        endings=(".md",),
        writes=False,
        takes=("typed", "encoding", "separators", "history"),
        carries="cards of every form, gaps, pictures, and where each card stands",
        many=True,
    ),
    Format(
        name="hashcards",
        title="hashcards",
        module="markdown.hashcards",
        endings=(".md",),
        takes=("typed", "encoding", "history"),
        carries="questions with answers, texts with gaps, pictures, sounds; every answer, in",
    ),
    Format(
        name="markdown",
        title="Markdown: quizzes, and headings with a text",
        module="markdown.quiz",
        endings=(".md", ".markdown"),
        writes=False,
        takes=("typed", "encoding"),
        carries="questions with boxes or letters, explanations, headings with a text, pictures",
        many=True,
    ),
    Format(
        name="json",
        title="JSON or YAML: Open Trivia, and other quizzes",
        module="json_quiz",
        endings=(".json", ".jsonl", ".ndjson", ".yaml", ".yml"),
        writes=False,
        takes=("typed", "encoding"),
        carries="questions with answers or options, explanations, hints, tags, pictures",
        many=True,
    ),
    Format(
        name="moodle-xml",
        title="Moodle XML",
        module="teaching.moodle_xml",
        endings=(".xml",),
        takes=("encoding",),
        extra="convert",
        carries="all kinds, feedback, hints, pictures, sounds, tags, ids",
    ),
    Format(
        name="gift",
        title="GIFT of Moodle",
        module="teaching.gift",
        endings=(".gift", ".txt"),
        takes=("typed", "encoding"),
        carries="questions of every kind but order, feedback, tags, categories; no pictures out",
        many=True,
    ),
    Format(
        name="aiken",
        title="Aiken: questions with options in plain text",
        module="teaching.aiken",
        endings=(".txt", ".aiken"),
        takes=("encoding",),
        carries="questions with one right option, true or false",
        many=True,
    ),
    Format(
        name="qti",
        title="QTI 1.2, 2 and 3, Common Cartridge; written as 2.1",
        module="teaching.qti",
        endings=(".zip", ".imscc", ".xml", ".qti"),
        takes=("encoding",),
        extra="convert",
        carries="options, typed answers, gaps, order, pairs, essays, feedback, pictures, sounds, ids",
        many=True,
    ),
    Format(
        name="canvas",
        title="QTI 1.2 for Canvas",
        module="teaching.canvas_out",
        endings=(".zip",),
        reads=False,
        carries="options, typed answers, gaps, pairs, essays, explanations, pictures, sounds",
        many=True,
    ),
)

_DECK = re.compile(rb"(?m)^(?:cards|words|include):")
_DECK_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---)*"
    rb"(?:title|id|language|markup|tags|description|defaults|sources|cards|words|include):\s"
)

FORMATS = {each.name: each for each in _ROWS}
"""Every format by its name, in the order of `quizkit formats`."""


def format_named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        QuizkitError: there is none; it names the near ones.
    """
    found = FORMATS.get(name.lower())
    if found is None:
        known = ", ".join(FORMATS)
        raise QuizkitError(f"there is no format {visible(name)!r}; there are {known}")
    return found


def recognised(source: Source) -> Format:
    """Return which format a source is, by what it holds and then by its ending.

    Raises:
        SourceError: it is none that is known, or it could be several.
    """
    found = [(each.likely(source), each) for each in FORMATS.values() if each.reads]
    best = max((score for score, _ in found), default=0)
    likely = [each for score, each in found if score == best >= least_likely(source)]
    by_ending = [each for each in likely if source.ending in each.endings]
    if len(by_ending or likely) == 1:
        return (by_ending or likely)[0]
    raise _unknown(source, [each.name for each in likely])


def _unknown(source: Source, names: Sequence[str]) -> SourceError:
    """Return what to say of a source whose format is not known for certain."""
    shown = visible(source.name)
    if names:
        return SourceError(
            f"{shown} may be {' or '.join(names)}\nfix: say which, such as --from {names[0]}"
        )
    if source.path and source.path.is_dir():
        return SourceError(f"{shown}: there is no file of a known format in this folder")
    head = source.head(65_536)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        return SourceError(f"{shown} is empty" if source.data == b"" else f"{shown} has no text")
    if _DECK.search(head) and _DECK_BEGINS.match(head):
        return SourceError(
            f"{shown} is a deck of quizkit already\nfix: put it into decks/, and play it"
        )
    what = kind_of(source)
    if what:
        return SourceError(f"{shown} is {what}")
    near = [each.name for each in FORMATS.values() if each.reads and source.ending in each.endings]
    return SourceError(
        f"{shown} looks like none of the formats that `quizkit formats` lists\n"
        f"fix: if it is one of them, name it, such as {_either(near or ['csv'])}"
    )


def _either(names: Sequence[str]) -> str:
    """Return how to name one of some formats."""
    said = [f"--from {name}" for name in names]
    return " or ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
