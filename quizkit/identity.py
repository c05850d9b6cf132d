"""What becomes of the progress when a deck was edited.

A pure comparison of how a deck's notes read when last seen with how they read now. A note without
an id of its own is known by its wording, so a reworded one looks like one that vanished and one
that is new. Progress moves where exactly one vanished note plausibly is exactly one new one; when
in doubt nothing moves, as progress moved wrongly harms two cards and none moved harms one.
"""

import re
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import NamedTuple

from attrs import frozen

from quizkit.model import (
    ClozeNote,
    Deck,
    Kind,
    Lines,
    Note,
    PickInOrder,
    Task,
    cards_of,
    collapsed,
    deck_of,
)
from quizkit.progress import CarriedOver, EventId, Progress, Wording
from quizkit.value import Value

SAME_NOTE = 0.75
"""How alike two prompts are at least, of 1, if their answers are the same."""
SAME_PROMPT = 0.9
"""How alike two prompts are at least, of 1, if their answers differ."""
CLEARLY = 0.15
"""By how much the best match is better than the next, or it is in doubt."""
DISTINCTIVE = 8
"""Letters of an answer that hardly two notes share; `4` or `true` says nothing of its note."""
TELLING = 4
"""Letters of an answer that hardly two notes of such like wording share, names and figures equal."""
MOST_PAIRS = 200_000
"""More pairs of vanished and new notes than this are not compared: the deck is another one."""

_WITHOUT_OPTIONS: Mapping[str, str] = {
    Kind.CHOICE: Kind.TYPED,
    Kind.SEVERAL_CHOICES: Kind.LIST,
}
"""Kinds that others become by options to choose from: what is asked stays what it is."""

_TURNING = {"not", "no", "never", "except", "without"}


@frozen(eq=False, repr=False)
class Move(Value):
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
        moves: at most one from and one to each card.
        clash: whether the deck has nothing in common with the one that had its id.
        renamed_from: the id that the deck had before; empty if it has kept it.
    """

    moves: tuple[Move, ...] = ()
    clash: bool = False
    renamed_from: str = ""


class Orphan(NamedTuple):
    """A card with progress that is in no deck: its id, and whether its deck is there at all."""

    card: str
    deck_found: bool


def orphans(progress: Progress, decks: Iterable[Deck]) -> list[Orphan]:
    """Return the cards with progress that none of `decks` has any more, by id."""
    there: dict[str, set[str]] = {}
    for deck in decks:
        there.setdefault(deck.id, set()).update(progress.name(card.id) for card in deck.cards)
    cards = ((card, deck_of(card)) for card in sorted(progress.records))
    return [Orphan(card, deck in there) for card, deck in cards if card not in there.get(deck, ())]


def wordings_of(deck: Deck, at: datetime) -> dict[str, Wording]:
    """Return how the notes of a deck read at the instant `at`, by `deck#note`."""
    readings = {}
    for note in deck.notes:
        name = f"{deck.id}#{note.id}"
        answers = answers_of(note, deck.id)
        readings[name] = Wording(name, at, note.kind, _prompt(note), answers)
    return readings


def _prompt(note: Note) -> str:
    """Return what a note asks; of a cloze the whole text, which stays when a blank moves."""
    return note.filled_in if isinstance(note, ClozeNote) else note.prompt


def answers_of(note: Note, deck_id: str) -> dict[str, str]:
    """Return the right answer of each card of a note, by what its id has after `deck#note`."""
    start = len(f"{deck_id}#{note.id}")
    return {card.id[start:]: _answer(card.task) for card in cards_of(note, deck_id)}


def carry_over(
    known: Mapping[str, Wording],
    learned: Set[str],
    deck: Deck,
    *,
    names: Mapping[str, str] | None = None,
    gone: Mapping[str, Mapping[str, Wording]] | None = None,
) -> CarryOver:
    """Return what becomes of the progress of a deck.

    Args:
        known: how the notes under this deck's id read when last seen, by `deck#note`; all of them,
            those that vanished long ago too.
        learned: ids of the cards that have progress.
        deck: the deck as it is now.
        names: ids carried over before, each with the one it is known by now: `Progress.names`.
        gone: where `known` is empty, the notes of other decks whose files are gone, by deck id.
    """
    if not known:
        return _renamed(learned, deck, gone or {})
    cards = {card.id for card in deck.cards}
    now = {f"{deck.id}#{note.id}": note for note in deck.notes}
    back = [
        Move(current, old)
        for old, current in (names or {}).items()
        if old in cards and current not in cards and current in learned
    ]
    returned = {move.source for move in back}
    kept = known.keys() & now.keys()
    moves = [move for name in kept for move in _moves(known[name], now[name], learned, deck.id)]
    vanished = [
        wording
        for name, wording in known.items()
        if name not in now
        and any(name + end in learned and name + end not in returned for end in wording.answers)
    ]
    pairs = _matched(vanished, _new(now, known, learned | {move.target for move in back}))
    for wording, note in pairs:
        moves += _moves(wording, note, learned, deck.id)
    ordered = _in_sequence([*back, *moves])
    targets = {move.target for move in ordered}
    stand_alone = {move.source for move in ordered} - targets | {
        old for old, current in (names or {}).items() if current in cards and old not in targets
    }
    alone = [Move(card, card) for card in sorted(stand_alone & cards)]
    clash = bool(vanished) and not kept and not pairs and not back
    return CarryOver((*ordered, *alone), clash=clash)


def _new(now: Mapping[str, Note], known: Mapping[str, Wording], taken: Set[str]) -> list[Note]:
    """Return the notes that were not in the deck when last seen, and have no card of `taken`.

    One that was there before that, and was not learned, is known too, but was not read since.
    """
    last = max(wording.at for wording in known.values())
    return [
        note
        for name, note in now.items()
        if name not in known
        or (known[name].at < last and taken.isdisjoint(name + end for end in known[name].answers))
    ]


def events_of(moves: Iterable[Move], writer: str, now: datetime) -> list[CarriedOver]:
    """Return the moves as events of one writer; a card with a changed answer is due at once."""
    return [
        CarriedOver(
            id=EventId(writer, number),
            at=now,
            source=move.source,
            target=move.target,
            due=now if move.answer_changed else None,
        )
        for number, move in enumerate(moves, 1)
    ]


def _in_sequence(moves: Iterable[Move]) -> list[Move]:
    """Return moves so that each finds its target empty: a card goes before another takes its id."""
    waiting = {move.source: move for move in sorted(moves, key=lambda move: move.source)}
    ordered = []
    while waiting:
        free = (m for m in waiting.values() if m.target not in waiting or m.target == m.source)
        move = next(free, None)
        if move is None:  # two that change places: one steps aside
            move = next(iter(waiting.values()))
            aside = f"{move.source}~"
            waiting[aside] = Move(aside, move.target, move.answer_changed)
            move = Move(move.source, aside)
        del waiting[move.source]
        ordered.append(move)
    return ordered


def _renamed(learned: Set[str], deck: Deck, gone: Mapping[str, Mapping[str, Wording]]) -> CarryOver:
    """Return the moves from the one other deck that has all notes of this one."""
    same = [
        old
        for old, wordings in gone.items()
        if all(
            (wording := wordings.get(f"{old}#{note.id}")) and wording.prompt == _prompt(note)
            for note in deck.notes
        )
    ]
    if len(same) != 1:
        return CarryOver()
    sources = {card.id: same[0] + card.id.removeprefix(deck.id) for card in deck.cards}
    moves = [Move(source, target) for target, source in sources.items() if source in learned]
    return CarryOver(tuple(moves), renamed_from=same[0])


def _matched(vanished: list[Wording], new: list[Note]) -> list[tuple[Wording, Note]]:
    """Return the pairs of a vanished note and a new one that plausibly are one note."""
    pairs = _same_text(vanished, new, {})
    pairs += _same_text(*_left(vanished, new, pairs), _WITHOUT_OPTIONS)
    olds, news = _left(vanished, new, pairs)
    news = [note for note in news if not note.has_own_id]
    if len(olds) * len(news) > MOST_PAIRS:
        return pairs
    readings = [(note.kind, _prompt(note), answers_of(note, "")) for note in news]
    scores: list[tuple[float, int, int]] = []
    for i, wording in enumerate(olds):
        for j, (kind, prompt, answers) in enumerate(readings):
            if kind == wording.kind and (score := _likeness(wording, prompt, answers)):
                scores.append((score, i, j))
    for score, i, j in scores:
        rivals = [other for other, a, b in scores if (a == i) != (b == j)]
        if score - max(rivals, default=0) >= CLEARLY:
            pairs.append((olds[i], news[j]))
    return pairs


def _left(
    vanished: list[Wording], new: list[Note], pairs: list[tuple[Wording, Note]]
) -> tuple[list[Wording], list[Note]]:
    """Return the vanished notes and the new ones that are in no pair."""
    done_old = {wording.note for wording, _ in pairs}
    done_new = {note.id for _, note in pairs}
    return (
        [wording for wording in vanished if wording.note not in done_old],
        [note for note in new if note.id not in done_new],
    )


def _same_text(
    vanished: list[Wording], new: list[Note], kinds: Mapping[str, str]
) -> list[tuple[Wording, Note]]:
    """Return the pairs that read the same, as when ids were written into a deck.

    `kinds` names the kind that one of its keys is taken for.
    """
    olds: dict[tuple[str, ...], list[Wording]] = {}
    news: dict[tuple[str, ...], list[Note]] = {}
    for wording in vanished:
        kind = kinds.get(wording.kind, wording.kind)
        olds.setdefault((kind, *_words(wording.prompt)), []).append(wording)
    for note in new:
        kind = kinds.get(note.kind, note.kind)
        news.setdefault((kind, *_words(_prompt(note))), []).append(note)
    return [
        (olds[text][0], notes[0])
        for text, notes in news.items()
        if len(text) > 1 and len(notes) == 1 and len(olds.get(text, ())) == 1
    ]


def _likeness(wording: Wording, prompt: str, answers: Mapping[str, str]) -> float:
    """Return how alike two notes of a kind are, 0 to 1; 0 if they may well be two.

    Prompts that differ in a figure, a name or any other word replaced are often of one pattern:
    `capital of France`, `capital of Peru`. Only an answer that they share, and hardly two notes
    would, says that they are one; or a shorter one, if no name was replaced: `flows` by `runs`.
    """
    before, after = _words(wording.prompt), _words(prompt)
    if len(set(before) & set(after)) < 0.4 * max(len(set(before)), len(set(after))):
        return 0.0
    old = _without_prompt(wording.kind, wording.answers)
    same = old == _without_prompt(wording.kind, answers)
    from difflib import SequenceMatcher  # few edits need it, and each session loads this module

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    letters = _alike(" ".join(before), " ".join(after))
    score = max(matcher.ratio(), letters)
    if score < (SAME_NOTE if same else SAME_PROMPT):
        return 0.0
    longest = max(map(len, old), default=0)
    if same and longest >= DISTINCTIVE:
        return score
    telling = same and longest >= TELLING and wording.kind != Kind.TRUE_OR_FALSE
    names = _names(wording.prompt) | _names(prompt)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        if any(word in _TURNING or any(map(str.isdigit, word)) for word in (*gone, *come)):
            return 0.0
        if telling and names.isdisjoint((*gone, *come)):
            continue
        if tag == "replace" and _alike(" ".join(gone), " ".join(come)) < 0.6:
            return 0.0
    return score


def _without_prompt(kind: str, answers: Mapping[str, str]) -> list[str]:
    """Return answers to compare; to the reverse of a question, that is itself the answer."""
    ends = answers.keys() if kind == Kind.CLOZE else answers.keys() - {":reverse"}
    return sorted(_plain(answers[end]) for end in ends)


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", collapsed(text).casefold())


def _names(text: str) -> set[str]:
    """Return the words that begin with a capital within a sentence."""
    return {
        word.casefold()
        for word in re.findall(r"(?<=[\w,;:] )[^\W\d_]\w*", text)
        if not word[0].islower()
    }


def _plain(text: str) -> str:
    """Return an answer without what hardly is another answer: case, white space, a full stop."""
    return collapsed(text).casefold().rstrip(".") or text


def _moves(wording: Wording, note: Note, learned: Set[str], deck_id: str) -> list[Move]:
    """Return the moves from the cards of a note as it was to those of the note as it is."""
    before, after = wording.answers, answers_of(note, deck_id)
    ends = {end: end for end in before.keys() & after.keys()}
    if isinstance(note, ClozeNote):
        ends = _blanks(before, after)
    moves = []
    for old, new in ends.items():
        source, target = wording.note + old, f"{deck_id}#{note.id}{new}"
        changed = _plain(before[old]) != _plain(after[new])
        if source in learned and (source != target or changed):
            moves.append(Move(source, target, changed))
    return moves


def _blanks(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return which blank is which now: those of one text, and one whose text was mended.

    Numbers move when a blank is inserted before others, so the text goes before the number.
    """
    ends: dict[str, str] = {}
    for text in dict.fromkeys(before.values()):
        olds = [end for end, answer in before.items() if answer == text]
        news = [end for end, answer in after.items() if answer == text]
        if len(olds) == len(news):
            ends |= dict(zip(olds, news, strict=True))
        else:
            ends |= {end: end for end in olds if end in news}
    left = [end for end in before if end not in ends]
    free = [end for end in after if end not in ends.values()]
    if len(left) == len(free) == 1:
        (old,), (new,) = left, free
        if old == new or _alike(before[old], after[new]) >= 0.6:
            ends[old] = new
    return ends


def _answer(task: Task) -> str:
    """Return the right answer of a task as one text; what only helps to judge it is left out."""
    texts = [f"{r.label} = {r.shown}" if r.label else r.shown for r in task.rights]
    if isinstance(task.form, Lines):
        return " … ".join(texts)
    in_order = isinstance(task.form, PickInOrder)
    return "; ".join(texts if in_order else sorted(texts))
