"""What reading a file of another program gives, and what a deck is when it is handed on."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import field, frozen

from quizkit.lazy import deferred
from quizkit.value import Value, count

if TYPE_CHECKING:
    from quizkit import model, progress
    from quizkit.authoring import yaml_writing
else:
    model = deferred("quizkit.model")
    progress = deferred("quizkit.progress")
    yaml_writing = deferred("quizkit.authoring.yaml_writing")

Tick: TypeAlias = Callable[[int], object]
"""Is told, again and again, how many notes more are done."""

MEDIA = "media://"
"""Before the name of a picture or sound in an imported text, until it is known where it will lie."""


class Loss(NamedTuple):
    """Something of a source that did not come along, or came otherwise than it was.

    Args:
        what: what was lost, in a few words that are the same for each of the kind, such as
            `picture not in the file`: those of one kind are told together.
        place: where in the source, such as `line 7` or `note 1523`; empty if it is of the whole.
        card: the card, by the first words of its question; empty if it is none's.
        why: why, or what to do about it; the same for each of the kind.
    """

    what: str
    place: str = ""
    card: str = ""
    why: str = ""


Lose: TypeAlias = Callable[[Loss], object]
"""Is told a loss."""


@frozen(kw_only=True, eq=False, repr=False)
class ImportedNote(Value):
    """A note of another program, as an author of a deck would write it.

    Args:
        entry: its keys in the order of the docs, but for `id` and `markup`. A picture or sound of
            the source is named `media://NAME`, with the NAME that it has in `Import.media`.
        place: where it stands in the source, as in `Loss.place`.
        source_id: what the source knows it by: a guid, an idnumber, an id; empty if by nothing.
        is_markdown: whether the texts of the entry are Markdown; else they are as they stand.
        kept: values for keys that begin with `x-`, without that: what only the format itself needs.
        events: what a learner did with its cards. The `card` of each is what the card's id has
            behind that of the note: empty, `:reverse`, `:1`.
    """

    entry: "yaml_writing.Entry"
    place: str
    source_id: str = ""
    is_markdown: bool = False
    kept: Mapping[str, "yaml_writing.Written"] = field(factory=dict)
    events: tuple["progress.Event", ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class ImportedDeck(Value):
    """A deck of another program.

    Args:
        path: its names from the outermost in: `("Spanish", "Verbs")`; one at least.
        notes: in the order of the source.
        source_id: what the source knows it by; empty if by its names alone.
        head: keys of the deck beside its title and its notes, such as `language`.
    """

    path: tuple[str, ...]
    notes: tuple[ImportedNote, ...]
    source_id: str = ""
    head: Mapping[str, "yaml_writing.Written"] = field(factory=dict)

    def __repr__(self) -> str:
        return f"<ImportedDeck {'::'.join(self.path)!r:.60}: {count(len(self.notes), 'note')}>"


@frozen(kw_only=True, eq=False, repr=False)
class Import(Value):
    """What a file of another program holds.

    Args:
        format: which format it is, as `FORMATS` names it.
        decks: those with notes.
        media: how to get the bytes of each picture and sound that a note names, by its name: safe
            as the name of a file, unique without regard to case.
        losses: what did not come along.
        hints: what a learner may want to do with what cannot be in a deck, a line each, such as
            `quizkit config weights "…"`.
        has_own_ids: whether no two notes anywhere have one id, as in Anki: one that is in another
            deck than before is then the same note.
    """

    format: str
    decks: tuple[ImportedDeck, ...]
    media: Mapping[str, Callable[[], bytes]] = field(factory=dict)
    losses: tuple[Loss, ...] = ()
    hints: tuple[str, ...] = ()
    has_own_ids: bool = False

    def __repr__(self) -> str:
        return f"<Import {self.format}: {count(len(self.decks), 'deck')}>"


class Kept(NamedTuple):
    """What a deck has under keys that begin with `x-`, without that.

    Args:
        head: of the deck itself; an imported one has `from` there.
        notes: of each note that has any, by its id.
    """

    head: Mapping[str, object] = {}
    notes: Mapping[str, Mapping[str, object]] = {}


@frozen(kw_only=True, eq=False, repr=False)
class Outgoing(Value):
    """A deck to be handed on.

    Args:
        deck: its notes; those with problems are not in it.
        kept: what an import left in it for a way back.
        folder: where the files lie that its notes name; None if it has none.
        records: what its learner knows of each card, by its id; empty to hand on the deck alone.
        events: what its learner did with its cards, in order; likewise.
    """

    deck: "model.Deck"
    kept: Kept = field(factory=Kept)
    folder: Path | None = None
    records: Mapping[str, "progress.CardRecord"] = field(factory=dict)
    events: Sequence["progress.Event"] = ()
