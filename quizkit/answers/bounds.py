"""What a quantity says of the true value: that it is more, less, about as much, or exactly that."""

import re
from enum import StrEnum

from quizkit.answers.english import ABOUT, EXACTLY, OVER, UNDER
from quizkit.lazy import pattern


class Bound(StrEnum):
    """What a quantity says of the true value."""

    EXACT = "exactly"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


def _of(bound: Bound, phrases: tuple[str, ...], *marks: str) -> str:
    """Return a group, named after a bound, that matches any of its phrases and marks."""
    return f"(?P<{bound.value}>{'|'.join(map(re.escape, (*phrases, *marks)))})"


_BEFORE = "|".join(
    (
        _of(Bound.OVER, OVER, ">=", "=>", ">", "\u2265"),
        _of(Bound.UNDER, UNDER, "<=", "=<", "<", "\u2264"),
        _of(Bound.ABOUT, ABOUT, "~", "\u2248", "\u2243"),
        _of(Bound.EXACT, EXACTLY),
    )
)
BEFORE = pattern(
    r"(?:(?:just|well|slightly|a (?:little|bit|lot|few)|far|somewhat) )?"
    rf"(?:{_BEFORE})(?:(?<=\W)|(?!\w))",
    re.IGNORECASE,
)
"""A bound before a number; the group that matched is named as the bound's value."""
_BEHIND = (
    r"(?P<over> ?\+| plus\b| (?:or|and) (?:more|over|above|up|higher|older)\b| at least\b| minimum\b)"
    r"|(?P<under> or (?:less|fewer|under|below|lower|younger)\b| at most\b| max(?:imum)?\b| tops\b)"
    r"|(?P<exactly> exactly\b| precisely\b)"
    r"|(?P<about> or so\b|-?ish\b| approximately\b| approx\b| more or less\b)"
)
BEHIND = pattern(_BEHIND, re.IGNORECASE)
"""Likewise behind a number."""
AT_END = pattern(rf"(?:{_BEHIND})\Z", re.IGNORECASE)
"""Likewise behind its unit."""


def bound_of(match: re.Match[str] | None) -> Bound:
    """Return the bound that one of the patterns has found, or that it is exact."""
    return Bound(str(match.lastgroup)) if match else Bound.EXACT


def insists(match: re.Match[str] | None) -> bool:
    """Return whether what stands beside a number says that it is exactly that one."""
    return bool(match and match["exactly"] and match["exactly"].strip().casefold() in EXACTLY[:2])
