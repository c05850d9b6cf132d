"""A text as the words that count, in one spelling: rules 3 to 11 of docs/grading.md.

What stands between two words is a space, or a joint (a hyphen, a comma, the border of a symbol)
that equals a space or nothing.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.english import LEAD_INS
from quizkit.answers.frames import NO_FRAME, Frame, bare, has_frame
from quizkit.answers.languages import is_english, language_of
from quizkit.answers.letters import plain, without_marks
from quizkit.grading import abbreviations
from quizkit.grading.abbreviations import CHANGED
from quizkit.grading.contractions import BARE, bare_written_out, written_out
from quizkit.grading.marks import (
    BEGIN,
    END,
    GAP,
    JOINT,
    has_glued,
    separated,
    ungrouped,
    with_one_gap,
)
from quizkit.grading.scripts import (
    free_spaces,
    loosely,
    with_marks_of_kana,
    with_one_nasal,
    with_tones_last,
)
from quizkit.grading.spacing import OPERATORS, at_figures, in_formula, with_clock_times
from quizkit.grading.spelling import american, by_stem_and_ending
from quizkit.lazy import pattern

NUMBER_WORDS = frozenset({*numerals.WORDS, *numerals.ORDINALS})


class Style(NamedTuple):
    """How a text is folded.

    Args:
        english: articles, lead-ins, contractions and British spellings are those of English.
        decimal_comma: points, not commas, group the digits.
        keep_case: letter case stays.
        keep_accents: accents stay.
        keep_points: stress marks, points and short vowels stay.
        keep_numbers: number words stay words.
        second_sense: contractions stand for what they stand for less often: `he'd` for `he had`.
        fillers: the tag of a language whose articles, lead-ins and word for `and` are known; else
            empty.
        as_written: nothing is left out or written out: articles, numbers, abbreviations stay.
        keep_glued: empty brackets, and a point that begins a word, are content.
        loose: what differs within one writing is one: letters of Arabic, kana, spaces in Japanese.
        without: the number of a rule that is left out, to see what it decides; 0 for none.
    """

    english: bool = True
    decimal_comma: bool = False
    keep_case: bool = False
    keep_accents: bool = False
    keep_points: bool = False
    keep_numbers: bool = False
    second_sense: bool = False
    fillers: str = ""
    as_written: bool = False
    keep_glued: bool = False
    loose: bool = False
    without: int = 0


@lru_cache(maxsize=64)
def style_of(language: str) -> Style:
    """Return the style in which texts of a language are folded, letter case and accents aside."""
    return Style(
        english=is_english(language),
        decimal_comma=language_of(language).decimal_comma,
        fillers=language if has_frame(language) else "",
    )


def style_for(right: str, style: Style) -> Style:
    """Return the style in which a text is compared with a clean right answer (rule 36)."""
    keeps = style.without != 36 and has_glued(right)
    return style._replace(keep_glued=True) if keeps else style


LOCAL = "~"
"""What marks a lead or a thing of a language other than English, around its tag."""


class Folded(NamedTuple):
    """The words of a text.

    Args:
        words: as they are compared.
        spaces: for each word but the first, whether a space stands before it; else it is a joint,
            which may also be nothing.
        spelt: the words as they were spelt, where American spelling changed one; else `words`.
        frame: what stood around them, in a language other than English.
        lead: the preposition that was left out before them (rule 38).
        thing: the kind of thing, or the like, that was left out beside them.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...] = ()
    spelt: tuple[str, ...] = ()
    frame: Frame = NO_FRAME
    lead: str = ""
    thing: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.lead or self.thing)

    @property
    def letters(self) -> str:
        """All words run together."""
        return "".join(self.words)

    def breaks(self) -> tuple[set[int], set[int]]:
        """Return the places in `letters` of spaces, and those of joints."""
        places: tuple[set[int], set[int]] = (set(), set())
        at = 0
        for word, space in zip(self.words, self.spaces, strict=False):
            at += len(word)
            places[not space].add(at)
        return places


_LONGEST_KEPT = 200
"""Longest text whose words are kept: thousands of texts of 1,000 characters would fill the memory."""


def fold(text: str, style: Style) -> Folded:
    """Return the words of `text` that count; none if it is nothing but punctuation.

    `text` is clean and no longer than a response may be.
    """
    return (_kept if len(text) <= _LONGEST_KEPT else _fold)(text, style)


def _fold(text: str, style: Style) -> Folded:
    if style.fillers:
        if style.fillers.startswith("vi"):
            text = with_tones_last(text)
        text, frame = bare(abbreviations.in_full(text, style.fillers), style.fillers)
        return fold(text, style._replace(fillers=""))._replace(frame=frame)
    if not style.keep_case and (words := as_they_stand(text)):
        return _folded(words, (True,) * (len(words) - 1), style)
    if not text.isascii():
        text = _plain(text, style)
    if not style.keep_case:
        text = text.casefold().replace("i\u0307", "i")  # the Turkish capital I with a dot
    in_english = style.english and not style.as_written
    if in_english and "'" in text:
        text = written_out(text, second_sense=style.second_sense, all_subjects=style.without != 42)
    if in_english and "&" in text:
        text = _AND_SO_ON.sub("etc", text)
    if not text.replace(" ", "").isalnum():
        text = ungrouped(
            separated(text, keep_glued=style.keep_glued), decimal_comma=style.decimal_comma
        )
    if not text.isascii():
        text = _WORD.sub(_greek_named, text)
    if style.as_written:
        return _folded(*_parted(text), style)
    if in_english:
        text = _in_english(text, style)
    words, gaps = _counted(text) if not style.keep_numbers else _parted(text)
    return _folded(words, gaps, style)


_kept = lru_cache(maxsize=4096)(_fold)


def _plain(text: str, style: Style) -> str:
    """Return `text` in the letters that its style compares (rules 3, 5 and 45)."""
    text = without_marks(
        plain(text if style.without in (36, 45) else with_marks_of_kana(text)),
        keep_accents=style.keep_accents,
        keep_points=style.keep_points,
    )
    text = with_one_nasal(text)
    text = loosely(text) if style.loose else text
    return " ".join(text.split())  # what stands for a mark may be a space with the mark on it


def _folded(words: tuple[str, ...], gaps: tuple[bool, ...], style: Style) -> Folded:
    """Return words as they are compared: letters and figures apart (rule 39), spelling as one."""
    rule = style.without
    gaps = gaps if rule == 45 else free_spaces(words, gaps, loose=style.loose)
    has_figures = rule != 39 and any(map(_FIGURE.search, words))
    if has_figures:
        words, gaps = at_figures(words, gaps)
    if rule != 39 and not OPERATORS.isdisjoint(words):
        gaps = in_formula(words, gaps)
    if not (style.as_written or rule == 40 or CHANGED.isdisjoint(map(str.casefold, words))):
        words = abbreviations.written_out(words, english=style.english, keep_case=style.keep_case)
    if has_figures and style.english and not style.as_written:
        words, gaps = with_clock_times(words, gaps)
    if not style.english:
        return Folded(words, gaps, words)
    if rule == 41:
        return Folded(tuple(map(by_stem_and_ending, words)), gaps, words)
    change = _american if style.keep_case else american
    return Folded(tuple(map(change, words)), gaps, words)


_FIGURE = pattern("[0-9]")


def as_they_stand(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters if no rule but spelling changes any; else none.

    Most texts are such, a deck has many, and all the rules take four times as long.
    """
    if not (text.isascii() and text.replace(" ", "").isalnum()):
        return ()
    words = text.casefold().split()
    return tuple(words) if _CHANGED.isdisjoint(words) else ()


_WORD = pattern(f"[^ {JOINT}]+")

_AND_SO_ON = pattern("&c(?![^\\W_])", re.IGNORECASE)
_ONE_GAP = pattern(GAP)


GREEK: dict[str, str] = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
GREEK |= {letter.upper(): name.capitalize() for letter, name in GREEK.items()}
_GREEK_WORD = pattern("[α-ωΑ-Ω]{2,}")
_GREEK_PIECE = pattern("[α-ωΑ-Ω]|[^α-ωΑ-Ω]+")


def _greek_named(word: re.Match[str]) -> str:
    """Return a word with its Greek letters named, unless all are Greek (rule 10)."""
    if _GREEK_WORD.fullmatch(word[0]):
        return word[0]
    pieces: list[str] = _GREEK_PIECE.findall(word[0])
    return JOINT.join(GREEK.get(piece, piece) for piece in pieces)


_BARE_CONTRACTION = pattern(f"{BEGIN}(?:{'|'.join(BARE)}){END}", re.IGNORECASE)
_BARE_DENIAL = pattern(
    f"{BEGIN}(?:{'|'.join(word for word in BARE if word.endswith(('nt', 'not')))}){END}",
    re.IGNORECASE,
)
"""Those that rule 16 knew before rule 42."""
_ET_CETERA = pattern(rf"et{GAP}cetera{END}", re.IGNORECASE)


def _in_english(text: str, style: Style) -> str:
    """Return a parted English text, its contractions written out, without what says nothing."""
    bare = _BARE_CONTRACTION if style.without != 42 else _BARE_DENIAL
    text = bare.sub(lambda found: bare_written_out(found[0], second_sense=style.second_sense), text)
    if "cetera" in text:
        text = _ET_CETERA.sub("etc", text)
    return _without_fillers(text, _ARTICLE if style.without != 39 else _ARTICLE_BEFORE_ANY)


_CHANGED = NUMBER_WORDS.union(
    ("a", "an", "the", "et", "noon", "midday", "midnight"),
    BARE,
    CHANGED,
    (words.split()[0] for words in LEAD_INS),
)
"""Words that may be written in another way, or be left out, or begin what is."""
_BEFORE_TEXT = pattern(rf"(?:(?:{'|'.join(LEAD_INS).replace(' ', GAP)}){GAP})+", re.IGNORECASE)
_KEY = rf"(?:major|minor|flat|sharp){END}"
_SIGNS_BETWEEN = "\u2190-\u21ff\u2208-\u220d\u2213-\u2219\u2223-\u222a\u2234-\u22ff\u27f5-\u27ff"
"""Signs of mathematics that stand between two sides: ≤, ∪, ⇌."""
_ARTICLE = pattern(rf"an? (?!(?<=a ){_KEY}|[+*/=<>^×÷±{_SIGNS_BETWEEN}])", re.IGNORECASE)
"""A leading one; but A major is a key, and a + b a sum (rule 39)."""
_ARTICLE_BEFORE_ANY = pattern(rf"an? (?!(?<=a ){_KEY})", re.IGNORECASE)
_THE = pattern(rf"\A(?:the{GAP})*(?:the\Z)?|{GAP}the{END}", re.IGNORECASE)


def _without_fillers(text: str, article: re.Pattern[str]) -> str:
    """Return `text` without lead-ins and articles, unless nothing is left (rules 7 and 8)."""
    for filler in (_BEFORE_TEXT, article):
        if found := filler.match(text):
            text = text[found.end() :]
    return _THE.sub("", text) or text


def _parted(text: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the words of a text, and for each but the first whether a space stands before it."""
    if "  " in text:  # where a word was written for a sign
        text = with_one_gap(text)
    words = tuple(text.replace(JOINT, " ").split(" ")) if text else ()
    if JOINT not in text:
        return words, (True,) * (len(words) - 1)
    return words, tuple(map(" ".__eq__, _ONE_GAP.findall(text)))


def _counted(text: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return words and gaps like `_parted`, number words being in figures (rule 11)."""
    words, gaps = _parted(text)
    low = [word.casefold() for word in words]
    if NUMBER_WORDS.isdisjoint(low):
        return words, gaps
    counted: list[str] = []
    own_gaps: list[bool] = []
    at = 0
    while at < len(words):
        own_gaps += gaps[at - 1 : at]
        if ordinal := numerals.ordinal(low, at):
            word, at = _ordinal(ordinal[0]), ordinal[1]
        elif low[at - 1 : at] != ["no"] and (number := numerals.cardinal(low, at, years=True)):
            word, at = str(number[0]), number[1]
        else:
            word, at = words[at], at + 1
        counted.append(word)
    return tuple(counted), tuple(own_gaps)


def _ordinal(value: int) -> str:
    is_teen = value // 10 % 10 == 1
    return f"{value}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _american(word: str) -> str:
    """Return `word` in American spelling, in the case it has (rule 9)."""
    small = word.casefold()
    spelt = american(small)
    if spelt == small:
        return word
    return spelt.upper() if word.isupper() else spelt.capitalize() if word[0].isupper() else spelt
