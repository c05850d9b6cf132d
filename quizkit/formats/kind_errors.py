"""Says what is wrong with an entry as a whole: its shape, its keys, its kind, its twins."""

from collections.abc import Mapping

from quizkit.cloze import ClozeError
from quizkit.errors.codes import ProblemCode
from quizkit.formats.fields import Fields
from quizkit.formats.keys import (
    ADMITTED,
    DECK_KEYS,
    ENTRY_KEYS,
    MARKS,
    ONE_TEXT,
    OPTIONS,
    likely_name,
    note_kind,
    sure_name,
)
from quizkit.formats.mends import instead, without_item
from quizkit.formats.parts import Origin
from quizkit.formats.tree import Node
from quizkit.formats.wrong import Fix, Mend, Wrong
from quizkit.formats.yaml_text import in_quotes
from quizkit.lazy import pattern
from quizkit.model import Kind
from quizkit.model.kinds import KINDS


def no_entry(fields: Fields, entry: Node) -> None:
    """Report an entry that is no mapping, or an empty one."""
    fix: Fix
    if isinstance(entry, str) and entry.strip():
        key, colon, value = entry.partition(":")
        if colon and key in ENTRY_KEYS:
            message = "there is no space behind the colon"
            at = fields.offset() + len(key) + 1
            fix = Mend(f"write\n{key}: {value.strip()}", ((at, at, " "),))
        else:
            message = "an entry is not one text; it is made of lines such as `question: …`"
            fix = "write `- question: …`, and below it, indented as far, `answer: …`"
    elif isinstance(entry, list):
        message = "an entry is not a list; it is made of lines such as `question: …`"
        fix = "write one dash before each entry, and none before its other lines"
    else:
        message = "this entry is empty"
        fix = "write `question: …` behind the dash, or delete it"
    fields.problem(ProblemCode.WRONG_SHAPE, message, fix)


def settled_kind(fields: Fields) -> Kind | None:
    """Report the keys that hinder an entry from having a kind; return the kind, if it has one.

    The values under those keys are dropped; a misspelt key is read as what it stands for.
    """
    unknown_keys(fields, ENTRY_KEYS)
    kind = note_kind(fields.values)
    if kind is None and len(_marks(fields.values)) == 1:  # what is right is there
        kind = note_kind({k: v for k, v in fields.values.items() if k != "distractors"})
    if kind is None:
        _undecided(fields)
        return None
    in_words = KINDS[kind].in_words
    if kind is Kind.SELF_RATED:
        in_words = "an entry to rate yourself (`type: free`)"
    for key in [key for key in fields.values if key not in ADMITTED[kind]]:
        having = [row.in_words for row in KINDS.values() if key in row.own_keys]
        fields.problem(
            ProblemCode.MISPLACED_KEY,
            f"`{key}` does not go with {in_words}",
            f"delete it; it goes with {_listed(having)}",
            key,
            key=True,
        )
    fields.values = {k: v for k, v in fields.values.items() if k in ADMITTED[kind]}
    return kind


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (" or " if names[1:] else "") + names[-1]


def _undecided(fields: Fields) -> None:
    """Report that the keys of an entry decide on no kind, or on two."""
    name = fields.values.get("id")
    own = f'entry "{name}"' if isinstance(name, str) and name else "this entry"
    marks = _marks(fields.values)
    if len(marks) > 1:
        fields.problem(
            ProblemCode.TWO_KINDS,
            f"{own} has `{marks[0]}` and `{marks[1]}`, which make two kinds of entry",
            "keep one of the two, or make two entries",
            marks[1],
            key=True,
        )
        return
    lone = "".join(marks)
    other = {"min": "max", "max": "min"}.get(lone)
    if other and other not in fields.values:
        fields.problem(
            ProblemCode.NO_BOUND,
            f"`{lone}` stands without `{other}`",
            f"add `{other}: …`, or give one number with `answer:`",
            lone,
            key=True,
        )
        if "question" in fields.values:
            return
    fields.problem(*_lack(fields.values, own, asks_nothing=not marks))


def _marks(values: Mapping[str, object]) -> list[str]:
    """Return the keys that each make another kind of entry, in the order written."""
    marks = set(MARKS.intersection(values))
    answers = [key for key in ("answer", "min", "max") if key in values]
    if "statement" in values:  # its answer is no typed one
        marks.update({"statement", "question", "distractors"}.intersection(values))
    else:
        # Beside an answer, a bound is another one; where a kind is doubtful already, say only that.
        marks.update(answers[:1] if marks or answers[:1] != ["answer"] else answers[:2])
        if "cloze" in values:
            marks.update({"distractors"}.intersection(values))
    return sorted(marks, key=list(values).index)


def _lack(values: Mapping[str, object], own: str, *, asks_nothing: bool) -> Wrong:
    """Return the problem that an entry lacks a key."""
    if "statement" in values:
        return Wrong(
            ProblemCode.NO_ANSWER, f"{own} has no answer", "add `answer: true` or `answer: false`"
        )
    if "question" in values:
        fix = "add an `answer:` line to this entry, or write it as a `cloze:`"
        return Wrong(ProblemCode.NO_ANSWER, f"{own} has no answer", fix)
    if asks_nothing:
        fix = "add `question:` and `answer:`, or write it as a `cloze:`"
        return Wrong(ProblemCode.NO_KIND, f"{own} asks nothing", fix)
    return Wrong(
        ProblemCode.NO_QUESTION, f"{own} has no question", "add a `question:` line to this entry"
    )


def unknown_keys(fields: Fields, known: frozenset[str]) -> None:
    """Report the keys that are not `known`, and drop them; keys that begin with `x-` are others'.

    A value under a key that seems to stand for a known one is read as if it stood there.
    """
    _cut_texts(fields, known)
    for key in [key for key in fields.values if key not in known and not key.startswith("x-")]:
        _unknown_key(fields, key, known)
    fields.values = {k: v for k, v in fields.values.items() if k in known}


def _unknown_key(fields: Fields, key: str, known: frozenset[str]) -> None:
    """Report a key that is not known; what it seems to stand for takes its place."""
    seen = "".join(filter(str.isprintable, key)).strip()
    meant = likely_name(seen, known)
    message, fix = f"there is no key `{key}` here", _fix(seen, meant, known)
    mend: Fix = fix
    if name := _glued(fields, key, known):
        message, meant = f"there is no space behind the colon of `{name}`", name
        at = fields.offset(key, key=True) + len(name) + 1
        mend = Mend(f"write `{name}: {key[len(name) + 1 :]}`", ((at, at, " "),))
        if name in fields.values:
            mend = mend.fix
        else:
            fields.values[key] = key[len(name) + 1 :]
    elif seen != key:
        message = f"there is no key `{seen}` with invisible characters in it"
        mend = instead(*fields.written(key, key=True), f"delete them: `{seen}`", key, seen)
    elif (sure := sure_name(seen, known)) and _has_room(fields.values, sure):
        mend = instead(*fields.written(key, key=True), fix, key, sure)
    fields.problem(ProblemCode.UNKNOWN_KEY, message, mend, key, key=True)
    if meant and meant not in fields.values:
        fields.values = {meant if k == key else k: v for k, v in fields.values.items()}
        fields.origin = {**fields.origin, meant: (*fields.path, key)}


def _glued(fields: Fields, key: str, known: frozenset[str]) -> str:
    """Return the known key that stands before a colon without a space, as in `{answer:no}`; or ""."""
    name, colon, rest = key.partition(":")
    plain = fields.tree.report.text.startswith(key, fields.offset(key, key=True))
    return name if colon and rest and name in known and not fields.values[key] and plain else ""


def _has_room(values: Mapping[str, object], key: str) -> bool:
    """Return whether a key is not there, nor one beside which it would make two kinds of entry."""
    return key not in values and len(_marks({**values, key: ""})) < 2


def _cut_texts(fields: Fields, known: frozenset[str]) -> None:
    """Report texts in braces that hold a comma, and drop the keys that stand for what is behind it.

    In `{question: To be, or not?, answer: …}` YAML reads `or not?` as a key without a value.
    """
    if all(value or key in known for key, value in fields.values.items()):
        return
    text, start = fields.tree.report.text, -1
    cut: dict[str, tuple[int, int]] = {}  # by key: where the text begins, and where the key ends
    one_text: dict[int, bool] = {}  # whether the text that begins there can be no list
    for key, value in fields.values.items():
        at = fields.offset(key, key=True)
        end = at + len(key)
        loose = not value and text.startswith(key, at) and _ENDS.match(text, end)
        if loose and key not in known and start >= 0 and not _glued(fields, key, known):
            cut[key] = (start, end)
        else:
            start = fields.offset(key) if value and isinstance(value, str) else -1
            one_text[start] = key in ONE_TEXT
    for start, end in dict(cut.values()).items():
        fields.clean = False
        fields.tree.report.add(
            start,
            ProblemCode.CUT_TEXT,
            "a comma in braces ends a text, and what stands behind it is read as a key",
            _uncut(text, start, end, is_one=one_text[start]),
            covers=end,
        )
    fields.values = {k: v for k, v in fields.values.items() if k not in cut}


def _uncut(text: str, start: int, end: int, *, is_one: bool) -> Fix:
    """Return the mend of a text that a comma ends; where it may be several, in words alone."""
    if "\n" in text[start:end]:
        return _CUT
    mend = in_quotes(text, start, end, advice=_CUT)
    return mend if is_one and text[start] not in "\"'" else mend.fix


_ENDS = pattern(r"\s*[,}]")
_CUT = "put the text in quotes, or several texts in brackets"


def _fix(key: str, meant: str, known: frozenset[str]) -> str:
    """Return the remedy for a key that is not `known`."""
    of_deck, of_entry = known == DECK_KEYS, known == ENTRY_KEYS
    of_options = of_entry or "type" in known
    fixes = {
        f"did you mean `{meant}`?": bool(meant),
        "write out what the entry is to have; what all entries share goes under `defaults:`": (
            key == "<<"
        ),
        "put it under `defaults:` of the deck": (key == "dayfirst" or (of_deck and key in OPTIONS)),
        "put it into an entry, below `cards:` and indented": of_deck and key in ENTRY_KEYS,
        "put it at the top of the file, not indented": (
            of_options and key in DECK_KEYS and key != "id"
        ),
        "put it into an entry; `defaults` holds options alone": (
            of_options and not of_entry and key in ENTRY_KEYS
        ),
        "put a text that holds `: ` or begins with `{` in quotes": ":" in key,
        "delete it; a key of your own begins with `x-`": True,
    }
    return next(fix for fix, applies in fixes.items() if applies)


def same_id(fields: Fields, first: Origin, note_id: str, prompt_key: str) -> None:
    """Report an entry that has the id of the one that stands at `first`.

    Without ids of their own, both ask the same, under `prompt_key`.
    """
    where = first.seen_from(fields.tree.report.file)
    if "id" in fields.values:
        message = f"the entry on {where} has the id `{note_id}` too"
        fields.problem(ProblemCode.DUPLICATE_ID, message, "choose another", "id")
        return
    fix = "delete one, or word it so that a learner can tell the two apart; or give each an `id:`"
    message = f"the entry on {where} asks the same"
    fields.problem(ProblemCode.DUPLICATE_PROMPT, message, fix, prompt_key)


def same_example(fields: Fields, examples: Mapping[str, tuple[str, ...]]) -> None:
    """Report texts that stand among the examples twice."""
    verdicts: dict[str, str] = {}
    for verdict, texts in examples.items():
        for at, text in enumerate(texts):
            first = verdicts.setdefault(text, verdict)
            if text and (first != verdict or text in texts[:at]):
                steps = (verdict, at) if isinstance(fields.values[verdict], list) else (verdict,)
                message = f"`{text}` is an example already, under `{first}`"
                fix = "keep one of the two"
                is_same = first == verdict and len(steps) > 1
                mend = without_item(*fields.written(*steps), fix, text) if is_same else fix
                fields.problem(ProblemCode.DUPLICATE_EXAMPLE, message, mend, *steps)


def bad_cloze(fields: Fields, text: str, error: ClozeError) -> None:
    """Report what is wrong with a cloze text, at its place."""
    fields.clean = False
    start = fields.offset("cloze")
    offset = _place_in(fields.tree.report.text, start, text, error.offset)
    fields.tree.report.add(offset, ProblemCode.CLOZE, error.message, error.fix)


def _place_in(raw: str, start: int, text: str, offset: int) -> int:
    """Return the offset in the raw text of the character at `offset` of a value.

    The value begins at `start`, in quotes, folded or as a block: what stands between its
    characters is passed over.
    """
    found = 0
    for at in range(start, len(raw)):
        if raw[at] == text[found] or (raw[at].isspace() and text[found].isspace()):
            if found == offset:
                return at
            found += 1
    return start
