"""Answers that were judged beforehand, for a page that has no grader: it looks them up.

Each was given to the grader as it is written here, and its verdict stands beside it; the page says
of no other answer whether it is right. A spelling is looked up by a key that is made of it: how much
of the writing the key forgets depends on what the answer reads as, and the grader is asked as well.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import cache
from typing import Any

from attrs import field, frozen

from quizkit.answers.reading import Person, Text, read_answer
from quizkit.grading import Outcome, Verdict, grade
from quizkit.lazy import pattern
from quizkit.model import AnswerKey, Card, Case, Deck, Items, Line, Lines, ListNote, TypedNote
from quizkit.web.ways_to_write import ways_to_write

Judge = Callable[[str], Verdict]
"""Gives the grader's verdict on a spelling, the rest of its card being right."""

_MOST_IN_A_RANGE = 200
_MOST_WRITTEN_OTHERWISE = 12
_END = pattern("[.!?,;:\N{HORIZONTAL ELLIPSIS}]+$")


class Forgets(IntEnum):
    """How much of the writing a key forgets."""

    NOTHING = 0
    """But for the line breaks of Windows: of source code, and texts compared as they are written."""
    SPACES = 1
    """Space around a text, how much there is within, and the form of its Unicode: of values."""
    CASE = 2
    """Case and marks at the end too: of texts and names whose card ignores case."""


def key_of(text: str, forgets: Forgets) -> str:
    """Return by what a spelling is looked up; handout.js makes the same."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if forgets is Forgets.NOTHING:
        return text
    text = " ".join(text.split())
    return _END.sub("", text).rstrip().lower() if forgets is Forgets.CASE else text


@frozen
class Spellings:
    """What is known of the answers to one question, or to one part of it.

    Args:
        judged: by how much their keys forget and then by their keys, verdicts: a score of 1 or 0.9,
            or why it is wrong.
    """

    judged: dict[Forgets, dict[str, float | str]] = field(factory=dict)

    def look_up(self, text: str) -> float | str | None:
        """Return the score of a spelling, or why it is wrong; None if nothing is known of it."""
        for forgets, known in self.judged.items():
            if (found := known.get(key_of(text, forgets))) is not None:
                return found
        return None

    def as_json(self) -> list[list[Any]]:
        """Return what a page keeps of it: pairs of a number and what is known."""
        return [[int(forgets), known] for forgets, known in self.judged.items()]


def spellings(card: Card, deck: Deck) -> tuple[Spellings, ...]:
    """Return what the grader says of the likely answers to a card whose answers are typed.

    One for a line; one for each blank of a cloze, and for each item of a list. None for cards whose
    answers are picked, or judged by the learner.
    """
    others = deck.other_answers(card)

    @cache
    def told(response: str | tuple[str, ...]) -> Verdict:
        return grade(card, response, other_answers=others)

    def judged(response: str | list[str]) -> Verdict:
        return told(response if isinstance(response, str) else tuple(response))

    task, examples = card.task, card.note.examples
    match task.form:
        case Line() if isinstance(task, TypedNote):
            own = examples if task is card.note else None
            right = [*task.key.texts, *_within(task.key), *(own.correct if own else ())]
            wrong = [*task.key.reject, *(own.wrong if own else ())]
            return (_spellings(card, judged, task.key, right, wrong),)
        case Lines():
            rights = [right.shown for right in task.rights]
            return tuple(
                _spellings(card, _judge_of(judged, rights, at), key, right.variants, ())
                for at, (right, key) in enumerate(zip(task.rights, _keys(card), strict=True))
            )
        case Items():
            shown = [right.shown for right in task.rights]
            asked = items_asked(card)
            return tuple(
                _spellings(
                    card,
                    _judge_of(judged, _around(shown, at, asked), 0),
                    AnswerKey(right.shown),
                    right.variants,
                    (),
                )
                for at, right in enumerate(task.rights)
            )
    return ()


def items_asked(card: Card) -> int:
    """Return how many items a list asks for."""
    task = card.task
    every = len(task.rights)
    return min(task.require or every, every) if isinstance(task, ListNote) else every


def _keys(card: Card) -> Iterable[AnswerKey]:
    keys: Iterable[AnswerKey] | None = getattr(card.task, "keys", None)
    return keys or [AnswerKey(right.shown) for right in card.task.rights]


def _around(texts: list[str], at: int, asked: int) -> list[str]:
    """Return an item with as many others as are asked beside it."""
    return [texts[at], *texts[:at], *texts[at + 1 :]][:asked]


def _judge_of(judged: Callable[[list[str]], Verdict], rights: list[str], at: int) -> Judge:
    """Return what judges one part, the others being right."""

    def judge(text: str) -> Verdict:
        return judged([*rights[:at], text, *rights[at + 1 :]])

    return judge


def _within(key: AnswerKey) -> Iterator[str]:
    """Yield the whole numbers from a least to a greatest, where they are few."""
    least, most = key.minimum.strip(), key.maximum.strip()
    if not (least and most):
        return
    digits = least.partition(" ")[0], most.partition(" ")[0]
    if all(each.isascii() and each.isdigit() and len(each) < 10 for each in digits):
        first, last = map(int, digits)
        unit = f" {most.partition(' ')[2]}" if " " in most else ""
        for value in range(first, min(last, first + _MOST_IN_A_RANGE) + 1):
            yield f"{value}{unit}"
            if unit:
                yield str(value)


def _spellings(
    card: Card, judge: Judge, key: AnswerKey, right: Iterable[str], wrong: Iterable[str]
) -> Spellings:
    """Return the spellings that the grader takes, and those that it calls wrong."""
    found: dict[Forgets, dict[str, float | str]] = {}
    forgets = _most_forgotten(card, key)
    language = card.judging.language
    own = list(dict.fromkeys(filter(None, right)))
    asked = getattr(card.task, "question", "")
    sources = [] if key.type.is_literal else own[:_MOST_WRITTEN_OTHERWISE]
    guesses = [way for text in sources for way in ways_to_write(text, language, question=asked)]
    for text in dict.fromkeys([*own, *wrong, *guesses]):
        verdict = judge(text)
        if verdict.outcome is Outcome.WRONG and text not in wrong:
            continue
        if verdict.outcome is Outcome.PARTIAL:
            continue
        said = verdict.score if verdict.outcome.remembered else verdict.reason
        _keep(found, judge, text, verdict, forgets, said)
    return Spellings({forgets: found[forgets] for forgets in sorted(found)})


def _most_forgotten(card: Card, key: AnswerKey) -> Forgets:
    """Return how much of the writing of an answer may be forgotten."""
    if key.type.is_literal:
        return Forgets.NOTHING
    if card.judging.case is not Case.IGNORE or key.minimum or key.tolerance:
        return Forgets.SPACES
    reads_as = read_answer(key.answer, key.type.value, language=card.judging.language)
    is_text = all(isinstance(each, Text | Person) for each in reads_as)
    return Forgets.CASE if is_text else Forgets.SPACES


def _keep(
    found: dict[Forgets, dict[str, float | str]],
    judge: Judge,
    text: str,
    verdict: Verdict,
    forgets: Forgets,
    said: float | str,
) -> None:
    """Write a spelling down, by a key under which nothing stands that was judged otherwise."""
    while True:
        known = found.setdefault(forgets, {})
        key = key_of(text, forgets)
        if key in known and _is_right(known[key]) is _is_right(said):
            return
        if key and key not in known and _holds(judge, text, verdict, forgets):
            known[key] = said
            return
        if forgets is Forgets.NOTHING:
            return
        forgets = Forgets(forgets - 1)


def _is_right(said: float | str) -> bool:
    return not isinstance(said, str)


def _holds(judge: Judge, text: str, verdict: Verdict, forgets: Forgets) -> bool:
    """Return whether the grader says the same where what is forgotten is written otherwise."""
    otherwise: list[str] = []
    if forgets >= Forgets.CASE:
        bare = _END.sub("", text).rstrip()
        low = bare.lower().replace(" ", "  ")
        otherwise = [bare, f" {low}! ", f"{bare.upper()}?", f"{bare}."]
    elif forgets >= Forgets.SPACES:
        otherwise = [f" {text.replace(' ', '  ')} "]
    same = {judge(each).outcome for each in otherwise}
    if verdict.outcome.remembered:
        return all(each.remembered for each in same)
    return same <= {Outcome.WRONG}
