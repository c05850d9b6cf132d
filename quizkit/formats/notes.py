"""Entries of a deck made into notes: the keys decide the kind, and every value is checked."""

import posixpath
from collections.abc import Mapping, Sequence
from copy import copy
from enum import Enum
from itertools import count
from typing import Any

from attrs import evolve

from quizkit.answers.languages import is_english
from quizkit.formats.citations import read_citations
from quizkit.formats.fields import Fields
from quizkit.formats.head import Languages, is_markdown, read_id, read_languages
from quizkit.formats.keys import OPTIONS
from quizkit.formats.note_kinds import Arguments
from quizkit.formats.parts import Origin, Part, origin
from quizkit.formats.plans import Plans, ReadCommon
from quizkit.formats.tree import Node, Tree
from quizkit.model import (
    Accents,
    Case,
    ClozeNote,
    Examples,
    Judging,
    Media,
    Note,
    SlipRule,
    Source,
    collapsed,
    digest_id,
)
from quizkit.model.clozes import cloze_prompt

_STRICTNESS: Mapping[str, tuple[Enum, ...]] = {
    "case": tuple(Case),
    "accents": tuple(Accents),
    "slips": tuple(SlipRule),
}
_VERDICTS = frozenset(("correct", "close", "partial", "wrong"))
_IGNORE = frozenset(("ignore",))


class NoteReader:
    """Makes notes of entries, one after the other; knows what holds for all of them.

    Args:
        tree: of the deck's file.
        languages: of the two sides, where a note does not say.
        tags: of every note.
        sources: what may be cited; None if they could not be read.
        is_markdown: whether texts are Markdown where a note does not say.

    Attributes:
        parts: where the entries stand that were read so far.
        found: their notes; None for those that have problems.
        beside: the files that have rows of tables, from the deck's folder on.
    """

    def __init__(
        self,
        tree: Tree,
        *,
        languages: Languages,
        tags: tuple[str, ...] = (),
        sources: Mapping[str, Source] | None = None,
        is_markdown: bool = False,
    ) -> None:
        self.parts: list[Part] = []
        self.found: list[Note | None] = []
        self.beside: list[str] = []
        self._tree = tree
        self._tags = tags
        self._sources = sources
        self._lint_ignore: tuple[str, ...] = ()
        self._defaults: dict[str, Node] = {}
        self._own_defaults: set[str] = set()
        self._languages = languages
        self._judging = _judging(languages.answer)
        self._judgings: dict[tuple[str, tuple[Enum, ...]], Judging] = {}
        self._taggings: dict[tuple[Node, ...], tuple[str, ...]] = {}
        self._ids: dict[str, int] = {}
        self._is_markdown = is_markdown
        self._folder = ""
        self._steps: tuple[str | int, ...] = ()
        self._first = 0
        self._plans = Plans(self._defaults, _COMMON)

    def read_defaults(self, written: Fields) -> None:
        """Take over options for the notes to come: those that are right."""
        if not written.values.keys() <= OPTIONS | {"dayfirst"}:
            from quizkit.formats.kind_errors import unknown_keys

            unknown_keys(written, OPTIONS | {"dayfirst"})
        for key in written.values:
            written.clean = True
            arguments: Arguments = {}
            if key == "markup":
                self._is_markdown = is_markdown(written)
            elif key in _COMMON:
                _COMMON[key](self, written, arguments)
            else:
                from quizkit.formats.answer_keys import check_option

                check_option(written, key)
            if not written.clean or key == "markup":
                continue
            if key == "tags":
                self._tags = arguments["tags"]
            elif key == "lint":
                self._lint_ignore = arguments["lint_ignore"]
            elif key == "dayfirst":
                self._judging = evolve(self._judging, dayfirst=written.flag("dayfirst"))
                self._judgings.clear()  # the check of `case` and the like may have made one
            else:
                self._defaults[key] = written.values[key]
                self._own_defaults.add(key)

    def for_included(self, fields: Fields, name: str) -> "NoteReader":
        """Return a reader of the entries of a file that the deck includes, by what is at its head.

        What holds for the deck holds there too, where the file says no other; tags are added. What
        is found, where, and with which id, goes to the others.
        """
        values, other = fields.values, copy(self)
        other._tree = fields.tree
        other._folder = posixpath.dirname(name)
        if "markup" in values:
            other._is_markdown = is_markdown(fields)
        other._judgings, other._taggings = {}, {}
        other._defaults, other._own_defaults = dict(self._defaults), set()
        if other._folder and not {"image", "answer_image", "audio"}.isdisjoint(other._defaults):
            from quizkit.formats.media import seen_from

            other._defaults = seen_from(other._folder, other._defaults)
        other._plans = Plans(other._defaults, _COMMON)
        if "language" in values:
            sides = self._languages if isinstance(values["language"], dict) else None
            other._languages = read_languages(fields, sides)
            judging = _judging(other._languages.answer)
            other._judging = evolve(judging, dayfirst=self._judging.dayfirst)
        if "tags" in values:
            arguments: Arguments = {}
            self._tags_of(fields, arguments)
            other._tags = arguments["tags"]
        if "defaults" in values:
            other.read_defaults(fields.below("defaults"))
        return other

    def read(self, entries: Sequence[Node], *steps: str | int) -> None:
        """Find the notes of a list of entries, to which `steps` lead from the root of the text."""
        self._steps, self._first = steps, len(self.found)
        self.parts.append(Part(self._tree.report, self._tree, steps, self._first))
        self.found += map(self._note, count(self._first), entries)

    def _note(self, number: int, entry: Node) -> Note | None:
        """Return the note that the entry with this number is; None if a problem was reported."""
        if entry is None:  # what could not be read is reported already
            return None
        path = (*self._steps, number - self._first)
        if not isinstance(entry, dict) or not entry:
            from quizkit.formats.kind_errors import no_entry

            no_entry(Fields(self._tree, path, {}), entry)
            return None
        fields = Fields(self._tree, path, entry)
        reader, prompt_key, commons, inherited = self._plans.of(fields, entry)
        if inherited:
            self._inherit(fields, inherited)
        arguments: Arguments = {"judging": self._judging, "tags": self._tags}
        if self._lint_ignore:
            arguments["lint_ignore"] = self._lint_ignore
        self._mark(fields, arguments)
        for read in commons:
            read(self, fields, arguments)
        if reader is None:
            if "id" in arguments and self._ids.setdefault(arguments["id"], number) != number:
                self._report_id(arguments["id"], fields)
            return None
        arguments |= (own := reader.read(fields, arguments["judging"]))
        if own.get("reverse"):
            self._judge_turned(fields, arguments)
        if reader.note is ClozeNote:  # its prompt is its text without the answers
            prompt = cloze_prompt(own["question"], own["pieces"])
        else:
            prompt = arguments[prompt_key] = fields.text(prompt_key)
        if "id" not in arguments:
            wording = self._wording(prompt, arguments)
            arguments["id"] = digest_id(reader.note.kind, wording) if wording else ""
        if self._ids.setdefault(arguments["id"], number) != number:
            self._report_id(arguments["id"], fields, prompt_key)
        return reader.note(**arguments) if fields.clean else None

    def _wording(self, prompt: str, arguments: Arguments) -> str:
        """Return what the id of a note without one is a digest of."""
        wording = collapsed(prompt)
        if wording and ("marks" in arguments or "media" in arguments):
            from quizkit.formats.marked_wording import wording_of

            return wording_of(wording, arguments)
        return wording

    def _mark(self, fields: Fields, arguments: Arguments) -> None:
        """Read the texts of an entry as Markdown, if they are: its values are words from here on."""
        if self._are_marked(fields):
            from quizkit.formats.marked import read_marks

            arguments["marks"] = fields.marks = read_marks(fields)
            texts = (*fields.marks.values(), str(fields.values.get("cloze")))
            if self._folder and any("![" in text for text in texts):
                arguments["media"] = Media(folder=self._folder)

    def _are_marked(self, fields: Fields) -> bool:
        return is_markdown(fields) if "markup" in fields.values else self._is_markdown

    def _inherit(self, fields: Fields, inherited: dict[str, Node]) -> None:
        """Give an entry what it does not say and the defaults do."""
        fields.values = {**fields.values, **inherited}
        here = self._own_defaults  # others stand in another text: then the entry is told
        origin = {key: ("defaults", key) if key in here else fields.path for key in inherited}
        fields.origin = {**fields.origin, **origin}

    def of_table(self, fields: Fields) -> Arguments:
        """Return what a table says of all its rows, or the defaults in its place."""
        given = {**self._defaults, **fields.values}
        self._inherit(fields, {key: given[key] for key in (*_STRICTNESS, "speak") if key in given})
        arguments: Arguments = {"tags": self._tags, "lint_ignore": self._lint_ignore}
        if self._are_marked(fields):
            arguments["marks"] = {}
            arguments["media"] = Media(folder=self._folder) if self._folder else None
        for key in ("tags", "lint", "speak"):
            if key in fields.values:
                _COMMON[key](self, fields, arguments)
        return arguments

    def judging_in(self, language: str, fields: Fields) -> Judging:
        """Return how answers in a language are judged, "" for the deck's, and as strictly as said."""
        return self._judging_in(language or self._languages.answer, fields)

    def claim(self, note_id: str, number: int) -> Origin | None:
        """Take an id for the note with this number; return where one before it stands that has it."""
        first = self._ids.setdefault(note_id, number)
        return None if first == number else origin(self.parts, first)

    def _report_id(self, note_id: str, fields: Fields, prompt_key: str = "id") -> None:
        """Report an id that a note before this one has; it counts though that one be left out."""
        if note_id:  # else that is reported
            from quizkit.formats.kind_errors import same_id

            same_id(fields, origin(self.parts, self._ids[note_id]), note_id, prompt_key)

    # What every kind may have.

    def _judged(self, fields: Fields, common: Arguments) -> None:
        common["judging"] = self._judging_in(self._languages_of(fields).answer, fields)

    def _judge_turned(self, fields: Fields, arguments: Arguments) -> None:
        """Say how the second card is judged, if its language, that of the question, is another."""
        if fields.clean:
            language = self._languages_of(fields).question
            if language != arguments["judging"].language:
                arguments["reverse_judging"] = self._judging_in(language, fields)

    def _languages_of(self, fields: Fields) -> Languages:
        values = fields.values
        return read_languages(fields, self._languages) if "language" in values else self._languages

    def _judging_in(self, language: str, fields: Fields) -> Judging:
        """Return how answers in a language are judged, as strictly as the note says."""
        own: dict[str, Any] = {
            key: fields.option(key, members)
            for key, members in _STRICTNESS.items()
            if key in fields.values
        }
        sort = (language, tuple(own.values()))
        if sort not in self._judgings:
            dayfirst = self._judging.dayfirst
            self._judgings[sort] = evolve(_judging(language), dayfirst=dayfirst, **own)
        return self._judgings[sort]

    def _id(self, fields: Fields, common: Arguments) -> None:
        common["id"] = read_id(fields)
        common["has_own_id"] = True

    def _tags_of(self, fields: Fields, common: Arguments) -> None:
        value = fields.values["tags"]
        written = tuple(value) if isinstance(value, list) else (value,)
        try:
            tags = self._taggings.get(written)  # many notes have the same
        except TypeError:  # there are lists or mappings in it, which is reported
            tags = None
        if tags is None:
            own = fields.texts("tags", may_be_empty=True)
            tags = tuple(dict.fromkeys(self._tags + own)) if self._tags else own
            if fields.clean:
                self._taggings[written] = tags
        common["tags"] = tags

    def _hints(self, fields: Fields, common: Arguments) -> None:
        common["hints"] = fields.texts("hints")

    def _media(self, fields: Fields, common: Arguments) -> None:
        from quizkit.formats.media import read_media

        language = self._languages_of(fields).question
        common["media"] = read_media(fields, self._folder, language)

    def _explanation(self, fields: Fields, common: Arguments) -> None:
        common["explanation"] = fields.text("explanation")

    def _source(self, fields: Fields, common: Arguments) -> None:
        common["citations"] = read_citations(fields, self._sources)

    def _examples(self, fields: Fields, common: Arguments) -> None:
        found = _known(fields, "examples", _VERDICTS)
        examples = {key: found.texts(key) for key in found.values}
        given = [text for texts in examples.values() for text in texts]
        if len(set(given)) < len(given):
            from quizkit.formats.kind_errors import same_example

            same_example(found, examples)
        common["examples"] = Examples(**examples)
        fields.clean = fields.clean and found.clean

    def _lint(self, fields: Fields, common: Arguments) -> None:
        found = _known(fields, "lint", _IGNORE)
        own = found.texts("ignore") if "ignore" in found.values else ()
        common["lint_ignore"] = tuple(dict.fromkeys(own + self._lint_ignore))
        fields.clean = fields.clean and found.clean


def _judging(language: str) -> Judging:
    """Return how answers in a language are judged where the deck says no more."""
    return Judging(language, accents=Accents.IGNORE if is_english(language) else Accents.CLOSE)


def _known(fields: Fields, key: str, known: frozenset[str]) -> Fields:
    """Return the mapping under `key`, without the keys that are not `known`."""
    below = fields.below(key)
    if not below.values.keys() <= known:
        from quizkit.formats.kind_errors import unknown_keys

        unknown_keys(below, known)
    return below


_COMMON: dict[str, ReadCommon] = {
    "id": NoteReader._id,
    "tags": NoteReader._tags_of,
    "hints": NoteReader._hints,
    "explanation": NoteReader._explanation,
    "source": NoteReader._source,
    "examples": NoteReader._examples,
    "lint": NoteReader._lint,
    "case": NoteReader._judged,
    "accents": NoteReader._judged,
    "slips": NoteReader._judged,
    "language": NoteReader._judged,
    "image": NoteReader._media,
    "answer_image": NoteReader._media,
    "audio": NoteReader._media,
    "speak": NoteReader._media,
}
