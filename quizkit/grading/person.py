"""Names of people: a given name against the right one (rule 19 of docs/grading.md)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise, product, starmap
from math import inf
from typing import NamedTuple

from quizkit.answers.english import LEAD_IN
from quizkit.answers.letters import MAX_LENGTH, plain, with_e, without_marks
from quizkit.answers.people import JOINING, PARTICLES, TITLES
from quizkit.grading.abbreviations import in_full, numeral_of
from quizkit.grading.alike import of_another_script
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.folding import Style, fold
from quizkit.grading.given import Given, Standard
from quizkit.grading.local_fillers import with_figure
from quizkit.grading.slips import MAX_SLIPS, Lettering, Slips, word_slips
from quizkit.grading.text import OTHER_ANSWER, in_case_and_accents, slipped
from quizkit.grading.verdict import Verdict, wrong
from quizkit.grading.word_reasons import as_written, other_word
from quizkit.lazy import pattern

_DEGREES = frozenset(
    "phd dphil md msc bsc mba jd llb llm mphil frs frcp frcs obe mbe cbe kbe om esq rn dds "
    "dsc scd mph dvm qc kc emeritus".split()
)
_JUNIORS = {
    "jr": "jr", "junior": "jr", "fils": "jr", "sr": "sr", "senior": "sr", "pere": "sr",
}  # fmt: skip
_SUFFIXES = {**_JUNIORS, "ii": "ii", "iii": "iii", "iv": "iv"}
_ARTICLE = pattern(r"(?<!\S)(al|el)-(?=\w)", re.IGNORECASE)
_ARTICLES = frozenset("le la der die el il".split())
_NO_VOWEL = pattern("[^\\W\\d_aeiouyAEIOUY]{2,3}")
_SAINT = pattern(r"(?<=\w[ -])(saint|sainte|st|ste)(?:\. ?| )(?=[^\W\d_]{2})", re.IGNORECASE)
"""Within a name, of which it is a part: Antoine de St. Exupéry."""
_REALM = pattern(r"(?<=[^\W_]) (?:of|von|de) (?:the )?[^\W\d_]+\Z", re.IGNORECASE)
_ROMAN = pattern("[ivxlcdm]+")
_ANOTHER = wrong(Code.OTHER_PERSON, "another person")
_BEFORE_ORDINAL = pattern(r"(?<=.) the\Z", re.IGNORECASE)
_BEFORE_NAME = pattern(
    rf"\A(?:(?:{LEAD_IN})[:,]? +)?(?:(?:by|from|with|for) +(?=\w))?", re.IGNORECASE
)


def judge_person(right: str, given: Given, standard: Standard) -> Verdict:
    """Return the verdict on the name of a person; `right` is clean."""
    slips = person_slips(right, given, standard.style)
    if slips == inf:
        return with_diff(_why_wrong(right, given, standard.style), right, given.clean)
    if slips and standard.is_other_answer(given):
        return OTHER_ANSWER
    verdict = in_case_and_accents(
        right, standard, lambda style: person_slips(right, given, style) == slips
    )
    if verdict.reason or not slips:
        return verdict
    return with_diff(slipped(slips, right), right, given.clean)


def _why_wrong(right: str, given: Given, style: Style) -> Verdict:
    """Return the verdict wrong with the best reason that the names give."""
    names, own_names = _names(plain(right), style), _names(given.plain, style)
    if not names or not own_names:
        return _ANOTHER
    if alike := of_another_script(plain(right), given.plain):
        return wrong(Code.LOOK_ALIKE, alike)
    words, own = names[0].words, own_names[0].words
    if not JOINING.isdisjoint({*own} - {*words}):
        return wrong(Code.SEVERAL, "one person only, please")
    if words == own:
        return wrong(Code.OTHER_PERSON, "another person of that name")
    if sorted(words) == sorted(own) or (own[0] == words[-1] and len(own[-1]) == 1):
        return wrong(Code.WORD_ORDER, "the surname comes last, or first with a comma after it")
    if words[-1] == own[-1]:
        return wrong(Code.GIVEN_NAME, "the surname is right, another name is not")
    if {*own} <= {*words}:
        if _ROMAN.fullmatch(words[-1]):
            return wrong(Code.NUMBER_MISSING, "the number is missing")
        return wrong(Code.SURNAME_MISSING, "the surname is asked for")
    surname, last = words[-1], own[-1]
    if len(words) > 1 and " ".join(own) == "".join(word[0] for word in words):
        return wrong(Code.SURNAME_MISSING, "initials alone: the surname is asked for")
    shown = as_written(surname, right), as_written(last, given.clean)
    return _of_surname(words, own, shown, english=style.english)


def _of_surname(
    words: Sequence[str], own: Sequence[str], shown: tuple[str, str], *, english: bool
) -> Verdict:
    """Return the verdict on a name with another surname, or another number; `shown` as written."""
    of_surname = other_word(words[-1], own[-1], shown, english=english)
    if of_surname.code is not Code.OTHER_TEXT:
        return of_surname
    if own[:-1] and own[:-1] == words[:-1]:
        return wrong(Code.OTHER_PERSON, "the given name is right, the surname is not")
    return _ANOTHER


def person_slips(right: str, given: Given, style: Style) -> Slips:
    """Return the number of slips from a person's name to the one given.

    A surname alone will do; given names may be left out or be initials, but those that are there
    must fit. `right` is clean.
    """
    response = _BEFORE_NAME.sub("", given.plain.strip(" .!?;"), count=1)
    lettering = Lettering(style.english, without=style.without)
    right = plain(right)
    ways = product(_without_realm(right, ""), _without_realm(response, right))
    pairs = (
        (name, own, lettering)
        for one, other in ways
        for name, own in product(_names(one, style), _names(other, style))
    )
    slips = min(chain.from_iterable(starmap(_compared, pairs)), default=inf)
    return slips if slips <= MAX_SLIPS else inf


class _Name(NamedTuple):
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

    @property
    def firsts(self) -> tuple[str, ...]:
        """The words before the surname."""
        return self.words[: -self.surname]


def _without_realm(name: str, other: str) -> tuple[str, ...]:
    """Return the name of a ruler with and without the realm, if `other` says none."""
    found = _REALM.search(name)
    if not found or _REALM.search(other):
        return (name,)
    before, _, number = name[: found.start()].rstrip(".").rpartition(" ")
    is_ruler = before and _ROMAN.fullmatch(number.casefold())
    return (name, name[: found.start()]) if is_ruler else (name,)


@lru_cache(maxsize=1024)
def _names(text: str, style: Style) -> tuple[_Name, ...]:
    """Return the ways to take a name apart: umlauts with e, short capitals as initials.

    There is none for a right answer that is longer than a response may be.
    """
    if len(text) > MAX_LENGTH:
        return ()
    text = _with_numeral(text, style)
    titled = in_full(text, style.fillers) if style.fillers else text
    spellings = dict.fromkeys((text, with_e(text), titled, _SAINT.sub(r"\1-", text)))
    ways = product(spellings, (False, True))
    found = [_name(spelling, style, initials) for spelling, initials in ways]
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _with_numeral(text: str, style: Style) -> str:
    """Return a name with its last word, if it is a number, in Roman numerals (rule 40)."""
    if style.without == 40:
        return text
    if style.fillers:
        text = with_figure(text, style.fillers)
    before, _, last = text.removesuffix(".").rpartition(" ")
    numeral = numeral_of(fold(last, style).letters.casefold()) if before else ""
    return f"{_BEFORE_ORDINAL.sub('', before)} {numeral.upper()}" if numeral else text


def _name(text: str, style: Style, initials: bool) -> _Name | None:
    """Return a name taken apart; None if no word is left of it."""
    tokens, suffix = _undressed(text)
    while tokens and not fold(tokens[-1], style).words:
        tokens.pop()  # a dash
    if not tokens:
        return None
    words: list[str] = []
    particles = 0
    for at, token in enumerate(tokens[:-1]):
        own = _given_name(token, style, initials=initials, in_capitals=text.isupper())
        words += own
        # Al Gore has a given name, Vincent van Gogh and van Gogh have a particle.
        is_particle = not PARTICLES.isdisjoint(own[-1:]) and (at > 0 or token[0].islower())
        particles = particles + len(own) if is_particle else 0
    surname = fold(tokens[-1], style).words
    return _Name((*words, *surname), len(surname), particles, suffix)


def _undressed(text: str) -> tuple[list[str], str]:
    """Return the words of a name, surname last, without titles and degrees; and its suffix."""
    suffix = ""
    pieces: list[list[str]] = []
    for piece in _ARTICLE.sub(r"\1 ", text).split(","):
        tokens = _without_titles(piece.split())
        least = 0 if pieces else 1  # behind a comma suffix and degrees may stand alone
        while tokens and (ending := _SUFFIXES.get(_bare(tokens[-1]))):
            if len(tokens) <= least + (least and ending not in _JUNIORS):  # Henry IV
                break
            suffix = ending
            tokens.pop()
        while len(tokens) > least and _bare(tokens[-1]) in _DEGREES:
            tokens.pop()
        pieces += [tokens] if tokens else []
    surname_first = len(pieces) == 2
    return [*chain.from_iterable(pieces[::-1] if surname_first else pieces)], suffix


def _without_titles(tokens: list[str]) -> list[str]:
    """Return the words of a name from the first that is no title: King Jr. has none."""
    titles = 0
    for token, following in pairwise(tokens):
        if _bare(following) in _JUNIORS:
            break
        if _bare(token) not in TITLES and not (token in _ARTICLES and _bare(following) in TITLES):
            break
        titles += 1
    return tokens[titles:]


def _given_name(token: str, style: Style, *, initials: bool, in_capitals: bool) -> tuple[str, ...]:
    """Return the words of a given name or a particle, initials one by one.

    Args:
        token: as it was typed, without spaces.
        style: how texts are folded.
        initials: whether to take a few capitals, or consonants, for initials: JRR, jrr.
        in_capitals: whether the whole name is, and capitals say nothing.
    """
    own = fold(token, style).words
    bare = _bare(token)
    is_word = bare in JOINING or (in_capitals and bare in PARTICLES) or len(bare) > 3
    looks_short = token.isupper() or _NO_VOWEL.fullmatch(token)
    if "." in token.rstrip(".") or (initials and looks_short and not is_word):
        return tuple(chain.from_iterable(word if len(word) <= 3 else (word,) for word in own))
    if token.endswith(".") and len(own) == 1 and 1 < len(own[0]) < 5:
        return (f"{own[0]}.",)  # Th. is Thomas
    return own


def _bare(token: str) -> str:
    return without_marks(token.replace(".", "")).casefold()


def _compared(right: _Name, given: _Name, lettering: Lettering) -> Iterator[Slips]:
    """Yield the slips between two names, by the ways to tell the surname of the one given."""
    if given.suffix not in ("", right.suffix):
        return
    if not JOINING.isdisjoint({*given.words} - {*right.words}):
        return  # Marie and Pierre Curie are two
    surname = "".join(right.words[-right.surname :])
    is_number = bool(right.firsts) and _ROMAN.fullmatch(surname)
    for count in range(1, min(3, len(given.words)) + 1):
        own, last = given.words[:-count], given.words[-count:]
        parts = {surname: right.words[-right.surname :], "".join(last): last}
        slips = word_slips(surname, "".join(last), lettering._replace(parts=parts))
        is_initial = count > 1 and min(map(len, last)) < 3
        if slips == inf or (slips and is_initial):  # nor is the initial in `Shakespeare W.` a slip
            continue
        if own or not is_number:  # a number alone is no king
            fit = _fitting(right.firsts, own, lettering)
            rest = _without_particles(right, own, given.particles, lettering)
            yield slips + min(fit, rest)
    if right.particles:  # DaVinci
        whole = "".join(right.words[-right.particles - right.surname :])
        firsts = right.firsts[: -right.particles]
        yield word_slips(whole, given.words[-1], lettering) + _fitting(
            firsts, given.words[:-1], lettering
        )


def _without_particles(
    right: _Name, own: Sequence[str], particles: int, lettering: Lettering
) -> Slips:
    """Return the slips between given names when particles are left out on one side."""
    end = len(own)
    while end > max(len(own) - particles, 0) and own[end - 1] in PARTICLES:
        end -= 1
    start = len(right.firsts) - right.particles
    ours, theirs = right.firsts[start:], own[end:]
    if ours and not {*theirs} <= {*ours}:
        return inf
    return _fitting(right.firsts[:start], own[:end], lettering)


def _fitting(right: Sequence[str], given: Sequence[str], lettering: Lettering) -> Slips:
    """Return the slips between given names, some of which are left out on one side."""
    if len(given) <= len(right):
        return _in_order(right, given, lettering)
    if right and _fit(right[0], given[0], lettering) == inf:
        return inf
    return _in_order(given, right, lettering)


def _in_order(longer: Sequence[str], shorter: Sequence[str], lettering: Lettering) -> Slips:
    """Return the slips if each of the shorter list fits one of the longer, in order.

    An initial stands for the name that follows the last one: `George W.` is no `George H. W.`.
    """
    at = 0
    total: Slips = 0
    for place, name in enumerate(shorter):
        end = at + 1 if place and len(name) == 1 else len(longer)
        fits = ((_fit(longer[i], name, lettering), i) for i in range(at, min(end, len(longer))))
        slips, found = next(((slips, i) for slips, i in fits if slips < inf), (inf, 0))
        total, at = total + slips, found + 1
    return total


def _fit(one: str, other: str, lettering: Lettering) -> Slips:
    """Return the slips between two given names; an initial, or `Th.`, stands for a name it fits."""
    if 1 in (len(one), len(other)):
        return 0 if one[0] == other[0] else inf
    for short, name in ((one, other), (other, one)):
        if short.endswith("."):
            return 0 if name.startswith(short[:-1]) else inf
    return word_slips(one, other, lettering)
