"""The line above a question: which deck, how far the session is as a bar and in words."""

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.session import Asking, Judged, Pausing, Session
from quizkit.visible import shortened, visible, width_of

_FULL, _PARTS, _EMPTY = "█", " ▏▎▍▌▋▊▉", "·"
_LEAST, _GAP = 4, 2


def header(session: Session, screen: Asking | Judged | Pausing, page: Page) -> list[str]:
    """Return the line above a question, and a rule: the deck, and how far the session is."""
    place = telling.place(session, screen)
    cells = _cells(place.cards, page.width - len(place.said) - 2 * _GAP)
    told = place.said
    if cells:
        told = f"{bar(place.done, place.cards, cells)}{' ' * _GAP}{told}"
    title, room = visible(place.title), page.width - width_of(told) - _GAP
    title = shortened(title, room)
    gap = " " * max(_GAP, page.width - width_of(title) - width_of(told))
    title = "".join(page.wrapped(page.bold(title)))  # it may read from the right
    return [title + gap + told, page.rule()]


def _cells(cards: int, room: int) -> int:
    """Return how many cells a bar has: one a card, but at most half of the room; 0 for no bar."""
    most = room // 2
    return min(cards, most) if most >= _LEAST else 0


def bar(done: float, cards: int, cells: int) -> str:
    """Return a bar of so many cells, filled as far as cards are done with."""
    eighths = int(8 * cells * done / cards + 1e-9)
    full, part = divmod(max(0, min(eighths, 8 * cells)), 8)
    filled = _FULL * full + (_PARTS[part] if part else "")
    return filled + _EMPTY * (cells - len(filled))
