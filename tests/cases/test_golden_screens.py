"""Screens of a deck in Markdown as text: each question with its hints, and the feedback on it.

Run with QUIZKIT_UPDATE_GOLDEN=1 to write them anew, then read the difference.
"""

import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from unittest.mock import patch

import pytest

from quizkit import load_deck
from quizkit.cli.player.terminal import TerminalFront
from quizkit.model import Form, Lines, PickForEach, PickInOrder, PickOne, PickSome
from quizkit.progress import Response
from quizkit.session import Command, Plan, Respond
from tests.places import GOLDEN
from tests.screens import Typed, Window
from tests.sittings import SCHEDULER, Sitting

DECK = load_deck(GOLDEN / "screens" / "markdown.yaml")


def sitting(card_id: str) -> Sitting:
    card = next(card for card in DECK.cards if card.id == card_id)
    return Sitting(Plan({DECK.id: DECK}, {card.id: card}, SCHEDULER, "w", "s"))


def given(form: Form, options: tuple[str, ...]) -> Response:
    """Return an answer that is hardly right."""
    match form:
        case PickOne():
            return options[0]
        case PickSome() | PickInOrder():
            return list(options)
        case PickForEach(labels):
            return dict.fromkeys(labels, options[0])
        case Lines(labels):
            return ["lost"] * len(labels)
    return "lost"


class Turning(Typed):
    """Turns the pages of a screen, and keeps each."""

    def __init__(self, window: Window) -> None:
        super().__init__("")
        self.window = window
        self.pages: list[str] = []

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        self.pages.append(self.window.text)
        if "more: any key" in self.window.text:
            return " "
        raise EOFError

    def line(self, prompt: str, typed: str = "") -> str:
        self.pages.append(self.window.text)
        raise EOFError


def windows(it: Sitting, rows: int, columns: int) -> Iterator[str]:
    """Yield each page of the screen that a session stands at."""
    window = Window(rows, columns)
    keys = Turning(window)
    size = {"COLUMNS": str(columns), "LINES": str(rows)}
    with patch.dict(os.environ, size), redirect_stdout(window):  # type: ignore[type-var]
        TerminalFront(keys, colour=True, retype=False).read(it.session)
    yield from keys.pages


def screens(rows: int, columns: int) -> Iterator[str]:
    """Yield all screens of the deck in a window of a size."""
    for card in DECK.cards:
        it = sitting(card.id)
        hints = [Command.HINT] * len(card.note.hints)
        response = given(it.asking.form, it.asking.options)
        for done, name in ((hints, "asked"), ([Respond(response)], "answered")):
            for page in windows(it.do(*done), rows, columns):
                yield f"{f'═══ {card.id}, {name} ':═<{columns}}\n{page.rstrip()}\n"


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (12, 40)])
def test_a_deck_in_markdown_is_drawn_as_its_golden_text_says(rows: int, columns: int) -> None:
    file = GOLDEN / "screens" / f"{columns}x{rows}.txt"
    drawn = "\n".join(screens(rows, columns))
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")
