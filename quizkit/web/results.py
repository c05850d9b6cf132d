"""What comes back of a handout: a result, read and judged by the grader, whatever the page said."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeGuard

from attrs import frozen

from quizkit.errors import QuizkitError
from quizkit.grading import Outcome, Response, Verdict, grade
from quizkit.lazy import pattern
from quizkit.model import Card, Deck, OwnWords, PickOne, PickSome
from quizkit.progress.events import is_response

FORMAT, VERSION = "quizkit-result", 1
MODES = ("practice", "exam", "study")
PAGE = ("correct", "partial", "wrong", "shown", "compare")
"""What a page may say of an answer: `compare` leaves it to the learner, or says nothing at all."""

_MOST_BYTES = 20_000_000
_ID = pattern("[0-9a-f]{12}")


@frozen
class ResultAnswer:
    """One answer of a result.

    Args:
        card: id of the card.
        response: what was given; None for “show me”.
        page: what the page said, one of `PAGE`.
        own_word: whether the learner said that it was right; None if not asked.
        score: what the page counted, 0 to 1; None if nothing.
        at: when it was given, an aware datetime.
        ms: how long it took, in milliseconds.
        hints: how many were asked for before.
    """

    card: str
    response: Response
    page: str
    own_word: bool | None
    score: float | None
    at: datetime
    ms: int
    hints: int = 0


@frozen
class Result:
    """What one learner did on one handout.

    Args:
        id: 12 hex digits, drawn when the learner began.
        deck: id of the deck; `title` and `digest` are those that the page was made of.
        mode: `practice`, `exam`, or `study`, whose answers count.
        name: of the learner, as typed; often empty.
        began: when; `finished`: when, or None if answers were still to come.
        answers: in the order in which they were given.
    """

    id: str
    deck: str
    title: str
    digest: str
    mode: str
    name: str
    began: datetime
    finished: datetime | None
    answers: tuple[ResultAnswer, ...]


def digest(deck: Deck) -> str:
    """Return what tells a deck from an edited one: 12 hex digits of what it asks and takes."""
    told = [
        [
            card.id,
            card.prompt,
            card.task.options,
            [(right.label, right.variants) for right in card.task.rights],
        ]
        for card in deck.cards
    ]
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:12]


def read_result(data: bytes | str, name: str = "the result") -> Result:
    """Return a result from the text that a page saved or gave to copy.

    Raises:
        QuizkitError: it is none; told with `name`, where, and what to do about it.
    """
    fix = "fix: save it once more from the page, or copy all of the text there"
    if len(data) > _MOST_BYTES:
        raise QuizkitError(f"{name} is too large for a result: over {_MOST_BYTES // 10**6} MB")
    try:
        found = json.loads(data.decode("utf-8-sig") if isinstance(data, bytes) else data)
    except (ValueError, RecursionError) as error:
        raise QuizkitError(f"{name} is no result of a handout, or not all of it\n{fix}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise QuizkitError(f"{name} is no result of a handout\n{fix}")
    if found.get("version") != VERSION:
        raise QuizkitError(
            f"{name} is of version {found.get('version')!r:.20} of results, and this quizkit reads "
            f"version {VERSION}\nfix: update quizkit"
        )
    try:
        return _result(found)
    except _OddError as odd:
        raise QuizkitError(f"{name}: {odd}\n{fix}") from odd


class _OddError(Exception):
    """A field is not what it should be."""


def _result(found: Mapping[str, Any]) -> Result:
    deck, answers = found.get("deck"), found.get("answers")
    if not isinstance(deck, dict):
        raise _OddError("it names no deck")
    if not isinstance(answers, list):
        raise _OddError("it has no list of answers")
    number, mode = _text(found, "id"), _text(found, "mode")
    if not _ID.fullmatch(number):
        raise _OddError(f"its id is not 12 hex digits: {number!r:.30}")
    if mode not in MODES:
        raise _OddError(f"its mode is none of {', '.join(MODES)}: {mode!r:.30}")
    finished = found.get("finished")
    return Result(
        id=number,
        deck=_text(deck, "id"),
        title=_text(deck, "title"),
        digest=_text(deck, "digest"),
        mode=mode,
        name=_text(found, "name"),
        began=_instant(found.get("began"), "began"),
        finished=None if finished is None else _instant(finished, "finished"),
        answers=tuple(_answer(each, at) for at, each in enumerate(answers, 1)),
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    text = found.get(name)
    if not isinstance(text, str):
        raise _OddError(f"`{name}` is no text")
    return text.encode("utf-8", "replace").decode()  # no halves of characters


def _instant(text: object, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise _OddError(f"`{name}` is no instant with an offset: {text!r:.40}")
    return at


def _answer(found: object, number: int) -> ResultAnswer:
    if not isinstance(found, dict):
        raise _OddError(f"answer {number} is none")
    page, own, score, ms = (found.get(name) for name in ("page", "self", "score", "ms"))
    hints = found.get("hints", 0)
    try:
        response = found.get("response")
        if not is_response(response):
            raise _OddError("`response` is no text, list or mapping of texts")
        if not (isinstance(page, str) and page in PAGE):
            raise _OddError(f"`page` is none of {', '.join(PAGE)}")
        if not (own is None or isinstance(own, bool)):
            raise _OddError("`self` is neither true, false nor null")
        if score is not None and not (_is_number(score) and 0 <= score <= 1):
            raise _OddError("`score` is not from 0 to 1")
        if not _is_number(ms) or not 0 <= ms < 2**53:
            raise _OddError("`ms` is no number of milliseconds")
        if not _is_number(hints) or not 0 <= hints < 100:
            raise _OddError("`hints` is no number of hints")
        at = _instant(found.get("at"), "at")
        return ResultAnswer(
            _text(found, "card"), response, page, own, score, at, int(ms), int(hints)
        )
    except _OddError as odd:
        raise _OddError(f"answer {number}: {odd}") from None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


@frozen
class JudgedAnswer:
    """An answer of a result, judged.

    Args:
        answer: as it was given.
        card: what it answers; None if the deck has no such card any more.
        verdict: the grader's; None without a card, and where the learner is the judge.
    """

    answer: ResultAnswer
    card: Card | None
    verdict: Verdict | None

    @property
    def score(self) -> float:
        """What it counts, 0 to 1: by the grader, or by the learner where only they can say."""
        if self.verdict is not None:
            return self.verdict.score
        return 1.0 if self.card is not None and self.answer.own_word else 0.0

    @property
    def page_differs(self) -> bool:
        """Whether the page said right and the grader does not, or wrong and the grader does not."""
        if self.verdict is None or self.answer.page not in ("correct", "wrong"):
            return False
        if self.answer.page == "correct":
            return not self.verdict.outcome.remembered
        return self.verdict.outcome is not Outcome.WRONG

    @property
    def learner_differs(self) -> bool:
        """Whether the learner called right what the grader does not, or the other way round."""
        if self.verdict is None or self.answer.own_word is None:
            return False
        return self.answer.own_word is not self.verdict.outcome.remembered


@frozen
class Judgement:
    """A result with what the grader says of it.

    Args:
        result: as it was read.
        answers: each of its answers, in order.
        deck: the deck that it was judged by; None if there is none of its id.
        edited: whether the deck is not as it was when the page was made.
    """

    result: Result
    answers: tuple[JudgedAnswer, ...]
    deck: Deck | None
    edited: bool

    @property
    def counted(self) -> tuple[JudgedAnswer, ...]:
        """The answers to cards that the deck has."""
        return tuple(each for each in self.answers if each.card is not None)

    @property
    def points(self) -> float:
        """The sum of the scores."""
        return sum(each.score for each in self.counted)

    @property
    def lost(self) -> tuple[JudgedAnswer, ...]:
        """The answers that scored less than 1."""
        return tuple(each for each in self.counted if each.score < 1)


def results(result: Result, decks: Iterable[Deck]) -> Judgement:
    """Return a result judged by the deck that it is of, whatever its page said.

    Args:
        result: as `read_result` gives it.
        decks: to look for its deck in.
    """
    deck = next((each for each in decks if each.id == result.deck), None)
    cards = {card.id: card for card in deck.cards} if deck else {}
    judged = tuple(_judged(answer, cards.get(answer.card), deck) for answer in result.answers)
    edited = deck is not None and digest(deck) != result.digest
    return Judgement(result, judged, deck, edited)


def _judged(answer: ResultAnswer, card: Card | None, deck: Deck | None) -> JudgedAnswer:
    if card is None or deck is None or isinstance(card.task.form, OwnWords):
        return JudgedAnswer(answer, card, None)
    response = answer.response
    verdict = grade(
        card,
        response,
        options=_options(card, response),
        other_answers=deck.other_answers(card),
    )
    return JudgedAnswer(answer, card, verdict)


def _options(card: Card, response: Response) -> tuple[str, ...]:
    """Return the options that an answer was picked from, which it names by their texts."""
    options, form = card.task.options, card.task.form
    picked: Collection[object] = [response] if isinstance(response, str) else list(response or ())
    if isinstance(form, PickOne | PickSome) and not set(picked) <= {*options}:
        return ()  # as of a card that was edited: its text is judged
    return options
