"""A pronoun that points at nothing.

Cards are asked one by one and in any order, so "it" or "this" cannot mean what the card before
was about; nor can "the study", in a card that cites none. It may mean what the card itself shows,
such as code, a flag or a text behind a colon, or names further on ("As their names suggest, …").

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

import re

from quizkit.lazy import pattern
from quizkit.lint.english import (
    AUXILIARIES,
    QUESTION_WORDS,
    STOP_WORDS,
    asks,
    either,
    has_digit,
    words_of,
)
from quizkit.lint.rule import AnyNote, Hits, warning
from quizkit.model import KeyedNote

_FEWEST_WORDS = 4  # of a description of what is asked for: She discovered radium.
_MOST_WORDS = 12  # longer prompts mostly name what they are about
_THIS = "this that these those"
_IT = "it him her them this"
_POINTING = frozenset(f"{_THIS} {_IT} he she they his its their".split())
_OF_PEOPLE = frozenset("he she him her his their".split())
_HAPPENING = frozenset("happen happens happened mean means called".split())
_NO_REFERENT = STOP_WORDS | _HAPPENING
_EXPLETIVE = "be is was mean take takes took cost costs rain rains snow snows"
_ALONE = rf"^ {either(QUESTION_WORDS)}(?:\S+ ){{0,2}}< {either(_IT)}$"  # Who invented it?
_POINTING_WELL = (
    rf"< \S+ {either(QUESTION_WORDS)}"  # that which
    rf"|< it called (?:when|if|that) "
    rf"|< it {either(_EXPLETIVE)}|< it (?:.* )?(?:to|that) "  # How hard is it to see?
    rf"| of < {either(_THIS)}"  # which of these
    rf"|\S < {either(_THIS)}(?!{either(AUXILIARIES | _HAPPENING)}|\S*ed )\S"  # in that country
)
_STUDY = (
    "study|team|drug|trial|experiment|researchers|authors|author|scientists|article|paper|report|"
    "text|passage"
)
_FINDING = (
    "find found show showed shown examine examined treat treated conclude concluded report "
    "reported test tested use used cure cures cause causes measure measured suggest suggested "
    "prove proved reveal revealed say says said have work works begin began start end"
)
_UNNAMED = rf" the ({_STUDY}) (?:$|{either(AUXILIARIES)}|{either(_FINDING)})"


_BEFORE_ITS_NAME = pattern(
    r"(?i)^(?:and )?(?:as|after|although|at|because|before|besides|by|despite|during|even|for|from|"
    r"given|if|in|like|of|on|once|since|thanks to|though|true to|unlike|until|when|while|with|"
    r"without)\b[^,?]*, (.+)"
)
"""A prompt that begins with a clause whose pronouns mean what stands behind its comma."""


def _is_shown(checked: AnyNote, said: str) -> bool:
    """Return whether a prompt shows what a pronoun means: code, a sign, or what a colon opens."""
    opened = re.search(rf"(?i)\b{said}\b[^:?]*:\s*\S", checked.note.prompt)
    return checked.shows or bool(opened)


def _is_asked_for(checked: AnyNote, said: str) -> bool:
    """Return whether a pronoun begins what is no question: whom it means is what is asked."""
    words = checked.words
    return (
        isinstance(checked.note, KeyedNote)
        and words[0] == said
        and len(checked.note.prompt.split()) >= _FEWEST_WORDS
        and not asks(checked.note.prompt)
    )


def _is_named_later(stem: str, said: str) -> bool:
    """Return whether a pronoun stands in a first clause, and the rest names something."""
    found = _BEFORE_ITS_NAME.search(stem)
    if not found or not re.search(rf"(?i)\b{said}\b", stem[: found.start(1)]):
        return False
    return not _NO_REFERENT.union(_POINTING).issuperset(words_of(found[1]))


def _dangling(words: list[str]) -> str:
    """Return the first pronoun, if no word before it can be what it points at, or nothing."""
    at = next(at for at, word in enumerate(words) if word in _POINTING)
    before = f" {' '.join(words[:at])}"
    line = f"{before} < {' '.join(words[at:])} "
    if re.search(_ALONE, line):
        return words[at]
    named = set(re.sub(r" (?:which|what) \S+", "", before).split()) - _NO_REFERENT
    return "" if named or re.search(_POINTING_WELL, line) else words[at]


def _unnamed(line: str) -> str:
    """Return "the study" and the like, if nothing more is said of it, or nothing."""
    found = re.search(_UNNAMED, line)
    return f"the {found[1]}" if found and f" {found[1]} " not in line[: found.start() + 1] else ""


def _unsaid(checked: AnyNote) -> str:
    """Return the pronoun or noun that points at nothing; empty if there is none."""
    words = checked.words
    if len(words) > _MOST_WORDS:
        return ""
    if not _POINTING.isdisjoint(words):
        return _dangling(words)
    return "" if checked.note.citations else _unnamed(checked.line)  # its source names it


@warning(english=True)
def pronoun_without_referent(checked: AnyNote) -> Hits:
    """Return a hit on a prompt that points at what it does not name."""
    said = _unsaid(checked)
    named = checked.stem.split()[1:] if said else []
    if said in _OF_PEOPLE:  # they are named before it, or nowhere
        named = named[: max(0, checked.words.index(said) - 1)]
    initials = "".join(word[0] for word in named)
    if not said or initials != initials.lower() or has_digit(initials):
        return
    stem = checked.stem
    if not (
        _is_asked_for(checked, said) or _is_shown(checked, said) or _is_named_later(stem, said)
    ):
        yield checked.hit(f"nothing says what `{said}` is", "name what is meant")
