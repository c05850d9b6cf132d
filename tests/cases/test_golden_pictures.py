"""Screens with pictures as text: each question, and the feedback on it, where a terminal shows pictures.

Run with QUIZKIT_UPDATE_GOLDEN=1 to write them anew, then read the difference.
"""

import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from unittest.mock import patch

import pytest

from quizkit import load_deck
from quizkit.cli.pictures import kitty
from quizkit.cli.pictures.asking import Protocol
from quizkit.cli.player.terminal import TerminalFront
from quizkit.session import Command, Plan, Respond
from tests.picture_window import Answering, PictureWindow
from tests.places import GOLDEN
from tests.sittings import SCHEDULER, Sitting

FOLDER = GOLDEN / "screens"
DECK = load_deck(FOLDER / "pictures.yaml")
ALL = load_deck(FOLDER / "markdown.yaml")
SIZES = [(24, 80), (12, 40)]


def sitting(card_id: str) -> Sitting:
    card = next(card for card in DECK.cards if card.id == card_id)
    return Sitting(Plan({DECK.id: DECK}, {card.id: card}, SCHEDULER, "w", "s"))


def shown(it: Sitting, rows: int, columns: int, protocol: Protocol | None) -> Answering:
    """Return the learner who looked at the screen at which a session stands."""
    window = PictureWindow(rows, columns)
    keys = Answering(window, protocol)
    size = {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm-256color"}
    with patch.dict(os.environ, size, clear=True), redirect_stdout(window):  # type: ignore[type-var]
        front = TerminalFront(
            keys, colour=True, retype=False, folders={"pictures": FOLDER, "markdown": FOLDER}
        )
        front.read(it.session)
    return keys


def steps() -> Iterator[tuple[str, Sitting]]:
    for card in DECK.cards:
        yield f"{card.id}, asked", sitting(card.id)
        yield f"{card.id}, answered", sitting(card.id).do(Respond("heart"))


@pytest.mark.parametrize("protocol", [Protocol.KITTY, Protocol.ITERM, None])
@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_a_deck_with_pictures_is_drawn_as_its_golden_text_says(
    rows: int, columns: int, protocol: Protocol | None
) -> None:
    drawn = ""
    for name, it in steps():
        for screen in shown(it, rows, columns, protocol).screens:
            drawn += f"{f'═══ {name} ':═<{columns}}\n{screen.rstrip()}\n\n"
    file = FOLDER / f"pictures-{columns}x{rows}{'' if protocol else '-words'}.txt"
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_a_deck_of_all_that_markdown_has_differs_in_kitty_by_its_pictures(
    rows: int, columns: int
) -> None:
    heart = (FOLDER / "heart.png").read_bytes()
    for card in ALL.cards:
        it = Sitting(Plan({ALL.id: ALL}, {card.id: card}, SCHEDULER, "w", "s"))
        for given in ([], [Command.SHOW]):
            it.do(*given)
            pictured, words = (shown(it, rows, columns, each) for each in (Protocol.KITTY, None))
            if card.id == "markdown#picture":
                assert [each.data for each in pictured.window.pictures] == [heart]
                assert "[picture: A heart from" in words.window.text
            else:
                assert pictured.window.sent == words.window.sent


def test_kitty_is_sent_the_bytes_of_each_file_where_its_words_stood() -> None:
    keys = shown(sitting("pictures#typed"), 24, 80, Protocol.KITTY)
    before, _, after = keys.window.sent.partition("\x1b[2J\x1b[H\x1b[2K")
    assert "[picture: A heart from the front · :p opens it]" in before
    heart = (FOLDER / "heart.png").read_bytes()
    assert after.endswith(f"\x1b[J\x1b7\x1b[6A\r{kitty.shown(heart, 6, 3, 1)}\x1b8")
    assert [each.data for each in keys.window.pictures] == [heart]
    assert len(keys.questions) == 1
