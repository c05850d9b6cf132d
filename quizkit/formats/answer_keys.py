"""What counts as right for a note, read from its keys, and the doubles in it found.

An answer that is also rejected, a wrong option that is also right: a learner would be judged
wrongly, so these are problems of the deck. Few notes have any, and a quick look tells; `clashes`
then says which.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from quizkit.errors import codes
from quizkit.formats.alike import alike
from quizkit.formats.fields import Fields
from quizkit.formats.limits import MOST_ITEMS
from quizkit.model import AnswerKey, AnswerType, Judging, Variants

_TYPES = tuple(member for member in AnswerType if member is not AnswerType.AUTO)
_FIGURE = r"\d{1,12}(?:[.,]\d{1,12})?"
_TOLERANCE = rf"{_FIGURE}(?:\s*%)?"
_NOTHING: Mapping[str, str] = {}  # one for all the notes that reject nothing


def _type(fields: Fields, key: str) -> AnswerType:
    """Return the answer type; `free` beside other keys is reported: it makes another kind."""
    if fields.values[key] == "free":
        fields.problem(
            codes.ProblemCode.FREE_WITH_OPTIONS,
            "`type: free` (reveal and rate yourself) goes with a question and one answer alone",
            "delete this line, or what stands beside it",
            key,
        )
        return AnswerType.AUTO
    return fields.option(key, _TYPES, "free")


def _tolerance(fields: Fields, key: str) -> str:
    """Return the tolerance as written; report one that is none."""
    text = fields.text(key)
    if text and not re.fullmatch(_TOLERANCE, text):
        found = re.search(_FIGURE, text)
        figure = found[0] if found else "5"
        fields.problem(
            codes.ProblemCode.BAD_TOLERANCE,
            f"`{text}` is no tolerance",
            f"write `{figure}` for {figure} in the unit of the answer, or `2 %` of its value",
            key,
        )
    return text


_ReadKey: TypeAlias = Callable[[Fields, str], object]

# By key: the part of an AnswerKey that it gives, and what reads it.
_PARTS: Mapping[str, tuple[str, _ReadKey]] = {
    "answer": ("answer", Fields.text),
    "accept": ("accept", Fields.texts),
    "reject": ("reject", Fields.feedback),
    "type": ("type", _type),
    "tolerance": ("tolerance", _tolerance),
    "unit_required": ("unit_required", Fields.flag),
    "min": ("minimum", Fields.text),
    "max": ("maximum", Fields.text),
}
_NUMBERS_AND_DATES = (AnswerType.NUMBER, AnswerType.DATE)
_NUMERIC = frozenset(("min", "max", "tolerance", "unit_required"))


_OPTIONS = _PARTS.keys() - {"answer", "accept", "reject"}
"""What few notes have: one look tells, as `bench_reading.py` reads ten thousand without."""


def _options(fields: Fields) -> dict[str, Any]:
    given = [(name, *_PARTS[name]) for name in fields.values if name in _OPTIONS]
    return {part: read(fields, name) for name, part, read in given}


def answer_key(fields: Fields, judging: Judging, distractors: Collection[str] = ()) -> AnswerKey:
    """Return the key of a typed answer, or of a choice with these wrong options."""
    values = fields.values
    options = {} if _OPTIONS.isdisjoint(values) else _options(fields)
    key = AnswerKey(
        fields.text("answer") if "answer" in values else "",
        fields.texts("accept") if "accept" in values else (),
        fields.feedback("reject") if "reject" in values else _NOTHING,
        **options,
    )
    texts = (key.answer, *key.accept, *key.reject, *distractors)
    if len(texts) > 1 and alike(texts):
        from quizkit.formats.clashes import check_answer

        check_answer(fields, key, distractors, judging)
    if key.type is AnswerType.CODE:
        from quizkit.formats.code_keys import check_lines

        check_lines(fields, key.answer)
    if not options or (values.keys().isdisjoint(_NUMERIC) and key.type not in _NUMBERS_AND_DATES):
        return key
    from quizkit.formats.number_keys import check_number

    return check_number(fields, key, judging)


def check_option(fields: Fields, key: str) -> None:
    """Check an option of answers that stands in the defaults, for answers of every sort."""
    if key == "require":
        _required(fields, None)
    elif (key, fields.values[key]) == ("type", "free"):  # for notes to rate yourself
        return
    elif key in _PARTS:
        _PARTS[key][1](fields, key)
    else:  # reverse, dayfirst
        fields.flag(key)


def list_answers(
    fields: Fields, judging: Judging, wrong: Collection[str] = ()
) -> tuple[Variants, ...]:
    """Return the parts of an answer, each with its variants; none may be one of the `wrong`."""
    value = fields.values["answers"]
    if isinstance(value, list) and value:
        if len(value) > MOST_ITEMS:
            value = fields.shortened(value, "answers")
        answers = tuple([_variants(fields, item, at) for at, item in enumerate(value)])
    else:
        answers = tuple((text,) for text in fields.texts("answers"))
    texts = [text for variants in answers for text in variants]
    if alike((*texts, *wrong)):
        from quizkit.formats.clashes import check_list

        check_list(fields, answers, judging)
    return answers


def _variants(fields: Fields, item: object, at: int) -> Variants:
    if not isinstance(item, list):
        return (fields.item(item, "answers", at),)  # type: ignore[arg-type]
    if not item:
        fields.problem(
            codes.ProblemCode.EMPTY_LIST,
            "this part of the answer is empty",
            "fill it in, or delete it",
            "answers",
            at,
        )
    if len(item) > MOST_ITEMS:
        item = fields.shortened(item, "answers")
    return tuple([fields.item(text, "answers", at, i) for i, text in enumerate(item)])


def rejected(fields: Fields) -> Mapping[str, str]:
    """Return near misses that are wrong, each with its feedback."""
    return fields.feedback("reject") if "reject" in fields.values else _NOTHING


def required(fields: Fields, count: int) -> int | None:
    """Return the number of answers that will do, of `count`; None for all."""
    return _required(fields, count) if "require" in fields.values else None


def _required(fields: Fields, count: int | None) -> int | None:
    """Return the number under `require`, at most `count`, which None leaves open."""
    text = fields.text("require")
    number = int(text) if re.fullmatch("[0-9]{1,5}", text) else 0
    if 1 <= number <= (count or number):
        return number
    if text:
        fields.problem(
            codes.ProblemCode.BAD_REQUIRE,
            f"`require` is how many of the {f'{count} ' if count else ''}answers will do, and "
            f"cannot be `{text}`",
            f"write a whole number from 1{f' to {count}' if count else ''}, or delete the line to "
            "ask for all",
            "require",
        )
    return None


def check_further(
    fields: Fields, right: Collection[str], wrong: Collection[str], judging: Judging
) -> None:
    """Report further right sides of pairs that are there twice, or go with a left one."""
    if alike((*dict.fromkeys(right), *wrong)):
        from quizkit.formats.clashes import check_options

        check_options(fields, right, wrong, judging)


def check_distinct(fields: Fields, key: str, texts: Sequence[str], judging: Judging) -> None:
    """Report items to order, or left sides of pairs, that are there twice."""
    if alike(texts):
        from quizkit.formats.clashes import check_items

        check_items(fields, key, texts, judging)
