"""Writes tests/golden/reasons.txt: what a learner is told of answers of all kinds.

python -m tests.golden_reasons

A line of keys makes a card, a line with `>` is an answer to it, and what is indented below is the
verdict, with its code, and what is said of parts that are not right. Edit cards and answers; the
indented lines are written anew, and read by a learner's eyes before they are kept. `(typed)` before
the keys hides the options; `(beside X)` gives the deck another card with the answer X. In answers
`⏎` is a line break, and `x×1001` the sign as often.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from attrs import evolve

from quizkit import read_deck
from quizkit.grading import Outcome, Verdict, grade
from quizkit.model import Card, PickInOrder, PickOne, PickSome, TypedNote
from quizkit.telling.judged import MARKS
from tests.places import GOLDEN

FILE = GOLDEN / "reasons.txt"
_FLAG = re.compile(r"\((typed|beside (?P<other>[^)]+))\) ")


def written(text: str) -> str:
    """Return the text as it should be: cards and answers as they stand, verdicts made anew."""
    return "\n".join([*_lines(text), ""])


def verdicts(text: str) -> Iterator[tuple[str, str, Verdict]]:
    """Yield each card, as its keys, with an answer and the verdict on it."""
    keys = ""
    for line in text.splitlines():
        if line.startswith("> "):
            yield keys, line[2:], _judged(keys, line[2:])
        elif line and not line.startswith(("#", " ")):
            keys = line


def _lines(text: str) -> Iterator[str]:
    keys = ""
    for line in text.splitlines():
        if line.startswith(" "):
            continue
        yield line
        if line.startswith("> "):
            yield from _told(_judged(keys, line[2:]))
        elif line and not line.startswith("#"):
            keys = line


def _told(verdict: Verdict, indent: str = "  ", name: str = "") -> Iterator[str]:
    said = f" {verdict.reason}" if verdict.reason else ""
    yield f"{indent}{MARKS[verdict.outcome]} {name}{verdict.code}{':' * bool(said)}{said}"
    for part in verdict.parts:
        if part.verdict.outcome is not Outcome.CORRECT:
            yield from _told(
                part.verdict, f"{indent}    ", f"{part.name or part.right or part.given}: "
            )


def _judged(keys: str, given: str) -> Verdict:
    """Return the verdict on what was given to the card that a line of keys makes."""
    card, options, others = made_of(keys)
    if many := re.fullmatch("(.)×([0-9]+)", given):
        given = many[1] * int(many[2])
    return grade(card, given.replace("⏎", "\n"), options=options, other_answers=others)


def made_of(keys: str) -> tuple[Card, tuple[str, ...], Collection[str]]:
    """Return the card that a line of keys makes, its options if shown, and the deck's other answers."""
    flag = _FLAG.match(keys)
    keys = keys[flag.end() :] if flag else keys
    asked = "" if re.match("statement|cloze", keys) else "question: Which?, "
    deck = read_deck(
        f"title: T\ncards:\n  - {{{asked}{keys}}}\n"
        f"  - {{question: And this?, answer: {(flag and flag['other']) or 'Quetzalcoatl'}}}\n"
    )
    card = _with_line_breaks(deck.cards[0])
    options = () if flag and flag[1] == "typed" else _options(card)
    return card, options, deck.other_answers(card)


def _with_line_breaks(card: Card) -> Card:
    """Return a card whose answer has line breaks for the sign that stands for one."""
    note = card.note
    if not isinstance(note, TypedNote) or "⏎" not in note.key.answer:
        return card
    key = evolve(note.key, answer=note.key.answer.replace("⏎", "\n"))
    return Card(card.id, evolve(note, key=key), evolve(note, key=key))


def _options(card: Card) -> tuple[str, ...]:
    """Return the options of a card as the deck has them, an order turned round."""
    if isinstance(card.task.form, PickOne | PickSome):
        return card.task.options
    return card.task.options[::-1] if isinstance(card.task.form, PickInOrder) else ()


def main(path: Path = FILE) -> None:
    path.write_text(written(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
