"""Answers with several parts to type: lists, blanks, pairs (rules 28, 29 and 34)."""

from collections.abc import Callable, Collection, Mapping, Sequence

from attrs import evolve

from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.grading.codes import Code
from quizkit.grading.items import as_text, items_of, texts_of
from quizkit.grading.key import judge_key
from quizkit.grading.picks import Options, Response
from quizkit.grading.text import equal, judge_text, style_of
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Outcome,
    Part,
    Verdict,
    close,
    combined,
    correct,
    partial,
    wrong,
)
from quizkit.model import AnswerKey, Judging, Variants

_NO_PART = wrong(Code.EXTRA, "not among the answers")


def judge_list(
    answers: Sequence[Variants],
    response: Response,
    judging: Judging,
    *,
    reject: Mapping[str, str],
    require: int | None = None,
    other_answers: Collection[str] = (),
) -> Verdict:
    """Return the verdict on a list of answers in any order.

    The score is what was found, less what is wrong, over what is asked.

    Args:
        answers: the items, each with its variants.
        response: a text, or the items.
        judging: language and strictness.
        reject: near misses, with their feedback.
        require: how many items are asked; None for all.
        other_answers: texts that are never a slip of an item.
    """
    asked = min(require or len(answers), len(answers))
    known = [text for variants in answers for text in variants]
    lines = texts_of(response)
    if sum(len(clean(line)) for line in lines) > MAX_LENGTH * max(asked, len(lines), 1):
        return TOO_LONG

    def is_known(text: str) -> bool:
        if len(text) > MAX_LENGTH:
            return False
        return judge_text(known, text, judging, explain=False).outcome.remembered

    items = [
        item
        for line in lines
        for item in items_of(line, judging.language, known=known, is_known=is_known)
    ]
    keys = [AnswerKey(variants[0], accept=variants[1:], reject=reject) for variants in answers]
    unique = {plain(item).casefold(): item for item in reversed(items) if item}
    given = list(reversed(unique.values()))
    if not given:
        return NO_ANSWER
    most = 4 * len(known) + 20  # so many different items cannot all be right
    verdicts = [
        [judge_key(key, item, judging, other_answers=other_answers, explain=False) for key in keys]
        for item in given[:most]
    ]
    found = _found(verdicts)
    placed = {at for at, _ in found.values()}
    extra = [
        Part("", item, "", _why_extra(own))
        for at, (item, own) in enumerate(zip(given, verdicts, strict=False))
        if at not in placed and not any(_fits(verdict) for verdict in own)
    ]
    extra += [Part("", item, "", _NO_PART) for item in given[most:]]
    parts = [
        Part("", given[found[at][0]], key.answer, found[at][1])
        if at in found
        else Part("", "", key.answer, NO_ANSWER)
        for at, key in enumerate(keys)
        if at in found or len(found) < asked
    ]
    verdict = _list_verdict([own for _, own in found.values()], extra, asked)
    return evolve(verdict, parts=(*parts, *extra))


def _fits(verdict: Verdict) -> bool:
    """Return whether an item names a part of the answer, be it only in part."""
    return verdict.outcome is not Outcome.WRONG


def _found(verdicts: Sequence[Sequence[Verdict]]) -> dict[int, tuple[int, Verdict]]:
    """Return for each part of the answer that was found which item names it, and how well.

    Items that fit fewest parts choose first, and right ones before those with a slip.
    """
    found: dict[int, tuple[int, Verdict]] = {}
    for outcome in (Outcome.CORRECT, Outcome.CLOSE):
        fitting = [
            (at, [part for part, verdict in enumerate(own) if verdict.outcome is outcome])
            for at, own in enumerate(verdicts)
        ]
        taken = {at for at, _ in found.values()}
        for at, parts in sorted(fitting, key=lambda pair: len(pair[1])):
            part = next((part for part in parts if part not in found), None)
            if part is not None and at not in taken:
                found[part] = at, verdicts[at][part]
    return found


def _why_extra(verdicts: Sequence[Verdict]) -> Verdict:
    return next((verdict for verdict in verdicts if verdict.code is Code.REJECT), _NO_PART)


def _list_verdict(found: Sequence[Verdict], extra: Sequence[Part], asked: int) -> Verdict:
    """Return the verdict on a list without its parts."""
    right = min(len(found), asked)
    score = (right - len(extra)) / asked if asked else 0.0
    slips = [verdict for verdict in found if verdict.outcome is Outcome.CLOSE]
    if score >= 1:
        return close(Code.SLIP, slips[0].reason) if len(found) - len(slips) < asked else correct()
    reason = f"{right} of {asked} parts"
    if extra:
        feedback = [part.verdict.reason for part in extra if part.verdict.code is Code.REJECT]
        wrong_ones = ", ".join(part.given for part in extra[:3])
        reason += f"; not among the answers: {wrong_ones}"
        reason += "".join(f" ({text})" for text in feedback[:1])
    return partial(score, Code.PARTS, reason)


def judge_blanks(
    judges: Sequence[Callable[[str], Verdict]],
    rights: Sequence[str],
    response: Response,
    *,
    interchangeable: bool = False,
) -> Verdict:
    """Return the verdict on the blanks of a text: the mean over them.

    Args:
        judges: what judges each blank.
        rights: what is right in each, to show.
        response: an answer for each blank, or a text with a line for each.
        interchangeable: whether the answers may stand in any order.
    """
    given = _answers_in_order(response, len(judges))
    if not any(map(clean, given)):
        return NO_ANSWER
    if interchangeable:
        given = _best_order(judges, given)
    verdicts = [judge(text) for judge, text in zip(judges, given, strict=True)]
    if len(verdicts) == 1:
        return verdicts[0]
    names = map(str, range(1, len(verdicts) + 1))
    parts = tuple(
        Part(name, clean(text[:MAX_LENGTH]), right, verdict)
        for name, text, right, verdict in zip(names, given, rights, verdicts, strict=True)
    )
    return evolve(combined(verdicts, "blanks"), parts=parts)


def _answers_in_order(response: Response, count: int) -> list[str]:
    """Return `count` texts: the response's items, or its lines, filled up with empty ones."""
    if isinstance(response, str):
        items = [response]
        if count > 1:
            items = [line for line in response.splitlines() if line.strip()]
            for mark in (";", ", ", ","):
                if len(items) == 1 and mark in response:
                    items = response.split(mark, count)
    else:
        items = texts_of(response)
    return items[:count] + [""] * (count - len(items))


_MOST_TO_ASSIGN = 12


def _best_order(judges: Sequence[Callable[[str], Verdict]], given: Sequence[str]) -> list[str]:
    """Return the answers in the order of the blanks that scores best."""
    count = len(judges)
    if count > _MOST_TO_ASSIGN:
        return list(given)
    scores = [[judge(text).score for text in given] for judge in judges]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # by the answers used so far
    for row in scores:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (score, order) in best.items():
            for at, more in enumerate(row):
                if used & 1 << at:
                    continue
                candidate = (score + more, (*order, at))
                if candidate[0] > following.get(used | 1 << at, (-1.0, ()))[0]:
                    following[used | 1 << at] = candidate
        best = following
    return [given[at] for at in best[(1 << count) - 1][1]]


def judge_pairs(
    pairs: Mapping[str, str],
    response: Response,
    judging: Judging,
    *,
    options: Sequence[str] = (),
    other_answers: Collection[str] = (),
) -> Verdict:
    """Return the verdict on left sides matched with right sides: right pairs over all pairs.

    A slip still makes the pair, unless it makes another right side.

    Args:
        options: right sides in the order shown, which may be given by letter.
    """
    style = style_of(judging.language)
    given = _paired(pairs, response, judging)
    if not any(map(clean, texts_of(response))):
        return NO_ANSWER
    shown = Options(options, judging.language, labelled=bool(options))
    parts = []
    for left, right in pairs.items():
        text = given.get(left, "")
        place = (
            shown.pick(text)
            if options and not equal(clean(right), clean(text[:MAX_LENGTH]), style)
            else None
        )
        if place is not None:
            text = options[place]
        others = {other for other in pairs.values() if other != right}
        verdict = judge_key(
            AnswerKey(right), text, judging, other_answers={*others, *other_answers}
        )
        parts.append(Part(left, clean(text[:MAX_LENGTH]), right, verdict))
    made = sum(part.verdict.outcome.remembered for part in parts)
    verdict = partial(made / len(parts), Code.PARTS, f"{made} of {len(parts)} pairs")
    return evolve(verdict, parts=tuple(parts))


_PAIR_MARKS = ("=", "\t", "->", "\u2192", ":", " - ", " \u2013 ", " \u2014 ")


def _paired(pairs: Mapping[str, str], response: Response, judging: Judging) -> dict[str, str]:
    """Return what was given for each left side."""
    style = style_of(judging.language)

    def left_of(text: str) -> str | None:
        text = clean(text[: 2 * MAX_LENGTH])
        if text in pairs:
            return text
        return next((left for left in pairs if equal(clean(left), text, style)), None)

    given: dict[str, str] = {}
    if isinstance(response, Mapping):
        for left, right in list(response.items())[: 4 * len(pairs)]:
            known = left if left in pairs else left_of(as_text(left))
            if known is not None:
                given.setdefault(known, as_text(right))
        return given
    lines = response.splitlines() if isinstance(response, str) else texts_of(response)
    lines = [line for line in lines if line.strip()]
    if len(lines) == 1:
        lines = lines[0].split(";")
    lines = lines[: 4 * len(pairs)]
    for line in lines:
        for mark in _PAIR_MARKS:
            left, found, right = line.partition(mark)
            known = left_of(left) if found else None
            if known is not None:
                given.setdefault(known, right)
                break
    if not given and len(lines) == len(pairs):  # right sides alone, in the order of the left ones
        return dict(zip(pairs, lines, strict=True))
    return given
