"""A flag given on a terminal: a word or two on a line, the words of the present flag standing there."""

from quizkit.cli.page import Page
from quizkit.cli.player.drawing import Drawing
from quizkit.cli.player.keys import Keys, Redraw
from quizkit.cli.player.view import View
from quizkit.cli.texts import asked
from quizkit.model import Card
from quizkit.session import Flag


def read_flag(keys: Keys, drawing: Drawing, card: Card, present: str | None) -> Flag | None:
    """Return the flag that a card gets, or None to leave it as it is.

    Args:
        keys: read the line.
        drawing: shows what is asked.
        card: the card.
        present: the words of the flag that it bears; None if it bears none.
    """

    def view(page: Page) -> View:
        lines = page.heading("Flag this card: what about it, in a word or two?")
        none = ["Enter alone: no words", "Ctrl-D no flag"]
        keys = ["Enter leaves it so", "emptied: takes the flag off"] if present else none
        lines += ["", *asked(card, page, bold=False)]
        return View(lines, keys, below=[""])

    typed, fresh = present or "", True
    while True:
        drawing.draw(view, fresh=fresh)
        fresh = False
        try:
            typed = " ".join(keys.line("> ", typed).split())
        except EOFError:
            return None
        except Redraw as redraw:
            typed = redraw.typed
        else:
            if keys.meant(submits=bool(typed)):
                break
    if typed and typed == present:
        return None
    return Flag(typed if typed or present is None else None)
