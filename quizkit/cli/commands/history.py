"""`quizkit history`: what the log says, newest first."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import click

from quizkit.cli.events import about, cut, logged, prompts, replayable, short, what
from quizkit.cli.options import json_option, now_option, progress_file, progress_option
from quizkit.model import deck_of
from quizkit.progress import Event, Response, Suspended, Undone, in_order, replay, undone_ids
from quizkit.progress.log import standing
from quizkit.store import has_store, read_store
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
    now: datetime | None,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show the log, newest first: answers, grades, undos, carry-overs, settings.

    The name in the last column is what `quizkit undo` takes.
    """
    path = progress_file(progress_path)
    if orphans:
        return _orphans(path, as_json)
    if suspended:
        return _suspended(path, as_json)
    events = in_order(logged(path))
    undone = undone_ids(events)
    by_id = {event.id: event for event in events}
    chosen = [event for event in reversed(events) if card is None or card in about(event, by_id)]
    if as_json:
        click.echo(json.dumps([_as_json(event, undone) for event in chosen[:limit]], indent=2))
        return 0
    if not chosen:
        click.echo("The log is empty." if not events else "No event of the log is like that.")
        return 0
    width = _width()
    kinds = [_kind(event, event.id in undone) for event in chosen[:limit]]
    widest = max(map(len, kinds))
    for event, kind in zip(chosen, kinds, strict=False):
        _show(event, kind.ljust(widest), about(event, by_id), width)
    if len(chosen) > limit:
        click.echo(f"… and {count(len(chosen) - limit, 'earlier event')}; --limit shows more")
    now = now or datetime.now().astimezone()
    a_day = timedelta(days=1)
    ahead = [
        event
        for event in events  # an undo lies there only because of what it takes back
        if event.at - now > a_day and event.id not in undone and not isinstance(event, Undone)
    ]
    if ahead:
        click.echo(
            f"{count(len(ahead), 'event lies', 'events lie')} in the future: was the clock wrong?"
            " quizkit undo NAME takes one back.",
            err=True,
        )
    return 0


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


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns - 1


def _as_json(event: Event, undone: set[Any]) -> dict[str, object]:
    fields: dict[str, object] = {"event": type(event).__name__.lower()}
    for field in attrs.fields(type(event)):
        fields[field.name] = _plain(getattr(event, field.name), field.name)
    return {**fields, "undone": event.id in undone}


def _plain(value: Any, name: str) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if name in ("id", "answer", "target") and isinstance(value, tuple):
        return str(value)
    if name == "rating":
        return value and value.name.lower()
    response: Response | bool = value
    return response


def _suspended(path: Path, as_json: bool) -> int:
    """Show the cards that are suspended, each with the undo that brings it back."""
    if not has_store(path):
        click.echo("[]" if as_json else "The log is empty.")
        return 0
    with replayable(path) as log:
        names = standing(log).names
    undone = undone_ids(in_order(log.others))
    events = [e for e in log.others if isinstance(e, Suspended) and e.id not in undone]
    asked = prompts(path)
    rows = [
        {
            "card": (card := names.get(event.card, event.card)),
            "since": event.at.isoformat(timespec="minutes"),
            "prompt": asked.get(card),
            "event": str(event.id),
        }
        for event in events
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return 0
    for row, event in zip(rows, events, strict=True):
        click.echo(visible(f"{row['card']}  since {event.at:%Y-%m-%d}"))
        if row["prompt"]:
            click.echo(f"  {cut(visible(row['prompt']), _width() - 2).rstrip()}")
        click.echo(f"  to have it back:  quizkit undo {short(event.id)}")
    if not rows:
        click.echo("No card is suspended.")
    return 0


def _orphans(path: Path, as_json: bool) -> int:
    """Show the cards with progress whose deck is here, but has them no more."""
    from quizkit.cli.decks import near_decks
    from quizkit.errors import DeckError
    from quizkit.formats.deck_yaml import load_deck
    from quizkit.settings import settings_of

    if not has_store(path):
        click.echo("[]" if as_json else "The log is empty.")
        return 0
    with read_store(path) as store, store.log() as log:
        places = {Path(deck.path) for deck in store.seen_decks().values()}
        settings = settings_of(log.others)
        progress = replay(log, settings.scheduler(), settings.days)
    there: dict[str, set[str]] = {}
    for file in {*(path.absolute() for path in near_decks()), *places}:
        try:
            deck = load_deck(file)
        except (DeckError, OSError):
            continue
        there.setdefault(deck.id, set()).update(progress.name(card.id) for card in deck.cards)
    records = progress.records
    lost = sorted(card for card in records if card not in there.get(deck_of(card), ()))
    asked = prompts(path)
    rows = []
    for card in lost:
        deck_id = deck_of(card)
        rows.append(
            {
                "card": card,
                "answers": records[card].state.reviews,
                "deck_found": deck_id in there,
                "prompt": asked.get(card),
            }
        )
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return 0
    _show_orphans(rows)
    return 0


def _show_orphans(rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        click.echo("Every card with progress is in its deck.")
        return
    for row in rows:
        where = "" if row["deck_found"] else ", deck not found here"
        click.echo(f"{visible(row['card'])}  {count(row['answers'], 'answer')}{where}")
        if row["prompt"]:
            click.echo(f"  {cut(visible(row['prompt']), _width() - 2).rstrip()}")
    click.echo("Their history is kept; it counts again when the note is back.")
