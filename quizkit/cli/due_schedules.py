"""The schedules of decks, worked out for `quizkit due`: as quickly as what changed since admits.

From the cache with the rows of the cards that were answered since, from all rows of the snapshot, or
from the log, with edits of decks followed that `play` has not seen yet.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.due_cache import (
    DeckCards,
    DueCache,
    Included,
    Patch,
    Schedule,
    Stamp,
    Terms,
    keep_cards,
    keep_settings,
    kept_cards,
    kept_settings,
    stamp_of,
    stamps_of,
)
from quizkit.progress.instants import milliseconds
from quizkit.study_queue.turns import StudyDays, Turn

if TYPE_CHECKING:
    from quizkit.errors import DeckError
    from quizkit.model import Deck
    from quizkit.progress import Progress
    from quizkit.store.dues import DueRow, Dues


Scheduled = dict[Path, tuple[tuple[Stamp, Included], Schedule]]
"""The schedules of decks, each with the stamps of its files."""


def gone_on(
    path: Path, files: Sequence[Path], cache: DueCache
) -> tuple[Terms, list[Schedule]] | None:
    """Return terms and schedules from what was kept before the last answers, and their cards' rows.

    None if that is not all that changed.
    """
    made = cache.find_made(files) if cache.mark else None
    if made is None or cache.mark is None:
        return None
    from quizkit.store.dues import read_dues

    terms, schedules = made
    dues = read_dues(path, cache.mark)
    kept = kept_settings(path, dues.settings) if dues else None
    known = terms.new_a_day, terms.day_start, terms.new_order
    if dues is None or kept != (dues.basis, *known):
        return None
    if not terms.reaches(dues.newest):
        return None
    left, introduced = set(dues.rows), dict(terms.introduced)
    days = StudyDays(terms.day_start)
    patches: dict[Path, Patch] = {}
    for file, schedule in zip(files, schedules, strict=True):
        deck = kept_cards(file, stamp_of(file))
        if deck is None:
            return None
        patches[file] = patch = []
        for place, card in enumerate(deck.cards):
            if card in left:
                row, before = dues.rows[card], schedule.turns[place]
                if before.answered is None and row.first is not None:
                    day = str(row.first)
                    introduced[day] = introduced.get(day, 0) + 1
                patch.append((place, _turn(before.note, row, days)))
        left.difference_update(deck.cards)
        schedule.patched(patch)
    if left:  # cards of other decks, of which nothing was kept
        return None
    terms = terms._replace(introduced=introduced)
    cache.keep_since(terms, patches)
    return terms, schedules


def by_rows(
    path: Path, files: Sequence[Path], now: datetime
) -> tuple[Terms, Scheduled, list[object]] | None:
    """Return terms, schedules and where the log ends; None if a deck, or more, has to be read whole."""
    from quizkit.store.dues import DueRow, read_dues

    stamps = {file: stamp_of(file) for file in files}
    decks = {file: kept_cards(file, stamp) for file, stamp in stamps.items()}
    dues = read_dues(path) if all(decks.values()) else None
    kept = kept_settings(path, dues.settings) if dues else None
    if dues is None or kept is None or kept[0] != dues.basis:
        return None
    _, new_a_day, day_start, new_order = kept
    introduced, as_of = dues.introduced(), milliseconds(now)
    terms = Terms(introduced, new_a_day, day_start, as_of, new_order=new_order)
    if not terms.reaches(dues.newest):
        return None
    days = StudyDays(day_start)
    unknown = DueRow()
    scheduled: Scheduled = {}
    for file, deck in decks.items():
        if deck is not None:
            if not deck.problems and not _is_as_seen(deck, stamps[file], dues):
                return None
            rows = (dues.rows.get(card, unknown) for card in deck.cards)
            turns = [_turn(note, row, days) for note, row in zip(deck.notes, rows, strict=True)]
            scheduled[file] = (stamps[file], deck.included), _schedule(deck, turns)
    return terms, scheduled, dues.mark


def _is_as_seen(deck: DeckCards, stamp: Stamp, dues: "Dues") -> bool:
    """Return whether progress has no edit of a deck to follow, nor another name of it."""
    if stamp is None:
        return False
    if deck.id in dues.seen:
        others = (f"\n{name}\n{_seen_as(each)}" for name, each in deck.included)
        return bool(dues.seen[deck.id][1] == "".join([_seen_as(stamp), *others]))
    known = any(card.startswith(f"{deck.id}#") for card in dues.rows)
    return not known and all(Path(os.fsdecode(path)).exists() for path, _ in dues.seen.values())


def _seen_as(stamp: Stamp) -> str:
    """Return what a desk remembers of a file that has this stamp."""
    return f"{stamp[0]}-{stamp[1]}" if stamp else ""


def _turn(note: int, row: "DueRow", days: StudyDays) -> Turn[int]:
    """Return the turn of a card from its row; as `study_queue.turn_of`."""
    due, zone, answered, hidden, learning, _ = row
    if due is None or zone is None:
        return Turn(note, None, None, answered, hidden)
    day, begins = days.of(due, zone)
    timed = not begins if learning else day == answered
    return Turn(note, due, day, answered, hidden, learning, timed)


def by_log(
    path: Path, files: Sequence[Path], now: datetime
) -> "tuple[Terms, Scheduled, list[DeckError]]":
    """Return terms and schedules from the log, which need not be there yet, and what is no deck."""
    from collections import Counter

    from quizkit import desk
    from quizkit.cli.following import follow_unwritten
    from quizkit.errors import DeckError
    from quizkit.progress.instants import milliseconds_if
    from quizkit.store.dues import settings_of_file

    # Both before what they tell of is read: what is newer is then seen.
    stamps = {file: stamp_of(file) for file in files}
    known_by = settings_of_file(path)
    with desk.read(path) as learner:
        decks = follow_unwritten(learner, files, now)
        settings, progress, ahead = learner.settings, learner.due_dates(), learner.ahead(now)
        known = learner.basis(), settings.new, settings.day_start, settings.new_order
        keep_settings(path, known_by, known)
    days = Counter(record.first_day for record in progress.records.values())
    introduced = {str(day): count for day, count in days.items() if day is not None}
    as_of = milliseconds(now), ahead.number, milliseconds_if(ahead.first)
    terms = Terms(introduced, settings.new, settings.day_start, *as_of, settings.new_order)
    scheduled: Scheduled = {}
    errors: list[DeckError] = []
    for file, stamp in stamps.items():
        try:
            cards = _cards(file, stamp, decks.get(file))
        except DeckError as error:
            errors.append(error)
        else:
            scheduled[file] = (stamp, cards.included), schedule_of(cards, progress)
    return terms, scheduled, errors


def _cards(file: Path, stamp: Stamp, deck: "Deck | None") -> DeckCards:
    """Return the cards of a deck, its file read only if it was changed and is not read yet.

    Raises:
        DeckError: it cannot be read.
    """
    cards = kept_cards(file, stamp)
    if cards is None:
        from quizkit.formats.deck_yaml import load_deck

        deck = deck or load_deck(file, lenient=True)
        included = stamps_of(file, deck.included)
        if included:  # read once more: what is newer than the stamps is then seen
            deck = load_deck(file, lenient=True)
        cards = deck_cards(deck)._replace(included=included)
        keep_cards(file, stamp, cards)
    return cards


def deck_cards(deck: "Deck") -> DeckCards:
    """Return the cards of a deck."""
    numbers = {id(note): number for number, note in enumerate(deck.notes)}
    notes = [numbers[id(card.note)] for card in deck.cards]
    cards = DeckCards(deck.id, deck.title, [card.id for card in deck.cards], notes)
    if not deck.problems:
        return cards
    from quizkit.cli.left_out import places_left_out

    return cards._replace(problems=len(deck.problems), left_out=places_left_out(deck))


def schedule_of(deck: DeckCards, progress: "Progress") -> Schedule:
    """Return the due dates of the cards of a deck."""
    from quizkit.progress.instants import milliseconds_if
    from quizkit.study_queue import turn_of

    turns: list[Turn[int]] = []
    for card, note in zip(deck.cards, deck.notes, strict=True):
        _, due, day, answered, hidden, *how = turn_of(note, progress.record(card), progress.day)
        turns.append(Turn(note, milliseconds_if(due), day, answered, hidden, *how))
    return _schedule(deck, turns)


def _schedule(deck: DeckCards, turns: list[Turn[int]]) -> Schedule:
    left_out = [(file, line) for file, line in deck.left_out]
    return Schedule(deck.id, deck.title, turns, deck.problems, left_out)
