"""The names of the kinds of question; all else that is known of each is a row of `kinds`.

But for the row of a table of words, which is no entry with keys: `words` says what it asks.
"""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of question, by the name that files, findings and stored wordings know them by."""

    TYPED = "typed"
    CHOICE = "choice"
    LIST = "list"
    SEVERAL_CHOICES = "several choices"
    TRUE_OR_FALSE = "true or false"
    ORDER = "order"
    PAIRS = "pairs"
    CLOZE = "cloze"
    SELF_RATED = "self-rated"
    WORD = "word"
