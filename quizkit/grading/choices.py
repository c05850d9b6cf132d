"""Answers picked from what is shown: choices, statements, orders (rules 30 to 33)."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from attrs import evolve

from quizkit.answers.languages import language_of
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.grading.codes import Code
from quizkit.grading.items import as_text
from quizkit.grading.key import judge_key
from quizkit.grading.picks import Options, Response
from quizkit.grading.text import judge_text
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Part,
    Verdict,
    combined,
    correct,
    partial,
    wrong,
)
from quizkit.model import AnswerKey, Judging, Scoring


def judge_choice(
    key: AnswerKey,
    distractors: Mapping[str, str],
    options: Sequence[str],
    response: str,
    judging: Judging,
    *,
    other_answers: Collection[str] = (),
) -> Verdict:
    """Return the verdict on one option picked, or typed where it is none of the options."""
    given = clean(response)
    if not given:
        return NO_ANSWER
    if len(given) > MAX_LENGTH and given not in map(clean, options):
        return TOO_LONG
    if options:
        response = response if len(response) <= MAX_LENGTH else given
        shown = Options(options, judging.language)
        place = shown.pick(response)
        if place is not None:
            picked = options[place]
            if picked in key.texts:
                return correct()
            return wrong(Code.DISTRACTOR, distractors.get(picked, ""))
        if shown.is_mislabelled(response):
            return wrong(Code.LABEL, "the letter is that of another option")
        if shown.names_several(response):
            return wrong(Code.SEVERAL, "one option only, please")
    return judge_key(key, response, judging, near_misses=distractors, other_answers=other_answers)


@cache
def _meanings(language: str) -> dict[str, bool]:
    """Return what words say of a statement, English ones and those of the deck's language."""
    meanings: dict[str, bool] = {}
    for own in (language_of("en"), language_of(language)):
        meanings |= dict.fromkeys(own.yes.split(", "), True)
        meanings |= dict.fromkeys(own.no.split(", "), False)
    return meanings


def judge_statement(
    right: bool, options: Sequence[str], response: str, judging: Judging
) -> Verdict:
    """Return the verdict on a statement called true or false."""
    if not clean(response):
        return NO_ANSWER
    if options:
        place = Options(options, judging.language).pick(response)
        response = response if place is None else options[place]
    word = plain(clean(response[:MAX_LENGTH])).casefold().strip(" .,;:!?()[]\"'")
    meant = _meanings(judging.language).get(word) if word else None
    if meant is None:
        return wrong(Code.NEITHER, "say true or false")
    if meant is right:
        return correct()
    return wrong(Code.WRONG, f"it is {'true' if right else 'false'}")


def judge_several(
    right: Sequence[str],
    distractors: Mapping[str, str],
    options: Sequence[str],
    response: Response,
    judging: Judging,
    *,
    scoring: Scoring = Scoring.SHARE,
) -> Verdict:
    """Return the verdict on several options ticked.

    The score is the share of right ones ticked less the share of wrong ones ticked. Where no
    option is right, `none` is.
    """
    if isinstance(response, str) and len(response) > MAX_LENGTH * max(len(options), 1):
        return TOO_LONG
    shown = Options(options, judging.language)
    items = list(dict.fromkeys(shown.items(response)))
    if not items:
        return NO_ANSWER
    picks = [shown.pick(item) for item in items]
    places = {place for place in picks if place is not None}
    says_none = not places and _says_none(response)
    if says_none and not right:
        return correct()
    ticked = {options[place] for place in places}
    hits = [text for text in right if text in ticked]
    misses = [text for text in options if text in ticked and text not in right]
    unknown = [item for item, at in zip(items, picks, strict=True) if at is None and not says_none]
    wrong_ones = [text for text in options if text not in right]
    score = len(hits) / len(right) if right else 0.0
    wrong_count = len(misses) + len(unknown)
    score -= wrong_count / max(len(wrong_ones), 1)
    if scoring is Scoring.ALL_OR_NOTHING and score < 1:
        score = 0.0
    parts = [
        Part("", text if text in ticked else "", text, correct() if text in ticked else NO_ANSWER)
        for text in right
    ]
    parts += [
        Part("", text, "", wrong(Code.DISTRACTOR, distractors.get(text, ""))) for text in misses
    ]
    parts += [Part("", text[:MAX_LENGTH], "", _NO_OPTION) for text in unknown[:_MOST_SHOWN]]
    reason = f"{len(hits)} of the {len(right)} right ones" if right else "none of them is right"
    if misses:
        reason += f"; wrong: {', '.join(misses)}"
        reason += "".join(f" ({distractors[text]})" for text in misses if distractors.get(text))
    if unknown:
        reason += f"; not among the options: {', '.join(text[:40] for text in unknown[:3])}"
    return evolve(partial(score, Code.PARTS, reason), parts=tuple(parts))


_NO_OPTION = wrong(Code.EXTRA, "not among the options")
_MOST_SHOWN = 20


def _says_none(response: Response) -> bool:
    text = as_text(response)
    word = plain(clean(text[:MAX_LENGTH])).casefold().strip(" .!()'\"")
    return word in ("none", "none of them", "none of these", "none of the above", "no option")


def judge_order(
    order: Sequence[str], options: Sequence[str], response: Response, judging: Judging
) -> Verdict:
    """Return the verdict on items put in order.

    The score follows the longest run of items in the right order: 1 if it holds them all, and 0
    if it holds a single one.
    """
    if isinstance(response, str) and len(response) > MAX_LENGTH * max(len(order), 1):
        return TOO_LONG
    texts = options or order
    shown = Options(texts, judging.language, labelled=bool(options))
    if isinstance(response, str):
        for mark in (">", "<", "\u2192"):
            if not any(mark in text for text in texts):
                response = response.replace(mark, "\n")
    items = shown.items(response)
    if not items:
        return NO_ANSWER
    places = [shown.pick(item) for item in items[: 4 * len(order)]]
    picked: dict[str, Verdict] = {}
    for item, place in zip(items, places, strict=False):
        text, verdict = (
            (texts[place], correct()) if place is not None else _mistyped(texts, item, judging)
        )
        if text in order:
            picked.setdefault(text, verdict)
    given = list(picked)
    run = _longest_run([order.index(text) for text in given])
    score = (len(run) - 1) / (len(order) - 1) if len(order) > 1 else float(len(run))
    if score >= 1:
        verdict = combined(list(picked.values()))
    elif score > 0:
        verdict = partial(score, Code.ORDER, f"{len(run)} of {len(order)} in the right order")
    elif not given:
        unknown = ", ".join(item[:40] for item in items[:3])
        verdict = wrong(Code.ORDER, f"none of the items: {unknown}")
    elif len(given) < len(order):
        verdict = wrong(Code.ORDER, "no two of them in the right order")
    else:
        verdict = wrong(Code.ORDER, "the other way round" if len(order) > 2 else "the two swapped")

    def judged(at: int) -> Verdict:
        if at >= len(given):
            return NO_ANSWER
        in_order = score > 0 and order.index(given[at]) in run
        return picked[given[at]] if in_order else _OUT_OF_ORDER

    parts = tuple(
        Part(str(at + 1), given[at] if at < len(given) else "", right, judged(at))
        for at, right in enumerate(order)
    )
    return evolve(verdict, parts=parts)


_OUT_OF_ORDER = wrong(Code.ORDER, "out of order")


def _mistyped(texts: Sequence[str], item: str, judging: Judging) -> tuple[str, Verdict]:
    """Return the one item that the text is a slip of, and the verdict; no item if there is none."""
    if len(item) > MAX_LENGTH:
        return "", NO_ANSWER
    verdicts = {text: judge_text([text], item, judging, explain=False) for text in texts}
    found = [(text, one) for text, one in verdicts.items() if one.outcome.remembered]
    return found[0] if len(found) == 1 else ("", NO_ANSWER)


def _longest_run(places: Sequence[int]) -> set[int]:
    """Return the longest run of rising numbers among `places`, which are few and differ."""
    longest: list[int] = []
    runs: list[list[int]] = []
    for place in places:
        before: list[int] = []
        for run in runs:
            if run[-1] < place and len(run) > len(before):
                before = run
        runs.append([*before, place])
        if len(runs[-1]) > len(longest):
            longest = runs[-1]
    return set(longest)
