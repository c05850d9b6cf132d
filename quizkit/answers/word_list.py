"""What is a word: rules 35 and 39 of docs/grading.md ask before a slip or a joint is forgiven.

The words stand in `words.txt`, sorted, and are searched where they stand: a set of them would take
longer to make than most programs have slips. Of other languages than English no words are known.
"""

from functools import cache, lru_cache
from pathlib import Path

from quizkit.answers.languages import is_english


@lru_cache(maxsize=4096)
def is_word(word: str, language: str = "en") -> bool:
    """Return whether `word`, in small letters, is known to be one: no name, nor an abbreviation.

    Known are the words of three and four letters, longer ones that a slip may make of another, and
    those that compounds are made of. In a language without a list nothing is known.
    """
    return is_english(language) and len(word) > 2 and word.isascii() and _is_listed(word.encode())


def _is_listed(word: bytes) -> bool:
    words = _words()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        start, end = words.rfind(b"\n", 0, middle) + 1, words.index(b"\n", middle)
        found = words[start:end]
        if found == word:
            return True
        low, high = (end + 1, high) if found < word else (low, start)
    return False


@cache
def _words() -> bytes:
    """Return the sorted lines, remarks before them: `#` sorts before letters."""
    return Path(__file__).with_name("words.txt").read_bytes()
