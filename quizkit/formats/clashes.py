"""Says which texts of a note are the same: two options, two answers, a right and a wrong one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import count, repeat
from types import MappingProxyType
from typing import NamedTuple

from quizkit.errors.codes import ProblemCode
from quizkit.formats.alike import WIDE
from quizkit.formats.fields import Fields
from quizkit.formats.mends import without_item
from quizkit.formats.wrong import Fix
from quizkit.model import AnswerKey, AnswerType, Case, Judging, Variants


class Found(NamedTuple):
    """A text of a note: the way to it, the text, and its form that is compared."""

    steps: tuple[str | int, ...]
    text: str
    folded: str


class Form(Enum):
    """What does not make another text: letter case, width and white space; or not all of these."""

    TEXT = "text"
    EXACT = "exact"
    CODE = "code"


def comparable(text: str, form: Form = Form.TEXT) -> str:
    """Return `text` without what does not make another one; case does with a figure (5 mW, 5 MW)."""
    if form is Form.CODE:
        from quizkit.answers.source_code import source_code

        return source_code(text).whole
    text = " ".join(text.split()).translate(WIDE)
    return text if form is Form.EXACT or any(map(str.isdigit, text)) else text.casefold()


def _case(judging: Judging) -> Form:
    return Form.EXACT if judging.case is Case.STRICT else Form.TEXT


def check_answer(
    fields: Fields,
    key: AnswerKey,
    distractors: Collection[str],
    judging: Judging,
) -> None:
    """Report what is accepted twice, rejected and right, or an option twice."""
    form = _case(judging)
    if key.type.is_literal:
        form = Form.CODE if key.type is AnswerType.CODE else Form.EXACT
    own = comparable(key.answer, form)
    right = {own: key.answer}
    for found in _repeated(_under(fields, "accept", key.accept, form), right):
        what = "the answer itself" if found.folded == own else "accepted already"
        said = f"`{found.text}` is {what}"
        _report(fields, ProblemCode.ACCEPTED_TWICE, said, form, found, is_same=right)
    check_wrong(fields, right, key.reject, distractors, form)


def check_list(fields: Fields, answers: tuple[Variants, ...], judging: Judging) -> None:
    """Report answers that are there twice, or are wrong as well."""
    form = _case(judging)
    right: dict[str, str] = {}
    for found in _repeated(_in_answers(fields.values["answers"], answers, form), right):
        fix: Fix = "delete one; variants of one answer are written `[this, that]`"
        if right[found.folded] == found.text:
            fix = without_item(*fields.written(*found.steps), str(fix), found.text)
        fields.problem(
            ProblemCode.DUPLICATE_OPTION,
            f"`{found.text}` is among the answers already",
            fix,
            *found.steps,
        )
    reject = fields.feedback("reject") if "reject" in fields.values else ()
    distractors = fields.feedback("distractors") if "distractors" in fields.values else ()
    check_wrong(fields, right, reject, distractors, form)


def check_wrong(
    fields: Fields,
    right: Mapping[str, str],
    reject: Collection[str],
    distractors: Collection[str],
    form: Form,
) -> None:
    """Report near misses and wrong options that are right, and options that are there twice."""
    for found in _under(fields, "reject", reject, form):
        if found.folded in right:
            message = f"`{found.text}` is rejected, and is a right answer too"
            _report(fields, ProblemCode.REJECTED_AND_RIGHT, message, form, found)
    seen = dict(right)
    for found in _repeated(_under(fields, "distractors", distractors, form), seen):
        is_right = found.folded in right
        message = f"the wrong option `{found.text}` is " + (
            "a right answer too" if is_right else "there twice"
        )
        same = {} if is_right else seen
        _report(fields, ProblemCode.DUPLICATE_OPTION, message, form, found, is_same=same)


def check_options(
    fields: Fields, right: Collection[str], wrong: Collection[str], judging: Judging
) -> None:
    """Report wrong options that are right as well, or there twice."""
    form = _case(judging)
    check_wrong(fields, {comparable(text, form): text for text in right}, (), wrong, form)


def check_items(fields: Fields, key: str, texts: Sequence[str], judging: Judging) -> None:
    """Report texts under `key` that are there twice."""
    form = _case(judging)
    for found in _repeated(_under(fields, key, texts, form), {}):
        _report(
            fields,
            ProblemCode.DUPLICATE_OPTION,
            f"`{found.text}` is there twice",
            form,
            found,
        )


def _repeated(texts: Iterable[Found], seen: dict[str, str]) -> Iterator[Found]:
    """Yield those of the texts that are `seen` when their turn comes; all are afterwards."""
    for found in texts:
        if found.folded in seen:
            yield found
        seen.setdefault(found.folded, found.text)


def _under(fields: Fields, key: str, texts: Collection[str], form: Form) -> Iterator[Found]:
    """Yield the texts under `key` that are not empty.

    A list may hold a text twice, which a mapping made of it does not; so it is read anew.
    """
    written = fields.values.get(key)
    steps: Iterable[tuple[str | int, ...]] = repeat((key,))
    if isinstance(written, list):
        texts = [text if isinstance(text, str) else "" for text in written]
        steps = ((key, at) for at in count())
    elif isinstance(written, dict):
        steps = ((key, text) for text in texts)
    for way, text in zip(steps, texts):  # noqa: B905 - ways there may be without end
        if text.strip():
            yield Found(way, text, comparable(text, form))


def _in_answers(written: object, answers: tuple[Variants, ...], form: Form) -> Iterator[Found]:
    """Yield the variants of answers that are not empty, as they are `written`."""
    for at, variants in enumerate(answers):
        part = written[at] if isinstance(written, list) else None
        for i, text in enumerate(variants):
            if text:
                steps = () if part is None else (at, i) if isinstance(part, list) else (at,)
                yield Found(("answers", *steps), text, comparable(text, form))


def _report(
    fields: Fields,
    code: ProblemCode,
    message: str,
    form: Form,
    found: Found,
    *,
    is_same: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Report a text that comes twice, and how letter case would tell two apart if it does not.

    Of two that are letter by letter the same one may go.

    Args:
        is_same: texts that it is one too many of, by their folded forms.
    """
    steps = found.steps
    case = "" if form is not Form.TEXT else "; if letter case tells them apart, add `case: strict`"
    key = isinstance(fields.values.get(str(steps[0])), dict)
    fix: Fix = "delete one of the two" + case
    if is_same.get(found.folded) == found.text and not key:
        fix = without_item(*fields.written(*steps), str(fix), found.text)
    fields.problem(code, message, fix, *steps, key=key)
