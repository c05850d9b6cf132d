"""What a check of a deck finds: what is wrong, where, and how much it matters."""

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from quizkit.errors import Edit, Location, Problem, codes, told
from quizkit.errors.problems import short
from quizkit.lazy import deferred
from quizkit.value import Value

if TYPE_CHECKING:
    from quizkit.lint import codes as rules
else:
    rules = deferred("quizkit.lint.codes")


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The deck is wrong: a learner would be misled."""
    WARNING = "warning"
    """The card can be learned, but is likely to teach badly."""
    HINT = "hint"
    """Worth a look; shown on request, since many good cards give one."""


@frozen(eq=False, repr=False)
class Finding(Value):
    """One thing that a check found: where, what, how to fix it, and how much it matters.

    Args:
        location: where it is; line 0 stands for the file as a whole.
        code: that of the rule, or of the problem that the reader of decks reported.
        message: what is wrong, in one sentence without a full stop.
        fix: what to do, or the line written right; may hold several lines.
        excerpt: the line of the file it is on, as it stands there.
        severity: of what the reader of decks reports, always an error.
        edits: what mends it in the file, where one mend is safe: in order, none within another.
    """

    location: Location
    code: "rules.RuleCode | codes.ProblemCode"
    message: str
    fix: str = ""
    excerpt: str = ""
    severity: Severity = Severity.ERROR
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        message = self.message
        if self.code.startswith("Q"):  # a rule's, which may be ignored by its code
            message = f"{self.severity}: {message} [{self.code}]"
        return told(self.location, message, self.excerpt, self.fix)

    def to_dict(self) -> dict[str, object]:
        """Return the finding as JSON values, its place as `file`, `line` and `column`."""
        return {
            "file": self.location.file,
            "line": self.location.line,
            "column": self.location.column,
            "code": str(self.code),
            "severity": str(self.severity),
            "message": self.message,
            "fix": self.fix,
            "excerpt": short(self.excerpt, self.location.column),
            "edits": [edit.to_dict() for edit in self.edits],
        }


def from_problem(problem: Problem) -> Finding:
    """Return a problem that the reader of decks reported as a finding."""
    return Finding(
        problem.location,
        problem.code,
        problem.message,
        problem.fix,
        problem.excerpt,
        edits=problem.edits,
    )
