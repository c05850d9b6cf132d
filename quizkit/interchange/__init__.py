"""Cards in and out: files of other programs read, with what was learned, and decks handed on.

Nothing here prints or keeps anything: a reader gives an `Import`, a writer fills an open file; the
command line makes decks of the one and asks for the other.

    values           what reading gives: decks, notes, media, losses; and a deck to hand on
    options          how to read, how to write
    source           a file or bytes, and the text that they are
    registry         the formats: a row each; `foreign`: what a file of none of them is
    archive          zip archives of strangers, in bounds
    anki             a folder: Anki's packages and collections
    losses           losses told by kind
    html_text        HTML made into texts of a deck, and back; by `html_markdown` where it takes that
    extras           packages that an extra brings
    exported         how notes went out when decks were exported last
    kept             what an import left in a deck under `x-` keys
    new_decks        an imported deck as the text of one of ours
    updating         a deck brought up to date with a newer file of its source
    taking_in        what an import comes to in a folder of decks: planned, carried out, taken back
    released         cards that a newer file has as suspended no longer
    note_ids         ids of decks and notes, from those of the source
    media_beside     pictures and sounds that a text names, found beside it
    choices          a question with options as an entry
    cloze_cards      what the cards of a cloze are called
    carried          what of a note each format carries, and what is told as lost
    written_notes    notes as entries, as their deck says them
    tables           a folder: tables in text and spreadsheets
    markdown         a folder: quizzes in Markdown, Obsidian, hashcards
    texts            what any makes of texts: first words, Markdown, entries that ask for them
    teaching         a folder: Moodle, GIFT, Aiken, QTI, Canvas
    json_quiz        quizzes in JSON and YAML; `json_values`: what a text holds; `json_options`:
                     options, and which are right
"""

from typing import TYPE_CHECKING

import quizkit.formats  # noqa: F401 - where PyYAML is missing, it says what brings it
from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.interchange.exported import Exported as Exported
    from quizkit.interchange.kept import kept_in as kept_in
    from quizkit.interchange.losses import KindOfLoss as KindOfLoss, by_kind as by_kind
    from quizkit.interchange.new_decks import NewDeck as NewDeck, deck_text as deck_text
    from quizkit.interchange.options import (
        ReadOptions as ReadOptions,
        WriteOptions as WriteOptions,
    )
    from quizkit.interchange.registry import (
        FORMATS as FORMATS,
        Format as Format,
        format_named as format_named,
        recognised as recognised,
    )
    from quizkit.interchange.source import Source as Source, SourceError as SourceError
    from quizkit.interchange.taking_in import (
        DeckFile as DeckFile,
        TakenBack as TakenBack,
        Taking as Taking,
        carry_out as carry_out,
        planned as planned,
        take_back as take_back,
    )
    from quizkit.interchange.values import (
        Import as Import,
        ImportedDeck as ImportedDeck,
        ImportedNote as ImportedNote,
        Kept as Kept,
        Loss as Loss,
        Outgoing as Outgoing,
    )
else:
    attach(
        __name__,
        {
            "quizkit.interchange.new_decks": "NewDeck deck_text",
            "quizkit.interchange.exported": "Exported",
            "quizkit.interchange.kept": "kept_in",
            "quizkit.interchange.losses": "KindOfLoss by_kind",
            "quizkit.interchange.options": "ReadOptions WriteOptions",
            "quizkit.interchange.registry": "FORMATS Format format_named recognised",
            "quizkit.interchange.source": "Source SourceError",
            "quizkit.interchange.taking_in": "DeckFile TakenBack Taking carry_out planned take_back",
            "quizkit.interchange.values": ("Import ImportedDeck ImportedNote Kept Loss Outgoing"),
        },
    )
