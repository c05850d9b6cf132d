"""Rows of a table of words at a glance, as `quizkit show` tells a whole deck."""

from collections.abc import Sequence

from quizkit.cli.page import Page
from quizkit.cli.texts import between, text
from quizkit.grading import accepted_answers, describe
from quizkit.model import Card, Deck, WordNote


class ShownRows:
    """Tells rows one after the other: what is as of the row above is not said again.

    Args:
        deck: that they are of.
        page: to be shown on.
    """

    def __init__(self, deck: Deck, page: Page) -> None:
        self._deck = deck
        self._page = page
        self._said: dict[tuple[int, str], str] = {}

    def lines(self, note: WordNote, cards: Sequence[Card]) -> list[str]:
        """Return what a row holds, what is asked of it, how that is judged, and what else is right."""
        page, asks = self._page, [note.asked_of(card.id) for card in cards]
        lines = page.block(f"#{note.id} · {note.kind}")
        lines += text(note, *between(" · ", filter(None, note.cells)), page=page, bold=True)
        if self._is_new(note, "", asked := ", ".join(f"{a.shown} → {a.wanted}" for a in asks)):
            lines += page.block(asked, "asked   ")
        for ask, card in zip(asks, cards, strict=True):
            if note.also.get(ask.end):
                lines += page.block(f"{ask.wanted}: {accepted_answers(card)}", "answer  ")
            judged = describe(card, deck_language=self._deck.language)
            if self._is_new(note, ask.wanted, judged):
                lines += page.block(f"{ask.wanted}: {judged}", "judged  ")
        return lines

    def _is_new(self, note: WordNote, of: str, said: str) -> bool:
        """Return whether something is said that was not said of the row above, and remember it."""
        before = self._said.get((id(note.table), of))
        self._said[id(note.table), of] = said
        return said != before
