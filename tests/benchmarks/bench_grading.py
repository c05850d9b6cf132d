"""Wrong answers that are accepted and misspellings that are refused, and what an answer costs.

Run with `pytest tests/benchmarks/bench_grading.py -s`; QUIZKIT_GRADING_DATA names a folder with other
lists than those of tests/rates, of the same names. The cost stands beside that of difflib's ratio, the
usual fuzzy comparison.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from subprocess import PIPE

import pytest

from quizkit.grading import Outcome, grade
from quizkit.model import AnswerKey, AnswerType, Card, ListNote, TypedNote
from tests.judged_rates import AT_LEAST, AT_MOST, OWN, judged, rate

TARGET_MICROSECONDS = 60
TARGET_FIRST_SLIP = 15
"""Milliseconds."""
FOLDER = Path(os.environ.get("QUIZKIT_GRADING_DATA", OWN))


def typed(answer: str, **key: object) -> Card:
    note = TypedNote(id="n", question="?", key=AnswerKey(answer, **key))  # type: ignore[arg-type]
    return Card("bench#n", note, note)


@pytest.mark.parametrize("kind", [*AT_MOST, *AT_LEAST])
def test_rates(kind: str) -> None:
    pairs = judged(kind, FOLDER)
    target = f"at most {AT_MOST[kind]:.1%}" if kind in AT_MOST else f"at least {AT_LEAST[kind]:.0%}"
    print(f"\n{kind}: {rate(pairs):.2%} of {len(pairs):,} remembered; target {target}")
    shown = [pair for pair in pairs if pair.verdict.outcome.remembered == (kind in AT_MOST)]
    print(f"  {', '.join(f'{pair.typed} for {pair.right}' for pair in shown[:40])}")
    unexplained = [pair for pair in pairs if pair.verdict.score < 1 and not pair.verdict.reason]
    print(f"  without a reason: {len(unexplained)}; target 0")


ANSWERS: dict[str, tuple[Card, tuple[str, ...]]] = {
    "text, right": (typed("Nature Medicine"), ("nature medicine", "Nature  Medicine.")),
    "text, slip": (typed("Nature Medicine"), ("Nature Medcine", "Nautre Medicine")),
    "text, wrong": (typed("Nature Medicine"), ("The Lancet", "Nature", "New England Journal")),
    "number": (typed("over 30,000"), ("30,000", "more than 30k", "thirty thousand", "784")),
    "unit": (typed("164 km"), ("164 km", "102 miles", "164", "164 years")),
    "date": (typed("20 July 1969"), ("July 20, 1969", "1969-07-20", "1969", "21 July 1969")),
    "year": (typed("2017"), ("2017", "twenty seventeen", "2018", "in 2017")),
    "person": (
        typed("Ludwig van Beethoven", type=AnswerType.PERSON),
        ("Beethoven", "L. van Beethoven", "Bethoven", "Mozart"),
    ),
    "list of 3": (
        Card("bench#l", note := ListNote(
            id="l", question="?", answers=(("red",), ("green",), ("blue",))), note),
        ("red, green, blue", "blue and red", "red; gren; blue", "red, yellow"),
    ),
}  # fmt: skip
ROUNDS = 400


def _cases(text: str) -> tuple[str, str]:
    return text.lower(), text.upper()


def microseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e6


def test_the_cost_of_an_answer() -> None:
    print(f"\nmedian cost of an answer seen for the first time; target {TARGET_MICROSECONDS} µs")
    chance = random.Random(7)
    everything: list[float] = []
    for name, (card, responses) in ANSWERS.items():
        ours: list[float] = []
        floor: list[float] = []
        for turn in range(ROUNDS):
            # Random letter case makes each response a new text, which no cache knows.
            letters = map(
                chance.choice, zip(*_cases(responses[turn % len(responses)]), strict=True)
            )
            response = "".join(letters)
            ours.append(microseconds(lambda r=response, c=card: grade(c, r)))  # type: ignore[misc]
            floor.append(
                microseconds(
                    lambda r=response: SequenceMatcher(None, "Nature Medicine", r).ratio()  # type: ignore[misc]
                )
            )
        everything += ours
        cost, ratio = statistics.median(ours), statistics.median(floor)
        print(f"  {name:<12} {cost:6.0f} µs, {cost / ratio:4.1f} times difflib's ratio")
    print(f"  {'all':<12} {statistics.median(everything):6.0f} µs")


FIRST_SLIP = """
import time
from quizkit.grading import grade
from quizkit.model import AnswerKey, Card, TypedNote

notes = [TypedNote(id="n", question="?", key=AnswerKey(text)) for text in ("hydrogen", "prednisone")]
cards = [Card("bench#n", note, note) for note in notes]
assert grade(cards[0], "oxygen").reason and grade(cards[1], "prednisone").score == 1
begin = time.perf_counter()
first = grade(cards[0], "hydrogn")
between = time.perf_counter()
other = grade(cards[1], "prednisolone")
print((between - begin) * 1e3, (time.perf_counter() - between) * 1e3)
assert first.score == 0.9 and other.score == 0
"""


def test_the_first_slip_of_a_process() -> None:
    done = (
        subprocess.run([sys.executable, "-c", FIRST_SLIP], stdout=PIPE, check=True, text=True)
        for _ in range(5)
    )
    first, other = (
        statistics.median(times)
        for times in zip(*(map(float, one.stdout.split()) for one in done), strict=True)
    )
    print(
        f"\nfirst slip of a process: {first:.1f} ms, target {TARGET_FIRST_SLIP} ms; the next, another word: {other:.1f} ms"
    )


def test_the_usual_fuzzy_rule_beside_ours() -> None:
    traps = [
        ("soluble in water", "insoluble in water"), ("5", "-5"), ("hypoglycemia", "hyperglycemia"),
        ("Apollo 11", "Apollo 12"), ("nitrate", "nitrite"), ("it is not visible", "it is visible"),
        ("intercellular", "intracellular"), ("southeastern", "southwestern"), ("50 mg", "50 µg"),
        ("1969-07-20", "1969-07-21"), ("30,000", "300,000"), ("employer", "employee"),
    ]  # fmt: skip
    fuzzy = sum(SequenceMatcher(None, a, b).ratio() >= 0.9 for a, b in traps)
    ours = sum(grade(typed(a), b).outcome is not Outcome.WRONG for a, b in traps)
    print(
        f"\nof {len(traps)} wrong answers that look right: a ratio of 90 takes {fuzzy}, we {ours}"
    )
