"""Pairs of a right answer and what was typed, of which rates are measured: how many are remembered.

Of `options`, wrong options of quizzes, `confusable` words and `lookalike` drugs few may be; of
`misspelt` words nearly all, those left out in which rule 14 or 35 of docs/grading.md refuses a slip. The
lists of tests/rates are our own; a folder with others of these names may take their place.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quizkit.answers.letters import distance
from quizkit.answers.lookalikes import as_term
from quizkit.answers.word_list import is_word
from quizkit.grading import Verdict, grade
from quizkit.grading.folding import NUMBER_WORDS
from quizkit.model import AnswerKey, TypedNote
from tests.verdicts import card_of

OWN = Path(__file__).parent / "rates"
AT_MOST = {"options": 0.001, "confusable": 0.05, "lookalike": 0.005}
AT_LEAST = {"misspelt": 0.95}
_LETTERS = re.compile("[a-zA-Z]{5,} [a-zA-Z]{4,}")


class Judged(NamedTuple):
    """A right answer, what was typed, and the verdict on it."""

    right: str
    typed: str
    verdict: Verdict


def judged(kind: str, folder: Path = OWN) -> list[Judged]:
    """Return the verdicts on the pairs of a kind that count."""
    return [
        Judged(
            right,
            typed,
            grade(card_of(TypedNote(id="n", question="?", key=AnswerKey(right))), typed),
        )
        for right, typed in _pairs(folder / f"{kind}.tsv")
        if kind != "misspelt" or _is_slip(right.lower(), typed.lower())
    ]


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text("utf-8").splitlines():
        right, typed, _ = line.split("\t")
        yield right, typed


def _is_slip(right: str, typed: str) -> bool:
    """Return whether one slip in a word of five letters or more was made, and makes no other word."""
    if not _LETTERS.fullmatch(f"{right} {typed}") or distance(right, typed, 1) != 1:
        return False
    is_known = is_word(typed) or as_term(typed) or right in NUMBER_WORDS
    return right[0] == typed[0] and not is_known


def rate(pairs: list[Judged]) -> float:
    """Return the share of the pairs that were remembered."""
    return sum(pair.verdict.outcome.remembered for pair in pairs) / len(pairs)
