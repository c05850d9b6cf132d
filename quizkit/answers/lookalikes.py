"""Terms that are taken for one another: drugs, bones, elements, countries (rule 35).

A term is no mistyped other term, though one letter tells them apart. They stand in `terms.txt`, by
their fields; beside it `word_list` has the words of everyday English.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from quizkit.answers.letters import distance


@cache
def terms() -> frozenset[str]:
    """Return all terms, in small letters; of names of several words the one they are known by."""
    return frozenset(_listed().replace("/", " ").split())


@cache
def _listed() -> str:
    return " ".join(_by_field())


@cache
def _by_field() -> list[str]:
    """Return the terms of each field, as they are listed."""
    text = Path(__file__).with_name("terms.txt").read_text("ascii")
    return re.split("^#.*", text, flags=re.MULTILINE)


def are_of_one_field(one: str, other: str) -> bool:
    """Return whether two terms, in small letters, are of one field: two drugs, or two bones.

    So are their plurals.
    """
    one, other = (term if term in terms() else term.removesuffix("s") for term in (one, other))
    fields = (frozenset(re.split(r"[\s/]+", field)) for field in _by_field())
    return any({one, other} <= field for field in fields)


@cache
def _first_spellings() -> dict[str, str]:
    """Return the first spelling of each term that has several."""
    several = (term.split("/") for term in re.findall(r"\S+/\S+", _listed()))
    return {spelling: term[0] for term in several for spelling in term}


def as_term(word: str) -> str:
    """Return the first spelling of the term that `word`, in small letters, is; empty if it is none.

    A plural is that of the singular.
    """
    is_plural = len(word) > 4 and word[-1] == "s" != word[-2] and word not in terms()
    term = word[:-1] if is_plural else word
    return _first_spellings().get(term, term) if term in terms() else ""


@lru_cache(maxsize=1024)
def lookalikes(word: str) -> frozenset[str]:
    """Return the terms that a slip or two would make of the term `word`; none if it is no term.

    Those of a plural are plurals.

    Args:
        word: in small letters.
    """
    own = as_term(word)
    if own and word not in terms():
        return frozenset(f"{term}s" for term in lookalikes(word[:-1]) if not term.endswith("s"))
    if not own or len(word) < 5:
        return frozenset()
    limit = 1 + (len(word) > 8)
    near = (term for term in _by_first_letter()[word[0]] if abs(len(term) - len(word)) <= limit)
    return frozenset(
        term for term in near if distance(word, term, limit) <= limit and as_term(term) != own
    )


@cache
def _by_first_letter() -> dict[str, list[str]]:
    return {letter: [*group] for letter, group in groupby(sorted(terms()), itemgetter(0))}
