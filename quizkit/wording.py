"""The words of every front: counts, waits, grades, shares, lists. No layout, and no scheduler."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from quizkit.lazy import pattern
from quizkit.value import count as count

GRADES: Mapping[int, str] = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
"""The names of grades by their numbers, and so by `Rating`, whose members are these numbers."""

StudyDay = Callable[[datetime], int]
"""The number of the study day that an instant lies in, such as `Progress.day`."""

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def wait(at: datetime, due: datetime | None, day: StudyDay) -> str:
    """Return the time from `at` to `due`: minutes, hours, study days, months or years."""
    if due is None:
        return "never"
    days, minutes = day(due) - day(at), round((due - at) / _MINUTE)
    if days > 0 and due - at > _HOUR:
        return _days(days)
    if minutes < 1:
        return "now"
    return f"{minutes} min" if minutes < 60 else f"{round(minutes / 60)} h"


def when(now: datetime, due: datetime | None, day: StudyDay) -> str:
    """Return the time until a card comes back in words: `in 10 min`, `tomorrow`, `in 5 days`."""
    if due is None:
        return "not scheduled"
    span = wait(now, _by_the_clock_of(now, due), day)
    if span == "now" or due <= now:
        return "now"
    return "tomorrow" if span == "1 day" else f"in {span}"


def _by_the_clock_of(now: datetime, due: datetime) -> datetime:
    """Return `due` in the offset of `now`, as the learner may have travelled since."""
    try:
        return now + (due - now)
    except OverflowError:
        return datetime.max.replace(tzinfo=now.tzinfo)


def _days(days: int) -> str:
    if days < 31:
        return count(days, "day")
    return f"{days / 30.44:.1f} months" if days < 365 else f"{days / 365.25:.1f} years"


def is_over(span: str) -> str:
    """Return that a wait has passed: `the minute is over` of `1 min`, `the 10 minutes are over`."""
    number, _, unit = span.partition(" ")
    unit = {"min": "minute", "h": "hour"}.get(unit, unit.removesuffix("s"))
    if not number.replace(".", "").isdigit():  # as `now` is of a wait of seconds
        return "the wait is over"
    return f"the {unit} is over" if number == "1" else f"the {number} {unit}s are over"


def listed(items: Sequence[str]) -> str:
    """Return items as a sentence has them: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def took(span: timedelta) -> str:
    """Return the length of a session: `40 s`, `12 min`, `1 h 5 min`."""
    seconds = round(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def span(time: timedelta) -> str:
    """Return a time to come, to the second, rounded up: `48 s`, `9 min 5 s`, `1 h 30 min`."""
    minutes, seconds = divmod(max(0, math.ceil(time.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def only_one_left(time: timedelta) -> str:
    """Return that a session waits for its only card, and how long yet."""
    return f"Only one card is left: it comes back in {span(time)}."


def estimate(seconds: float) -> str:
    """Return about how long something takes: `1 min` or more, in hours from an hour and a half on."""
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 90 else f"{round(minutes / 60)} h"


def headway(asked: int, cards: int, minutes: int | None) -> str:
    """Return how far a session is, to stand beside a picture of it: `8 of 20 · 4 min`."""
    return f"{asked} of {cards}" + (f" · {estimate(60 * minutes)}" if minutes else "")


def headway_spoken(asked: int, cards: int, minutes: int | None, *, again: bool) -> str:
    """Return how far a session is, to be heard: `8 of 20, once more, about 4 min.`"""
    said = f"{asked} of {cards}" + (", once more" if again else "")
    return f"{said}, about {estimate(60 * minutes)}." if minutes else f"{said}."


def percent(share: float) -> int:
    """Return a share in whole percent, rounded down: 79.6 % has not reached 80 %."""
    return math.floor(round(100 * share, 6))  # 100 * 0.58 falls short of 58


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


_FENCE = pattern(r"(?m)^ {0,3}(?:`{3,}|~{3,}).*\n?")
_CODE = pattern(r"(?m)^(?: {0,3}(?:`{3,}|~{3,})|(?: {2,}|\t)\S)")


def on_one_line(text: str) -> str:
    """Return a text on one line, with single spaces; of a block of code, only that it is there."""
    if "\n" in text and (fence := _FENCE.search(text)):
        text = f"{text[: fence.start()]} …"
    return " ".join(text.split())


def in_few_lines(text: str) -> str:
    """Return a text on one line; with code in it, as it stands, but for fences and empty lines."""
    if "\n" not in text or not _CODE.search(text):
        return " ".join(text.split())
    lines = _FENCE.sub("", text).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


def near_miss(name: str, known: Iterable[str], *, shown: str = "{}", otherwise: str = "") -> str:
    """Return `; did you mean …?` with the one of `known` that is most like a name nobody knows.

    Args:
        name: what was written.
        known: what might have been meant.
        shown: how to write it.
        otherwise: what to return if nothing is like it.
    """
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"; did you mean {shown.format(near[0])}?" if near else otherwise


def ordinal(number: int) -> str:
    """Return a place by its number: `1st`, `2nd`, `11th`."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


ALL_PICKED = "all have their match: Enter submits, Backspace takes the last one back"


def picked_as(option: str, place: int) -> str:
    """Return that an item to put in order has its place already."""
    return f"“{option}” is your {ordinal(place)} already"


def picked_for(option: str, label: str) -> str:
    """Return that a match is picked once more, as it may be."""
    return f"“{option}” is also your match for “{label}”"


TYPE_IT_ONCE, TYPE_THEM_ONCE = "Type it once: ", "Type them once: "


def edits_followed(moved: int, changed: int, later: int = 0, coming: str = "") -> str:
    """Return the numbers of edited cards that kept their progress, and of those asked anew.

    Args:
        moved: how many kept it under another id.
        changed: of how many the answer was changed, which are asked now.
        later: of how many it was, which are not asked now.
        coming: when the first of those is, such as `tomorrow`; empty if none is, as of suspended ones.
    """
    said = []
    if moved:
        said.append(f"kept the progress of {count(moved, 'edited card')}")
    if changed:
        said.append(f"{count(changed, 'card')} with a changed answer, asked again now")
    if later:
        again = f"asked again {coming}" if coming else "not asked while suspended"
        said.append(f"{count(later, 'card')} with a changed answer, {again}")
    return "; ".join(said)


def given_answer(response: str | list[str] | dict[str, str] | None) -> str:
    """Return a response as a learner reads it, a dash for what was left out; empty for none."""
    match response:
        case None:
            return ""
        case str():
            return response.strip("\r\n").rstrip() if "\n" in response.strip() else response.strip()
        case list():
            from quizkit.model import joined  # only here: a log is told without decks

            return joined(item or "–" for item in response)
        case dict():
            return "\n".join(f"{left} – {right or '–'}" for left, right in response.items())
