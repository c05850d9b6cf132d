"""Settings: texts in, values out, and what stands at the end of a log."""

from datetime import timedelta

import pytest

from quizkit.errors import QuizkitError
from quizkit.progress import Configured, Event, EventId, Undone
from quizkit.scheduling import FSRS6, FSRS7
from quizkit.settings import SETTINGS, Settings, changed, settings_of
from tests.logs import START

FITTED = " ".join(map(repr, FSRS6().weights[:-1])) + " 0.2"


def test_what_is_no_number_is_said_plainly() -> None:
    with pytest.raises(QuizkitError, match="retention cannot be 'much': much is no number"):
        changed(Settings(), "retention", "much")


def put(number: int, name: str, value: str) -> Configured:
    at = START + timedelta(minutes=number)
    return Configured(id=EventId("w", number), at=at, name=name, value=value)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("retention", "0.85", "0.85"),
        ("retention", "85 %".replace(" ", ""), "0.85"),
        ("model", "FSRS-7", "fsrs7"),
        ("weights", FITTED.replace(" ", ", "), FITTED),
        ("calibrate", "off", "off"),
        ("retype", "off", "off"),
        ("streak", "OFF", "off"),
        ("new", "0", "0"),
        ("day-start", "4:30", "04:30"),
        ("day-start", "0", "00:00"),
        ("steps", "1m, 90s 2h", "1m 90s 2h"),
        ("steps", "none", "none"),
        ("relearning-steps", "1d", "1d"),
    ],
)
def test_a_value_is_read_and_shown(name: str, value: str, shown: str) -> None:
    settings = changed(Settings(), name, value)
    assert settings.shown(name) == shown
    assert changed(Settings(), name, shown) == settings
    assert changed(settings, name, "") == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retention", "1"),
        ("retention", "nan"),
        ("model", "sm3"),
        ("weights", "1 2 3"),
        ("weights", "x"),
        ("calibrate", "maybe"),
        ("streak", "sometimes"),
        ("new", "-1"),
        ("new", "9" * 30),
        ("day-start", "24:00"),
        ("day-start", "4:75"),
        ("steps", "10"),
        ("steps", "0m"),
        ("steps", "9999999d"),
    ],
)
def test_a_value_out_of_range_is_refused_and_the_range_said(name: str, value: str) -> None:
    with pytest.raises(QuizkitError, match=f"{name} cannot be"):
        changed(Settings(), name, value)


def test_a_near_miss_of_a_name_is_suggested() -> None:
    with pytest.raises(QuizkitError, match="did you mean retention"):
        changed(Settings(), "retension", "0.9")


def test_every_setting_has_a_default_that_can_be_set() -> None:
    for name in SETTINGS:
        assert changed(Settings(), name, Settings().shown(name)) == Settings()


def test_the_newest_value_that_stands_is_used() -> None:
    log: list[Event] = [put(2, "new", "5"), put(1, "new", "7"), put(3, "retention", "0.8")]
    assert settings_of(log) == Settings(new=5, retention=0.8)
    undo = Undone(id=EventId("w", 9), at=START + timedelta(hours=1), target=log[0].id)
    assert settings_of([*log, undo]).new == 7


def test_what_a_later_quizkit_set_changes_nothing() -> None:
    assert settings_of([put(1, "theme", "dark"), put(2, "new", "lots")]) == Settings()


def test_weights_serve_the_model_they_were_fitted_for() -> None:
    fitted = changed(Settings(), "weights", FITTED)
    assert fitted.scheduler().model == FSRS6(fitted.weights)
    assert changed(fitted, "model", "fsrs7").scheduler().model == FSRS7()


def test_the_scheduler_is_as_set() -> None:
    scheduler = Settings(retention=0.8, day_start=5, steps=()).scheduler()
    assert scheduler.desired_retention == 0.8
    assert scheduler.learning_steps == ()
    assert scheduler.day == Settings(day_start=5).days
