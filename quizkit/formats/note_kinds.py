"""What each kind of note reads under its own keys: one function a kind, and the table of them.

They report what is wrong, and return what the class of the note is called with beside its prompt.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from quizkit.cloze import Blank, ClozeError, parse_cloze
from quizkit.errors import codes
from quizkit.formats.answer_keys import (
    answer_key,
    check_distinct,
    check_further,
    list_answers,
    rejected,
    required,
)
from quizkit.formats.fields import Fields
from quizkit.formats.limits import MOST_BLANKS, MOST_CHARACTERS, MOST_ITEMS
from quizkit.model import (
    ChoiceNote,
    ClozeNote,
    Judging,
    Kind,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
)
from quizkit.model.kinds import FEWEST, MOST
from quizkit.value import count as counted

Arguments: TypeAlias = dict[str, Any]
"""What the class of a note is called with."""


def _typed(fields: Fields, judging: Judging) -> Arguments:
    key = answer_key(fields, judging)
    return {"key": key, "reverse": _reverse(fields, key.shown)}


def _choice(fields: Fields, judging: Judging) -> Arguments:
    wrong = fields.feedback("distractors")
    key = answer_key(fields, judging, wrong)
    return {"key": key, "distractors": wrong, "reverse": _reverse(fields, key.shown)}


def _list(fields: Fields, judging: Judging) -> Arguments:
    reject = rejected(fields)
    answers = list_answers(fields, judging, reject)
    require = required(fields, len(answers))
    return {"answers": answers, "reject": reject, "require": require}


def _several_choices(fields: Fields, judging: Judging) -> Arguments:
    wrong = fields.feedback("distractors")
    return {"answers": list_answers(fields, judging, wrong), "distractors": wrong}


def _true_or_false(fields: Fields, judging: Judging) -> Arguments:
    return {"answer": fields.flag("answer")}


def _order(fields: Fields, judging: Judging) -> Arguments:
    order = fields.texts("order")
    _check_count(fields, "order", len(order), reported=dict)
    check_distinct(fields, "order", order, judging)
    return {"order": order}


def _pairs(fields: Fields, judging: Judging) -> Arguments:
    found = fields.mapping("pairs")
    if len(found) > MOST_ITEMS:
        found = dict(fields.shortened(list(found.items()), "pairs"))
    for left in found:
        if len(left) > MOST_CHARACTERS:
            fields.cut(left, "pairs", left, key=True)
    pairs = {left: fields.item(right, "pairs", left) for left, right in found.items()}
    _check_count(fields, "pairs", len(pairs), reported=(str, list))
    check_distinct(fields, "pairs", tuple(pairs), judging)
    if "distractors" not in fields.values:
        return {"pairs": pairs}
    wrong = fields.feedback("distractors")
    check_further(fields, pairs.values(), wrong, judging)
    return {"pairs": pairs, "distractors": wrong}


def _cloze(fields: Fields, judging: Judging) -> Arguments:
    question = fields.text("question") if "question" in fields.values else ""
    text = fields.text("cloze")
    pieces: tuple[str | Blank, ...] = ()
    marked: Arguments = {}
    try:
        if fields.marks is not None and text:
            from quizkit.formats.marked_cloze import read_cloze

            pieces, marked["template"], marks, marked["names"] = read_cloze(text)
            fields.marks |= marks
        elif text:
            pieces = parse_cloze(text)
    except ClozeError as error:
        from quizkit.formats.kind_errors import bad_cloze

        bad_cloze(fields, text, error)
    blanks = sum(isinstance(piece, Blank) for piece in pieces)
    if blanks > MOST_BLANKS:
        message = f"this cloze has {blanks:,} blanks; it takes at most {MOST_BLANKS}"
        fields.problem(codes.ProblemCode.COUNT, message, "make several notes of it", "cloze")
        pieces = ()
    return {"question": question, "pieces": pieces, **marked}


def _self_rated(fields: Fields, judging: Judging) -> Arguments:
    return {"answer": fields.text("answer")}


def _reverse(fields: Fields, answer: str) -> str:
    """Return the prompt of the second card: the answer, or a text of the author's, or none."""
    if "reverse" not in fields.values:
        return ""
    text = fields.text("reverse")
    if text.lower() in ("true", "false", "yes", "no", "on", "off"):
        return answer if fields.flag("reverse") else ""
    return text


def _check_count(
    fields: Fields, key: str, count: int, *, reported: type | tuple[type, ...]
) -> None:
    """Report too few or too many items, unless the value is of a type `reported` before, or "", []."""
    value = fields.values[key]
    if FEWEST <= count <= MOST or value in ("", []) or isinstance(value, reported):
        return
    if isinstance(value, str):
        fix = f"write `{key}: [this, that]`, or a line `- this` for each"
    else:
        fix = "make two notes of it" if count > MOST else "add items, or ask in another way"
    message = f"`{key}` has {counted(count, 'item')}; it takes {FEWEST} to {MOST}"
    fields.problem(codes.ProblemCode.COUNT, message, fix, key)


class Reader(NamedTuple):
    """What a kind is read with: the class of its notes, and what gives its arguments."""

    note: type[Note]
    read: Callable[[Fields, Judging], Arguments]


READERS: Mapping[Kind, Reader] = {
    reader.note.kind: reader
    for reader in (
        Reader(TypedNote, _typed),
        Reader(ChoiceNote, _choice),
        Reader(ListNote, _list),
        Reader(SeveralChoicesNote, _several_choices),
        Reader(TrueFalseNote, _true_or_false),
        Reader(OrderNote, _order),
        Reader(PairsNote, _pairs),
        Reader(ClozeNote, _cloze),
        Reader(SelfRatedNote, _self_rated),
    )
}
