"""What Obsidian's plugin remembers of a card, `<!--SR:!2024-08-16,51,230-->`, as events.

Source: obsidian-spaced-repetition 1.15: dates, intervals in days and eases in percent, or `fsrs`
with what its memory is; the difficulty of an ease is as the plugin itself moves over to FSRS.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from math import log2
from typing import NamedTuple

from quizkit.interchange.options import ReadOptions
from quizkit.lazy import pattern
from quizkit.progress import EventId, Remembered, Rescheduled

WRITER = "obsidian-sr"
"""Who wrote the events: their numbers are digests of what they say."""

_BEGIN, _END = "<!--SR:", "-->"
_CALLOUT = pattern(r"(?m)^> \[!sr\|card-metadata\][^\n]*\n?")
_DUMMY = "2000-01-01"
_LEAST_EASE, _MOST_EASE = 130.0, 370.0
_START = time(4)
_DAY_FIRST = pattern(r"(\d{2})-(\d{2})-(\d{4})")


class Standing(NamedTuple):
    """Where a card stands.

    Args:
        due: the day of its next showing.
        last: when it was last answered.
        text: as it stands in the note.
        stability: in days.
        difficulty: 1 to 10.
        reviews: how often it was answered, as far as is known.
        lapses: how often it was forgotten.
    """

    due: date
    last: datetime
    text: str
    stability: float
    difficulty: float
    reviews: int = 1
    lapses: int = 0


def without_schedule(text: str) -> str:
    """Return a card without its schedule."""
    if "[!sr" in text:
        text = _CALLOUT.sub("", text)
    pieces, position = [], 0
    for start, end in _comments(text):
        pieces.append(text[position:start].removesuffix("\n").removesuffix(" "))
        position = end
    return "".join([*pieces, text[position:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Return where schedules stand in a text, their marks included, each on one line."""
    at = text.find(_BEGIN)
    while at >= 0:
        line = text.find("\n", at)
        stop = line if line >= 0 else len(text)
        end = text.find(_END, at, stop)
        if end >= 0:
            yield at, end + len(_END)
        at = text.find(_BEGIN, end if end >= 0 else stop)


def standings(text: str, options: ReadOptions) -> tuple[list[Standing | None], int]:
    """Return where the cards of a note stand, in order, and how many of them cannot be read.

    It is None of a new one, and of one that cannot be read.
    """
    span = next(_comments(text), None)
    if span is None:
        return [], 0
    written = text[span[0] + len(_BEGIN) : span[1] - len(_END)]
    standing: list[Standing | None] = []
    bad = 0
    for part in filter(None, map(str.strip, written.split("!"))):
        fields = part.split(",")
        if fields[0] == _DUMMY or (fields[0] == "fsrs" and fields[5:6] == ["0"]):
            standing.append(None)
            continue
        try:
            standing.append(
                _fsrs(fields, options) if fields[0] == "fsrs" else _sm2(fields, options)
            )
        except (ValueError, IndexError, OverflowError):
            standing.append(None)
            bad += 1
    return standing, bad


def _sm2(fields: Sequence[str], options: ReadOptions) -> Standing:
    due = _day(fields[0])
    interval = max(float(fields[1]), 0.1)
    ease = min(max(float(fields[2]), _LEAST_EASE), _MOST_EASE)
    difficulty = 10 - 9 * (ease - _LEAST_EASE) / (_MOST_EASE - _LEAST_EASE)
    last = datetime.combine(due, time(12), options.zone) - timedelta(days=max(round(interval), 1))
    reviews = max(round(log2(_finite(interval) + 1)), 1)  # as the plugin itself counts them
    return Standing(due, last, ",".join(fields[:3]), interval, difficulty, reviews)


def _fsrs(fields: Sequence[str], options: ReadOptions) -> Standing:
    due = _instant(fields[1], options)
    stability, difficulty = float(fields[3]), float(fields[4])
    told = fields[9].strip() if fields[9:] else ""
    last = _instant(told, options) if told not in ("", "-") else due
    return Standing(
        due.astimezone(options.zone).date(),
        last,
        ",".join(fields),
        _finite(max(stability, 0.01)),
        min(max(difficulty, 1.0), 10.0),
        max(int(fields[6]), 1),
        max(int(fields[7]), 0),
    )


def _finite(days: float) -> float:
    if not days < 100_000:
        raise ValueError("no number of days")
    return days


def _day(text: str) -> date:
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return datetime.strptime(text, "%a %b %d %Y").date()


def _instant(text: str, options: ReadOptions) -> datetime:
    if text.isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=options.zone)


def events(
    standing: Sequence[Standing | None], ends: Sequence[str], asked: str, options: ReadOptions
) -> Iterator[Rescheduled]:
    """Return an event for each card that is known: the same ones for the same note.

    Args:
        standing: where the cards stand.
        ends: what the ids of the cards have behind that of their note, in the same order.
        asked: what they ask, and in which deck.
        options: with the zone of the learner.
    """
    for each, end in zip(standing, ends, strict=False):
        if each is None:
            continue
        digest = blake2b(f"{asked}\n{end}\n{each.text}".encode("utf-8", "replace"), digest_size=7)
        yield Rescheduled(
            id=EventId(WRITER, int.from_bytes(digest.digest(), "big") + 1),
            at=min(each.last, options.now) if options.now.year > 2000 else each.last,
            card=end,
            due=datetime.combine(each.due, _START, options.zone),
            remembered=Remembered(each.stability, each.difficulty, each.reviews, each.lapses),
        )
