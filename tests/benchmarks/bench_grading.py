"""Wrongly accepted and wrongly refused answers on lists of real words, and what an answer costs.

Run with `pytest tests/benchmarks/bench_grading.py -s`. The lists come from two packages that are
needed only here (`pip install wordfreq codespell`): the 2,000 most common English words, and the
misspellings that people make. The cost stands beside that of difflib's ratio, the usual fuzzy
comparison.
"""

import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from quizkit.grading import Outcome, grade
from quizkit.model import AnswerKey, AnswerType, Card, ListNote, TypedNote

TARGET_MICROSECONDS = 150


def typed(answer: str, **key: object) -> Card:
    note = TypedNote(id="n", question="?", key=AnswerKey(answer, **key))  # type: ignore[arg-type]
    return Card("bench#n", note, note)


def test_common_words_taken_for_one_another() -> None:
    wordfreq = pytest.importorskip("wordfreq")
    words = [w for w in wordfreq.top_n_list("en", 2600) if w.isalpha() and len(w) > 1][:2000]
    by_start = defaultdict(list)
    for word in words:
        for start in {word[0], word[1]}:  # a slip leaves the first letter, or swaps it
            by_start[start].append(word)
    accepted: Counter[str] = Counter()
    samples = defaultdict(list)
    for word in words:
        card = typed(word, type=AnswerType.TEXT)
        for other in by_start[word[0]]:
            if other == word or abs(len(other) - len(word)) > 2:
                continue
            verdict = grade(card, other)
            if verdict.outcome.remembered:
                shorter, longer = sorted((word, other), key=len)
                is_plural = longer in (f"{shorter}s", f"{shorter}es")
                what = "plural" if is_plural else verdict.outcome.value
                accepted[what] += 1
                samples[what].append(f"{other} for {word}")
    pairs = len(words) * (len(words) - 1)
    print(f"\n{len(words)} common words, {pairs:,} pairs of different ones, taken for each other:")
    for what, count in accepted.most_common():
        some = ", ".join(samples[what][:: max(1, count // 6)][:6])
        print(f"  {what:<8} {count:>5} = {count / pairs:.4%}   {some}")


def test_misspellings_that_are_refused() -> None:
    codespell = pytest.importorskip("codespell_lib")
    lines = (Path(codespell.__file__).parent / "data" / "dictionary.txt").read_text("utf-8")
    pairs = [line.split("->") for line in lines.splitlines()]
    pairs = [(w, r.rstrip(",")) for w, r in pairs if "," not in r.rstrip(",")]
    pairs = [(w, r) for w, r in pairs if w.isalpha() and r.isalpha() and w.isascii()]
    seen: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for misspelt, right in pairs[::5]:
        verdict = grade(typed(right, type=AnswerType.TEXT), misspelt)
        size = "up to 4" if len(right) < 5 else "5 to 8" if len(right) < 9 else "9 or more"
        for name in (size, "all"):
            seen[name] += 1
            taken[name] += verdict.outcome.remembered
        codes[verdict.code] += not verdict.outcome.remembered
    print(f"\n{seen['all']:,} misspellings, accepted (close, or a British spelling):")
    for name in ("up to 4", "5 to 8", "9 or more", "all"):
        print(f"  {name:<10} letters {taken[name]:>6} of {seen[name]:>6} = "
              f"{taken[name] / max(seen[name], 1):.1%}")  # fmt: skip
    print(f"  refused: {', '.join(f'{code} {count}' for code, count in codes.most_common(5))}")


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
