"""What grading says of an answer: the outcome, why, and what a screen can show of it."""

from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum
from typing import Any, TypeVar

from attrs import frozen

from quizkit.grading.codes import Code
from quizkit.value import Value

Response = str | Sequence[str] | Mapping[str, str] | None
"""What a learner may give: one text, texts in order, texts by label, or nothing."""


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


class SegmentKind(StrEnum):
    """Where the characters of a segment stand."""

    EQUAL = "equal"
    """In both texts."""
    MISSING = "missing"
    """In the right answer only."""
    EXTRA = "extra"
    """In the given answer only."""


@frozen(eq=False, repr=False)
class Segment(Value):
    """A run of characters in a comparison of the given answer with the right one, as written."""

    kind: SegmentKind
    text: str


@frozen(eq=False, repr=False)
class Verdict(Value):
    """The judgement of one answer.

    Args:
        outcome: correct, close, partial or wrong.
        score: 1 if correct, 0.9 if close, 0 if wrong, else between 0 and 1.
        code: the reason for programs, which may say it in words of their own.
        reason: the reason for the learner, a sentence without capital and full stop, in English
            whatever the deck's language. It says what to look at, as the right answer stands beside
            it; empty only if the answer is correct, and nothing needs saying.
        parts: the verdicts of the parts, for answers with several.
        diff: the right answer and the given one compared; None where that would not help.
    """

    outcome: Outcome
    score: float
    code: Code
    reason: str = ""
    parts: "tuple[Part, ...]" = ()
    diff: tuple[Segment, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as plain JSON values, with its type and the version of its layout."""
        return {
            "type": "verdict",
            "version": _VERSION,
            "outcome": self.outcome.value,
            "score": self.score,
            "code": self.code.value,
            "reason": self.reason,
            "parts": [
                {"name": p.name, "given": p.given, "right": p.right, "verdict": p.verdict.to_dict()}
                for p in self.parts
            ],
            "diff": self.diff and [[segment.kind.value, segment.text] for segment in self.diff],
        }

    @classmethod
    def from_dict(cls, data: object) -> "Verdict":
        """Return the verdict that `to_dict` wrote.

        Raises:
            ValueError: it is no verdict, or of a version or with a code that is not known here.
        """
        match data:
            case {"type": "verdict", "version": version, **fields} if version == _VERSION:
                return _verdict(fields)
            case {"type": "verdict", "version": version}:
                raise ValueError(
                    f"a stored verdict of version {version!r:.60}; "
                    f"this program reads version {_VERSION}"
                )
        raise ValueError(f"no stored verdict: {data!r:.60}")


_VERSION = 1
_Name = TypeVar("_Name", bound=Enum)


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


# Only now is there a `Part`; attrs leaves the text that stood for it.
Verdict.__init__.__annotations__["parts"] = tuple[Part, ...]


def _verdict(fields: dict[Any, Any]) -> Verdict:
    """Return a stored verdict from its fields, type and version taken off."""
    match fields:
        case {
            "outcome": str(outcome),
            "score": int(score) | float(score),
            "code": str(code),
            "reason": str(reason),
            "parts": [*parts],
            "diff": [*_] | None as diff,
            **unknown,
        } if 0 <= score <= 1 and not unknown:
            segments = None if diff is None else tuple(map(_segment, diff))
            return Verdict(
                _known(Outcome, outcome),
                score,
                _known(Code, code),
                reason,
                tuple(map(_part, parts)),
                segments,
            )
    raise ValueError(f"a field of a stored verdict is missing, unknown or wrong: {fields!r:.200}")


def _known(names: type[_Name], value: str) -> _Name:
    """Return the member of an enum that has a value; ValueError if only a later quizkit has one."""
    try:
        return names(value)
    except ValueError:
        raise ValueError(
            f"a stored verdict with the unknown {names.__name__} {value!r:.60}"
        ) from None


def _part(data: object) -> Part:
    match data:
        case {"name": str(name), "given": str(given), "right": str(right), "verdict": verdict}:
            return Part(name, given, right, Verdict.from_dict(verdict))
    raise ValueError(f"no part of a stored verdict: {data!r:.60}")


def _segment(data: object) -> Segment:
    match data:
        case [str(kind), str(text)]:
            return Segment(_known(SegmentKind, kind), text)
    raise ValueError(f"no segment of a stored verdict: {data!r:.60}")


CORRECT = Verdict(Outcome.CORRECT, 1.0, Code.CORRECT)


_MOST_SHOWN = 60
"""Longest text, in characters, that a reason repeats."""


def it_is(said: str, right: str) -> str:
    """Return a reason that ends in the right answer, unless that is long: it stands beside it."""
    return f"{said}: it is {right}" if len(right) <= _MOST_SHOWN else said


def shortly(text: str) -> str:
    """Return a text as a reason quotes it, cut where it is long."""
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def close(code: Code, reason: str) -> Verdict:
    """Return the verdict close."""
    return Verdict(Outcome.CLOSE, CLOSE_SCORE, code, reason)


def wrong(code: Code, reason: str) -> Verdict:
    """Return the verdict wrong."""
    return Verdict(Outcome.WRONG, 0.0, code, reason)


def partial(score: float, code: Code, reason: str) -> Verdict:
    """Return the verdict for `score`, which may be 0 or 1 and is then wrong or correct."""
    if score >= 1:
        return CORRECT
    if score <= 0:
        return wrong(code, reason)
    return Verdict(Outcome.PARTIAL, score, code, reason)


def combined(verdicts: Sequence[Verdict], parts: str = "parts") -> Verdict:
    """Return the verdict on an answer of one or more parts: the mean of their scores.

    All right with a slip is close. `parts` is what the parts are called.
    """
    outcomes = [verdict.outcome for verdict in verdicts]
    right = sum(outcome.remembered for outcome in outcomes)
    if right == len(verdicts):
        least = min(verdicts, key=lambda verdict: verdict.score)
        return close(least.code, least.reason) if Outcome.CLOSE in outcomes else CORRECT
    reason = f"{right} of {len(verdicts)} {parts}"
    if Outcome.PARTIAL in outcomes:
        reason += ", and a part of another" if right else ", but a part of one"
    return partial(sum(verdict.score for verdict in verdicts) / len(verdicts), Code.PARTS, reason)


NO_ANSWER = wrong(Code.EMPTY, "no answer was given")
TOO_LONG = wrong(Code.TOO_LONG, "that is far too long to be the answer")
