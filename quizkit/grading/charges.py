"""Ions in the ways that their charges are written: rule 45 of docs/grading.md.

Raised, or behind a caret, a space, a bracket or nothing, a charge is the same: Cu²⁺, Cu^2+, Cu 2+.
With the sign before the figure, or once for each (Cu+2, Cu++), it is a slip. SO42- may be a
sulfate, or 42 of oxygen, and is read as both.
"""

from functools import lru_cache
from typing import NamedTuple

from quizkit.answers.letters import plain
from quizkit.lazy import pattern

_ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br"
    " Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho"
    " Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm".split()
)
_SYMBOL = pattern("[A-Z][a-z]?|[a-z]")
_LONGEST = 24
_CHARGE = pattern("[-+\u207a\u207b\u2212\u2013][1-9\u00b9\u00b2\u00b3\u2074-\u2079]?[)}]?\\Z")
_SIGN = pattern("[-+\u207a\u207b\u2212\u2013]")
_RAISED = pattern("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207a\u207b]+")
_ION = pattern(
    r"(?P<body>[A-Za-z(\[][A-Za-z0-9()\[\]]*?)(?P<apart> ?\^?[({]?)"
    r"(?:(?P<figure>[1-9]?)(?P<sign>[+-])|(?P<first>[+-])(?P<behind>[1-9])|(?P<row>\+{2,4}|-{2,4}))"
    r"[)}]?"
)


class Ion(NamedTuple):
    """A text read as an ion.

    Args:
        text: as it is best written in ASCII: `SO4^2-`.
        in_order: whether the figure of the charge stood before the sign.
    """

    text: str
    in_order: bool


def ions(text: str) -> tuple[Ion, ...]:
    """Return the ions that a clean text may be; none of most."""
    if not 1 < len(text) <= _LONGEST or not _CHARGE.search(text):
        return ()
    return _ions(text)


@lru_cache(maxsize=1024)
def _ions(text: str) -> tuple[Ion, ...]:
    found = _ION.fullmatch(plain(_RAISED.sub(lambda raised: f"^{raised[0]}", text)))
    if found is None:
        return ()
    body, sign = found["body"], found["sign"]
    if not sign:
        row = found["row"] or found["first"]
        return (Ion(_written(body, found["behind"] or str(len(row)), row[0]), False),)
    ways = [_written(body, found["figure"], sign)]
    if found["figure"] and not found["apart"]:  # NH4+, which has no charge of 4
        ways.append(_written(body + found["figure"], "", sign))
    return tuple(Ion(way, True) for way in ways)


def _written(body: str, figure: str, sign: str) -> str:
    return f"{body}^{figure.removeprefix('1')}{sign}"


def in_other_order(right: str, given: str, *, keep_case: bool = False) -> bool:
    """Return whether two clean texts are one, but for an ion with its charge in another order.

    That may be a word of several: the Fe³⁺ ion, the Fe+3 ion.
    """
    pairs = _differing(right, given, keep_case=keep_case)
    return bool(pairs) and all(_is_turned(*pair, keep_case=keep_case) for pair in pairs)


def _differing(right: str, given: str, *, keep_case: bool = False) -> list[tuple[str, str]]:
    """Return the words that tell two texts with signs apart; none if they are not as many."""
    if not (_SIGN.search(right) and _SIGN.search(given)):
        return []
    words, own = (text.split(" ") for text in (right, given))
    if len(words) == 1 or len(words) != len(own):
        return [(right, given)]
    pairs = zip(words, own, strict=True)
    return [pair for pair in pairs if not _is_same(*map(plain, pair), keep_case=keep_case)]


def _is_same(one: str, other: str, *, keep_case: bool) -> bool:
    return one == other or (not keep_case and one.casefold() == other.casefold())


def _is_turned(right: str, given: str, *, keep_case: bool) -> bool:
    ours, theirs = ions(right), ions(given)
    if not (ours and theirs) or right.endswith(("++", "--")) or not _is_formula(right):
        return False  # C++ is no carbon, and i no iodine
    pairs = ((one, other) for one in ours for other in theirs)
    return any(
        one.in_order != other.in_order and _is_same(one.text, other.text, keep_case=keep_case)
        for one, other in pairs
    )


def other_charge(right: str, given: str) -> tuple[str, str] | None:
    """Return the formula in a clean text, and the one of another charge in its place; else None.

    One of the charges has a figure.
    """
    pairs = _differing(right, given)
    if len(pairs) != 1:
        return None
    ours, theirs = map(ions, pairs[0])
    if not any(ion.in_order for ion in ours):
        return None  # HIV-1
    if not any(ion.text[-2].isdigit() for ion in (*ours, *theirs)):
        return None  # O- and O+, which may be blood
    return None if _bodies(ours).isdisjoint(_bodies(theirs)) else pairs[0]


def _bodies(found: tuple[Ion, ...]) -> set[str]:
    return {ion.text.rpartition("^")[0].casefold() for ion in found}


def _is_formula(text: str) -> bool:
    """Return whether all the letters of a text are symbols of elements."""
    return all(symbol in _ELEMENTS for symbol in _SYMBOL.findall(plain(text)))
