"""What is wrong with something, and how to mend it, before it has a place."""

from typing import NamedTuple, TypeAlias

from quizkit.errors.codes import ProblemCode

Change: TypeAlias = tuple[int, int, str]
"""A piece of the text, from one offset to another, and what is to stand there."""


class Mend(NamedTuple):
    """How to mend something.

    Args:
        fix: what to do, in words; often with the line written right below.
        changes: the same, done in the text; none where only the author knows what is meant.
    """

    fix: str
    changes: tuple[Change, ...] = ()


Fix: TypeAlias = str | Mend


class Wrong(NamedTuple):
    """What is wrong with something, wherever it stands: the code, the message, and the fix."""

    code: ProblemCode
    message: str
    fix: Fix
