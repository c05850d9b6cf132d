"""Each kind of task handed to what judges it, with the response in the form that it takes."""

from collections.abc import Callable, Collection, Sequence, Sized

from quizkit.answers.letters import MAX_LENGTH
from quizkit.grading.choices import judge_choice, judge_order, judge_several, judge_statement
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
    ListNote,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
)

NOT_JUDGED = Verdict(
    Outcome.PARTIAL, 0.5, "not-judged", "compare with the answer, and rate yourself"
)
"""The verdict on a self-rated card: neither right nor wrong, until the learner says so."""


def judge_card(
    card: Card, response: Response, options: Sequence[str], other_answers: Collection[str]
) -> Verdict:
    """Return the verdict on an answer to `card`; arguments as in `grade`."""
    task = card.task
    if isinstance(task, SelfRatedNote):
        return NOT_JUDGED
    if response is None:
        return NO_ANSWER
    if not isinstance(response, str) and isinstance(response, Sized) and len(response) > MAX_LENGTH:
        return TOO_LONG
    judging = card.note.judging
    match task:
        case TypedNote():
            return judge_key(task.key, as_text(response), judging, other_answers=other_answers)
        case ChoiceNote():
            return judge_choice(
                task.key,
                task.distractors,
                options,
                as_text(response),
                judging,
                other_answers=other_answers,
            )
        case TrueFalseNote():
            return judge_statement(task.answer, options, as_text(response), judging)
        case ListNote():
            return judge_list(
                task.answers,
                response,
                judging,
                reject=task.reject,
                require=task.require,
                other_answers=other_answers,
            )
        case SeveralChoicesNote():
            if not options and task.answers:
                return judge_list(
                    task.answers,
                    response,
                    judging,
                    reject=task.distractors,
                    other_answers=other_answers,
                )
            return judge_several(
                [variants[0] for variants in task.answers],
                task.distractors,
                options or task.options,
                response,
                judging,
                scoring=task.scoring,
            )
        case OrderNote():
            return judge_order(task.order, options, response, judging)
        case PairsNote():
            return judge_pairs(
                task.pairs, response, judging, options=options, other_answers=other_answers
            )
        case Blanks():
            return _judge_blanks(task, response, card, other_answers)


def _judge_blanks(
    task: Blanks, response: Response, card: Card, other_answers: Collection[str]
) -> Verdict:
    keys = task.keys
    judging = card.note.judging

    def judge_of(key: AnswerKey) -> Callable[[str], Verdict]:
        others = {other.answer for other in keys if other.answer != key.answer}
        return lambda text: judge_key(key, text, judging, other_answers={*others, *other_answers})

    return judge_blanks(
        [judge_of(key) for key in keys],
        [key.answer for key in keys],
        response,
        interchangeable=task.interchangeable,
    )
