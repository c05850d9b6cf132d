"""Marks that are shown, as nothing is read between them.

`**bold **` has a space inside, `**「語」**の` a letter behind that touches: neither is bold. Two stars
or a backquote without others, `[words] (address)` with a space between, and a file's name with a
space in it are shown as they stand as well.

bad:
  - question: Which **gas **do plants take in?
    answer: carbon dioxide
    markup: markdown
good:
  - question: Which **gas** do plants take in?
    answer: carbon dioxide
    markup: markdown
  - question: What does `2 ** 3 ** 2` give in Python?
    answer: "512"
    markup: markdown
"""

import re
from typing import NamedTuple

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Text


class _Stray(NamedTuple):
    looks: "re.Pattern[str]"
    fix: str


_ROWS = (
    _Stray(
        pattern(
            r"(?<![\w*])\*\*\s+[^*\n]{1,200}(?<=\S)\*\*(?!\w)|(?<![\w*(,])\*\*[^*\s][^*\n]{0,200}?\s\*\*(?!\d|\*)"
        ),
        "leave no space inside of the marks: `**bold**`",
    ),
    _Stray(
        pattern(
            r"\*\*[^*\s][^*\n]{0,200}?[^\x00-\x7f\w]\*\*(?=\w)|(?<=\w)\*\*[^\x00-\x7f\w][^*\n]{0,200}?\*\*"
        ),
        "put the marks inside of the brackets or quotes, or a space around them",
    ),
    _Stray(
        pattern(r"(?<![^\s\"'])(?<!, )\*\*(?=[^\W\d_])(?!(?<=^\*\*)\w+$)[^*\n]*$"),
        "close it with two more, or put code between backquotes: `**kwargs`",
    ),
    _Stray(
        pattern(r"!?\[[^\[\]\n]{1,200}\]\s\((?:https?://|www\.)[^()\s]{1,200}\)"),
        "leave no space between the brackets: `[words](https://…)`",
    ),
    _Stray(
        pattern(r"!?\[[^\[\]\n]{0,200}\]\([^()<>\n\"]{1,200}\s[^()<>\n\"]{0,200}\)"),
        "put an address with a space in it between `<` and `>`: `![…](<my file.png>)`",
    ),
    _Stray(
        pattern(r"(?<![`\w])`(?=[^\s`'])[^`\n]*$|^[^`\n]*(?<=[^\s`])`(?![`'\w])[^`]*$"),
        "close it with another backquote, or write a backslash before it",
    ),
)


@warning()
def stray_marks(written: Written) -> Hits:
    """Return a hit on a text with marks between which nothing is read."""
    for text in written.of(Text):
        for looks, fix in _ROWS:
            found = looks.search(text.text)
            if found and not (found[0].count("`") and r"\`" in written.text):
                said = f"`{found[0][:60]}`".replace("``", "`")
                yield written.hit(f"the marks of {said} are shown as they stand", fix, found[0])
                return
