"""`quizkit undo`: takes back the newest answer of this device, or any event of the log."""

from datetime import datetime
from pathlib import Path

import click

from quizkit.cli.deck_files import NotFound
from quizkit.cli.events import about, called, targets, what
from quizkit.cli.options import now_option, progress_file, progress_option
from quizkit.lazy import pattern
from quizkit.progress import Event, EventId, Undone
from quizkit.store import has_store, open_store
from quizkit.store.log_end import LogEnd

_A_NUMBER = pattern("[0-9]{1,18}")


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
    with open_store(path) as store:
        log = LogEnd(store)
        target = _named(log, name) if name else log.newest_answer()
        if target is None:
            raise NotFound(
                "there is no answer of this device to undo; `quizkit history` lists the log"
            )
        at = max(now, target.at)  # an undo comes after what it undoes, whatever the clock says
        store.append(Undone(id=EventId(store.writer, 1), at=at, target=target.id))
        click.echo(f"Taken back: {what(target)}, {about(target, log.named(targets([target])))}")
    return 0


def _named(log: LogEnd, name: str) -> Event:
    """Return the one event of a name, whole or short; an error if none, several or one undone."""
    writer, _, number = name.rpartition("-")
    alike = log.numbered(int(number), writer) if _A_NUMBER.fullmatch(number) else []
    found = [event for event in alike if called(event, name)]
    if len(found) != 1:
        few = "there is no event" if not found else "several events are called"
        raise NotFound(f"{few} {name}; `quizkit history --json` gives whole names")
    if found[0].id in log.undone():
        raise NotFound(f"{name} is undone already; undo the undo to have it back")
    return found[0]
