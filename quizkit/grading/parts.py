"""Answers with several parts to type: blanks and pairs (rules 29, 34 of docs/grading.md)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.grading.attempt import Attempt
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import describe_typed, strictness
from quizkit.grading.given import Given, Standard
from quizkit.grading.items import as_text, texts_of
from quizkit.grading.key import judge_key
from quizkit.grading.verdict import NO_ANSWER, Part, Response, Verdict, combined, partial
from quizkit.model import AnswerKey, Blanks, Judging, PairsNote
from quizkit.value import count as counted


def judge_cloze(task: Blanks, attempt: Attempt) -> Verdict:
    """Return the verdict on the blanks of a text; the other ones' answers are no slips of one's."""
    keys, standard = task.keys, attempt.standard

    def judge_of(key: AnswerKey) -> Callable[[Given], Verdict]:
        """Return the judge of one blank, who knows the answers of the others."""
        own = standard._replace(neighbours={other.answer for other in keys} - {key.answer})
        return lambda given: judge_key(key, given, own)

    return judge_blanks(
        list(map(judge_of, keys)),
        [key.answer for key in keys],
        attempt.response,
        interchangeable=task.interchangeable,
    )


def describe_cloze(task: Blanks, judging: Judging) -> str:
    """Return the standard of a lone blank, or those of all blanks in order."""
    said = [describe_typed(key, judging) for key in task.keys]
    return said[0] if len(said) == 1 else "blanks: " + "; ".join(said)


def judge_blanks(
    judges: Sequence[Callable[[Given], Verdict]],
    rights: Sequence[str],
    response: Response,
    *,
    interchangeable: bool = False,
) -> Verdict:
    """Return the verdict on the blanks of a text: the mean over them (rule 29).

    Args:
        judges: what judges each blank.
        rights: what is right in each, to show.
        response: an answer for each blank, or a text with a line for each.
        interchangeable: whether the answers may stand in any order.
    """
    given = list(map(Given, _answers_in_order(response, len(judges))))
    if not any(one.clean for one in given):
        return NO_ANSWER
    if interchangeable:
        given = _best_order(judges, given)
    verdicts = [judge(one) for judge, one in zip(judges, given, strict=True)]
    if len(verdicts) == 1:
        return verdicts[0]
    numbers = map(str, range(1, len(judges) + 1))
    parts = map(Part, numbers, (one.shown for one in given), rights, verdicts)
    return evolve(combined(verdicts, "blanks"), parts=tuple(parts))


def _answers_in_order(response: Response, count: int) -> list[str]:
    """Return `count` texts: the response's items, or its lines, filled up with empty ones."""
    items = texts_of(response)
    if isinstance(response, str) and count > 1:
        items = [line for line in response.splitlines() if line.strip()]
        marks = [mark for mark in (";", ", ", ",") if mark in response]
        if len(items) == 1 and marks:
            items = response.split(marks[0], count)
    return items[:count] + [""] * (count - len(items))


_MOST_TO_ASSIGN = 12


class _Assigned(NamedTuple):
    """Answers given to the first blanks: what they score, and their places in order."""

    score: float = 0.0
    places: tuple[int, ...] = ()


def _best_order(judges: Sequence[Callable[[Given], Verdict]], given: list[Given]) -> list[Given]:
    """Return the answers in the order of the blanks that scores best."""
    if len(judges) > _MOST_TO_ASSIGN:
        return given
    best = {frozenset[int](): _Assigned()}  # by the answers used so far
    for judge in judges:
        scores = [judge(one).score for one in given]
        following: dict[frozenset[int], _Assigned] = {}
        for used, assigned in best.items():
            for at in set(range(len(given))) - used:
                more = _Assigned(assigned.score + scores[at], (*assigned.places, at))
                key = used | {at}
                following[key] = max(following.get(key, more), more, key=lambda one: one.score)
        best = following
    (assigned,) = best.values()
    return [given[at] for at in assigned.places]


def judge_pairs(task: PairsNote, attempt: Attempt) -> Verdict:
    """Return the verdict on left sides matched with right sides: right pairs over all pairs.

    A slip still makes the pair, unless it makes another right side, be it one without a left side.
    Right sides may be given by letter if they were shown.
    """
    pairs, standard = task.pairs, attempt.standard
    given = _paired(pairs, attempt.response, standard)
    if not any(map(clean, texts_of(attempt.response))):
        return NO_ANSWER
    shown = attempt.shown
    parts = []
    for left, right in pairs.items():
        own = Given(given.get(left, ""))
        is_right = not own.unfit and own.equals(clean(right), standard.style)
        place = None if is_right else shown.picked(own)
        if place is not None:
            own = Given(attempt.options[place])
        beside = standard._replace(neighbours={*task.options} - {right})
        verdict = judge_key(AnswerKey(right, reject=task.distractors), own, beside)
        if verdict.code is Code.REJECT:
            verdict = evolve(verdict, code=Code.DISTRACTOR)
        parts.append(Part(left, own.shown, right, verdict))
    made = sum(part.verdict.outcome.remembered for part in parts)
    said = f"{made} of {len(parts)} pairs" + _feedback(parts, task.distractors.values())
    if not given:
        said += f"; none could be read: write each on a line, as {parts[0].name} = …"
    verdict = partial(made / len(parts), Code.PARTS, said)
    return evolve(verdict, parts=tuple(parts))


def describe_pairs(task: PairsNote, judging: Judging) -> str:
    """Return the number of pairs, and the scoring."""
    further = f" and {counted(len(task.distractors), 'further right side')}"
    said = f"{len(task.pairs)} pairs{further if task.distractors else ''}"
    return f"{said}; each right one counts{strictness(judging)}"


def _feedback(parts: Iterable[Part], feedback: Collection[str]) -> str:
    """Return what the author says to each of the wrong right sides that were given."""
    said = {part.given: part.verdict.reason for part in parts if part.verdict.reason in feedback}
    return "".join(f"; {given}: {reason}" for given, reason in said.items() if reason)


_PAIR_MARKS = ("=", "\t", "->", "\u2192", ":", " - ", " \u2013 ", " \u2014 ")


def _paired(pairs: Mapping[str, str], response: Response, standard: Standard) -> dict[str, str]:
    """Return the right sides given, by the left sides that they were given for."""

    def left_of(text: str) -> str | None:
        """Return the left side that a text names, as the deck writes it; None if it names none."""
        given = Given(text[: 2 * MAX_LENGTH])
        if given.clean in pairs:
            return given.clean
        return next((left for left in pairs if given.equals(clean(left), standard.style)), None)

    def named(line: str) -> tuple[str, str] | None:
        """Return the left side that a line begins with, and what stands behind it; None for none."""
        for text, mark, right in map(line.partition, _PAIR_MARKS):
            left = left_of(text) if mark else None
            if left is not None:
                return left, right
        return None

    given: dict[str, str] = {}
    if isinstance(response, Mapping):
        for label, right in list(response.items())[: 4 * len(pairs)]:
            text = as_text(right)
            pair = None if clean(text) in pairs.values() else named(text)  # the whole pair again
            left, own = pair or (left_of(as_text(label)), text)
            if left is not None:
                given.setdefault(left, own)
        return given
    lines = response.splitlines() if isinstance(response, str) else texts_of(response)
    lines = [line for line in lines if line.strip()]
    lines = (lines[0].split(";") if len(lines) == 1 else lines)[: 4 * len(pairs)]
    for left, right in filter(None, map(named, lines)):
        given.setdefault(left, right)
    if not given and len(lines) == len(pairs):
        return dict(zip(pairs, lines, strict=True))  # right sides alone, as the left ones stand
    return given
