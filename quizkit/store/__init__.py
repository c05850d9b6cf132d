"""Where the log of a learner is kept: what a store promises, and the stores there are.

`open_store` opens a progress file of SQLite, `MemoryStore` forgets at the end of the program, and
`known` gives what the log of any store amounts to.

    protocol            what a store promises; snapshots
    memory, sqlite      the two stores; the second stands on `log_file`, which reads, and that on
                        `open_file`
    rows, log_rows      events in a file, and as a replay reads them; `log_end`: the newest of them;
                        `names`: those of writers and cards in it
    snapshots, dues     what they amount to, and when cards fall due by it; `packed` and `sealed` are
                        its rows as bytes
    habits              how the learner studies, as sums over the log
    seen                how decks read when last seen
    opening, schema     a file found, made, migrated; `faults`: what can be wrong with one;
                        `paths`: what lies beside it
    moving              a file replaced while it is open
    placing             a file proved before it is put in its place
    door                what may be opened, whose layout it has, how long a query may take
    merging, salvage    another file, or what is left of a damaged one, taken over; `attached`
                        does so in SQL
    brought, runs       merges written down, and taken back
    copies              what a sync program left beside a file
    backups             dated ones written, removed, and put back
    verifying           all of a file looked through
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.store.faults import DamagedError as DamagedError
    from quizkit.store.memory import MemoryStore as MemoryStore
    from quizkit.store.opening import has_store as has_store
    from quizkit.store.paths import this_device as this_device
    from quizkit.store.protocol import (
        Follows as Follows,
        HasDevices as HasDevices,
        HasRows as HasRows,
        Known as Known,
        Snapshot as Snapshot,
        Store as Store,
        known as known,
        new_writer as new_writer,
    )
    from quizkit.store.schema import SCHEMA_VERSION as SCHEMA_VERSION
    from quizkit.store.sqlite import (
        SQLiteStore as SQLiteStore,
        open_store as open_store,
        read_store as read_store,
    )
else:
    attach(
        __name__,
        {
            "quizkit.store.faults": "DamagedError",
            "quizkit.store.memory": "MemoryStore",
            "quizkit.store.opening": "has_store",
            "quizkit.store.protocol": (
                "Follows HasDevices HasRows Known Snapshot Store known new_writer"
            ),
            "quizkit.store.paths": "this_device",
            "quizkit.store.schema": "SCHEMA_VERSION",
            "quizkit.store.sqlite": "SQLiteStore open_store read_store",
        },
    )
