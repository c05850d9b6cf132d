"""What is wrong with something, before it has a place."""

from typing import NamedTuple

from quizkit.errors.codes import ProblemCode


class Wrong(NamedTuple):
    """What is wrong with something, wherever it stands: the code, the message, and the fix."""

    code: ProblemCode
    message: str
    fix: str
