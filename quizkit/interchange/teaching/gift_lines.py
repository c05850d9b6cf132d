r"""A file in GIFT cut into questions, line by line, so that one that is wrong spoils no other.

Signs behind a backslash, and those within formulas, are hidden while a text is read: each is a
character that no text has until `seen` brings it back.
"""

import re
from collections.abc import Iterator

from attrs import define, field

from quizkit.lazy import pattern

_ESCAPED = pattern(r"\\([\\~=#{}:n])")
_SIGNS = "\\~=#{}:n"
_HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate(_SIGNS)}
_SEEN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
_IN_MATHS = str.maketrans({sign: _HIDDEN[sign] for sign in "\\~=#{}:"})
_OWN = pattern("[\ufdd0-\ufdef]")
_MATHS = pattern(
    r"\\{1,2}\((?P<a>[^\n]{1,999}?)(?<!\\)\\{1,2}\)|\\{1,2}\[(?P<b>[^\n]{1,999}?)(?<!\\)\\{1,2}\]|\$\$(?P<c>[^$\n]{1,999})\$\$"
)
_ANSWERS = pattern(r"\{\s*(?:[=~#}]|\d*:[A-Z_]+:|(?:T|F|TRUE|FALSE)\s*[#}])|->")
_COMMENT_ID = pattern(r"\[id:([^\]\n]{1,200})\]")
_COMMENT_TAG = pattern(r"\[tag:([^\]\n]{1,200})\]")
_TITLED = pattern(r"::(?:[^:]|:(?!:))+::")
_GOES_ON = pattern(r"[=~#}]")
_CONTEXT = pattern(r"\$(?:course|module|system|cat\d|coursecat)\w*\$|top|", re.IGNORECASE)


def hidden(line: str) -> str:
    """Return a line with the signs hidden that are text, whatever they look like."""
    line = _OWN.sub("", line)
    if "\\" in line or "$$" in line:
        line = _MATHS.sub(_maths, line)
        line = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], line)
    return line


def _maths(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    inner = found[name]
    if _ANSWERS.search(inner):
        return found[0]
    inner = re.sub(r"\\([\\~=#{}:])", r"\1", inner)
    begin, end = {"a": (r"\(", r"\)"), "b": (r"\[", r"\]"), "c": ("$$", "$$")}[name]
    return (begin + inner + end).translate(_IN_MATHS)


def seen(text: str) -> str:
    """Return a text with the signs that were hidden."""
    return text.translate(_SEEN)


@define
class Piece:
    """A question, or a text between questions, as it stands in the file.

    Args:
        line: of its first line, from 1.
        text: with its signs hidden, without comments.
        category: names of the category, from the outermost in.
        source_id: that of a comment before it; empty if there is none.
        tags: those of comments.
    """

    line: int
    text: str
    category: tuple[str, ...] = ()
    source_id: str = ""
    tags: list[str] = field(factory=list)


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the questions of a file, and the texts between them, in order."""
    pending: Piece | None = None
    for piece in _Cutter().pieces(text):
        if pending is not None:
            is_title = _TITLED.fullmatch(pending.text) and not _TITLED.match(piece.text)
            if is_title or (_is_answers_alone(piece.text) and "{" not in pending.text):
                pending.text += "\n" + piece.text
                pending.tags += piece.tags
                piece = pending
            else:
                yield pending
        pending = piece
    if pending is not None:
        yield pending


def _is_answers_alone(text: str) -> bool:
    return text.startswith("{") and text.endswith("}") and text.count("{") == 1


class _Cutter:
    """Takes the lines of a file, and knows the question that they are part of."""

    def __init__(self) -> None:
        self._category: tuple[str, ...] = ()
        self._lines: list[str] = []
        self._line = 0
        self._depth = 0  # braces that are open
        self._has_answers = False
        self._source_id = ""
        self._tags: list[str] = []

    def pieces(self, text: str) -> Iterator[Piece]:
        """Yield the pieces of a text."""
        lines = text.split("\n")
        following = _following(lines)
        for number, raw in enumerate(lines):
            line = raw.strip()
            if line.startswith("//"):
                if self._depth == 0 and self._has_answers:
                    yield from self._done()
                self._comment(line)
            elif not line:
                if self._depth and _GOES_ON.match(following[number]):
                    self._lines.append("")
                else:
                    yield from self._done()
            elif line[:10].upper() == "$CATEGORY:":
                yield from self._done()
                self._category = _names(line[10:])
            else:
                begins = _TITLED.match(line)
                if begins and (self._depth or self._has_answers):
                    yield from self._done()
                self._take(number + 1, raw.rstrip())
        yield from self._done()

    def _take(self, number: int, raw: str) -> None:
        line = hidden(raw)
        if not self._lines:
            self._line = number
        self._lines.append(line)
        self._depth = max(0, self._depth + line.count("{") - line.count("}"))
        self._has_answers = self._has_answers or "{" in line

    def _comment(self, line: str) -> None:
        found = _COMMENT_ID.search(line)
        if found:
            self._source_id = found[1].strip()
        self._tags += [tag.strip() for tag in _COMMENT_TAG.findall(line) if tag.strip()]

    def _done(self) -> Iterator[Piece]:
        if not self._lines:
            return
        text = "\n".join(self._lines).strip()
        yield Piece(self._line, text, self._category, self._source_id, self._tags)
        self._lines, self._depth, self._has_answers = [], 0, False
        self._source_id, self._tags = "", []


def _following(lines: list[str]) -> list[str]:
    """Return, for each line, the first line behind it that says something."""
    found, last = [""] * len(lines), ""
    for number in range(len(lines) - 1, -1, -1):
        found[number] = last
        line = lines[number].strip()
        if line and not line.startswith("//"):
            last = line
    return found


def _names(path: str) -> tuple[str, ...]:
    """Return the names of a category: `$course$/top/Trees/Leaves`; two slashes are one in a name."""
    parts = re.split("/", path.strip().replace("//", "\ufdd8"))
    names = [part.replace("\ufdd8", "/").strip() for part in parts]
    while names and _CONTEXT.fullmatch(names[0]):
        names.pop(0)
    return tuple(filter(None, names))
