"""Writes the list of public names into docs/public.md, from the rooms themselves.

python -m tests.public_page
"""

import importlib
from collections.abc import Callable

from tests.places import DOCS

PAGE = DOCS / "public.md"
BEGIN = "<!-- made from the rooms' `__all__` by `python -m tests.public_page` -->"
END = "<!-- end -->"
PUBLIC = {
    "quizkit": "the front door: a deck read, and the errors",
    "quizkit.formats": "decks read, with the place of every value",
    "quizkit.model": "decks, notes and cards",
    "quizkit.markup": "texts in Markdown: blocks, words and HTML",
    "quizkit.grading": "a given answer judged",
    "quizkit.scheduling": "when to ask again",
    "quizkit.fitting": "whole logs at once, weights fitted to a log; needs numpy",
    "quizkit.fitting.columns": "the calls for one card, over columns of cards; needs numpy",
    "quizkit.progress": "the events of the log, and their replay",
    "quizkit.store": "where the log is kept",
    "quizkit.study_queue": "what to study now",
    "quizkit.session": "one sitting, as a value",
    "quizkit.planning": "how long cards take a learner",
    "quizkit.desk": "a learner's log, settings and sittings together",
    "quizkit.telling": "what there is to tell a learner, without layout",
    "quizkit.interchange": "cards in and out: files of other programs read and written",
    "quizkit.lint": "decks checked",
    "quizkit.authoring": "decks changed as texts, with all else in them kept",
    "quizkit.errors": "what can go wrong, and where",
}
"""The public rooms with what each is for, in the order of the page."""

INNER = set("answers cli cloze garbage identity lazy settings stats value visible wording".split())
"""The rooms that are not public."""


def names_of(room: str) -> list[str]:
    """Return the public names of a room, sorted without regard to case."""
    return sorted(importlib.import_module(room).__all__, key=str.lower)


def reference(room: str) -> str:
    """Return the address of a room's page of the reference, below docs."""
    return f"reference/{room}.md"


def plain(room: str, name: str) -> str:
    """Return a public name as docs/public.md has it; `room` is where it is listed."""
    return f"`{name}`"


def table(written: Callable[[str, str], str] = plain) -> str:
    """Return the list of public names, each as `written` has it."""
    return "\n".join(
        f"### `{room}`\n\n{purpose[0].upper()}{purpose[1:]}: "
        f"{', '.join(written(room, name) for name in names_of(room))}.\n"
        for room, purpose in PUBLIC.items()
    )


def page(written: Callable[[str, str], str] = plain) -> str:
    """Return the page as it should be: what is written by hand, with the list made anew."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    return f"{before}{BEGIN}\n\n{table(written)}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
