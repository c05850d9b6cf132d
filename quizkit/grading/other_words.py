"""A word become another: no slip of the finger (rules 35 and 41 of docs/grading.md).

`desert` is not a mistyped `dessert`, though one letter tells them apart, nor is any other word of
the list or term that a slip happens to make. The plural of a word is no other word.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from quizkit.answers.letters import common_start, distance
from quizkit.answers.lookalikes import as_term
from quizkit.answers.word_list import is_name, is_word
from quizkit.grading.spelling import american


@lru_cache(maxsize=4096)
def is_other_word(right: str, given: str, *, english: bool = True) -> bool:
    """Return whether a word that differs from the right one is another, and not a misspelling.

    Args:
        right: the right word, in any letter case.
        given: what was typed.
        english: whether English words are those of the answer's language. In others a term is taken
            for another only where the right word is a term as well.
    """
    one, other = right.casefold(), given.casefold()
    plain, own = american(one), american(other)
    if plain == own or is_plural(one, other) or is_plural(plain, own):
        return False
    if not english:
        return _is_other_term_abroad(one, other)
    term, own_term = as_term(plain), as_term(own)
    if own_term:
        return own_term != term and (bool(term) or not _is_same_name(one, own))
    return is_word(other) or (
        not is_word(one) and (_is_other_name(one, other) or _is_other_compound(one, other))
    )


def _is_other_term_abroad(one: str, other: str) -> bool:
    """Return whether words of another language are two terms; some write Prednison, without an e."""
    term, own_term = (as_term(word) or as_term(f"{word}e") for word in (one, other))
    return bool(term and own_term) and term != own_term


def _is_other_name(one: str, other: str) -> bool:
    """Return whether a name is another, and not the same written as it sounds (Philip, Phillip)."""
    return is_name(other) and _sound(one) != _sound(other)


def _is_same_name(one: str, other: str) -> bool:
    """Return whether a name is written as one of the terms sounds: Anderson, Andersen."""
    return is_name(one) and _sound(one) == _sound(other)


_SOUNDS = (
    ("ph|v", "f"), ("ck|t?ch|[kq]", "c"), ("(?<=[b-df-gj-np-tw-xz])h", ""), ("z", "s"),
    ("[aeiouyh]+", "a"), (r"(\w)\1+", r"\1"),
)  # fmt: skip


def _sound(name: str) -> str:
    for letters, same in _SOUNDS:
        name = re.sub(letters, same, name)
    return name


def _is_other_compound(one: str, other: str) -> bool:
    """Return whether two names are of two words each, and have but one in common: Ironheart, Ironhead.

    The other two are more than a letter apart: Icelend is no lend.
    """
    pairs = product(_halves(one), _halves(other)) if len(one) > 8 else ()
    return any(
        (begin == own_begin and distance(end, own_end, 1) > 1)
        or (end == own_end and distance(begin, own_begin, 1) > 1)
        for (begin, end), (own_begin, own_end) in pairs
    )


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part `word` into two words of the list."""
    for at in range(3, len(word) - 2):
        if is_word(word[:at]) and is_word(word[at:]):
            yield word[:at], word[at:]


def is_plural(one: str, other: str) -> bool:
    """Return whether one of two English words is the plural of the other (rule 41)."""
    if min(len(one), len(other)) < 3 or one[0] != other[0]:
        return False
    at = common_start(one, other)
    stem, ends = one[:at], (one[at:], other[at:])
    follows = _PLURALS.get(ends) or _PLURALS.get((ends[1], ends[0]))
    return follows is not None and follows(stem)


def _behind(*ends: str) -> Callable[[str], bool]:
    return lambda stem: stem.endswith(ends)


_NO_PLURALS = ("magnesi", "alumin", "ammoni", "curi", "tantr", "rhe")
"""What mini, magnesia and the like begin with: things of their own."""


def _is_latin(stem: str) -> bool:
    return stem != "min" and not stem.endswith(_NO_PLURALS)


_PLURALS: dict[tuple[str, str], Callable[[str], bool]] = {
    ("", "s"): lambda stem: not stem.endswith("s"),  # canvas, canvass
    ("", "es"): _behind("s", "x", "z", "ch", "sh", "o"),  # not plan, planes
    ("", "ses"): _behind("bus", "gas"),
    ("", "zes"): _behind("iz", "ez"),
    ("y", "ies"): lambda stem: not stem.endswith(("a", "e", "o")),
    ("us", "i"): _is_latin,
    ("um", "a"): _is_latin,
    ("", "e"): _behind("a"),
    ("is", "es"): _behind("s", "x", "pub", "test", "ant"),
    ("x", "ces"): lambda stem: len(stem) > 2 and stem.endswith(("a", "i", "y")),
    ("ex", "ices"): _behind("t", "d", "p"),
    ("x", "ges"): _behind("n", "ccy"),
    ("on", "a"): _behind("iteri", "nomen", "tomat", "chondri", "gangli", "tax", "hedr", "heli"),
    ("", "ta"): _behind("ma"),
    ("us", "era"): _behind("gen", "visc"),
    ("us", "ora"): _behind("corp"),
    ("en", "ina"): _behind("foram", "lum"),
    ("o", "i"): _behind("t", "z", "s", "p"),
    ("", "x"): _behind("eau"),
    ("f", "ves"): _behind("l", "lea", "hea", "oa", "hoo", "ar", "thie"),
    ("fe", "ves"): _behind("li", "ni", "wi"),
    ("an", "en"): lambda stem: stem.endswith("m") and len(stem) != 2,  # not Oman, omen
    ("", "ren"): _behind("child"),
    ("oot", "eet"): _behind("f"),
    ("ooth", "eeth"): _behind("t"),
    ("oose", "eese"): _behind("g"),
    ("ouse", "ice"): _behind("m", "l"),
}
"""How words end in the singular and in the plural, and what may stand before."""


def _changed(one: str, other: str) -> int:
    return sum(abs(one.count(letter) - other.count(letter)) for letter in {*one, *other})


_IRREGULAR = [
    (end, follows) for ends, follows in _PLURALS.items() if _changed(*ends) > 2 for end in ends
]


@lru_cache(maxsize=4096)
def has_irregular_plural(word: str) -> bool:
    """Return whether three letters or more, up to five, may tell the plural of a word from it."""
    small = word.casefold()
    return small.isalpha() and any(
        small.endswith(end) and follows(small[: len(small) - len(end)])
        for end, follows in _IRREGULAR
    )
