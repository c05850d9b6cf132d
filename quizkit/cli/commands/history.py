"""`quizkit history`: what the log says, newest first."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import click

from quizkit import desk
from quizkit.cli.events import about, cut, echo_prompt, list_width, short, what
from quizkit.cli.options import echo_json, json_option, now_option, progress_file, progress_option
from quizkit.progress import Event, EventId, Suspended, Undone, in_order, undone_ids
from quizkit.scheduling import Rating
from quizkit.store import has_store
from quizkit.visible import visible
from quizkit.wording import count


@click.command(epilog="Example:  quizkit history --limit 5")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Show at most N events.",
)
@click.option("--card", metavar="TEXT", help="Only cards whose id has this in it.")
@click.option(
    "--orphans", is_flag=True, help="Show cards with progress that are in no deck any more."
)
@click.option("--suspended", is_flag=True, help="Show suspended cards, and how to have them back.")
@now_option
@json_option
@progress_option
def history(
    limit: int,
    card: str | None,
    orphans: bool,
    suspended: bool,
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show the log, newest first: answers, grades, undos, carry-overs, settings.

    The name in the last column is what `quizkit undo` takes.
    """
    path = progress_file(progress_path)
    if (orphans or suspended) and not has_store(path):
        click.echo("[]" if as_json else "The log is empty.")
        return 0
    if orphans:
        from quizkit.cli.orphans import show_orphans

        return show_orphans(path, as_json)
    if suspended:
        return _suspended(path, as_json)
    with desk.read(path) as learner:
        events = in_order(learner.store.events())
    undone = undone_ids(events)
    by_id = {event.id: event for event in events}
    chosen = [event for event in reversed(events) if card is None or card in about(event, by_id)]
    if as_json:
        echo_json([_as_json(event, undone) for event in chosen[:limit]])
        return 0
    if not chosen:
        click.echo("The log is empty." if not events else "No event of the log is like that.")
        return 0
    width = list_width()
    kinds = [_kind(event, event.id in undone) for event in chosen[:limit]]
    widest = max(map(len, kinds))
    for event, kind in zip(chosen, kinds, strict=False):
        _show(event, kind.ljust(widest), about(event, by_id), width)
    if len(chosen) > limit:
        click.echo(f"… and {count(len(chosen) - limit, 'earlier event')}; --limit shows more")
    _warn_of_the_future(events, undone, now)
    _warn_of_doubles(events)
    return 0


def _warn_of_doubles(events: Iterable[Event]) -> None:
    """Name the events that have the name of another, as a file of before format 3 may hold."""
    times = Counter(event.id for event in events)
    names = ", ".join(short(name) for name, number in times.items() if number > 1)
    if names:
        click.echo(f"Two events have one name, and both are kept: {names}", err=True)


def _warn_of_the_future(
    events: Iterable[Event], undone: Collection[EventId], now: datetime
) -> None:
    """Tell of events that lie more than a day ahead, as after a clock that was wrong."""
    # An undo lies there only because of what it takes back.
    standing = (e for e in events if e.id not in undone and not isinstance(e, Undone))
    ahead = sum(event.at - now > timedelta(days=1) for event in standing)
    if ahead:
        click.echo(
            f"{count(ahead, 'event lies', 'events lie')} in the future: was the clock wrong?"
            " quizkit undo NAME takes one back.",
            err=True,
        )


def _kind(event: Event, undone: bool) -> str:
    return f"{what(event)} (undone)" if undone else what(event)


def _show(event: Event, kind: str, meaning: str, width: int) -> None:
    when = f"{event.at:%Y-%m-%d %H:%M}"
    name = short(event.id)
    if width >= 70:
        room = max(1, width - 16 - 1 - len(kind) - 1 - len(name) - 1)
        click.echo(f"{when} {kind} {cut(meaning, room)} {name}")
    else:
        click.echo(f"{when} {cut(kind, max(1, width - 18 - len(name)))} {name}")
        click.echo(f"  {cut(meaning, width - 2)}")


def _as_json(event: Event, undone: Collection[EventId]) -> dict[str, object]:
    fields = {each.name: _plain(getattr(event, each.name)) for each in attrs.fields(type(event))}
    return {"event": type(event).__name__.lower(), **fields, "undone": event.id in undone}


def _plain(value: object) -> object:
    """Return a value of an event as JSON has it: times with milliseconds, durations in seconds."""
    match value:
        case datetime():
            return value.isoformat(timespec="milliseconds")
        case timedelta():
            return value.total_seconds()
        case EventId():
            return str(value)
        case Rating():
            return value.name.lower()
        case _:
            return value


def _suspended(path: Path, as_json: bool) -> int:
    """Show the cards that are suspended, each with the undo that brings it back."""
    with desk.read(path) as learner:
        others, names, asked = learner.other_events(), learner.names(), learner.prompts()
    undone = undone_ids(in_order(others))
    events = [e for e in others if isinstance(e, Suspended) and e.id not in undone]
    cards = [names.get(event.card, event.card) for event in events]
    if as_json:
        rows = [
            {
                "card": card,
                "since": event.at.isoformat(timespec="minutes"),
                "prompt": asked.get(card),
                "event": str(event.id),
            }
            for card, event in zip(cards, events, strict=True)
        ]
        echo_json(rows)
        return 0
    for card, event in zip(cards, events, strict=True):
        click.echo(visible(f"{card}  since {event.at:%Y-%m-%d}"))
        echo_prompt(asked.get(card))
        click.echo(f"  to have it back:  quizkit undo {short(event.id)}")
    if not events:
        click.echo("No card is suspended.")
    return 0
