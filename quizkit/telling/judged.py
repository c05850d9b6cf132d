"""Feedback: what an answer was worth and why, the right answer, and the grades on offer."""

from collections import Counter
from typing import NamedTuple

from quizkit.grading import Outcome, Part, Segment, SegmentKind, Verdict, right_answer
from quizkit.model import PickForEach
from quizkit.scheduling import Rating
from quizkit.session import Judged, Session
from quizkit.telling.compared import (
    OptionTold,
    PlaceTold,
    Run,
    filled_in,
    options_told,
    order_told,
)
from quizkit.wording import GRADES, given_answer, wait, when

MARKS = {Outcome.CORRECT: "✓", Outcome.CLOSE: "≈", Outcome.PARTIAL: "◐", Outcome.WRONG: "✗"}
"""The sign of each outcome; it stands beside words, and no meaning is carried by colour alone."""

_WORDS = {
    Outcome.CORRECT: "Right",
    Outcome.CLOSE: "Close enough",
    Outcome.PARTIAL: "Partly right",
    Outcome.WRONG: "Wrong",
}


class Heading(NamedTuple):
    """What an answer was worth: a sign and words; the outcome is None where it was shown.

    `reason` is what the text ends with, where that says why; it may be a text of the note.
    """

    outcome: Outcome | None
    mark: str
    text: str
    reason: str = ""


class PartTold(NamedTuple):
    """What one part of an answer was worth, and what would have been right.

    It is in `pieces`: texts of the note, what was given, and what is said between them.
    """

    outcome: Outcome
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(self.pieces)


class Feedback(NamedTuple):
    """What there is to tell of an answer; an empty part is not to be told, or was said already.

    Args:
        heading: what it was worth; None where the learner is the judge.
        given: the answer as the learner gave it.
        difference: the given answer compared with the right one.
        parts: each part of an answer that has several, unless all are right, or none is and they say
            no more than `given` and `answer`.
        answer: the right answer.
        explanation: what the author has to say, whatever was answered.
        order: the right order, each item with the place it was given, unless all are right.
        options: those there were to choose from, right ones and picked ones marked. They say what
            `given`, `parts` and `answer` say of them: a front shows the one or the others.
        filled: the text of a cloze with its blanks filled in, which likewise says the answer.
    """

    heading: Heading | None
    given: str
    difference: tuple[Segment, ...]
    parts: tuple[PartTold, ...]
    answer: str
    explanation: str
    order: tuple[PlaceTold, ...] = ()
    options: tuple[OptionTold, ...] = ()
    filled: tuple[Run, ...] = ()


class Grade(NamedTuple):
    """A grade on offer: its name, how long it puts the card off, and whether NEXT takes it."""

    rating: Rating
    name: str
    wait: str
    is_default: bool


def feedback(judged: Judged) -> Feedback:
    """Return the verdict on an answer and its reason, the right answer, and the explanation."""
    given, right = given_answer(judged.response), right_answer(judged.card)
    explanation = judged.card.note.explanation
    if judged.self_rated:
        return Feedback(None, given, (), (), right, explanation)
    outcome, order = judged.verdict.outcome, order_told(judged)
    told = judged.verdict.parts if given and outcome is not Outcome.CORRECT else ()
    if all(map(_says_no_more, told)):
        told = ()
    parts = () if order else tuple(PartTold(part.verdict.outcome, _said(part)) for part in told)
    return Feedback(
        heading=_heading(judged),
        given="" if parts or order else given,  # which say it
        difference=_difference(judged.verdict) if given and not parts else (),
        parts=parts,
        answer="" if order or _is_told(judged, right, parts) else right,
        explanation=explanation,
        order=order,
        options=options_told(judged),
        filled=filled_in(judged),
    )


def _says_no_more(part: Part) -> bool:
    """Return whether a part is but a right answer left out, or one given that answers nothing."""
    one_sided = not (part.name or (part.given and part.right))
    return one_sided and part.verdict.outcome is Outcome.WRONG


def _is_told(judged: Judged, right: str, parts: tuple[PartTold, ...]) -> bool:
    """Return whether the right answer stands in what was given, picked or told of each label."""
    if judged.asking.options and judged.verdict.outcome is Outcome.CORRECT:
        return True
    if parts and isinstance(judged.asking.form, PickForEach):
        return True
    return right.strip() == given_answer(judged.response)


def _heading(judged: Judged) -> Heading:
    verdict = judged.verdict
    outcome = verdict.outcome
    if judged.response is None:
        return Heading(None, "–", "Shown")
    if judged.overruled:
        outcome = Outcome.CORRECT if judged.right else Outcome.WRONG
        return Heading(outcome, MARKS[outcome], f"{_WORDS[outcome]}, you say")
    said = f"{_WORDS[outcome]}{': ' if verdict.reason else ''}{verdict.reason}"
    return Heading(outcome, MARKS[outcome], said, verdict.reason)


def _said(part: Part) -> tuple[str, ...]:
    """Return what is right in a part of an answer, then what was given if that is something else."""
    name = (part.name, ": ") if part.name else ()
    if not part.given and not part.name:
        return ("missing: ", part.right)
    if not part.right or part.verdict.outcome is Outcome.CORRECT:
        return (*name, part.given)
    if not part.given:
        return (*name, part.right, ", left out")
    but = ", not " if part.verdict.outcome is Outcome.WRONG else "; you: "
    return (*name, part.right, but, part.given)


def _difference(verdict: Verdict) -> tuple[Segment, ...]:
    """Return the difference of the two answers; far from right it would only be noise."""
    if not verdict.diff or verdict.outcome is Outcome.CORRECT:
        return ()
    sizes: Counter[bool] = Counter()
    for segment in verdict.diff:
        sizes[segment.kind is SegmentKind.EQUAL] += len(segment.text)
    far = verdict.outcome is Outcome.WRONG and 3 * sizes[False] > sizes[True]
    return () if far else verdict.diff


def grades(session: Session, judged: Judged) -> tuple[Grade, ...]:
    """Return the grades on offer, in order; in practice none puts the card off."""
    day, practice = session.progress.day, session.plan.practice
    return tuple(
        Grade(
            rating,
            GRADES[rating],
            "" if practice else wait(judged.at, state.due, day),
            rating is judged.default,
        )
        for rating, state in judged.offers.items()
    )


def comes_back(session: Session, judged: Judged) -> str:
    """Return the grade of an answer and when its card comes back; empty if nothing is scheduled."""
    if judged.rating is None or session.plan.practice:
        return ""
    back = when(judged.at, judged.offers[judged.rating].due, session.progress.day)
    return f"{GRADES[judged.rating]}: comes back {back}"
