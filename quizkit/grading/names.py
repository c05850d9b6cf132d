"""What is a name, and what may stand beside it and add nothing (rule 38 of docs/grading.md).

A right answer is a name where it is written in capitals and has a word that is no common one. The
kind of thing may then be left out or be added, unless the name alone names something else: Mexico
is no city, and `heart` is not heart disease.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from quizkit.answers.english import (
    BUILDINGS,
    COMPANIES,
    CONCEPTS,
    DESCRIBING,
    NAMES_LIKE_WORDS,
    REALMS,
    RUN_PHRASES,
    SHORES,
    TWO_WORDS,
    WATERS_AND_LAND,
)
from quizkit.answers.english_places import CITY_NAMES, COUNTRIES, PARTS
from quizkit.answers.letters import plain, without_marks
from quizkit.answers.word_list import is_word
from quizkit.grading.folding import LOCAL, Folded
from quizkit.lazy import pattern

REGION, INITIALS = ",", "("
"""What was left out that is no kind of thing: a region behind a comma, a name beside its initials."""
OF = " of"
"""Behind a kind of thing that stood so before the name."""

_SMALL_WORDS = frozenset("of the and de la le du del von van der el al".split())
_ISLANDS = frozenset(("island", "isle"))
_ALWAYS_SAID = frozenset(("dynasty", "empire"))
_SAID_BEFORE_OF = _ISLANDS | {"battle", "siege", "treaty", "city", "university"}
_MOST_WORDS = 4
_WORD = pattern(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENDINGS = ("ment", "ness", "tion", "sion", "ity", "ism", "ance", "ence", "ship", "hood", "ing")


def _run(text: str) -> str:
    return "".join(filter(str.isalpha, without_marks(text)))


@cache
def _countries() -> frozenset[str]:
    names = (*COUNTRIES.split(","), *",".join(PARTS).split(","))
    return frozenset(map(_run, names))


@cache
def _parts() -> dict[str, frozenset[str]]:
    """Return the names of their countries by those of states and provinces."""
    found: dict[str, frozenset[str]] = {}
    for countries, parts in PARTS.items():
        names = frozenset(map(_run, countries.split(",")))
        for part in map(_run, parts.split(",")):
            found[part] = found.get(part, frozenset()) | names
    return found


def is_region(run: str) -> bool:
    """Return whether letters run together are the name of a country, a state or a province."""
    return run in _countries() or run in _parts()


def is_proper(text: str) -> bool:
    """Return whether a text is a name: few words in capitals, not all of them common."""
    return is_capital(text) and not all(_is_common(word.casefold()) for word in _words(text))


def is_capital(text: str) -> bool:
    """Return whether a text is few words in capitals."""
    words = _words(text)
    return 0 < len(words) <= _MOST_WORDS and all(
        word[0].isupper() and len(word) > 1 for word in words
    )


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.casefold() not in _SMALL_WORDS]


def _is_common(word: str) -> bool:
    if word in NAMES_LIKE_WORDS:
        return False
    return is_word(word) or is_word(word.removesuffix("s")) or word.endswith(_ENDINGS)


@lru_cache(maxsize=1024)
def _capitals(text: str) -> frozenset[str]:
    """Return the words of a right answer that begin with a capital, in small letters."""
    words = _WORD.findall(without_marks(plain(text)))
    return frozenset(_run(word).casefold() for word in words if word[0].isupper())


def _is_written_as_name(text: str, words: Sequence[str]) -> bool:
    """Return whether words of a right answer are in capitals there, small ones aside."""
    capitals = _capitals(text)
    low = [word.casefold() for word in words]
    some = [word for word in low if word not in _SMALL_WORDS]
    return len("".join(some)) > 1 and all(word in capitals for word in some)


def _has_own_name(text: str, words: Sequence[str]) -> bool:
    """Return whether one of some words of a right answer is no common one; a possessive is none."""
    possessive = {_run(word).casefold() for word in _WORD.findall(plain(text)) if "'" in word}
    low = (word.casefold() for word in words)
    return any(word in possessive or word in NAMES_LIKE_WORDS or not is_word(word) for word in low)


def fits(text: str, right: Folded, given: Folded) -> bool:
    """Return whether what two equal forms are without adds nothing; `text` is the right one's."""
    if right.is_whole and given.is_whole:
        return True
    if LOCAL in right.lead + right.thing + given.lead + given.thing:
        from quizkit.grading import local_fillers

        return local_fillers.fits(text, right, given)
    if right.lead and (_is_run_phrase(text) or given.lead not in ("", right.lead)):
        return False
    if right.thing and given.thing:
        return right.thing.removesuffix(OF) == given.thing.removesuffix(OF) and (
            _is_written_as_name(text, right.words)
        )
    if right.thing:
        return _may_leave_out(text, right.words, right.thing)
    return not given.thing or _may_add(text, right.words, given.thing)


def _is_run_phrase(text: str) -> bool:
    """Return whether the preposition before a right answer is a part of it: `by heart`, a title."""
    words = _WORD.findall(text)
    if " ".join(words).casefold() in RUN_PHRASES:
        return True
    if not words or not words[0][0].isupper():
        return False
    rest = [word for word in words[1:] if word[0].isupper()]
    is_place = is_region(_run("".join(rest)).casefold()) or (
        rest[1:] and rest[-1].casefold() in WATERS_AND_LAND | {"pole", "city", "war"}
    )
    return not is_place and any(_is_common(word.casefold()) for word in rest)


def _may_leave_out(text: str, words: Sequence[str], thing: str) -> bool:
    """Return whether a right answer may be given without the kind of thing beside its name."""
    kind, run = thing.removesuffix(OF), "".join(words).casefold()
    if not _is_written_as_name(text, words) or is_region(_run(text).casefold()):  # Rhode Island
        return False
    if DESCRIBING.issuperset(word.casefold() for word in words):
        return False
    if kind in COMPANIES or kind in _ALWAYS_SAID or thing in WATERS_AND_LAND - _ISLANDS:
        return True
    if is_region(run):
        return _is_no_other(run, thing)
    return kind not in REALMS and _has_own_name(text, words) and (kind != "city" or thing == kind)


def _may_add(text: str, words: Sequence[str], thing: str) -> bool:
    """Return whether something may stand beside a right answer that has it not."""
    kind, run = thing.removesuffix(OF), "".join(words).casefold()
    if thing.startswith(REGION):
        region = thing.removeprefix(REGION)
        is_short = len(region) < 4 and not _is_written_as_name(text, words)  # carbon dioxide, CO
        return not is_short and _may_stand_in(run, region)
    if thing == INITIALS:
        return "(" not in text
    if kind in BUILDINGS or kind in SHORES or not _is_written_as_name(text, words):
        return False
    if is_region(run):
        return thing == "river" or _is_no_other(run, thing)
    if kind in COMPANIES or kind == "dynasty":
        return True
    is_so_said = thing == kind or kind in _SAID_BEFORE_OF
    is_kind = kind in WATERS_AND_LAND | CONCEPTS | TWO_WORDS.keys()
    return is_so_said and is_kind and _has_own_name(text, words)


def _is_no_other(run: str, thing: str) -> bool:
    """Return whether a country or a state with the kind of thing beside it is still the same."""
    if thing in ("state", "province") or (run in CITY_NAMES and thing in ("city", "city of")):
        return True
    if thing.removesuffix(OF) in _ISLANDS:
        return "usa" not in _parts().get(run, ())
    is_two = run in ("china", "korea", "congo")
    return thing.endswith(OF) and thing.removesuffix(OF) in REALMS | {"state"} and not is_two


def _may_stand_in(run: str, region: str) -> bool:
    """Return whether a region behind a comma only says where what is asked lies.

    A country has none, and a state has its country: `France, Germany` is two answers.
    """
    if run == region or (run, region) == ("washington", "dc"):
        return True
    return region in _parts().get(run, () if run in _countries() else (region,))
