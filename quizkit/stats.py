"""How learning goes: retention, forecast, calibration, leeches. Numbers for a report, no layout."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import chain, count
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from attrs import evolve, frozen

from quizkit.progress import Progress
from quizkit.progress.instants import MILLISECOND
from quizkit.progress.log import part_of_rows
from quizkit.progress.replaying import Counted, outcomes, study_days
from quizkit.scheduling import Calibration, Scheduler

_DURATION = part_of_rows("duration")

K = TypeVar("K", str, int)

LEECH_FAILS = 4
"""Fails of a leech at least: few of them say nothing, however improbable they were."""
LEECH_CHANCE = 0.01
"""The chance of so many fails is this at most, or chance explains them: one card of 100."""
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
class Hard:
    """A card that was failed more often than predicted.

    Args:
        card: its id.
        fails: how often it was answered Again, a study day or more after the answer before.
        expected: how many fails the predictions amount to.
        answers: how many such answers there were.
        chance: of so many fails or more, were the predictions right; 0 to 1.
    """

    card: str
    fails: int
    expected: float
    answers: int
    chance: float

    @property
    def leech(self) -> bool:
        """Whether chance hardly explains it: the card itself is at fault, and wants rewriting."""
        return self.fails >= LEECH_FAILS and self.chance <= LEECH_CHANCE


class Scored(NamedTuple):
    """An answer that says what was remembered: the study day, the chance predicted, the result."""

    card: str
    day: int
    predicted: float
    passed: bool


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
        forecast: how many cards fall due today, overdue ones included, and on each day after.
        days: how many answers were given on each study day.
        hard: cards failed more often than predicted, least likely by chance first.
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
    hard: tuple[Hard, ...]
    today: int

    @property
    def streak(self) -> int:
        """The number of study days in a row with answers, up to today or yesterday."""
        day = self.today if self.today in self.days else self.today - 1
        return next(length for length in count() if day - length not in self.days)


def statistics(
    given: Counted,
    progress: Progress,
    scheduler: Scheduler[Any],
    now: datetime,
    *,
    forecast_days: int = 30,
) -> Statistics:
    """Return the statistics of answers.

    Args:
        given: the answers that count.
        progress: the state of the cards of these answers; says what falls due.
        scheduler: predicts recall.
        now: an aware datetime in the learner's offset.
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
        retention=_share(scored),
        retention_30=_share(each for each in scored if today - 30 < each.day <= today),
        bins=_bins(scored),
        forecast=_forecast(given.cards, progress, today, forecast_days),
        days=Counter(map(days.__getitem__, places)),
        hard=_hard(scored),
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
    answered = _scored(answers._replace(evidence=theirs), scheduler, bare)
    fails = Counter(each.card for each in answered if not each.passed)
    if max(fails.values(), default=0) < LEECH_FAILS:
        return []
    scored = _scored(answers, scheduler, progress)
    return [each for each in _hard([one for one in scored if one.card in found]) if each.leech]


def _forecast(cards: Iterable[str], progress: Progress, today: int, days: int) -> tuple[int, ...]:
    """Return the number of cards that fall due on each of so many days from today on."""
    records = (progress.records[card] for card in cards if card in progress.records)
    dues = (record.state.due for record in records if not record.suspended)
    due_on = Counter(max(today, progress.day(due)) for due in dues if due is not None)
    return tuple(due_on[day] for day in range(today, today + days))


def _scored(given: Counted, scheduler: Scheduler[Any], progress: Progress) -> list[Scored]:
    """Return the answers that say what was remembered, each with what was predicted before it."""
    found = outcomes(given, scheduler)
    evidence = [outcome for outcome in found if outcome is not None]
    estimates = [recall for _, recall, _, _ in evidence]
    if progress.calibration is not None:
        estimates, _ = Calibration().follow(evidence)
    card_of = {place: card for card, places in given.evidence.items() for place in places}
    places = (place for place, outcome in enumerate(found) if outcome is not None)
    return [
        Scored(card_of[place], day, estimate, passed)
        for place, (day, _, passed, _), estimate in zip(places, evidence, estimates, strict=True)
        if estimate is not None
    ]


def _grouped(answers: Iterable[Scored], key: Callable[[Scored], K]) -> dict[K, list[Scored]]:
    groups: dict[K, list[Scored]] = defaultdict(list)
    for answer in answers:
        groups[key(answer)].append(answer)
    return groups


def _share(answers: Iterable[Scored]) -> Share:
    passes = [answer.passed for answer in answers]
    return Share(sum(passes), len(passes))


def _bins(answers: Iterable[Scored]) -> tuple[Bin, ...]:
    inner = BINS[1:-1]  # 1 is in the last range
    found = _grouped(answers, lambda answer: bisect_right(inner, answer.predicted))
    return tuple(
        Bin(BINS[i], BINS[i + 1], sum(a.predicted for a in inside) / len(inside), _share(inside))
        for i, inside in sorted(found.items())
    )


def _hard(answers: list[Scored]) -> tuple[Hard, ...]:
    hard = []
    for card, given in _grouped(answers, attrgetter("card")).items():
        fails = sum(not answer.passed for answer in given)
        chances = [1 - answer.predicted for answer in given]
        if fails > 1 and fails > sum(chances):
            hard.append(Hard(card, fails, sum(chances), len(given), at_least(fails, chances)))
    return tuple(sorted(hard, key=lambda each: (each.chance, each.card)))


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
