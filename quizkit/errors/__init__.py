"""What can go wrong for a user, as values: places, problems, and the exceptions that carry them.

Each message says what is wrong, where, and how to mend it. Scheduling raises ValueError and does
not need this module; everything else of ours that a user can cause is a QuizkitError.
`problems` has the problems of decks and their places, `codes` the code of every one.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quizkit.lazy import deferred

if TYPE_CHECKING:
    from quizkit.errors import codes, problems
    from quizkit.errors.codes import ProblemCode as ProblemCode
    from quizkit.errors.problems import (
        Edit as Edit,
        Location as Location,
        Problem as Problem,
        told as told,
    )
else:
    codes = deferred("quizkit.errors.codes")
    problems = deferred("quizkit.errors.problems")

__all__ = [
    "DeckError",
    "Edit",
    "Location",
    "Problem",
    "ProblemCode",
    "QuizkitError",
    "SessionError",
    "StoreError",
]


def __getattr__(name: str) -> object:
    """Return what a problem is made of, loaded with the first one: a good deck needs none."""
    if name in ("Edit", "Location", "Problem", "told"):
        return getattr(problems, name)
    if name == "ProblemCode":
        return codes.ProblemCode
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class QuizkitError(Exception):
    """Base of all errors a user of quizkit can cause."""


class DeckError(QuizkitError):
    """A deck that cannot be used; `problems` holds every one found, in the order of the file."""

    def __init__(self, problems: "Iterable[problems.Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)  # or pickle would take the message for the problems


class StoreError(QuizkitError):
    """A progress file that is locked, damaged, or from a newer quizkit."""


class SessionError(QuizkitError):
    """An input that the session's present state does not take."""
