"""Terms that are taken for one another: drugs, bones, elements, countries (rule 35).

A term is no mistyped other term, though one letter tells them apart. They stand in `terms.txt`, by
their fields; beside it `word_list` has the words of everyday English.
"""

from collections.abc import Set
from functools import cache, lru_cache
from pathlib import Path

from quizkit.answers.letters import distance


@cache
def _terms() -> dict[str, str]:
    """Return all terms, in small letters, each with its first spelling."""
    text = Path(__file__).with_name("terms.txt").read_text("ascii")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    spellings = (term.split("/") for term in " ".join(lines).split())
    return {spelling: one[0] for one in spellings for spelling in one}


def terms() -> Set[str]:
    """Return all terms, in small letters; of names of several words the one they are known by."""
    return _terms().keys()


def as_term(word: str) -> str:
    """Return the first spelling of the term that `word`, in small letters, is; empty if it is none.

    A plural is that of the singular.
    """
    known = _terms()
    if word in known:
        return known[word]
    is_plural = len(word) > 4 and word[-1] == "s" != word[-2]
    return known.get(word[:-1], "") if is_plural else ""


@lru_cache(maxsize=1024)
def lookalikes(word: str) -> frozenset[str]:
    """Return the terms that a slip or two would make of the term `word`; none if it is no term.

    Args:
        word: in small letters.
    """
    own = as_term(word)
    if not own or len(word) < 5:
        return frozenset()
    limit = 1 + (len(word) > 8)
    near = (term for term in terms() if term[0] == word[0] and abs(len(term) - len(word)) <= limit)
    return frozenset(
        term for term in near if as_term(term) != own and distance(word, term, limit) <= limit
    )
