"""What an edit of a deck means for the progress of each card."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from attrs import frozen

from quizkit.identity.likeness import MENDED, alike, plain
from quizkit.identity.matching import Pair, matched
from quizkit.identity.wordings import answers_of, prompt_of
from quizkit.model import ClozeNote, Deck, Kind, Note, deck_of
from quizkit.progress import CarriedOver, EventId, Progress, Wording
from quizkit.progress.instants import after
from quizkit.value import Value

if TYPE_CHECKING:
    from quizkit.model import WordNote


@frozen(eq=False, repr=False)
class Transfer(Value):
    """Progress of one card that belongs to another id now.

    Args:
        source: id of the card before.
        target: id of the card now; the same if only its answer was changed.
        answer_changed: whether the right answer is another one than what was learned.
    """

    source: str
    target: str
    answer_changed: bool = False


@frozen(eq=False, repr=False)
class CarryOver(Value):
    """What follows from an edit.

    Args:
        transfers: at most one from and one to each card.
        clash: whether the deck has nothing in common with the one that had its id.
        renamed_from: the id that the deck had before; empty if it has kept it.
    """

    transfers: tuple[Transfer, ...] = ()
    clash: bool = False
    renamed_from: str = ""


_NONE: Mapping[str, Any] = MappingProxyType({})


def carry_over(
    known: Mapping[str, Wording],
    learned: Set[str],
    deck: Deck,
    *,
    names: Mapping[str, str] = _NONE,
    gone: Mapping[str, Mapping[str, Wording]] = _NONE,
    elsewhere: bool = False,
    surely: Mapping[str, str] = _NONE,
) -> CarryOver:
    """Return the consequences that an edit of a deck has for its progress.

    Args:
        known: how the notes under this deck's id read when last seen, by `deck#note`; all of them,
            those that vanished long ago too.
        learned: ids of the cards that have progress.
        deck: the deck as it is now.
        names: ids carried over before, each with the one it is known by now: `Progress.names`.
        gone: where `known` is empty, the notes of other decks whose files are gone, by deck id.
        elsewhere: whether the deck was last seen in another file, which is still there. Then ids
            that agree are a chance, if nothing else does.
        surely: notes of which it is known what became of them, however they read, by `deck#note`.
    """
    if not known:
        return _renamed(learned, deck, gone)
    cards = {card.id for card in deck.cards}
    notes = {f"{deck.id}#{note.id}": note for note in deck.notes}
    away = learned - cards
    back = [Transfer(names[old], old) for old in cards & names.keys() if names[old] in away]
    vanished = _vanished(known, notes, learned - {each.source for each in back})
    new = _new(notes, known, learned | {each.target for each in back})
    told = [Pair(old, notes[surely[old.note]]) for old in vanished if surely.get(old.note) in notes]
    pairs = told or matched(vanished, new)
    kept = [Pair(known[name], notes[name]) for name in known.keys() & notes.keys()]
    moved = [each for pair in (*kept, *pairs) for each in _transfers(pair, learned, deck.id)]
    ordered = _in_sequence([*back, *moved])
    clash = bool(vanished) and not (kept or pairs or back)
    if elsewhere and not pairs and learned & {card for old, _ in kept for card in _cards(old)}:
        clash = not any(map(_agree, kept))
    return CarryOver((*ordered, *_alone(ordered, names, cards)), clash=clash)


def _vanished(
    known: Mapping[str, Wording], notes: Mapping[str, Note], learned: Set[str]
) -> list[Wording]:
    """Return the notes that are in the deck no more and have a card of `learned`."""
    gone = (wording for name, wording in known.items() if name not in notes)
    return [wording for wording in gone if learned & _cards(wording)]


def _new(notes: Mapping[str, Note], known: Mapping[str, Wording], taken: Set[str]) -> list[Note]:
    """Return the notes that were not in the deck when last seen, and have no card of `taken`.

    One that was there before that, and was not learned, is known too, but was not read since.
    """
    last = max(wording.at for wording in known.values())
    read = {each.note for each in known.values() if each.at >= last or taken & _cards(each)}
    return [note for name, note in notes.items() if name not in read]


def _agree(pair: Pair) -> bool:
    """Return whether a note has any text in common with what it was: its prompt, or an answer."""
    wording, note = pair
    deck_id = wording.note.partition("#")[0]
    before = {plain(wording.prompt), *map(plain, wording.answers.values())}
    return not before.isdisjoint(
        (plain(prompt_of(note)), *map(plain, answers_of(note, deck_id).values()))
    )


def _cards(wording: Wording) -> set[str]:
    """Return the ids of the cards that a note had."""
    return {wording.note + end for end in wording.answers}


def _alone(
    ordered: list[Transfer], names: Mapping[str, str], cards: Set[str]
) -> Iterable[Transfer]:
    """Yield the cards of the deck that stand for themselves again, as their progress moved away.

    Or it did so in an earlier edit, and the card that has it now is beside them in the deck.
    """
    targets = {each.target for each in ordered}
    left = {each.source for each in ordered} | {old for old in names if names[old] in cards}
    return (Transfer(card, card) for card in sorted((left - targets) & cards))


def events_of(
    transfers: Iterable[Transfer], writer: str, now: datetime, before: Iterable[CarriedOver] = ()
) -> list[CarriedOver]:
    """Return the transfers as events of one writer; a card with a changed answer is due at once.

    Args:
        transfers: as `carry_over` found them.
        writer: of the events.
        now: an aware datetime in the learner's offset.
        before: the carry-overs of earlier edits, which they follow whatever the clock says.
    """
    at = after(now, *(event.at for event in before))
    return [
        CarriedOver(
            id=EventId(writer, number),
            at=at,
            source=each.source,
            target=each.target,
            due=now if each.answer_changed else None,
        )
        for number, each in enumerate(transfers, 1)
    ]


def _in_sequence(transfers: Iterable[Transfer]) -> list[Transfer]:
    """Return transfers so that each finds its target empty: a card goes before another takes its id."""
    waiting = {each.source: each for each in sorted(transfers, key=lambda each: each.source)}
    ordered = []
    while waiting:
        free = (t for t in waiting.values() if waiting.get(t.target, t) is t)
        each = next(free, None)
        if each is None:  # two that change places: one steps aside
            each = next(iter(waiting.values()))
            aside = f"{each.source}~"
            waiting[aside] = Transfer(aside, each.target, each.answer_changed)
            each = Transfer(each.source, aside)
        del waiting[each.source]
        ordered.append(each)
    return ordered


def _renamed(learned: Set[str], deck: Deck, gone: Mapping[str, Mapping[str, Wording]]) -> CarryOver:
    """Return the transfers from the one other deck that has all notes of this one."""
    prompts = {(f"#{note.id}", prompt_of(note)) for note in deck.notes}
    same = [
        old
        for old, wordings in gone.items()
        if prompts <= {(name.removeprefix(old), each.prompt) for name, each in wordings.items()}
    ]
    if len(same) != 1:
        return CarryOver()
    sources = {card.id: same[0] + card.id.removeprefix(deck.id) for card in deck.cards}
    moved = [Transfer(source, target) for target, source in sources.items() if source in learned]
    return CarryOver(tuple(moved), renamed_from=same[0])


def _transfers(pair: Pair, learned: Set[str], deck_id: str) -> Iterable[Transfer]:
    """Yield the transfers from the cards of a note as it was to those of the note as it is."""
    wording, note = pair
    before, after = wording.answers, answers_of(note, deck_id)
    readings = [after, *(_as_written(note, deck_id) if note.marks else ())]
    ends = {end: end for end in before.keys() & after.keys()}
    is_another = _differ
    if isinstance(note, ClozeNote):
        ends = max((_blanks(before, now) for now in readings), key=len)
    elif note.kind is Kind.WORD:
        from quizkit.identity.rows import have_nothing_in_common as is_another, renamed

        ends |= renamed(before, after, cast("WordNote", note).table.columns)
    for old, new in ends.items():
        source, target = wording.note + old, f"{deck_id}#{note.id}{new}"
        changed = all(is_another(before[old], now[new]) for now in readings)
        if source in learned and (source != target or changed):
            yield Transfer(source, target, changed)


_ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _as_written(note: Note, deck_id: str) -> Iterable[dict[str, str]]:
    """Yield the answers of a note as a plain deck may have had them.

    They are as they are written in Markdown, those in formulas barely too, and in words with the
    figures of a formula on the line: H2O for H₂O.
    """
    written = answers_of(note, deck_id, note.marks or {})
    yield written
    yield {end: text.strip("$") for end, text in written.items()}
    yield {end: text.translate(_ON_THE_LINE) for end, text in answers_of(note, deck_id).items()}


def _differ(before: str, after: str) -> bool:
    """Return whether two right answers are not the same one."""
    return plain(before) != plain(after)


def _blanks(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the blank that each is now: those of one text, and one whose text was mended.

    Numbers move when a blank is inserted before others, so the text goes before the number.
    """
    ends: dict[str, str] = {}
    by_text = _by_text(after)
    for text, olds in _by_text(before).items():
        news = by_text[text]
        if len(olds) != len(news):
            olds = news = [*{*olds} & {*news}]
        ends |= dict(zip(olds, news, strict=True))
    left = before.keys() - ends.keys()
    free = after.keys() - set(ends.values())
    if len(left) == len(free) == 1:
        (old,), (new,) = left, free
        if old == new or alike(before[old], after[new]) >= MENDED:
            ends[old] = new
    return ends


def _by_text(answers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the blanks of each text."""
    ends: dict[str, list[str]] = defaultdict(list)
    for end, text in answers.items():
        ends[text].append(end)
    return ends


class Orphan(NamedTuple):
    """A card with progress that is in no deck: its id, and whether its deck is there at all."""

    card: str
    deck_found: bool


def orphans(progress: Progress, decks: Iterable[Deck]) -> list[Orphan]:
    """Return the cards with progress that none of `decks` has any more, by id.

    Of a deck that is not whole none is one: its card may be in a note that is left out.
    """
    there: dict[str, set[str]] = {}
    parts: set[str] = set()
    for deck in decks:
        there.setdefault(deck.id, set()).update(progress.name(card.id) for card in deck.cards)
        parts.update([deck.id] if deck.problems else ())
    cards = ((card, deck_of(card)) for card in sorted(progress.records))
    return [
        Orphan(card, deck in there)
        for card, deck in cards
        if deck not in parts and card not in there.get(deck, ())
    ]
