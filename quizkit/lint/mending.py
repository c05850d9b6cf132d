"""Decks mended: the edits of findings are made, as far as all else then reads as before.

A mend stands if every note that could be read before is still there, in its order, with its cards;
only the note that the finding is about may be another. What was mended may show what was behind it:
so the deck is checked again, until nothing more can be mended.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from quizkit.errors import Edit, Location
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.formats.report import line_starts
from quizkit.lint.finding import Finding
from quizkit.model import Deck, Note, cards_of

Checking: TypeAlias = Callable[[Reading], list[Finding]]

_MOST_ROUNDS = 100
"""More than the problems of one entry that may hide one behind the other."""


class Mended(NamedTuple):
    """A deck after mending.

    Args:
        reading: of its text as it is now.
        done: the findings that were mended.
        left: what is found in it now.
    """

    reading: Reading
    done: Sequence[Finding]
    left: Sequence[Finding]


def mended(
    reading: Reading, check: Checking, *, allowed: Callable[[Finding], bool] = bool
) -> Mended:
    """Return a deck with everything mended that can be mended safely; nothing is written.

    To mend what comes out once more changes nothing.

    Args:
        reading: the deck.
        check: finds what there is to mend, each time anew.
        allowed: whether a finding may be mended.
    """
    done: list[Finding] = []
    refused: set[tuple[str, str, str]] = set()
    findings = check(reading)
    for _ in range(_MOST_ROUNDS):
        hopeful = [
            one for one in findings if one.edits and allowed(one) and _sort(one) not in refused
        ]
        together = _apart(reading.text, hopeful)
        if not together:
            break
        accepted, after = _accepted(reading, together)
        if accepted:
            done += accepted
            reading, findings = after, check(after)
            refused.clear()  # one may be good now
        else:
            refused.update(map(_sort, together))
    return Mended(reading, done, findings)


def _sort(finding: Finding) -> tuple[str, str, str]:
    """Return what tells a finding from others, wherever it has moved to."""
    return str(finding.code), finding.message, finding.excerpt


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, none of which goes into another."""
    starts = line_starts(text)
    parts: list[str] = []
    at = 0
    for start, end, new in sorted((*_span(starts, edit), edit.text) for edit in edits):
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:]


def _span(starts: Sequence[int], edit: Edit) -> tuple[int, int]:
    return _offset(starts, edit.start), _offset(starts, edit.end)


def _offset(starts: Sequence[int], place: Location) -> int:
    return starts[place.line - 1] + place.column - 1


def _apart(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the first of the findings whose edits can be made together, in the order of the text."""
    starts = line_starts(text)
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for finding in findings:
        spans = [_span(starts, edit) for edit in finding.edits]
        if not any(_meet(one, other) for one in spans for other in taken[-9:]):
            found.append(finding)
            taken = sorted([*taken, *spans])
    return found


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _accepted(before: Reading, findings: Sequence[Finding]) -> tuple[Sequence[Finding], Reading]:
    """Return the findings that can be mended together, and the deck with their edits made.

    Where not all can, halves are tried, down to the ones that cannot.
    """
    if not findings:
        return (), before
    after = _read(before, with_edits(before.text, (e for one in findings for e in one.edits)))
    if _holds(before, after, findings):
        return findings, after
    if len(findings) == 1:
        return (), before
    middle = len(findings) // 2
    first, after_first = _accepted(before, findings[:middle])
    second, after_second = _accepted(before, findings[middle:])
    if not first or not second:
        return (first, after_first) if first else (second, after_second)
    both = (*first, *second)
    after = _read(before, with_edits(before.text, (e for one in both for e in one.edits)))
    return (both, after) if _holds(before, after, both) else (first, after_first)


def _read(before: Reading, text: str) -> Reading:
    return parse_deck(text, file=before.file)


def _holds(before: Reading, after: Reading, findings: Sequence[Finding]) -> bool:
    """Return whether mending left all as it was but for what the findings are about."""
    if not _are_gone(before, after, findings):
        return False
    old, new = before.lenient_deck, after.lenient_deck
    if old is None:
        return len(after.problems) <= len(before.problems)
    if new is None or not _same_head(old, new):
        return False
    now = {note.id: note for note in new.notes}
    still = {note.id for note in old.notes}
    if [note.id for note in new.notes if note.id in still] != [note.id for note in old.notes]:
        return False
    touched = _touched(before, old, filter(_is_of_rule, findings))
    return all(
        note.id in touched and _cards(note) == _cards(now[note.id])
        for note in old.notes
        if now[note.id] != note
    )


def _are_gone(before: Reading, after: Reading, findings: Iterable[Finding]) -> bool:
    """Return whether there are fewer problems of each sort, by those that were mended."""
    mended_now = Counter((str(f.code), f.message) for f in findings if not _is_of_rule(f))
    was = Counter((str(p.code), p.message) for p in before.problems)
    now = Counter((str(p.code), p.message) for p in after.problems)
    if not mended_now and len(after.problems) > len(before.problems):
        return False
    return all(now[sort] <= was[sort] - times for sort, times in mended_now.items())


def _is_of_rule(finding: Finding) -> bool:
    return finding.code.startswith("Q")


def _same_head(old: Deck, new: Deck) -> bool:
    """Return whether a deck is the same but for its notes; what could not be read may be there now."""
    pairs = (
        (old.id, new.id),
        (old.title, new.title),
        (old.language, new.language),
        (old.description, new.description),
        (old.tags, new.tags),
    )
    return all(not was or was == now for was, now in pairs) and old.sources.keys() <= (
        new.sources.keys()
    )


def _cards(note: Note) -> list[str]:
    return [card.id for card in cards_of(note, "")]


def _touched(reading: Reading, deck: Deck, findings: Iterable[Finding]) -> set[str]:
    """Return the ids of the notes that findings are about: the last that begins before each."""
    places = [one.location for one in findings]
    starts = [reading.origin(at).place() for at in range(len(deck.notes))] if places else []
    order = [(start.line, start.column) for start in starts]
    found = (bisect_right(order, (place.line, place.column)) - 1 for place in places)
    return {deck.notes[at].id for at in found if at >= 0}
