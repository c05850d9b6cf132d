"""`quizkit history`: what the log says, newest first."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import click

from quizkit import desk
from quizkit.cli.ahead import tell_ahead
from quizkit.cli.events import (
    Subject,
    about,
    cut,
    echo_prompt,
    is_import,
    list_width,
    questions,
    short,
    targets,
    what,
)
from quizkit.cli.fitting_lines import say
from quizkit.cli.imports import unfinished
from quizkit.cli.options import (
    Whole,
    echo_json,
    json_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.progress import AHEAD, Event, EventId, Remembered
from quizkit.scheduling import Rating
from quizkit.store import SQLiteStore, has_store, read_store
from quizkit.store.log_end import LogEnd
from quizkit.visible import visible
from quizkit.wording import count


@click.command(epilog="Example:  quizkit history --limit 5")
@click.option(
    "--limit",
    type=Whole(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Show at most N events.",
)
@click.option(
    "--card",
    metavar="TEXT",
    help="Only events about cards with this in their question or id, now or before.",
)
@click.option(
    "--orphans", is_flag=True, help="Show cards with progress that are in no deck any more."
)
@click.option("--suspended", is_flag=True, help="Show suspended cards, and how to have them back.")
@click.option("--flagged", is_flag=True, help="Show cards that bear a flag, and where they stand.")
@click.option(
    "--judged-otherwise",
    is_flag=True,
    help="Show answers that today's cards and rules judge otherwise.",
)
@click.option("--set", "sets", is_flag=True, help="With --judged-otherwise: judge them again.")
@click.option("--verify", is_flag=True, help="Look at all of the file: is it whole?")
@now_option
@json_option
@progress_option
def history(
    limit: int,
    card: str | None,
    orphans: bool,
    suspended: bool,
    flagged: bool,
    judged_otherwise: bool,
    sets: bool,
    verify: bool,
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show the log, newest first: answers, grades, flags, undos, carry-overs, settings.

    The name in the last column is what `quizkit undo` takes; `--json` has the ids of cards.
    """
    if sets and not judged_otherwise:
        raise click.UsageError("--set is for --judged-otherwise")
    path = progress_file(progress_path)
    if not has_store(path):
        click.echo("[]" if as_json else "The log is empty.")
        return 0
    if verify:
        from quizkit.cli.verify import verify as look

        return look(path, as_json)
    if orphans:
        from quizkit.cli.orphans import show_orphans

        return show_orphans(path, now, as_json)
    if suspended:
        return _suspended(path, as_json)
    if flagged:
        from quizkit.cli.flagged import show_flagged

        return show_flagged(path, as_json)
    if judged_otherwise:
        from quizkit.cli.judged_otherwise import judge_again, show_judged_otherwise

        if sets:
            return judge_again(path, card, now, as_json)
        return show_judged_otherwise(path, card, now, as_json)
    with read_store(path) as store:
        return _told(store, LogEnd(store, card), limit, now, as_json)


def _told(store: SQLiteStore, log: LogEnd, limit: int, now: datetime, as_json: bool) -> int:
    """Show the newest events of a log, and what is odd about it."""
    events, undone = log.newest(limit), log.undone()
    if as_json:
        echo_json([_as_json(event, undone) for event in events])
        return 0
    if not events:
        click.echo("No event of the log is like that." if log.is_part else "The log is empty.")
        return 0
    width = list_width()
    meant = log.named(targets(events))
    again = log.judged_again([*events, *meant.values()])
    kinds = [_kind(event, event.id in undone, again) for event in events]
    widest = max(map(len, kinds))
    asked = questions(desk.Learner(store), [*events, *meant.values()])
    broken_off = unfinished(store) if any(map(is_import, events)) else set()
    for event, kind in zip(events, kinds, strict=True):
        subject = about(event, meant, asked, again)
        if str(event.id) in broken_off and event.id not in undone:
            subject = Subject(str(subject), "not finished: import it again", between=", ")
        _show(event, kind.ljust(widest), subject, width)
    left = log.count() - len(events)
    if left:
        click.echo(f"… and {count(left, 'earlier event')}; --limit shows more")
    _warn_of_odd_ones(log, events, now)
    return 0


def _warn_of_odd_ones(log: LogEnd, newest: Sequence[Event], now: datetime) -> None:
    """Tell of events in the future, as after a clock that was wrong, and of double names."""
    # If any does, the newest of all does.
    if log.is_part or newest[0].at - now > AHEAD:
        tell_ahead(log.ahead(now), now)
    if doubles := ", ".join(map(short, log.doubles())):
        click.echo(f"Two events have one name, and both are kept: {doubles}", err=True)


def _kind(event: Event, undone: bool, again: Collection[EventId]) -> str:
    kind = what(event, again)
    return f"{kind} (undone)" if undone else kind


def _show(event: Event, kind: str, subject: Subject, width: int) -> None:
    when = f"{event.at:%Y-%m-%d %H:%M}"
    name = short(event.id)
    if width >= 70:
        room = max(1, width - 16 - 1 - len(kind) - 1 - len(name) - 1)
        click.echo(f"{when} {kind} {subject.on(room)} {name}")
    else:
        click.echo(f"{when} {cut(kind, max(1, width - 18 - len(name)))} {name}")
        click.echo(f"  {subject.on(width - 2)}".rstrip())


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
        case Remembered():
            return value.to_dict()
        case _:
            return value


def _suspended(path: Path, as_json: bool) -> int:
    """Show the cards that are suspended, each with the undo that brings it back."""
    with desk.read(path) as learner:
        names = learner.names()
        # Each card once, where it was suspended on two devices: one undo takes all of them back.
        found = {names.get(event.card, event.card): event for event in learner.suspended()}
        cards, events = list(found), list(found.values())
        asked = learner.prompts(cards)
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
        say(f"  to have it back:  quizkit undo {short(event.id)}")
    if not events:
        click.echo("No card is suspended.")
    return 0
