"""What brackets hold together in a formula, and what primes and factorials say (rule 51).

Elsewhere brackets and quotes say nothing (rules 6 and 12); but (a + 1)/b is not a + 1/b, nor f′(x) f(x).
Raised and lowered letters are in brackets: xⁿ⁺¹ is x^(n+1), and not x^n + 1.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import define

from quizkit.answers.letters import MAX_LENGTH, plain
from quizkit.grading.formulas import RAISED, SUBSCRIPTS, signs_of, with_signs
from quizkit.lazy import pattern

_MAY_GROUP = frozenset("()[]{}（）'\"`′″‴’!" + RAISED + SUBSCRIPTS).intersection
_ABOVE = pattern(f"(?<=[\\w)\\]}}])([{RAISED}]+)")
_BELOW = pattern(f"([{SUBSCRIPTS}]{{2,}})")
_TOKEN = pattern(r"[^\W_]|\S")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_OPERATORS = frozenset("-+=/<>≤≥≠≈→±∪∩∧∨")
_SIGNS = (("->", "→"), ("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("+/-", "±"), ("+-", "±"))
_PRIMES = str.maketrans(
    {"″": "''", "‴": "'''", '"': "''", "”": "''", "′": "'", "’": "'", "´": "'", "`": "'"}
)
_NUMBER = r"[0-9]+ ?/ ?[0-9]+|[d∂] ?/ ?[d∂][^\W\d_]"
_PART = pattern(rf"(?<![\w^/)\].])(?:\(({_NUMBER})\)|({_NUMBER})) ?[*·]? ?(?=[^\W\d_])")
"""A fraction of figures, or d/dx, before a letter, which needs no brackets: (1/2)mv²."""
_DERIVED = pattern(r"[^\W\d_]'+ ?\(")
_FACTORIAL = pattern(r"(?:(?<![^\W\d_])(?:(?<!\d)[^\W\d_]|\d)|\))(!+)(?!=)")


class Grouping(NamedTuple):
    """What holds a formula together.

    Args:
        groups: for each that counts, how many operators stand before it, and before its end.
        primes: how many there are.
        factorials: how many there are.
        fractions: how many multiply the letter behind them.
    """

    groups: tuple[tuple[int, int], ...] = ()
    primes: int = 0
    factorials: int = 0
    fractions: int = 0


_NONE = Grouping()


@define
class _Opened:
    """A group that is not closed yet: where it begins, and how many operators part it."""

    at: int
    before: int
    parts: int = 0


def is_grouped_otherwise(right: str, given: str) -> bool:
    """Return whether a clean text holds other things together than a right answer, a formula."""
    if not (_MAY_GROUP(right) or _MAY_GROUP(given)):
        return False
    ours = _grouping(right)
    theirs = _grouping(with_signs(given, signs_of(right)), primed=ours.primes > 0)
    if not ("′" in right or "″" in right or ours.primes):
        theirs = theirs._replace(primes=0)
    if not ours.fractions:
        theirs = theirs._replace(fractions=0)
    return ours != theirs


@lru_cache(maxsize=1024)
def _grouping(text: str, *, primed: bool = False) -> Grouping:
    """Return what holds a text together; quotes of one `primed` are primes wherever they stand."""
    if len(text) > MAX_LENGTH:
        return _NONE
    primes = text.translate(_PRIMES)
    counts = primed or "′" in text or "″" in text or _DERIVED.search(primes)
    for typed, sign in _SIGNS:
        text = text.replace(typed, sign)
    text = plain(_BELOW.sub(r"(\1)", _ABOVE.sub(r"^(\1)", text)))
    text, fractions = _PART.subn(r"\1\2 ", text)
    return Grouping(
        tuple(sorted(_groups(_TOKEN.findall(text)))),
        primes.strip("'").count("'") + (len(primes) - len(primes.rstrip("'"))) if counts else 0,
        len("".join(_FACTORIAL.findall(text))),
        fractions,
    )


def _groups(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield for each group that counts how many operators stand before it, and before its end."""
    opened: list[_Opened] = []
    before = 0
    is_charged = tokens[-1:] in (["+"], ["-"]) or tokens[-2:] in (["+", ")"], ["-", ")"])
    for at, token in enumerate(tokens):
        if token in _OPENING:
            opened.append(_Opened(at, before))
        elif token in _CLOSING and opened:
            group = opened.pop()
            is_all = group.at == 0 and at == len(tokens) - 1
            behind = "".join(tokens[at + 1 : at + 2])
            times = (behind == "^" or behind.isdigit()) and at - group.at > 2 and not is_charged
            if not is_all and (group.parts or times):
                yield group.before, before
        elif token in _OPERATORS:
            before += 1
            ends = tokens[at + 1 : at + 2] and tokens[at + 1] not in _CLOSING
            if opened and at > opened[-1].at + 1 and ends:
                opened[-1].parts += 1
