"""Feedback on the page: what an answer was worth and why, where the fact stands, what comes next.

Loaded with the first answer, not with the first question.
"""

from attrs import evolve

from quizkit.cli.page import Page
from quizkit.cloze import write_cloze
from quizkit.grading import Code, Outcome, SegmentKind, Verdict, right_answer
from quizkit.model import Blanks, Card, Citation, KeyedNote, PickForEach, joined
from quizkit.progress import Response
from quizkit.scheduling import CalendarDays
from quizkit.session import Judged, Session
from quizkit.visible import visible
from quizkit.wording import GRADES, wait

_HEADS = {
    Outcome.CORRECT: ("✓ Right", "green"),
    Outcome.CLOSE: ("≈ Close enough", "green"),
    Outcome.PARTIAL: ("◐ Partly right", "yellow"),
    Outcome.WRONG: ("✗ Wrong", "red"),
}


def given_answer(response: Response) -> str:
    """Return a response as a learner reads it; empty for none."""
    match response:
        case None:
            return ""
        case str():
            return response.strip()
        case list():
            return joined(item or "–" for item in response)
        case dict():
            return "\n".join(f"{left} – {right or '–'}" for left, right in response.items())


def feedback(judged: Judged, page: Page) -> list[str]:
    """Return what the answer was worth and why, the right answer, and what there is to learn."""
    lines = []
    given = given_answer(judged.response)
    if judged.self_rated:
        if given:
            lines += page.block(given, "You:    ")
        lines += page.block(right_answer(judged.card), "Answer: ", colour="green")
    else:
        verdict = judged.verdict
        lines += _verdict_lines(judged, page)
        parts = _part_lines(verdict, page) if given else []
        if given and not parts:
            lines += page.block(given, "You:    ")
            lines += _difference(verdict, page)
        lines += parts  # they say what was given
        shown = right_answer(judged.card)
        said = bool(parts) and isinstance(judged.asking.form, PickForEach)
        picked_right = bool(judged.asking.options) and verdict.outcome is Outcome.CORRECT
        if shown.strip() != given and not picked_right and not said:
            lines += page.block(shown, "Answer: ", colour="green")
    note = judged.card.note
    if note.explanation:
        lines += ["", *page.block(note.explanation)]
    return lines


def _verdict_lines(judged: Judged, page: Page) -> list[str]:
    if judged.response is None:
        return [page.paint("– Shown", "yellow", bold=True)]
    outcome = judged.verdict.outcome
    if judged.overruled:
        outcome = Outcome.CORRECT if judged.right else Outcome.WRONG
        head, colour = _HEADS[outcome]
        return [page.paint(f"{head}, you say", colour, bold=True)]
    head, colour = _HEADS[outcome]
    reason = judged.verdict.reason
    lines = page.block(f"{head}: {reason}" if reason and outcome is not Outcome.CORRECT else head)
    return [page.paint(line, colour, bold=True) for line in lines]


_MARKS = {
    Outcome.CORRECT: "✓",
    Outcome.CLOSE: "≈",
    Outcome.PARTIAL: "◐",
    Outcome.WRONG: "✗",
}


def _part_lines(verdict: Verdict, page: Page) -> list[str]:
    """Return a line for each part of an answer that has several, unless all are right."""
    if verdict.outcome is Outcome.CORRECT:
        return []
    lines = []
    for part in verdict.parts:
        mark = _MARKS[part.verdict.outcome]
        name = f"{part.name}: " if part.name else ""
        if not part.given and not part.name:
            text = f"missing: {part.right}"
        elif part.right and part.verdict.outcome is not Outcome.CORRECT:
            text = f"{name}{part.given or '–'} → {part.right}"
        else:
            text = f"{name}{part.given}"
        lines += page.block(text, f"  {mark} ", colour=_HEADS[part.verdict.outcome][1])
    return lines


def _difference(verdict: Verdict, page: Page) -> list[str]:
    """Return the given answer with what is too much in brackets and what lacks in braces.

    For a wrong answer that is not near the right one it would only be noise.
    """
    if not verdict.diff or verdict.outcome is Outcome.CORRECT:
        return []
    same = sum(len(segment.text) for segment in verdict.diff if segment.kind is SegmentKind.EQUAL)
    other = sum(len(segment.text) for segment in verdict.diff) - same
    if verdict.outcome is Outcome.WRONG and 3 * other > same:
        return []
    pieces = []
    for segment in verdict.diff:
        text = visible(segment.text)
        if segment.kind is SegmentKind.MISSING:
            text = page.paint(f"{{+{text}+}}", "green")
        elif segment.kind is SegmentKind.EXTRA:
            text = page.paint(f"[-{text}-]", "red")
        pieces.append(text)
    return page.wrapped("".join(pieces), " " * 8)


def sources(card: Card, session: Session, page: Page, *, whole: bool = False) -> list[str]:
    """Return where the fact of a card stands; with `whole`, all that is recorded of its sources.

    No lines if the note cites nothing and `whole` is not asked for.
    """
    known = session.plan.decks[card.deck_id].sources
    places: dict[str, list[str]] = {}
    for citation in card.note.citations:
        places.setdefault(citation.source, []).extend(_places(citation))
    lines = []
    for name, found in places.items():
        source = known.get(name)
        title = source.title if source else name
        lines += page.block(", ".join([title, *found]), "Source: ")
        if whole and source:
            for detail, text in source.details.items():
                lines += page.block(f"{detail}: {text}", "  ")
            if source.unknown:
                lines += page.block(f"not stated: {joined(source.unknown)}", "  ")
    if whole and not lines:
        return page.block("This card names no source.")
    return [page.faint(line) for line in lines]


def _places(citation: Citation) -> list[str]:
    places = [f"¶{a}" if a == b else f"¶{a}-{b}" for a, b in citation.paragraphs]
    return [*places, citation.place] if citation.place else places


def grades(judged: Judged, page: Page, days: CalendarDays, *, practice: bool) -> list[str]:
    """Return the grades on offer, each with its key and next interval, the default marked."""
    items = []
    for rating, state in judged.offers.items():
        span = "" if practice else f" {wait(judged.at, state.due, days.study_day)}"
        item = f"{rating.value} {GRADES[rating]}{span}"
        items.append(f"[{item}]" if rating is judged.default else item)
    return page.keys(items)


def accept_line(judged: Judged) -> str:
    """Return what in the deck makes an overruled answer right for ever; empty if nothing simple.

    An answer that the author wrote down as wrong is not offered.
    """
    if not (judged.overruled and judged.right) or judged.verdict.code is Code.REJECT:
        return ""
    task = judged.card.task
    match judged.response:
        case str(given) if isinstance(task, KeyedNote):
            if task is not judged.card.note or given in judged.asking.options:
                return ""  # the key would count for the note's other card; an option is wrong
            accepted = (*task.key.accept, given.strip())
            return f"accept: [{', '.join(map(_quoted, accepted))}]"
        case list(given) if isinstance(task, Blanks):
            parts = judged.verdict.parts
            remembered = [part.verdict.outcome.remembered for part in parts] or [False]
            return "  ".join(
                write_cloze([evolve(blank, variants=(*blank.variants, text.strip()))])
                for blank, text, right in zip(task.asked, given, remembered, strict=False)
                if text.strip() and not right
            )
    return ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
