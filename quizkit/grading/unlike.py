"""Formulas of the same letters that yet are others: rule 51 of docs/grading.md.

Texts leave aside whether a figure is raised or lowered, which brackets stand around, and a mark on
a letter (rules 3, 5 and 6). In a formula x₂ is not x², nor [0, 1) (0, 1], nor x̄ x.
"""

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from quizkit.answers.letters import MAX_LENGTH
from quizkit.grading.folding import GREEK
from quizkit.grading.formulas import RAISED, SUBSCRIPTS
from quizkit.lazy import pattern

_UP, _DOWN = frozenset(RAISED), frozenset(SUBSCRIPTS)
_IS_LEVEL = frozenset((*RAISED, *SUBSCRIPTS, "^", "_")).intersection
_TURNED_LEVELS = "what is raised and what is lowered"
_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_CLOSING.values())
_MINUS = frozenset("-⁻₋−–")
_BY_ITSELF = frozenset("ᵀᴴᶜᵏⁿⁱʲᵐᵖˣʸᶻ")
"""Letters that are an exponent where they are raised alone; Nᵒ, Dʳ and 4ᵗʰ are abbreviations."""
_PIECE = pattern(r"[^\W_]|\S")
_SUM = pattern(r"[^\W_][-+−][^\W_]")
_LIST = pattern(r"(?<!\w)([(\[\]{])([^()\[\]{}]*,[^()\[\]{}]*)([)\]}\[])")
"""A list in brackets: an interval, a point, a set; not what a function is of."""
_TURNED = {"]": "(", "[": ")"}
_MARKED = pattern("(?<![^\\W\\d_])[^\\W\\d_][\u0302\u0303\u0304\u0307](?![^\\W\\d_])")
_PLANCK = pattern("[ħℏ]")
_VECTORS = frozenset("\u20d7∇").isdisjoint


_ONE = pattern("!|unique|one|single")


class _Written(NamedTuple):
    """The letters and figures of a formula, and how each is written.

    Args:
        letters: in small letters, Greek ones named.
        levels: for each `^` if it is raised, `_` if it is lowered, more of them if it is so within
            what is, else nothing.
        powers: for each exponent, whether it is one of a whole group or call: f(x)^2, not f(x^2).
        needs: the places of what is not the same in the line: the letters of x^-1 and A^T.
    """

    letters: str
    levels: tuple[str, ...]
    powers: tuple[bool, ...]
    needs: frozenset[int]


@lru_cache(maxsize=1024)
def _written(text: str) -> _Written:
    found = _Reader()
    found.read(_PIECE.findall(text), "")
    return _Written(
        "".join(found.letters), tuple(found.levels), tuple(found.powers), frozenset(found.needs)
    )


class _Reader:
    """Reads the pieces of a formula."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.levels: list[str] = []
        self.powers: list[bool] = []
        self.needs: set[int] = set()

    def read(self, pieces: list[str], level: str) -> None:
        """Read pieces that are raised and lowered as `level` says."""
        opened: list[int] = []
        closed = (0, 0)
        at = 0
        while at < len(pieces):
            sign, end = pieces[at], at + 1
            script = "^" if sign in _UP else "_" if sign in _DOWN else ""
            if sign in "^_" and end < len(pieces):
                script, at = sign, end
                end = _end_of_group(pieces, at)
            elif script:
                kind = _UP if script == "^" else _DOWN
                while end < len(pieces) and pieces[end] in kind:
                    end += 1
            elif sign in _OPENING:
                opened.append(at)
            elif sign in _CLOSING and opened:
                closed = opened.pop(), at
            run = pieces[at:end]
            if script == "^":
                self.powers.append(closed[1] == _before(pieces, at) and _is_one(pieces, *closed))
            first = len(self.letters)
            if script and len(level) < _DEEPEST and len(run) > 1 and run[0] in _OPENING:
                self.read(run[1:-1] if run[-1] in _CLOSING else run[1:], level + script)
            else:
                self._add(run, level + script)
            if script == "^" and _is_needed(run) and not _is_of_unit(pieces, at):
                self.needs.update(range(first, len(self.letters)))
            at = end

    def _add(self, run: list[str], level: str) -> None:
        shown = (GREEK.get(one, one) for one in normalize("NFKC", "".join(run)) if one.isalnum())
        for one in "".join(shown).casefold():
            self.letters.append(one)
            self.levels.append(level)


_DEEPEST = 6


_VARIABLES = frozenset(("", "A", "y"))
"""What is rather a matrix or a variable than an ampere or a year."""


def _is_of_unit(pieces: list[str], at: int) -> bool:
    """Return whether an exponent is that of a unit, which many type in the line: cm-1, m s-1."""
    from quizkit.answers.units import find_unit

    last = _before(pieces, at)
    first = last
    while first > 0 and pieces[first - 1].isalpha() and pieces[first - 1] not in _UP:
        first -= 1
    symbols = ["".join(pieces[one : last + 1]) for one in range(max(first, last - 3), last + 1)]
    if "".join(pieces[first : last + 1]).casefold().endswith(("sin", "cos", "tan")):
        return False
    return any(symbol not in _VARIABLES and find_unit(symbol) for symbol in symbols)


def _is_needed(run: list[str]) -> bool:
    """Return whether an exponent is not the same in the line: x^-1, A^T, x^(n+1)."""
    bare = normalize("NFKC", "".join(run)).strip("()[]{}")
    if bare[:1] in _MINUS or (len(run) == 1 and run[0] in _BY_ITSELF):
        return len(bare) > 1 or bare not in _MINUS
    return _SUM.search(bare) is not None


def _end_of_group(pieces: list[str], at: int) -> int:
    """Return where what is raised or lowered ends: a group, or a figure or letter with its sign."""
    if pieces[at] in _OPENING:
        depth = 0
        for end in range(at, len(pieces)):
            depth += (pieces[end] in _OPENING) - (pieces[end] in _CLOSING)
            if not depth:
                return end + 1
        return len(pieces)
    end = at + 1 + (pieces[at] in "+-−")
    while end < len(pieces) and pieces[end].isdigit() and pieces[end - 1].isdigit():
        end += 1
    return end


def _before(pieces: list[str], at: int) -> int:
    return at - (2 if pieces[at - 1 : at] == ["^"] else 1)


def _is_one(pieces: list[str], start: int, end: int) -> bool:
    """Return whether a group is more than one letter in brackets, or what a function is of."""
    return end - start > 2 or (end > start > 0 and pieces[start - 1].isalpha())


def unlike(right: str, given: str, signed: str) -> str:
    """Return what makes a text of the letters of a right answer another formula; empty if nothing.

    Args:
        right: the right answer, clean.
        given: the text, clean.
        signed: the same with the signs of the right answer.
    """
    if len(right) > MAX_LENGTH or len(given) > MAX_LENGTH:
        return ""
    ours, typed = _written(right), _written(given.replace("**", "^"))
    alike = [own for own in (typed, _written(signed)) if own.letters == ours.letters]
    if alike and any(_is_turned(ours, own) for own in alike):
        return _TURNED_LEVELS
    if alike and all(_lies_flat(ours, own) for own in alike):
        return "what is an exponent"
    if typed in alike and _is_of_another_group(ours, typed):
        return "what the exponent is of"
    if alike and _has_other_brackets(right, given):
        return "the kind of brackets"
    if "∃!" in right and not _ONE.search(given):
        return "that it is exactly one"
    if _lacks_mark(right, signed):
        return "the mark on a letter"
    return "the sign of the product" if alike and _has_other_product(right, given) else ""


def turned(right: str, given: str) -> str:
    """Return that what is raised in a right text is lowered in one of its letters, or the reverse."""
    if len(given) > MAX_LENGTH or not (_IS_LEVEL(right) and _IS_LEVEL(given)):
        return ""
    ours, own = _written(right), _written(given)
    return _TURNED_LEVELS if ours.letters == own.letters and _is_turned(ours, own) else ""


def _is_turned(right: _Written, given: _Written) -> bool:
    """Return whether what is raised in one is lowered in the other."""
    pairs = zip(right.levels, given.levels, strict=True)
    return any(own != other for pair in pairs for own, other in zip(*pair, strict=False))


def _is_of_another_group(right: _Written, given: _Written) -> bool:
    """Return whether an exponent is that of another group: f(x)^2 for f(x^2)."""
    return len(right.powers) == len(given.powers) and right.powers != given.powers


def _lies_flat(right: _Written, given: _Written) -> bool:
    """Return whether an exponent stands in the line that does not mean the same there."""
    return not all(given.levels[at] for at in right.needs)


def _has_other_brackets(right: str, given: str) -> bool:
    """Return whether other brackets stand around a list: a set is no point, and [0, 1) not (0, 1]."""
    if right == "∅":
        return given[:1] == "{" and "∅" in given
    ours, theirs = ([_kinds(*one) for one in _LIST.findall(text)] for text in (right, given))
    if len(ours) == len(theirs):
        return ours != theirs
    is_whole = right[:1] in _OPENING and len(ours) == 1
    is_bare = given[:1] not in ("(", "[", "{") and given[-1:] not in (")", "]", "}")
    return is_whole and ours[0] in ("(]", "[)") and is_bare


def _kinds(left: str, _: str, right: str) -> str:
    return (
        _TURNED[left] + _kinds("(", "", right)[1]
        if left == "]"
        else left + (")" if right == "[" else right)
    )


def _lacks_mark(right: str, given: str) -> bool:
    """Return whether a text lacks the mark on a letter, or the bar of ħ, that a formula has."""
    if right.isascii():
        return False
    if len(_PLANCK.findall(right)) > len(_PLANCK.findall(given)):
        return _ALONE.search(right) is not None
    ours, theirs = (normalize("NFD", text) for text in (right, given))
    if _letters(ours) != _letters(theirs):
        return False
    marks = (mark[0] for mark in _MARKED.finditer(ours) if _is_of_formula(mark[0]))
    return any(mark.casefold() not in theirs.casefold() for mark in marks)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


_ALONE = pattern(r"(?<![a-z])[ħℏ](?![a-z])")


def _is_of_formula(letter: str) -> bool:
    """Return whether a letter with a mark is of no language: x̄, p̂, ŷ."""
    return letter[0] in "xyXY" or len(normalize("NFC", letter)) > 1


def _has_other_product(right: str, given: str) -> bool:
    """Return whether a product of vectors is of the other kind: a · b for a × b."""
    if _VECTORS(normalize("NFD", right)):
        return False
    cross, dot = ("×" in right, "·" in right or "⋅" in right)
    if cross == dot:
        return False
    return ("·" in given or "⋅" in given) if cross else "×" in given
