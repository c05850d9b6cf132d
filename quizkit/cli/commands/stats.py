"""`quizkit stats`: how learning goes, drawn in the width of the terminal."""

import shutil
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.ahead import tell_ahead
from quizkit.cli.called import as_called
from quizkit.cli.colour import in_colour
from quizkit.cli.decks import told_files
from quizkit.cli.events import cut
from quizkit.cli.fit_offer import fit_offer
from quizkit.cli.following import follow_unwritten
from quizkit.cli.options import (
    complete_decks,
    echo_json,
    json_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.cli.page import GREEN
from quizkit.garbage import undisturbed
from quizkit.model import deck_of
from quizkit.progress import Habits, streak
from quizkit.progress.replaying import Counted
from quizkit.stats import Hard, Share, Statistics, Week, monday_of, statistics
from quizkit.telling import in_a_row
from quizkit.visible import visible, width_of
from quizkit.wording import count, sentence, took

_BARS = " ▁▂▃▄▅▆▇█"
_SHADES = "·░▒▓█"
_HARDEST = 5
_FEW_LETTERS = 30
"""Of a question, enough to know it by."""


@click.command(epilog="Example:  quizkit stats")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "--details",
    is_flag=True,
    help="Also what the scheduler aims at and learned, and how well it predicts.",
)
@now_option
@json_option
@progress_option
def stats(
    decks: tuple[str, ...],
    details: bool,
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show how learning goes: what was remembered and the minutes a day, week by week, what falls
    due in the coming days, the days of the past year, the hardest cards.

    DECK is a file, a folder, or a deck's id; without one, all of your log counts.
    """
    path = progress_file(progress_path)
    with desk.read(path) as learner, undisturbed():  # of so many small values none is garbage
        files = told_files(decks) if decks else {}
        follow_unwritten(learner, files or filter(Path.is_file, learner.deck_files()), now)
        progress, given = learner.progress, learner.counted()
        scheduler = learner.settings.scheduler()
        offer = fit_offer(path, learner, given)
        cards: Collection[str] = progress.records
        if decks:
            ids = {deck.id for deck in files.values()}
            given, cards = _of_decks(given, ids), [card for card in cards if deck_of(card) in ids]
        found = statistics(given, progress, scheduler, now, cards=cards)
        hardest = found.hard if as_json else found.hard[:_HARDEST]
        asked = learner.prompts(each.card for each in hardest)
        ahead = learner.ahead(now)
        habits, told = learner.habits() or Habits(days=found.days), learner.settings.streak
    tell_ahead(ahead, now)
    learned = progress.calibration and progress.calibration.summary(scheduler.desired_retention)
    if as_json:
        days = streak(habits.days, found.today).days
        learning = {"learned": learned, "fit_offer": offer and offer.whole, "streak_days": days}
        echo_json(_as_json(found, asked) | learning)
        return 0
    if not found.answers:
        click.echo("No answers yet: play a deck, and come back.")
        return 0
    width = max(10, min(100, shutil.get_terminal_size().columns - 1))
    row = in_a_row(habits, found.today) if told else ""
    if details:
        wanted = f"wanted: {found.desired:.0%} recalled when a card is due"
        said = [sentence(text) for text in (wanted, learned, offer and offer.whole) if text]
    else:
        said = [offer.plain] if offer and offer.plain else []
    summary = [*_summary(found, row), *map(as_called, said)]
    for title, lines in (
        ("", [part for line in summary for part in _wrapped(line, width)]),
        ("Recall and minutes a day, by week", [_week(each, width) for each in found.weeks]),
        ("Coming days", _forecast(found, width)),
        ("The past year", _year(found, width)),
        ("Predicted and true recall", _calibration(found) if details else []),
        ("Hardest cards", _hardest(found, asked, width, details)),
    ):
        if title and lines:
            click.echo(click.style(title, bold=True))
        for line in lines:
            click.echo(line)
    return 0


def _of_decks(given: Counted, ids: Container[str]) -> Counted:
    """Return the answers to the cards of some decks."""
    cards = {card: places for card, places in given.cards.items() if deck_of(card) in ids}
    return Counted(given.rows, cards, {card: given.evidence[card] for card in cards})


def _wrapped(line: str, width: int, indent: str = "") -> list[str]:
    from textwrap import wrap

    return wrap(line, width, initial_indent=indent, subsequent_indent=indent)


def _summary(found: Statistics, row: str) -> list[str]:
    spent = f", {took(found.spent)}" if found.spent else ""  # nobody may have measured it
    lines = [f"{count(found.answers, 'answer')}, {count(found.cards, 'card')}{spent}"]
    lines += [row] if row else []
    whole, recent = found.retention, found.retention_30
    if whole.total and not recent.total:
        lines.append(f"No reviews in 30 days; recall {whole.value:.0%} in all")
    elif whole.total:
        lines.append(f"Recall {recent.value:.0%} in 30 days, {whole.value:.0%} in all")
    return lines


def _week(week: Week, width: int) -> str:
    """Return the line of a week: from when, the share recalled, minutes on its days with answers."""
    day, share = _date(week.monday), week.recalled.value
    recall = f"{'':4} {'':8}" if share is None else f"{share:>4.0%} {'█' * round(8 * share):<8}"
    line = f"{f'{day:%b} {day.day}' if day else '':<6} {recall}"
    if week.spent:
        minutes = week.minutes_a_day
        line += f" {minutes:>4.{0 if minutes >= 10 else 1}f} min a day"
    if width >= 50:
        line += f", {count(week.days, 'day')}" if week.spent else f" {count(week.days, 'day')}"
    return line.rstrip()[:width]


def _forecast(found: Statistics, width: int) -> list[str]:
    """Return a line of bars, a day each and at least 7, and below it their scale and sums."""
    days = found.forecast[: max(7, width - 12)]
    bars = "".join(_bar(number, max(days)) for number in days)
    week = sum(days[:7])
    scale = "".join(f"{'+' * (n > 0)}{n}".ljust(10) for n in range(0, len(days), 10))
    below = [
        f"{scale.rstrip()} days",
        f"{days[0]} today, {sum(days[1:2])} tomorrow, {week} in 7 days",
    ]
    on_one_line = "   ".join(below)
    return [bars.rstrip(), *([on_one_line] if len(on_one_line) <= width else below)]


def _bar(number: int, most: int) -> str:
    """Return a block as high as a number among up to `most`; a blank for 0 alone."""
    return _BARS[0 if not number else max(1, round(number / most * (len(_BARS) - 1)))]


def _year(found: Statistics, width: int) -> list[str]:
    """Return a row a weekday and a column a week, the newest on the right."""
    weeks = min(53, max(1, width - 4))
    first = monday_of(found.today) - 7 * (weeks - 1)
    most = _much([n for day, n in found.days.items() if day >= first])
    rows = []
    for day_one, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun"), first):
        days = range(day_one, found.today + 1, 7)
        row = "".join(_shade(found.days.get(day, 0), most) for day in days)
        rows.append(f"{name:<4}{click.style(row, fg=GREEN) if in_colour() else row}")
    return [_months(first, weeks), *rows]


def _much(counts: Sequence[int]) -> int:
    """Return a number that nine days of ten stay below: one long day shall not pale all others."""
    return sorted(counts)[len(counts) * 9 // 10] if counts else 1


def _shade(number: int, most: int) -> str:
    """Return a shade for a number of answers, rounded up so that a single one shows."""
    darkest = len(_SHADES) - 1
    return _SHADES[min(darkest, -(-number * darkest // most))]


def _months(first: int, weeks: int) -> str:
    """Return the names of months over the weeks in which they begin, where there is room."""
    line = ""
    for week in range(weeks - 2):
        day = _date(first + 7 * week)
        if day and day.day <= 7 and len(line) <= week:
            line = line.ljust(week) + f"{day:%b} "
    return f"    {line}".rstrip()


def _date(number: int) -> date | None:
    """Return the date of a study day; None if it lies outside the calendar."""
    try:
        return date.fromordinal(number)
    except (ValueError, OverflowError):
        return None


def _calibration(found: Statistics) -> list[str]:
    lines = []
    for each in found.bins:
        true = each.recalled.value or 0.0
        lines.append(
            f"{each.predicted:>5.0%} {true:>5.0%} {'█' * round(true * 10):<10}"
            f" {count(each.recalled.total, 'answer')}"
        )
    return lines


def _hardest(found: Statistics, asked: Mapping[str, str], width: int, details: bool) -> list[str]:
    """Return the hardest cards by what they ask, or by name where that is not known."""
    lines = []
    for each in found.hard[:_HARDEST]:
        text, name = _how_hard(each, details), visible(asked.get(each.card, each.card))
        room = width - len(text) - 2
        if room >= min(_FEW_LETTERS, width_of(name)):
            lines.append(f"{cut(name, room).rstrip()}  {text}")
        else:
            lines += [cut(name, width).rstrip(), *_wrapped(text, width, "  ")]
    return lines


def _how_hard(card: Hard, details: bool) -> str:
    """Return in words how often a card was missed."""
    text = f"missed {card.fails} of {card.answers}"
    text += f", {card.expected:.1f} expected" if details else ""
    return f"{text}: rewrite it" if card.leech else text


def _as_json(found: Statistics, asked: Mapping[str, str]) -> dict[str, object]:
    def by_date(counts: Iterable[tuple[int, int]]) -> dict[str, int]:
        """Return counts by ISO date in place of the day's number, without days that have none."""
        return {str(day): count for number, count in counts if (day := _date(number))}

    def share(given: Share) -> dict[str, object]:
        """Return a share with its counts; its value is null where nothing was asked."""
        return {"recalled": given.passed, "answers": given.total, "share": given.value}

    return {
        "answers": found.answers,
        "cards": found.cards,
        "seconds": found.spent.total_seconds(),
        "desired_retention": found.desired,
        "retention": share(found.retention),
        "retention_30_days": share(found.retention_30),
        "calibration": [
            {"low": b.low, "high": b.high, "predicted": b.predicted, **share(b.recalled)}
            for b in found.bins
        ],
        "forecast": by_date(enumerate(found.forecast, found.today)),
        "days": by_date(sorted(found.days.items())),
        "weeks": [
            {
                "from": str(_date(each.monday) or ""),
                **share(each.recalled),
                "days": each.days,
                "seconds": each.spent.total_seconds(),
            }
            for each in found.weeks
        ],
        "hardest": [
            {
                "card": each.card,
                "prompt": asked.get(each.card),
                "fails": each.fails,
                "expected_fails": each.expected,
                "answers": each.answers,
                "chance": each.chance,
                "fails_in_a_row": each.in_a_row,
                "leech": each.leech,
            }
            for each in found.hard
        ],
    }
