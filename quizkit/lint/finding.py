"""What a check of a deck finds: a problem with a code and a severity."""

from enum import Enum

from attrs import evolve, frozen

from quizkit.errors import Problem


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    """The deck is wrong: a learner would be misled."""
    WARNING = "warning"
    """The card can be learned, but is likely to teach badly."""
    HINT = "hint"
    """Worth a look; shown on request, since many good cards give one."""


@frozen(eq=False, repr=False)
class Finding(Problem):
    """One thing that a check found: a problem, and how much it matters.

    Args:
        severity: of what the reader of decks reports, always an error.
    """

    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        if not self.code.startswith("Q"):  # the reader's: not a rule, and not to be ignored
            return Problem.__str__(self)
        said = f"{self.severity.value}: {self.message} [{self.code}]"
        return Problem.__str__(evolve(self, message=said))


def from_problem(problem: Problem) -> Finding:
    """Return a problem that the reader of decks reported as a finding."""
    return Finding(problem.location, problem.code, problem.message, problem.fix, problem.excerpt)
