"""The pace of a learner, and the minutes that cards take: figures by hand, and laws."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, strategies as st

from quizkit.planning import Pace, Showings, pace, seconds_of, seconds_of_numbers, showings
from quizkit.progress import CardRecord, Progress, Review, reviews
from quizkit.scheduling import FSRS6, CardState, FSRS6State, Leitner, Phase, Rating, Scheduler
from tests.logs import START, logs
from tests.sittings import SCHEDULER

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
AGAIN, GOOD = Rating.AGAIN, Rating.GOOD


def answers(*given_answers: tuple[str, Rating, float | None]) -> list[Review]:
    return [
        Review(card, START + number * SECOND, rating, took if took is None else took * SECOND)
        for number, (card, rating, took) in enumerate(given_answers)
    ]


def test_the_pace_of_a_new_learner_is_that_of_most() -> None:
    assert pace(()) == Pace(11.0, 0.4, {})
    assert pace(()).of("a") == 11.0


def test_the_pace_is_the_mean_of_answers_each_two_minutes_at_most() -> None:
    found = pace(
        answers(
            ("a", AGAIN, 10), ("a", GOOD, 20), ("a", GOOD, 300), ("b", GOOD, 5), ("c", GOOD, None)
        )
    )
    assert found.seconds == pytest.approx((10 + 20 + 120 + 5 + 55) / (4 + 5))
    assert found.again == pytest.approx((1 + 4) / (3 + 10))
    assert found.cards == pytest.approx({"a": 220 / 6, "b": 75 / 4})
    assert found.of("c") == found.seconds


@given(logs(), st.integers())
def test_the_pace_is_the_same_in_whatever_order_answers_come(log: list[object], seed: int) -> None:
    in_order = reviews(log)  # type: ignore[arg-type]
    shuffled = list(in_order)
    Random(seed).shuffle(shuffled)
    found = pace(shuffled)
    assert found == pace(in_order)
    assert 0 < found.seconds <= 120
    assert 0 < found.again < 1
    assert all(0 < seconds <= 120 for seconds in found.cards.values())


def test_a_card_takes_a_showing_for_each_step() -> None:
    assert showings(SCHEDULER) == pytest.approx(Showings(2.1, 2.1, 3.2, 0.9, 2, 1))
    minute = timedelta(minutes=1)
    bare = Scheduler(learning_steps=(), relearning_steps=(minute, minute))
    assert showings(bare) == pytest.approx(Showings(3.0, 1.2, 1.4, 0.9, 0, 2))
    assert showings(Leitner()) == pytest.approx(Showings(1.2, 1.2, 1.4, 0.9, 0, 0))


def of_states(**states: CardState) -> Progress:
    return Progress({card: CardRecord(state) for card, state in states.items()})


def in_review(stability: float = 10.0, *, days: float = 12) -> CardState:
    return CardState(
        phase=Phase.REVIEW,
        step=None,
        reviews=3,
        memory=FSRS6State(stability, 5.0),
        due=START,
        last_review=START - days * DAY,
    )


def test_seconds_count_steps_and_lapses() -> None:
    """As the cost of a card in the specification of plans: S 10, D 5, 12 days, 11 s."""
    fractions = Scheduler(FSRS6(), fuzz=False)
    progress = of_states(known=in_review())
    p, common = 0.886993, {"scheduler": fractions, "pace": Pace()}

    def took(card: str) -> float:
        return seconds_of([card], progress, START, **common)  # type: ignore[arg-type]

    assert took("known") == pytest.approx(11 * (p + 2.1 * (1 - p)), abs=1e-4)
    assert took("new") == pytest.approx(11 * (3.2 * 0.4 + 2.1 * 0.6))
    assert seconds_of([], progress, START, **common) == 0  # type: ignore[arg-type]


def test_seconds_of_cards_of_which_only_numbers_are_known() -> None:
    pace, told = Pace(10, 0.25), {"scheduler": SCHEDULER, "pace": Pace(10, 0.25)}
    each_new = 3.2 * 0.25 + 2.1 * 0.75
    found = seconds_of_numbers(4, 3, **told)  # type: ignore[arg-type]
    assert found == pytest.approx(10 * (4 * (0.9 + 2.1 * 0.1) + 3 * each_new))
    new = seconds_of(["a", "b", "c"], Progress(), START, scheduler=SCHEDULER, pace=pace)
    assert seconds_of_numbers(0, 3, **told) == pytest.approx(new)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phase", "step", "showings_left"),
    [(Phase.LEARNING, 0, 1.8), (Phase.LEARNING, 1, 0.9), (Phase.RELEARNING, 0, 0.9)],
)
def test_a_card_in_its_steps_takes_those_that_are_left(
    phase: Phase, step: int, showings_left: float
) -> None:
    state = CardState(
        phase=phase, step=step, memory=FSRS6State(1.0, 5.0), due=START, last_review=START
    )
    found = seconds_of(
        ["a"], of_states(a=state), START, scheduler=SCHEDULER, pace=Pace(10, 0.4, {"a": 7})
    )
    assert found == pytest.approx(7 * showings_left)


def test_of_many_cards_some_stand_for_those_beside_them() -> None:
    states = {f"c{n}": in_review(1 + n / 100) for n in range(2345)}
    progress, cards = of_states(**states), list(states)
    found = seconds_of(cards, progress, START, scheduler=SCHEDULER, pace=Pace())
    parts = [
        seconds_of(cards[n : n + 100], progress, START, scheduler=SCHEDULER, pace=Pace())
        for n in range(0, 2345, 100)
    ]
    assert found == pytest.approx(sum(parts), rel=0.01)


def test_a_model_that_predicts_nothing_is_taken_at_nine_of_ten() -> None:
    state = Leitner().review(CardState(), GOOD, START)
    found = seconds_of(["a"], of_states(a=state), START, scheduler=Leitner(), pace=Pace())
    assert found == pytest.approx(11 * (0.9 + 0.1 * 1.2))
