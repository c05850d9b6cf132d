"""What counts as right for a note: read, and checked against itself.

An answer that is also rejected, a wrong option that is also right, a tolerance on a word: a
learner would be judged wrongly, so these are problems of the deck.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from quizkit.formats.fields import Fields
from quizkit.formats.yaml_events import Node
from quizkit.model import AnswerKey, AnswerType, Case, Judging, Variants

_TYPES = tuple(member for member in AnswerType if member is not AnswerType.AUTO)
_TOLERANCE = r"\d{1,12}(?:[.,]\d{1,12})?(?:\s*%)?"
_WIDE = {0x3000: " ", **{0xFF01 + i: chr(0x21 + i) for i in range(94)}}


def fold(text: str, *, exact: bool = False) -> str:
    """Return what of `text` tells it from another: case, width and white space aside.

    Case counts in a text with a figure (5 mW is not 5 MW), and everywhere if `exact`.
    """
    text = " ".join(text.split())
    if not text.isascii():
        text = text.translate(_WIDE)
    return text if exact or any(map(str.isdigit, text)) else text.casefold()


def answer_key(fields: Fields, judging: Judging) -> AnswerKey:
    """Return what counts as right for a typed answer or a choice."""
    values = fields.values
    if len(values) == 2:  # question and answer, as most are
        return AnswerKey(fields.text("answer"))
    kind = AnswerType.AUTO
    if "type" in values:
        kind = _type(fields)
    answer = minimum = maximum = ""
    if "answer" in values:
        answer = fields.text("answer")
    else:
        minimum, maximum = fields.text("min"), fields.text("max")
    accept: tuple[str, ...] = ()
    if "accept" in values:
        accept = fields.texts("accept")
        if len({answer.casefold(), *map(str.casefold, accept)}) <= len(accept):
            _check_accept(fields, answer, accept, _exact(judging, kind))
    reject: Mapping[str, str] = {}
    if "reject" in values:
        reject = rejected(fields, (answer, *accept), judging, kind)
    key = AnswerKey(
        answer,
        accept,
        reject,
        kind,
        tolerance(fields) if "tolerance" in values else "",
        fields.flag("unit_required") if "unit_required" in values else False,
        minimum,
        maximum,
    )
    if not answer or "tolerance" in values or "unit_required" in values or "type" in values:
        from quizkit.formats.number_keys import check_number

        return check_number(fields, key, judging)
    return key


def _type(fields: Fields) -> AnswerType:
    if fields.values["type"] == "free":
        fields.problem(
            "free-with-options",
            "`type: free` (reveal and rate yourself) goes with a question and an answer alone",
            "delete the line, or the options and bounds beside it",
            "type",
        )
        return AnswerType.AUTO
    return fields.option("type", _TYPES)


def check_option(fields: Fields, key: str) -> None:
    """Check an option of answers that stands in the defaults, for answers of every sort."""
    match key:
        case "type":
            if fields.values[key] != "free":
                _type(fields)
        case "tolerance":
            tolerance(fields)
        case "accept":
            fields.texts(key)
        case "reject":
            fields.feedback(key)
        case "require":
            required(fields, 99_999)
        case _:  # reverse, unit_required, dayfirst
            fields.flag(key)


def tolerance(fields: Fields) -> str:
    """Return how far from the answer a number may be."""
    text = fields.text("tolerance")
    if text and not re.fullmatch(_TOLERANCE, text):
        fields.problem(
            "bad-tolerance",
            f"`{text}` is no tolerance",
            "write `5` for 5 in the unit of the answer, or `2 %` of its value",
            "tolerance",
        )
    return text


def _exact(judging: Judging, kind: AnswerType = AnswerType.AUTO) -> bool:
    return judging.case is Case.STRICT or kind is AnswerType.EXACT


def _steps(value: Node, key: str, at: int) -> tuple[str | int, ...]:
    return (key, at) if isinstance(value, list) else (key,)


def _check_accept(fields: Fields, answer: str, accept: tuple[str, ...], exact: bool) -> None:
    """Report what is accepted twice over."""
    seen = {fold(answer, exact=exact)}
    for at, text in enumerate(accept):
        folded = fold(text, exact=exact)
        if folded in seen and text:
            what = (
                "the answer itself" if folded == fold(answer, exact=exact) else "accepted already"
            )
            fields.problem(
                "accepted-twice",
                f"`{text}` is {what}",
                "delete it; letter case, width and white space do not matter",
                *_steps(fields.values["accept"], "accept", at),
            )
        seen.add(folded)


def rejected(
    fields: Fields,
    right: Iterable[str],
    judging: Judging,
    kind: AnswerType = AnswerType.AUTO,
) -> Mapping[str, str]:
    """Return the near misses under `reject`, none of which may be one of the `right` texts."""
    if "reject" not in fields.values:
        return {}
    reject = fields.feedback("reject")
    exact = _exact(judging, kind)
    known = {fold(text, exact=exact) for text in right}
    value = fields.values["reject"]
    for at, text in enumerate(reject):
        if text and fold(text, exact=exact) in known:
            steps = ("reject", text) if isinstance(value, dict) else _steps(value, "reject", at)
            fields.problem(
                "rejected-and-right",
                f"`{text}` is rejected, and it is also a right answer",
                "delete one of the two"
                + ("" if exact else "; if letter case decides, add `case: strict`"),
                *steps,
                key=isinstance(value, dict),
            )
    return reject


def check_distractors(
    fields: Fields,
    right: Sequence[Variants],
    distractors: Mapping[str, str],
    judging: Judging,
    kind: AnswerType = AnswerType.AUTO,
) -> None:
    """Report wrong options that are right ones, or equal to each other."""
    exact = _exact(judging, kind)
    known = {fold(text, exact=exact): text for variants in right for text in variants if text}
    seen: dict[str, str] = {}
    value = fields.values["distractors"]
    texts = value if isinstance(value, list) else list(distractors)
    for at, text in enumerate(texts):
        if not isinstance(text, str) or not text.strip():
            continue
        folded = fold(text, exact=exact)
        same = known.get(folded) or seen.get(folded)
        if same:
            steps = (
                ("distractors", text)
                if isinstance(value, dict)
                else _steps(value, "distractors", at)
            )
            what = "a right answer" if folded in known else "an option already"
            fields.problem(
                "duplicate-option",
                f"the wrong option `{text}` is {what}",
                "delete it" + ("" if exact else "; if letter case decides, add `case: strict`"),
                *steps,
                key=isinstance(value, dict),
            )
        seen.setdefault(folded, text)


def check_unique(
    fields: Fields, key: str, texts: Iterable[str], judging: Judging, *, keys: bool = False
) -> None:
    """Report texts under `key` that are there twice."""
    seen = set()
    for at, text in enumerate(texts):
        folded = fold(text, exact=_exact(judging))
        if folded in seen and text:
            fields.problem(
                "duplicate-option",
                f"`{text}` is in `{key}` twice",
                "delete one, or tell the two apart",
                key,
                text if keys else at,
                key=keys,
            )
        seen.add(folded)


def list_answers(fields: Fields, judging: Judging) -> tuple[Variants, ...]:
    """Return the parts of an answer, each with its variants."""
    value = fields.values["answers"]
    if not isinstance(value, list) or not value:
        return tuple((text,) for text in fields.texts("answers"))
    answers: list[Variants] = []
    seen: set[str] = set()
    for at, item in enumerate(value):
        if isinstance(item, list):
            variants = tuple([fields.item(t, "answers", at, i) for i, t in enumerate(item)])
            if not item:
                fields.problem(
                    "empty-list",
                    "this part of the answer is empty",
                    "fill it in, or delete it",
                    "answers",
                    at,
                )
        else:
            variants = (fields.item(item, "answers", at),)
        for i, text in enumerate(variants):
            folded = fold(text, exact=_exact(judging))
            if folded in seen and text:
                fields.problem(
                    "duplicate-option",
                    f"`{text}` is among the answers already",
                    "delete one; to give variants of one answer write `[this, that]`",
                    "answers",
                    at,
                    *((i,) if isinstance(item, list) else ()),
                )
            seen.add(folded)
        answers.append(variants)
    return tuple(answers)


def required(fields: Fields, count: int) -> int | None:
    """Return how many of the answers will do; None for all."""
    if "require" not in fields.values:
        return None
    text = fields.text("require")
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= count:
        return int(text)
    if text:
        fields.problem(
            "bad-require",
            f"`require` says how many of the {count} answers will do; it cannot be `{text}`",
            f"write a whole number from 1 to {count}, or delete the line to ask for all",
            "require",
        )
    return None
