"""Laws of the memory models and of all four schedulers, on made-up histories."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from math import isclose
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from quizkit import fitting
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    ElapsedDays,
    FractionalDays,
    FSRS6State,
    Leitner,
    Phase,
    Rating,
    Scheduler,
    fsrs6,
    fsrs6_formulas,
    fsrs7,
)
from quizkit.scheduling.fuzz import draw, fuzz_range
from tests.learners import simulated_log

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
ratings = st.sampled_from(Rating)
# Same-day and instant reviews, late ones, and a clock that was set back.
gaps = st.one_of(
    st.sampled_from([0.0, 0.0007, 0.5, 1.0, 2.0, -1.0]), st.floats(0, 3), st.floats(0, 2000)
)
histories = st.lists(st.tuples(gaps, ratings), min_size=1, max_size=12)
zones = st.sampled_from([-720, -300, 0, 60, 345, 840]).map(lambda m: timezone(timedelta(minutes=m)))


def weights_in(bounds: Any) -> st.SearchStrategy[list[float]]:
    return st.tuples(*(st.floats(low, high) for low, high in bounds)).map(list)


sixes = st.one_of(st.just(FSRS6()), weights_in(fsrs6.BOUNDS).map(FSRS6))
sevens = st.one_of(st.just(FSRS7()), weights_in(fsrs7.BOUNDS).map(FSRS7.clipped))
models = st.one_of(sixes, sevens)
days = st.sampled_from(
    [
        ElapsedDays(),
        FractionalDays(),
        CalendarDays("Europe/Rome"),
        CalendarDays("America/New_York", 0),
        CalendarDays("Pacific/Auckland", 23),
        CalendarDays(None, 4),
    ]
)


@st.composite
def model_schedulers(draw: st.DrawFn) -> Scheduler:
    steps = st.lists(st.integers(1, 90_000).map(lambda s: timedelta(seconds=s)), max_size=3)
    least = draw(st.sampled_from([timedelta(minutes=10), timedelta(days=1), timedelta(days=3)]))
    return Scheduler(
        model=draw(models),
        desired_retention=draw(st.floats(0.7, 0.99)),
        learning_steps=draw(steps),
        relearning_steps=draw(steps),
        minimum_interval=least,
        maximum_interval=draw(st.sampled_from([3, 30, 36500])),
        fuzz=draw(st.booleans()),
        day=draw(days),
        distinct=draw(st.booleans()),
    )


schedulers = st.one_of(
    st.just(Scheduler()),
    st.just(Scheduler(FSRS7())),
    model_schedulers(),
    st.builds(
        SM2,
        multiply_by_old_ease=st.booleans(),
        fails_change_ease=st.booleans(),
        round_to_nearest=st.booleans(),
        repeat_until_good=st.booleans(),
        maximum_days=st.sampled_from([None, 1, 100]),
        day=days,
    ),
    st.builds(Leitner, retire=st.booleans(), gentle=st.booleans(), day=days),
)


def instants(history: list[tuple[float, Rating]], zone: timezone = UTC) -> list[Any]:
    now, log = START.astimezone(zone), []
    for gap, rating in history:
        now += timedelta(days=gap)
        log.append((now, rating))
    return log


def lived(scheduler: Any, history: list[tuple[float, Rating]], seed: int | str = 7) -> CardState:
    card = CardState(seed=seed)
    for now, rating in instants(history):
        card = scheduler.review(card, rating, now)
    return card


@given(schedulers, histories, gaps)
def test_what_a_review_leaves_passes_the_checks_of_what_is_built_by_hand(
    scheduler: Any, history: list[tuple[float, Rating]], gap: float
) -> None:
    """Reviews build without them, for speed."""
    card = lived(scheduler, history)
    assert card.last_review is not None
    later = card.last_review + timedelta(days=gap)
    for each in (card, *scheduler.preview(card, later).values()):
        assert attrs.evolve(each) == each
        assert attrs.evolve(each.memory) == each.memory


@given(models, histories)
def test_a_replay_is_the_fold_of_next(model: Any, history: list[tuple[float, Rating]]) -> None:
    state = model.first(history[0][1])
    folded = [state]
    for gap, rating in history[1:]:
        state = model.next(state, rating, gap)
        folded.append(state)
    assert model.replay(history) == folded


@given(models, histories)
def test_a_replay_tells_the_recall_before_each_review(
    model: Any, history: list[tuple[float, Rating]]
) -> None:
    days, _ = zip(*history, strict=True)
    states = model.replay(history)
    last, recalls = model.remembered(history)
    assert last == states[-1]
    assert recalls == [None, *map(model.retrievability, states, days[1:])]


@given(sixes, st.floats(0.001, 36500), st.floats(1, 10), ratings, gaps)
def test_fsrs6_works_out_what_its_formulas_say(
    model: FSRS6, s: float, d: float, rating: Rating, gap: float
) -> None:
    w = model.weights
    r = fsrs6_formulas.recall_after(w, s, max(gap, 0))
    if gap < 1:
        after = fsrs6_formulas.same_day(w, s, rating)
    elif rating is Rating.AGAIN:
        after = fsrs6_formulas.after_lapse(w, s, d, r)
    else:
        after = fsrs6_formulas.after_pass(w, s, d, r, rating)
    state = FSRS6State(s, d)
    assert model.retrievability(state, gap) == pytest.approx(r, rel=1e-12)
    found = model.next(state, rating, gap)
    assert found.stability == pytest.approx(min(max(after, 0.001), 36500), rel=1e-12)
    assert found.difficulty == pytest.approx(
        fsrs6_formulas.next_difficulty(w, d, rating), rel=1e-12
    )


@given(models, histories, gaps)
def test_the_four_states_are_those_of_next(
    model: Any, history: list[tuple[float, Rating]], gap: float
) -> None:
    state = model.replay(history)[-1]
    four = model.next_of_each(state, gap)
    for rating, offered in zip(Rating, four, strict=True):
        for a, b in zip(
            attrs.astuple(offered), attrs.astuple(model.next(state, rating, gap)), strict=True
        ):
            assert isclose(a, b, rel_tol=1e-12)


@given(models, histories, st.floats(0, 36500), st.floats(0, 36500))
def test_recall_is_a_chance_that_falls(
    model: Any, history: list[tuple[float, Rating]], a: float, b: float
) -> None:
    state = model.replay(history)[-1]
    early, late = (model.retrievability(state, days) for days in sorted((a, b)))
    assert 0 <= late <= early <= 1


@given(models, histories, st.floats(0.7, 0.99))
def test_an_interval_inverts_recall(
    model: Any, history: list[tuple[float, Rating]], wanted: float
) -> None:
    state = model.replay(history)[-1]
    days = model.interval(state, wanted)
    assume(1e-6 < days < 36500)
    assert isclose(model.retrievability(state, days), wanted, rel_tol=1e-8)


@given(models, histories, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_retention_never_gives_a_longer_interval(
    model: Any, history: list[tuple[float, Rating]], a: float, b: float
) -> None:
    state = model.replay(history)[-1]
    low, high = sorted((a, b))
    assert model.interval(state, high) <= model.interval(state, low) * (1 + 1e-9)


@given(sevens, histories, st.floats(0, 2000))
def test_fsrs7_stabilities_are_in_order(
    model: FSRS7, history: list[tuple[float, Rating]], gap: float
) -> None:
    before = model.replay(history)[-1]
    again, hard, good, easy = model.next_of_each(before, gap)
    assert again.slow <= before.slow <= hard.slow <= good.slow <= easy.slow
    assert again.fast <= before.fast <= hard.fast <= good.fast <= easy.fast
    assert again.fast <= max(0.8 * again.slow, fsrs7.MIN_STABILITY)
    assert hard.difficulty >= good.difficulty >= easy.difficulty


@given(sixes, histories, st.floats(1, 2000))
def test_fsrs6_stabilities_are_in_order_between_days(
    model: FSRS6, history: list[tuple[float, Rating]], gap: float
) -> None:
    before = model.replay(history)[-1]
    again, hard, good, easy = model.next_of_each(before, gap)
    assert again.stability <= before.stability
    assert before.stability <= hard.stability <= good.stability <= easy.stability
    assert again.difficulty >= hard.difficulty >= good.difficulty >= easy.difficulty


@given(schedulers, histories, gaps)
def test_a_preview_equals_four_reviews_and_is_in_order(
    scheduler: Any, history: list[tuple[float, Rating]], gap: float
) -> None:
    card = lived(scheduler, history)
    now = card.last_review + timedelta(days=gap)
    before = deepcopy(card)
    offered = scheduler.preview(card, now)
    reviewed = {rating: scheduler.review(card, rating, now) for rating in Rating}
    assert card == before  # nothing changes the state it is given
    assert list(offered) == list(Rating)
    for rating in Rating:
        got, wanted = offered[rating], reviewed[rating]
        assert attrs.evolve(got, memory=wanted.memory) == wanted
        for a, b in zip(attrs.astuple(got.memory), attrs.astuple(wanted.memory), strict=True):
            assert isclose(a, b, rel_tol=1e-12)
    dues = [offered[rating].due for rating in Rating if offered[rating].due is not None]
    assert dues == sorted(dues)
    assert all(due >= now for due in dues)


@given(model_schedulers(), histories, gaps)
def test_intervals_that_are_to_be_distinct_grow_strictly_where_there_is_room(
    scheduler: Scheduler, history: list[tuple[float, Rating]], gap: float
) -> None:
    scheduler = attrs.evolve(scheduler, distinct=True)
    card = lived(scheduler, history)
    now = card.last_review + timedelta(days=gap)
    offered = list(scheduler.preview(card, now).values())
    days = [scheduler.day.elapsed(now, after.due, False) for after in offered]
    least = -(scheduler.minimum_interval // -timedelta(days=1))
    most = scheduler.maximum_interval.days
    for n, (worse, better) in enumerate(pairwise(offered)):
        if better.phase is not Phase.REVIEW:
            continue
        tops = most - 3 + n  # what is left below the maximum for the worse one
        if worse.due < better.due:
            apart = days[n + 1] >= 1 + int(days[n])
            assert apart or scheduler.minimum_interval.days < 1
        else:
            assert days[n] >= tops
            assert tops < least
    assert all(each <= most for each in days)


@given(schedulers, histories, zones)
def test_a_replay_is_the_fold_of_reviews_in_any_zone_and_order(
    scheduler: Any, history: list[tuple[float, Rating]], zone: timezone
) -> None:
    history = [(max(gap, 0.001), rating) for gap, rating in history]
    log = instants(history, zone)
    card = CardState(seed="c")
    for now, rating in log:
        card = scheduler.review(card, rating, now)
    assert scheduler.replay(log[::-1], CardState(seed="c")) == card
    assert card.reviews == len(log)


@given(model_schedulers(), st.integers(0, 2**63), histories)
def test_fuzz_stays_in_its_range_and_is_drawn_from_seed_and_count(
    scheduler: Scheduler, seed: int, history: list[tuple[float, Rating]]
) -> None:
    fuzzy, plain = (attrs.evolve(scheduler, fuzz=fuzz, day=ElapsedDays()) for fuzz in (True, False))
    card = lived(fuzzy, history, seed)
    assert card == lived(fuzzy, history, seed)
    now = card.last_review + timedelta(days=5)
    after, sharp = (each.review(card, Rating.GOOD, now) for each in (fuzzy, plain))
    if after.phase is Phase.REVIEW:
        least = max(-(scheduler.minimum_interval // -timedelta(days=1)), 1)
        low, high = fuzz_range((sharp.due - now).days, least, scheduler.maximum_interval.days)
        assert low <= (after.due - now).days <= high or after.due == sharp.due
        assert after.due - now <= scheduler.maximum_interval


@given(model_schedulers(), st.integers(0, 2**63), histories, st.floats(0, 60))
def test_fuzz_never_undoes_growth_over_the_interval_promised_last(
    scheduler: Scheduler, seed: int, history: list[tuple[float, Rating]], gap: float
) -> None:
    fuzzy, plain = (attrs.evolve(scheduler, fuzz=fuzz, distinct=False) for fuzz in (True, False))
    card, days = lived(fuzzy, history, seed), scheduler.day
    assume(card.phase is Phase.REVIEW)
    last = int(days.elapsed(card.last_review, card.due, False))
    now = card.last_review + timedelta(days=gap)
    fuzzed, sharp = (each.preview(card, now) for each in (fuzzy, plain))
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        if int(days.elapsed(now, sharp[rating].due, False)) > last:
            assert days.elapsed(now, fuzzed[rating].due, False) >= last + 1


def test_each_day_of_a_fuzz_range_is_drawn_about_equally_often() -> None:
    low, high = fuzz_range(10, 1, 36500)
    counts = dict.fromkeys(range(low, high + 1), 0)
    for seed in range(7000):
        counts[low + (draw(seed, 3) * (high - low + 1) >> 32)] += 1
    share = 7000 / len(counts)
    assert all(0.8 * share < count < 1.2 * share for count in counts.values())


@given(st.integers(3, 40_000), st.integers(1, 5), st.integers(5, 36500))
def test_a_fuzz_range_never_leaves_its_limits(days: int, least: int, most: int) -> None:
    low, high = fuzz_range(min(max(days, least), most), least, most)
    assert least <= low <= high <= most


@given(
    st.one_of(models.map(lambda model: Scheduler(model)), model_schedulers()),
    st.sampled_from([ElapsedDays(), CalendarDays("Europe/Rome"), CalendarDays(None, 23), None]),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40_000_000), ratings, zones), max_size=25),
)
def test_columns_give_what_cards_give_one_by_one(
    scheduler: Scheduler, day: Any, rows: list[tuple[int, int, Rating, timezone]]
) -> None:
    pytest.importorskip("numpy", reason="the extra `fit`")
    if day:
        scheduler = attrs.evolve(scheduler, day=day)
    log = [(card, (START + timedelta(seconds=s)).astimezone(zone), g) for card, s, g, zone in rows]
    columns = [[row[n] for row in log] for n in range(3)]
    one_by_one = {
        name: scheduler.replay(
            [(now, rating) for card, now, rating in log if card == name], CardState(seed=name)
        )
        for name in columns[0]
    }
    now = START + timedelta(days=1000)
    states = fitting.replay_log(scheduler, *columns)
    assert list(states) == list(one_by_one)
    for name, state in states.items():
        wanted = one_by_one[name]
        assert attrs.evolve(state, memory=wanted.memory) == wanted
        for a, b in zip(attrs.astuple(state.memory), attrs.astuple(wanted.memory), strict=True):
            assert isclose(a, b, rel_tol=1e-9)
    assert states.due == [card.due for card in one_by_one.values()]
    recalls = [scheduler.retrievability(card, now) for card in one_by_one.values()]
    assert states.retrievability(now) == pytest.approx(recalls, abs=1e-9)


@given(
    st.one_of(models.map(lambda model: Scheduler(model)), model_schedulers()),
    st.sampled_from([ElapsedDays(), CalendarDays("Europe/Rome"), CalendarDays(None, 23), None]),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40_000_000), ratings, zones), max_size=25),
    st.sampled_from([-0.8, 0.0, 0.8]),
    st.sampled_from([1, 10]),
    st.booleans(),
)
def test_a_replay_of_a_learner_s_log_gives_what_was_promised_and_learned_live(
    scheduler: Scheduler,
    day: Any,
    rows: list[tuple[int, int, Rating, timezone]],
    shift: float,
    pace: int,
    crowded: bool,
) -> None:
    """States, calibration and due dates, to the last bit."""
    if day:
        scheduler = attrs.evolve(scheduler, day=day)
    if crowded:  # many answers at one instant
        rows = [(card, s // 10**7 * 10**7, g, zone) for card, s, g, zone in rows]
    log = [
        (card, (START + timedelta(seconds=s / pace)).astimezone(zone), g)
        for card, s, g, zone in rows
    ]
    live: dict[Any, CardState] = {}
    learned = begin = Calibration(shift=(shift, 0.0, 0.0))
    for name, now, rating in sorted(log, key=lambda row: row[1]):
        before = live.get(name, CardState(seed=name))
        live[name] = scheduler.review(before, rating, now, calibration=learned)
        learned = learned.learn(scheduler, before, rating, now)
    assert begin.replay(scheduler, log) == (live, learned)
    pytest.importorskip("numpy", reason="the extra `fit`")
    states = (
        fitting.replay_log(scheduler, *zip(*log, strict=True), calibration=begin) if log else {}
    )
    assert dict(states) == live
    if log:
        assert states.calibration == learned
        assert states.study_days == [live[name].study_days for name in states]
        now = START + timedelta(days=1000)
        wanted = [scheduler.retrievability(live[n], now, calibration=learned) for n in states]
        found = states.retrievability(now, calibration=learned)
        assert found == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("day", [ElapsedDays(), CalendarDays(UTC)])
def test_calibrated_dues_of_a_learner_who_forgets_more_are_had_again(model: Any, day: Any) -> None:
    pytest.importorskip("numpy", reason="the extra `fit`")
    scheduler, learned = Scheduler(model, day=day), Calibration()
    live: dict[int, CardState] = {}
    log = simulated_log(cards=60, days=150, seed=3, chance_on=lambda chance, _: chance - 0.25)
    for now, name, rating in log:
        before = live.get(name, CardState(seed=name))
        live[name] = scheduler.review(before, rating, now, calibration=learned)
        learned = learned.learn(scheduler, before, rating, now)
    times, cards, ratings = zip(*log, strict=True)
    states = fitting.replay_log(scheduler, cards, times, ratings, calibration=Calibration())
    assert dict(states) == live
    assert states.calibration == learned
    assert states.due == [card.due for card in live.values()]
    bare = fitting.replay_log(scheduler, cards, times, ratings)
    assert sum(bare[name].due != card.due for name, card in live.items()) > 10
    assert bare.calibration is None


def test_a_log_in_columns_of_numpy_gives_states_that_json_takes() -> None:
    np = pytest.importorskip("numpy", reason="the extra `fit`")
    scheduler, cards, ratings = Scheduler(), np.array([7, 8, 7]), np.array([3, 1, 3], np.int8)
    times = [START + timedelta(days=day) for day in range(3)]
    states, learned = Calibration().replay(scheduler, zip(cards, times, ratings, strict=True))
    columns = fitting.replay_log(scheduler, cards, times, ratings, calibration=Calibration())
    assert dict(columns) == states
    assert columns.calibration == learned
    for found in (states, columns):
        text = json.dumps({name: state.to_dict() for name, state in found.items()})
        assert [CardState.from_dict(row).seed for row in json.loads(text).values()] == [7, 8]


def test_a_last_interval_that_was_calibrated_decides_how_much_of_a_history_is_asked() -> None:
    """Where fuzz may have made it longer than this one, the due date before has to be known."""
    pytest.importorskip("numpy", reason="the extra `fit`")
    scheduler, begin, good = Scheduler(), Calibration(shift=(0.8, 0.0, 0.0)), Rating.GOOD
    log = [
        (card, START + timedelta(days=day, hours=card), good)
        for card in range(200)
        for day in (0, 1, 14, 60, 120, 121)
    ]
    live, _ = begin.replay(scheduler, log)
    states = fitting.replay_log(scheduler, *zip(*log, strict=True), calibration=begin)
    assert dict(states) == live


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize(
    "day", [ElapsedDays(), FractionalDays(), CalendarDays("Europe/Rome"), CalendarDays(None, 23)]
)
def test_a_log_of_many_cards_is_the_same_as_card_by_card(
    model: Any, day: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards share the beginning of their histories, and some go on alone for long."""
    pytest.importorskip("numpy", reason="the extra `fit`")
    from quizkit.fitting.columns import replay as module
    from quizkit.fitting.columns.memories import Sizes

    rng, rows = Random(7), []
    for card in range(300):
        now = START
        for n in range(1 + card // 20):
            rows.append((f"card {card}", now, rng.choice([1, 3, 3, 3, 4])))
            now += timedelta(days=rng.choice([0, 1, 1, 3] if n < 4 else range(40)))
    rng.shuffle(rows)
    scheduler, logs = Scheduler(model, day=day), {name: [] for name, _, _ in rows}
    for name, now, rating in rows:
        logs[name].append((now, Rating(rating)))
    one_by_one = {name: scheduler.replay(log, CardState(seed=name)) for name, log in logs.items()}
    for sizes in (Sizes(block=50, few=4), Sizes()):
        monkeypatch.setattr(module, "SIZES", sizes)  # how the work is cut up
        states = fitting.replay_log(scheduler, *zip(*rows, strict=True))
        assert states.cards == list(one_by_one)
        assert states.due == [card.due for card in one_by_one.values()]
        for name, column in states.memory.items():
            wanted = [getattr(card.memory, name) for card in one_by_one.values()]
            assert column == pytest.approx(wanted, rel=1e-9)
        for name in states.cards[::17]:
            a, b = attrs.asdict(states[name]), attrs.asdict(one_by_one[name])
            assert a.pop("memory") == pytest.approx(b.pop("memory"), rel=1e-9)
            assert a == b


def test_a_model_and_days_of_ones_own_are_replayed_card_by_card() -> None:
    pytest.importorskip("numpy", reason="the extra `fit`")

    class Hopeful(FSRS6):
        def first(self, rating: int) -> Any:
            return super().first(max(rating, 2))

        def next(self, state: Any, rating: int, elapsed_days: float) -> Any:
            return super().next(state, max(rating, 2), elapsed_days)

    class Weeks(ElapsedDays):
        def elapsed(self, since: datetime, now: datetime, fractions: bool = False) -> int:
            return super().elapsed(since, now) // 7

    log = [(START + timedelta(days=days), Rating.AGAIN) for days in (0, 3, 20)]
    times, ratings = zip(*log, strict=True)
    for scheduler in (Scheduler(Hopeful()), Scheduler(day=Weeks())):
        assert scheduler.replay(log).memory != Scheduler().replay(log).memory
    others: list[Any] = [Scheduler(Hopeful()), Scheduler(day=Weeks()), SM2(), Leitner([1, 2])]
    for scheduler in others:
        with pytest.raises(ValueError, match=r"of another kind .* replayed card by card"):
            fitting.replay_log(scheduler, [1, 1, 1], times, ratings)


@given(schedulers, histories)
def test_undo_is_the_value_before(scheduler: Any, history: list[tuple[float, Rating]]) -> None:
    card = lived(scheduler, history)
    kept = deepcopy(card)
    scheduler.review(card, Rating.AGAIN, card.last_review + timedelta(days=3))
    assert card == kept


@given(schedulers, ratings, ratings)
def test_a_clock_set_back_counts_as_no_time_gone(scheduler: Any, a: Rating, b: Rating) -> None:
    card = scheduler.review(CardState(), a, START)
    earlier = START - timedelta(days=40)
    after = scheduler.review(card, b, earlier)
    assert after.last_review == earlier
    assert after.due is None or after.due >= earlier
    assert after.memory == scheduler.review(card, b, START).memory


@given(histories)
def test_late_reviews_that_succeed_leave_more_stability_than_early_ones(
    history: list[tuple[float, Rating]],
) -> None:
    model = FSRS6()
    state = model.replay(history)[-1]
    early, late = (model.next(state, Rating.GOOD, days) for days in (1, 60))
    assert early.stability <= late.stability


@given(
    st.lists(st.tuples(st.floats(0.0001, 400), st.sampled_from([1, 2, 3, 4])), max_size=12),
    st.sampled_from([(60, 600), (60,), (), (60, 600, 3600)]),
    st.sampled_from([(600,), (), (60, 600)]),
    st.floats(0.7, 0.97),
    st.sampled_from([20, 36500]),
)
def test_elapsed_days_go_as_py_fsrs_does(
    history: list[tuple[float, int]],
    learning: tuple[int, ...],
    relearning: tuple[int, ...],
    retention: float,
    longest: int,
) -> None:
    fsrs = pytest.importorskip("fsrs", reason="the extra `bench`")
    steps = [tuple(timedelta(seconds=s) for s in delays) for delays in (learning, relearning)]
    theirs = fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=steps[0],
        relearning_steps=steps[1],
        maximum_interval=longest,
        enable_fuzzing=False,
    )
    ours = Scheduler(
        desired_retention=retention,
        learning_steps=steps[0],
        relearning_steps=steps[1],
        maximum_interval=longest,
        fuzz=False,
    )
    card, peer, now = CardState(), fsrs.Card(card_id=1), START
    for gap, rating in history:
        now += timedelta(days=gap)
        recall = ours.retrievability(card, now)
        assert (recall or 0) == pytest.approx(theirs.get_card_retrievability(peer, now), abs=1e-9)
        card = ours.review(card, Rating(rating), now)
        peer, _ = theirs.review_card(peer, fsrs.Rating(rating), now)
        assert (card.phase.value, card.step, card.due) == (peer.state.value, peer.step, peer.due)
        assert card.memory.stability == pytest.approx(min(peer.stability, 36500), rel=1e-9)
        assert card.memory.difficulty == pytest.approx(peer.difficulty, rel=1e-9)
