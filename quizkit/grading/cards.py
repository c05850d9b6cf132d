"""Each kind of task with what judges it, and with the sentence that says how.

A kind stands here in one place: two functions side by side, and a row of the table at the end.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from typing import Any, NamedTuple

from quizkit.answers.letters import MAX_LENGTH
from quizkit.grading.choices import judge_choice, judge_order, judge_several, judge_statement
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import describe_typed
from quizkit.grading.items import as_text
from quizkit.grading.key import judge_key
from quizkit.grading.parts import judge_blanks, judge_list, judge_pairs
from quizkit.grading.picks import Response
from quizkit.grading.verdict import NO_ANSWER, TOO_LONG, Outcome, Verdict
from quizkit.model import (
    AnswerKey,
    Blanks,
    Card,
    ChoiceNote,
    Judging,
    ListNote,
    OrderNote,
    OwnWords,
    PairsNote,
    Scoring,
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


class _Attempt(NamedTuple):
    """A response with what its judge may want to know beside the task; as in `grade`."""

    response: Response
    judging: Judging
    options: Sequence[str]
    other_answers: Collection[str]


class _Way(NamedTuple):
    """How one kind is judged; both functions take its task."""

    judge: Callable[[Any, _Attempt], Verdict]
    describe: Callable[[Any, Judging], str]


def _judge_typed(task: TypedNote, attempt: _Attempt) -> Verdict:
    text = as_text(attempt.response)
    return judge_key(task.key, text, attempt.judging, other_answers=attempt.other_answers)


def _describe_typed(task: TypedNote, judging: Judging) -> str:
    return describe_typed(task.key, judging)


def _judge_choice(task: ChoiceNote, attempt: _Attempt) -> Verdict:
    return judge_choice(
        task.key,
        task.distractors,
        attempt.options,
        as_text(attempt.response),
        attempt.judging,
        other_answers=attempt.other_answers,
    )


def _describe_choice(task: ChoiceNote, judging: Judging) -> str:
    return f"one option of {len(task.options)}; typed: {describe_typed(task.key, judging)}"


def _judge_list(task: ListNote, attempt: _Attempt) -> Verdict:
    return judge_list(
        task.answers,
        attempt.response,
        attempt.judging,
        reject=task.reject,
        require=task.require,
        other_answers=attempt.other_answers,
    )


def _describe_list(task: ListNote, judging: Judging) -> str:
    asked = task.require or len(task.answers)
    some = "all" if asked == len(task.answers) else f"any {asked}"
    return f"a list: {some} of {len(task.answers)} parts in any order, wrong ones subtracted"


def _judge_several(task: SeveralChoicesNote, attempt: _Attempt) -> Verdict:
    if not attempt.options and task.answers:  # typed: the wrong options count as near misses
        return judge_list(
            task.answers,
            attempt.response,
            attempt.judging,
            reject=task.distractors,
            other_answers=attempt.other_answers,
        )
    return judge_several(
        [variants[0] for variants in task.answers],
        task.distractors,
        attempt.options or task.options,
        attempt.response,
        attempt.judging,
        scoring=task.scoring,
    )


def _describe_several(task: SeveralChoicesNote, judging: Judging) -> str:
    if task.scoring is Scoring.ALL_OR_NOTHING:
        return "several options: all the right ones and no other"
    return "several options: the share of right ones ticked less that of wrong ones"


def _judge_statement(task: TrueFalseNote, attempt: _Attempt) -> Verdict:
    text = as_text(attempt.response)
    return judge_statement(task.answer, attempt.options, text, attempt.judging)


def _describe_statement(task: TrueFalseNote, judging: Judging) -> str:
    return "true or false"


def _judge_order(task: OrderNote, attempt: _Attempt) -> Verdict:
    return judge_order(task.order, attempt.options, attempt.response, attempt.judging)


def _describe_order(task: OrderNote, judging: Judging) -> str:
    return f"{len(task.order)} items in order; the longest run in order counts"


def _judge_pairs(task: PairsNote, attempt: _Attempt) -> Verdict:
    return judge_pairs(
        task.pairs,
        attempt.response,
        attempt.judging,
        options=attempt.options,
        other_answers=attempt.other_answers,
    )


def _describe_pairs(task: PairsNote, judging: Judging) -> str:
    return f"{len(task.pairs)} pairs; each right one counts"


def _judge_own_words(task: SelfRatedNote, attempt: _Attempt) -> Verdict:
    return NOT_JUDGED


def _describe_own_words(task: SelfRatedNote, judging: Judging) -> str:
    return "not judged: the learner compares and rates"


def _judge_blanks(task: Blanks, attempt: _Attempt) -> Verdict:
    keys, judging = task.keys, attempt.judging

    def judge_of(key: AnswerKey) -> Callable[[str], Verdict]:
        others = {other.answer for other in keys if other.answer != key.answer}
        others.update(attempt.other_answers)
        return lambda text: judge_key(key, text, judging, other_answers=others)

    return judge_blanks(
        [judge_of(key) for key in keys],
        [key.answer for key in keys],
        attempt.response,
        interchangeable=task.interchangeable,
    )


def _describe_blanks(task: Blanks, judging: Judging) -> str:
    said = [describe_typed(key, judging) for key in task.keys]
    return said[0] if len(said) == 1 else "blanks: " + "; ".join(said)


_WAYS: Mapping[type[Task], _Way] = {
    TypedNote: _Way(_judge_typed, _describe_typed),
    ChoiceNote: _Way(_judge_choice, _describe_choice),
    ListNote: _Way(_judge_list, _describe_list),
    SeveralChoicesNote: _Way(_judge_several, _describe_several),
    TrueFalseNote: _Way(_judge_statement, _describe_statement),
    OrderNote: _Way(_judge_order, _describe_order),
    PairsNote: _Way(_judge_pairs, _describe_pairs),
    SelfRatedNote: _Way(_judge_own_words, _describe_own_words),
    Blanks: _Way(_judge_blanks, _describe_blanks),
}
"""A test holds it to have a row for each kind."""


def judge_card(
    card: Card, response: Response, options: Sequence[str], other_answers: Collection[str]
) -> Verdict:
    """Return the verdict on an answer to `card`; arguments as in `grade`."""
    judged = not isinstance(card.task.form, OwnWords)
    if judged and response is None:
        return NO_ANSWER
    if judged and not isinstance(response, str) and _is_too_long(response):
        return TOO_LONG
    attempt = _Attempt(response, card.note.judging, options, other_answers)
    return _WAYS[type(card.task)].judge(card.task, attempt)


def _is_too_long(response: object) -> bool:
    return isinstance(response, Sized) and len(response) > MAX_LENGTH


def describe_task(card: Card) -> str:
    """Return how an answer to `card` is judged."""
    return _WAYS[type(card.task)].describe(card.task, card.note.judging)
