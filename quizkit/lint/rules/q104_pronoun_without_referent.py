"""A pronoun that points at nothing.

Cards are asked one by one and in any order, so "it" or "this" cannot mean what the card before
was about; nor can "the study", in a card that cites none.

bad:
  - question: When did it open?
    answer: 1869
  - question: How many ships did the study count?
    answer: 52
good:
  - question: When did the Suez Canal open?
    answer: 1869
  - question: How many ships did the study of 1870 count in the Suez Canal?
    answer: 486
"""

import itertools

from quizkit.lint.english import AUXILIARIES, QUESTION_WORDS, STOP_WORDS
from quizkit.lint.rule import AnyNote, Hits, warning

_DEMONSTRATIVE = frozenset("this that these those".split())
_OBJECTS = frozenset("it him her them this".split())
_POINTING = frozenset("he she they his its their those".split()) | _OBJECTS | _DEMONSTRATIVE
_PEOPLE = frozenset("he she him her his their".split())
_HAPPENING = frozenset("happen happens happened mean means called".split())
_STUDIES = frozenset(
    "study team drug trial experiment researchers authors author scientists article paper report "
    "text passage".split()
)
_FINDING = frozenset(
    "find found show showed shown examine examined treat treated conclude concluded report "
    "reported test tested use used cure cures cause causes measure measured suggest suggested "
    "prove proved reveal revealed say says said have work works begin began start end".split()
)
_EXPLETIVE = frozenset("take takes took cost costs be is was mean rain rains snow snows".split())


def _dangling(words: list[str]) -> str:
    """Return the first pronoun, if no word before it can be what it points at; else ""."""
    at = next(at for at, word in enumerate(words) if word in _POINTING)
    pronoun, rest = words[at], words[at + 1 :]
    if rest and (rest[0] in QUESTION_WORDS or (pronoun == "it" and rest[0] in _EXPLETIVE)):
        return ""
    if not rest and at < 4 and words[0] in QUESTION_WORDS and pronoun in _OBJECTS:
        return pronoun  # "Who invented it?"
    named = [b for a, b in itertools.pairwise(["", *words[:at]]) if a not in ("which", "what")]
    if any(word not in STOP_WORDS and word not in _HAPPENING for word in named):
        return ""
    if pronoun in _DEMONSTRATIVE and (
        words[at - 1 : at] == ["of"] or (at and rest and not _goes_on(rest[0]))
    ):
        return ""  # which of these, in that country
    if pronoun == "it" and ("to" in rest or "that" in rest):
        return ""  # "Why is it hard to see?"
    return pronoun


def _goes_on(word: str) -> bool:
    """Return whether the word behind a "this" is a verb: is, called, measured; else it is named."""
    return word in AUXILIARIES or word in _HAPPENING or word.endswith("ed")


def _unnamed(words: list[str]) -> str:
    """Return "the study" and the like, if nothing more is said of it; else ""."""
    for at, (article, noun) in enumerate(itertools.pairwise(words)):
        if article == "the" and noun in _STUDIES and noun not in words[:at]:
            rest = words[at + 2 :]
            if not rest or rest[0] in AUXILIARIES or rest[0] in _FINDING:
                return f"the {noun}"
    return ""


@warning(english=True)
def pronoun_without_referent(checked: AnyNote) -> Hits:
    words = checked.words
    if len(words) > 12:
        return
    if not _POINTING.isdisjoint(words):
        pronoun = _dangling(words)
    elif not _STUDIES.isdisjoint(words) and not checked.note.citations:  # its source names it
        pronoun = _unnamed(words)
    else:
        return
    if not pronoun:
        return
    written = checked.stem.split()[1:]
    if pronoun in _PEOPLE:  # named before it, or nowhere
        written = written[: max(0, words.index(pronoun) - 1)]
    if not any(word[:1].isupper() or word[:1].isdigit() for word in written):
        yield checked.hit(f"nothing says what `{pronoun}` is", "name what is meant")
