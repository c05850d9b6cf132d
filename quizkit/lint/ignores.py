"""The findings that notes ask rules to let pass, and which of these requests were needed."""

from collections.abc import Collection
from functools import cached_property

from quizkit.lint.hit import DeckPath
from quizkit.model import Deck


class Ignores:
    """The ignores of a deck's notes.

    Args:
        deck: whose notes they are.
        applied: codes of the rules that look at the deck; set before the first is asked.
        used: indices of notes, each with a code that spared it a finding; grows meanwhile.
    """

    def __init__(self, deck: Deck) -> None:
        self._codes = [note.lint_ignore for note in deck.notes]
        self.applied: Collection[str] = ()
        self.used: set[tuple[int, str]] = set()

    def spare(self, code: str, path: DeckPath) -> bool:
        """Return whether a finding is ignored, and note which ignores that took.

        A finding on the deck as a whole is ignored if every note ignores it: by its defaults.
        """
        notes = range(len(self._codes)) if path.note is None else (path.note,)
        ignored = all(code in self._codes[index] for index in notes)
        if ignored:
            self.used.update((index, code) for index in notes)
        return ignored

    @cached_property
    def of_all(self) -> frozenset[str]:
        """The codes that every one of several notes ignores: those of the deck's defaults."""
        if len(self._codes) < 2:
            return frozenset()
        return frozenset(self._codes[0]).intersection(*self._codes)
