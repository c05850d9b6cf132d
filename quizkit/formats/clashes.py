"""Says which texts of a note are the same: two options, two answers, a right and a wrong one."""

from collections.abc import Collection, Iterable, Sequence

from quizkit.formats.alike import WIDE
from quizkit.formats.fields import Fields
from quizkit.model import AnswerType, Case, Judging, Variants


def fold(text: str, *, exact: bool = False) -> str:
    """Return what of `text` tells it from another: case, width and white space aside.

    Case counts in a text with a figure (5 mW is not 5 MW), and everywhere if `exact`.
    """
    text = " ".join(text.split()).translate(WIDE)
    return text if exact or any(map(str.isdigit, text)) else text.casefold()


def check_answer(
    fields: Fields,
    answer: str,
    accept: Sequence[str],
    reject: Collection[str],
    distractors: Collection[str],
    judging: Judging,
    kind: AnswerType,
) -> None:
    """Report what is accepted twice, rejected and right, or an option twice."""
    exact = judging.case is Case.STRICT or kind is AnswerType.EXACT
    own = fold(answer, exact=exact)
    right = {own}
    for steps, text, folded in _found(fields, "accept", accept, exact):
        if folded in right:
            what = "the answer itself" if folded == own else "accepted already"
            _report(fields, "accepted-twice", f"`{text}` is {what}", exact, steps)
        right.add(folded)
    check_wrong(fields, right, reject, distractors, exact=exact)


def check_list(fields: Fields, answers: tuple[Variants, ...], judging: Judging) -> None:
    """Report answers that are there twice, or are wrong as well."""
    exact = judging.case is Case.STRICT
    right: set[str] = set()
    written = fields.values["answers"]
    for at, variants in enumerate(answers):
        for i, text in enumerate(variants):
            folded = fold(text, exact=exact)
            if folded in right and text:
                steps: tuple[str | int, ...] = ("answers",)
                if isinstance(written, list):
                    steps = ("answers", at, i) if isinstance(written[at], list) else ("answers", at)
                fields.problem(
                    "duplicate-option",
                    f"`{text}` is among the answers already",
                    "delete one; variants of one answer are written `[this, that]`",
                    *steps,
                )
            right.add(folded)
    reject = fields.feedback("reject") if "reject" in fields.values else ()
    distractors = fields.feedback("distractors") if "distractors" in fields.values else ()
    check_wrong(fields, right, reject, distractors, exact=exact)


def check_wrong(
    fields: Fields,
    right: set[str],
    reject: Collection[str],
    distractors: Collection[str],
    *,
    exact: bool,
) -> None:
    """Report near misses and wrong options that are right, and options that are there twice."""
    for steps, text, folded in _found(fields, "reject", reject, exact):
        if folded in right:
            message = f"`{text}` is rejected, and is a right answer too"
            _report(fields, "rejected-and-right", message, exact, steps)
    seen: set[str] = set()
    for steps, text, folded in _found(fields, "distractors", distractors, exact):
        if folded in right or folded in seen:
            what = "a right answer too" if folded in right else "there twice"
            message = f"the wrong option `{text}` is {what}"
            _report(fields, "duplicate-option", message, exact, steps)
        seen.add(folded)


def check_items(fields: Fields, key: str, texts: Sequence[str], judging: Judging) -> None:
    """Report texts under `key` that are there twice."""
    exact = judging.case is Case.STRICT
    seen: set[str] = set()
    for steps, text, folded in _found(fields, key, texts, exact):
        if folded in seen:
            _report(fields, "duplicate-option", f"`{text}` is there twice", exact, steps)
        seen.add(folded)


def _found(
    fields: Fields, key: str, texts: Collection[str], exact: bool
) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """Yield the way to each text under `key`, the text, and its folded form.

    A list may hold a text twice, which a mapping made of it does not; so it is read anew.
    """
    written = fields.values.get(key)
    if isinstance(written, list):
        texts = [text if isinstance(text, str) else "" for text in written]
    for at, text in enumerate(texts):
        if text.strip():
            steps: tuple[str | int, ...] = (key,)
            if isinstance(written, list):
                steps = (key, at)
            elif isinstance(written, dict):
                steps = (key, text)
            yield steps, text, fold(text, exact=exact)


def _report(
    fields: Fields, code: str, message: str, exact: bool, steps: tuple[str | int, ...]
) -> None:
    case = "" if exact else "; if letter case tells them apart, add `case: strict`"
    key = isinstance(fields.values.get(str(steps[0])), dict)
    fields.problem(code, message, "delete one of the two" + case, *steps, key=key)
