"""Says what is wrong with an entry as a whole: its shape, its keys, its kind, its twins."""

from quizkit.cloze import ClozeError
from quizkit.formats.fields import Fields
from quizkit.formats.keys import ADMITTED, DECIDING, ENTRY_KEYS, KIND, RESERVED, near_miss
from quizkit.formats.yaml_events import Node


def no_entry(fields: Fields, entry: Node) -> None:
    """An entry that is no mapping."""
    if isinstance(entry, str) and entry.strip():
        word = entry.split(":")[0]
        if ":" in entry and word in ENTRY_KEYS:
            message, fix = (
                "there is no space behind the colon",
                f"{word}: {entry.split(':', 1)[1].strip()}",
            )
        else:
            message, fix = (
                "an entry is made of lines such as `question: …` and `answer: …`",
                "write `- question: …` and below it, indented as far, `answer: …`",
            )
    elif isinstance(entry, list):
        message, fix = "an entry cannot be a list", "write `- question: …`"
    else:
        message, fix = "this entry is empty", "write `question:` and `answer:`, or delete the dash"
    fields.problem("wrong-shape", message, fix)


def settled_kind(fields: Fields, kind: str) -> str:
    """Report what hinders the keys from deciding; return the kind to go on with, or ""."""
    for key in list(fields.values):
        if key not in ENTRY_KEYS:
            _unknown(fields, key, ENTRY_KEYS)
    fields.values = {k: v for k, v in fields.values.items() if k in ENTRY_KEYS}
    kind = KIND.get(DECIDING.intersection(fields.values), "")
    if kind == "typed" and fields.values.get("type") == "free":
        kind = "self-rated"
    if not kind:
        _undecided(fields)
        return ""
    for key in list(fields.values):
        if key not in ADMITTED[kind]:
            kinds = [name for name, admitted in ADMITTED.items() if key in admitted]
            fields.problem(
                "misplaced-key",
                f"`{key}` does not go with this kind of entry ({kind})",
                f"delete it; it belongs to: {', '.join(kinds)}",
                key,
                key=True,
            )
            del fields.values[key]
    return kind


def _undecided(fields: Fields) -> None:
    found = DECIDING.intersection(fields.values)
    own = f'entry "{fields.values["id"]}"' if fields.values.get("id") else "this entry"
    markers = [k for k in fields.values if k in ("statement", "cloze", "order", "pairs", "answers")]
    if "answer" in found and "statement" not in found:
        markers.append("answer")
    elif found & {"min", "max"}:
        markers.append("min" if "min" in found else "max")
    if "question" in found and "statement" in found:
        markers.append("question")
    if len(markers) > 1:
        fields.problem(
            "two-kinds",
            f"{own} is of two kinds at once: `{markers[0]}` and `{markers[1]}`",
            "keep one of the two, or make two entries",
            markers[1],
            key=True,
        )
    elif not found:
        fields.problem(
            "no-kind",
            f"{own} asks nothing",
            "add `question:` and `answer:`, or write it as a cloze",
        )
    elif "statement" in found:
        fields.problem("no-answer", f"{own} has no answer", "add `answer: true` or `answer: false`")
    elif "question" not in found:
        fields.problem(
            "no-question", f"{own} has no question", "add a `question:` line to this entry"
        )
    else:
        fields.problem(
            "no-answer",
            f"{own} has no answer",
            "add an `answer:` line to this entry, or write it as a cloze",
        )


def unknown_keys(fields: Fields, known: frozenset[str]) -> None:
    """Report the keys that are not `known`, and drop them."""
    for key in list(fields.values):
        if key not in known:
            _unknown(fields, key, known)
    fields.values = {k: v for k, v in fields.values.items() if k in known}


def _unknown(fields: Fields, key: str, known: frozenset[str]) -> None:
    """Report the unknown `key`; what it seems to stand for takes its place."""
    if key.startswith("x-"):
        return
    if key in RESERVED:
        fields.problem(
            "not-yet",
            f"`{key}` is reserved: not yet",
            f"delete it, or rename it to `x-{key}`",
            key,
            key=True,
        )
        return
    meant = near_miss(key, known)
    fix = f"did you mean `{meant}`?" if meant else "delete it; a key of your own begins with `x-`"
    fields.problem("unknown-key", f"there is no key `{key}`", fix, key, key=True)
    if meant and meant not in fields.values:
        fields.values = {meant if k == key else k: v for k, v in fields.values.items()}
        fields.renamed = {**fields.renamed, meant: key}


def duplicate(fields: Fields, first: int, note_id: str) -> None:
    """Report an entry whose id, or else prompt, the entry at index `first` has."""
    line = fields.report.location(fields.tree.offset(("cards", first))).line
    if note_id:
        fields.problem(
            "duplicate-id",
            f"the id `{note_id}` is that of the entry in line {line}",
            "choose another",
            "id",
        )
    else:
        key = next(k for k in ("cloze", "statement", "question") if k in fields.values)
        fields.problem(
            "duplicate-prompt",
            f"the entry in line {line} asks the same",
            "delete one, or word it so that a learner can tell them apart",
            key,
        )


def bad_cloze(fields: Fields, text: str, error: ClozeError) -> None:
    """Report what is wrong with a cloze text, at its place."""
    start = fields.offset("cloze")
    fields.clean = False
    fields.report.add(
        _place_in(fields.report.text, start, text, error.offset), "cloze", error.message, error.fix
    )


def _place_in(raw: str, start: int, text: str, offset: int) -> int:
    """Return where in the raw text the character at `offset` of a value is.

    The value begins at `start`, in quotes or folded or as a block: spaces and marks between its
    characters are passed over.
    """
    wanted = 0
    for at in range(start, len(raw)):
        if wanted == offset and (offset == len(text) or raw[at] == text[wanted]):
            return at
        if raw[at] == text[wanted] or (raw[at].isspace() and text[wanted].isspace()):
            wanted += 1
    return start
