"""Says what is wrong with a file as a whole: no deck in it, keys that are missing or unknown."""

from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.keys import BRINGING_NOTES, DECK_KEYS
from quizkit.formats.kind_errors import unknown_keys

_SMALLEST = (
    "begin with these lines:\n"
    "title: My first deck\n"
    "cards:\n"
    "  - question: What is asked?\n"
    "    answer: What is right"
)


def no_deck(fields: Fields) -> None:
    """Nothing, a list or a lone text where the keys of a deck should be."""
    root, text = fields.tree.root, fields.tree.report.text
    if isinstance(root, list):
        fields.problem(
            ProblemCode.WRONG_SHAPE,
            "the file begins with a list; a deck has a title above its entries",
            "put these lines above the list, as they stand:\ntitle: …\ncards:",
        )
    elif text.strip():
        only = all(line.lstrip().startswith("#") for line in text.splitlines() if line.strip())
        message = "there is nothing but comments in this file" if only else "this is no deck"
        fields.problem(
            ProblemCode.WRONG_SHAPE if not only else ProblemCode.EMPTY_FILE, message, _SMALLEST
        )
    else:
        fields.problem(ProblemCode.EMPTY_FILE, "the file is empty", _SMALLEST)


def check_keys(fields: Fields) -> None:
    """Report keys of the deck that are unknown, and those that are missing."""
    unknown_keys(fields, DECK_KEYS)
    if fields.tree.broken:
        return
    if "title" not in fields.values:
        fields.problem(
            ProblemCode.NO_TITLE, "the deck has no title", "add a line `title: …` at the top"
        )
    if BRINGING_NOTES.isdisjoint(fields.values):
        fields.problem(
            ProblemCode.NO_CARDS,
            "the deck has no entries",
            "add `cards:` and below it the entries, each beginning with `- `",
        )


def no_entries(fields: Fields) -> None:
    """Something under `cards` that is no list of entries, or an empty one."""
    entries = fields.values["cards"]
    if entries in ("", [], {}):
        fields.problem(
            ProblemCode.NO_CARDS,
            "the deck has no entries",
            "write the first below `cards:`, beginning with `- question: …`",
            "cards",
            key=True,
        )
    else:
        fields.problem(
            ProblemCode.WRONG_SHAPE,
            "`cards` is a list: each entry begins with a dash",
            "write `- question: …`, and the other lines of the entry indented as far",
            "cards",
        )
