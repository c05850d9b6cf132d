"""Items put in order (rule 33 of docs/grading.md)."""

from collections.abc import Sequence

from attrs import evolve

from quizkit.answers.letters import clean
from quizkit.grading.attempt import Attempt
from quizkit.grading.codes import Code
from quizkit.grading.given import Given, Standard
from quizkit.grading.text import judge_text
from quizkit.grading.verdict import (
    CORRECT,
    NO_ANSWER,
    TOO_LONG,
    Part,
    Response,
    Verdict,
    combined,
    partial,
    wrong,
)
from quizkit.model import Judging, OrderNote

_OUT_OF_ORDER = wrong(Code.ORDER, "out of order")


def judge_order(task: OrderNote, attempt: Attempt) -> Verdict:
    """Return the verdict on items put in order.

    The score follows the longest run of items in the right order: 1 if it holds them all, and 0
    if it holds a single one of several.
    """
    order, texts = task.order, attempt.options or task.order
    if attempt.is_too_long(len(order)):
        return TOO_LONG
    items = attempt.choices(texts).items(_without_arrows(attempt.response, texts))
    if not items:
        return NO_ANSWER
    named, unread = _named(items[: 4 * len(order)], order, attempt)
    given = list(named)
    run = _longest_run([order.index(text) for text in given])
    score = max(len(run) - 1, 0) / (len(order) - 1) if len(order) > 1 else float(len(run))
    if score == 1:
        verdict = combined(list(named.values()))
    elif score:
        said = f"{len(run)} of {len(order)} in the right order"
        verdict = partial(score, Code.ORDER, f"{said}{_no_items(unread)}")
    else:
        said = _why_wrong(given, order)
        verdict = wrong(Code.ORDER, f"{said}{_no_items(unread)}")
    in_run = {order[place] for place in run if score}
    parts = [
        Part(str(at), text, right, named[text] if text in in_run else _OUT_OF_ORDER)
        for at, (text, right) in enumerate(zip(given, order, strict=False), start=1)
    ]
    parts += [
        Part(str(at), "", right, NO_ANSWER)
        for at, right in enumerate(order[len(given) :], start=len(given) + 1)
    ]
    return evolve(verdict, parts=tuple(parts))


def describe_order(task: OrderNote, judging: Judging) -> str:
    """Return the number of items, and the scoring."""
    return f"{len(task.order)} items in order; the longest run in order counts"


def _without_arrows(response: Response, texts: Sequence[str]) -> Response:
    """Return a line with line breaks for the arrows between its items: `egg > hen`."""
    if not isinstance(response, str):
        return response
    for arrow in {">", "<", "\u2192"} - set("".join(texts)):
        response = response.replace(arrow, "\n")
    return response


def _why_wrong(given: Sequence[str], order: Sequence[str]) -> str:
    """Return the reason told where no two items are in the right order."""
    if not given:
        return f"name all {len(order)} in order, with commas between"
    if len(given) == 1:
        return f"only one of the {len(order)} items"
    if len(given) < len(order):
        return "no two of them in the right order"
    return "the other way round" if len(order) > 2 else "the two swapped"


def _no_items(items: Sequence[str]) -> str:
    """Return what is added to a reason where some of what was typed is no item."""
    told = ", ".join(item[:40] for item in items[:3])
    return f"; not among the items: {told}" if items else ""


def _named(
    items: Sequence[str], order: Sequence[str], attempt: Attempt
) -> tuple[dict[str, Verdict], list[str]]:
    """Return the items named, as they are written, with the verdict on the spelling; and no items."""
    texts = attempt.options or order
    shown = attempt.choices(texts)
    named: dict[str, Verdict] = {}
    unread: list[str] = []
    for item in items:
        place = shown.pick(item)
        if place is None:
            text, verdict = _mistyped(texts, Given(item), attempt.standard)
        else:
            text, verdict = texts[place], CORRECT
        if text in order:
            named.setdefault(text, verdict)
        else:
            unread.append(item)
    return named, unread


def _mistyped(texts: Sequence[str], given: Given, standard: Standard) -> tuple[str, Verdict]:
    """Return the one item that the text is a slip of, and the verdict; no item if there is none."""
    if given.unfit:
        return "", given.unfit
    plainly = standard._replace(other_answers=(), explain=False)
    verdicts = {text: judge_text([clean(text)], given, plainly) for text in texts}
    found = [(text, one) for text, one in verdicts.items() if one.outcome.remembered]
    return found[0] if len(found) == 1 else ("", NO_ANSWER)


def _longest_run(places: Sequence[int]) -> list[int]:
    """Return the longest run of rising numbers among `places`, which are few and differ."""
    runs: list[list[int]] = [[]]
    for place in places:
        before = max((run for run in runs if not run or run[-1] < place), key=len)
        runs.append([*before, place])
    return max(runs, key=len)
