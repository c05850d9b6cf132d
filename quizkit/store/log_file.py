"""What an open progress file tells: its log, as rows and as events, and what stands beside it.

All that is here reads; what writes is in `sqlite`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizkit.garbage import undisturbed
from quizkit.lazy import deferred
from quizkit.progress import Event, EventId, SeenDeck, Wording
from quizkit.progress.order import of_one_file
from quizkit.store.faults import DamagedError, damaged
from quizkit.store.open_file import OpenFile
from quizkit.store.paths import this_device
from quizkit.store.rows import COLUMNS, NONSENSE, EventKind
from quizkit.store.seen import read_decks, read_wordings, read_wordings_of

if TYPE_CHECKING:
    from quizkit.progress import log as logs
    from quizkit.store import log_rows
else:
    logs = deferred("quizkit.progress.log")  # what came since a snapshot takes neither
    log_rows = deferred("quizkit.store.log_rows")
_NAMES = "SELECT w.name, e.number FROM {} e JOIN writer w ON w.number = e.writer"
_SINCE = f"SELECT {COLUMNS} FROM event WHERE rowid > ? ORDER BY at, writer, number"


class LogFile(OpenFile):
    """A progress file that is open, and read."""

    @contextmanager
    def log(self) -> "Iterator[logs.Log]":
        """Give the log as a replay reads it, to use within the `with` block.

        What answers refer to is not looked at until they are used; if that shows that one of them
        makes no sense, the file is damaged. After the block they are gone, as many take much memory.

        Raises:
            StoreError: the file is damaged.
        """
        answers: list[logs.AnswerRow] = []
        with undisturbed():
            try:
                with self._using(), self._transaction("BEGIN"):
                    log = self._whole_log(answers)
                yield log
            except (*NONSENSE, DamagedError):
                deque(self.events(), maxlen=0)  # says which event makes no sense
                raise
            finally:
                answers.clear()

    def _whole_log(self, answers: "list[logs.AnswerRow]") -> "logs.Log":
        names, ratings = self._names(), log_rows.read_rows(self._connection, answers)
        others = list(self._read(self._connection.execute(log_rows.RARE), names))
        (rows,) = self._connection.execute("SELECT count(*) FROM event").fetchone()
        if len(answers) + len(ratings) + len(others) != rows:
            raise damaged(self.path, "a row of the log holds no numbers, or none in range")
        return logs.Log(answers, others, names.cards, names.writers, ratings, self.gone())

    def other_events(self) -> list[Event]:
        """Return all events but answers, by instant; they are few.

        Raises:
            StoreError: the file is damaged.
        """
        with self._using():
            return list(self._read(self._connection.execute(log_rows.OTHERS), self._names()))

    def events(self, *, since: int = 0) -> Iterator[Event]:
        """Yield the events that arrived after a version of the log, by instant.

        Raises:
            StoreError: the file is damaged.
        """
        with self._using():
            rows = self._connection.execute(_SINCE, (since,)).fetchall()
            names = self._names()
        yield from self._read(rows, names)

    def names(self, *, aside: bool = False) -> set[EventId]:
        """Return the ids of the events that a merge takes along; if `aside`, of those put aside too."""
        tables = ("event", "aside") if aside else ("event",)
        with self._using():
            found: set[EventId] = set()
            for table in tables:
                found |= set(map(EventId._make, self._connection.execute(_NAMES.format(table))))
        return found - of_one_file(self.other_events())

    def devices(self) -> dict[str, str]:
        """Return the name of the device of each writer."""
        with self._using():
            return self._texts("SELECT name, device FROM writer")

    def writers_here(self) -> set[str]:
        """Return the names under which this device has written."""
        here = this_device()
        return {writer for writer, device in self.devices().items() if device == here}

    def wordings(self, deck_id: str = "") -> dict[str, Wording]:
        """Return the last seen wording of each note of a deck, or of all, by `deck#note`."""
        return self._wordings(read_wordings, deck_id)

    def wordings_of(self, notes: Iterable[str]) -> dict[str, Wording]:
        """Return the last seen wording of some notes, named `deck#note`, as far as there are any."""
        return self._wordings(read_wordings_of, notes)

    def _wordings(
        self, read: Callable[..., dict[str, Wording]], what: object
    ) -> dict[str, Wording]:
        with self._using():
            try:
                return read(self._connection, what)
            except NONSENSE as error:
                raise damaged(self.path, "a wording makes no sense") from error

    def seen_decks(self) -> dict[str, SeenDeck]:
        """Return each deck as this device last saw it, by id."""
        with self._using():
            return read_decks(self._connection)

    def moves_alone(self, targets: Iterable[str], version: int) -> bool:
        """Return whether cards may be carried to these ids without a replay; see `TellsMoves`."""
        query = f"""
            SELECT 1 FROM event WHERE kind = {EventKind.ANSWER:d}
                AND due IS NULL AND rating IS NOT NULL AND practice IS NULL
            UNION ALL SELECT 1 FROM event WHERE kind <> {EventKind.ANSWER:d} AND (
                kind = {EventKind.RATE:d} AND due IS NULL
                OR kind = {EventKind.CARRY_OVER:d} AND rowid <= ? AND other_card IN temp.meant
            ) LIMIT 1"""
        with self.alone():
            self.mean(targets)
            return not self.select(query, (version,))
