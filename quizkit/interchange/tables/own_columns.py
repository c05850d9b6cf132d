"""A deck as a table that comes back whole: a row a note, a column a key.

The first columns are `id`, `kind`, `question` and `answer`, which other programs take as well. In a
cell with several texts each has a line of its own; ` | ` stands between ways to write one, ` → `
before what belongs to it (feedback, a right side). There a backslash stands before these signs where
they are text, `\\n` is a line break and `\\ ` a space at an end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from quizkit.authoring.yaml_writing import Texts, Written
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.lazy import pattern

COLUMNS = (
    *("id", "kind", "question", "answer", "distractors", "accept", "reject", "hints"),
    *("explanation", "tags", "reverse", "context", "type", "min", "max", "tolerance"),
    *("unit_required", "require", "case", "accents", "slips", "language", "image"),
    *("answer_image", "audio", "speak", "markup"),
)
"""All columns that there may be, in order; those that no note needs are left out."""

_ALWAYS = frozenset(("id", "kind", "question", "answer"))
_MANY = frozenset(
    (
        "distractors",
        "accept",
        "reject",
        "hints",
        "tags",
        "language",
        "image",
        "answer_image",
        "audio",
    )
)
_ESCAPED = pattern(r"\\(.)", re.DOTALL)
_MARKS = pattern(r"[\\|→]")
_FORMULA = pattern(r"'*[=+\-@\t]")
_APOSTROPHE = pattern(r"'+[=+\-@\t]")
_LONGEST = 32_767
"""Characters of a cell in a spreadsheet."""


def table_of(
    outgoing: Outgoing, losses: list[Loss], tick: Tick, *, excel_safe: bool
) -> Iterator[list[str]]:
    """Yield the rows of a deck, its header first.

    Args:
        outgoing: the deck.
        losses: gets what does not go along.
        tick: is told of each note.
        excel_safe: whether cells are kept from being formulas.
    """
    deck = outgoing.deck
    rows = []
    for note in deck.notes:
        card = first_words(note.prompt)
        for written in written_notes(note, "en"):
            losses += [Loss(what, "", card, why) for what, why in written.lost]
            if written.entry:
                rows.append(_row(note.id + written.end, written))
        tick(1)
    if deck.description or deck.sources:
        what = "the description of a deck, and its sources"
        losses.append(Loss(what, why="a table has cards alone"))
    used = [name for name in COLUMNS if name in _ALWAYS or any(name in row for row in rows)]
    yield used
    for row in rows:
        yield [_safe(row.get(name, ""), excel_safe=excel_safe) for name in used]


def _safe(cell: str, *, excel_safe: bool) -> str:
    """Return a cell that a spreadsheet takes for no formula; one of apostrophes has one more."""
    guarded = _FORMULA if excel_safe else _APOSTROPHE
    return f"'{cell}" if cell and guarded.match(cell) else cell


def _row(note_id: str, written: WrittenNote) -> dict[str, str]:
    """Return a note by columns."""
    found = {"id": note_id, "kind": written.kind}
    entry = dict(written.entry)
    if "cloze" in entry:
        if "question" in entry:
            found["context"] = str(entry.pop("question"))
        entry["question"] = entry.pop("cloze")
    if "statement" in entry:
        entry["question"] = entry.pop("statement")
    for key in ("answers", "order", "pairs"):
        if key in entry:
            found["answer"] = _cell(entry.pop(key))
    if written.kind == "self-rated":
        entry.pop("type")
    for key, value in entry.items():
        found[key] = value if isinstance(value, str) and key not in _MANY else _cell(value)
    if written.is_markdown:
        found["markup"] = "markdown"
    return found


def _cell(value: Written) -> str:
    """Return several texts as one cell."""
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, Mapping):
        lines = [
            f"{_guarded(left)} → {_guarded(str(right))}" if right else _guarded(left)
            for left, right in value.items()
        ]
        return "\n".join(lines)
    return "\n".join(map(_variants, value))


def _variants(item: Texts) -> str:
    return _guarded(item) if isinstance(item, str) else " | ".join(map(_guarded, item))


def _guarded(text: str) -> str:
    before = "\\ " if text.startswith(" ") and text.strip(" ") else ""
    after = "\\ " if text.endswith(" ") else ""
    core = text[len(before) // 2 : len(text) - len(after) // 2]
    return before + _MARKS.sub(r"\\\g<0>", core).replace("\n", "\\n") + after


def is_ours(names: Sequence[str]) -> bool:
    """Return whether a header is one that we wrote, its columns in any order."""
    found = {name.strip() for name in names}
    return {"id", "kind", "question", "answer"} <= found <= {*COLUMNS, ""}


def entry_of(names: Sequence[str], cells: Sequence[str]) -> tuple[str, dict[str, Written], bool]:
    """Return the id of a row of ours, its entry, and whether its texts are Markdown."""
    row = {
        name.strip(): cell[1:] if _APOSTROPHE.match(cell) else cell
        for name, cell in zip(names, cells, strict=False)
        if cell.strip()
    }
    kind = row.get("kind", "").strip() or _kind_of(row)
    entry: dict[str, Written] = {}
    question, answer = row.get("question", ""), row.get("answer", "")
    match kind:
        case "cloze":
            entry = {"question": row["context"]} if "context" in row else {}
            entry["cloze"] = question
        case "true or false":
            entry = {"statement": question, "answer": answer.strip().lower()}
        case "list" | "several choices":
            entry = {"question": question, "answers": _items(answer)}
        case "order":
            entry = {"question": question, "order": _items(answer)}
        case "pairs":
            entry = {"question": question, "pairs": _mapping(answer)}
        case _:
            entry = {"question": question, "answer": answer}
    if "min" in row:
        entry.pop("answer", None)
    for key in COLUMNS[4:-1]:
        if key in row and key != "context":
            entry[key] = _listed(key, row[key]) if key in _MANY else row[key]
    if kind == "self-rated":
        entry["type"] = "free"
    return row.get("id", "").strip(), entry, row.get("markup", "").strip() == "markdown"


def _kind_of(row: Mapping[str, str]) -> str:
    """Return the kind of a row that somebody added without saying it."""
    if "{{" in row.get("question", "") and "answer" not in row:
        return "cloze"
    return "choice" if "distractors" in row else "typed"


def _listed(key: str, cell: str) -> Written:
    """Return what a cell with several texts holds: a mapping where any has something beside it."""
    parted = [_split(line, "→") for line in cell.split("\n") if line.strip()]
    if any(len(each) > 1 for each in parted):
        return _mapping(cell)
    if key == "language" and len(parted) == 1:
        return _plain(parted[0][0])
    return [_plain(each[0]) for each in parted]


def _mapping(cell: str) -> dict[str, Texts]:
    lines = [_split(line, "→") for line in cell.split("\n") if line.strip()]
    return {_plain(left): _plain("→".join(right)) for left, *right in lines}


def _items(cell: str) -> list[Texts]:
    found: list[Texts] = []
    for line in cell.split("\n"):
        variants = [_plain(part) for part in _split(line, "|") if part.strip()]
        if variants:
            found.append(variants[0] if len(variants) == 1 else variants)
    return found


def _split(line: str, sign: str) -> list[str]:
    """Return the parts of a line between signs that have no backslash before them."""
    parts, start, at = [], 0, 0
    while at < len(line):
        if line[at] == "\\":
            at += 2
            continue
        if line[at] == sign:
            parts.append(line[start:at])
            start = at + 1
        at += 1
    return [*parts, line[start:]]


def _plain(text: str) -> str:
    """Return a text without its backslashes, and without the spaces around it."""
    core = text.strip(" ")
    backslashes = len(core) - len(core.rstrip("\\"))
    if backslashes % 2 and text.endswith(f"{core} "):
        core += " "
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], core)
