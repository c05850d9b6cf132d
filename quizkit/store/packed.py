"""The record of a card, and a calibration, as the bytes that a snapshot keeps, and back."""

from collections.abc import Callable
from datetime import datetime
from struct import Struct, error
from typing import Any

from quizkit.progress import CardRecord
from quizkit.progress.instants import from_milliseconds, milliseconds, minutes_east
from quizkit.scheduling import Calibration, CardState, Phase, Rating
from quizkit.scheduling.memory import FSRS6State, FSRS7State
from quizkit.store.sealed import DUE, NEVER, NO_DAY

# Behind what `sealed.DUE` says: step or -1, model or 0, the fields of its memory, the last review
# and its zone, counts of reviews, lapses and study days, and the last rating or 0.
_RECORD = Struct(f"{DUE.format}hB3dqh3IB")
_CALIBRATION = Struct("<10di3d")  # its fields in order; the day of its mood may be none

_MEMORIES: dict[int, Callable[[float, float, float], Any]] = {
    0: lambda a, b, c: None,
    1: lambda a, b, c: FSRS6State(a, b),
    2: FSRS7State,
}
_PHASES: dict[int, Phase] = {phase.value: phase for phase in Phase}
_RATINGS: dict[int, Rating | None] = {0: None, **{each.value: each for each in Rating}}


def packed_record(record: CardRecord) -> bytes:
    """Return a record as bytes; ValueError if they cannot hold it exactly."""
    state, rating = record.state, record.last_rating
    first, last, buried, step = record.first_day, record.last_day, record.buried_day, state.step
    try:
        return _RECORD.pack(
            state.phase.value,
            record.suspended,
            *_instant(state.due),
            NO_DAY if first is None else first,
            NO_DAY if last is None else last,
            NO_DAY if buried is None else buried,
            -1 if step is None else step,
            *_packed_memory(state.memory),
            *_instant(state.last_review),
            state.reviews,
            state.lapses,
            state.study_days,
            0 if rating is None else rating.value,
        )
    except error as reason:
        raise ValueError(f"{record} is beyond its row") from reason


def _packed_memory(memory: Any) -> tuple[int, float, float, float]:
    """Return the number of a model, and the fields of its memory; ValueError of another model."""
    match memory:
        case None:
            return 0, 0.0, 0.0, 0.0
        case FSRS6State():
            return 1, memory.stability, memory.difficulty, 0.0
        case FSRS7State():
            return 2, memory.slow, memory.fast, memory.difficulty
    raise ValueError(f"{type(memory).__name__} is kept by no row")


def record_of(card: str, data: bytes) -> CardRecord:
    """Return the record of a card; one of `rows.NONSENSE`, or struct.error, if there is none."""
    # fmt: off
    (phase, suspended, due, due_zone, first_day, last_day, buried_day, step, model, a, b, c,
     reviewed, zone, reviews, lapses, study_days, rating) = _RECORD.unpack(data)
    # fmt: on
    state: CardState[Any] = CardState(
        _PHASES[phase],
        None if step == -1 else step,
        _MEMORIES[model](a, b, c),
        None if due == NEVER else from_milliseconds(due, due_zone),
        None if reviewed == NEVER else from_milliseconds(reviewed, zone),
        reviews,
        lapses,
        card,
        study_days,
    )
    return CardRecord(
        state,
        None if first_day == NO_DAY else first_day,
        None if last_day == NO_DAY else last_day,
        _RATINGS[rating],
        None if buried_day == NO_DAY else buried_day,
        bool(suspended),
    )


def packed_calibration(learned: Calibration) -> bytes:
    """Return a calibration as bytes; ValueError if they cannot hold it exactly."""
    day = learned.mood_day
    try:
        return _CALIBRATION.pack(
            *learned.shift,
            *learned.precision,
            learned.mood,
            NO_DAY if day is None else day,
            learned.mood_weight,
            learned.mood_precision,
            learned.half_life,
        )
    except error as reason:
        raise ValueError(f"{learned} is beyond its row") from reason


def calibration_of(data: bytes) -> Calibration:
    """Return the calibration that bytes hold; ValueError or struct.error if they hold none."""
    a, b, c, *precision, mood, day, weight, mood_precision, half_life = _CALIBRATION.unpack(data)
    six: Any = tuple(precision)
    known_day = None if day == NO_DAY else day
    return Calibration((a, b, c), six, mood, known_day, weight, mood_precision, half_life)


def _instant(at: datetime | None) -> tuple[int, int]:
    if at is None:
        return NEVER, 0
    if at.microsecond % 1000:
        raise ValueError(f"{at} is no whole millisecond")
    return milliseconds(at), minutes_east(at)
