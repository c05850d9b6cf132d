"""Notes of Obsidian with cards of its plugin Spaced Repetition, and where they stand there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank
from quizkit.formats.limits import MOST_BLANKS
from quizkit.interchange.cloze_cards import cloze_ends
from quizkit.interchange.markdown.folder import (
    FrontMatter,
    TextFile,
    front_matter,
    is_folder,
    samples,
    text_files,
)
from quizkit.interchange.markdown.hashcards_cloze import as_cloze
from quizkit.interchange.markdown.notes import TextsWithMedia
from quizkit.interchange.markdown.obsidian_cards import Card, Form, cards, find_outside
from quizkit.interchange.markdown.obsidian_cloze import pieces_of
from quizkit.interchange.markdown.obsidian_schedule import (
    Standing,
    events,
    standings,
    without_schedule,
)
from quizkit.interchange.markdown.obsidian_settings import SETTINGS, Settings, settings_of
from quizkit.interchange.markdown.obsidian_text import BLOCK_ID, as_markdown, without_beginning
from quizkit.interchange.markdown.spans import without_comments
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.source import Source
from quizkit.interchange.texts import asked_entry, first_words, is_marked, is_short, with_tags
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Lose, Loss, Tick
from quizkit.lazy import pattern
from quizkit.markup import is_plain

_ENDINGS = (".md",)
_TAG = pattern(r"(?:^|(?<=\s))#([^\s#,.;:!?'\"()\[\]{}<>|*`=+~^$%&@\\]{1,200})")
_SCHEDULED = pattern(r"<!--SR:!?(?:\d{4}-|fsrs,|[A-Z][a-z]{2} )")
_CARD_LINE = pattern(r"(?m)^(?:\?\??$|(?!\s*[|>])[^\n`]{0,300}?\S ?:::? ?\S)")


def likely(source: Source) -> int:
    """Return how likely a source is of Obsidian: schedules, the tag of cards, or a vault around."""
    vault = vault_of(source)
    settings = settings_of(vault, {})
    known = bool(vault and (vault / SETTINGS).is_file())
    texts = samples(source, _ENDINGS, 400 if known else 40)
    if any(_SCHEDULED.search(text) for text in texts):
        return 95
    signs = (f" {settings.card} ", settings.reversed_card) if known else ()

    def has_card(text: str) -> bool:
        return bool(_CARD_LINE.search(text)) or any(sign in text for sign in signs)

    if any(has_card(text) and _is_tagged(text, settings) for text in texts):
        return 90
    if known and is_folder(source):
        return 60
    return 58 if vault and any(map(has_card, texts)) else 0


def _is_tagged(text: str, settings: Settings) -> bool:
    return any(tag in text for tag in settings.tags) and any(
        map(settings.is_card_tag, tags_of(text))
    )


def vault_of(source: Source) -> Path | None:
    """Return the folder of the vault that a source is, or lies in; None if there is none."""
    if source.path is None:
        return None
    try:
        path = source.path.resolve()
        for folder in [path, *path.parents][:40]:
            if (folder / SETTINGS.parts[0]).is_dir():
                return folder
    except (OSError, ValueError):
        return None
    return None


def tags_of(text: str) -> list[str]:
    """Return the tags in a text, and those in its front matter, in order."""
    lines = text.split("\n")
    matter = front_matter(lines)
    return [
        *_tags_before(matter),
        *(found[1] for line in lines[matter.lines :] for found in _tags_in(line)),
    ]


def _tags_before(matter: FrontMatter) -> list[str]:
    return [tag.lstrip("#") for key in ("tags", "tag") for tag in matter.texts(key)]


def _tags_in(line: str) -> Iterable["re.Match[str]"]:
    if "#" not in line:
        return ()
    return [found for found in _TAG.finditer(line) if not found[1].isdigit()]


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the cards of a note, or of a vault or a folder of notes."""
    vault = vault_of(source)
    settings = settings_of(vault, options.separators)
    losses: list[Loss] = []
    root = vault or (source.path if is_folder(source) else source.path and source.path.parent)
    media = MediaBeside(root, everywhere=True)
    reader = _Reader(source, settings, options, media, losses.append)
    files = text_files(source, _ENDINGS, options.encoding, lambda _: None)
    tagged = not settings.folders and any(_is_tagged(file.text, settings) for file in files)
    decks: dict[tuple[str, ...], list[ImportedNote]] = {}
    for file in text_files(source, _ENDINGS, options.encoding, losses.append):
        for path, note in reader.notes(file, tagged=tagged):
            decks.setdefault(path, []).append(note)
            tick(1)
    hints: tuple[str, ...] = ()
    if decks and not tagged and not settings.folders:
        hints = (f"no note has the tag #{settings.tags[0]}, so the cards of all notes were taken",)
    found = [ImportedDeck(path=path, notes=tuple(notes)) for path, notes in decks.items()]
    return Import(
        format="obsidian",
        decks=tuple(found),
        media=media.files,
        losses=(*losses, *media.losses),
        hints=hints,
    )


class _Place(NamedTuple):
    """Where a card belongs: the path of its deck, and its tags."""

    path: tuple[str, ...]
    tags: tuple[str, ...]


class _Reader:
    """Reads notes, a file at a time."""

    def __init__(
        self,
        source: Source,
        settings: Settings,
        options: ReadOptions,
        media: MediaBeside,
        lose: Lose,
    ) -> None:
        self._settings = settings
        self._options = options
        self._texts = TextsWithMedia(media, embeds=True)
        self._lose = lose
        name = source.path.resolve().name if is_folder(source) and source.path else ""
        self._top = name or "Obsidian"

    def notes(
        self, file: TextFile, *, tagged: bool
    ) -> Iterator[tuple[tuple[str, ...], ImportedNote]]:
        """Return the notes of a file with the paths of their decks."""
        lines = file.text.split("\n")
        matter = front_matter(lines)
        places = _Places(lines, matter, self._settings, self._path(file))
        if tagged and not places.tagged:
            return
        found = cards(lines, matter.lines, self._settings)
        places.know(found)
        further = ", ".join(key for key in matter.values if key not in ("tags", "tag"))
        if found and further:
            what, why = "properties before a note", "they belong to the note, not to its cards"
            self._lose(Loss(what, file.name, first_words(further), why))
        for card in found:
            place = places.of(card)
            for note in self._made(card, file, place):
                yield place.path, note

    def _path(self, file: TextFile) -> tuple[str, ...]:
        """Return the path of the deck of cards without a tag that says one."""
        if not file.name:
            return file.path
        return file.path[:-1] if self._settings.folders and file.path[1:] else (self._top,)

    def _made(self, card: Card, file: TextFile, place: _Place) -> Iterator[ImportedNote]:
        at = file.place(card.line)
        standing, bad = standings(card.text, self._options)
        for _ in range(bad):
            what = "a schedule that cannot be read"
            self._lose(Loss(what, at, first_words(card.text), "the card is new"))
        text = without_schedule(card.text).strip("\n")
        own_id = ""
        if block := BLOCK_ID.search(text):
            own_id, text = block[1], text[: block.start()]
        text = without_comments(self._without_tag(text))
        if card.form is Form.CLOZE:
            entry, ends = self._cloze(text, file, at), None
        else:
            entry, ends = self._asked(card, text, file, at), ("", ":reverse")
        if entry is None:
            return
        made = list(_both_ways(entry))
        for number, each in enumerate(made):
            mine = standing if len(made) == 1 else standing[number : number + 1]
            yield self._note(
                each, at, f"{own_id}-{number + 1}" if number else own_id, mine, ends, place
            )

    def _note(
        self,
        entry: Mapping[str, Written],
        at: str,
        own_id: str,
        standing: Sequence[Standing | None],
        ends: Sequence[str] | None,
        place: _Place,
    ) -> ImportedNote:
        marked = is_marked(entry)
        asked = str(entry.get("cloze") or entry["question"])
        if standing and ends is None:
            ends = cloze_ends(asked, is_markdown=marked)
        if ends and "reverse" not in entry and "cloze" not in entry:
            ends = ends[:1]
        if len(standing) > len(ends or ()):
            why = "the note has fewer cards now"
            self._lose(Loss("a schedule of a card that is gone", at, first_words(asked), why))
        key = "\n".join((*place.path, asked))
        known = events(standing, ends or (), key, self._options) if self._options.history else ()
        return ImportedNote(
            entry=with_tags(entry, place.tags),
            place=at,
            source_id=own_id,
            is_markdown=marked,
            events=tuple(known),
        )

    def _without_tag(self, text: str) -> str:
        """Return a text without the tag of its deck at its beginning."""
        found = _TAG.match(text.lstrip())
        if found and self._settings.is_card_tag(found[1]):
            return text.lstrip()[found.end() :].lstrip(" \t").lstrip("\n")
        return text

    def _text(self, text: str, file: TextFile, at: str, *, sounds: bool = False) -> str:
        found = self._texts.text(text.strip("\n"), file.folder, at, sounds=sounds)
        return as_markdown(found).strip()

    def _asked(self, card: Card, text: str, file: TextFile, at: str) -> dict[str, Written] | None:
        front, back = _sides(card, text)
        question = self._text(front, file, at, sounds=True)
        answer = self._text(back, file, at)
        heard = self._texts.heard()
        if not answer or not (question or heard):
            side = "an answer" if question else "a question"
            what = f"a card without {side}"
            self._lose(Loss(what, at, first_words(question or answer), "write it there"))
            return None
        entry = {**asked_entry(question or "…", answer, self._options.typed), **heard}
        both = card.form in (Form.LINE_REVERSED, Form.LINES_REVERSED)
        return {**entry, "reverse": "true"} if both else entry

    def _cloze(self, text: str, file: TextFile, at: str) -> dict[str, Written] | None:
        marked = self._texts.text(text, file.folder, at, sounds=True)
        pieces = pieces_of(marked, self._settings.clozes)
        if not any(isinstance(piece, Blank) for piece in pieces):
            pieces = pieces_of(marked, self._settings.scheduled)
        blanks = [piece for piece in pieces if isinstance(piece, Blank)]
        if len(blanks) > MOST_BLANKS:
            why = f"a text has at most {MOST_BLANKS}: make several of it"
            self._lose(Loss("a text with too many gaps", at, first_words(text), why))
            return None
        texts = [piece if isinstance(piece, str) else "\0" for piece in pieces]
        whole = as_markdown("".join(texts)).strip()
        parts = whole.split("\0")
        heard = self._texts.heard()
        if len(parts) != len(blanks) + 1:
            cloze = None
        else:
            joined: list[str | Blank] = [parts[0]]
            for blank, part in zip(blanks, parts[1:], strict=True):
                joined += [_in_markdown(blank), part]
            cloze = as_cloze(joined)
        if cloze is None:
            why = "its gaps cannot be told apart from its text"
            self._lose(Loss("a text with gaps", at, first_words(text), why))
            return None
        return {"cloze": cloze, **heard}


def _in_markdown(blank: Blank) -> Blank:
    return Blank(as_markdown(blank.answer), (), blank.hint, blank.number)


def _sides(card: Card, text: str) -> tuple[str, str]:
    """Return question and answer of a card, as they stand."""
    if card.form in (Form.LINE, Form.LINE_REVERSED):
        at = find_outside(text, card.sign)
        front, back = text[:at], text[at + len(card.sign) :]
        return without_beginning(front).strip(), back.strip()
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip() == card.sign), len(lines))
    front = "\n".join(lines[:at])
    if front.startswith("#") and "\n" not in front.strip():  # a heading, and nothing else
        front = without_beginning(front)
    return front, "\n".join(lines[at + 1 :])


def _both_ways(entry: Mapping[str, Written]) -> Iterator[dict[str, Written]]:
    """Return a note asked both ways as one, or as two where a side is too long to be typed."""
    question, answer = entry.get("question"), entry.get("answer")
    if "reverse" not in entry or (
        entry.get("type") != "free"
        and isinstance(question, str)
        and is_plain(question, inline=True)
        and is_short(question)
    ):
        yield dict(entry)
        return
    rest = {key: value for key, value in entry.items() if key not in ("reverse", "type")}
    yield {**rest, "type": "free"}
    turned = {key: value for key, value in rest.items() if key != "audio"}
    yield {**turned, "question": answer or "", "answer": question or "", "type": "free"}


class _Places:
    """Which deck each card of a file belongs to, by the tags before it."""

    def __init__(
        self,
        lines: Sequence[str],
        matter: FrontMatter,
        settings: Settings,
        path: tuple[str, ...],
    ) -> None:
        before = _tags_before(matter)
        self._settings = settings
        self._path = path
        self._before = [tag for tag in before if settings.is_card_tag(tag)]
        self._tags = tuple(tag for tag in before if not settings.is_card_tag(tag))
        self._lines = [
            (number, found)
            for number, line in enumerate(lines[matter.lines :], matter.lines)
            if (found := [tag[1] for tag in _tags_in(line) if settings.is_card_tag(tag[1])])
        ]
        self.tagged = bool(self._before or self._lines)

    def know(self, found: Iterable[Card]) -> None:
        """Know the cards of the file: tags within one hold for nothing else."""
        within = {number for card in found for number in range(card.line, card.last + 1)}
        self._of_lines = [each for each in self._lines if each[0] not in within]

    def of(self, card: Card) -> _Place:
        """Return the deck of a card."""
        if self._settings.folders:
            return _Place(self._path, self._tags)
        own = _TAG.match(card.text.lstrip())
        if own and self._settings.is_card_tag(own[1]):
            tags = [own[1]]
        else:
            tags = next(
                (found for number, found in reversed(self._of_lines) if number < card.line),
                self._before or (self._lines[0][1][:1] if self._lines else []),
            )
        paths = list(map(self._path_of, tags)) or [self._path]
        further = ["::".join(path) for path in dict.fromkeys(paths[1:]) if path != paths[0]]
        return _Place(paths[0], (*self._tags, *further))

    def _path_of(self, tag: str) -> tuple[str, ...]:
        """Return the deck of a tag; one that says no more is told apart from other such tags."""
        below = self._settings.below(tag)
        if below:
            return below
        return (tag.rpartition("/")[2],) if len(self._settings.tags) > 1 else self._path
