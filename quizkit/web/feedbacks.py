"""Feedback as values for a template: what `telling.feedback` says of an answer, as HTML."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from quizkit import telling
from quizkit.grading import Outcome, Segment, SegmentKind
from quizkit.grading.rights import right_pieces
from quizkit.model import Note, PickSome
from quizkit.session import Judged
from quizkit.telling.judged import MARKS
from quizkit.web import texts
from quizkit.wording import ordinal

_TITLES = {
    Outcome.CORRECT: "Right",
    Outcome.CLOSE: "Close enough",
    Outcome.PARTIAL: "Partly right",
    Outcome.WRONG: "Wrong",
}
_SIGNS = {Outcome.CORRECT: "right", Outcome.WRONG: "wrong"}


def feedback(judged: Judged, picture: texts.ShownPicture) -> Mapping[str, Any]:
    """Return the verdict on an answer, the answer beside the right one, and the explanation.

    Args:
        judged: the answer.
        picture: gives the HTML of a picture of its note.
    """
    told, note = telling.feedback(judged), judged.card.note
    in_sight = told.options
    picked = any(option.picked for option in in_sight)

    def drawn(*pieces: str, prose: bool = False) -> Markup:
        return texts.text(note, *pieces, prose=prose, picture=picture)

    heading = told.heading
    outcome = heading.outcome if heading else None
    is_answer_told = bool(told.answer) and not in_sight and not told.filled
    return {
        "outcome": outcome.value if outcome else "shown" if heading else "own",
        "mark": heading.mark if heading else "",
        "heading": _heading(heading, note, picture) if heading else Markup("Compare"),
        "title": _TITLES[outcome] if outcome else heading.text if heading else "Compare",
        "given": texts.plain(told.given) if told.given and not picked else "",
        "difference": list(map(_run, told.difference)),
        "order": [_place(item, drawn) for item in told.order],
        "options": [_option(option, judged, drawn) for option in in_sight],
        "parts": []
        if in_sight
        else [(MARKS[p.outcome], p.outcome.value, drawn(*p.pieces)) for p in told.parts],
        "answer": drawn(*right_pieces(judged.card)) if is_answer_told else "",
        "explanation": _paragraphs(note, told.explanation, picture),
    }


def _heading(told: telling.Heading, note: Note, picture: texts.ShownPicture) -> Markup:
    lead = told.text.removesuffix(told.reason)
    strong = Markup("<strong>{}</strong>").format(lead.removesuffix(": "))
    if not told.reason:
        return strong
    return strong + ": " + texts.text(note, told.reason, prose=False, picture=picture)


def _paragraphs(note: Note, text: str, picture: texts.ShownPicture) -> Markup:
    if not text:
        return Markup()
    drawn = texts.text(note, text, prose=True, bare=False, picture=picture)
    return drawn if "<p>" in drawn or texts.has_marks(note) else Markup("<p>{}</p>").format(drawn)


def _run(segment: Segment) -> tuple[str, Markup]:
    """Return a run of a given answer: as it is, what is too much, or what lacks."""
    names = {SegmentKind.EQUAL: "same", SegmentKind.MISSING: "ins", SegmentKind.EXTRA: "del"}
    return names[segment.kind], texts.plain(segment.text)


def _place(item: telling.PlaceTold, drawn: Any) -> Mapping[str, Any]:
    """Return an item of an order in its right place, and the place that it was given."""
    said = ""
    if item.had is not None:
        said = "right place" if item.in_place else f"you had it {ordinal(item.had)}"
        if not item.in_place and item.in_order:
            said += ", in order"
    return {"html": drawn(item.text), "said": said, "right": item.in_place or item.in_order}


def _option(option: telling.OptionTold, judged: Judged, drawn: Any) -> Mapping[str, Any]:
    """Return an option with its sign, and in words what the sign and the picking mean."""
    several = judged.response is not None and isinstance(judged.asking.form, PickSome)
    outcome = option.outcome
    said = []
    if option.picked:
        said.append("your answer")
    if several and option.is_right and not option.picked:
        said.append("missed")
    return {
        "html": drawn(option.text),
        "mark": MARKS[outcome] if outcome else "",
        "outcome": _SIGNS[outcome] if outcome else "other",
        "hidden": "right: " if option.is_right else "wrong: " if option.picked else "",
        "said": ", ".join(said),
    }
