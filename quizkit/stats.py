"""How learning goes: retention, weeks, forecast, calibration, leeches. Numbers, no layout."""

import sys
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, compress, count, takewhile
from typing import Any, NamedTuple

from attrs import evolve, frozen

from quizkit.progress import Progress
from quizkit.progress.instants import MILLISECOND
from quizkit.progress.log import part_of_rows
from quizkit.progress.replaying import Counted, outcomes
from quizkit.progress.study_days import study_days
from quizkit.scheduling import Calibration, Scheduler

_DURATION = part_of_rows("duration")

LEECH_FAILS = 4
"""Fails of a leech at least: few of them say nothing, however improbable they were."""
LEECH_CHANCE = 0.01
"""The chance of so many fails is this at most, or chance explains them: one card of 100."""
LEECH_IN_A_ROW = 8
"""So many fails in a row make a leech also where the model has come to expect them."""
WEEKS = 6
"""How many weeks are told one by one."""
BINS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Borders of the ranges of predictions; narrow where most lie."""


@frozen
class Share:
    """A number of answers, and the number of those that were passed."""

    passed: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of none."""
        return self.passed / self.total if self.total else None


@frozen
class Bin:
    """Answers whose chance of recall was predicted to lie in one range.

    Args:
        predicted: mean of the predicted chances, 0 to 1.
        recalled: how many of them were recalled.
    """

    low: float
    high: float
    predicted: float
    recalled: Share


@frozen
class Week:
    """A week, from Monday on, of which answers there are.

    Args:
        monday: number of its first study day.
        recalled: of its answers that say what was remembered.
        days: on how many study days anything was answered.
        spent: time the answers took, as far as it was measured.
    """

    monday: int
    recalled: Share
    days: int
    spent: timedelta

    @property
    def minutes_a_day(self) -> float:
        """Mean of the minutes measured on the days with answers."""
        return self.spent / timedelta(minutes=1) / self.days


@frozen
class Hard:
    """A card that was failed more often than predicted, or again and again.

    Args:
        card: its id.
        fails: how often it was answered Again, a study day or more after the answer before.
        expected: how many fails the predictions amount to.
        answers: how many such answers there were.
        chance: of so many fails or more, were the predictions right; 0 to 1.
        in_a_row: how many of such answers were fails since it was last recalled.
    """

    card: str
    fails: int
    expected: float
    answers: int
    chance: float
    in_a_row: int = 0

    @property
    def leech(self) -> bool:
        """Whether chance hardly explains it: the card itself is at fault, and wants rewriting.

        A model that has seen a card fail and fail expects no better; that is no excuse of the card.
        """
        is_unlikely = self.fails >= LEECH_FAILS and self.chance <= LEECH_CHANCE
        return is_unlikely or self.in_a_row >= LEECH_IN_A_ROW


class Scored(NamedTuple):
    """What was predicted of answers that say what was remembered, in columns: by place, of all.

    Args:
        days: the study day of each.
        chances: of recall, as predicted before it; None if it does not say what was remembered.
        passed: 1 if the card was recalled, else 0.
    """

    days: Sequence[int]
    chances: Sequence[float | None]
    passed: Sequence[int]

    def share(self, first: int = 0, last: int = sys.maxsize) -> Share:
        """Return the share of passed answers, of those from one study day to another."""
        passed = [
            passed
            for day, chance, passed in zip(*self, strict=True)
            if chance is not None and first <= day <= last
        ]
        return Share(sum(passed), len(passed))


@frozen
class Statistics:
    """What a log says of how learning goes.

    Only answers given a study day or more after the one before count for retention, calibration
    and hard cards: they alone say what was remembered.

    Args:
        answers: how many answers count.
        cards: how many cards they are of.
        spent: time they took, as far as it was measured.
        desired: the retention wanted.
        retention: how many of those answers were passed.
        retention_30: the same, of the last 30 study days, today included.
        bins: predicted beside true recall.
        forecast: how many cards fall due today, overdue ones included, and on each day after; of a
            note one a day.
        days: how many answers were given on each study day.
        weeks: the newest weeks with answers, the oldest of them first.
        hard: leeches, then cards failed more often than predicted, least likely by chance first.
        today: number of the study day of the report.
    """

    answers: int
    cards: int
    spent: timedelta
    desired: float
    retention: Share
    retention_30: Share
    bins: tuple[Bin, ...]
    forecast: tuple[int, ...]
    days: Mapping[int, int]
    weeks: tuple[Week, ...]
    hard: tuple[Hard, ...]
    today: int


def statistics(
    given: Counted,
    progress: Progress,
    scheduler: Scheduler[Any],
    now: datetime,
    *,
    cards: Iterable[str] | None = None,
    forecast_days: int = 30,
) -> Statistics:
    """Return the statistics of answers.

    Args:
        given: the answers that count.
        progress: the state of the cards of these answers; says what falls due.
        scheduler: predicts recall.
        now: an aware datetime in the learner's offset.
        cards: those whose dues are forecast, also if they were put on a date and never answered;
            None for those of the answers.
        forecast_days: how many days the forecast has, today included.
    """
    today, rows = progress.day(now), given.rows
    places = list(chain.from_iterable(given.cards.values()))
    days = study_days(progress.days, rows)
    scored = _scored(given, scheduler, progress)
    return Statistics(
        answers=len(places),
        cards=len(given.cards),
        spent=sum(filter(None, map(_DURATION, map(rows.__getitem__, places)))) * MILLISECOND,
        desired=scheduler.desired_retention,
        retention=scored.share(),
        retention_30=scored.share(today - 29, today),
        bins=_bins(scored),
        forecast=_forecast(given.cards if cards is None else cards, progress, today, forecast_days),
        days=Counter(map(days.__getitem__, places)),
        weeks=_weeks(rows, days, places, scored, monday_of(today)),
        hard=_hard(scored, given.evidence),
        today=today,
    )


def leeches(
    cards: Iterable[str],
    progress: Progress,
    scheduler: Scheduler[Any],
    given: Callable[[], Counted],
) -> list[Hard]:
    """Return those of some cards that are leeches.

    Args:
        cards: their ids, as `progress` names them.
        progress, scheduler: as `statistics` takes them.
        given: gives all answers that count; not asked where no card can be one.
    """
    # Of a study day one fail counts, and none of the first: so many days a leech has at least.
    found = {card for card in cards if progress.record(card).state.study_days > LEECH_FAILS}
    if not found:
        return []
    answers = given()
    theirs = {card: places for card, places in answers.evidence.items() if card in found}
    bare = evolve(progress, calibration=None)  # fails are told without what all answers taught
    told = _scored(answers._replace(evidence=theirs), scheduler, bare)
    if max((_fails(told, places) for places in theirs.values()), default=0) < LEECH_FAILS:
        return []
    scored = _scored(answers, scheduler, progress)
    return [each for each in _hard(scored, theirs) if each.leech]


def note_of(card: str) -> str:
    """Return the note of a card as far as its id tells: a word in a table may have a colon."""
    before, _, end = card.rpartition(":")
    return before if ">" in end else card.partition(":")[0]


def _forecast(cards: Iterable[str], progress: Progress, today: int, days: int) -> tuple[int, ...]:
    """Return the number of cards that fall due on each of so many days from today on.

    As `study_queue` has it: on the date of the promise, not on the day for which it is buried, and
    of a note one card a day.
    """
    dues: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    studied = set()
    for card in cards:
        record, note = progress.records.get(card), note_of(card)
        if record is None:
            continue
        if is_studied := record.last_day == today:
            studied.add(note)
        if record.state.due is not None and not record.suspended:
            day = max(progress.day(record.state.due), today + (record.buried_day == today))
            dues[note].append((day, is_studied))
    due_on: Counter[int] = Counter()
    for note, of_note in dues.items():
        free = today + (note in studied)
        for day, is_studied in sorted(of_note):
            at = day if is_studied and day == today else max(day, free)
            due_on[at] += 1
            free = max(free, at + 1)
    return tuple(due_on[day] for day in range(today, today + days))


def _scored(given: Counted, scheduler: Scheduler[Any], progress: Progress) -> Scored:
    """Return the answers that say what was remembered, each with what was predicted before it."""
    found = outcomes(given, scheduler)
    if progress.calibration is None:
        return Scored(found.days, found.recalls, found.passed)
    estimates, _ = Calibration().follow(found.evidence())
    chances: list[float | None] = [None] * len(found.days)
    for place, estimate in zip(compress(count(), found.counts()), estimates, strict=True):
        chances[place] = estimate
    return Scored(found.days, chances, found.passed)


def monday_of(day: int) -> int:
    """Return the number of the first day of its week; day 1 was a Monday."""
    return day - (day - 1) % 7


def _weeks(
    rows: Sequence[Any],
    days: Sequence[int],
    places: Iterable[int],
    scored: Scored,
    this_monday: int,
) -> tuple[Week, ...]:
    """Return the newest weeks with answers, up to the one of a Monday."""
    first, end = this_monday - 7 * (WEEKS - 1), this_monday + 7
    spent: Counter[int] = Counter()
    studied: dict[int, set[int]] = defaultdict(set)
    totals: Counter[int] = Counter()
    passes: Counter[int] = Counter()
    for place in places:
        day = days[place]
        if first <= day < end:
            week = monday_of(day)
            studied[week].add(day)
            spent[week] += _DURATION(rows[place]) or 0
            if scored.chances[place] is not None:
                totals[week] += 1
                passes[week] += scored.passed[place]
    return tuple(
        Week(monday, Share(passes[monday], totals[monday]), len(on), spent[monday] * MILLISECOND)
        for monday, on in sorted(studied.items())
    )


def _bins(scored: Scored) -> tuple[Bin, ...]:
    inner = BINS[1:-1]  # 1 is in the last range
    predicted: dict[int, array[float]] = defaultdict(lambda: array("d"))
    passes: Counter[int] = Counter()
    for chance, passed in zip(scored.chances, scored.passed, strict=True):
        if chance is not None:
            place = bisect_right(inner, chance)
            predicted[place].append(chance)
            passes[place] += passed
    return tuple(
        Bin(BINS[i], BINS[i + 1], sum(inside) / len(inside), Share(passes[i], len(inside)))
        for i, inside in sorted(predicted.items())
    )


def _fails(scored: Scored, places: Iterable[int]) -> int:
    """Return how many of some answers say that their card was forgotten."""
    return sum(scored.chances[n] is not None and not scored.passed[n] for n in places)


def _hard(scored: Scored, cards: Mapping[str, Sequence[int]]) -> tuple[Hard, ...]:
    """Return the hard ones of some cards, given the places of their answers."""
    hard = []
    for card, places in cards.items():
        fails = _fails(scored, places)
        if fails < 2:
            continue
        known = (scored.chances[place] for place in places)
        chances = [1 - chance for chance in known if chance is not None]
        found = Hard(
            card, fails, sum(chances), len(chances), at_least(fails, chances), _run(scored, places)
        )
        if found.leech or fails > found.expected:
            hard.append(found)
    return tuple(sorted(hard, key=lambda each: (not each.leech, each.chance, each.card)))


def _run(scored: Scored, places: Sequence[int]) -> int:
    """Return how many of some answers were fails since the card was last recalled."""
    told = (n for n in reversed(places) if scored.chances[n] is not None)
    return sum(1 for _ in takewhile(lambda place: not scored.passed[place], told))


def at_least(count: int, chances: Iterable[float]) -> float:
    """Return the probability that `count` or more of independent events with `chances` happen.

    The tail of the Poisson binomial distribution, by adding one event after the other.
    """
    exactly = [1.0, *[0.0] * count][:count]  # 0, 1 … count - 1 of them
    for chance in chances:
        fewer = [0.0, *exactly]
        exactly = [
            n * (1 - chance) + less * chance for n, less in zip(exactly, fewer, strict=False)
        ]
    return min(1.0, max(0.0, 1 - sum(exactly)))
