"""GIFT, in which teachers write questions for Moodle: read question by question, and written."""

from collections.abc import Sequence
from typing import BinaryIO

from quizkit.interchange.markdown.folder import is_folder, samples, text_files
from quizkit.interchange.markdown.spans import without_fences
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source
from quizkit.interchange.teaching.gift_lines import pieces_of
from quizkit.interchange.teaching.gift_notes import GiftNotes
from quizkit.interchange.teaching.gift_out import written
from quizkit.interchange.teaching.moodle_text import MoodleTexts
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Loss, Outgoing, Tick
from quizkit.lazy import pattern

_ENDINGS = (".gift", ".txt")
_CATEGORY = pattern(r"(?mi)^\$CATEGORY:")
_TITLE = pattern(r"(?m)^[ \t]*::[^:\n]{1,200}::[^{}\n]*[^\n]{0,9}")
_ANSWERS = pattern(
    r"[^{$\\]\{\s*(?:[=~](?=[^=\n])|#\s*[=\d.-]|(?:T|F|TRUE|FALSE)\s*[#}]|\d+:[A-Z_]{2,20}:)"
)


_FEW = 60
"""How likely a text is with one or two answers in braces."""


def likely(source: Source) -> int:
    """Return how likely a source is GIFT: titles between `::`, categories, answers in braces."""
    if is_folder(source):
        return 85 if any(map(_scored, samples(source, _ENDINGS[:1], 5))) else 0
    text = samples(source, _ENDINGS)[0]
    if source.ending in (".md", ".markdown"):  # which tell of GIFT, more often than they are it
        return min(_scored(without_fences(text)), _FEW - 1)
    score = _scored(text)
    if score == _FEW and source.ending not in (*_ENDINGS, ""):
        return 0
    return max(score, 30) if source.ending == ".gift" and text.strip() else score


def _scored(text: str) -> int:
    if text.lstrip()[:5] == "<?xml" or text[:3] in ("---", "+++"):
        return 0
    answers = len(_ANSWERS.findall("\n" + text))
    if _CATEGORY.search(text) or (answers and _TITLE.search(text)):
        return 95
    return 85 if answers > 2 else _FEW if answers else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a file, or of each file of a folder."""
    losses: list[Loss] = []
    root = source.path if is_folder(source) else source.path and source.path.parent
    media = MediaBeside(root)
    decks = []
    for file in text_files(source, _ENDINGS[:1], options.encoding, losses.append):
        maker = GiftNotes(MoodleTexts(media, file.folder, losses.append), options, losses.append)
        pieces = [*pieces_of(file.text)]
        categories = dict.fromkeys(piece.category for piece in pieces)
        alone = next(iter(categories), ()) if len(categories) == 1 else ()
        notes: list[ImportedNote] = []
        category = alone
        for piece in pieces:
            if piece.category != category:
                maker.done()
                category = piece.category
            tags = ["::".join(category)] if category and not alone else []
            notes += maker.notes(piece, file.place(piece.line - 1), tags)
            tick(1)
        maker.done()
        if notes:
            decks.append(ImportedDeck(path=alone or file.path, notes=tuple(notes)))
    return Import(
        format="gift", decks=tuple(decks), media=media.files, losses=(*losses, *media.losses)
    )


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as GIFT, each under a category of its own; return what did not go along."""
    losses: list[Loss] = []
    for deck in decks:
        for text in written(deck, losses.append):
            to.write(text.encode("utf-8", "replace"))
            tick(1)
    return losses
