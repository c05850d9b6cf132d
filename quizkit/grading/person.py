"""Names of people: a given name against the right one (rule 19)."""

import re
from collections.abc import Sequence

from attrs import frozen

from quizkit.answers.letters import plain, with_e
from quizkit.grading.slips import MAX_SLIPS, word_slips
from quizkit.grading.words import Style, fold

_TITLES = frozenset(
    "prof professor dr doctor sir dame lord lady mr mrs ms miss mx rev reverend fr father saint st "
    "capt captain col colonel gen general lt lieutenant sgt sergeant maj major adm admiral cmdr "
    "commander president senator sen chancellor baron baroness count countess comte vicomte "
    "viscount duke duchess earl marquis marquess prince princess king queen emperor empress tsar "
    "pope cardinal bishop archbishop justice judge hon honourable honorable herr frau monsieur "
    "madame mme don dona the".split()
)
_DEGREES = frozenset(
    "phd dphil md msc bsc ba ma mba jd llb llm mphil frs frcp frcs obe mbe cbe kbe om esq rn dds "
    "dsc scd mph dvm qc kc emeritus".split()
)
_SUFFIXES = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
_PARTICLES = frozenset(
    "van von der den de del della di da do dos du la le ten ter zu zur af al el bin ibn ben y "
    "e d san santa mac of".split()
)


_LEAD_IN = re.compile(r"(?:it is|it's|it was|(?:the )?answer is)[:,]? +", re.IGNORECASE)


@frozen
class _Name:
    """A name taken apart, in the form that words are compared in.

    Args:
        words: given names or initials, particles and surname, without titles and degrees.
        surname: how many of the last words are the surname; more than one if hyphenated.
        suffix: `jr`, `sr`, `ii` … or empty.
    """

    words: tuple[str, ...]
    surname: int
    suffix: str


def person_slips(right: str, response: str, style: Style) -> int | None:
    """Return how many slips lead from a person's name to the one given; None if it is another.

    A surname alone will do; given names may be left out or be initials, but those that are there
    must fit. Both texts are clean.
    """
    response = _LEAD_IN.sub("", plain(response).strip(" .!?;"), count=1)
    best: int | None = None
    for one in _names(plain(right), style):
        for other in _names(response, style):
            slips = _compared(one, other)
            if slips is not None and slips <= MAX_SLIPS and (best is None or slips < best):
                best = slips
    return best


def _names(text: str, style: Style) -> list[_Name]:
    """Return the ways to take a name apart: umlauts with e, short capitals as initials."""
    spellings = [text, with_e(text)] if with_e(text) != text else [text]
    found = [
        _name(spelling, style, initials)
        for spelling in spellings
        for initials in (False, True)
    ]
    return list(dict.fromkeys(name for name in found if name is not None))


def _name(text: str, style: Style, initials: bool) -> _Name | None:
    """Return a name taken apart; None if no word is left of it."""
    suffix = ""
    pieces = []
    for piece in text.split(","):
        tokens = piece.split()
        while tokens and (own := _SUFFIXES.get(_bare(tokens[-1]))) and (len(tokens) > 2 or pieces):
            suffix = own
            tokens.pop()
        while tokens and _bare(tokens[-1]) in _DEGREES and (len(tokens) > 1 or pieces):
            tokens.pop()
        if tokens:
            pieces.append(tokens)
    if len(pieces) == 2:
        pieces.reverse()
    tokens = [token for piece in pieces for token in piece]
    while len(tokens) > 1 and _bare(tokens[0]) in _TITLES:
        tokens.pop(0)
    words: list[str] = []
    for at, token in enumerate(tokens):
        own_words = fold(token, style).words
        short = len(_bare(token)) <= 3 and token.isupper() and initials
        if at < len(tokens) - 1 and own_words and ("." in token.rstrip(".") or short):
            own_words = tuple(letter for word in own_words for letter in word if len(word) <= 3) or own_words
        words += own_words
    surname = len(fold(tokens[-1], style).words) if tokens else 0
    return _Name(tuple(words), surname, suffix) if surname else None


def _bare(token: str) -> str:
    return token.replace(".", "").casefold()


def _compared(right: _Name, given: _Name) -> int | None:
    """Return the slips between two names; None if they are not one person's."""
    if given.suffix and given.suffix != right.suffix:
        return None
    surname = "".join(right.words[-right.surname :])
    firsts = right.words[: -right.surname]
    for count in range(1, min(3, len(given.words)) + 1):
        slips = word_slips(surname, "".join(given.words[-count:]))
        if slips is None:
            continue
        own = given.words[:-count]
        for one, other in ((firsts, own), (_no_particles(firsts), _no_particles(own))):
            more = _fitting(one, other)
            if more is not None and _particles_agree(firsts, own):
                return slips + more
    return None


def _no_particles(firsts: Sequence[str]) -> tuple[str, ...]:
    """Return given names without the particles that stand before the surname."""
    end = len(firsts)
    while end and firsts[end - 1] in _PARTICLES:
        end -= 1
    return tuple(firsts[:end])


def _particles_agree(right: Sequence[str], given: Sequence[str]) -> bool:
    ours, theirs = right[len(_no_particles(right)) :], given[len(_no_particles(given)) :]
    return not ours or all(particle in ours for particle in theirs)


def _fitting(right: Sequence[str], given: Sequence[str]) -> int | None:
    """Return the slips between given names, some of which are left out on one side, or None."""
    if len(given) <= len(right):
        return _in_order(right, given)
    if right and _fit(right[0], given[0]) is None:
        return None
    return _in_order(given, right)


def _in_order(longer: Sequence[str], shorter: Sequence[str]) -> int | None:
    """Return the slips if each of the shorter list fits one of the longer, in order."""
    total, at = 0, 0
    for name in shorter:
        while at < len(longer) and _fit(longer[at], name) is None:
            at += 1
        if at == len(longer):
            return None
        total += _fit(longer[at], name) or 0
        at += 1
    return total


def _fit(one: str, other: str) -> int | None:
    """Return the slips between two given names; an initial stands for a name it fits."""
    if 1 in (len(one), len(other)):
        return 0 if one[0] == other[0] else None
    return word_slips(one, other)
