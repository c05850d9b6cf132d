"""Each kind of task with what judges it, and with the sentence that says how.

A kind has a row in the table, and its two functions stand side by side, here or where it is judged.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from typing import Any, NamedTuple

from quizkit.answers.letters import MAX_LENGTH
from quizkit.grading.attempt import Attempt
from quizkit.grading.choices import (
    describe_choice,
    describe_several,
    describe_statement,
    judge_choice,
    judge_several,
    judge_statement,
)
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import describe_typed
from quizkit.grading.given import Standard
from quizkit.grading.key import judge_key
from quizkit.grading.lists import describe_list, judge_list
from quizkit.grading.order import describe_order, judge_order
from quizkit.grading.parts import (
    describe_cloze,
    describe_pairs,
    judge_cloze,
    judge_pairs,
)
from quizkit.grading.verdict import NO_ANSWER, TOO_LONG, Outcome, Response, Verdict
from quizkit.model import (
    Blanks,
    Card,
    ChoiceNote,
    Judging,
    ListNote,
    OrderNote,
    OwnWords,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    Task,
    TrueFalseNote,
    TypedNote,
)

NOT_JUDGED = Verdict(
    Outcome.PARTIAL, 0.5, Code.NOT_JUDGED, "compare with the answer, and rate yourself"
)
"""The verdict on a self-rated card: neither right nor wrong, until the learner says so."""


class _Way(NamedTuple):
    """How one kind is judged, and the sentence that says so; both functions take its task."""

    judge: Callable[[Any, Attempt], Verdict]
    describe: Callable[[Any, Judging], str]


def _judge_typed(task: TypedNote, attempt: Attempt) -> Verdict:
    return judge_key(task.key, attempt.given, attempt.standard)


def _describe_typed(task: TypedNote, judging: Judging) -> str:
    return describe_typed(task.key, judging)


def _judge_own_words(task: SelfRatedNote, attempt: Attempt) -> Verdict:
    return NOT_JUDGED


def _describe_own_words(task: SelfRatedNote, judging: Judging) -> str:
    return "not judged: the learner compares and rates"


WAYS: Mapping[type[Task], _Way] = {
    TypedNote: _Way(_judge_typed, _describe_typed),
    ChoiceNote: _Way(judge_choice, describe_choice),
    ListNote: _Way(judge_list, describe_list),
    SeveralChoicesNote: _Way(judge_several, describe_several),
    TrueFalseNote: _Way(judge_statement, describe_statement),
    OrderNote: _Way(judge_order, describe_order),
    PairsNote: _Way(judge_pairs, describe_pairs),
    SelfRatedNote: _Way(_judge_own_words, _describe_own_words),
    Blanks: _Way(judge_cloze, describe_cloze),
}
"""A test holds it to have a row for each kind."""


def judge_card(
    card: Card,
    response: Response,
    options: Sequence[str],
    other_answers: Collection[str],
    *,
    without: int = 0,
) -> Verdict:
    """Return the verdict on an answer to `card`; arguments as in `grade` and `Standard`."""
    if not isinstance(response, str) and not isinstance(card.task.form, OwnWords):
        if response is None:
            return NO_ANSWER
        if isinstance(response, Sized) and len(response) > MAX_LENGTH:
            return TOO_LONG
    question = getattr(card.task, "question", "")
    standard = Standard(
        card.judging,
        other_answers,
        question=question,
        without=without,
        formulas=_formulas(card.note.marks) if card.note.marks else frozenset(),
    )
    way = WAYS[type(card.task)]
    if card.note.marks is None or without == 50:
        return way.judge(card.task, Attempt(response, options, standard))
    from quizkit.grading.marked import judged_without_marks

    return judged_without_marks(
        card,
        response,
        lambda own: way.judge(card.task, Attempt(own, options, standard)),
        picked=bool(options),
    )


def _formulas(marks: Mapping[str, str]) -> frozenset[str]:
    """Return the texts of a note that have a stroke and are written as formulas."""
    found = (text for text, written in marks.items() if "/" in text and {*written} & {"$", "\\"})
    return frozenset(found)


def describe_task(card: Card) -> str:
    """Return the sentence that tells how an answer to `card` is judged."""
    return WAYS[type(card.task)].describe(card.task, card.judging)
