"""What lines are drawn on: how wide it is, and how a run of words is painted there.

Renderers of `quizkit.markup` know no terminal. Whoever has one hands in a `Paper`.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, Self

from quizkit.markup.block import Inline, Maths, Picture


class Look(NamedTuple):
    """How a run of words looks: what of it is true."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    dim: bool = False
    code: bool = False

    @property
    def stressed(self) -> "Look":
        """This look with more weight: bold, and underlined within words that are bold."""
        return self._replace(underlined=True) if self.bold else self._replace(bold=True)


PLAIN = Look()
"""Words as the paper has them."""


class Span(NamedTuple):
    """A run of words of one look; a line break in it ends a line."""

    text: str
    look: Look = PLAIN


class Filling(NamedTuple):
    """What stands in a blank of a cloze.

    Args:
        text: in words.
        inlines: the same with its marks; none where it has no marks.
        is_asked: whether it is a blank that the learner is asked to fill.
        is_open: whether it is not filled yet, so that the text only stands in its place.
    """

    text: str
    inlines: tuple[Inline, ...] = ()
    is_asked: bool = False
    is_open: bool = False

    @property
    def source(self) -> str:
        """How it stands in the source of a formula."""
        match self.inlines:
            case (Maths(source),):
                return source
        return self.text


def look_of(filling: Filling, around: Look) -> Look:
    """Return how what stands in a blank looks among words of a look: what is asked stands out."""
    if not filling.is_asked:
        return around
    return around._replace(bold=True) if filling.is_open else around.stressed


Fillings = Sequence[Filling]
"""Those of a text, each at the number of its hole."""


class Paper(Protocol):
    """How to write: `quizkit.cli.page.Page`."""

    @property
    def width(self) -> int:
        """The columns of a line."""
        ...

    @property
    def is_styled(self) -> bool:
        """Whether looks are seen; where they are not, code stands between backquotes."""
        ...

    @property
    def heard(self) -> bool:
        """Whether lines are read one after the other, perhaps aloud, so that nothing is in columns."""
        ...

    def narrowed(self, columns: int) -> Self:
        """Return the same paper with so many columns less."""
        ...

    def painted(self, text: str, look: Look) -> str:
        """Return a text that is safe to print in a look."""
        ...

    def wrapped(self, text: str) -> list[str]:
        """Return a text, painted or not, as lines that are no wider than the paper."""
        ...

    def pictured(self, picture: Picture) -> list[str]:
        """Return a picture that stands by itself, or what is said in its place, as lines."""
        ...
