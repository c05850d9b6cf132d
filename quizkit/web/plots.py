"""Statistics as plots: places and sizes of what a template draws, each with its numbers as a table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from quizkit.stats import Statistics, monday_of
from quizkit.wording import count

_CELL, _STEP = 10, 12
_SHADES = 4
_WEEKS = 53
_TOP = 16
"""Units above the heat map, for the names of months."""


class Table(NamedTuple):
    """The numbers of a plot: the heads of its columns, and its rows."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


class Plot(NamedTuple):
    """A plot.

    Args:
        title, told: what it is, and what it shows in a sentence.
        table: its numbers.
        values: what its template draws.
        empty: why there is nothing to draw; empty if there is.
    """

    title: str
    told: str
    table: Table
    values: Mapping[str, Any]
    empty: str = ""


_NOT_ENOUGH = "Not enough answers yet."


def year(found: Statistics) -> Plot:
    """Return the answers of the past year: a column a week, a row a weekday."""
    first = monday_of(found.today) - 7 * (_WEEKS - 1)
    days = {day: n for day, n in sorted(found.days.items()) if first <= day <= found.today}
    most = sorted(days.values())[len(days) * 9 // 10] if days else 1
    cells: list[list[str]] = [[] for _ in range(_SHADES + 1)]
    for day in range(first, found.today + 1):
        shade = min(_SHADES, -(-days.get(day, 0) * _SHADES // most))
        week, weekday = divmod(day - first, 7)
        cells[shade].append(f"M{week * _STEP} {_TOP + weekday * _STEP}h{_CELL}v{_CELL}h-{_CELL}z")
    total = sum(days.values())
    return Plot(
        "The past year",
        f"{count(total, 'answer')} on {count(len(days), 'day')}.",
        Table(("Day", "Answers"), [(_day(day), str(n)) for day, n in reversed(days.items())]),
        {
            "paths": ["".join(each) for each in cells],
            "months": list(_months(first)),
            "width": _WEEKS * _STEP + 30,
            "height": _TOP + 7 * _STEP,
        },
        "" if days else _NOT_ENOUGH,
    )


def _months(first: int) -> Iterable[tuple[int, str]]:
    last = -3
    for week in range(_WEEKS - 2):
        day = _date(first + 7 * week)
        if day and day.day <= 7 and week - last >= 3:
            last = week
            yield week * _STEP, f"{day:%b}"


def coming(found: Statistics) -> Plot:
    """Return how many cards fall due on each of the coming days."""
    days = found.forecast
    most = max(days, default=0)
    wide, high = 22, 120
    bars = [
        {
            "x": place * wide,
            "y": round(high - n / most * high, 1),
            "height": round(n / most * high, 1),
            "number": n,
        }
        for place, n in enumerate(days)
        if n
    ]
    names = ["today", "tomorrow", *(f"in {n} days" for n in range(2, len(days)))]
    said = f"{days[0]} today, {sum(days[1:2])} tomorrow, {sum(days[:7])} in 7 days." if days else ""
    return Plot(
        "Coming days",
        said,
        Table(("Day", "Cards"), [(name, str(n)) for name, n in zip(names, days, strict=True) if n]),
        {
            "bars": bars,
            "most": most,
            "ticks": [(n * wide, f"+{n}" if n else "today") for n in range(0, len(days), 7)],
            "width": len(days) * wide,
            "height": high,
        },
        "" if most else "Nothing falls due in the coming days.",
    )


def weeks(found: Statistics) -> Plot:
    """Return the share recalled, and the minutes a day, week by week."""
    rows: list[dict[str, Any]] = []
    for week in found.weeks:
        share = week.recalled.value
        minutes = week.minutes_a_day if week.spent else None
        rows.append(
            {
                "name": _day(week.monday),
                "share": "–" if share is None else f"{share:.0%}",
                "value": round(100 * (share or 0)),
                "minutes": ""
                if minutes is None
                else f"{minutes:.{0 if minutes >= 10 else 1}f} min",
                "days": count(week.days, "day"),
            }
        )
    table = Table(
        ("Week from", "Recalled", "A day", "Days"),
        [(row["name"], row["share"], row["minutes"], row["days"]) for row in rows],
    )
    return Plot(
        "Recall by week",
        "Of answers a day or more after the one before.",
        table,
        {"rows": rows},
        "" if rows else _NOT_ENOUGH,
    )


def predicted(found: Statistics) -> Plot:
    """Return true recall over predicted recall, a disc for each range of predictions."""
    most = max((each.recalled.total for each in found.bins), default=1)
    discs, rows = [], []
    for each in found.bins:
        true = each.recalled.value or 0.0
        discs.append(
            {
                "x": round(200 * each.predicted, 1),
                "y": round(200 - 200 * true, 1),
                "r": round(3 + 9 * (each.recalled.total / most) ** 0.5, 1),
            }
        )
        rows.append((f"{each.predicted:.0%}", f"{true:.0%}", str(each.recalled.total)))
    return Plot(
        "Predicted and true recall",
        "Discs on the line: predictions come true. Larger discs: more answers.",
        Table(("Predicted", "Recalled", "Answers"), rows),
        {"discs": discs},
        "" if discs else _NOT_ENOUGH,
    )


def _date(number: int) -> date | None:
    try:
        return date.fromordinal(number)
    except (ValueError, OverflowError):
        return None


def _day(number: int) -> str:
    found = _date(number)
    return "" if found is None else f"{found:%b} {found.day}"
