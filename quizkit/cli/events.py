"""How the command line names and describes the events of the log."""

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.errors import StoreError
from quizkit.progress import (
    Answered,
    AnswerOutcome,
    Brought,
    Buried,
    CardRecord,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Rated,
    Rescheduled,
    Response,
    Suspended,
    Undone,
)
from quizkit.scheduling import Rating
from quizkit.visible import visible, width_of
from quizkit.wording import GRADES, count

if TYPE_CHECKING:
    from quizkit.desk import Learner


def cut(text: str, room: int) -> str:
    """Return a line padded or cut to `room` columns."""
    whole = text = text[: 20 * room + 20]  # more never fits, and measuring it is slow
    if text.isascii() and text.isprintable():
        return whole.ljust(room) if len(text) <= room else f"{text[: room - 1]}…"
    from wcwidth import wcswidth  # takes its time to load

    if wcswidth(text) > room:
        while text and wcswidth(text) > room - 1:
            text = text[:-1]
        whole = f"{text}…"
    return whole + " " * (room - max(0, wcswidth(whole)))


def list_width() -> int:
    """Return the columns that a line of a list may take."""
    from shutil import get_terminal_size

    return get_terminal_size().columns - 1


def echo_prompt(prompt: str | None) -> None:
    """Print what a card asked under its id; nothing if that is not known."""
    if prompt:
        click.echo(f"  {cut(visible(prompt), list_width() - 2).rstrip()}")


def short(name: EventId) -> str:
    """Return the name of an event as `history` shows it and `undo` takes it."""
    return f"{name.writer[:4]}-{name.number}"


def still_hidden(record: CardRecord, day: int) -> str:
    """Return a few words for a card that does not come on a study day though it may be due."""
    if record.suspended:
        return "; it stays suspended"
    return "; it stays buried until tomorrow" if record.buried_day == day else ""


def is_named(event: Event, name: str) -> bool:
    """Return whether `name`, short or whole, names `event`."""
    writer, _, number = name.rpartition("-")
    return (
        len(writer) >= min(4, len(event.id.writer))
        and event.id.writer.startswith(writer)
        and number == str(event.id.number)
    )


IMPORT_OF = "import of "
"""Before the source of a merge that is an import."""


def is_import(event: Event) -> bool:
    """Return whether an event tells of an import."""
    return isinstance(event, Brought) and event.source.startswith(IMPORT_OF)


_NAMES: dict[type[Event], str] = {
    Undone: "undo",
    Brought: "merge",
    Buried: "buried",
    Suspended: "suspended",
    Configured: "setting",
    CarriedOver: "carry-over",
    Flagged: "flagged",
    Forgotten: "forgotten",
    Rescheduled: "rescheduled",
}
"""The events that one word tells."""


def what(event: Event, again: Container[EventId] = ()) -> str:
    """Return a few words for an event: `correct, Good`, `undo`, `carry-over`.

    Args:
        event: the event.
        again: the names of those that judge an answer again; see `LogEnd.judged_again`.
    """
    match event:
        case Answered(outcome=outcome, practice=practice, rating=Rating() as rating):
            said: dict[str, bool] = {
                outcome: outcome != AnswerOutcome.SELF,
                "practice": practice,
                GRADES[rating]: True,
            }
            return ", ".join(word for word, holds in said.items() if holds)
        case Answered():
            return "not rated"
        case Rated(outcome=None):
            return f"rated {GRADES[event.rating]}"
        case Rated(outcome=str(outcome), id=name) if name in again:
            return f"judged again: {outcome}, {GRADES[event.rating]}"
        case Rated():
            return f"overruled: {GRADES[event.rating]}"
        case CarriedOver(source=source, target=target) if source == target:
            return "answer changed"
        case Flagged(text=None):
            return "flag taken off"
        case Brought() if is_import(event):
            return "import"
    return _NAMES[type(event)]


def targets(events: Iterable[Event]) -> set[EventId]:
    """Return the names of the events that others rate or take back: what `about` looks up."""
    names: set[EventId] = set()
    for event in events:
        match event:
            case Rated(answer=name) | Undone(target=name):
                names.add(name)
    return names


def questions(learner: "Learner", events: Iterable[Event]) -> dict[str, str]:
    """Return what the cards of some events ask, by the ids that they have there, as far as known."""
    events = list(events)
    named = (getattr(event, part, None) for event in events for part in ("card", "target"))
    cards = {card for card in named if isinstance(card, str)}
    with suppress(StoreError):  # of a wording that makes no sense the ids have to do
        asked = learner.prompts(cards)
        if unknown := cards - asked.keys():
            names = learner.names()
            now = {card: names[card] for card in unknown if card in names}
            found = learner.prompts(now.values())
            asked |= {card: found[name] for card, name in now.items() if name in found}
        return {c: f"{q} (reverse)" if c.endswith(":reverse") else q for c, q in asked.items()}
    return {}


class Subject(NamedTuple):
    """What an event is about: a card, a setting or a file, and behind it a few words more."""

    name: str
    more: str = ""
    between: str = "  "

    def on(self, room: int) -> str:
        """Return both in so many columns: a name gives way to what is behind it, up to its half."""
        if not self.more:
            return cut(self.name, room)
        apart = len(self.between)
        behind = min(width_of(self.more), room - min(width_of(self.name), room // 2) - apart)
        if behind < min(4, width_of(self.more)):
            return cut(self.name, room)
        name = cut(self.name, min(width_of(self.name), room - behind - apart))
        return f"{name}{self.between}{cut(self.more, room - width_of(name) - apart)}"

    def __str__(self) -> str:
        return self.between.join(filter(None, (self.name, self.more)))


def about(
    event: Event,
    by_id: Mapping[EventId, Event],
    asked: Mapping[str, str],
    again: Container[EventId] = (),
) -> Subject:
    """Return the subject of an event: a card and its answer, a setting, another event.

    Args:
        event: the event.
        by_id: the events that others rate or take back; see `targets`.
        asked: the questions of cards by their ids, which stand for those that are not known.
        again: as `what` takes it.
    """
    name, more = _about(event, by_id, asked, again)
    return Subject(visible(name), visible(more))


def _about(
    event: Event,
    by_id: Mapping[EventId, Event],
    asked: Mapping[str, str],
    again: Container[EventId] = (),
) -> tuple[str, str]:
    match event:
        case Rated(answer=target) if target in by_id:
            return _about(by_id[target], {}, asked)
        case Undone(target=target) if target in by_id:
            meant = by_id[target]
            name, more = _about(meant, {}, asked)
            return f"{what(meant, again)}: {name}", more
        case Rated(answer=target) | Undone(target=target):
            return short(target), ""
        case Answered():
            return asked.get(event.card, event.card), given(event.response)
        case Buried() | Suspended() | Forgotten():
            return asked.get(event.card, event.card), ""
        case Flagged():
            return asked.get(event.card, event.card), event.text or ""
        case Rescheduled():
            # Of what comes at once today's study day may be of yesterday's date.
            to = "at once" if event.due <= event.at else f"to {event.due:%Y-%m-%d}"
            return asked.get(event.card, event.card), to
        case Brought():
            name = event.source.removeprefix(IMPORT_OF)
            return f"{name}: {count(event.count, 'event')}" if event.count else name, ""
        case Configured():
            return f"{event.name} {event.value or '(default)'}", ""
        case CarriedOver(source=source, target=card) if source == card or card in asked:
            return asked.get(card, card), ""
        case CarriedOver():
            from quizkit.model import deck_of  # only here: the log is told without decks

            # Of two ids in one deck, which is all but always, its name is said once.
            return f"{event.source} -> {event.target.removeprefix(f'{deck_of(event.source)}#')}", ""
    raise TypeError(f"an event that nobody described: {event!r}")


def given(response: Response) -> str:
    """Return a response on one line."""
    match response:
        case None:
            return "(show me)"
        case str():
            return f'"{response}"'
        case dict():
            return "; ".join(f"{left} = {right}" for left, right in response.items())
        case list():
            return "; ".join(response)
