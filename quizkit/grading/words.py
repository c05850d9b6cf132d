"""Two texts as words that are equal or not, and the ways to read each of them (rules 3 to 12).

Whether two texts that differ are a slip apart is decided in `slips`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from quizkit.answers.counting import in_words
from quizkit.answers.letters import MAX_LENGTH, clean, plain, with_e, without_umlauts
from quizkit.grading.charges import ions
from quizkit.grading.contractions import has_second_sense, without_apostrophes, written_out
from quizkit.grading.fillers import given_forms, right_forms
from quizkit.grading.folding import Folded, Style, fold
from quizkit.grading.formulas import SUBSCRIPTS, is_formula
from quizkit.grading.romanised import (
    in_kunrei,
    with_dotted_u,
    with_tone_figures,
    with_tone_marks,
)
from quizkit.grading.scripts import NEEDS_NO_SPACE, in_katakana
from quizkit.grading.spacing import as_formula, in_other_signs, in_other_spacing, may_be_said
from quizkit.lazy import pattern


def same(one: Folded, other: Folded) -> bool:
    """Return whether two texts are equal, a joint being a space or nothing.

    An article may be left out, but not be another (rule 45).
    """
    if one.frame.contradicts(other.frame):
        return False
    if one.words == other.words:
        return True
    if one.letters != other.letters:
        return False
    spaces, joints = one.breaks()
    other_spaces, other_joints = other.breaks()
    return spaces <= other_spaces | other_joints and other_spaces <= spaces | joints


_UMLAUT = pattern("[äöüøåÄÖÜØÅ]")
_LETTERS_ABOVE = "\u2071\u207f\u02b0-\u02e3\u1d2c-\u1d61\u1d9b-\u1dbf\u2c7d"
_RAISED = pattern(
    rf"(?<=[\w)\]}}|!∂∇'\u2016\u2032-\u2034\u27e9\u0300-\u036f\u20d0-\u20dc])(?<![{_LETTERS_ABOVE}])"
    rf"\u207b?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079{_LETTERS_ABOVE}]+"
)
"""A power of a letter, a figure, or of what ends with a bracket, a bar or a mark above."""


_may_have_two_senses = frozenset(("is", "would")).intersection
"""Which words there are that a contraction was written out as, and not in the one way."""


_OWN_UMLAUTS = frozenset(("az", "et", "hu", "tr"))
"""Languages in which ü and ö are vowels like any other, and never stand for ue and oe."""


def readings(text: str, style: Style, *, is_right: bool = False) -> tuple[Folded, ...]:
    """Return the ways to fold `text`: as it stands, and as it may be written in other letters.

    That is with umlauts written with e, raised digits after a letter as a power, a number word
    after or before a hyphen as any word (`second-hand` is `secondhand`), an apostrophe as a space,
    contractions in their second sense, times of day by the other clock, and ions.
    """
    composed = plain(text)
    without = style.without
    found = [fold(text, style)]
    if own := _with_own_umlauts(composed, style):  # slips are counted from its own letters
        if not is_right:
            return (own,)
        found.append(own)
    if "-" in composed and any(map(str.isdigit, found[0].letters)):
        found.append(fold(text, style._replace(keep_numbers=True)))
    if without == 42:
        pass
    elif "'" in composed:
        found += _without_apostrophe(composed, style)
    elif style.english and _may_have_two_senses(found[0].words) and has_second_sense(composed):
        found.append(fold(text, style._replace(second_sense=True)))
    if without != 39:
        found += (fold(spelling, style) for spelling in _in_other_spaces(composed, found[0], style))
    if without != 45:
        found += (fold(spelling, style) for spelling in _romanised(composed, style))
        found += [fold(ion.text, style) for ion in ions(text) if ion.in_order]
    found += (fold(spelling, style) for spelling in in_words(composed, style.fillers))
    if style.fillers and without != 40:
        from quizkit.grading.local_fillers import with_figure

        numbered = with_figure(composed, style.fillers)
        found += [fold(numbered, style)] if numbered != composed else []
    if "_" in text and _CAPITAL_BELOW.search(text):
        found.append(fold(_CAPITAL_BELOW.sub(_beside, composed), style))
    if not text.isascii():
        found += (fold(spelling, style) for spelling in _typed(text, composed))
    return tuple(found)


_TYPED = {
    "·": (".", "*"), "×": ("*", "x"), "÷": ("/",),
    "\u266f": ("#", " sharp"), "\u266d": ("b", " flat"),
}  # fmt: skip
"""Signs that few keyboards have, and what is typed for them: CuSO4·5H2O, F♯."""


_CAPITAL_BELOW = pattern(r"(?<![^\W_])([A-Za-z])_([A-Z])(?:( )?(?=[A-Za-z](?![^\W_]))|(?![^\W_]))")
"""A capital below a letter, as Unicode has none and programs no such name: k_B T is kBT."""


def _beside(found: re.Match[str]) -> str:
    """Return a letter with the one below it, a joint before a factor behind them."""
    return found[1] + found[2] + ("-" if found[3] else "")


_LOWERED = frozenset(SUBSCRIPTS).isdisjoint


def _typed(text: str, composed: str) -> Iterator[str]:
    """Yield the ways to type a text, which is also given plain, on a keyboard without its signs."""
    if _UMLAUT.search(composed):
        yield with_e(composed)
    if _RAISED.search(text):
        yield _RAISED.sub(r"^\g<0>", text)
    if "_" in text and not _LOWERED(text):  # as ∑_(i=1)^n xᵢ has both
        yield text.replace("_", "")
    for sign, ways in _TYPED.items():
        if sign in composed:
            yield from (" ".join(composed.replace(sign, way).split()) for way in ways)


def _with_own_umlauts(composed: str, style: Style) -> Folded | None:
    """Return a text with umlauts where none can be meant, folded with them; None without any."""
    if composed.isascii() or style.without == 45 or style.fillers[:2] in _OWN_UMLAUTS:
        return None
    marked = without_umlauts(composed)
    return None if marked == composed else fold(marked, style._replace(keep_accents=True))


def _in_other_spaces(text: str, form: Folded, style: Style) -> Iterator[str]:
    """Yield the ways to write a plain text in other spaces and operators; `form` is one folded."""
    if style.english and (spaced := in_other_spacing(text)):
        yield spaced
    if short := in_other_signs(text):
        yield short
    if style.english and may_be_said(form.words):
        yield as_formula(text)


def _romanised(text: str, style: Style) -> Iterator[str]:
    """Yield the other spellings of pinyin and, loosely, of Japanese in Latin letters (rule 45)."""
    if text.isascii():
        chinese = style.fillers.startswith("zh")
        typed = with_tone_marks(text) if chinese else with_dotted_u(text)
        yield from {typed} - {text}
    elif not style.fillers.startswith("vi"):
        yield from with_tone_figures(text)
    if style.loose:
        language = "en" if style.english else style.fillers
        yield from {in_kunrei(text.casefold(), language)} - {text.casefold()}


_APOSTROPHE = pattern(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def _without_apostrophe(text: str, style: Style) -> list[Folded]:
    """Return more ways to fold a plain text with apostrophes (rule 42).

    Each may be a space or nothing (N Djamena), and a contraction may have a second sense.
    """
    found = []
    if style.english:
        if has_second_sense(text):
            found.append(fold(text, style._replace(second_sense=True)))
        text = written_out(text)
    parted = _APOSTROPHE.sub("-", text)
    return found if parted == text else [*found, fold(parted, style)]


_GLUED = pattern(r"(?<=\w)\((?!(?<=[0-9]\()[0-9])(\w+)\)")
"""Letters in brackets within a word, which are a part of it: `colo(u)r`; not the 4 of 3(4)."""
_BRACKETED = pattern(r"\((?:[^()]|\([^()]*\))*\)")
_MAX_OPTIONAL = 6


@lru_cache(maxsize=2048)
def accepted_readings(text: str, style: Style) -> tuple[Folded, ...]:
    """Return the ways to fold a right answer, those without what adds nothing behind the others.

    There is none for a text that is longer than a response may be.
    """
    if len(text) > MAX_LENGTH:
        return ()
    forms = _whole_readings(text, style)
    more = tuple(right_forms(text, forms, style)) if style.without != 38 else ()
    return tuple(dict.fromkeys(forms + more)) if more else forms


def given_readings(text: str, style: Style) -> tuple[Folded, ...]:
    """Return the ways to fold a response, those without what adds nothing behind the others."""
    forms = readings(text, style)
    return forms if style.without == 38 else (*forms, *given_forms(text, forms, style))


def _whole_readings(text: str, style: Style) -> tuple[Folded, ...]:
    """Return the ways to fold a right answer, with apostrophes that count and without (rule 42)."""
    forms = _bracketed_readings(text, style)
    if style.english and style.without != 42 and "'" in (composed := plain(text)):
        mistyped = without_apostrophes(composed)
        forms += () if mistyped == composed else _bracketed_readings(mistyped, style)
    return forms


def _bracketed_readings(text: str, style: Style) -> tuple[Folded, ...]:
    """Return the ways to fold a right answer, bracketed words taken as optional (rule 12)."""
    if "(" not in text and "（" not in text:
        spellings = dict.fromkeys((text, text if style.without == 45 else in_katakana(text)))
        return tuple(
            one for spelling in spellings for one in readings(spelling, style, is_right=True)
        )
    forms = _with_and_without(text.replace("（", "(").replace("）", ")"))
    forms += [_GLUED.sub(r"\1", form) for form in forms]
    forms += map(in_katakana, forms[:]) if style.without != 45 else ()
    folded = [one for form in dict.fromkeys(forms) for one in readings(form, style, is_right=True)]
    return tuple(dict.fromkeys(folded))


def _with_and_without(text: str) -> list[str]:
    """Return a text with and without each bracketed part that stands on its own."""
    choices: list[tuple[str, ...]] = []
    end = 0
    for part in list(filter(_stands_alone, _BRACKETED.finditer(text)))[: _MAX_OPTIONAL + 1]:
        choices += [(text[end : part.start()],), (part[0], "")]
        end = part.end()
    if len(choices) > 2 * _MAX_OPTIONAL:
        return [text]
    forms = map(clean, map("".join, product(*choices, (text[end:],))))
    return [form for form in forms if any(map(str.isalnum, form))] or [text]


def _stands_alone(part: re.Match[str]) -> bool:
    """Return whether a part in brackets touches no letter outside of a script with spaces."""
    around = part.string[: part.start()][-1:] + part.string[part.end() :][:1]
    touching = (sign for sign in around if sign.isalnum() or sign == "_")
    if not all(map(NEEDS_NO_SPACE.match, touching)):
        return False
    return _OF_FORMULAS.isdisjoint(around) or not is_formula(part.string)


_OF_FORMULAS = frozenset("+-*/=<>^×÷±≤≥√∛∑∫·|()[]{}")
"""What a part in brackets touches in a formula, where it counts."""
