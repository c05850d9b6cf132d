"""`quizkit undo`: takes back the newest answer of this device, or any event of the log."""

from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.decks import NotFound
from quizkit.cli.events import about, called, what
from quizkit.cli.options import now_option, progress_file, progress_option
from quizkit.progress import Event, EventId, Undone, in_order, newest_answer, undone_ids
from quizkit.store import has_store


@click.command(epilog="Example:  quizkit undo")
@click.argument("name", metavar="[EVENT]", required=False)
@now_option
@progress_option
def undo(name: str | None, now: datetime, progress_path: Path | None) -> int:
    """Take back the newest answer of this device, or EVENT, as `quizkit history` names it.

    A suspended card comes back with EVENT; `quizkit history --suspended` names it. Nothing is
    erased: an undo is an event of its own, and can be undone.
    """
    path = progress_file(progress_path)
    if not has_store(path):
        raise NotFound("there is nothing to undo: the log is empty")
    with desk.open(path) as mine:
        events = in_order(mine.store.events())
        target = _named(events, name) if name else newest_answer(events, mine.writers_here())
        if target is None:
            raise NotFound(
                "there is no answer of this device to undo; `quizkit history` lists the log"
            )
        at = max(now, target.at)  # an undo comes after what it undoes, whatever the clock says
        mine.store.append(Undone(id=EventId(mine.store.writer, 1), at=at, target=target.id))
    click.echo(f"Taken back: {what(target)}, {about(target, {e.id: e for e in events})}")
    return 0


def _named(events: list[Event], name: str) -> Event:
    """Return the one event of a name, whole or short; an error if none, several or one undone."""
    found = [event for event in events if called(event, name)]
    if len(found) != 1:
        few = "there is no event" if not found else "several events are called"
        raise NotFound(f"{few} {name}; `quizkit history --json` gives whole names")
    if found[0].id in undone_ids(events):
        raise NotFound(f"{name} is undone already; undo the undo to have it back")
    return found[0]
