"""What can be written into an entry of a deck, as values; `changes` does it.

They stand here by themselves, so that a rule can say what mends a card without loading what writes.
"""

from typing import NamedTuple, TypeAlias

Step: TypeAlias = str | int


class Put(NamedTuple):
    """One text more under a key: where there is none, or a single text, that becomes a list.

    Args:
        entry: offset of the entry, as `Reading.offset` gives it.
        path: leads to the list from the entry, by keys and places: `("examples", "close")`.
        text: the text.
        feedback: what is said to it, where the list is a mapping, or becomes one.
    """

    entry: int
    path: tuple[Step, ...]
    text: str
    feedback: str = ""


class Set(NamedTuple):
    """A text under a key, in place of the text that stands there, if one does."""

    entry: int
    path: tuple[Step, ...]
    text: str


class Swap(NamedTuple):
    """A piece of a text under a key, which it holds once, in whose place another one comes."""

    entry: int
    path: tuple[Step, ...]
    old: str
    text: str


class Respell(NamedTuple):
    """A piece of what stands under a key, wherever in it, as it is written there once.

    The path may be empty: then it stands anywhere in the entry.
    """

    entry: int
    path: tuple[Step, ...]
    old: str
    text: str


class Part(NamedTuple):
    """Several texts, as a list, under a key that is not there or in place of one text."""

    entry: int
    path: tuple[Step, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The first of them."""
        return self.texts[0]


class Drop(NamedTuple):
    """A key with its value, or an item of a list, taken out; it stands on one line."""

    entry: int
    path: tuple[Step, ...]
    text: str = ""


Change: TypeAlias = Put | Set | Swap | Respell | Part | Drop
