"""What stands between the braces of a question in GIFT: its kind, and its answers with weights."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from quizkit.lazy import pattern

_EMBEDDED = pattern(
    r"\s*\d{0,3}:(?:(?P<short>SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC)|(?P<number>NUMERICAL|NM)"
    r"|(?P<choice>(?:MULTICHOICE|MC|MULTIRESPONSE|MR)\w{0,4})):",
    re.IGNORECASE,
)
_TRUTH = pattern(r"(T|TRUE|F|FALSE)\s*(?:#([^#]*))?(?:#([^#]*))?", re.IGNORECASE)
_MARK = pattern("[=~]")
_LINE_MARK = pattern(r"(?m)^[ \t]*([=~]+)")
_WEIGHT = pattern(r"\s*%\s*([-+]?\d{1,3}(?:[.,]\d{0,9})?)\s*%")
_FORM = pattern(r"\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
_ARROW = "->"


class Asks(Enum):
    """What a question asks for."""

    ESSAY = "essay"
    TRUTH = "truth"
    NUMBER = "number"
    PAIRS = "pairs"
    SHORT = "short"
    CHOICE = "choice"


class Answer(NamedTuple):
    """An answer.

    Args:
        text: with its signs hidden.
        weight: in per cent; None where it says none.
        is_right: whether `=` stands before it.
        feedback: what is said to it.
        form: how its text is written; empty if as that of the question.
    """

    text: str
    weight: float | None
    is_right: bool
    feedback: str = ""
    form: str = ""

    @property
    def share(self) -> float:
        """Its weight, in per cent."""
        return self.weight if self.weight is not None else 100.0 if self.is_right else 0.0


class Answers(NamedTuple):
    """All that stands between two braces.

    Args:
        asks: what kind it is.
        answers: in order; of a truth one, with the feedback to a wrong answer, then to a right one.
        general: feedback whatever the answer was.
        right: of a truth: which it is.
        wrong_feedback: of a truth.
    """

    asks: Asks
    answers: Sequence[Answer] = ()
    general: str = ""
    right: bool = False
    wrong_feedback: str = ""


class GiftError(Exception):
    """What is wrong with a question, and what to do about it."""


def answers_of(content: str) -> Answers:
    """Return what the text between two braces says.

    Raises:
        GiftError: it says nothing that can be told.
    """
    body, _, general = content.partition("####")
    body, general = body.strip(), _unwrapped(general)
    embedded = _EMBEDDED.match(body)
    if not body:
        return Answers(Asks.ESSAY, general=general)
    if truth := _TRUTH.fullmatch(body):
        wrong, right = (_unwrapped(text or "") for text in truth.group(2, 3))
        answer = Answer("", None, is_right=True, feedback=right)
        is_true = truth[1][:1].upper() == "T"
        return Answers(Asks.TRUTH, (answer,), general, is_true, wrong)
    if body.startswith("#"):
        return Answers(Asks.NUMBER, [*_numbers(body[1:])], general)
    if embedded:
        found = [*_answers(body[embedded.end() :], first="~")]
        name = embedded.lastgroup or ""
        if name != "choice":
            return Answers(Asks.SHORT if name == "short" else Asks.NUMBER, found, general)
        return Answers(Asks.CHOICE, found, general)
    marks = {found[0] for found in _MARK.finditer(body)}
    if not marks:
        raise GiftError("write `=` before right answers and `~` before wrong ones")
    found = [*_answers(body)]
    if "~" in marks and any(not each.is_right for each in found):
        return Answers(Asks.CHOICE, found, general)
    if "~" in marks and re.search(r"~\s*=", body):
        return Answers(Asks.CHOICE, found, general)
    if found and all(_ARROW in each.text for each in found):
        return Answers(Asks.PAIRS, found, general)
    return Answers(Asks.SHORT, found, general)


def _numbers(body: str) -> Iterator[Answer]:
    if _MARK.search(body):
        yield from _answers(body)
        return
    text, _, feedback = body.partition("#")
    yield Answer(text.strip(), None, is_right=True, feedback=_unwrapped(feedback))


def _answers(body: str, first: str = "") -> Iterator[Answer]:
    """Yield the answers of a text.

    Args:
        first: the mark of a text before the first mark; empty where none may stand there.
    """
    marks = _marks(body)
    before = body[: marks[0]] if marks else body
    if before.strip():
        if not first:
            raise GiftError("begin with `=` or `~` behind the brace")
        yield _answer(first, before)
    for at, end in zip(marks, [*marks[1:], len(body)], strict=False):
        text = body[at + 1 : end]
        is_empty = not text.strip()
        if is_empty and end < len(body) and end == at + 1 + len(text):
            continue  # `~=`, as in embedded questions: the second mark says what it is
        yield _answer(body[at], text)


def _marks(body: str) -> list[int]:
    """Return where answers begin; a sign within one that nobody hid may be text."""
    found = [mark.start() for mark in _MARK.finditer(body)]
    at_lines = {
        at for mark in _LINE_MARK.finditer(body) for at in range(mark.start(1), mark.end(1))
    }
    in_lines = found and found[0] in at_lines and sum(1 for at in found if at in at_lines) > 1
    if not in_lines or "\n" not in body:
        return found
    return [at for at in found if at in at_lines or _begins(body, at)]


def _begins(body: str, at: int) -> bool:
    before, behind = body[at - 1 : at], body[at + 1 : at + 2]
    return before in " \t~" and bool(behind) and not behind.isspace() and behind != "="


def _answer(mark: str, text: str) -> Answer:
    weight = None
    if found := _WEIGHT.match(text):
        weight = float(found[1].replace(",", "."))
        text = text[found.end() :]
    form = ""
    if found := _FORM.match(text):
        form, text = found[1].lower(), text[found.end() :]
    text, _, feedback = text.partition("#")
    return Answer(_unwrapped(text), weight, mark == "=", _unwrapped(feedback), form)


def _unwrapped(text: str) -> str:
    """Return a text whose lines were broken to be read in the file as one line."""
    return " ".join(filter(None, map(str.strip, text.split("\n"))))
