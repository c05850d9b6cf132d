"""The right answer and the given one compared, character by character, for a screen to show."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from attrs import evolve

from quizkit.grading.verdict import Segment, SegmentKind, Verdict

_LONGEST = 60

_EQUAL, _MISSING, _EXTRA = SegmentKind
_Run = tuple[SegmentKind, str]


def with_diff(verdict: Verdict, right: str, given: str) -> Verdict:
    """Return `verdict` with a comparison of the two texts, if they have enough in common.

    Letters are compared with their accents, so that no mark is shown without its letter.
    """
    if max(len(right), len(given)) > 4 * _LONGEST:  # normalising long texts can take for ever
        return verdict
    right, given = unicodedata.normalize("NFC", right), unicodedata.normalize("NFC", given)
    shorter, longer = sorted(map(len, (right, given)))
    if longer > _LONGEST or 2 * shorter < longer or 2 * shared_letters(right, given) < longer:
        return verdict
    segments = _compared(right, given)
    equal = sum(len(one.text) for one in segments if one.kind is _EQUAL)
    is_seen = len(segments) > 1  # a difference in letter case alone is not
    return evolve(verdict, diff=segments) if is_seen and 2 * equal >= longer else verdict


def shared_letters(one: str, other: str) -> int:
    """Return how many characters two texts share, wherever they stand, letter case aside."""
    one, other = one.casefold(), other.casefold()
    return sum([min(one.count(char), other.count(char)) for char in {*one}.intersection(other)])


def _compared(right: str, given: str) -> tuple[Segment, ...]:
    """Return the fewest missing and extra characters that tell the two apart."""
    a, b = ([char.casefold() for char in text] for text in (right, given))
    start = _common_start(a, b)
    tail = _common_start(a[start:][::-1], b[start:][::-1])
    middle = slice(start, len(a) - tail), slice(start, len(b) - tail)
    runs = [
        (_EQUAL, given[:start]),
        *_middle(right[middle[0]], given[middle[1]], a[middle[0]], b[middle[1]]),
        (_EQUAL, given[len(b) - tail :]),
    ]
    of_kind, text = itemgetter(0), itemgetter(1)
    written = groupby(filter(text, runs), key=of_kind)
    return tuple(Segment(kind, "".join(map(text, run))) for kind, run in written)


def _common_start(a: list[str], b: list[str]) -> int:
    """Return the number of characters that both begin with."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def _middle(right: str, given: str, a: list[str], b: list[str]) -> Iterator[_Run]:
    """Yield the comparison of what is left between a common start and a common end."""
    common = _longest_common(a, b)
    i = j = 0
    last = None
    while i < len(a) and j < len(b):
        here, below = common[i], common[i + 1]
        if a[i] == b[j] and (last is not _MISSING or below[j] < here[j]):
            last, text, i, j = _EQUAL, given[j], i + 1, j + 1
        elif below[j] >= here[j + 1]:  # a later one will do, and the gap stays whole
            last, text, i = _MISSING, right[i], i + 1
        else:
            last, text, j = _EXTRA, given[j], j + 1
        yield last, text
    yield _MISSING, right[i:]
    yield _EXTRA, given[j:]


def _longest_common(a: list[str], b: list[str]) -> list[list[int]]:
    """Return the length of the longest common subsequence from place i of `a` and j of `b` on."""
    backwards = b[::-1]
    table = [[0] * (len(b) + 1)]
    for one in reversed(a):
        length, row = 0, [0]
        for other, diagonal, below in zip(backwards, table[-1], table[-1][1:], strict=False):
            if one == other:
                length = diagonal + 1
            elif below > length:
                length = below
            row.append(length)
        table.append(row)
    return [row[::-1] for row in reversed(table)]
