"""Feedback on the page: what `quizkit.telling` says of an answer, drawn in lines.

Loaded with the first answer, not with the first question.
"""

from collections.abc import Iterable, Sequence

from quizkit import telling
from quizkit.cli.page import GREEN, RED, Page
from quizkit.cli.texts import text
from quizkit.grading import Outcome, Segment, SegmentKind
from quizkit.grading.rights import right_pieces
from quizkit.model import Card, Note, PickSome
from quizkit.session import Judged, Session
from quizkit.telling.compared import OptionTold, PlaceTold
from quizkit.telling.judged import MARKS, Heading
from quizkit.visible import visible, width_of
from quizkit.wording import ordinal

_COLOURS: dict[Outcome | None, int] = {
    Outcome.CORRECT: GREEN,
    Outcome.CLOSE: GREEN,
    Outcome.WRONG: RED,
}
"""Those of the signs; what is right in part, and what was only shown, has none."""


def feedback(judged: Judged, page: Page, *, typed: str = "") -> list[str]:
    """Return the verdict on an answer and its reason, the right answer, and the explanation.

    Args:
        judged: the answer.
        page: how to write.
        typed: the answer as it stands just above, where it does; it is not repeated.
    """
    told, note = telling.feedback(judged), judged.card.note
    lines = []
    if told.heading is not None:
        lines += _heading(told.heading, note, page)
    in_sight = told.options if not page.heard else ()
    given = told.given if told.given != typed and not _is_picked(in_sight) else ""
    if given:
        lines += page.block(given, "You:    ")
    if told.difference:
        marked = "".join(_marked(segment, page) for segment in told.difference)
        lines += page.wrapped(marked, " " * 8 if given else "You:    ")
    draw = _order_heard if page.heard else _order
    lines += draw(told.order, note, page)
    lines += _options(in_sight, judged, page)
    for part in () if in_sight else told.parts:
        lines += text(note, *part.pieces, page=page, lead=_sign(part.outcome, page))
    if told.answer and not in_sight and (page.heard or not told.filled):
        lines += text(note, *right_pieces(judged.card), page=page, lead="Answer: ", bold=True)
    if told.explanation:
        lines += ["", *text(note, told.explanation, page=page, prose=True)]
    return lines


def _heading(told: Heading, note: Note, page: Page) -> list[str]:
    """Return what an answer was worth; an author's reason of several parts is set off."""
    lead = f"{page.sign(told.mark, _COLOURS.get(told.outcome))} "
    pieces = told.text.removesuffix(told.reason), told.reason
    lines = text(note, *pieces, page=page, lead=lead, bold=True, prose=True)
    return [*lines, ""] if note.marks and "" in lines else lines


def _sign(outcome: Outcome | None, page: Page) -> str:
    sign = page.sign(MARKS[outcome], _COLOURS.get(outcome)) if outcome else " "
    return f"  {sign} "


def _is_picked(options: Iterable[OptionTold]) -> bool:
    return any(option.picked for option in options)


def _options(options: Iterable[OptionTold], judged: Judged, page: Page) -> list[str]:
    """Return options as they stood in the question, each with a sign that says what it was worth."""
    lines: list[str] = []
    several = judged.response is not None and isinstance(judged.asking.form, PickSome)
    for option in options:
        missed = several and option.is_right and not option.picked
        pieces = (option.text, " – missed") if missed else (option.text,)
        sign = _sign(option.outcome, page)
        lines += text(judged.card.note, *pieces, page=page, lead=sign, bold=option.is_right)
    return lines


_PLACE, _GAP = 5, 2
_HAD, _LEAST = len("3rd ✓ place"), 10
"""Columns of the number of a place, between two columns, of what was given, and of an item."""


def _order(order: Sequence[PlaceTold], note: Note, page: Page) -> list[str]:
    """Return the right order with what was given beside it, or below where there is no room."""
    room = page.width - _PLACE - _GAP - _HAD
    if not order or room < _LEAST:
        return _order_heard(order, note, page)
    is_given = any(item.had for item in order)
    shown = (line for item in order for line in text(note, item.text, page=Page(room, False)))
    room = max(*map(width_of, shown), len("right order"))
    lines = [f"{'':{_PLACE}}{'right order':{room + _GAP}}you had"] if is_given else []
    column = Page(_PLACE + room, page.colour, page.weight)
    for place, item in enumerate(order, 1):
        first, *rest = text(note, item.text, page=column, lead=f"{place:>3}  ", bold=True)
        had = _had(item, page) if is_given else ""
        gap = " " * (column.width - width_of(first) + _GAP)
        lines += [f"{first}{gap}{had}".rstrip(" "), *rest]
    return lines


def _had(item: PlaceTold, page: Page) -> str:
    """Return the place that an item was given, and what was right about it."""
    if item.had is None:
        return "–"
    right = "" if item.in_place and item.in_order else " place" if item.in_place else " order"
    sign = f" {page.sign('✓', GREEN)}{right}" if item.in_place or item.in_order else ""
    return f"{ordinal(item.had)}{sign}"


def _order_heard(order: Iterable[PlaceTold], note: Note, page: Page) -> list[str]:
    """Return the right order, a line an item, which says what was given."""
    lines: list[str] = []
    is_given = any(item.had for item in order)
    for place, item in enumerate(order, 1):
        had = "left out" if item.had is None else f"you had it {ordinal(item.had)}"
        said = f" – {'right' if item.in_place else had}" if is_given else ""
        lines += text(note, item.text, said, page=page, lead=f"{place}. ")
    return lines


def _marked(segment: Segment, page: Page) -> str:
    """Return a run of a given answer: what is too much in brackets, what lacks in braces."""
    run = visible(segment.text)
    match segment.kind:
        case SegmentKind.EQUAL:
            return run
        case SegmentKind.MISSING:
            return page.bold(f"{{+{run}+}}")
        case SegmentKind.EXTRA:
            return f"[-{run}-]"


def sources(card: Card, session: Session, page: Page, *, whole: bool = False) -> list[str]:
    """Return the places where the fact of a card stands; with `whole`, all that is known of them.

    No lines if the note cites nothing and `whole` is not asked for.
    """
    found = telling.sources(card, session.plan.decks[card.deck_id])
    if whole and not found:
        return page.block("This card names no source.")
    lines = []
    for source in found:
        lines += page.block(", ".join([source.title, *source.places]), "Source: ")
        for detail in source.details if whole else ():
            lines += page.block(detail, "  ")
    return lines


def grades(session: Session, judged: Judged, page: Page) -> list[str]:
    """Return the grades on offer, each with its key and next interval, the default marked."""
    items = []
    for grade in telling.grades(session, judged):
        item = f"{grade.rating.value} {grade.name} {grade.wait}".rstrip()
        items.append(page.bold(f"[{item}]") if grade.is_default else item)
    return page.keys(items)
