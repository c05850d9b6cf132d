"""What a terminal shows at each step of a session: lines to read, and keys that can be pressed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from attrs import field, frozen

from quizkit.cli.page import Page, letter
from quizkit.cli.player.header import header
from quizkit.cli.player.inputs import HELP
from quizkit.cli.player.pages import question
from quizkit.cli.player.responses import labels_of_lines, line_prompt, picks_wanted
from quizkit.model import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)
from quizkit.session import Asking, Judged, Mode, Pausing, Session
from quizkit.wording import GRADES, only_one_left

_HELP_KEY = "? help"


def _without_air(lines: list[str]) -> list[str]:
    return list(filter(None, lines))


class _Layout(NamedTuple):
    """A way to draw a screen: what there is to read, and what stays at its end."""

    body: list[str]
    end: list[str]

    @property
    def lines(self) -> list[str]:
        """All lines."""
        return [*self.body, *self.end]

    @property
    def rows(self) -> int:
        """The number of lines."""
        return len(self.body) + len(self.end)

    def pages(self, rows: int) -> list[list[str]]:
        """Return the lines in pages of so many rows; the end stands on the last, if it fits."""
        pages, body, end = [], self.body, self.end
        while len(body) + len(end) > rows:
            if not body:
                body, end = end, []
            pages.append(body[:rows])
            body = body[rows:]
        return [*pages, [*body, *end]]


@frozen
class View:
    """One screen.

    Args:
        lines: what there is to read.
        keys: what can be pressed, the most wanted first.
        offers: lines that stand over the keys and are never shortened.
        below: lines that stand under the keys, where an answer is typed.
        known: lines above all others that were on the screen before, and can be done without.
    """

    lines: list[str]
    keys: list[str]
    offers: list[str] = field(factory=list)
    below: list[str] = field(factory=list)
    known: list[str] = field(factory=list)

    def pages(self, page: Page, height: int) -> list[list[str]]:
        """Return the lines to draw on `height` rows, one of which is left to the cursor.

        Nearly always they are one page. What can be pressed stands on the last one, where it
        counts.
        """
        layouts = self._layouts(page)
        for layout in layouts:
            if layout.rows < height:
                return [layout.lines]
        return layouts[-1].pages(height - 1)

    def _layouts(self, page: Page) -> list["_Layout"]:
        """Return the ways to draw it, the longer first; the last may be shown in pages."""
        keys, fewest = page.keys(self.keys), self._fewest_keys(page)
        known, lines, below = map(_without_air, (self.known, self.lines, self.below))
        air = [""] if self.lines and keys else []
        shortest = _Layout(lines, [*self.offers, *fewest, *below])
        layouts = [
            _Layout([*self.known, *self.lines, *air], [*self.offers, *keys, *self.below]),
            _Layout([*known, *lines], [*self.offers, *keys, *below]),
            _Layout([*known, *lines], shortest.end),  # without the keys that `?` explains
            shortest,  # without what is known
        ]
        if self.offers:
            layouts.append(_Layout(lines, self.offers))
        return [*layouts, shortest]

    def _fewest_keys(self, page: Page) -> list[str]:
        """Return the keys on one line, if need be without some; the one for help stays."""
        helps = [key for key in self.keys if key.endswith(_HELP_KEY)]
        others = [key for key in self.keys if key not in helps]
        kept = self.keys
        while helps and others and len(page.keys(kept)) > 1:
            kept = [*others, *helps]
            others = others[:-1]
        return page.keys(kept)


_WHAT_DIGITS_DO: dict[type[Form], str] = {
    PickOne: "answer",
    PickSome: "tick, there may be several",
    PickInOrder: "next in order",
    PickForEach: "pick the match",
}


def pick_view(session: Session, asking: Asking, picked: Sequence[str], page: Page) -> View:
    """Return a question whose options are picked by digit, and what is picked so far."""
    form, wanted = asking.form, picks_wanted(asking.form)
    digits = f"1-{len(asking.options)}"
    labels = [f"  {number}) " for number in range(1, len(asking.options) + 1)]
    if isinstance(form, PickSome):
        marks = ("x" if option in picked else " " for option in asking.options)
        labels = [f"{label}[{mark}] " for label, mark in zip(labels, marks, strict=True)]
    lines = header(session, asking, page) + question(asking, page, labels, [*picked, "?"])
    if isinstance(form, PickInOrder):
        chain = " → ".join([*picked, "…"][:wanted])
        lines += ["", *page.block(chain, "Order: ")]
    keys = [f"{digits} {_WHAT_DIGITS_DO[type(form)]}"]
    if not picked:
        keys.append("Enter show me")
    elif isinstance(form, PickSome) or len(picked) == wanted:
        keys.insert(0, "Enter submit")
    if picked and wanted > 1:
        keys.append("Backspace")
    return View(lines, [*keys, *_more_hints(session, asking, "h"), "u undo", _HELP_KEY, "q leave"])


def type_view(session: Session, asking: Asking, given: Sequence[str], page: Page) -> View:
    """Return a question whose answer is typed, and the lines of it given so far."""
    letters = [f"  {letter(position)}) " for position in range(len(asking.options))]
    lines = header(session, asking, page) + question(asking, page, letters)
    labels = labels_of_lines(asking.form)
    keys = _how_to_type(asking.form)
    keys += [":show give up" if len(labels) > 1 else "Enter alone: show me"]
    keys += [*_more_hints(session, asking, ":h"), f":{_HELP_KEY}", ":q leave"]
    below = [
        line
        for label, text in zip(labels, given, strict=False)
        for line in page.block(text, line_prompt(label))
    ]
    return View(lines, keys, below=["", *below])


def _how_to_type(form: Form) -> list[str]:
    match form:
        case Lines(labels) if len(labels) > 1:
            return [f"{len(labels)} blanks, a line each"]
        case Items() | PickSome():
            return ["several answers, with ; between"]
        case PickOne() | PickInOrder() | PickForEach():
            return ["a letter or a text"]
        case OwnWords():
            return ["your own words, to compare"]
        case Line() | Lines():
            return []


def judged_view(session: Session, judged: Judged, page: Page) -> View:
    """Return the feedback on an answer, and the grades on offer."""
    from quizkit.cli.player.feedback import feedback, grades, sources

    known = [*header(session, judged, page), *page.block(judged.card.prompt), ""]
    lines = feedback(judged, page)
    cited = sources(judged.card, session, page)
    lines += ["", *cited] if cited else []
    if judged.overruled and judged.right:
        lines += _how_to_accept(judged, page)
    offers, keys = [], ["Space next"]
    if judged.self_rated or not session.plan.practice:
        offers, keys = grades(session, judged, page), [f"Space {GRADES[judged.default]}"]
    if not judged.self_rated:
        keys.append("o I was wrong" if judged.right else "o I was right")
    return View(lines, [*keys, "u undo", "w why now", _HELP_KEY, "q leave"], offers, known=known)


def pause_view(session: Session, pausing: Pausing, left: timedelta, page: Page) -> View:
    """Return how long the only card left is still waited for."""
    lines = header(session, pausing, page) + page.block(only_one_left(left))
    keys = ["Enter now", "u undo", _HELP_KEY, "q leave, it will be first next time"]
    return View(lines, keys)


def _how_to_accept(judged: Judged, page: Page) -> list[str]:
    """Return the line for the deck that makes an overruled answer right from now on."""
    from quizkit.authoring.accepting import accept_line

    options, verdict = judged.asking.options, judged.verdict
    line = accept_line(judged.card, judged.response, options, verdict)
    if not line:
        return []
    said = page.block("To have it accepted always, write in the deck:")
    return ["", *said, *page.block(line, "  ")]


def help_view(page: Page) -> View:
    """Return the list of keys."""
    return read_view(page.table(HELP, 7))


def read_view(lines: list[str]) -> View:
    """Return lines that are only looked at."""
    return View(lines, ["any key goes back"])


def _more_hints(session: Session, asking: Asking, key: str) -> list[str]:
    more = asking.hints < len(asking.card.note.hints) and session.plan.mode is not Mode.EXAM
    return [f"{key} hint"] if more else []
