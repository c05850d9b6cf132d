"""Answers with several parts to type: lists, blanks, pairs (rules 28, 29, 34 of docs/grading.md)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.grading.attempt import Attempt
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import describe_typed
from quizkit.grading.given import Given, Standard
from quizkit.grading.items import as_text, items_of, texts_of
from quizkit.grading.key import judge_key, values_of
from quizkit.grading.near import FEW, NearTexts, near_texts
from quizkit.grading.near_values import NearValues
from quizkit.grading.quantity import NO_TOLERANCE
from quizkit.grading.text import NOTHING, judge_text
from quizkit.grading.verdict import (
    CORRECT,
    NO_ANSWER,
    TOO_LONG,
    Outcome,
    Part,
    Response,
    Verdict,
    close,
    combined,
    partial,
    wrong,
)
from quizkit.model import AnswerKey, Blanks, Judging, ListNote, PairsNote, Variants

_NO_PART = wrong(Code.EXTRA, "not among the answers")


def judge_list(task: ListNote, attempt: Attempt) -> Verdict:
    """Return the verdict on a list of answers in any order."""
    return judge_items(task.answers, attempt, reject=task.reject, require=task.require)


def describe_list(task: ListNote, judging: Judging) -> str:
    """Return the number of answers asked and of all there are, and the scoring."""
    asked = task.require or len(task.answers)
    some = "all" if asked == len(task.answers) else f"any {asked}"
    return f"a list: {some} of {len(task.answers)} parts in any order, wrong ones subtracted"


def judge_items(
    answers: Sequence[Variants],
    attempt: Attempt,
    *,
    reject: Mapping[str, str] = NOTHING,
    require: int | None = None,
) -> Verdict:
    """Return the verdict on items in any order: what was found, less what is wrong, over the asked.

    Args:
        answers: the items, each with its variants.
        attempt: the response, a text or the items, and its standard.
        reject: near misses, with their feedback.
        require: how many items are asked; None for all.
    """
    asked = min(require or len(answers), len(answers))
    keys = [AnswerKey(variants[0], accept=variants[1:], reject=reject) for variants in answers]
    lines = texts_of(attempt.response)
    if sum(len(clean(line)) for line in lines) > MAX_LENGTH * max(asked, len(lines), 1):
        return TOO_LONG
    known = tuple(clean(text) for variants in answers for text in variants)
    near = near_texts(known, attempt.standard.style)
    given = _items(lines, known, near, attempt.standard)
    if not given:
        return NO_ANSWER
    most = 4 * sum(map(len, answers)) + 20  # so many different items cannot all be right
    standard = attempt.standard._replace(explain=False)
    verdicts = _verdicts(keys, map(Given, given[:most]), near, standard)
    found = _found(verdicts)
    extra = _extra(given[:most], verdicts, found)
    extra += [Part("", item, "", _NO_PART) for item in given[most:]]
    parts = []
    for at, key in enumerate(keys):
        if at in found:
            parts.append(Part("", given[found[at].item], key.answer, found[at].verdict))
        elif len(found) < asked:
            parts.append(Part("", "", key.answer, NO_ANSWER))
    verdict = _list_verdict([one.verdict for one in found.values()], extra, asked)
    return evolve(verdict, parts=(*parts, *extra))


def _items(
    lines: Sequence[str], known: Sequence[str], near: NearTexts, standard: Standard
) -> list[str]:
    """Return the different items of a response; one that comes again counts where it stands last."""
    plainly = standard._replace(other_answers=(), explain=False)

    def is_known(text: str) -> bool:
        """Return whether a text would be judged right or close as one of the answers."""
        given = Given(text)
        rights = [] if given.unfit else [known[place] for place in near.of(given)]
        return bool(rights) and judge_text(rights, given, plainly).outcome.remembered

    language = standard.judging.language
    items: dict[str, str] = {}
    for line in lines:
        for item in items_of(line, language, known=known, is_known=is_known):
            form = plain(item).casefold()
            items[form] = items.pop(form, item)
    return list(items.values())


_Verdicts = Mapping[int, Verdict]
"""Those on one item, by the part of the answer that it may name; it is wrong for any other."""


def _verdicts(
    keys: Sequence[AnswerKey], items: Iterable[Given], near: NearTexts, standard: Standard
) -> list[_Verdicts]:
    """Return the verdicts on each item, by what it may be near, and by the first that it is not.

    The latter stands for all the others: what the author rejects is so for each of them.
    """
    owners = [part for part, key in enumerate(keys) for _ in key.texts]
    values = _ValueParts(keys, standard.judging)
    verdicts: list[_Verdicts] = []
    for item in items:
        parts = values.near(item)
        if not item.unfit:
            parts = parts.union(owners[at] for at in near.of(item))
        others = (part for part in range(len(keys)) if part not in parts)
        judged = sorted(parts.union(islice(others, 1)))
        verdicts.append({part: judge_key(keys[part], item, standard) for part in judged})
    return verdicts


class _ValueParts:
    """Parts of an answer that are read as numbers, dates or the like."""

    def __init__(self, keys: Sequence[AnswerKey], judging: Judging) -> None:
        found = [(part, way) for part, key in enumerate(keys) for way in values_of(key, judging)]
        self._owners = [part for part, _ in found]
        self._all = frozenset(self._owners)
        self._table = NearValues([way for _, way in found], judging) if len(found) > FEW else None

    def near(self, item: Given) -> frozenset[int]:
        """Return the parts that an item may name by its value: of few all."""
        if self._table is None:
            return self._all
        if item.unfit:
            return frozenset()
        return frozenset(self._owners[at] for at in self._table.of(item.bare, NO_TOLERANCE))


class _Found(NamedTuple):
    """The item that names a part of the answer, by its place, and how well."""

    item: int
    verdict: Verdict


def _found(verdicts: Sequence[_Verdicts]) -> dict[int, _Found]:
    """Return for each part of the answer that was found which item names it.

    Items that fit fewest parts choose first, and right ones before those with a slip.
    """
    found: dict[int, _Found] = {}
    for outcome in (Outcome.CORRECT, Outcome.CLOSE):
        taken = {one.item for one in found.values()}
        fitting = {
            at: [part for part, verdict in own.items() if verdict.outcome is outcome]
            for at, own in enumerate(verdicts)
            if at not in taken
        }
        for at in sorted(fitting, key=lambda at: len(fitting[at])):
            free = [part for part in fitting[at] if part not in found]
            found.update({part: _Found(at, verdicts[at][part]) for part in free[:1]})
    return found


def _extra(
    given: Sequence[str], verdicts: Sequence[_Verdicts], found: Mapping[int, _Found]
) -> list[Part]:
    """Return the items that name no part of the answer, not even in part."""
    placed = {one.item for one in found.values()}
    extra = []
    for at, (item, own) in enumerate(zip(given, verdicts, strict=True)):
        outcomes = {verdict.outcome for verdict in own.values()}
        if at not in placed and outcomes <= {Outcome.WRONG}:
            rejected = (verdict for verdict in own.values() if verdict.code is Code.REJECT)
            extra.append(Part("", item, "", next(rejected, _NO_PART)))
    return extra


def _list_verdict(found: Sequence[Verdict], extra: Sequence[Part], asked: int) -> Verdict:
    """Return the verdict on a list without its parts."""
    right = min(len(found), asked)
    score = (right - len(extra)) / asked
    slips = [verdict for verdict in found if verdict.outcome is Outcome.CLOSE]
    if score >= 1:
        return close(Code.SLIP, slips[0].reason) if len(found) - len(slips) < asked else CORRECT
    reason = f"{right} of {asked} parts"
    if extra:
        feedback = [part.verdict.reason for part in extra if part.verdict.code is Code.REJECT]
        wrong_ones = ", ".join(part.given for part in extra[:3])
        told = "".join(f" ({text})" for text in feedback[:1])
        reason += f"; not among the answers: {wrong_ones}{told}"
    return partial(score, Code.PARTS, reason)


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

    A slip still makes the pair, unless it makes another right side. Right sides may be given by
    letter if they were shown.
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
        beside = standard._replace(neighbours={*pairs.values()} - {right})
        verdict = judge_key(AnswerKey(right), own, beside)
        parts.append(Part(left, own.shown, right, verdict))
    made = sum(part.verdict.outcome.remembered for part in parts)
    verdict = partial(made / len(parts), Code.PARTS, f"{made} of {len(parts)} pairs")
    return evolve(verdict, parts=tuple(parts))


def describe_pairs(task: PairsNote, judging: Judging) -> str:
    """Return the number of pairs, and the scoring."""
    return f"{len(task.pairs)} pairs; each right one counts"


_PAIR_MARKS = ("=", "\t", "->", "\u2192", ":", " - ", " \u2013 ", " \u2014 ")


def _paired(pairs: Mapping[str, str], response: Response, standard: Standard) -> dict[str, str]:
    """Return the right sides given, by the left sides that they were given for."""

    def left_of(text: str) -> str | None:
        """Return the left side that a text names, as the deck writes it; None if it names none."""
        given = Given(text[: 2 * MAX_LENGTH])
        if given.clean in pairs:
            return given.clean
        return next((left for left in pairs if given.equals(clean(left), standard.style)), None)

    given: dict[str, str] = {}
    if isinstance(response, Mapping):
        for label, right in list(response.items())[: 4 * len(pairs)]:
            left = left_of(as_text(label))
            if left is not None:
                given.setdefault(left, as_text(right))
        return given
    lines = response.splitlines() if isinstance(response, str) else texts_of(response)
    lines = [line for line in lines if line.strip()]
    lines = (lines[0].split(";") if len(lines) == 1 else lines)[: 4 * len(pairs)]
    for line in lines:
        for text, mark, right in map(line.partition, _PAIR_MARKS):
            left = left_of(text) if mark else None
            if left is not None:
                given.setdefault(left, right)
                break
    if not given and len(lines) == len(pairs):
        return dict(zip(pairs, lines, strict=True))  # right sides alone, as the left ones stand
    return given
