"""A text as the words that count, in one spelling: rules 3 to 11 of docs/grading.md.

What stands between two words is a space, or a joint (a hyphen, a comma, the border of a symbol)
that equals a space or nothing.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from quizkit.answers import numerals
from quizkit.answers.english import LEAD_INS
from quizkit.answers.languages import is_english, language_of
from quizkit.answers.letters import plain, without_marks
from quizkit.grading.spelling import american

NUMBER_WORDS = frozenset({*numerals.WORDS, *numerals.ORDINALS})


@frozen
class Style:
    """How a text is folded.

    Args:
        english: articles, lead-ins, contractions and British spellings are those of English.
        decimal_comma: points, not commas, group the digits.
        keep_case: letter case stays.
        keep_accents: accents stay.
        keep_points: stress marks, points and short vowels stay.
        keep_numbers: number words stay words.
    """

    english: bool = True
    decimal_comma: bool = False
    keep_case: bool = False
    keep_accents: bool = False
    keep_points: bool = False
    keep_numbers: bool = False


@lru_cache(maxsize=64)
def style_of(language: str) -> Style:
    """Return how texts of a language are folded."""
    return Style(english=is_english(language), decimal_comma=language_of(language).decimal_comma)


class Folded(NamedTuple):
    """The words of a text.

    Args:
        words: as they are compared.
        spaces: for each word but the first, whether a space stands before it; else it is a joint,
            which may also be nothing.
        spelt: the words as they were spelt, where American spelling changed one; else `words`.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...] = ()
    spelt: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """All words run together."""
        return "".join(self.words)

    def breaks(self) -> tuple[set[int], set[int]]:
        """Return where in `letters` spaces stand, and where joints."""
        places: tuple[set[int], set[int]] = (set(), set())
        at = 0
        for word, space in zip(self.words, self.spaces, strict=False):
            at += len(word)
            places[not space].add(at)
        return places


@lru_cache(maxsize=4096)
def fold(text: str, style: Style) -> Folded:
    """Return the words of `text` that count; none if it is nothing but punctuation.

    `text` is clean and no longer than a response may be.
    """
    text = without_marks(
        plain(text), keep_accents=style.keep_accents, keep_points=style.keep_points
    )
    if not style.keep_case:
        text = text.casefold().replace("i\u0307", "i")  # the Turkish capital I with a dot
    if style.english and "'" in text:
        text = _CONTRACTION.sub(_written_out, text)
    words = _ungrouped(_greek_named(_parted(text)), style.decimal_comma)
    if style.english:
        words = _without_fillers(_contracted(words))
    if not style.keep_numbers:
        words = _counted(words)
    spelt = tuple(word for _, word in words)
    folded = tuple(map(_american, spelt)) if style.english else spelt
    return Folded(folded, tuple(apart for apart, _ in words[1:]), spelt)


class _Word(NamedTuple):
    """A word, and whether a space stands before it rather than a joint."""

    apart: bool
    text: str


_QUOTES = "'\"`"
_PUNCTUATION = re.escape(".,:;?!()[]{}—·・‧•¿¡।॥։〈〉《》【】〔〕〖〗")
_OPENS = rf"(?<![^ (\[{{{_QUOTES}])"
_ENDS = rf"(?=[{_QUOTES}{_PUNCTUATION}]*(?: |\Z))"
_MARK = re.compile(
    rf"(?P<space>{_OPENS}-+{_ENDS}|(?<=\d)-+(?=\d))"  # a dash between words; 10-20 is not 1020
    rf"|(?P<content>{_OPENS}-+|-+{_ENDS}"  # --hard, O-
    rf"|(?<![^\W_])(?<![{_PUNCTUATION}])-+(?=\d)"  # 10^-6
    r"|(?<=\d)[.,:](?=\d))"
    rf"|(?P<nothing>[{_QUOTES}])"
    rf"|(?P<joint>-+|[{_PUNCTUATION}])"
    r"|(?P<other>[^\w ]|_)"
)
"""What a mark is, by what stands around it (rule 6)."""
_JOINT = "\x01"  # a character that no clean text has
_STANDS_FOR = {"space": " ", "nothing": "", "joint": _JOINT}
_RATIO = re.compile("(?<=[0-9]) : (?=[0-9])")
_PIECE = re.compile(f"([ {_JOINT}]*)([^ {_JOINT}]+)")


def _parted(text: str) -> list[_Word]:
    """Return the words of `text`, symbols being words of their own between joints."""
    text = _MARK.sub(_separated, _RATIO.sub(":", text.replace("&", " and ")))
    return [_Word(" " in gap, word) for gap, word in _PIECE.findall(text)]


def _separated(mark: re.Match[str]) -> str:
    """Return a mark as what it stands for: content, a space, a joint, or nothing."""
    if mark.lastgroup == "other" and unicodedata.category(mark[0])[0] in "SP":
        return f"{_JOINT}{mark[0]}{_JOINT}"
    return _STANDS_FOR.get(mark.lastgroup or "", mark[0])


_CONTRACTION = re.compile(
    r"(?<!\w)(?:([^\W\d_]{1,12})n't|(it)'s|([^\W\d_]{1,12})'(re|ve|ll|m))(?!\w)", re.IGNORECASE
)
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDING = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_BARE_CONTRACTIONS = {
    f"{verb}nt": f"{_IRREGULAR.get(verb, verb)} not"
    for verb in "do does did is are was were has have had ca could wo would should must need".split()
} | {"cannot": "can not"}


def _written_out(contraction: re.Match[str]) -> str:
    """Return a contraction as two words."""
    denied, it, subject, ending = contraction.groups()
    if denied:
        return f"{_IRREGULAR.get(denied.casefold(), denied)} not"
    return f"{it} is" if it else f"{subject} {_ENDING[ending.casefold()]}"


def _contracted(words: list[_Word]) -> list[_Word]:
    """Return `words` with `cannot`, and contractions without their apostrophe, as two words."""
    written: list[_Word] = []
    for apart, word in words:
        first, *rest = _BARE_CONTRACTIONS.get(word.casefold(), word).split(" ")
        written += [_Word(apart, first), *(_Word(True, part) for part in rest)]
    return written


_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
_GREEK |= {letter.upper(): name.capitalize() for letter, name in _GREEK.items()}
_GREEK_WORD = re.compile("[α-ωΑ-Ω]{2,}")
_GREEK_PIECE = re.compile("[α-ωΑ-Ω]|[^α-ωΑ-Ω]+")


def _greek_named(words: list[_Word]) -> list[_Word]:
    """Return `words` with Greek letters named where they stand alone or in a mixed word (rule 10)."""
    named: list[_Word] = []
    for apart, word in words:
        pieces = [word] if _GREEK_WORD.fullmatch(word) else _GREEK_PIECE.findall(word)
        first, *rest = [_GREEK.get(piece, piece) for piece in pieces]
        named += [_Word(apart, first), *(_Word(False, name) for name in rest)]
    return named


_GROUPED = {
    False: (",", re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")),
    True: (".", re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")),
}
"""The mark that groups digits, and how figures with it look, by whether a comma is decimal."""


def _ungrouped(words: list[_Word], decimal_comma: bool) -> list[_Word]:
    """Return `words`, figures among them without the marks that group their digits."""
    mark, grouped = _GROUPED[decimal_comma]
    return [
        _Word(apart, word.replace(mark, "")) if grouped.fullmatch(word) else _Word(apart, word)
        for apart, word in words
    ]


_LEAD_IN = re.compile(f"(?:(?:{'|'.join(LEAD_INS)}) )*")
_ARTICLE = re.compile("an? (?!(?<=a )(?:major|minor|flat|sharp)(?: |\\Z))")
"""One before a word; but A major is a key."""


def _without_fillers(words: list[_Word]) -> list[_Word]:
    """Return `words` without lead-ins and articles, unless nothing is left (rules 7 and 8)."""
    low = [word.casefold() for _, word in words]
    lead_in = _LEAD_IN.match(" ".join(low))
    start = lead_in[0].count(" ") if lead_in else 0
    if _ARTICLE.match(" ".join(low[start:])) and words[start + 1].apart:
        start += 1
    kept = [word for word in words[start:] if word.text.casefold() != "the"]
    return kept or words[start:]


def _counted(words: list[_Word]) -> list[_Word]:
    """Return `words` with number words and ordinals in figures (rule 11)."""
    low = [word.casefold() for _, word in words]
    if NUMBER_WORDS.isdisjoint(low):
        return words
    counted: list[_Word] = []
    at = 0
    while at < len(words):
        apart, word = words[at]
        if ordinal := numerals.ordinal(low, at):
            word, at = _ordinal(ordinal[0]), ordinal[1]
        elif number := numerals.cardinal(low, at, years=True):
            word, at = str(number[0]), number[1]
        else:
            at += 1
        counted.append(_Word(apart, word))
    return counted


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
