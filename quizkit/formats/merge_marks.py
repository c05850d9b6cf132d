"""The lines that version control leaves in a file whose two versions it could not merge."""

from quizkit.errors.codes import ProblemCode
from quizkit.formats.wrong import Wrong
from quizkit.lazy import pattern

_MARK = pattern(r"(?:<{7}|>{7}|\|{7})(?= |$)|={7}$")


def merge_mark(line: str) -> Wrong | None:
    """Return what is wrong with such a line; which version counts its author knows."""
    mark = _MARK.match(line)
    return mark and Wrong(
        ProblemCode.YAML,
        f"`{mark[0]}` is a mark that a merge of two versions left here",
        "keep one of the versions between the marks, and delete the other and the marks",
    )
