"""Statistics: numbers by hand, laws, and the report."""

import json
import tracemalloc
from datetime import datetime, timedelta
from itertools import product
from math import prod
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, strategies as st

from quizkit.cli import cli
from quizkit.cli.commands.stats import _much, _shade
from quizkit.errors import QuizkitError
from quizkit.progress import Configured, Event, EventId, Wording, replay, reviews
from quizkit.progress.replaying import counted
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.stats import Hard, Share, Statistics, at_least, leeches, statistics
from quizkit.store import open_store
from quizkit.visible import visible
from tests.logs import CARDS, START, answer, logs

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)


def of(log: list[Event], now: datetime, calibration: Calibration | None = None) -> Statistics:
    progress = replay(log, SCHEDULER, calibration=calibration)
    return statistics(counted(log), progress, SCHEDULER, now)


def daily(*ratings: Rating, card: str = CARDS[0]) -> list[Event]:
    return [
        answer(n, rating, card=card, after=n * DAY, due=START + (n + 1) * DAY)
        for n, rating in enumerate(ratings, 1)
    ]


def test_retention_counts_answers_of_later_days_alone() -> None:
    same_day = answer(9, Rating.AGAIN, after=DAY + timedelta(minutes=5))
    log = [*daily(Rating.AGAIN, Rating.GOOD, Rating.AGAIN, Rating.EASY), same_day]
    found = of(log, START + 5 * DAY)
    assert (found.retention.passed, found.retention.total) == (2, 3)
    assert found.answers == 5
    assert found.cards == 1
    assert found.desired == 0.9


def test_the_last_thirty_days_count_today_in() -> None:
    log = daily(Rating.GOOD, Rating.AGAIN)
    assert of(log, START + 2 * DAY).retention_30.total == 1
    assert of(log, START + 31 * DAY).retention_30.total == 1
    assert of(log, START + 32 * DAY).retention_30.total == 0


def test_the_forecast_puts_what_is_overdue_on_today() -> None:
    log = [
        answer(1, due=START + DAY),
        answer(2, card=CARDS[1], due=START + 9 * DAY),
        answer(3, card=CARDS[2], due=START + 400 * DAY),
    ]
    forecast = of(log, START + 5 * DAY).forecast
    assert [day for day, number in enumerate(forecast) if number] == [0, 4]
    assert len(forecast) == 30


def test_the_forecast_has_one_card_of_a_note_a_day_as_a_session_does() -> None:
    sides = [f"d#n{end}" for end in ("", ":reverse", ":2")]
    log = [answer(n, card=card, due=START + DAY) for n, card in enumerate(sides, 1)]
    assert of(log, START + 2 * DAY).forecast[:4] == (1, 1, 1, 0)
    again = answer(4, card=sides[1], after=2 * DAY, due=START + 2 * DAY + timedelta(minutes=10))
    assert of([*log, again], START + 2 * DAY).forecast[:4] == (1, 1, 1, 0)
    easy = evolve(again, due=START + 3 * DAY)
    assert of([*log, easy], START + 2 * DAY).forecast[:5] == (0, 1, 1, 1, 0)


@pytest.mark.parametrize(("days", "said"), [(3, 3), (4, 3), (5, 3), (6, 0)])
def test_days_in_a_row_are_those_that_a_session_tells(tmp_path: Path, days: int, said: int) -> None:
    """Practice is study too, and an empty day in seven does not end them."""
    path, now = tmp_path / "p.db", START + days * DAY
    with open_store(path) as store:
        practice = evolve(answer(9, after=3 * DAY, practice=True), due=None)
        store.append(*daily(Rating.GOOD, Rating.GOOD), practice)

    def told(*more: str) -> str:
        options = ["stats", "--now", now.isoformat(), "--progress", str(path), *more]
        return CliRunner().invoke(cli, options).output

    assert json.loads(told("--json"))["streak_days"] == said
    assert ("3 days in a row" in told()) == bool(said)
    assert ("with a day of rest" in told()) == (days == 5)
    with open_store(path) as store:
        store.append(Configured(id=EventId("c", 1), at=START, name="streak", value="off"))
    assert "in a row" not in told()


def test_the_bins_hold_every_scored_answer_once() -> None:
    log = daily(*[Rating.GOOD, Rating.AGAIN] * 10)
    found = of(log, START + 30 * DAY)
    assert sum(each.recalled.total for each in found.bins) == found.retention.total == 19
    assert all(each.low <= each.predicted <= each.high for each in found.bins)


def test_a_card_failed_far_more_than_predicted_is_a_leech() -> None:
    assert Hard("a#b", 5, 0.8, 9, 0.001).leech
    assert not Hard("a#b", 5, 4.6, 9, 0.4).leech  # as the model had predicted
    assert not Hard("a#b", 3, 0.2, 3, 0.001).leech  # too few to tell


def test_a_card_failed_eight_times_in_a_row_is_a_leech_whatever_was_expected() -> None:
    """A model that has seen it fail and fail expects no better."""
    assert Hard("a#b", 8, 7.9, 9, 0.6, in_a_row=8).leech
    assert not Hard("a#b", 8, 7.9, 9, 0.6, in_a_row=7).leech
    named = []
    for number in range(1, 14):
        log = daily(*[Rating.AGAIN] * number)
        log += [
            evolve(event, id=EventId("v", event.id.number))
            for event in daily(*[Rating.AGAIN] * number, card=CARDS[1])
        ]
        progress = replay(log, SCHEDULER, calibration=Calibration())
        found = leeches(CARDS[:2], progress, SCHEDULER, lambda log=log: counted(log))  # type: ignore[misc]
        assert found == [
            each for each in of(log, START + 99 * DAY, Calibration()).hard if each.leech
        ]
        named.append(len(found))
    assert named.index(2) <= 8  # eight days after the first, at the latest
    assert named[-1] == 2  # and named it stays


def test_a_fail_in_a_row_is_one_since_the_card_was_last_recalled() -> None:
    log = daily(*[Rating.AGAIN] * 5, Rating.GOOD, *[Rating.AGAIN] * 3)
    assert [each.in_a_row for each in of(log, START + 20 * DAY).hard] == [3]


def test_weeks_tell_recall_and_the_minutes_of_days_with_answers() -> None:
    took = [timedelta(minutes=2), timedelta(minutes=4), None, timedelta(minutes=3)]
    # START is a Sunday: the first answer is of Monday, the third of the week after.
    log = [
        evolve(answer(n, rating, after=day * DAY, due=START), duration=span)
        for n, (rating, day, span) in enumerate(
            zip(
                [Rating.EASY, Rating.AGAIN, Rating.GOOD, Rating.GOOD],
                [1, 3, 8, 9],
                took,
                strict=True,
            )
        )
    ]
    first, second = of(log, START + 12 * DAY).weeks
    assert (first.recalled, first.days, first.minutes_a_day) == (Share(0, 1), 2, 3.0)
    assert (second.recalled, second.days, second.minutes_a_day) == (Share(2, 2), 2, 1.5)
    assert second.monday - first.monday == 7
    assert of(log, START + 60 * DAY).weeks == ()


def test_after_a_long_pause_it_says_that_there_were_no_reviews(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    now = (START + 90 * DAY).isoformat()
    said = CliRunner().invoke(cli, ["stats", "--progress", str(path), "--now", now]).stdout
    assert "No reviews in 30 days; recall 50% in all" in said
    assert "Recall -" not in said


def test_a_card_that_only_follows_its_prediction_is_not_named() -> None:
    log = daily(Rating.GOOD, Rating.GOOD, Rating.GOOD)
    assert of(log, START + 5 * DAY).hard == ()


@pytest.mark.parametrize("calibration", [None, Calibration()])
def test_leeches_are_the_hard_cards_of_the_statistics_that_are_leeches(
    calibration: Calibration | None,
) -> None:
    ratings = {"d#leech": [3, 1, 1] * 9, "d#few": [3, 1, 3, 3, 3, 3, 3, 3]}
    ratings |= {f"d#good{number}": [3] * 28 for number in range(20)}
    log = [
        evolve(event, id=EventId(card, event.id.number))
        for card, given in ratings.items()
        for event in daily(*map(Rating, given), card=card)
    ]
    progress = replay(log, SCHEDULER, calibration=calibration)
    hard = statistics(counted(log), progress, SCHEDULER, START + 99 * DAY).hard
    found = leeches(ratings, progress, SCHEDULER, lambda: counted(log))
    assert found == [each for each in hard if each.leech]
    assert [each.card for each in found] == ["d#leech"]
    assert leeches(["d#few", "d#good1"], progress, SCHEDULER, lambda: counted(log)) == []


@given(st.integers(0, 5), st.lists(st.floats(0, 1), max_size=5))
def test_the_chance_of_so_many_fails_is_that_of_all_ways_to_have_them(
    count: int, chances: list[float]
) -> None:
    brute = sum(
        prod(p if hit else 1 - p for p, hit in zip(chances, hits, strict=True))
        for hits in product([False, True], repeat=len(chances))
        if sum(hits) >= count
    )
    assert at_least(count, chances) == pytest.approx(brute, abs=1e-9)


@given(logs(), st.booleans())
def test_any_log_has_statistics(log: list[Event], calibrates: bool) -> None:
    found = of(log, START + 100 * DAY, Calibration() if calibrates else None)
    assert found.answers == len(reviews(log)) == sum(found.days.values())
    assert sum(found.forecast) <= found.cards


def filled(path: Path) -> Path:
    with open_store(path) as store:
        log = [
            *daily(*[Rating.GOOD] * 20),
            *[
                answer(
                    100 + n, Rating.AGAIN, card="suez#a-rather-long-name-of-a-card", after=n * DAY
                )
                for n in range(20)
            ],
        ]
        store.merge(log, {})
    return path


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_report_fits_the_terminal(tmp_path: Path, columns: int) -> None:
    path = filled(tmp_path / "p.db")
    now = (START + 25 * DAY).isoformat()
    arguments = ["stats", "--progress", str(path), "--now", now]
    environment = {"COLUMNS": str(columns), "NO_COLOR": "1"}
    done = CliRunner().invoke(cli, arguments, env=environment)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) < columns
    assert columns < 80 or len(lines) <= 24
    assert "\x1b" not in done.stdout
    titles = "Recall and minutes a day, by week", "Coming days", "The past year", "Hardest cards"
    assert not set(titles) - set(lines)
    jargon = ("expected", "wanted", "aims", "model", "Predicted", "log loss", "leech")
    assert not [word for word in jargon if word in done.stdout]
    detailed = CliRunner().invoke(cli, [*arguments, "--details"], env=environment).stdout
    assert max(map(len, detailed.splitlines())) < columns
    assert {*titles, "Predicted and true recall"} <= set(detailed.splitlines())
    assert "expected" in detailed
    assert "wanted: 90% recalled when a card is due" in " ".join(detailed.split()).lower()


def test_no_name_of_a_month_is_cut_off(tmp_path: Path) -> None:
    filled(tmp_path / "p.db")
    for week in range(5):
        now = (START + (25 + 7 * week) * DAY).isoformat()
        arguments = ["stats", "--progress", str(tmp_path / "p.db"), "--now", now]
        lines = CliRunner().invoke(cli, arguments).stdout.splitlines()
        months = lines[lines.index("The past year") + 1]
        assert {len(month) for month in months.split()} == {3}
        assert len(months) <= 57


def test_a_terminal_of_no_width_gets_a_report_too(tmp_path: Path) -> None:
    arguments = ["stats", "--progress", str(filled(tmp_path / "p.db"))]
    assert CliRunner().invoke(cli, arguments, env={"COLUMNS": "1"}).exit_code == 0


def test_the_report_as_json_has_the_same_numbers(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    now = (START + 25 * DAY).isoformat()
    done = CliRunner().invoke(cli, ["stats", "--progress", str(path), "--now", now, "--json"])
    report = json.loads(done.stdout)
    assert report["answers"] == 40
    assert report["retention"] == {"recalled": 19, "answers": 38, "share": 0.5}
    assert sum(report["days"].values()) == 40


def test_without_answers_it_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["stats", "--progress", str(tmp_path / "p.db")])
    assert "No answers yet" in done.stdout
    assert not (tmp_path / "p.db").exists()


def test_a_hard_card_is_shown_with_its_question(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    card = "suez#a-rather-long-name-of-a-card"
    asked = Wording(card, START, "typed", "Who\x1b built\nit?", {"": "Lesseps"})
    with open_store(path) as store:
        store.merge([], {}, [asked])
    arguments = ["stats", "--progress", str(path), "--now", (START + 25 * DAY).isoformat()]
    said = CliRunner().invoke(cli, arguments).stdout
    asked_on_a_line = visible("Who\x1b built it?")
    assert f"{asked_on_a_line}  missed 19 of 19: rewrite it" in said.splitlines()
    assert card not in said
    found = json.loads(CliRunner().invoke(cli, [*arguments, "--json"]).stdout)["hardest"]
    assert [each["prompt"] for each in found if each["card"] == card] == ["Who\x1b built it?"]


def test_statistics_take_few_bytes_an_answer_beside_the_log() -> None:
    cards, turns = 100, 40
    log = [
        answer(card * turns + turn, card=f"deck#{card}", after=turn * DAY, due=START + turn * DAY)
        for card, turn in product(range(cards), range(turns))
    ]
    given = counted(log)
    progress = replay(log, SCHEDULER, calibration=Calibration())
    statistics(given, progress, SCHEDULER, START)  # what is made on first use is there now
    tracemalloc.start()
    try:
        found = statistics(given, progress, SCHEDULER, START)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.answers == cards * turns
    assert peak / found.answers < 160


def test_one_long_day_does_not_pale_all_others() -> None:
    ordinary = [5] * 30
    assert [_shade(n, _much([*ordinary, 500])) for n in (0, 5, 500)] == ["·", "█", "█"]
    assert [_shade(n, _much(list(range(1, 101)))) for n in (1, 30, 60, 100)] == list("░▒▓█")
    assert _much([]) == 1


def test_answers_at_the_first_of_all_days_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with open_store(path) as store:
        first = datetime.min.replace(tzinfo=START.tzinfo)
        store.append(answer(1, Rating.GOOD, after=first - START, due=START))
    for command in (["stats", "--json"], ["stats"], ["fit"], ["history"]):
        done = CliRunner().invoke(cli, [*command, "--progress", str(path)])
        assert done.exception is None or isinstance(done.exception, QuizkitError)
