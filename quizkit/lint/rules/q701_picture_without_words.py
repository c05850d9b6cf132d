"""A picture without words.

Who cannot see it, on a terminal that shows no pictures or with a screen reader, has the words in its
place. Say what is to be seen, not what it is called: its file's name tells nobody anything.

bad:
  - question: Which organ is shown?
    answer: kidney
    image: organ-2.png
good:
  - question: Which organ is shown?
    answer: kidney
    image: {organ-2.png: "An organ like a bean, with a tube that leaves where it curves inwards"}
"""

import posixpath
import re
from collections.abc import Iterator

from quizkit.lazy import pattern
from quizkit.lint.pictures import Shown, pictures_of
from quizkit.lint.rule import CheckedDeck, Hits, warning

_NAMELESS = pattern(
    r"(?i)(?:an?|the|this|my)? ?(?:image|img|picture|pic|photo|photograph|figure|fig|diagram|drawing|"
    r"screen ?shot|graphic|alt|alt text|untitled|paste\w*|pasted image|scan|dsc|clipboard)"
    r"[-_ .#]*[\da-f]*(?: \d+)*\.?"
)
_FILE = pattern(r"(?i)\S+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic)")


def _says_nothing(shown: Shown) -> bool:
    """Return whether the words of a picture are missing, or are a name."""
    said = shown.alt.strip()
    if not said or _NAMELESS.fullmatch(said) or _FILE.fullmatch(said):
        return True
    stem = posixpath.splitext(posixpath.basename(shown.file))[0]
    return " " not in said and _letters(said) == _letters(stem)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _once(deck: CheckedDeck) -> Iterator[Shown]:
    """Yield the pictures of a deck, each file once."""
    seen: set[str] = set()
    for shown in pictures_of(deck):
        if _says_nothing(shown) and shown.file not in seen:
            seen.add(shown.file)
            yield shown


@warning()
def picture_without_words(deck: CheckedDeck) -> Hits:
    """Return a hit on each picture that has no words for those who cannot see it."""
    for shown in _once(deck):
        said = f"`{shown.alt}`" if shown.alt.strip() else "nothing"
        wanted = f"![what is to be seen]({shown.file})"
        if shown.key:
            wanted = f"{shown.key}: {{{shown.file}: what is to be seen}}"
        message = f"{said} tells those who cannot see `{shown.file}` what it shows"
        if said != "nothing":
            message = f"{said} does not say what is to be seen in `{shown.file}`"
        yield shown.hit(message, f"write `{wanted}`")
