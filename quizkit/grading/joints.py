"""Two words written as one, or one as two, the letters equal: rule 39 of docs/grading.md.

Between two words of the list of three letters or more the space is free, as in ice cream, icecream.
Elsewhere a space left out is a slip (alot), and so is one put between two parts of three letters.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import inf

from quizkit.answers.letters import plain
from quizkit.answers.word_list import is_word
from quizkit.grading.folding import Folded

_DENY = frozenset(("not", "nor"))
"""What denies where it is a word: not able, notable."""
_MAKE_ANOTHER = frozenset(("a", "an", "no"))
"""What makes another word of many before which it stands: a part, apart."""


def cost(left: str, right: str, *, is_split: bool, english: bool) -> float:
    """Return how many slips it is to part or to join two words; infinite where that is no slip.

    Args:
        left: the first, as it is compared.
        right: the second.
        is_split: whether they are one word of the right answer; else they are two.
        english: whether the words are English.
    """
    one, two = left.casefold(), right.casefold()
    whole = one + two
    if not whole.isalpha() or one in _DENY:
        return inf
    if whole.upper() == whole.lower():  # a script without capitals
        return inf if is_split else 1
    if english and is_word(one) and is_word(two):
        return 0
    if is_split:
        return 1 if min(len(one), len(two)) > 2 else inf
    makes_another = one in _MAKE_ANOTHER or two == "be"
    return inf if english and makes_another and is_word(whole) else 1


@lru_cache(maxsize=4096)
def run_together(text: str) -> str:
    """Return the letters and figures of a clean text in small letters, nothing between them."""
    return "".join(filter(str.isalnum, plain(text).casefold()))


def spaces_off(right: Folded, given: Folded, *, english: bool) -> float:
    """Return how many slips the spaces of two texts are apart; infinite if something else differs.

    A space that stands elsewhere (blu ewhale) is no slip.
    """
    if right.letters != given.letters:
        return inf
    (spaces, joints), (own_spaces, own_joints) = right.breaks(), given.breaks()
    missing, extra = spaces - own_spaces - own_joints, own_spaces - spaces - joints
    if bool(missing) == bool(extra):
        return inf
    parts = _around(given, extra) if extra else _around(right, missing)
    return sum(cost(*pair, is_split=bool(extra), english=english) for pair in parts)


def _around(text: Folded, places: set[int]) -> Iterator[tuple[str, str]]:
    """Yield the words of a text on either side of each of some places in its letters."""
    at = 0
    for left, right in pairwise(text.words):
        at += len(left)
        if at in places:
            yield left, right
