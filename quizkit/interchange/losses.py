"""Losses told by kind: thousands of one kind are one line, with the first places."""

from collections.abc import Iterable
from typing import NamedTuple

from quizkit.interchange.values import Loss

_FIRST = 3


class KindOfLoss(NamedTuple):
    """Losses of one kind.

    Args:
        what: what was lost.
        why: why, or what to do about it.
        number: how often.
        first: the first few of them.
    """

    what: str
    why: str
    number: int
    first: tuple[Loss, ...]


def by_kind(losses: Iterable[Loss]) -> list[KindOfLoss]:
    """Return losses by kind, in the order in which the first of each came."""
    found: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        found.setdefault((loss.what, loss.why), []).append(loss)
    return [
        KindOfLoss(what, why, len(each), tuple(each[:_FIRST]))
        for (what, why), each in found.items()
    ]
