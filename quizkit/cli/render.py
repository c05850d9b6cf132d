"""What a learner sees, as lines of text: questions, feedback, the summary.

Wrapped by display width. Text of decks and answers passes through `block` or `errors.visible`, so
that no control character of it reaches the terminal. Nothing is said by colour alone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from unicodedata import bidirectional

import click
from attrs import frozen

from quizkit.cli.wording import count, end_of_next_day, joined, took, wait, when
from quizkit.errors import visible
from quizkit.grading import Outcome, Verdict
from quizkit.model import (
    Blanks,
    Card,
    ChoiceNote,
    Citation,
    Deck,
    ListNote,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
)
from quizkit.progress import Response
from quizkit.scheduling import CalendarDays, Rating
from quizkit.session import Asking, Finished, Judged, Session
from quizkit.study_queue import is_learning, next_due, study_queue

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

GRADES = {rating: rating.name.capitalize() for rating in Rating}

_HEADS = {
    Outcome.CORRECT: ("✓ Right", "green"),
    Outcome.CLOSE: ("≈ Close enough", "green"),
    Outcome.PARTIAL: ("◐ Partly right", "yellow"),
    Outcome.WRONG: ("✗ Wrong", "red"),
}


@frozen
class Page:
    """How to write: the width in columns, and whether in colour."""

    width: int
    colour: bool

    def paint(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        """Return `text` with colour and weight if this page has them."""
        if not self.colour or not text:
            return text
        return click.style(text, fg=colour, bold=bold or None)

    def faint(self, text: str) -> str:
        """Return `text` drawn back."""
        return click.style(text, dim=True) if self.colour and text else text

    def block(self, text: str, lead: str = "", *, colour: str | None = None) -> list[str]:
        """Return a text of a deck or a learner as wrapped lines, safe to print.

        Line breaks and leading spaces are kept. `lead` stands before the first line, and the
        others are indented as far.
        """
        lines: list[str] = []
        for raw in text.expandtabs(4).splitlines() or [""]:
            line = _isolated(visible(raw))
            margin = " " * (len(raw) - len(raw.lstrip(" ")))
            start = lead if not lines else " " * _width(lead)
            wrapped = _wrap(line.strip(" "), max(8, self.width - _width(lead) - len(margin)))
            for piece in wrapped:
                lines.append(start + margin + self.paint(piece, colour))
                start = " " * _width(lead)
        return lines

    def keys(self, items: Iterable[str]) -> list[str]:
        """Return short texts on as few lines as fit, none of them broken."""
        lines: list[str] = []
        for item in items:
            if lines and _width(lines[-1]) + 3 + _width(item) <= self.width:
                lines[-1] += f" · {item}"
            else:
                lines.append(item)
        return [self.faint(line) for line in lines]

    def rule(self) -> str:
        """Return a line across the page."""
        return self.faint("─" * self.width)


def _wrap(text: str, width: int) -> list[str]:
    if text.isascii() and len(text) <= width:
        return [text]
    from wcwidth import wrap

    return wrap(text, width, break_on_hyphens=False) or [""]


def _width(text: str) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import width

    return width(text)


def _isolated(text: str) -> str:
    """Return a text that holds right-to-left letters fenced off from what stands around it."""
    if text.isascii() or not any(bidirectional(char) in ("R", "AL") for char in text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def letter(position: int) -> str:
    """Return the letter that labels an option, `a` for position 0."""
    return chr(ord("a") + position) if position < 26 else str(position + 1)


def deck_of(card: Card, session: Session) -> Deck:
    """Return the deck that a card of the session belongs to."""
    return session.plan.decks[card.id.split("#", 1)[0]]


def header(session: Session, page: Page) -> list[str]:
    """Return the line above a question: the deck, and how far the session is."""
    screen = session.screen
    assert isinstance(screen, (Asking, Judged))
    deck = deck_of(screen.card, session)
    left = session.queue.remaining(session.now)
    if isinstance(screen, Judged) and screen.card.id not in session.queue.begun:
        left -= 1
    place = f"{len(session.results)} answered, {left} to go"
    title = visible(deck.title)
    room = page.width - len(place) - 2
    if _width(title) > room:
        from wcwidth import clip

        title = clip(title, 0, max(1, room - 1)) + "…"
    gap = " " * max(2, page.width - _width(title) - len(place))
    return [page.paint(title, bold=True) + gap + page.faint(place), page.rule()]


def question(asking: Asking, page: Page, labels: Sequence[str]) -> list[str]:
    """Return the prompt, what there is to choose from, and the hints asked for so far."""
    card = asking.card
    lines = []
    if isinstance(card.task, TrueFalseNote):
        lines += [*page.block("True or false?"), ""]
    lines += [page.paint(line, bold=True) for line in page.block(card.prompt)]
    lines.append("")
    if isinstance(card.task, PairsNote):
        lines += [line for left in card.task.pairs for line in page.block(left, "  ")]
        lines.append("")
    for label, option in zip(labels, asking.options, strict=False):
        lines += page.block(option, label)
    if asking.options:
        lines.append("")
    for hint in asking.hints_shown:
        lines += page.block(hint, "Hint: ", colour="cyan")
    return lines


def right_answer(card: Card) -> str:
    """Return the right answer of a card, as a learner reads it."""
    task = card.task
    match task:
        case TypedNote() | ChoiceNote():
            return task.key.shown
        case SelfRatedNote():
            return task.answer
        case TrueFalseNote():
            return "true" if task.answer else "false"
        case ListNote() | SeveralChoicesNote():
            return joined(variants[0] for variants in task.answers)
        case OrderNote():
            return " → ".join(task.order)
        case PairsNote():
            return "\n".join(f"{left} – {right}" for left, right in task.pairs.items())
        case Blanks():
            return joined(blank.answer for blank in task.asked)


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
        if given:
            lines += page.block(given, "You:    ")
            lines += _difference(verdict, page)
        lines += _part_lines(verdict, page)
        shown = right_answer(judged.card)
        picked_right = bool(judged.asking.options) and verdict.outcome is Outcome.CORRECT
        if shown.strip() != given and not picked_right:
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
        text = f"{name}{part.given or '–'}"
        if part.right and part.verdict.outcome is not Outcome.CORRECT:
            text += f" → {part.right}"
        lines += page.block(text, f"  {mark} ", colour=_HEADS[part.verdict.outcome][1])
    return lines


def _difference(verdict: Verdict, page: Page) -> list[str]:
    """Return the given answer with what is too much in brackets and what lacks in braces."""
    if not verdict.diff or verdict.outcome is not Outcome.CLOSE:
        return []
    pieces = []
    for segment in verdict.diff:
        text = visible(segment.text)
        if segment.kind == "missing":
            text = page.paint(f"{{+{text}+}}", "green")
        elif segment.kind == "extra":
            text = page.paint(f"[-{text}-]", "red")
        pieces.append(text)
    return [f"        {''.join(pieces)}"]


def sources(session: Session, page: Page, *, whole: bool = False) -> list[str]:
    """Return where the fact of the card on the screen stands; with `whole`, all that is recorded.

    No lines if the note cites nothing and `whole` is not asked for.
    """
    screen = session.screen
    assert isinstance(screen, (Asking, Judged))
    known = deck_of(screen.card, session).sources
    places: dict[str, list[str]] = {}
    for citation in screen.card.note.citations:
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
        span = "" if practice else f" {wait(judged.at, state.due, days)}"
        item = f"{rating.value} {GRADES[rating]}{span}"
        items.append(f"[{item}]" if rating is judged.default else item)
    return page.keys(items)


def accept_line(judged: Judged) -> str:
    """Return the line for the deck that makes an overruled answer right for ever; or nothing."""
    simple = isinstance(judged.card.task, (TypedNote, ChoiceNote))
    if not (judged.overruled and judged.right and simple and isinstance(judged.response, str)):
        return ""
    quoted = judged.response.strip().replace("'", "''")
    return f"accept: ['{quoted}']"


def why_now(session: Session, page: Page) -> list[str]:
    """Return why the card on the screen comes now, in plain words."""
    screen = session.screen
    assert isinstance(screen, (Asking, Judged))
    record = (
        screen.before if isinstance(screen, Judged) else session.progress.record(screen.card.id)
    )
    state = record.state
    if session.plan.practice:
        return page.block("You asked for practice: every card comes, and no schedule moves.")
    if state.due is None or state.last_review is None:
        return page.block("This card is new to you.")
    lines = page.block(
        f"You last answered it {_ago(session, state.last_review)}"
        f" ({GRADES[record.last_rating] if record.last_rating else 'not rated'})."
    )
    if is_learning(state):
        lines += page.block("It is being learned, and its step is over.")
    chance = session.plan.scheduler.retrievability(state, session.now)
    if chance is not None:
        lines += page.block(f"The chance that you recall it now is estimated at {chance:.0%}.")
    return lines


def _ago(session: Session, then: datetime) -> str:
    span = wait(then, session.now, session.progress.days)
    return "just now" if span == "now" else f"{span} ago"


def summary(session: Session, page: Page) -> list[str]:
    """Return how the session went, what was missed and when it comes back, and what is next."""
    lines = []
    results = session.results
    if results:
        cards = count(len({result.card_id for result in results}), "card")
        rated = [result.rating for result in results if result.rating is not None]
        right = sum(rating is not Rating.AGAIN for rating in rated)
        share = f", {right} right ({right / len(rated):.0%})" if rated else ""
        answers = count(len(results), "answer")
        time = took(session.now - session.began)
        lines += page.block(f"{cards}, {answers}{share}, {time}.")
    missed = dict.fromkeys(r.card_id for r in results if r.rating is Rating.AGAIN)
    if missed:
        lines += ["", "Missed:"]
    for card_id in missed:
        prompt = " ".join(session.plan.cards[card_id].prompt.split())
        back = ""
        if not session.plan.practice:
            due = session.progress.record(card_id).state.due
            back = f" – back {when(session.now, due, session.progress.days)}"
        lines += page.block(_shortened(prompt, 2 * page.width) + back, "  ✗ ")
    return [*lines, "", *_what_next(session, page)] if lines else _what_next(session, page)


def _what_next(session: Session, page: Page) -> list[str]:
    """Return what is left for today, and what the next study day holds."""
    now, progress, plan = session.now, session.progress, session.plan
    if plan.practice:
        return page.block("Practice: no schedule has moved.")
    lines = []
    left = session.queue.remaining(now)
    if left and (isinstance(session.screen, Finished) and session.screen.left):
        lines += page.block(f"Left for today: {count(left, 'card')}.")
    tomorrow = end_of_next_day(now, progress.days)
    queue = study_queue(
        plan.cards.values(),
        progress,
        tomorrow,
        scheduler=plan.scheduler,
        new_a_day=plan.new_a_day,
    )
    due = len(queue.due) + len(queue.learning)
    if due or queue.new:
        lines += page.block(f"Tomorrow: {due} due, {len(queue.new)} new.")
    else:
        coming = next_due(plan.cards.values(), progress, now)
        if coming is not None:
            lines += page.block(f"Next card: {when(now, coming, progress.days)}.")
    return lines


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
