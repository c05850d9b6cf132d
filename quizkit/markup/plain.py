r"""Texts without marks, by the standard library alone, so that grading loads no parser.

`is_plain` tells at a glance that a text has no marks, as most have none. `stripped` takes the marks
from an answer as a learner typed it: `**citric acid cycle**`, `$x$`. It takes only what is sure to
be a mark, since an answer is judged as it was typed, too: `2*3*4` and `snake_case` stay. All
patterns stop at the next mark of their kind, which keeps them linear.
"""

import re

from quizkit.lazy import pattern

_MARKS = pattern(r"[\\`*_\[$\n\r\t\0]|~~|<\S|&[#A-Za-z]|\{[^{}|]*\||^\s|\s$")
_BEGINS_BLOCK = pattern(r"[-+#>]|\d{1,9}[.)]")

READING = pattern(r"\{([^{}|\\`$\n]{1,200})\|([^{}|\\`$\n]{1,200})\}")
"""`{漢字|かんじ}`, where `is_read(base)` holds of what stands before the bar."""


def is_plain(text: str, *, inline: bool = False) -> bool:
    """Return whether `text` surely has no marks: Markdown shows it as it stands.

    Args:
        inline: whether it is read as a part of a line, in which `1985.` begins no list.
    """
    if _MARKS.search(text):
        return False
    return inline or not _BEGINS_BLOCK.match(text)


def is_read(base: str) -> bool:
    """Return whether words may have a reading above them: a Latin set such as `{x|x > 0}` has none.

    They have a character from U+2E80 on, or two letters or more that are not Latin.
    """
    if any(char >= "\u2e80" for char in base):
        return True
    return sum(char >= "\u0370" and char.isalpha() and not _is_latin(char) for char in base) > 1


def _is_latin(char: str) -> bool:
    return (
        "\u1d00" <= char <= "\u1dbf" or "\u1e00" <= char <= "\u1eff" or "\u2071" <= char <= "\u2c7f"
    )


def stripped(text: str) -> str:
    """Return an answer as typed without the marks of Markdown in it; without any, as it is.

    Emphasis goes, struck and code marks, the dollars of a formula, the target of a link, and the
    reading of a word; TeX becomes the Unicode that a formula has; a character behind a backslash
    stays. A star or a line below within a word is no mark.
    """
    if not _ANY_MARK.search(text):
        return text
    fence = _FENCE.fullmatch(text)
    if fence:
        return fence["code"]
    if not {"`", "$"} & {*text} and _TEX.search(text):
        text = _plain_tex(text)
    kept: list[str] = []  # what is no mark whatever it looks like, taken out meanwhile
    text = _PARTS.sub(lambda found: _part(found, kept), text.replace("\0", "\ufffd"))
    for mark in _EMPHASIS + _EMPHASIS:  # _**both**_
        text = mark.sub(r"\1", text)
    again = iter(kept)
    return _KEPT.sub(lambda _: next(again), text)


def unquoted(text: str) -> str:
    """Return code as typed without the backquotes or the fence around all of it; else as it is."""
    found = _FENCE.fullmatch(text) or _QUOTED.fullmatch(text)
    return found["code"] if found else text


def _plain_tex(text: str) -> str:
    from quizkit.markup.maths.typed import plain_tex

    return plain_tex(text)


_ANY_MARK = pattern(r"[\\`*_\[$~{&]")
_TEX = pattern(r"\\[A-Za-z]|[_^]\{")
_FENCE = pattern(
    r"\s*+(?P<fence>`{3,9}+|~{3,9}+)[^`~\n]*+\n(?P<code>.*?)\n?(?P=fence)\s*", re.DOTALL
)
_QUOTED = pattern(r"\s*(?P<ticks>`{1,2})(?!`) ?(?P<code>(?:[^`]|(?!(?P=ticks))`)+?) ?(?P=ticks)\s*")
_PARTS = pattern(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)`(?!`)(?P<code>[^`]+)`(?!`)
    | (?<!`)``(?!`)(?P<codes>(?:[^`]|`(?!`))+)``(?!`)
    | \$\$(?P<display>[^$]+)\$\$
    | (?<![\d$])\$(?![\s$])(?P<maths>(?:[^$\\]|\\.)+)(?<!\s)\$(?![\d$])
    | !?\[(?P<words>[^\[\]\n]+)\](?<!\\\])\([^()\s]*(?:\s+"[^"\n]*")?\)
    | \{(?P<base>[^{}|\n]+)\|[^{}|\n]+\}
    | &(?P<entity>\#\w{1,8}|\w{1,32});
    """,
    re.DOTALL | re.VERBOSE,
)
_EMPHASIS = [
    pattern(rf"(?<![\w{mark}]){marks}(?=\S)({inner})(?<=\S){marks}(?![\w{mark}])")
    for mark, marks, inner in (
        ("*", r"\*\*\*", "[^*]+"),
        ("_", "___", "[^_]+"),
        ("*", r"\*\*", r"(?:[^*]|\*(?!\*))+"),
        ("_", "__", "(?:[^_]|_(?!_))+"),
        ("*", r"\*", "[^*]+"),
        ("_", "_", "[^_]+"),
        ("~", "~~", "(?:[^~]|~(?!~))+"),
    )
]
_KEPT = pattern("\0")


def _part(found: re.Match[str], kept: list[str]) -> str:
    """Return what a part says; a NUL in place of what is `kept` as it is."""
    what, said = str(found.lastgroup), found[str(found.lastgroup)]
    match what:
        case "words":
            return said
        case "base":
            return said if is_read(said) else found[0]
        case "entity":
            from html import unescape

            said = unescape(found[0])
        case "maths" | "display":
            said = _plain_tex(said)
        case "code" | "codes" if said.strip():
            said = said[1:-1] if said[0] == said[-1] == " " else said
    kept.append(said)
    return "\0"
