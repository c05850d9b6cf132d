"""Terms that are taken for one another: drugs, bones, elements, countries (rule 35).

A term is no mistyped other term, though one letter tells them apart. They stand in `terms.txt`, by
their fields; beside it `word_list` has the words of everyday English.
"""

from functools import cache, lru_cache
from pathlib import Path

from quizkit.answers.letters import distance


@cache
def terms() -> frozenset[str]:
    """Return all terms, in small letters; of those of several words each word."""
    text = Path(__file__).with_name("terms.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(" ".join(lines).split())


def is_term(word: str) -> bool:
    """Return whether `word`, in small letters, is a term or the plural of one."""
    is_plural = len(word) > 4 and word[-1] == "s" != word[-2]
    return word in terms() or (is_plural and word[:-1] in terms())


@lru_cache(maxsize=1024)
def lookalikes(word: str) -> frozenset[str]:
    """Return the terms that a slip or two would make of the term `word`; none if it is no term.

    Args:
        word: in small letters.
    """
    known = terms()
    if word not in known or len(word) < 5:
        return frozenset()
    limit = 1 + (len(word) > 8)
    same = {word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es")}
    near = (term for term in known if abs(len(term) - len(word)) <= limit)
    return frozenset(
        term for term in near if distance(word, term, limit) <= limit and term not in same
    )
