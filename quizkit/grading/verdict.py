"""What grading says of an answer: the outcome, why, and what a screen can show of it."""

import unicodedata
from collections.abc import Sequence
from enum import Enum

from attrs import evolve, frozen

from quizkit.value import Value


class Outcome(Enum):
    """How good an answer is."""

    CORRECT = "correct"
    CLOSE = "close"
    PARTIAL = "partial"
    WRONG = "wrong"

    @property
    def remembered(self) -> bool:
        """Whether the answer counts as remembered: correct, or right but for a slip."""
        return self is Outcome.CORRECT or self is Outcome.CLOSE


CLOSE_SCORE = 0.9


@frozen(eq=False, repr=False)
class Segment(Value):
    """A run of characters in a comparison of the given answer with the right one.

    Args:
        kind: `equal` (in both), `missing` (in the right answer only) or `extra` (given only).
        text: the characters, as they were written.
    """

    kind: str
    text: str


@frozen(eq=False, repr=False)
class Verdict(Value):
    """The judgement of one answer.

    Args:
        outcome: correct, close, partial or wrong.
        score: 1 if correct, 0.9 if close, 0 if wrong, else between 0 and 1.
        code: the reason for programs, a stable short name such as `slip` or `unit`.
        reason: the reason for the learner, a sentence without capital and full stop; empty if the
            answer is correct and nothing needs saying.
        parts: the verdicts of the parts, for answers with several.
        diff: the right answer and the given one compared; None where that would not help.
    """

    outcome: Outcome
    score: float
    code: str
    reason: str = ""
    parts: tuple["Part", ...] = ()
    diff: tuple[Segment, ...] | None = None


@frozen(eq=False, repr=False)
class Part(Value):
    """The verdict of one part of an answer.

    Args:
        name: which part: the left side of a pair, the number of a blank or a place, else empty.
        given: what the learner gave; empty if nothing.
        right: what would be right; empty if what was given has no place at all.
        verdict: the judgement.
    """

    name: str
    given: str
    right: str
    verdict: Verdict


def correct(code: str = "correct", reason: str = "") -> Verdict:
    """Return the verdict correct."""
    return Verdict(Outcome.CORRECT, 1.0, code, reason)


def close(code: str, reason: str) -> Verdict:
    """Return the verdict close."""
    return Verdict(Outcome.CLOSE, CLOSE_SCORE, code, reason)


def wrong(code: str, reason: str) -> Verdict:
    """Return the verdict wrong."""
    return Verdict(Outcome.WRONG, 0.0, code, reason)


def partial(score: float, code: str, reason: str) -> Verdict:
    """Return the verdict for `score`, which may be 0 or 1 and is then wrong or correct."""
    if score >= 1:
        return correct()
    if score <= 0:
        return wrong(code, reason)
    return Verdict(Outcome.PARTIAL, score, code, reason)


def combined(verdicts: Sequence[Verdict], parts: str = "parts") -> Verdict:
    """Return the verdict on an answer of several parts: the mean of their scores.

    All right with a slip is close. `parts` is what the parts are called.
    """
    if not verdicts:
        return NO_ANSWER
    right = sum(verdict.outcome.remembered for verdict in verdicts)
    if right == len(verdicts):
        slip = next((one for one in verdicts if one.outcome is Outcome.CLOSE), None)
        return correct() if slip is None else close(slip.code, slip.reason)
    score = sum(verdict.score for verdict in verdicts) / len(verdicts)
    reason = f"{right} of {len(verdicts)} {parts}"
    if any(verdict.outcome is Outcome.PARTIAL for verdict in verdicts):
        reason += ", and a part of another" if right else ", but a part of one"
    return partial(score, "parts", reason)


NO_ANSWER = wrong("empty", "no answer was given")
TOO_LONG = wrong("too-long", "that is far too long to be the answer")

_MAX_DIFF = 60


def with_diff(verdict: Verdict, right: str, given: str) -> Verdict:
    """Return `verdict` with a comparison of the two texts, if they have enough in common.

    Letters are compared with their accents, so that no mark is shown without its letter.
    """
    if max(len(right), len(given)) > 4 * _MAX_DIFF:  # normalising long texts can take for ever
        return verdict
    right, given = unicodedata.normalize("NFC", right), unicodedata.normalize("NFC", given)
    longest = max(len(right), len(given))
    if longest > _MAX_DIFF or 2 * min(len(right), len(given)) < longest:
        return verdict
    segments = _compared(right, given)
    equal = sum(len(segment.text) for segment in segments if segment.kind == "equal")
    is_seen = len(segments) > 1  # a difference in letter case alone is not
    return evolve(verdict, diff=segments) if is_seen and 2 * equal >= longest else verdict


def _compared(right: str, given: str) -> tuple[Segment, ...]:
    """Return the fewest missing and extra characters that tell the two apart."""
    a, b = ([char.casefold() for char in text] for text in (right, given))
    start, end, other_end = 0, len(a), len(b)
    while start < end and start < other_end and a[start] == b[start]:
        start += 1
    while end > start and other_end > start and a[end - 1] == b[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    runs = [("equal", given[:start])]
    runs += _middle(right[start:end], given[start:other_end], a[start:end], b[start:other_end])
    return _joined([*runs, ("equal", given[other_end:])])


def _middle(right: str, given: str, a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """Return the comparison of what is left between a common start and a common end."""
    if not (a and b):
        return [("missing", right), ("extra", given)]
    common = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]  # longest common, from i and j on
    for i in range(len(a) - 1, -1, -1):
        row, below = common[i], common[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    runs: list[tuple[str, str]] = []
    i = j = 0
    while i < len(a) or j < len(b):
        is_equal = i < len(a) and j < len(b) and a[i] == b[j]
        in_gap = bool(runs) and runs[-1][0] == "missing"
        if is_equal and not (in_gap and common[i + 1][j] == common[i][j]):  # a later one will do
            runs.append(("equal", given[j]))
            i, j = i + 1, j + 1
        elif i < len(a) and (j == len(b) or common[i + 1][j] >= common[i][j + 1]):
            runs.append(("missing", right[i]))
            i += 1
        else:
            runs.append(("extra", given[j]))
            j += 1
    return runs


def _joined(runs: list[tuple[str, str]]) -> tuple[Segment, ...]:
    """Return neighbouring runs of one kind as one segment each."""
    segments: list[Segment] = []
    for kind, text in runs:
        if not text:
            continue
        if segments and segments[-1].kind == kind:
            segments[-1] = Segment(kind, segments[-1].text + text)
        else:
            segments.append(Segment(kind, text))
    return tuple(segments)
