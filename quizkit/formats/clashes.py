"""Says which texts of a note are the same: two options, two answers, a right and a wrong one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, repeat
from typing import NamedTuple

from quizkit.errors.codes import ProblemCode
from quizkit.formats.alike import WIDE
from quizkit.formats.fields import Fields
from quizkit.model import AnswerKey, AnswerType, Case, Judging, Variants


class Found(NamedTuple):
    """A text of a note: the way to it, the text, and its form that is compared."""

    steps: tuple[str | int, ...]
    text: str
    folded: str


def comparable(text: str, *, exact: bool = False) -> str:
    """Return `text` without what does not make another text: letter case, width, white space.

    Case counts in a text with a figure (5 mW is not 5 MW), and everywhere if `exact`.
    """
    text = " ".join(text.split()).translate(WIDE)
    return text if exact or any(map(str.isdigit, text)) else text.casefold()


def check_answer(
    fields: Fields,
    key: AnswerKey,
    distractors: Collection[str],
    judging: Judging,
) -> None:
    """Report what is accepted twice, rejected and right, or an option twice."""
    exact = judging.case is Case.STRICT or key.type is AnswerType.EXACT
    own = comparable(key.answer, exact=exact)
    right = {own}
    for found in _repeated(_under(fields, "accept", key.accept, exact), right):
        what = "the answer itself" if found.folded == own else "accepted already"
        _report(fields, ProblemCode.ACCEPTED_TWICE, f"`{found.text}` is {what}", exact, found.steps)
    check_wrong(fields, right, key.reject, distractors, exact=exact)


def check_list(fields: Fields, answers: tuple[Variants, ...], judging: Judging) -> None:
    """Report answers that are there twice, or are wrong as well."""
    exact = judging.case is Case.STRICT
    right: set[str] = set()
    for found in _repeated(_in_answers(fields.values["answers"], answers, exact), right):
        fields.problem(
            ProblemCode.DUPLICATE_OPTION,
            f"`{found.text}` is among the answers already",
            "delete one; variants of one answer are written `[this, that]`",
            *found.steps,
        )
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
    for found in _under(fields, "reject", reject, exact):
        if found.folded in right:
            message = f"`{found.text}` is rejected, and is a right answer too"
            _report(fields, ProblemCode.REJECTED_AND_RIGHT, message, exact, found.steps)
    for found in _repeated(_under(fields, "distractors", distractors, exact), set(right)):
        what = "a right answer too" if found.folded in right else "there twice"
        message = f"the wrong option `{found.text}` is {what}"
        _report(fields, ProblemCode.DUPLICATE_OPTION, message, exact, found.steps)


def check_items(fields: Fields, key: str, texts: Sequence[str], judging: Judging) -> None:
    """Report texts under `key` that are there twice."""
    exact = judging.case is Case.STRICT
    for found in _repeated(_under(fields, key, texts, exact), set()):
        _report(
            fields,
            ProblemCode.DUPLICATE_OPTION,
            f"`{found.text}` is there twice",
            exact,
            found.steps,
        )


def _repeated(texts: Iterable[Found], seen: set[str]) -> Iterator[Found]:
    """Yield those of the texts that are `seen` when their turn comes; all are afterwards."""
    for found in texts:
        if found.folded in seen:
            yield found
        seen.add(found.folded)


def _under(fields: Fields, key: str, texts: Collection[str], exact: bool) -> Iterator[Found]:
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
            yield Found(way, text, comparable(text, exact=exact))


def _in_answers(written: object, answers: tuple[Variants, ...], exact: bool) -> Iterator[Found]:
    """Yield the variants of answers that are not empty, as they are `written`."""
    for at, variants in enumerate(answers):
        part = written[at] if isinstance(written, list) else None
        for i, text in enumerate(variants):
            if text:
                steps = () if part is None else (at, i) if isinstance(part, list) else (at,)
                yield Found(("answers", *steps), text, comparable(text, exact=exact))


def _report(
    fields: Fields, code: ProblemCode, message: str, exact: bool, steps: tuple[str | int, ...]
) -> None:
    """Report a text that comes twice; `exact` is whether letter case already tells texts apart."""
    case = "" if exact else "; if letter case tells them apart, add `case: strict`"
    key = isinstance(fields.values.get(str(steps[0])), dict)
    fields.problem(code, message, "delete one of the two" + case, *steps, key=key)
