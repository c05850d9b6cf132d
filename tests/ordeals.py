"""Commands for a failing disk, a loss of power or a kill to befall, and what must hold afterwards.

Each begins with a folder that `prepare` fills, and is one command of quizkit. `proved` then looks at
what is there: every event there was and every answer whose feedback was drawn has to be in the log.
"""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from attrs import evolve

from quizkit.progress import Answered, Brought, EventId
from quizkit.store import DamagedError, has_store, open_store, read_store
from quizkit.store.merging import merge_file, repair
from quizkit.store.verifying import look_through
from tests.logs import START, answer
from tests.older_files import EARLIER, laid_out

CARDS = 40
DECK = "id: t\ntitle: T\ncards:\n" + "".join(
    f"  - {{id: n{n}, question: What is {n}?, answer: '{n}'}}\n" for n in range(CARDS)
)
ANSWERS = "".join(f"{n}\n" for n in range(6))
NEW = "--new=6"
PAGE = 4096


def log_of(path: Path, count: int, writer: str) -> Path:
    """Write a progress file of so many answers, a second apart."""
    events = [
        evolve(answer(n, after=timedelta(seconds=n)), id=EventId(writer, n))
        for n in range(1, count + 1)
    ]
    with open_store(path) as store:
        store.append(*events)
    return path


def _of_some_answers(disk: Path) -> None:
    log_of(disk / "p.db", 60, "aaaaaaaaaaaa")


def _of_the_deck(disk: Path) -> None:
    with open_store(disk / "p.db") as store:
        store.append(*(answer(number, card="t#n0") for number in range(1, 10)))


def _of_an_earlier_layout(disk: Path) -> None:
    laid_out(disk / "p.db", EARLIER[4])


def _with_another(disk: Path) -> None:
    _of_some_answers(disk)
    log_of(disk / "other.db", 50, "bbbbbbbbbbbb")


def _damaged(disk: Path) -> None:
    """A leaf page of the log is gone; what is left on the others can be read."""
    path = log_of(disk / "p.db", 200, "aaaaaaaaaaaa")
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - PAGE)
        file.write(bytes(PAGE))
    assert is_damaged(path)


def _with_a_backup(disk: Path) -> None:
    log_of(disk / "b.db", 10, "aaaaaaaaaaaa")
    _of_some_answers(disk)


def _killed(disk: Path) -> None:
    """A session was killed: answers stand in the log beside the file, and nowhere else."""
    log_of(disk / "b.db", 10, "aaaaaaaaaaaa")
    with TemporaryDirectory(prefix="quizkit-ordeal-") as work:
        store = open_store(shutil.copy(disk / "b.db", work))
        for n in range(11, 61):
            store.append(evolve(answer(n), id=EventId("aaaaaaaaaaaa", n)))
        for end in ("", "-wal"):
            shutil.copy(f"{store.path}{end}", disk / f"p.db{end}")
        store.close()


def _merged(disk: Path) -> None:
    _with_another(disk)
    with open_store(disk / "p.db") as store:
        merge_file(store, disk / "other.db", START)


DONE = ("Taken back", "new again", "new: 5")
"""What is said of a command that wrote some event, once it is there."""


class Ordeal(NamedTuple):
    """A command that something befalls.

    Args:
        prepare: fills the folder.
        args: the command; `{disk}` is the folder, `{deck}` a deck outside of it.
        given: what is on its standard input.
        file: the progress file, below the folder.
    """

    prepare: Callable[[Path], None]
    args: str
    given: str = ""
    file: str = "p.db"


ORDEALS = {
    "first play": Ordeal(lambda disk: None, f"play {{deck}} {NEW}", ANSWERS, "new/er/p.db"),
    "session": Ordeal(_of_some_answers, f"play {{deck}} {NEW}", ANSWERS),
    "taking back": Ordeal(_of_some_answers, f"play {{deck}} {NEW}", "0\n:undo\n0\n1\n:undo\n"),
    "undo of an answer": Ordeal(_of_some_answers, "undo aaaaaaaaaaaa-60"),
    "undo of the future": Ordeal(_of_some_answers, "undo --future --now 2026-02-28T12:00Z"),
    "forgetting": Ordeal(_of_the_deck, "forget {deck}#n0"),
    "setting": Ordeal(_of_some_answers, "config new 5"),
    "merge": Ordeal(_with_another, "merge {disk}/other.db"),
    "merge taken back": Ordeal(_merged, "undo {merge}"),
    "migration": Ordeal(_of_an_earlier_layout, f"play {{deck}} {NEW}", ANSWERS),
    "repair": Ordeal(_damaged, "merge {disk}/p.db"),
    "backup": Ordeal(_of_some_answers, "backup --now 2026-11-30T12:00Z"),
    "restore": Ordeal(_with_a_backup, "restore {disk}/b.db"),
    "session after a kill": Ordeal(_killed, f"play {{deck}} {NEW}", ANSWERS),
    "restore after a kill": Ordeal(_killed, "restore {disk}/b.db"),
}


class Place(NamedTuple):
    """A folder in which a command is about to run: on a disk, with a deck beside it."""

    ordeal: Ordeal
    disk: Path
    deck: Path
    before: frozenset[EventId]

    @property
    def path(self) -> Path:
        """Return the path of the progress file."""
        return self.disk / self.ordeal.file

    @property
    def command(self) -> list[str]:
        """Return the arguments of quizkit."""
        known = {"disk": self.disk, "deck": self.deck, "merge": _newest_merge(self.path)}
        args = [arg.format_map(known) for arg in self.ordeal.args.split()]
        return [*args, "--progress", str(self.path)]


def _newest_merge(path: Path) -> EventId | None:
    if not path.exists() or is_damaged(path):
        return None
    with read_store(path) as store:
        return max(
            (event.id for event in store.events() if isinstance(event, Brought)), default=None
        )


@cache
def _prepared(name: str) -> tuple[TemporaryDirectory[str], frozenset[EventId]]:
    folder, ordeal = TemporaryDirectory(prefix="quizkit-ordeal-"), ORDEALS[name]
    ordeal.prepare(Path(folder.name))
    path = Path(folder.name, ordeal.file)
    return folder, frozenset(names_in(path)) if path.exists() else frozenset()


def names_in(path: Path, *, aside: bool = True) -> set[EventId]:
    """Return the names of the events in a file that may be damaged or older, which stays as it is.

    Those of a merge that was taken back are among them if `aside`. What is of this file alone,
    merges and their undoing, is not.
    """
    with TemporaryDirectory(prefix="quizkit-ordeal-") as work:
        copy = Path(work, "copy.db")
        for end in ("", "-wal"):
            if (source := path.with_name(path.name + end)).exists():
                shutil.copy(source, f"{copy}{end}")
        if is_damaged(copy):
            repair(copy)
        with read_store(copy) as store:
            return store.names(aside=aside)


def place(name: str, folder: Path) -> Place:
    """Make the folder of an ordeal, in one that is empty or not there."""
    prepared, before = _prepared(name)
    disk, deck = folder / "disk", folder / "t.yaml"
    shutil.copytree(prepared.name, disk)
    deck.write_text(DECK, "utf-8")
    return Place(ORDEALS[name], disk, deck, before)


def proved(at: Place, disk: Path, said: str) -> int:
    """Hold what is on a disk to what there was before, and to what was said since.

    Args:
        at: where the command ran.
        disk: the folder it ran in, or what a loss of power made of it.
        said: what it wrote to standard output.

    Returns how many answers the log has more.
    """
    path, ordeal, rights = disk / at.ordeal.file, at.ordeal, said.count("Right")
    if not has_store(path):
        assert not at.before
        assert not rights
        return 0
    if ordeal is not ORDEALS["repair"] or "is damaged" in said:
        assert is_whole(path)
    names = names_in(path)
    kept = names.union(*map(names_in, path.parent.glob("p.before-restore*.db")))
    assert at.before <= kept, f"{len(at.before - kept)} are gone"
    if "Put back" in said:
        assert names == names_in(disk / "b.db")
    for backup in path.parent.glob("p.db.backups/*.db"):
        assert is_whole(backup)
        assert names_in(backup) <= names
    new = names - at.before
    if ordeal is ORDEALS["merge taken back"]:
        log, brought = names_in(path, aside=False), names_in(disk / "other.db")
        assert log & brought in (set(), brought)
        assert brought.isdisjoint(log) or "Taken back" not in said
        return 0
    assert new or not any(word in said for word in DONE), "what was said to be done is not there"
    if ordeal is ORDEALS["undo of the future"]:
        assert len(new) in (0, len(at.before))
    if ordeal is ORDEALS["merge"]:
        assert new in (set(), names_in(disk / "other.db"))
        assert new or "50 new" not in said
        return 0
    with read_store(path) if new else nullcontext() as store:
        answers = [event for event in store.events() if event.id in new] if store else []
    answered = sum(isinstance(event, Answered) for event in answers)
    assert rights <= answered, f"{rights - answered} of {rights} answers are gone"
    return answered


def is_damaged(path: Path) -> bool:
    """Return whether some event of a file cannot be read."""
    try:
        with read_store(path) as store:
            list(store.events())
    except DamagedError:
        return True
    return False


def is_whole(path: Path) -> bool:
    """Return whether nothing is wrong with a file."""
    with read_store(path) as store:
        return not look_through(store).findings
