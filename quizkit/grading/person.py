"""Names of people: a given name against the right one (rule 19)."""

import re
from collections.abc import Collection, Sequence

from attrs import evolve, frozen

from quizkit.answers.english import LEAD_IN
from quizkit.answers.letters import MAX_LENGTH, clean, plain, with_e, without_marks
from quizkit.answers.names import PARTICLES, TITLES
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.slips import MAX_SLIPS, word_slips
from quizkit.grading.text import equal, slipped, style_of
from quizkit.grading.verdict import Verdict, close, correct, wrong
from quizkit.grading.words import Style, fold
from quizkit.model import Accents, Case, Judging

_DEGREES = frozenset(
    "phd dphil md msc bsc mba jd llb llm mphil frs frcp frcs obe mbe cbe kbe om esq rn dds "
    "dsc scd mph dvm qc kc emeritus".split()
)
_SUFFIXES = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
_JUNIORS = ("jr", "sr")
_JOINING = frozenset("and or und oder et ou / &".split())
_ARTICLE = re.compile(r"(?<!\S)(al|el)-(?=\w)", re.IGNORECASE)
_NO_VOWEL = re.compile("[^\\W\\d_aeiouyAEIOUY]{2,3}")
_ROMAN = re.compile("[ivxlcdm]+")

_LEAD_IN = re.compile(rf"(?:{LEAD_IN})[:,]? +", re.IGNORECASE)


def judge_person(
    right: str, given: str, judging: Judging, other_answers: Collection[str]
) -> Verdict:
    """Return the verdict on the name of a person; both texts are clean."""
    style = style_of(judging.language)
    slips = person_slips(right, given, style)
    if slips is None:
        return with_diff(_why_wrong(right, given, style), right, given)
    if slips and any(equal(clean(other), given, style) for other in other_answers):
        return wrong(Code.OTHER_ANSWER, "near, but that is the answer to another question")
    strict = evolve(style, keep_case=judging.case is Case.STRICT)
    if strict != style and person_slips(right, given, strict) != slips:
        return wrong(Code.CASE, f"letter case counts here: it is {right}")
    if judging.accents is not Accents.IGNORE:
        exact = judging.accents is Accents.STRICT
        strict = evolve(strict, keep_accents=True, keep_points=exact)
        if person_slips(right, given, strict) != slips:
            if exact:
                return wrong(Code.ACCENTS, f"accents count here: it is {right}")
            return close(Code.ACCENTS, f"mind the accents: {right}")
    return with_diff(slipped(slips, right), right, given) if slips else correct()


def _why_wrong(right: str, given: str, style: Style) -> Verdict:
    name, own = _names(plain(right[:MAX_LENGTH]), style)[:1], _names(plain(given), style)[:1]
    if not name or not own:
        return wrong(Code.OTHER_PERSON, "")
    if not _JOINING.isdisjoint(set(own[0].words) - set(name[0].words)):
        return wrong(Code.SEVERAL, "one person only, please")
    if name[0].words == own[0].words:
        return wrong(Code.OTHER_PERSON, "another person of that name")
    if sorted(name[0].words) == sorted(own[0].words):
        return wrong(Code.WORD_ORDER, "the surname comes last, or first with a comma after it")
    if name[0].words[-1] == own[0].words[-1]:
        return wrong(Code.GIVEN_NAME, "the surname is right, another name is not")
    if set(own[0].words) <= set(name[0].words):
        if _ROMAN.fullmatch(name[0].words[-1]):
            return wrong(Code.NUMBER_MISSING, "the number is missing")
        return wrong(Code.SURNAME_MISSING, "the surname is asked for")
    return wrong(Code.OTHER_PERSON, "")


@frozen
class _Name:
    """A name taken apart, in the form that words are compared in.

    Args:
        words: given names or initials, particles and surname, without titles and degrees.
        surname: how many of the last words are the surname; more than one if hyphenated.
        particles: how many words before the surname are `van`, `de la` and the like.
        suffix: `jr`, `sr`, `ii` … or empty.
    """

    words: tuple[str, ...]
    surname: int
    particles: int
    suffix: str


def person_slips(right: str, response: str, style: Style) -> int | None:
    """Return how many slips lead from a person's name to the one given; None if it is another.

    A surname alone will do; given names may be left out or be initials, but those that are there
    must fit. Both texts are clean.
    """
    if len(right) > MAX_LENGTH:
        return None
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
        _name(spelling, style, initials) for spelling in spellings for initials in (False, True)
    ]
    return list(dict.fromkeys(name for name in found if name is not None))


def _name(text: str, style: Style, initials: bool) -> _Name | None:
    """Return a name taken apart; None if no word is left of it."""
    suffix = ""
    text = _ARTICLE.sub(r"\1 ", text)
    pieces: list[list[str]] = []
    for piece in text.split(","):
        tokens = piece.split()
        while (
            len(tokens) > 1
            and _bare(tokens[0]) in TITLES
            and _SUFFIXES.get(_bare(tokens[1])) not in _JUNIORS  # King Jr.
        ):
            tokens.pop(0)
        while (
            tokens
            and (ending := _SUFFIXES.get(_bare(tokens[-1])))
            and (len(tokens) > (1 if ending in _JUNIORS else 2) or pieces)  # Henry IV
        ):
            suffix = ending
            tokens.pop()
        while tokens and _bare(tokens[-1]) in _DEGREES and (len(tokens) > 1 or pieces):
            tokens.pop()
        if tokens:
            pieces.append(tokens)
    if len(pieces) == 2:
        pieces.reverse()
    tokens = [token for piece in pieces for token in piece]
    while tokens and not fold(tokens[-1], style).words:
        tokens.pop()  # a dash
    words: list[str] = []
    particles = 0
    for at, token in enumerate(tokens[:-1]):
        own = fold(token, style).words
        is_short = (
            initials
            and len(_bare(token)) <= 3
            and _bare(token) not in _JOINING
            and not (text.isupper() and _bare(token) in PARTICLES)
            and (token.isupper() or _NO_VOWEL.fullmatch(token))  # JRR, jrr
        )
        if "." in token.rstrip(".") or is_short:
            own = tuple(letter for word in own for letter in (word if len(word) <= 3 else (word,)))
        elif token.endswith(".") and len(own) == 1 and 1 < len(own[0]) < 5:
            own = (f"{own[0]}.",)  # Th. is Thomas
        words += own
        # Al Gore has a given name, Vincent van Gogh and van Gogh have a particle.
        is_particle = own[-1:] and own[-1] in PARTICLES and (at > 0 or token[0].islower())
        particles = particles + len(own) if is_particle else 0
    surname = fold(tokens[-1], style).words if tokens else ()
    return _Name((*words, *surname), len(surname), particles, suffix) if surname else None


def _bare(token: str) -> str:
    return without_marks(token.replace(".", "")).casefold()


def _compared(right: _Name, given: _Name) -> int | None:
    """Return the slips between two names; None if they are not one person's."""
    if given.suffix and given.suffix != right.suffix:
        return None
    if not _JOINING.isdisjoint(set(given.words) - set(right.words)):
        return None  # Marie and Pierre Curie are two
    surname = "".join(right.words[-right.surname :])
    firsts = right.words[: -right.surname]
    for count in range(1, min(3, len(given.words)) + 1):
        own = given.words[:-count]
        slips = word_slips(surname, "".join(given.words[-count:]))
        if slips and count > 1 and min(map(len, given.words[-count:])) < 3:
            continue  # nor is the initial in `Shakespeare W.` a slip
        if slips is None:
            if count > 1 or not right.particles:
                continue
            joined = "".join(right.words[-right.particles - right.surname :])
            slips = word_slips(joined, given.words[-1])  # DaVinci
            more = _fitting(firsts[: -right.particles], own)
            if slips is None or more is None:
                continue
            return slips + more
        if not own and firsts and _ROMAN.fullmatch(surname):
            continue  # a number alone is no king
        more = _fitting(firsts, own)
        if more is None:
            more = _without_particles(firsts, right.particles, own, given)
        if more is not None:
            return slips + more
    return None


def _without_particles(
    firsts: Sequence[str], count: int, own: Sequence[str], given: _Name
) -> int | None:
    """Return the slips between given names when particles are left out on one side, or None."""
    end = len(own)
    while end > len(own) - given.particles and own[end - 1] in PARTICLES:
        end -= 1
    ours, theirs = firsts[len(firsts) - count :], own[end:]
    if ours and not set(theirs) <= set(ours):
        return None
    return _fitting(firsts[: len(firsts) - count], own[:end])


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
    """Return the slips between two given names; an initial, or `Th.`, stands for a name it fits."""
    if 1 in (len(one), len(other)):
        return 0 if one[0] == other[0] else None
    for short, name in ((one, other), (other, one)):
        if short.endswith("."):
            return 0 if name.startswith(short[:-1]) else None
    return word_slips(one, other)
