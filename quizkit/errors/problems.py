"""The problems of a deck: where each is, what is wrong, how to fix it, and edits that do."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from quizkit.lazy import deferred
from quizkit.value import Value
from quizkit.visible import visible

if TYPE_CHECKING:
    from quizkit.errors import codes as codes
    from quizkit.errors.codes import ProblemCode as ProblemCode
else:
    codes = deferred("quizkit.errors.codes")


@frozen(eq=False, repr=False)
class Location(Value):
    """A place in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"


@frozen(eq=False, repr=False)
class Edit(Value):
    """A piece of a file to be replaced: an editor can make it as it is.

    Args:
        start: of the piece.
        end: behind its last character; where it is `start`, the text is put in.
        text: what is to stand there; "" deletes the piece.
    """

    start: Location
    end: Location
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return the edit as JSON values; lines and columns count from 1, columns in characters."""
        return {
            "line": self.start.line,
            "column": self.start.column,
            "end": {"line": self.end.line, "column": self.end.column},
            "text": self.text,
        }


@frozen(eq=False, repr=False)
class Problem(Value):
    """One thing wrong with a deck: where, what, and how to fix it.

    Args:
        location: where it is; line 0 stands for the file as a whole.
        code: a stable short name of the kind of problem, which equals its text: `"unknown-key"`.
        message: what is wrong, in one sentence without a full stop.
        fix: what to do, or the line written right; may hold several lines.
        excerpt: the line of the file it is on, as it stands there.
        edits: what mends it in the file, where one mend is safe: in order, none within another.
    """

    location: Location
    code: "codes.ProblemCode"
    message: str
    fix: str = ""
    excerpt: str = ""
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return told(self.location, self.message, self.excerpt, self.fix)

    def to_dict(self) -> dict[str, object]:
        """Return the problem as JSON values, its place as `file`, `line` and `column`."""
        return {
            "file": self.location.file,
            "line": self.location.line,
            "column": self.location.column,
            "code": str(self.code),
            "message": self.message,
            "fix": self.fix,
            "excerpt": short(self.excerpt, self.location.column),
            "edits": [edit.to_dict() for edit in self.edits],
        }


def newly(before: Iterable[Problem], now: Iterable[Problem]) -> list[Problem]:
    """Return the problems that a deck had not before it was edited, wherever those stand by now."""
    left = Counter((problem.code, problem.excerpt) for problem in before)
    new = []
    for problem in now:
        same = problem.code, problem.excerpt
        if left[same] <= 0:
            new.append(problem)
        left[same] -= 1
    return new


def told(location: Location, message: str, excerpt: str, fix: str) -> str:
    """Return what is wrong in lines for a terminal: the message, the line it is on, the fix."""
    place = str(location) if location.line else visible(location.file)
    lines = [f"{place}: {visible(message)}"]
    if excerpt:
        lines += _marked(excerpt, location)
    if fix:
        first, *rest = fix.split("\n")
        lines.append(f"fix: {visible(first)}")
        lines += [f"     {visible(line)}" for line in rest]
    return "\n".join(lines)


def short(excerpt: str, column: int) -> str:
    """Return a line as it stands; of one that no editor shows whole, what is around a column."""
    if len(excerpt) <= _LONGEST_LINE:
        return excerpt
    start = max(0, column - _LONGEST_LINE // 2)
    return excerpt[start : start + _LONGEST_LINE]


_LONGEST_LINE = 1000
_EXCERPT_WIDTH = 100


def _marked(excerpt: str, location: Location) -> list[str]:
    """Return the excerpt with its line number, and a caret below the column.

    Of a long line only the part around the column is shown.
    """
    column = min(location.column - 1, len(excerpt))
    start = max(0, column - _EXCERPT_WIDTH * 2 // 3) if len(excerpt) > _EXCERPT_WIDTH else 0
    before = ("…" if start else "") + visible(excerpt[start:column])
    after = visible(excerpt[column : start + _EXCERPT_WIDTH])
    more = "…" if start + _EXCERPT_WIDTH < len(excerpt) else ""
    number = f"{location.line:>5}"
    return [f"{number} | {before}{after}{more}", f"{' ' * len(number)} | {_blank(before)}^"]


def _blank(text: str) -> str:
    """Return spaces as wide as `text` is on a terminal, so that a caret stands below its mark."""
    if text.isascii():
        return " " * len(text)
    try:
        from wcwidth import wcswidth
    except ModuleNotFoundError:  # decks are read with PyYAML alone
        return " " * len(text)
    width = wcswidth(text)
    return " " * (len(text) if width < 0 else width)
