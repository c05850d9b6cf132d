"""What a card, a memory or a scheduler may be made of: the same from a constructor and from JSON."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, strategies as st

from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    FSRS6State,
    FSRS7State,
    Leitner,
    LeitnerState,
    Phase,
    Rating,
    Scheduler,
    SM2State,
)
from quizkit.scheduling.card import _is_plain
from quizkit.scheduling.stored import Checked, Stored

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
MEMORY = FSRS6State(3.0, 5.0)
KNOWN = CardState(Phase.REVIEW, None, MEMORY, NOW + timedelta(3), NOW, 4, 1, "a", 2)
NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: FSRS6State(0, 5), "FSRS6State: stability is from 0.001 to 36500 days, not 0"),
        (lambda: FSRS6State(-1, 5), "FSRS6State: stability is from 0.001 to 36500 days, not -1"),
        (lambda: FSRS6State(36501, 5), "FSRS6State: stability is from 0.001 to 36500 days, not 36"),
        (lambda: FSRS6State(5, 20), "FSRS6State: difficulty is from 1 to 10, not 20"),
        (lambda: FSRS6State(5, 0), "FSRS6State: difficulty is from 1 to 10, not 0"),
        (lambda: FSRS6State(NAN, 5), "FSRS6State: stability is a finite number, not nan"),
        (lambda: FSRS6State(5, INFINITE), "FSRS6State: difficulty is a finite number, not inf"),
        (lambda: FSRS6State("5", 5), "FSRS6State: stability is a finite number, not '5'"),
        (lambda: FSRS6State(True, 5), "FSRS6State: stability is a finite number, not True"),
        (lambda: FSRS6State(None, 5), "FSRS6State: stability is a finite number, not None"),
        (lambda: FSRS7State(1, 0, 5), "FSRS7State: fast is from 0.0001 to 36500 days, not 0"),
        (lambda: FSRS7State(NAN, 1, 5), "FSRS7State: slow is a finite number, not nan"),
        (lambda: SM2State(1.2), "SM2State: ease is 1.3 or more, not 1.2"),
        (lambda: SM2State(INFINITE), "SM2State: ease is a finite number, not inf"),
        (lambda: SM2State(repetitions=-1), "SM2State: repetitions is a whole number, 0 or more"),
        (lambda: LeitnerState(0), "LeitnerState: box is at least 1, not 0"),
        (lambda: LeitnerState(1, 1), "LeitnerState: retired is True or False, not 1"),
        (lambda: attrs.evolve(MEMORY, stability=0), "stability is from 0.001"),
    ],
)
def test_a_memory_that_no_model_could_have_given_is_refused(
    make: Callable[[], object], said: str
) -> None:
    with pytest.raises(ValueError, match=r"State: ") as raised:
        make()
    assert said in str(raised.value)


def naive() -> datetime:
    return datetime(2026, 3, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phase": "reviewed"}, "phase is a Phase such as Phase.REVIEW, not 'reviewed'"),
        ({"phase": 4}, "phase is a Phase"),
        ({"phase": 2.0}, "phase is a Phase"),
        ({"phase": True}, "phase is a Phase"),
        ({"phase": None}, "phase is a Phase"),
        ({"seed": None}, "seed is a whole number or a text, not None"),
        ({"seed": UUID(int=17)}, "seed is a whole number or a text, not UUID("),
        ({"seed": 17.0}, "seed is a whole number or a text"),
        ({"seed": b"17"}, "seed is a whole number or a text"),
        ({"due": naive()}, "due is an aware datetime, like datetime.now(timezone.utc), not "),
        ({"due": "2026-03-01T00:00:00+00:00"}, "due is an aware datetime"),
        ({"due": NOW.date()}, "due is an aware datetime"),
        ({"last_review": naive()}, "last_review is an aware datetime"),
        ({"last_review": 17}, "last_review is an aware datetime"),
        ({"reviews": -1}, "reviews is a whole number, 0 or more, not -1"),
        ({"reviews": 1.0}, "reviews is a whole number"),
        ({"lapses": True}, "lapses is a whole number"),
        ({"study_days": 2**53}, "study_days is a whole number"),
        ({"step": 0}, "step is None in review, not 0"),
        ({"step": -1, "phase": Phase.LEARNING}, "step is a whole number, 0 or more, not -1"),
        ({"step": None, "phase": Phase.LEARNING}, "step is a whole number, 0 or more, not None"),
        ({"memory": (3.0, 5.0)}, "memory is a state such as FSRS6State, or None, not (3.0, 5.0)"),
        ({"memory": {"stability": 3.0, "difficulty": 5.0}}, "memory is a state such as FSRS6State"),
        ({"memory": FSRS6State}, "memory is a state such as FSRS6State"),
        ({"memory": CardState()}, "memory is a state such as FSRS6State"),
        ({"memory": FSRS6()}, "memory is a state such as FSRS6State"),
        ({"memory": None}, "memory and last_review are there once a card was reviewed"),
        ({"last_review": None}, "memory and last_review are there once a card was reviewed"),
        ({"phase": Phase.NEW, "step": 0}, "memory and last_review are there once"),
    ],
)
def test_a_card_that_no_scheduler_could_have_given_is_refused(change: Any, said: str) -> None:
    fields = {field.name: getattr(KNOWN, field.name) for field in attrs.fields(CardState)}
    for make in (
        lambda: CardState(**{**fields, **change}),
        lambda: attrs.evolve(KNOWN, **change),
    ):
        with pytest.raises(ValueError, match=r"^CardState: ") as raised:
            make()
        assert said in str(raised.value)


def test_a_phase_may_be_told_by_its_number_or_its_name() -> None:
    """Those of py-fsrs have the same numbers."""
    for phase in (2, "review", Phase.REVIEW):
        card = attrs.evolve(KNOWN, phase=phase)
        assert card == KNOWN
        assert card.phase is Phase.REVIEW


class Nameless(tzinfo):
    """A zone that is neither known by a name nor of a fixed offset: it could not be stored."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return moment and timedelta(hours=moment.hour % 2)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Scheduler(desired_retention=1), "desired_retention is a number between 0 and 1"),
        (lambda: Scheduler(desired_retention=True), "desired_retention is a finite number"),
        (lambda: Scheduler(fuzz=1), "fuzz is True or False"),
        (lambda: Scheduler(distinct=None), "distinct is True or False"),
        (
            lambda: Scheduler(learning_steps=[60]),
            "learning_steps is a timedelta above 0, of at most 36500 days, not 60",
        ),
        (lambda: Scheduler(day=CalendarDays), "day is a policy of days like CalendarDays("),
        (lambda: SM2(maximum_days=0), "SM2: maximum_days is a whole number above 0, not 0"),
        (lambda: SM2(maximum_days=True), "SM2: maximum_days is a whole number, not True"),
        (lambda: Leitner([2, 1]), "Leitner: box_days is a list of whole numbers from 1 to"),
        (lambda: Leitner([1, True]), "Leitner: box_days is a whole number, not True"),
        (lambda: CalendarDays(start_hour=24), "start_hour is a number of hours from 0 to below"),
        (lambda: CalendarDays(5), "zone is a name like Europe/Rome, a tzinfo with one or of a "),
        (lambda: CalendarDays(Nameless()), "zone is a name like Europe/Rome, a tzinfo with one or"),
        (lambda: Calibration(shift=(0.0, 0.0)), "Calibration: shift is a list of 3 numbers"),
        (lambda: Calibration(shift=(0.0, -1.0, 0.0)), "a list of 3 numbers, the second above -1"),
        (lambda: Calibration(mood=2), "Calibration: mood is from -1 to 1, not 2"),
        (lambda: Calibration(half_life=0), "Calibration: half_life is above 0, not 0"),
        (lambda: Calibration(half_life=NAN), "Calibration: half_life is a finite number"),
    ],
)
def test_settings_that_make_no_sense_are_named(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=": ") as raised:
        make()
    assert said in str(raised.value)


def test_a_calibration_may_never_forget() -> None:
    assert Calibration(half_life=INFINITE).half_life == INFINITE


class Half:
    """A number of another library."""

    def __float__(self) -> float:
        return 0.5


@pytest.mark.parametrize("number", [Decimal("0.5"), Fraction(1, 2), Half()])
def test_numbers_of_other_libraries_become_plain_ones(number: Any) -> None:
    settings = Scheduler(desired_retention=number), CalendarDays(start_hour=number)
    state = FSRS6State(number, 5)
    for value, plain in (
        (settings[0].desired_retention, 0.5),
        (settings[1].start_hour, 0.5),
        (state.stability, 0.5),
        (FSRS7State(number, number, 5).fast, 0.5),
    ):
        assert (type(value), value) == (float, plain)
    assert FSRS6().interval(state, number) > 0
    for value in (*settings, state):
        assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


def test_numbers_of_numpy_become_plain_ones() -> None:
    np = pytest.importorskip("numpy")
    scheduler = Scheduler(desired_retention=np.float32(0.9), maximum_interval=np.int64(100))
    assert type(scheduler.desired_retention) is float
    assert scheduler.maximum_interval == timedelta(days=100)
    card = CardState(
        np.int64(2),  # type: ignore[arg-type]
        None,
        FSRS6State(np.float32(3.5), np.float64(5)),
        NOW,
        NOW,
        np.int32(4),
        np.uint8(1),
        np.int64(17),
        np.int64(3),
    )
    assert [type(each) for each in attrs.astuple(card.memory)] == [float, float]
    assert [type(getattr(card, name)) for name in ("reviews", "seed", "study_days")] == [int] * 3
    for value in (scheduler, card, scheduler.review(card, np.int64(3), NOW)):
        assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value
    bound = FSRS7State(np.float32(0.0001), np.float32(0.0001), np.float32(10))
    assert bound == FSRS7State(0.0001, 0.0001, 10)  # single precision lies a little below


def test_an_instant_of_any_zone_becomes_one_of_a_fixed_offset() -> None:
    rome = datetime(2026, 3, 28, 23, tzinfo=ZoneInfo("Europe/Rome"))
    card = attrs.evolve(KNOWN, last_review=rome, due=rome + timedelta(days=1))
    assert card.last_review is not None
    assert card.due is not None
    assert type(card.last_review.tzinfo) is type(card.due.tzinfo) is timezone
    assert card.due - card.last_review == timedelta(hours=23)
    assert CardState.from_dict(card.to_dict()) == card


class OneEast(tzinfo):
    """A fixed offset as other libraries have it."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=1)


class Named(Nameless):
    """A zone of another library that says which it is."""

    key = "Europe/Rome"


def test_a_zone_of_another_library_is_taken_by_its_name() -> None:
    policy = CalendarDays(Named())
    assert policy == CalendarDays("Europe/Rome")
    assert CalendarDays.from_dict(policy.to_dict()) == policy


@pytest.mark.parametrize("library", ["", "pytz", "dateutil.tz"])
def test_a_fixed_offset_of_another_library_can_be_stored(library: str) -> None:
    zones: Any = pytest.importorskip(library) if library else None
    zone = {
        "": OneEast,
        "pytz": lambda: zones.FixedOffset(60),
        "dateutil.tz": lambda: zones.tzoffset("X", 3600),
    }[library]()
    policy = CalendarDays(zone)
    assert policy == CalendarDays(timezone(timedelta(hours=1)))
    assert CalendarDays.from_dict(json.loads(json.dumps(policy.to_dict()))) == policy


BY_ANNOTATIONS: list[tuple[Any, Any]] = [
    (CardState[FSRS6State], KNOWN),
    (CardState[FSRS6State | None], KNOWN),
    (CardState[FSRS6State | None], CardState(seed="new")),
    (CardState[FSRS7State], Scheduler(FSRS7()).review(CardState(), 3, NOW)),
    (CardState[SM2State], SM2().review(CardState(), 3, NOW)),
    (CardState[LeitnerState], Leitner().review(CardState(), 1, NOW)),
    (FSRS6State, MEMORY),
    (FSRS7State, FSRS7State(1, 2, 3)),
    (Calibration, Calibration(mood_day=17)),
]


@pytest.mark.parametrize(("kind", "value"), BY_ANNOTATIONS, ids=str)
def test_cattrs_builds_what_its_annotation_says(kind: Any, value: Any) -> None:
    converter = pytest.importorskip("cattrs.preconf.json").make_converter()
    text = converter.dumps(value, unstructure_as=kind)
    assert converter.loads(text, kind) == value
    broken = {**converter.unstructure(value, unstructure_as=kind), "difficulty": 20, "seed": None}
    if kind is FSRS6State:
        with pytest.raises(Exception, match="FSRS6State") as raised:
            converter.structure(broken, kind)
        assert "difficulty is from 1 to 10, not 20" in repr(raised.value.exceptions)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "value"), BY_ANNOTATIONS, ids=str)
def test_msgspec_builds_what_its_annotation_says(kind: Any, value: Any) -> None:
    msgspec = pytest.importorskip("msgspec")
    assert msgspec.json.decode(msgspec.json.encode(value), type=kind) == value
    with pytest.raises(msgspec.ValidationError, match=r"stability is from 0\.001 to"):
        msgspec.json.decode('{"stability": 0, "difficulty": 5}', type=FSRS6State)


def test_cattrs_reads_any_card_by_its_own_dict() -> None:
    converter = pytest.importorskip("cattrs").Converter()
    converter.register_structure_hook(CardState, lambda data, _: CardState.from_dict(data))
    assert converter.structure([KNOWN.to_dict()], list[CardState]) == [KNOWN]


numbers = st.one_of(st.floats(), st.integers(-2, 40000), st.sampled_from([Decimal(2), "2", None]))
instants = st.sampled_from(
    [None, NOW, NOW.astimezone(UTC), NOW.astimezone(ZoneInfo("Asia/Tokyo")), naive(), "now"]
)
counts = st.one_of(st.integers(-1, 3), st.sampled_from([2**53, 1.0, True, None]))
memories = st.sampled_from(
    [None, MEMORY, FSRS7State(1, 2, 3), SM2State(), LeitnerState(), (1, 2), FSRS6State]
)
phases = st.sampled_from([*Phase, 1, "review", "new", "x", 7])
seeds = st.sampled_from([0, "a", 2**70, None, 1.5, Rating.GOOD])
fields_of_cards = st.fixed_dictionaries(
    {"phase": phases, "step": st.sampled_from([None, 0, 1, -1]), "memory": memories},
    optional={
        "due": instants,
        "last_review": instants,
        "reviews": counts,
        "lapses": counts,
        "seed": seeds,
        "study_days": counts,
    },
)


@given(fields_of_cards)
def test_what_can_be_built_can_be_stored_and_what_cannot_is_named(fields: dict[str, Any]) -> None:
    try:
        card: CardState = CardState(**fields)
    except ValueError as error:
        said = str(error)
    else:
        said = None
    if said:
        assert any(name in said for name in fields)
        return
    assert CardState.from_dict(json.loads(json.dumps(card.to_dict()))) == card
    assert _is_plain(card)
    assert Checked._checked.__func__(CardState, *_fields(card)) == _fields(card)  # type: ignore[attr-defined]


@given(numbers, numbers, numbers)
def test_a_memory_that_can_be_built_is_read_back_and_understood(a: Any, b: Any, d: Any) -> None:
    for model, kind, fields in ((FSRS6(), FSRS6State, (a, d)), (FSRS7(), FSRS7State, (a, b, d))):
        try:
            state: Any = kind(*fields)
        except ValueError:
            continue
        assert kind.from_dict(json.loads(json.dumps(state.to_dict()))) == state
        for after in model.next_of_each(state, 3):
            assert kind(*attrs.astuple(after)) == after


def _fields(card: CardState) -> list[Any]:
    return [getattr(card, field.name) for field in attrs.fields(CardState)]


class Marked(CardState):
    """A card of a program's own."""


@given(fields_of_cards, st.sampled_from([CardState, Marked]))
def test_what_is_read_at_a_glance_is_what_is_read_field_by_field(
    fields: dict[str, Any], kind: type[CardState]
) -> None:
    try:
        card: CardState = kind(**fields)
    except ValueError:
        return
    data = card.to_dict()
    assert data == Stored.to_dict(card)
    assert list(data) == list(Stored.to_dict(card))
    for given_data in (data, MappingProxyType(data)):
        read = kind.from_dict(given_data)
        assert type(read) is kind
        assert read == card == Stored.from_dict.__func__(kind, given_data)  # type: ignore[attr-defined]
    for name, nonsense in fields.items():
        wrong = {**data, name: nonsense}
        assert _said(kind.from_dict, wrong) == _said(
            lambda data: Stored.from_dict.__func__(kind, data),  # type: ignore[attr-defined]
            wrong,
        )


def _said(read: Callable[[Any], CardState], data: Any) -> object:
    try:
        return read(deepcopy(data))
    except ValueError as error:
        return str(error)
