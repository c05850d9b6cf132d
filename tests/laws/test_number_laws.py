"""Laws of numbers and dates as people write them: what is the same value is right, however it is told."""

import datetime
import time
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given, strategies as st

from quizkit.grading import Code, Outcome, Verdict, grade
from quizkit.model import AnswerKey, Judging, TypedNote
from tests.verdicts import card_of

NTH = ("first", "second", "third", "fourth", "fifth")
decimals = st.decimals(min_value=1, max_value=10_000, places=3, allow_nan=False)


def verdict(
    answer: str, text: str, *, language: str = "en", accept: tuple[str, ...] = ()
) -> Verdict:
    key = AnswerKey(answer, accept)
    note = TypedNote(id="n", question="?", key=key, judging=Judging(language=language))
    return grade(card_of(note), text)


def outcome(answer: str, text: str, **more: object) -> Outcome:
    return verdict(answer, text, **more).outcome  # type: ignore[arg-type]


@given(decimals, st.integers(-499_999, 499_999))
@example(Decimal("1.005"), -499_999)
def test_more_figures_that_round_to_a_decimal_are_right(right: Decimal, off: int) -> None:
    more = Fraction(str(right)) + Fraction(off, 10**9)
    assert outcome(str(right), f"{float(more):.9f}") is Outcome.CORRECT


@given(decimals, st.integers(500_001, 999_999), st.sampled_from([1, -1]))
def test_more_figures_that_round_to_another_are_wrong(right: Decimal, off: int, sign: int) -> None:
    more = Fraction(str(right)) + sign * Fraction(off, 10**9)
    assert outcome(str(right), f"{float(more):.9f}") is Outcome.WRONG


@given(st.decimals(min_value=100, max_value=9_999, places=3, allow_nan=False))
def test_fewer_figures_to_which_a_decimal_rounds_are_close(right: Decimal) -> None:
    tenths = (Fraction(str(right)) * 10 + Fraction(1, 2)) // 1
    text = f"{tenths // 10}.{tenths % 10}"
    assert outcome(str(right), text) is (
        Outcome.CORRECT if Fraction(text) == Fraction(str(right)) else Outcome.CLOSE
    )
    below = f"{(tenths - 2) // 10}.{(tenths - 2) % 10}"
    assert outcome(str(right), below) is Outcome.WRONG


@given(decimals, st.sampled_from(["en", "de", "fr"]))
def test_a_decimal_with_the_other_mark_is_right_where_it_is_no_number(
    right: Decimal, language: str
) -> None:
    text = f"{right:.2f}"
    own, other = (
        (text, text.replace(".", ",")) if language == "en" else (text.replace(".", ","), text)
    )
    found = verdict(own, other, language=language)
    assert (found.outcome, found.code) == (Outcome.CORRECT, Code.MARKS)
    assert found.reason


PAIRS = (("h", "min", 60), ("ft", "in", 12), ("lb", "oz", 16), ("min", "s", 60), ("km", "m", 1000))


@given(st.sampled_from(PAIRS), st.integers(1, 40), st.data())
def test_a_quantity_in_two_units_is_its_sum(
    units: tuple[str, str, int], upper: int, data: st.DataObject
) -> None:
    above, below, size = units
    lower = data.draw(st.integers(1, size - 1))
    two, one = f"{upper} {above} {lower} {below}", f"{upper * size + lower} {below}"
    assert outcome(two, one) is Outcome.CORRECT
    assert outcome(one, two) is Outcome.CORRECT
    other = data.draw(st.integers(1, size - 1))
    assume(other != lower)
    assert outcome(two, f"{upper} {above} {other} {below}") is Outcome.WRONG


days = st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))


PIECES = (
    "1m", "1h ", "1'", "1° 1' ", "1, ", "1 km 1 m ", "1/", "1e", "Nm", "kgm-3", "m.", "an hour and ",
    "per day ", "/day", "in km ", "1:", "N ", "23° ", "ms-1", "1 st ", '"', "second monday ",
)  # fmt: skip


@given(st.sampled_from(PIECES), st.integers(1, 500), st.sampled_from(["", "5 "]))
@example("1m", 500, "")
def test_no_run_of_pieces_takes_long(piece: str, times: int, start: str) -> None:
    text = (start + piece * times)[:1000]
    begin = time.process_time()
    for answer in ("5 N·m", "3 h 20 min", "164", "23.4° N", "9 March 2024", text):
        verdict(answer, text)
    assert time.process_time() - begin < 4


@given(days, st.integers(0, 4))
def test_an_nth_weekday_is_the_day_of_the_calendar(day: datetime.date, other: int) -> None:
    nth = (day.day - 1) // 7
    answer = f"{day:%-d %B %Y}"
    assert outcome(answer, f"the {NTH[nth]} {day:%A} of {day:%B %Y}") is Outcome.CORRECT
    assert outcome(f"the {NTH[nth]} {day:%A} in {day:%B %Y}", answer) is Outcome.CORRECT
    if other != nth:
        assert outcome(answer, f"the {NTH[other]} {day:%A} of {day:%B %Y}") is Outcome.WRONG
    is_last = (day + datetime.timedelta(days=7)).month != day.month
    last = outcome(answer, f"the last {day:%A} of {day:%B %Y}")
    assert (last is Outcome.CORRECT) == is_last


@given(days, st.integers(0, 6))
def test_a_weekday_beside_a_date_is_that_of_the_calendar(day: datetime.date, weekday: int) -> None:
    named = f"{day + datetime.timedelta(days=weekday):%A}"
    found = verdict(f"{day:%-d %B %Y}", f"{named}, {day:%-d %B %Y}")
    assert (found.outcome is Outcome.CORRECT) == (weekday == 0)
    assert weekday == 0 or found.code is Code.WEEKDAY


@given(days, days)
def test_a_vaguer_answer_admits_no_other_day(day: datetime.date, other: datetime.date) -> None:
    other = other.replace(year=day.year) if (other.month, other.day) != (2, 29) else day
    accept = (str(day.year),)
    assert outcome(f"{day:%-d %B %Y}", str(day.year), accept=accept) is Outcome.CORRECT
    found = outcome(f"{day:%-d %B %Y}", f"{other:%-d %B %Y}", accept=accept)
    assert (found is Outcome.CORRECT) == (other == day)


@given(st.fractions(min_value=Fraction(1, 60), max_value=9, max_denominator=60), st.integers(2, 9))
def test_a_reduced_fraction_takes_its_value(value: Fraction, times: int) -> None:
    assume(value.denominator > 1)
    key = f"{value.numerator}/{value.denominator}"
    assert outcome(key, f"{value.numerator * times}/{value.denominator * times}") is Outcome.CORRECT
    unreduced = f"{value.numerator * times}/{value.denominator * times}"
    assert outcome(unreduced, key) is Outcome.WRONG
