"""Decks mended: the edits of findings are made, as far as all else then reads as before.

A mend stands if every note that could be read before is still there, in its order, with its cards;
only the note that the finding is about may be another. What was mended may show what was behind it:
so the deck is checked again, until nothing more can be mended.
"""

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from attrs import evolve

from quizkit.errors import Edit, Location, Problem, ProblemCode
from quizkit.formats.deck_yaml import Reading
from quizkit.formats.report import line_starts
from quizkit.lint.checked import CheckedDeck
from quizkit.lint.copies import Copies
from quizkit.lint.finding import Finding, from_problem
from quizkit.lint.registry import load
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
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


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
    left: list[Finding] = []
    for look in (_problems, check):  # what cannot be read comes first: no rule is needed for it
        reading, more, left = _mended(reading, look, allowed)
        done += more
    return Mended(reading, tuple(done), tuple(left))


def _problems(reading: Reading) -> list[Finding]:
    return list(map(from_problem, reading.problems))


def _mended(
    reading: Reading, check: Checking, allowed: Callable[[Finding], bool]
) -> tuple[Reading, list[Finding], list[Finding]]:
    """Return a deck mended as far as `check` finds what to mend, what was, and what is left."""
    done: list[Finding] = []
    refused: set[tuple[str, str, str]] = set()
    findings = check(reading)
    for _ in range(_MOST_ROUNDS):
        lossy = {p.location.file for p in reading.problems if p.code is ProblemCode.NOT_UTF8}
        hopeful = [
            one
            for one in findings
            if one.edits
            and allowed(one)
            and _sort(one) not in refused
            and one.location.file not in lossy  # nobody knows what its bytes were to be
        ]
        together = _apart(hopeful)
        if not together:
            break
        accepted, after = _accepted(reading, together)
        if accepted:
            done += accepted
            reading, findings = after, check(after)
            refused.clear()  # one may be good now
        else:
            refused.update(map(_sort, together))
    return reading, done, findings


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


def _rewritten(before: Reading, findings: Iterable[Finding]) -> Reading:
    """Return a deck with the edits of findings made, in whichever of its files they are."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for finding in findings:
        edits[finding.location.file] += finding.edits
    texts = before.texts
    return before.rewritten({file: with_edits(texts[file], own) for file, own in edits.items()})


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of the findings whose edits can be made together: the first of any that meet."""
    found: list[Finding] = []
    taken: list[tuple[_Place, _Place]] = []  # in order
    for finding in findings:
        spans = [(_place(edit.start), _place(edit.end)) for edit in finding.edits]
        if not any(_meets(span, taken) for span in spans):
            found.append(finding)
            for span in spans:
                insort(taken, span)
    return found


_Place: TypeAlias = tuple[str, int, int]


def _place(at: Location) -> _Place:
    return at.file, at.line, at.column


def _meets(span: tuple[_Place, _Place], taken: Sequence[tuple[_Place, _Place]]) -> bool:
    """Return whether a piece meets one of those before; they are in order, and none meets another."""
    at = bisect_right(taken, span)
    return any(span[0] <= end and start <= span[1] for start, end in taken[max(0, at - 1) : at + 1])


def _accepted(before: Reading, findings: Sequence[Finding]) -> tuple[Sequence[Finding], Reading]:
    """Return the findings that can be mended together, and the deck with their edits made.

    Where not all can, halves are tried, down to the ones that cannot.
    """
    if not findings:
        return (), before
    after = _rewritten(before, findings)
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
    after = _rewritten(before, both)
    return (both, after) if _holds(before, after, both) else (first, after_first)


def _holds(before: Reading, after: Reading, findings: Sequence[Finding]) -> bool:
    """Return whether mending left all as it was but for what the findings are about."""
    if not _are_gone(before, after, findings):
        return False
    old, new = before.lenient_deck, after.lenient_deck
    if old is None:  # nothing could be read, and what hid the rest is gone
        return True
    if new is None or not _same_head(old, new):
        return False
    now = {note.id: note for note in new.notes}
    still = {note.id for note in old.notes}
    if [note.id for note in new.notes if note.id in still] != [note.id for note in old.notes]:
        return False
    touched = _touched(before, old, filter(_is_of_rule, findings))
    changed = [note for note in old.notes if now[note.id] != note]
    return all(
        note.id in touched and _cards(note) == _cards(now[note.id]) for note in changed
    ) and _fail(new, [now[note.id] for note in changed]) <= _fail(old, changed)


def _are_gone(before: Reading, after: Reading, findings: Iterable[Finding]) -> bool:
    """Return whether fewer problems of each sort are told of a line, and rules brought none."""
    problems = [one for one in findings if not _is_of_rule(one)]
    if not problems and len(after.problems) > len(before.problems):
        return False
    if any(one.code == ProblemCode.BAD_ID for one in problems) and _twins(after) > _twins(before):
        return False
    was, now = Counter(map(_told, before.problems)), Counter(map(_told, after.problems))
    return all(
        now[told] <= was[told] - times for told, times in Counter(map(_told, problems)).items()
    )


def _twins(reading: Reading) -> int:
    return sum(one.code == ProblemCode.DUPLICATE_ID for one in reading.problems)


def _told(one: Finding | Problem) -> tuple[str, str, str, int]:
    return str(one.code), one.message, one.location.file, one.location.line


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


def _fail(deck: Deck, notes: Sequence[Note]) -> set[tuple[str, str]]:
    """Return what is wrong with the examples of notes, as a rule says it."""
    if not any(note.examples for note in notes):
        return set()
    some = CheckedDeck(evolve(deck, notes=tuple(notes)), Copies({}))
    return {(notes[hit.path.note or 0].id, hit.message) for hit in load("Q601").find(some)}


def _cards(note: Note) -> list[str]:
    return [card.id for card in cards_of(note, "")]


def _touched(reading: Reading, deck: Deck, findings: Iterable[Finding]) -> set[str]:
    """Return the ids of the notes that findings are about: the last that begins before each."""
    places = [_place(one.location) for one in findings]
    starts = [_place(reading.origin(at).place()) for at in range(len(deck.notes))] if places else []
    order = sorted(zip(starts, (note.id for note in deck.notes), strict=False))
    found = (bisect_right(order, place, key=_start) - 1 for place in places)
    return {order[at][1] for at in found if at >= 0}


def _start(placed: tuple[_Place, str]) -> _Place:
    return placed[0]
