"""Decks of hashcards: Markdown with `Q:`, `A:` and `C:` at the beginnings of lines.

Source: the README of hashcards 0.3 (github.com/eudoxia0/hashcards), and its example decks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, parse_cloze
from quizkit.interchange.cloze_cards import cloze_ends
from quizkit.interchange.markdown.folder import (
    FrontMatter,
    TextFile,
    front_matter,
    is_folder,
    samples,
    text_files,
)
from quizkit.interchange.markdown.hashcards_cloze import cloze_of
from quizkit.interchange.markdown.hashcards_history import History
from quizkit.interchange.markdown.notes import TextsWithMedia
from quizkit.interchange.markdown.spans import is_closing, opening, without_comments, without_fences
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source
from quizkit.interchange.texts import asked_entry, first_words, is_marked
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
from quizkit.progress import Answered

_ENDINGS = (".md",)
_QUESTION = pattern(r"(?m)^Q:.*(?:\n(?!Q:|A:|C:).*){0,200}\nA:")
_CLOZE = pattern(r"(?m)^C:(?:.*\n){0,20}?.*\[[^\]\n]")
_RULE = "---"
_OUTSIDE = "text outside of the cards"


def likely(source: Source) -> int:
    """Return how likely a source is of hashcards: it has lines `Q:` and `A:`, or `C:` with gaps."""
    if is_folder(source) and source.path and (source.path / "hashcards.db").is_file():
        return 100
    texts = [*map(without_fences, samples(source, _ENDINGS))]
    found = sum(bool(_QUESTION.search(text) or _CLOZE.search(text)) for text in texts)
    return 85 if found * 2 > len(texts) else 20 if found else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return what a file or a folder of hashcards holds."""
    losses: list[Loss] = []
    root = source.path if is_folder(source) else source.path and source.path.parent
    media = MediaBeside(root)
    history = History(root, options)
    decks: dict[tuple[str, ...], list[ImportedNote]] = {}
    heads: dict[tuple[str, ...], dict[str, Written]] = {}
    for file in text_files(source, _ENDINGS, options.encoding, losses.append):
        lines = file.text.split("\n")
        matter = front_matter(lines)
        name = matter.text("name")
        path = (name,) if name else file.path
        heads.setdefault(path, {}).update(_head(matter, file, losses.append))
        notes = decks.setdefault(path, [])
        maker = _Maker(file, TextsWithMedia(media), options, history, losses.append)
        for card in _cards(lines, matter.lines, file, losses.append):
            note = maker.note(card)
            if note:
                notes.append(note)
            tick(1)
    found = [
        ImportedDeck(path=path, notes=tuple(notes), head=heads[path])
        for path, notes in decks.items()
        if notes
    ]
    history.rest()
    losses += [*media.losses, *history.losses]
    return Import(format="hashcards", decks=tuple(found), media=media.files, losses=tuple(losses))


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as Markdown of hashcards, and return what did not go along."""
    from quizkit.interchange.markdown.hashcards_out import written

    losses: list[Loss] = []
    for number, deck in enumerate(decks):
        text = written(deck, losses.append, tick, named=not number)
        to.write(text.encode("utf-8", "replace"))
    return losses


class _Card(NamedTuple):
    """A card as it stands: of a cloze, `answer` is None; `line` counts from 0."""

    line: int
    text: str
    answer: str | None


def _head(matter: FrontMatter, file: TextFile, lose: Lose) -> dict[str, Written]:
    head: dict[str, Written] = {}
    for key in matter.values:
        if key == "tags":
            head["tags"] = matter.texts(key)
        elif key in ("description", "language") and matter.text(key):
            head[key] = matter.text(key)
        elif key != "name":
            lose(Loss(f"`{key}` before the cards", file.place(0), why="a deck has no such key"))
    return {key: value for key, value in head.items() if value}


def _cards(lines: Sequence[str], first: int, file: TextFile, lose: Lose) -> Iterator[_Card]:
    """Return the cards of a file, line by line, as hashcards reads it; what is none is told."""
    begin, question, texts = -1, "", list[str]()
    state = ""  # the letter of what is being read
    code = _lines_of_code(lines)

    def done() -> Iterator[_Card]:
        if state == "A":
            yield _Card(begin, question, "\n".join(texts))
        elif state == "C":
            yield _Card(begin, "\n".join(texts), None)
        elif state == "Q":
            card = first_words("\n".join(texts))
            lose(Loss("a question without an answer", file.place(begin), card, "put `A:` below it"))

    for number in range(first, len(lines)):
        line = lines[number]
        sign = line[0] if line[:2] in ("Q:", "A:", "C:") and number not in code else ""
        if sign == "A" and state == "Q":
            question, texts, state = "\n".join(texts), [line[2:].strip()], "A"
        elif sign in ("Q", "C"):
            yield from done()
            begin, texts, state = number, [line[2:].strip()], sign
        elif line.strip() == _RULE and state != "Q" and number not in code:
            yield from done()
            state = ""
        elif state:
            texts.append(line)
            if sign:
                lose(Loss("a second `A:`", file.place(number), why="it stays in the text"))
        elif line.strip() and not line.startswith("<!--"):
            lose(Loss(_OUTSIDE, file.place(number), first_words(line), "begin a card with `Q:`"))
    yield from done()


def _lines_of_code(lines: Sequence[str]) -> set[int]:
    """Return which lines stand in blocks of code; one that holds a line `Q:` was never closed."""
    found: set[int] = set()
    begin, fence = 0, ""
    for number, line in enumerate(lines):
        if fence and is_closing(line, fence):
            found.update(range(begin, number + 1))
            fence = ""
        elif not fence or line.startswith("Q:"):
            begin, fence = number, opening(line)
    return found


class _Maker:
    """Makes notes of the cards of one file."""

    def __init__(
        self,
        file: TextFile,
        texts: TextsWithMedia,
        options: ReadOptions,
        history: History,
        lose: Lose,
    ) -> None:
        self._file = file
        self._texts = texts
        self._options = options
        self._history = history
        self._lose = lose

    def note(self, card: _Card) -> ImportedNote | None:
        """Return the note of a card; None where it is a loss."""
        place = self._file.place(card.line)
        front = self._text(card.text, place, sounds=True)
        back = "" if card.answer is None else self._text(card.answer, place, sounds=False)
        heard = self._texts.heard()
        entry: Mapping[str, Written] | None
        if card.answer is None:
            cloze = cloze_of(front)
            if cloze is None:
                self._lose(
                    Loss("a cloze without a gap", place, first_words(front), "put it in brackets")
                )
                return None
            entry = {"cloze": cloze, **heard}
        elif not back or not (front or heard):
            side = "an answer" if not back else "a question"
            what = f"a card without {side}"
            self._lose(Loss(what, place, first_words(front or back), "write it there"))
            return None
        else:
            question = front or "…"
            entry = {**asked_entry(question, back, self._options.typed), **heard}
        marked = is_marked(entry)
        return ImportedNote(
            entry=entry,
            place=place,
            is_markdown=marked,
            events=self._events(card, entry, is_markdown=marked),
        )

    def _events(
        self, card: _Card, entry: Mapping[str, Written], *, is_markdown: bool
    ) -> tuple[Answered, ...]:
        """Return what was answered to the cards of a note."""
        if not self._history:
            return ()
        if card.answer is not None:
            return self._history.of_question(card.text, card.answer)
        cloze = str(entry["cloze"])
        answers = [piece.answer for piece in parse_cloze(cloze) if isinstance(piece, Blank)]
        ends = cloze_ends(cloze, is_markdown=is_markdown)
        return self._history.of_cloze(card.text, answers, ends)

    def _text(self, text: str, place: str, *, sounds: bool) -> str:
        bare = re.sub(r"\s+\Z|\A\s*\n", "", without_comments(text.strip()))
        return self._texts.text(bare, self._file.folder, place, sounds=sounds).strip()
