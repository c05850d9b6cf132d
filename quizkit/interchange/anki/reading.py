"""A package of Anki, or a collection, as an import: decks, media, and what was learned."""

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from quizkit.authoring.yaml_writing import Written
from quizkit.garbage import undisturbed
from quizkit.interchange.anki.collection import CardRow, Collection, collection_of
from quizkit.interchange.anki.fields import Fields
from quizkit.interchange.anki.history import History, hints_of
from quizkit.interchange.anki.models import kept_text
from quizkit.interchange.anki.notes import Made, Making
from quizkit.interchange.anki.package import SQLITE, open_package
from quizkit.interchange.note_ids import is_id
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.source import Source
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Loss, Tick

_ENDINGS = (".apkg", ".colpkg", ".anki2", ".anki21")


def likely(source: Source) -> int:
    """Return how likely a source is Anki's: an archive with a collection, or a database."""
    head = source.head(200)
    if head.startswith(SQLITE):
        return 100 if source.ending in _ENDINGS else 60
    if head.startswith(b"PK\x03\x04"):
        return 100 if source.ending in _ENDINGS or b"collection.anki2" in head else 0
    return 90 if source.ending in _ENDINGS else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return what a package or a collection of Anki holds."""
    package = open_package(source)
    with undisturbed():
        collection = collection_of(package.database, source.name)
    fields = Fields(package.media)
    del package
    losses = list(collection.losses)
    making = Making(collection, fields, options, losses.append)
    history = History(collection, options) if options.history else None
    decks: dict[int, list[ImportedNote]] = {}
    guids: set[str] = set()
    orphans = 0
    for number, cards in _by_note(collection.cards).items():
        tick(1)
        row = collection.notes.get(number)
        if row is None:
            orphans += len(cards)
            continue
        if row.guid in guids:
            losses.append(Loss("a second note of one guid", f"note {number}", why="told apart"))
            row = row._replace(guid=f"{row.guid}-{number}")
        guids.add(row.guid)
        for made in making.notes(row, cards):
            first = next(iter(made.cards.values()), cards[0])
            deck = first.home_deck or first.deck
            decks.setdefault(deck, []).append(_imported(made, history))
    bare = len(collection.notes.keys() - {card.note for card in collection.cards})
    if bare:
        losses.append(Loss("notes without a card", f"{bare} notes"))
    if orphans:
        losses.append(Loss("cards whose note is not there", f"{orphans} cards"))
    losses += _lost(collection, fields, history)
    return Import(
        has_own_ids=True,
        format="anki",
        decks=_decks(source, collection, decks, options),
        media=fields.used,
        losses=tuple(losses),
        hints=tuple(hints_of(collection)) if options.history else (),
    )


def _by_note(cards: Sequence[CardRow]) -> dict[int, list[CardRow]]:
    found: dict[int, list[CardRow]] = {}
    for card in cards:
        found.setdefault(card.note, []).append(card)
    return found


def _imported(made: Made, history: History | None) -> ImportedNote:
    guid = made.row.guid
    events = [
        event
        for end, card in made.cards.items()
        for event in (history.events(card, end) if history else ())
    ]
    is_known = made.source_id == guid and is_id(guid)
    known: dict[str, Written] = {} if is_known else {"guid": guid}
    return ImportedNote(
        entry=made.entry,
        place=f"note {made.row.id}",
        source_id=made.source_id,
        is_markdown=made.is_markdown,
        kept={**known, **made.kept},
        events=tuple(events),
    )


def _decks(
    source: Source,
    collection: Collection,
    decks: dict[int, list[ImportedNote]],
    options: ReadOptions,
) -> tuple[ImportedDeck, ...]:
    named = {
        deck: collection.decks.get(deck, "") or "Default"
        for deck in sorted(decks, key=lambda deck: collection.decks.get(deck, ""))
    }
    if options.one_file:
        notes = [
            evolve(note, entry={**note.entry, "tags": [*_tags(note), name]})
            for deck, name in named.items()
            for note in decks[deck]
        ]
        name = Path(source.name).stem
        deck = ImportedDeck(
            path=(name,), notes=tuple(notes), source_id=name, head=_types(collection, notes)
        )
        return (deck,) if notes else ()
    return tuple(
        ImportedDeck(
            path=tuple(filter(None, name.split("::"))) or ("Default",),
            notes=tuple(decks[deck]),
            source_id=str(deck),
            head=_types(collection, decks[deck]),
        )
        for deck, name in named.items()
    )


def _types(collection: Collection, notes: Sequence[ImportedNote]) -> dict[str, Written]:
    """Return what keeps the note types that notes need for the way back."""
    numbers = dict.fromkeys(str(note.kept["anki"][0]) for note in notes if "anki" in note.kept)  # type: ignore[index]
    types = {each: kept_text(collection.note_types[int(each)]) for each in numbers}
    return {"x-anki-types": types} if types else {}


def _tags(note: ImportedNote) -> Sequence[str]:
    tags = note.entry.get("tags", ())
    return [tags] if isinstance(tags, str) else [str(tag) for tag in tags]


def _lost(collection: Collection, fields: Fields, history: History | None) -> list[Loss]:
    """Return what is lost of the collection as a whole."""
    losses = [
        Loss("a picture or sound that is not in the file", first_words(name))
        for name in dict.fromkeys(fields.missing)
    ]
    if history is None:
        return losses
    there = {card.id for card in collection.cards}
    rows = sum(len(log) for card, log in collection.log.items() if card not in there)
    if rows:
        losses.append(Loss("answers to cards that were deleted", f"{rows} rows of the log"))
    if history.odd:
        losses.append(Loss("answers at an impossible time", f"{history.odd} rows of the log"))
    return losses
