"""Schedulers as plain data, their checks, weights of earlier versions, and SM-2 and Leitner by hand."""

import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

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
    FSRS7State,
    Leitner,
    LeitnerState,
    Rating,
    Scheduler,
    SM2State,
)
from quizkit.scheduling.days import days_from_dict
from tests.places import GOLDEN

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
SCHEDULERS = [
    Scheduler(),
    Scheduler(
        FSRS7(),
        0.8,
        [],
        (timedelta(hours=2),),
        0.25,
        99.5,
        False,
        CalendarDays("Asia/Kathmandu", 0),
    ),
    SM2(maximum_days=100, day=CalendarDays(timezone(timedelta(hours=-3)), 4.5)),
    Leitner([1, 3, 7], retire=False, gentle=True, day=FractionalDays()),
]
CARDS = [CardState(), CardState(seed="deck#ü")] + [
    scheduler.review(CardState(seed=n), rating, NOW)
    for n, scheduler in enumerate(SCHEDULERS)
    for rating in Rating
]
VALUES: list[Any] = [
    *SCHEDULERS,
    *CARDS,
    *(card.memory for card in CARDS if card.memory),
    FSRS6(),
    FSRS7(),
    CalendarDays("Europe/Rome"),
    ElapsedDays(),
    FractionalDays(),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_value_comes_back_from_json(value: Any) -> None:
    assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


def test_values_are_stored_as_they_ever_were() -> None:
    """Line by line: programs and saved sessions keep what an earlier one wrote."""
    kinds = {type(value).__name__: type(value) for value in [*VALUES, Calibration()]}
    golden = GOLDEN / "stored_values.jsonl"
    for line in golden.read_text("utf-8").splitlines():
        value = kinds[json.loads(line)["type"]].from_dict(json.loads(line))
        assert json.dumps(value.to_dict(), ensure_ascii=False) == line


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_value_can_be_sent_to_another_process(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == deepcopy(value) == value


@pytest.mark.parametrize("day", [ElapsedDays(), FractionalDays(), CalendarDays(None, 23)])
def test_every_policy_of_days_comes_back(day: Any) -> None:
    assert days_from_dict(json.loads(json.dumps(day.to_dict()))) == day


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    "nonsense", [float("nan"), {"a": 1}, [None], "never", -1, True, 10**400, "x" * 9999, b"x"]
)
def test_each_field_of_nonsense_is_named(value: Any, nonsense: Any) -> None:
    data = value.to_dict()
    for name in data:
        said = complaint(type(value), {**data, name: nonsense})
        assert said is None or (name in said and len(said) < 300)


def complaint(kind: Any, data: object) -> str | None:
    """Return what is said of a value, None if it may be one."""
    try:
        kind.from_dict(data)
    except ValueError as error:
        return str(error)
    return None


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_unknown_is_refused(value: Any) -> None:
    data = value.to_dict()
    for wrong, said in [
        ({**data, "version": 2}, "version"),
        ({**data, "type": "Other"}, "Other"),
        ({**data, "colour": "red"}, "colour"),
        ([], "mapping"),
        (None, "mapping"),
    ]:
        with pytest.raises(ValueError, match=said):
            type(value).from_dict(wrong)
    for name in data:
        with pytest.raises(ValueError, match=name):
            type(value).from_dict({key: data[key] for key in data if key != name})


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda s: type(s).__name__)
def test_a_naive_datetime_is_refused(scheduler: Any) -> None:
    naive = datetime(2026, 3, 1)
    for call in (
        lambda: scheduler.review(CardState(), Rating.GOOD, naive),
        lambda: scheduler.preview(CardState(), naive),
        lambda: scheduler.replay([(naive, Rating.GOOD)]),
    ):
        with pytest.raises(ValueError, match="no time zone"):
            call()


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("rating", [0, 5, "good", None])
def test_what_is_no_rating_is_refused(scheduler: Any, rating: Any) -> None:
    for card in (CardState(), scheduler.review(CardState(), Rating.GOOD, NOW)):
        with pytest.raises(ValueError, match="a rating is 1"):
            scheduler.review(card, rating, NOW)


def test_a_seed_is_a_whole_number_or_a_text() -> None:
    np = pytest.importorskip("numpy")
    scheduler = Scheduler(learning_steps=())
    card = scheduler.review(CardState(seed=17), Rating.EASY, NOW)
    assert scheduler.review(CardState(seed=np.int64(17)), Rating.EASY, NOW).due == card.due
    odd: list[Any] = [None, 17.0, b"17", UUID(int=17)]
    for seed in odd:
        with pytest.raises(ValueError, match="seed is a whole number or a text, not"):
            scheduler.review(CardState(seed=seed), Rating.EASY, NOW)
        with pytest.raises(ValueError, match="seed is a whole number or a text, not"):
            scheduler.preview(CardState(seed=seed), NOW)
    state = fitting.replay_log(scheduler, np.array([17]), [NOW], [Rating.EASY])[np.int64(17)]
    assert json.loads(json.dumps(state.to_dict())) == card.to_dict()


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
@pytest.mark.parametrize("rating", Rating)
def test_days_that_are_no_number_are_refused(model: Any, rating: Rating) -> None:
    state, days = model.first(rating), float("nan")
    for work in (
        lambda: model.next(state, rating, days),
        lambda: model.next_of_each(state, days),
        lambda: model.replay([(0, rating), (days, rating)]),
        lambda: model.retrievability(state, days),
    ):
        with pytest.raises(ValueError, match="elapsed_days is a number, not NaN"):
            work()


@pytest.mark.parametrize("name", ["stability", "difficulty"])
def test_a_state_that_is_no_number_is_named(name: str) -> None:
    state = FSRS6State(5, 5)
    setattr(state, name, float("nan"))  # past the checks of the constructor
    for rating in Rating:
        with pytest.raises(ValueError, match=f"FSRS6State: {name} is a finite number, not nan"):
            FSRS6().next(state, rating, 3)


def test_a_card_whose_last_review_was_made_naive_is_refused() -> None:
    scheduler = Scheduler()
    card = scheduler.review(CardState(), Rating.GOOD, NOW)
    card.last_review = datetime(2026, 3, 1)  # past the checks of the constructor
    for call in (
        lambda: scheduler.review(card, Rating.GOOD, NOW),
        lambda: scheduler.preview(card, NOW),
        lambda: scheduler.retrievability(card, NOW),
    ):
        with pytest.raises(ValueError, match="no time zone"):
            call()


def test_a_card_whose_due_date_was_made_no_instant_is_refused() -> None:
    scheduler, now = Scheduler(), NOW + timedelta(days=30)
    dues: list[Any] = [datetime(2026, 3, 9), "2026-03-09"]
    for due in dues:
        card = scheduler.review(CardState(), Rating.EASY, NOW)
        card.due = due
        for call in (
            lambda card=card: scheduler.review(card, Rating.GOOD, now),
            lambda card=card: scheduler.preview(card, now),
        ):
            with pytest.raises(ValueError, match="due "):
                call()


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("now", ["2026-03-01", None, 5, NOW.date()])
def test_what_is_no_instant_is_named(scheduler: Any, now: Any) -> None:
    for card in (CardState(), scheduler.review(CardState(), Rating.GOOD, NOW)):
        with pytest.raises(ValueError, match="now is an aware datetime"):
            scheduler.review(card, Rating.GOOD, now)
        with pytest.raises(ValueError, match="now is an aware datetime"):
            scheduler.preview(card, now)
    with pytest.raises(ValueError, match="of the log is an aware datetime"):
        scheduler.replay([(now, Rating.GOOD)])


class Stamp(datetime):
    """An instant with arithmetic of its own, as those of pandas and pendulum, which is not ours."""

    def __add__(self, other: object) -> Any:
        raise AssertionError("arithmetic of its own")

    __radd__ = __sub__ = __rsub__ = __add__


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=2)), ZoneInfo("Europe/Rome")])
@pytest.mark.parametrize("scheduler", [*SCHEDULERS, Scheduler(day=CalendarDays("Europe/Rome"))])
def test_datetimes_of_other_libraries_are_instants_like_others(scheduler: Any, zone: Any) -> None:
    log = [(NOW.astimezone(zone) + timedelta(days=days), Rating.GOOD) for days in (0, 3, 27, 28)]
    stamps = [(Stamp.combine(now, now.timetz()), rating) for now, rating in log]
    card, other = (scheduler.replay(each) for each in (log, stamps))
    assert other == card
    assert type(other.due) is type(other.last_review) is datetime
    assert scheduler.preview(card, stamps[-1][0]) == scheduler.preview(card, log[-1][0])
    now = stamps[-1][0]
    assert scheduler.retrievability(card, now) == scheduler.retrievability(card, log[-1][0])
    if isinstance(scheduler, Scheduler):
        pytest.importorskip("numpy", reason="the extra `fit`")
        a, b = (
            fitting.replay_log(scheduler, [1] * 4, *zip(*each, strict=True))
            for each in (log, stamps)
        )
        assert dict(a) == dict(b)


def test_what_is_no_rating_is_named() -> None:
    for model in (FSRS6(), FSRS7()):
        for rating in (0, 5, "3", [3], None):
            with pytest.raises(ValueError, match="a rating is 1"):
                model.first(rating)  # type: ignore[arg-type]
            with pytest.raises(ValueError, match="a rating is 1"):
                model.replay([(0, 3), (1, rating)])  # type: ignore[list-item]


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda s: type(s).__name__)
def test_the_memory_of_another_model_is_refused(scheduler: Any) -> None:
    for other in SCHEDULERS:
        if type(other) is not type(scheduler) or other is not scheduler:
            card = other.review(CardState(), Rating.GOOD, NOW)
            with pytest.raises(ValueError, match="the card's memory is"):
                scheduler.review(card, Rating.GOOD, NOW)


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("row", [None, {}, CardState(seed=3).to_dict(), CardState], ids=repr)
def test_what_is_no_card_is_named(scheduler: Any, row: Any) -> None:
    calls: list[Callable[[], object]] = [
        lambda: scheduler.review(row, Rating.GOOD, NOW),
        lambda: scheduler.preview(row, NOW),
        lambda: scheduler.forget(row),
        lambda: scheduler.reschedule(row, NOW, NOW),
    ]
    if isinstance(scheduler, Scheduler):
        calls.append(lambda: scheduler.retrievability(row, NOW))
    for call in calls:
        with pytest.raises(ValueError, match=r"a CardState is wanted, not .*; CardState.from_dict"):
            call()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"desired_retention": 0}, "desired_retention"),
        ({"desired_retention": 1.0}, "desired_retention"),
        ({"desired_retention": 1.2}, "desired_retention"),
        ({"desired_retention": float("nan")}, "desired_retention"),
        ({"desired_retention": "0.9"}, "desired_retention"),
        ({"learning_steps": [timedelta(0)]}, "learning_steps"),
        ({"learning_steps": [timedelta(minutes=-1)]}, "learning_steps"),
        ({"learning_steps": timedelta(minutes=1)}, "learning_steps"),
        ({"relearning_steps": [60]}, "relearning_steps"),
        ({"relearning_steps": None}, "relearning_steps"),
        ({"minimum_interval": 0}, "minimum_interval"),
        ({"minimum_interval": "a day"}, "minimum_interval"),
        ({"minimum_interval": float("nan")}, "minimum_interval"),
        ({"maximum_interval": 0.5}, "maximum_interval"),
        ({"maximum_interval": float("inf")}, "maximum_interval"),
        ({"minimum_interval": 10, "maximum_interval": 9}, "maximum_interval"),
        ({"day": "Europe/Rome"}, "day"),
        ({"model": "FSRS-6"}, "model"),
        ({"model": FSRS6}, "model"),
    ],
)
def test_settings_out_of_range_are_refused(settings: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Scheduler(**settings)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Scheduler, "fuzz"),
        (SM2, "multiply_by_old_ease"),
        (SM2, "fails_change_ease"),
        (SM2, "round_to_nearest"),
        (SM2, "repeat_until_good"),
        (Leitner, "retire"),
        (Leitner, "gentle"),
    ],
)
def test_a_switch_is_on_or_off(kind: Any, name: str) -> None:
    for odd in ("no", 1, None):
        with pytest.raises(ValueError, match=f"{name} is True or False"):
            kind(**{name: odd})


@pytest.mark.parametrize("model", [FSRS6, FSRS7])
def test_all_weights_out_of_bounds_are_named_at_once(model: Any) -> None:
    weights = list(model().weights)
    weights[4], weights[20] = 11, -3
    with pytest.raises(ValueError, match=r"weight 4 is 11.*weight 20 is -3.*clipped"):
        model(weights)
    assert model.clipped(weights).weights[4] == 10
    weights[0], weights[1] = float("nan"), "x"
    with pytest.raises(ValueError, match=r"weight 0 is not finite.*weight 1 is no number"):
        model.clipped(weights)
    with pytest.raises(ValueError, match="weights"):
        model([1.0] * 5)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
def test_a_weight_of_single_precision_is_forgiven(model: Any) -> None:
    weights = list(model.weights)
    weights[4] = 10.0000009
    assert type(model)(weights).weights[4] == 10


def test_19_and_17_weights_become_21() -> None:
    old = list(FSRS6().weights[:19])
    assert FSRS6(old).weights == (*old, 0.0, 0.5)
    widened = FSRS6(old[:17]).weights
    assert widened[4] == pytest.approx(old[4] + 2 * old[5])
    assert widened[6] == old[6] + 0.5
    assert widened[17:] == (0.0, 0.0, 0.0, 0.5)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
@pytest.mark.parametrize("days", [1, 20, 300])
def test_a_state_from_sm2_data_keeps_the_interval(model: Any, days: int) -> None:
    state = model.from_sm2(2.5, days, 0.85)
    assert model.retrievability(state, days) == pytest.approx(0.85, abs=1e-9)
    with pytest.raises(ValueError, match="interval"):
        model.from_sm2(2.5, 0)
    with pytest.raises(ValueError, match="retention"):
        model.from_sm2(2.5, 5, 1)


@pytest.mark.parametrize(
    ("options", "qualities", "intervals", "ease"),
    [
        ({}, [5, 5, 5, 5, 5], [1, 6, 17, 50, 150], 3.0),
        ({}, [4, 4, 4, 4, 4], [1, 6, 15, 38, 95], 2.5),
        ({}, [3, 3, 3, 3, 3], [1, 6, 13, 26, 47], 1.8),
        ({}, [4, 4, 4, 1, 4, 4, 4], [1, 6, 15, 1, 1, 6, 15], 2.5),
        ({"multiply_by_old_ease": True}, [5, 5, 5, 5, 5], [1, 6, 17, 48, 140], 3.0),
        ({"fails_change_ease": True}, [2, 1, 0], [1, 1, 1], 1.3),
        ({"maximum_days": 20}, [5, 5, 5, 5, 5], [1, 6, 17, 20, 20], 3.0),
        ({"round_to_nearest": True}, [4, 4, 4, 4], [1, 6, 15, 38], 2.5),
    ],
)
def test_sm2_goes_by_the_published_table(
    options: Any, qualities: list[int], intervals: list[int], ease: float
) -> None:
    sm2, state, given = SM2(**options), SM2State(), []
    for quality in qualities:
        state = sm2.next(state, quality)
        given.append(state.interval_days)
    assert given == intervals
    assert state.ease == pytest.approx(ease)


def test_sm2_repeats_within_the_day_until_good() -> None:
    sm2 = SM2(repeat_until_good=True)
    now = NOW
    card = sm2.review(CardState(), Rating.HARD, now)
    assert card.due == now
    again = sm2.review(card, Rating.AGAIN, now)
    assert (again.due, again.memory) == (now, card.memory)
    done = sm2.review(again, Rating.GOOD, now)
    assert (done.memory, done.due) == (card.memory, now + timedelta(days=1))


@pytest.mark.parametrize(
    ("options", "answers", "boxes", "days"),
    [
        ({}, "rrrrw", [2, 3, 4, 5, 1], [2, 4, 8, 16, 1]),
        ({"gentle": True}, "rrwww", [2, 3, 2, 1, 1], [2, 4, 2, 1, 1]),
        ({"retire": False}, "rrrrrr", [2, 3, 4, 5, 5, 5], [2, 4, 8, 16, 16, 16]),
        ({}, "rrrrr", [2, 3, 4, 5, 5], [2, 4, 8, 16, None]),
        ({"box_days": [1, 3, 7, 14, 30]}, "rrw", [2, 3, 1], [3, 7, 1]),
    ],
)
def test_leitner_moves_between_boxes(
    options: Any, answers: str, boxes: list[int], days: list[int | None]
) -> None:
    leitner, card, now = Leitner(**options), CardState(), NOW
    seen = []
    for answer in answers:
        card = leitner.review(card, Rating.GOOD if answer == "r" else Rating.AGAIN, now)
        seen.append((card.memory.box, None if card.due is None else (card.due - now).days))
        now = card.due or now
    assert seen == list(zip(boxes, days, strict=True))


def test_fewer_boxes_move_cards_into_the_last() -> None:
    assert Leitner([1, 2]).next(LeitnerState(5), right=False) == LeitnerState(1)
    assert Leitner([1, 2], gentle=True).next(LeitnerState(5), right=False) == LeitnerState(1)
    assert Leitner([1, 2], retire=False).next(LeitnerState(5), right=True) == LeitnerState(2)
    wrong: list[Any] = [[], [0, 1], [3, 2], [1.5], ["a"], [36_501], 7, None]
    for days in wrong:
        with pytest.raises(ValueError, match="box_days"):
            Leitner(days)


def test_sm2_intervals_grow_without_limit_but_stay_numbers() -> None:
    sm2, card, now = SM2(), CardState(), NOW
    for _ in range(1000):
        card = sm2.review(card, Rating.EASY, now)
        now = card.due
    assert CardState.from_dict(card.to_dict()) == card
    for most in (0, -1, "a year", 2.5):
        with pytest.raises(ValueError, match="maximum_days"):
            SM2(maximum_days=most)  # type: ignore[arg-type]


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Rome"))


@pytest.mark.parametrize(
    ("start_hour", "since", "now", "days"),
    [
        (4, "2026-03-28T23:00", "2026-03-29T03:30", 0),  # the night the clock goes forward
        (4, "2026-03-28T23:00", "2026-03-29T04:00", 1),
        (4, "2026-10-24T23:00", "2026-10-25T03:59", 0),  # the night it goes back
        (4, "2026-10-24T12:00", "2026-10-26T12:00", 2),
        (0, "2026-03-28T23:59", "2026-03-29T00:00", 1),
        (23, "2026-03-28T22:59", "2026-03-28T23:00", 1),
        (4, "2026-03-02T12:00", "2026-03-01T12:00", 0),
    ],
)
def test_calendar_days_over_summer_time_and_the_start_of_the_day(
    start_hour: int, since: str, now: str, days: int
) -> None:
    policy = CalendarDays("Europe/Rome", start_hour)
    # As the scheduler does, in a fixed offset.
    fixed = [rome(text).astimezone(timezone(rome(text).utcoffset())) for text in (since, now)]
    assert policy.elapsed(*fixed) == days


def test_a_zone_of_pytz_is_taken_by_its_name() -> None:
    """Its own sums are off by an hour over a change of the clock."""

    class Zone(tzinfo):
        zone = "Europe/Rome"

    assert CalendarDays(Zone()) == CalendarDays("Europe/Rome")


@pytest.mark.parametrize("start_hour", [0, 4, 23])
def test_a_card_is_due_when_the_study_day_begins(start_hour: int) -> None:
    scheduler = Scheduler(
        learning_steps=(), fuzz=False, day=CalendarDays("Europe/Rome", start_hour)
    )
    card = scheduler.review(CardState(), Rating.EASY, rome("2026-03-25T12:00"))
    due = card.due.astimezone(rome("2026-04-02T12:00").tzinfo)
    assert due.hour == start_hour
    assert scheduler.day.elapsed(card.last_review, card.due) == 8


ENDS = [
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(1900, 1, 1, tzinfo=timezone(timedelta(seconds=3017, microseconds=5))),
    datetime(9990, 1, 1, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
]


@pytest.mark.parametrize(
    "day",
    [
        ElapsedDays(),
        FractionalDays(),
        CalendarDays("Pacific/Auckland"),
        CalendarDays("America/New_York", 23),
        CalendarDays(None, 4),
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", [Scheduler, SM2, Leitner])
def test_reviews_at_the_ends_of_the_calendar(kind: Any, day: Any) -> None:
    scheduler = kind(day=day)
    for first in ENDS:
        for second in ENDS:
            card = scheduler.review(CardState(), Rating.EASY, first)
            card = scheduler.review(card, Rating.GOOD, second)
            for offered in scheduler.preview(card, first).values():
                assert offered.due >= first
                assert CardState.from_dict(offered.to_dict()) == offered


def test_study_days_run_on_past_the_ends_of_the_calendar() -> None:
    policy = CalendarDays("America/New_York", 23)
    instants = [datetime(1, 1, day, hour, tzinfo=UTC) for day in (1, 2, 3) for hour in (0, 12)]
    days = [policy.study_day(instant) for instant in instants]
    assert days == [-1, 0, 0, 1, 1, 2]


def test_travel_does_not_move_the_learners_day() -> None:
    policy = CalendarDays(None, 4)
    home = datetime(2026, 5, 1, 22, tzinfo=timezone(timedelta(hours=2)))
    away = datetime(2026, 5, 2, 8, tzinfo=timezone(timedelta(hours=9)))
    assert policy.elapsed(home, away) == 1
    assert CalendarDays("Europe/Rome").elapsed(home, away) == 0


def test_blocks_and_fractions_of_24_hours() -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    almost = since + timedelta(days=1) - timedelta(microseconds=1)
    assert ElapsedDays().elapsed(since, almost) == 0
    assert ElapsedDays().elapsed(since, almost + timedelta(microseconds=1)) == 1
    assert FractionalDays().elapsed(since, since + timedelta(hours=36)) == 1.5
    assert FractionalDays().elapsed(almost, since) == ElapsedDays().elapsed(almost, since) == 0


def test_columns_that_do_not_fit_are_refused() -> None:
    pytest.importorskip("numpy", reason="the extra `fit`")
    scheduler = Scheduler()
    for odd in (float("nan"), 1e300, 10**30, "2026-03-01", None):
        times: list[Any] = [0, odd]
        with pytest.raises(ValueError, match="a time is an aware datetime, or seconds"):
            fitting.replay_log(scheduler, [1, 2], times, [3, 3])
    with pytest.raises(ValueError, match="a time is an aware datetime, or seconds"):
        fitting.replay_log(scheduler, [1, 2], [0, NOW], [3, 3])
    with pytest.raises(ValueError, match="a time is an aware datetime, not 0"):
        fitting.replay_log(scheduler, [1, 2], [NOW, 0], [3, 3])
    with pytest.raises(ValueError, match="differ in length"):
        fitting.replay_log(scheduler, [1, 2], [0], [3, 3])
    with pytest.raises(ValueError, match="a rating is 1"):
        fitting.replay_log(scheduler, [1], [0], [5])
    with pytest.raises(ValueError, match="no time zone"):
        fitting.replay_log(scheduler, [1], [datetime(2026, 1, 1)], [3])


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_columns_of_numpy_are_taken(unit: str) -> None:
    np = pytest.importorskip("numpy")
    texts = ["2026-03-01T09:00:00", "2026-03-01T10:00:00", "2026-03-04T09:00:00"]
    instants = [datetime.fromisoformat(text + "+00:00") for text in texts]
    wanted = dict(fitting.replay_log(Scheduler(), [5, 9, 5], instants, [3, 1, 4]))
    given = np.array(texts, dtype=f"datetime64[{unit}]")
    columns = np.array([5, 9, 5]), given, np.array([3, 1, 4], dtype=np.int8)
    assert dict(fitting.replay_log(Scheduler(), *columns)) == wanted
    floats = np.array([3.0, 1.0, 4.0])  # as a column is that once missed a value
    for scheduler in (Scheduler(), Scheduler(FSRS7())):
        by_floats = fitting.replay_log(scheduler, *columns[:2], floats)
        assert dict(by_floats) == dict(fitting.replay_log(scheduler, *columns))
    given[1] = "NaT"
    with pytest.raises(ValueError, match="missing"):
        fitting.replay_log(Scheduler(), *columns)


def test_columns_may_be_empty() -> None:
    np = pytest.importorskip("numpy")
    for nothing in ([], np.array([]), np.array([], dtype="datetime64[s]")):
        for scheduler in (Scheduler(), Scheduler(FSRS7(), day=CalendarDays("Europe/Rome"))):
            states = fitting.replay_log(scheduler, [], nothing, [])
            assert (dict(states), states.due, states.retrievability(NOW)) == ({}, [], [])


def test_columns_of_a_data_frame_are_taken() -> None:
    np = pytest.importorskip("numpy")

    class Series:
        """As that of pandas: square brackets take labels, not places."""

        def __init__(self, values: list[Any]) -> None:
            self.values = values

        def __len__(self) -> int:
            return len(self.values)

        def __getitem__(self, label: str) -> Any:
            raise KeyError(label)

        def to_numpy(self) -> Any:
            return np.array(self.values)

    columns = [5, 9, 5], [NOW, NOW, NOW + timedelta(days=3)], [3, 1, 4]
    assert dict(fitting.replay_log(Scheduler(), *map(Series, columns))) == dict(
        fitting.replay_log(Scheduler(), *columns)
    )


@pytest.mark.parametrize("names", [["b", "a", "b"], [2, 1, 2]])
def test_columns_of_arrow_and_polars_are_taken(names: list[Any]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="the extra `bench`")
    times, ratings = [NOW, NOW, NOW + timedelta(days=3)], [3, 1, 4]
    zone = ZoneInfo("Asia/Kathmandu")
    wanted = dict(
        fitting.replay_log(Scheduler(), names, [t.astimezone(zone) for t in times], ratings)
    )
    moments = arrow.array(times, arrow.timestamp("us", "Asia/Kathmandu"))
    columns = [arrow.array(names), arrow.chunked_array([names[:1], names[1:]])]
    if names[0] == "b":
        columns += [columns[0].dictionary_encode(), columns[1].dictionary_encode()]
        columns += [columns[0].cast("large_string")]
        whole = arrow.array([f"c{n}" for n in range(99)] + names).dictionary_encode()
        columns += [whole[99:]]  # which keeps the names of all
    with suppress(ImportError):
        import polars

        columns += [polars.Series(names)]
    for cards in columns:
        for marks in (arrow.array(ratings), arrow.chunked_array([ratings])):
            found = fitting.replay_log(Scheduler(), cards, moments, marks)
            assert dict(found) == wanted
            assert {type(name) for name in found} == {type(names[0])}
            log = fitting.ReviewLog.of(cards, moments, marks)
            assert log.cards.tolist() == [0, 1, 1]
    missing = arrow.array([names[0], None, names[0]])
    with pytest.raises(ValueError, match="named by a whole number or a text, not"):
        fitting.ReviewLog.of(missing, moments, ratings)


def test_states_at_the_ends_of_their_ranges_stay_finite() -> None:
    for model, states in [
        (FSRS6(), [FSRS6State(s, d) for s in (0.001, 36500) for d in (1, 10)]),
        (FSRS7(), [FSRS7State(s, s, d) for s in (0.0001, 36500) for d in (1, 10)]),
    ]:
        for state in states:
            for elapsed in (0, 0.001, 1, 36500):
                for after in model.next_of_each(state, elapsed):
                    assert type(after).from_dict(after.to_dict()) == after
