"""What is a word: rules 35 and 39 of docs/grading.md ask before a slip or a joint is forgiven.

The words stand in `words.txt`, sorted, each with the endings that make longer words of it, and are
searched where they stand: a set of them would take longer to make than most programs have slips.
Of other languages than English no words are known.
"""

from functools import cache, lru_cache
from pathlib import Path

from quizkit.answers.languages import is_english

LONGEST_ENDING = 3


@lru_cache(maxsize=4096)
def is_word(word: str, language: str = "en") -> bool:
    """Return whether `word`, in small letters, is known to be one of three letters or more.

    Neither names nor abbreviations are. In a language without a list nothing is known.
    """
    return is_english(language) and word.islower() and _is_listed(word)


@lru_cache(maxsize=1024)
def is_name(word: str) -> bool:
    """Return whether `word`, in small letters, is known to be a name, and is no word."""
    return word.islower() and _is_listed(word.capitalize())


def _is_listed(word: str) -> bool:
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return False
    ends = range(len(word), max(len(word) - LONGEST_ENDING, 3) - 1, -1)
    return any(word[end:] in _endings(word[:end]) for end in ends)


def _endings(word: str) -> list[str]:
    """Return what may be added to a word of the list, nothing among it; none of what is not there."""
    words, start = _words(), f"{word} ".encode()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        begin, end = words.rfind(b"\n", 0, middle) + 1, words.index(b"\n", middle)
        line = words[begin:end] + b" "
        if line.startswith(start):
            return line.decode().split(" ")[1:]
        low, high = (end + 1, high) if line < start else (low, begin)
    return []


@cache
def _words() -> bytes:
    """Return the sorted lines, remarks before them: `#` sorts before letters."""
    return Path(__file__).with_name("words.txt").read_bytes()
