"""What a learner can set: desired retention, memory model, limits and days.

Settings live in the log as `Configured` events, so they travel with the progress and can be
undone. A value is a text, as the learner types it; here it is read, and made into a scheduler.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, frozen

from quizkit.errors import QuizkitError
from quizkit.progress import Configured, Event, EventId, in_order, undone_ids
from quizkit.progress.instants import after
from quizkit.scheduling import CalendarDays, Calibration, Scheduler
from quizkit.value import Value
from quizkit.visible import visible

if TYPE_CHECKING:
    from quizkit.scheduling.memory_model import MemoryModel


_FSRS6_WEIGHTS = (17, 19, 21)  # of its versions; no other model of ours has as many


def _model(name: str, weights: tuple[float, ...]) -> "MemoryModel":
    """Return a memory model; weights of another one are left aside."""
    from quizkit import scheduling  # which loads the one that is asked for

    make: Callable[..., MemoryModel] = getattr(scheduling, name.upper())
    ours = (len(weights) in _FSRS6_WEIGHTS) == (name == "fsrs6")
    return make(weights) if weights and ours else make()


# A reader for each sort of value, of a text without white space around it.


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text} is no number") from None


def _retention(text: str) -> float:
    percent = text.endswith("%")
    retention = _number(text.removesuffix("%")) / (100 if percent else 1)
    if not 0.7 <= retention <= 0.99:
        raise ValueError("it is out of range")
    return retention


def _model_name(text: str) -> str:
    name = text.lower().replace("-", "")
    if name not in ("fsrs6", "fsrs7"):
        raise ValueError("there is no such model")
    return name


def _weights(text: str) -> tuple[float, ...]:
    weights = tuple(_number(number) for number in text.replace(",", " ").split())
    _model("fsrs6" if len(weights) in _FSRS6_WEIGHTS else "fsrs7", weights)  # checks them
    return weights


def _switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError("it is on or off")
    return text.lower() == "on"


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ValueError("it is a whole number, 0 or more")
    return int(text)


def _new_order(text: str) -> str:
    if text.lower() not in ("turns", "deck"):
        raise ValueError("it is turns or deck")
    return text.lower()


def _backups(text: str) -> int:
    number = _whole(text)
    if number > 30:
        raise ValueError("it is out of range")
    return number


def _hour(text: str) -> float:
    hours, _, minutes = text.partition(":")
    hour, minute = _whole(hours), _whole(minutes or "0")
    if hour >= 24 or minute >= 60:
        raise ValueError("a day has 24 hours")
    return hour + minute / 60


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _steps(text: str) -> tuple[timedelta, ...]:
    if text.lower() == "none":
        return ()
    steps = []
    for word in text.replace(",", " ").split():
        if word[-1] not in _UNITS:
            raise ValueError(f"{word} has no unit: s, m, h or d")
        seconds = _whole(word[:-1]) * _UNITS[word[-1]]
        if not 0 < seconds <= 30 * 86400:
            raise ValueError(f"{word} is not above 0 and at most 30d")
        steps.append(timedelta(seconds=seconds))
    return tuple(steps)


# And back: texts that the readers take.


def _shown_steps(steps: tuple[timedelta, ...]) -> str:
    words = []
    for step in steps:
        seconds = int(step.total_seconds())
        unit = next(unit for unit in "dhms" if seconds % _UNITS[unit] == 0)
        words.append(f"{seconds // _UNITS[unit]}{unit}")
    return " ".join(words) or "none"


def _shown_switch(on: bool) -> str:
    return "on" if on else "off"


def _shown_hour(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


@frozen(kw_only=True, eq=False, repr=False)
class Settings(Value):
    """What holds for the schedule of every deck; `Settings()` are the defaults.

    Args:
        retention: chance of recall wanted on the due day, 0.7 to 0.99.
        model: memory model, `fsrs6` or `fsrs7`.
        weights: of the model; empty for its own. Those of another model are left aside.
        calibrate: whether intervals follow how the learner's answers differ from the model.
        new: new cards a study day, over all decks; 0 or more.
        new_order: where they come from: `turns`, each deck in turn, or `deck`, the first until it
            has none left.
        day_start: local hour at which a study day begins, 0 to below 24; 4.5 is half past four.
        steps: delays before a new card enters review; may be empty.
        relearning_steps: delays after a lapse; may be empty.
        retype: whether, after a miss, the answer may be typed once.
        streak: whether to tell of study days in a row, and of what was reached for the first time.
    """

    retention: float = 0.9
    model: str = "fsrs6"
    weights: tuple[float, ...] = ()
    calibrate: bool = True
    new: int = 20
    new_order: str = "turns"
    day_start: float = 4
    steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    retype: bool = True
    streak: bool = True

    @property
    def calibration(self) -> Calibration | None:
        """What is known of a learner before the first answer; None for the bare model."""
        return Calibration() if self.calibrate else None

    @property
    def days(self) -> CalendarDays:
        """What a study day is; each instant is taken in its own offset."""
        return CalendarDays(start_hour=self.day_start)

    def scheduler(self) -> Scheduler[Any]:
        """Return the scheduler that these settings ask for."""
        return Scheduler(
            model=_model(self.model, self.weights),
            desired_retention=self.retention,
            learning_steps=self.steps,
            relearning_steps=self.relearning_steps,
            day=self.days,
        )

    def shown(self, name: str) -> str:
        """Return the value of a setting as `changed` takes it."""
        return SETTINGS[name].show(getattr(self, _field(name)))


def _field(name: str) -> str:
    return name.replace("-", "_")


class Setting(NamedTuple):
    """What there is to a setting: what it is for, how a text is read as its value, and back."""

    help: str
    read: Callable[[str], object]
    show: Callable[[Any], str] = str


SETTINGS = {
    "retention": Setting("chance of recall wanted on the due day, 0.7 to 0.99", _retention),
    "model": Setting("memory model: fsrs6 or fsrs7", _model_name),
    "weights": Setting(
        "weights of the model, as `quizkit fit` finds them; empty for its own",
        _weights,
        lambda weights: " ".join(map(repr, weights)),
    ),
    "calibrate": Setting("let intervals follow your answers: on or off", _switch, _shown_switch),
    "new": Setting("new cards a study day, over all decks", _whole),
    "new-order": Setting(
        "new cards of all decks in turn, or deck by deck: turns or deck", _new_order
    ),
    "day-start": Setting("local time at which a study day begins", _hour, _shown_hour),
    "steps": Setting(
        "delays before a new card enters review, such as 1m 10m; or none", _steps, _shown_steps
    ),
    "relearning-steps": Setting("delays after a lapse; or none", _steps, _shown_steps),
    "retype": Setting("type an answer once after a miss: on or off", _switch, _shown_switch),
    "streak": Setting("tell of days in a row and of milestones: on or off", _switch, _shown_switch),
}
"""Every setting, by the name it has for a learner; its value is the field of that name."""


OF_A_FILE = {
    "backups": Setting("backups kept, one a study day, 0 to 30; of this file alone", _backups)
}
"""Settings of one progress file, which are no part of the log and travel nowhere."""

_DEFAULTS_OF_A_FILE = {"backups": 7}


def of_a_file(values: Mapping[str, str], name: str) -> Any:
    """Return the value of a setting of one file; what cannot be read is passed over."""
    with suppress(ValueError):
        if name in values:
            return OF_A_FILE[name].read(values[name])
    return _DEFAULTS_OF_A_FILE[name]


def changed(settings: Settings, name: str, value: str) -> Settings:
    """Return settings with one value read from a text; an empty one stands for the default.

    Raises:
        QuizkitError: there is no such setting, or it cannot have this value.
    """
    read = _read(SETTINGS, name, value, getattr(Settings(), _field(name), None))
    changes: dict[str, Any] = {_field(name): read}
    return evolve(settings, **changes)


def changed_of_a_file(name: str, value: str) -> Any:
    """Return the value of a setting of one file, read from a text; an empty one is the default.

    Raises:
        QuizkitError: it cannot have this value.
    """
    return _read(OF_A_FILE, name, value, _DEFAULTS_OF_A_FILE[name])


def _read(known: Mapping[str, Setting], name: str, value: str, default: object) -> object:
    """Return the value of a setting, read from a text; of an empty one, the default."""
    if name not in known:
        from difflib import get_close_matches

        names = [*SETTINGS, *OF_A_FILE]
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise QuizkitError(f"there is no setting {visible(name)!r}; {hint}")
    text = value.strip()
    try:
        return known[name].read(text) if text else default
    except ValueError as error:
        raise QuizkitError(
            f"{name} cannot be {visible(value)!r}: {visible(str(error))}\nfix: {known[name].help}"
        ) from error


def settings_of(events: Iterable[Event]) -> Settings:
    """Return the settings that stand at the end of a log.

    A value that cannot be read, as a later quizkit may have written it, changes nothing.
    """
    ordered = in_order(events)
    undone = undone_ids(ordered)
    settings = Settings()
    for event in ordered:
        if isinstance(event, Configured) and event.id not in undone:
            with suppress(QuizkitError):
                settings = changed(settings, event.name, event.value)
    return settings


def setting_events(
    values: Mapping[str, str], events: Iterable[Event], writer: str, now: datetime
) -> list[Configured]:
    """Return the events that give settings their values, the first ones of a writer.

    The newest value of a setting stands, so they come after all of `events` that set one, even if
    a clock was ahead then.
    """
    now = after(now, *(event.at for event in events if isinstance(event, Configured)))
    return [
        Configured(id=EventId(writer, number), at=now, name=name, value=value)
        for number, (name, value) in enumerate(values.items(), 1)
    ]
