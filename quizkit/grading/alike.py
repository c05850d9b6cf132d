"""Where a text that looks like the right answer differs from it (rule 49 of docs/grading.md).

A learner does not see it: a letter of another script, a figure for a letter, a sign or a mark left
out. Such a text is wrong, and the right one beside it would only look like the same.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from quizkit.answers.letters import clean, plain, with_e
from quizkit.grading.folding import Folded

_LONGEST = 200
"""Longest text that is looked at letter by letter."""

_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοβκνρα01lI",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXoßkvpaoiii",
)
"""Letters of other scripts, and figures, each with the Latin letter that looks the same."""
_MOST_SIGNS = 10
"""Signs that are shown."""
_OPERATORS = frozenset("+*/=<>×÷±")
_QUIET = frozenset("'&")
"""Signs that are left aside, and yet may make other words: he'll, AT&T."""
_SIGNS = {
    ".": "point",
    ",": "comma",
    ":": "colon",
    "/": "stroke",
    "'": "apostrophe",
    "^": "sign ^ of a power",
    "()": "pair of brackets ()",
    "[]": "pair of brackets []",
    "{}": "pair of brackets {}",
}


def latin(text: str) -> str:
    """Return plain `text` with Latin letters for all that look like them."""
    return text if text.isascii() else text.translate(_TWINS)


def difference(right: str, given: str, form: Folded, own: Folded) -> str:
    """Return where two texts that look alike differ, as a learner is told; empty if they do not.

    Args:
        right, given: the texts, clean.
        form, own: the same, folded.
    """
    if len(right) > _LONGEST or abs(len(right) - len(given)) > max(3, len(right) // 2):
        return ""
    right, given = plain(right), plain(given)
    said = (
        _in_umlauts(right, given)
        or of_another_script(right, given)
        or _in_marks(form.letters, own.letters)
        or _in_signs(form.letters, own.letters, _without_minus(right, given))
        or _in_quiet_signs(right, given)
    )
    for sign, typed in _TYPED.items():
        said = said if sign in right + given else said.replace(sign, typed)
    return said


_TYPED = {"→": "->", "≠": "!=", "≤": "<=", "≥": ">="}
"""Signs that are read from several, as those are written."""


def _without_minus(right: str, given: str) -> str:
    """Return which of two texts lacks a dash of the other, which may be a minus; else empty."""
    more = right.count("-") - given.count("-")
    return "given" if more > 0 else "right" if more < 0 else ""


def _in_umlauts(right: str, given: str) -> str:
    """Return that an umlaut was typed for two vowels of a word that has none."""
    if given.isascii() or with_e(given).casefold() != right.casefold():
        return ""
    return "near, but there is no umlaut in it"


def in_characters(right: str, given: str) -> str:
    """Return how a text differs from one in which every character counts."""
    if len(right) > _LONGEST or len(given) > _LONGEST:
        return _EVERY
    for name, same in _ALIKE.items():
        if same(right) == same(given):
            return f"{_EVERY}: mind {name}"
    said = of_another_script(right, given) or _lacking(*_signs(right, given))
    return f"{_EVERY}: {said.removeprefix('near, but ')}" if said else _EVERY


_EVERY = "here every character counts"
_ALIKE: Mapping[str, Callable[[str], str]] = {
    "the capitals": str.casefold,
    "the spaces": lambda text: "".join(text.split()),
    "what is not seen": clean,
    "quotes and dashes": plain,
    "capitals and spaces": lambda text: "".join(text.casefold().split()),
}
"""What texts may differ in, with what they are when that is left aside."""


def _signs(right: str, given: str) -> tuple[str, str]:
    """Return the signs that one text lacks, and those it has too much, if the letters are the same."""
    ours, theirs = ("".join(filter(str.isalnum, text)) for text in (right, given))
    if ours != theirs:
        return "", ""
    one, other = (
        Counter(char for char in text if not char.isalnum() and not char.isspace())
        for text in (right, given)
    )
    return "".join((one - other).elements()), "".join((other - one).elements())


def of_another_script(right: str, given: str) -> str:
    """Return which sign of a plain text only looks like that of the right one; else empty."""
    if len(right) != len(given):
        return ""
    twins = {text.translate(_TWINS).casefold() for text in (right, given)}
    if len(twins) > 1:
        return ""
    pairs = zip(right, given, strict=True)
    differing = [(one, other) for one, other in pairs if one.casefold() != other.casefold()]
    if not differing or not all(_is_twin(*pair) for pair in differing):
        return ""  # nor is Nlie a look-alike of Nile
    one, other = differing[0]
    return f"looks alike, but {_named(other)} is not {_named(one)}"


def _is_twin(one: str, other: str) -> bool:
    """Return whether two characters that look alike are of different scripts, or one is a figure."""
    return not (one + other).isascii() or one.isdigit() or other.isdigit()


def _named(char: str) -> str:
    """Return what a letter or a figure is."""
    if not char.isalpha():
        return f"the {'figure' if char.isdigit() else 'sign'} {char}"
    script = unicodedata.name(char, "").partition(" ")[0].capitalize()
    return f"the {'' if script in ('', 'Latin') else f'{script} '}letter {char}"


def _in_marks(right: str, given: str) -> str:
    """Return the letters of two texts that differ by no more than a mark; else empty."""
    if right.isascii() and given.isascii():
        return ""
    (bases, ours), (own_bases, theirs) = _taken_apart(right), _taken_apart(given)
    if bases != own_bases:
        return ""
    pairs = zip(ours, theirs, strict=True)
    return next((f"near, but {own} is not {one}" for one, own in pairs if one != own), "")


def _taken_apart(text: str) -> tuple[list[str], list[str]]:
    """Return the letters of a text without the marks on them, and with them."""
    bases: list[str] = []
    whole: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if whole and unicodedata.category(char)[0] == "M":
            whole[-1] = unicodedata.normalize("NFC", whole[-1] + char)
        else:
            bases.append(char)
            whole.append(char)
    return bases, whole


def _in_signs(right: str, given: str, lacks_dash: str) -> str:
    """Return the signs in which two folded texts differ, if all their letters are the same.

    A minus between spaces is folded as a dash; beside another operator it is told of.
    """
    ours, theirs = ("".join(filter(str.isalnum, text)) for text in (right, given))
    if ours != theirs or not ours:
        return ""
    lacks, extra = _signs(right, given)
    if lacks_dash == "given" and not lacks and extra in _OPERATORS:
        lacks = "-"
    if lacks_dash == "right" and not extra and lacks in _OPERATORS:
        extra = "-"
    if said := _lacking(lacks, extra):
        return said
    if right != given:
        return "near, but the signs stand elsewhere"
    return "the right letters, but the spaces stand elsewhere"


def _in_quiet_signs(right: str, given: str) -> str:
    """Return the sign left out that does not count by itself, but makes other words."""
    ours, theirs = ("".join(filter(str.isalnum, text)).casefold() for text in (right, given))
    if ours != theirs:
        return ""
    ours, theirs = ("".join(filter(_QUIET.__contains__, text)) for text in (right, given))
    return "" if ours and theirs else _lacking(ours, theirs)


def _lacking(lacks: str, extra: str) -> str:
    if lacks and extra:
        return f"near, but {_sign(extra)} for {_sign(lacks)}"
    if lacks:
        return f"near, but without {_sign(lacks)}"
    return f"near, but {_too_many(extra)}" if extra else ""


def _too_many(signs: str) -> str:
    """Return which signs there are too many of."""
    if named := _SIGNS.get(signs):
        return f"one {named} too many"
    count = "one sign" if len(signs) == 1 else f"{len(signs)} signs"
    return f"{count} too many: {signs[:_MOST_SIGNS]}"


def _sign(signs: str) -> str:
    """Return what signs are called, with an article."""
    named = _SIGNS.get(signs) or f"sign{'s' * (len(signs) > 1)} {signs[:_MOST_SIGNS]}"
    return f"the {named}"
