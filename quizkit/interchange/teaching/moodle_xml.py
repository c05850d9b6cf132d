"""Moodle XML: questions of a question bank, with pictures, feedback, hints, tags and categories.

Marks and penalties stay behind, and the name that a question has in the bank. When Moodle imports
such a file it makes new questions; it never updates those that it has.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.teaching.html_fields import Fields, Files
from quizkit.interchange.teaching.moodle_questions import Entry, Moodle, entry_of
from quizkit.interchange.teaching.xml_tree import Element, tree_of
from quizkit.interchange.texts import first_words, with_tags
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Loss, Outgoing, Tick
from quizkit.lazy import pattern
from quizkit.visible import visible

_ROOT = pattern(r"(?s)(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*<quiz\b")
_LONGEST_LEAD = 400
_ABOVE = frozenset(("", "top", "$course$", "$module$", "$system$", "$cat$"))


def likely(source: Source) -> int:
    """Return how likely a source is Moodle XML, from 0 to 100."""
    head = source.head()
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "replace")
    if not _ROOT.match(text):
        return 0
    return 98 if "<question" in text else 60


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a question bank.

    Raises:
        SourceError: it is no XML, or not of Moodle.
    """
    tree = tree_of(source.data, source.name, options.encoding)
    if tree.root.name != "quiz":
        raise SourceError(
            f"{visible(source.name)} is no Moodle XML: it begins with <{visible(tree.root.name)}>,"
            " not with <quiz>"
        )
    bank = _Bank()
    notes = list(bank.notes(tree.root, tick))
    if tree.error:
        why = f"it is no XML any more: {tree.error}"
        bank.losses.append(Loss("the rest of the file", f"line {tree.line}", why=why))
    title = PurePath(source.name).stem or "Moodle"
    decks = (ImportedDeck(path=(title,), notes=tuple(notes)),) if notes else ()
    used = {*_named(notes)}
    media = {name: get for name, get in bank.files.media.items() if name in used}
    return Import(format="moodle-xml", decks=decks, media=media, losses=tuple(bank.losses))


def _named(notes: Sequence[ImportedNote]) -> Iterator[str]:
    for note in notes:
        for found in re.finditer(r"media://([^<>'\"\]]+)", repr(note.entry)):
            yield found[1]


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as a question bank, and return what did not go along."""
    from quizkit.interchange.teaching.moodle_out import quiz

    losses: list[Loss] = []
    for piece in quiz(decks, losses, tick):
        to.write(piece.encode("utf-8", "replace"))
    return losses


class _Bank:
    """A question bank that is read from its beginning to its end."""

    def __init__(self) -> None:
        self.files = Files()
        self.losses: list[Loss] = []
        self._category = ""
        self._lead: Element | None = None

    def notes(self, root: Element, tick: Tick) -> Iterator[ImportedNote]:
        """Yield the notes that its questions become."""
        for question in root.all("question"):
            kind = question.get("type")
            if kind == "category":
                self._category = _category(question.said("category", "text"))
                self._lead = None
            elif kind == "description":
                self._lead = self._described(question)
            else:
                tick(1)
                note = self._note(question)
                if note:
                    yield note

    def _described(self, question: Element) -> Element | None:
        """Return a description that is to stand before the questions behind it; else it is lost."""
        said = question.said("questiontext", "text")
        words = re.sub(r"<[^<>]*>", "", said)
        place = f"line {question.line}"
        if not words.strip():
            return None
        if len(words) > _LONGEST_LEAD:
            why = "it is too long to stand before each question that follows"
            self.losses.append(Loss("a description", place, first_words(words), why))
            return None
        return question

    def _note(self, question: Element) -> ImportedNote | None:
        place = f"line {question.line}"
        card = first_words(_words(question))
        for as_markdown in (False, True):
            fields = Fields(self.files, as_markdown=as_markdown, place=place, card=card)
            entry = self._entry(Moodle(question, fields, self.files))
            if not fields.is_marked:
                break
        self.losses += fields.losses
        if entry is None:
            return None
        return ImportedNote(
            entry=with_tags(entry, self._tags(question)),
            place=place,
            source_id=question.said("idnumber"),
            is_markdown=fields.is_marked,
        )

    def _entry(self, moodle: Moodle) -> Entry | None:
        question = moodle.text(moodle.question.first("questiontext"))
        if not question and not moodle.fields.sounds:
            question = moodle.text(moodle.question.first("name"), format="plain_text")
        if self._lead is not None and question:
            lead = Moodle(self._lead, moodle.fields, self.files)
            said = lead.text(self._lead.first("questiontext"))
            question = f"{said}\n\n{question}" if said else question
        entry = entry_of(moodle, question)
        if entry is None:
            return None
        if "cloze" in entry and self._lead is not None:
            lead = Moodle(self._lead, moodle.fields, self.files)
            entry = {"question": lead.text(self._lead.first("questiontext")), **entry}
        picture = self._old_picture(moodle.question)
        if picture:
            entry["image"] = picture
        sounds = list(dict.fromkeys(moodle.fields.sounds))
        return {**entry, "audio": sounds} if sounds else entry

    def _old_picture(self, question: Element) -> str:
        """Return the picture of a question as Moodle 1 wrote it."""
        from quizkit.interchange.teaching.html_fields import decoded, is_medium

        data, name = question.said("image_base64"), question.said("image")
        if not data or not is_medium(name):
            return ""
        return "media://" + self.files.name_of(name, data, lambda: decoded(data))

    def _tags(self, question: Element) -> list[str]:
        tags = [self._category] if self._category else []
        given = question.first("tags")
        tags += [each.said("text") for each in given.all("tag")] if given else []
        return [" ".join(tag.split()) for tag in tags if tag.strip()]


def _words(question: Element) -> str:
    return re.sub(r"<[^<>]*>|\s+", " ", question.said("questiontext", "text")[:500])


def _category(path: str) -> str:
    """Return a category as a tag: `Geography::Rivers` of `$course$/top/Geography/Rivers`."""
    names = re.split(r"(?<!/)/(?!/)", path)
    bare = (" ".join(name.replace("//", "/").split()) for name in names)
    return "::".join(name for name in bare if name.lower() not in _ABOVE)
