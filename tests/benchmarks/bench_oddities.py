"""What the odd turns of the code are worth: the figures that ARCHITECTURE.md gives for them.

Run with `pytest tests/benchmarks/bench_oddities.py -s`.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import attrs

from quizkit import load_deck
from quizkit.grading import Outcome, grade, right_answer
from quizkit.model import PickOne
from quizkit.progress import Answered, EventId, replay
from quizkit.scheduling import FSRS6, CalendarDays, CardState, Scheduler
from quizkit.session import shown_options
from quizkit.value import Value
from tests.learners import LEARNER, simulated_log
from tests.places import ROOT

FIRST_QUESTION = """
from quizkit.cli import main
try: main(["play", "decks/cart.yaml", "--progress", {progress!r}])
except SystemExit: pass
import sys, time
"""
COUNTED = """
from quizkit.value import Value
def below(one): return {one}.union(*map(below, one.__subclasses__()))
print(len([one for one in below(Value) if "__attrs_attrs__" in vars(one)]), file=sys.stderr)
"""
TIMED = """
from importlib import import_module
begin = time.process_time()
for name in sys.argv[1:]: import_module(name)
print(time.process_time() - begin, file=sys.stderr)
"""


def said(code: str, progress: Path, *arguments: str) -> float:
    """Return the number that code says at its end, in a Python that has asked a first question."""
    script = FIRST_QUESTION.format(progress=str(progress)) + code
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT, text=True, check=True
    )
    return float(done.stderr.splitlines()[-1])


def milliseconds(make: Callable[[], object]) -> float:
    times = []
    for _ in range(50):
        begin = time.process_time()
        make()
        times.append(time.process_time() - begin)
    return 1000 * statistics.median(times)


def test_cheap_values(tmp_path: Path) -> None:
    """A class of five fields as attrs makes it, and on `Value`, before the first question."""
    fields = {name: attrs.field() for name in ("one", "two", "three", "four", "five")}

    def by_attrs() -> type:
        return attrs.make_class("Made", fields, frozen=True, slots=True)

    def by_value() -> type:
        return attrs.make_class("Made", fields, (Value,), frozen=True, eq=False, repr=False)

    classes = said(COUNTED, tmp_path / "p.db")
    dear, cheap = milliseconds(by_attrs), milliseconds(by_value)
    print(
        f"\na value: {dear:.2f} ms by attrs alone, {cheap:.2f} ms on Value; "
        f"{classes:.0f} classes before the first question: {classes * (dear - cheap):.0f} ms spared"
    )


LATE = [
    "quizkit.grading.cards",
    "quizkit.session.grades",
    "quizkit.cli.player.feedback",
    "quizkit.identity",
    "quizkit.cli.player.terminal",
    "random",
]


def test_late_imports(tmp_path: Path) -> None:
    """What is loaded with the first answer, or not at all, measured where the question stands."""
    took = [said(TIMED, tmp_path / "p.db", *LATE) for _ in range(7)]
    print(f"\nlate imports: {1000 * statistics.median(took):.0f} ms after the first question")


def test_picks_stored_by_their_text() -> None:
    """The right option, stored as its letter, judged again when the options stand anew."""
    deck = load_deck(ROOT / "decks" / "cart.yaml")
    cards = [card for card in deck.cards if card.task.form == PickOne()]
    outcomes = []
    for card in cards:
        for seed in range(50):
            then, now = (shown_options(card, random.Random(2 * seed + turn)) for turn in (0, 1))
            letter = "abcdefghi"[then.index(right_answer(card))]
            by_letter, by_text = (
                grade(card, given, options=now).outcome is Outcome.CORRECT
                for given in (letter, right_answer(card))
            )
            outcomes.append((by_letter, by_text))
    by_letter, by_text = (sum(column) / len(outcomes) for column in zip(*outcomes, strict=True))
    print(
        f"\n{len(outcomes)} right picks judged again: {by_letter:.0%} right by letter, {by_text:.0%} by text"
    )


def test_weights_that_leave_due_dates_alone() -> None:
    """A log replayed by other weights: what is remembered changes, what was promised does not."""
    models = FSRS6(), FSRS6(LEARNER)
    old, new = (Scheduler(model, day=CalendarDays()) for model in models)
    states: dict[int, CardState] = {}
    events = []
    for number, (at, card, rating) in enumerate(simulated_log(200, 200, 1), 1):
        states[card] = old.review(states.get(card, CardState(seed=f"d#{card}")), rating, at)
        events.append(
            Answered(
                id=EventId("w", number),
                at=at,
                card=f"d#{card}",
                response="x",
                outcome="correct",
                rating=rating,
                due=states[card].due,
            )
        )
    told = [replay(events, scheduler).records for scheduler in (old, new)]
    unpromised = [attrs.evolve(event, due=None) for event in events]
    anew = replay(unpromised, new).records
    before, after = told
    memories = sum(before[card].state.memory != after[card].state.memory for card in before)
    moved = sum(before[card].state.due != after[card].state.due for card in before)
    would = sum(before[card].state.due != anew[card].state.due for card in before)
    print(
        f"\n{len(before)} cards, other weights: {memories} memories change, {moved} due dates; "
        f"{would} would if they were worked out anew"
    )
