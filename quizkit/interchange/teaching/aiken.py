"""Aiken, the plainest form of questions with options: a line each, and `ANSWER: B` below."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from attrs import define, field

from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.markdown.folder import TextFile, is_folder, samples, text_files
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source
from quizkit.interchange.teaching.gift_out import as_moodle, in_some_order
from quizkit.interchange.teaching.moodle_text import MoodleTexts
from quizkit.interchange.texts import as_markdown, first_words
from quizkit.interchange.values import (
    Import,
    ImportedDeck,
    ImportedNote,
    Lose,
    Loss,
    Outgoing,
    Tick,
)
from quizkit.lazy import pattern
from quizkit.model import ChoiceNote, Note, TrueFalseNote

_ENDINGS = (".txt", ".aiken")
_OPTION = pattern(r"[ \t]*([A-Za-z])[.)][ \t]*(.*)")
_ANSWER = pattern(
    r"[ \t]*(?:correct )?answers?[ \t]*[:：][ \t]*\(?"
    r"([A-Za-z](?:[ \t]*(?:,|&|and)?[ \t]*[A-Za-z]\b)*)\)?[.)]?(?:[ \t].*)?",
    re.IGNORECASE,
)
_NOTE = pattern(r"[ \t]*(?:feedback|explanation|rationale)[ \t]*[:：][ \t]*(.*)", re.IGNORECASE)
_STRICT = pattern(r"(?m)^ANSWER:[ \t]*[A-Z][ \t]*$")
_LOOSE = pattern(r"(?mi)^[ \t]*ANSWER[ \t]*:[ \t]*\(?[A-Z]\b")
_FIRST = pattern(r"(?mi)^[ \t]*A[.)]")
_BEGINS_AS_OPTION = pattern(r"[A-Za-z][.)]|(?:correct )?answers?\s*[:：]", re.IGNORECASE)


def likely(source: Source) -> int:
    """Return how likely a source is Aiken: options with letters, and `ANSWER:` below them."""
    if is_folder(source) or source.ending in (".md", ".markdown", ".gift"):
        return 0
    text = samples(source, _ENDINGS)[0]
    if not _FIRST.search(text):
        return 0
    return 95 if _STRICT.search(text) else 75 if _LOOSE.search(text) else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a file."""
    losses: list[Loss] = []
    media = MediaBeside(
        source.path.parent if source.path and not is_folder(source) else source.path
    )
    decks = []
    for file in text_files(source, _ENDINGS, options.encoding, losses.append):
        texts = MoodleTexts(media, file.folder, losses.append)
        notes = []
        for item in _items(file, losses.append):
            note = _note(item, texts, losses.append)
            notes += [note] if note else []
            tick(1)
        if notes:
            decks.append(ImportedDeck(path=file.path, notes=tuple(notes)))
    return Import(
        format="aiken", decks=tuple(decks), media=media.files, losses=(*losses, *media.losses)
    )


@define
class _Item:
    """A question as it stands.

    Args:
        place: of its first line.
        asked: its lines.
        options: lines of each option.
        answers: letters of the right ones.
        explanation: what is said below.
        is_parted: whether a blank line stands behind the last option.
    """

    place: str
    asked: list[str] = field(factory=list)
    options: list[list[str]] = field(factory=list)
    answers: str = ""
    explanation: str = ""
    is_parted: bool = False


def _items(file: TextFile, lose: Lose) -> Iterator[_Item]:
    """Yield the questions that are whole; the others are told."""
    item, whole = _Item(""), None
    for number, line in enumerate(file.text.split("\n")):
        answer = _ANSWER.fullmatch(line) if item.options else None
        note = _NOTE.fullmatch(line) if whole and not item.asked else None
        if not line.strip():
            item.is_parted = bool(item.options)
            item.asked += [""] if item.asked and not item.options else []
        elif answer:
            item.answers = re.sub("and|[^a-z]", "", answer[1].lower()).upper()
            if whole:
                yield whole
            item, whole = _Item(""), item
        elif note and whole:
            whole.explanation = note[1].strip()
        else:
            item = _with_line(item, line, file.place(number), lose)
    if whole:
        yield whole
    if item.asked:
        _incomplete(item, lose)


def _with_line(item: _Item, line: str, place: str, lose: Lose) -> _Item:
    """Return a question with one more of its lines; or the next, which it begins."""
    option = _OPTION.match(line)
    item.place = item.place or place
    if not item.options and line.startswith("ANSWER:"):
        item.asked.append(line)
        _incomplete(item, lose)
        return _Item("")
    begins = item.options and (item.is_parted if not option else option[1].upper() == "A")
    item.is_parted = False
    if option and item.asked and ord(option[1].upper()) - 65 == len(item.options):
        item.options.append([option[2]])
    elif begins:
        _incomplete(item, lose)
        return _Item(place, [line])
    elif item.options and (line[:1].isspace() or (len(item.options) > 1 and not option)):
        item.options[-1].append(line)
    else:
        item.asked.append(line)
    return item


def _incomplete(item: _Item, lose: Lose) -> None:
    what = "a question without `ANSWER:`" if item.options else "a text without options"
    why = "write options from `A.` on and `ANSWER: A` below them"
    lose(Loss(what, item.place, first_words("\n".join(item.asked)), why))


def _note(item: _Item, texts: MoodleTexts, lose: Lose) -> ImportedNote | None:
    asked = "\n".join(item.asked).strip()
    said = [
        texts.text(text, "", item.place)
        for text in (
            asked,
            item.explanation,
            *("\n".join(map(str.strip, lines)) for lines in item.options),
        )
    ]
    is_markdown = any(each.is_markdown for each in said)
    question, explanation, *options = (
        as_markdown(each.text) if is_markdown and not each.is_markdown else each.text
        for each in said
    )
    numbers = [ord(letter) - 65 for letter in item.answers]
    if any(number >= len(options) for number in numbers):
        why = "name a letter that an option has"
        lose(Loss("an answer that is no option", item.place, first_words(question), why))
        return None
    choices = [Choice(text, number in numbers) for number, text in enumerate(options)]
    entry = choice_entry(question, choices, item.place, lose)
    if entry is None:
        return None
    if explanation:
        entry["explanation"] = explanation
    return ImportedNote(entry=entry, place=item.place, is_markdown=is_markdown)


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write questions with options as Aiken; return what did not go along."""
    losses: list[Loss] = []
    has_any = False
    for deck in decks:
        for note in deck.deck.notes:
            found = _written(note, losses.append)
            to.write(found.encode("utf-8", "replace"))
            has_any = has_any or bool(found)
            tick(1)
    if not has_any:
        to.write(b"\n")
    return losses


_ALONE = "Aiken has a question and its options, and nothing else"


def _written(note: Note, lose: Lose) -> str:
    """Return a note as Aiken; empty where it cannot be."""
    card = first_words(note.prompt)

    def lost(what: str, why: str = _ALONE) -> str:
        lose(Loss(what, "", card, why))
        return ""

    if isinstance(note, TrueFalseNote):
        options = [("True", "=" if note.answer else "~"), ("False", "~" if note.answer else "=")]
    elif isinstance(note, ChoiceNote):
        wrong = [(text, "~", "") for text in note.distractors]
        found = in_some_order([(note.key.shown, "=", ""), *wrong])
        options = [(text, mark) for text, mark, _ in found]
    else:
        return lost("a card that is no question with one right option")
    asked = " ".join(note.prompt.split())
    if _BEGINS_AS_OPTION.match(asked):
        return lost("a question that looks like an option", "begin it with another word")
    if len(options) > 26:
        return lost("a question with more than 26 options", "there are 26 letters")
    _tell_lost(note, lost)
    lines = [as_moodle(asked)]
    answer = ""
    for letter, (text, mark) in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", options, strict=False):
        lines.append(f"{letter}. {as_moodle(' '.join(text.split()))}")
        answer = letter if mark == "=" else answer
    return "\n".join([*lines, f"ANSWER: {answer}", "", ""])


def _tell_lost(note: Note, lost: object) -> None:
    assert callable(lost)
    if note.marks:
        lost("bold type, formulas and the like", "Aiken has words alone")
    if "\n" in note.prompt or (
        isinstance(note, ChoiceNote) and any("\n" in o for o in note.options)
    ):
        lost("line breaks", "a question and an option have a line each")
