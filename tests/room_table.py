"""The rooms of the package: what each is for, what it may import and touch; a page shows them.

A new arrow, or a library that a room had no use for before, is drawn here on purpose:
`tests/test_architecture.py` compares the table with the code, and ARCHITECTURE.md with the table.

python -m tests.room_table
"""

from typing import NamedTuple

from tests.places import ROOT

PAGE = ROOT / "ARCHITECTURE.md"
BEGIN = "<!-- made from tests/room_table.py by `python -m tests.room_table` -->"
END = "<!-- end -->"


class Room(NamedTuple):
    """One room of the package, a folder or a file.

    Args:
        about: what it is for.
        imports: the rooms that it imports, those of the foundation aside.
        touches: what it reaches outside the program, in words.
        libraries: those of the watched libraries that it imports.
    """

    about: str
    imports: str = ""
    touches: str = "nothing"
    libraries: str = ""


ROOMS = {
    "cli": Room(
        "the command line: each command parses, calls, prints; the player shows sessions",
        "desk telling wording interchange lint authoring fitting store formats session planning identity"
        " settings stats study_queue progress grading model markup cloze scheduling errors",
        "terminal, clock, environment, paths",
        "click platformdirs readline select shutil signal subprocess tempfile termios time tty wcwidth",
    ),
    "desk": Room(
        "a learner's desk: log, settings, schedule, edits followed, sittings saved step by step",
        "store session identity settings study_queue progress model scheduling errors",
        "a learner's store; size and time of deck files",
        "threading",
    ),
    "telling": Room(
        "what there is to tell a learner, as values without layout",
        "wording session planning study_queue progress grading model markup cloze scheduling",
    ),
    "wording": Room("the words of every front: counts, waits, grades", "model"),
    "interchange": Room(
        "cards in and out: files of other programs read and written, a file a format",
        "authoring formats markup model cloze progress scheduling errors",
        "files and bytes handed in, archives and collections of Anki among them, and what lies"
        " beside them; decks, when told to write them",
        "sqlite3 urllib",
    ),
    "lint": Room(
        "decks checked: rules of good cards, facts beside their sources; and mended",
        "authoring formats grading markup model answers cloze errors",
        "local copies of sources; which pictures and sounds are there",
    ),
    "authoring": Room(
        "the deck as a text that programs may change: scaffold, ids, new notes, schema",
        "formats grading markup model answers cloze errors",
        "a deck file, when told to write it",
        "tempfile yaml",
    ),
    "fitting": Room(
        "weights fitted and tried, whole logs at once",
        "progress scheduling errors",
        "numpy; a review log as CSV",
        "numpy",
    ),
    "store": Room(
        "where the log is kept: the protocol of a store, one in memory, one in SQLite",
        "progress scheduling errors",
        "its SQLite file",
        "shutil sqlite3 threading",
    ),
    "formats": Room(
        "a deck file read into a valid deck, or into every problem with its place and fix",
        "markup model answers cloze errors",
        "deck files",
        "yaml",
    ),
    "session": Room(
        "one sitting as a value: an input and an instant in, the next state and effects out",
        "study_queue progress grading model scheduling errors",
        "nothing; options in an order drawn from the seed",
        "random",
    ),
    "planning": Room("how long cards take a learner", "progress scheduling"),
    "identity": Room("which edited note is which old one", "progress model markup"),
    "settings": Room("what a learner can set, as texts of the log", "progress scheduling errors"),
    "stats": Room("figures of a log", "progress scheduling"),
    "study_queue": Room(
        "which cards to ask, in which order",
        "progress model scheduling",
        "nothing; a `random.Random` is handed in",
        "random",
    ),
    "progress": Room("the events of the log, and their replay into states", "scheduling"),
    "grading": Room("a given answer judged", "markup model answers"),
    "model": Room("decks, notes, cards: valid and frozen", "cloze errors"),
    "answers": Room("the text of an answer read: quantities, dates, names, in which language"),
    "cloze": Room("texts with blanks"),
    "markup": Room(
        "Markdown read into blocks, and blocks told as words, HTML and lines of a terminal",
        libraries="wcwidth",
    ),
    "scheduling": Room("memory models, and when to ask again; attrs is all it needs"),
    "errors": Room("what can go wrong, and where", touches="nothing", libraries="wcwidth"),
    "visible": Room(
        "text made safe for a terminal and a shell, and its width", libraries="wcwidth"
    ),
    "garbage": Room("when Python searches for garbage", touches="the garbage collector"),
    "lazy": Room("what is loaded or made on first use"),
    "value": Room("equality, hash and repr of values, and counts in words, written once"),
}
"""Every room, from top to bottom: arrows point down."""

FOUNDATION = {"value", "visible", "lazy", "garbage"}
"""Rooms of one file, with nothing of the domain, that any room may import."""

WATCHED = frozenset(
    "asyncio click http locale multiprocessing numpy platformdirs random readline requests select"
    " shutil signal socket sqlite3 ssl subprocess tempfile termios threading time tty urllib"
    " wcwidth yaml".split()
)
"""Libraries that only the rooms that say so may import."""


def arrows(name: str) -> str:
    """Return the rooms that a room imports, in words; where they are nearly all, those that lack."""
    rooms = [room for room in ROOMS if room not in FOUNDATION]
    below, imports = rooms[rooms.index(name) + 1 :], ROOMS[name].imports.split()
    others = [room for room in below if room not in imports]
    if len(imports) > 10 and len(others) < 5:
        return f"all below but {', '.join(others)}"
    return ", ".join(imports)


def table() -> str:
    """Return the table of rooms as the page shows it."""
    rows = ["| room | for | may import of ours | may touch |", "|---|---|---|---|"]
    rows += [
        f"| **{name}** | {room.about} | {arrows(name)} | {room.touches} |"
        for name, room in ROOMS.items()
        if name not in FOUNDATION
    ]
    named = ", ".join(f"**{name}** ({ROOMS[name].about})" for name in ROOMS if name in FOUNDATION)
    return "\n".join([*rows, "", f"Any room may import the foundation: {named}.", ""])


def page() -> str:
    """Return the page as it should be: what is written by hand, with the table made anew."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
