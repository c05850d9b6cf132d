"""`quizkit undo`: takes back the newest answer of this device, or any event of the log."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from quizkit.cli.deck_files import NotFound
from quizkit.cli.events import about, is_import, is_named, questions, short, targets, what
from quizkit.cli.fitting_lines import say
from quizkit.cli.imports import decks_taken_back, end_of_taking_back, tell_taken_back
from quizkit.cli.options import now_option, progress_file, progress_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.desk import Learner
from quizkit.lazy import pattern
from quizkit.progress import DOING_THE_SAME, Brought, Configured, Event, Undone, undoing
from quizkit.settings import settings_of
from quizkit.store import SQLiteStore, has_store, open_store
from quizkit.store.door import ticks_of_taking_back
from quizkit.store.log_end import LogEnd
from quizkit.wording import count

_MANY = 10_000
"""So many events take long enough for a bar."""
_MANY_OF_A_MERGE = 200_000
"""As they are moved by the file itself: half a second."""
_FEW = 100
"""So many undos, each of the one before, are looked at for the merge that they move."""
_A_NUMBER = pattern("[0-9]{1,18}")


@click.command(epilog="Example:  quizkit undo")
@click.argument("name", metavar="[EVENT]", required=False)
@click.option("--future", is_flag=True, help="Take back all that a clock dated which was ahead.")
@now_option
@progress_option
def undo(name: str | None, future: bool, now: datetime, progress_path: Path | None) -> int:
    """Take back the answer just given on this device, or EVENT, as `quizkit history` names it.

    A suspended card comes back with EVENT; `quizkit history --suspended` names it. A merge taken
    back leaves the file as it was; what it brought is kept aside. An import taken back takes its
    decks along, or puts them back as they were, unless they were edited since. Nothing is erased:
    an undo is an event of its own, and can be undone.
    """
    if future and name:
        raise click.UsageError("--future takes back all events that lie in the future: name none")
    path = progress_file(progress_path)
    if not has_store(path):
        raise NotFound("there is nothing to undo: the log is empty")
    with open_store(path) as store:
        log = LogEnd(store)
        if future:
            return _future(log, now)
        target = _named(log, name) if name else _newest(log, now)
        if target is None:
            raise NotFound(_nothing_to_undo(log))
        others = log.of_kinds(*DOING_THE_SAME) if isinstance(target, DOING_THE_SAME) else ()
        along = log.done_at_once(target)
        days = settings_of(log.of_kinds(Configured, Undone)).days
        meant = log.named(targets([target]))
        kept = store.imports() if isinstance(target, Brought) else {}
        record = kept.get(str(target.id))
        taken = None  # first the decks: broken off, they are asked for again
        if record is not None:
            taken = decks_taken_back(store, target.id, record, kept)
        with _shown(store, _taken_back(log, target)):
            undos = undoing(target, others, store.writer, now, days, along=along)
            store.append(*undos)
        asked = questions(Learner(store), [target, *meant.values()])
        more = f", and {count(len(undos) - 1, 'other')}" if along and len(undos) > 1 else ""
        again = log.judged_again([target, *meant.values()])
        say(f"Taken back: {what(target, again)}, {about(target, meant, asked, again)}{more}")
        if taken is not None:
            tell_taken_back(taken)
            end_of_taking_back(store, target.id, str(record), taken)
        if any(is_import(event) for event in meant.values()):
            say("Its decks come back by importing the file again.", indent="  ")
    return 0


def _newest(log: LogEnd, now: datetime) -> Event | None:
    """Return the newest answer of this device, or what judged answers again since; None of none."""
    answer, judging = log.newest_answer(now=now), log.newest_judging()
    if answer is None or (judging is not None and judging.at > answer.at):
        return judging
    return answer


def _nothing_to_undo(log: LogEnd) -> str:
    """Return what to say where no answer of this device stands."""
    nothing = "there is no answer of this device to undo"
    match log.newest(1):
        case [Brought() as newest]:
            last = f"the newest event is the {what(newest)} {about(newest, {}, {})}"
            return f"{nothing}; {last}, and `quizkit undo {short(newest.id)}` takes it back"
    return f"{nothing}; `quizkit history` lists the log"


def _taken_back(log: LogEnd, target: Event) -> Iterator[Event]:
    """Yield an event, what it took back, what that took back, and so on: the first few."""
    for _ in range(_FEW):
        yield target
        found = log.named([target.target]) if isinstance(target, Undone) else {}
        if not found:
            return
        (target,) = found.values()


@contextmanager
def _shown(store: SQLiteStore, events: Iterable[Event]) -> Iterator[None]:
    """Show how far it is to take a large merge back, or to undo that."""
    brought = sum(event.count for event in events if isinstance(event, Brought))
    ticks = ticks_of_taking_back(brought)
    with (
        progress_bar("Taking back", ticks, is_long=brought >= _MANY_OF_A_MERGE) as tick,
        store.ticking(lambda: tick(1)),
    ):
        yield


def _future(log: LogEnd, now: datetime) -> int:
    """Take back the events that lie in the future; asked before on a terminal."""
    found = log.ahead(now)
    if found.first is None or found.last is None:
        say("No event that can be taken back lies in the future.")
        return 0
    first, last = (at.astimezone(now.tzinfo) for at in (found.first, found.last))
    lie = count(found.number, "event lies", "events lie")
    say(
        f"{lie} in the future, from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M};"
        f" it is {now:%Y-%m-%d %H:%M} now."
    )
    if sys.stdin.isatty() and not click.confirm("Take back all of them?"):
        say("Nothing is taken back.")
        return 0
    with progress_bar("Taking back", found.number, is_long=found.number >= _MANY) as tick:
        log.take_back_ahead(now, tick)
    say(
        f"Taken back: {count(found.number, 'event')}. They stay in the log, each with its undo;"
        " edits of decks stay followed."
    )
    return 0


def _named(log: LogEnd, name: str) -> Event:
    """Return the one event of a name, whole or short; an error if none, several or one undone."""
    writer, _, number = name.rpartition("-")
    alike = log.numbered(int(number), writer) if _A_NUMBER.fullmatch(number) else []
    found = [event for event in alike if is_named(event, name)]
    if len(found) != 1:
        few = "there is no event" if not found else "several events are called"
        raise NotFound(f"{few} {name}; `quizkit history --json` gives whole names")
    if found[0].id in log.undone():
        raise NotFound(f"{name} is undone already; undo the undo to have it back")
    return found[0]
