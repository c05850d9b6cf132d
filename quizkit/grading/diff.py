"""The right answer and the given one compared, character by character, for a screen to show."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from attrs import evolve

from quizkit.answers.letters import common_start
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
    if longer > _LONGEST or 2 * shorter < longer:
        return verdict
    a, b = _small(right), _small(given)
    start = common_start(a, b)
    tail = common_start(a[start:][::-1], b[start:][::-1])
    if 2 * (start + tail) < longer and 2 * shared_letters(right, given) < longer:
        return verdict
    middle = slice(start, len(a) - tail), slice(start, len(b) - tail)
    runs = [
        (_EQUAL, given[:start]),
        *_middle(right[middle[0]], given[middle[1]], a[middle[0]], b[middle[1]]),
        (_EQUAL, given[len(b) - tail :]),
    ]
    segments = tuple(_segments(runs))
    equal = sum(len(one.text) for one in segments if one.kind is _EQUAL)
    is_seen = len(segments) > 1  # a difference in letter case alone is not
    return evolve(verdict, diff=segments) if is_seen and 2 * equal >= longer else verdict


def shared_letters(one: str, other: str) -> int:
    """Return how many characters two texts share, wherever they stand, letter case aside."""
    one, other = one.casefold(), other.casefold()
    return sum([min(one.count(char), other.count(char)) for char in {*one}.intersection(other)])


def _segments(runs: Iterable[_Run]) -> Iterator[Segment]:
    """Yield runs of characters, neighbours of one kind as one."""
    of_kind, text = itemgetter(0), itemgetter(1)
    for kind, run in groupby(filter(text, runs), key=of_kind):
        yield Segment(kind, "".join(map(text, run)))


def _small(text: str) -> Sequence[str]:
    """Return the characters of a text in small letters, each by itself: the small ß is two."""
    return text.lower() if text.isascii() else [char.casefold() for char in text]


def _middle(right: str, given: str, a: Sequence[str], b: Sequence[str]) -> Iterator[_Run]:
    """Yield the comparison of what is left between a common start and a common end."""
    common = _longest_common(a, b) if a and b else []
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


def _longest_common(a: Sequence[str], b: Sequence[str]) -> list[list[int]]:
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
