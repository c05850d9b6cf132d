"""A text as words that can be compared: rules 3 to 12 of the grading rules.

`fold` makes of a text the words that count, in one spelling, with what stands between them: a
space, or a joint (a hyphen, a comma, the border of a symbol) that equals a space or nothing.
Whether two texts that differ are a slip apart is decided in `slips`.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from attrs import evolve, frozen

from quizkit.answers import numerals
from quizkit.answers.english import LEAD_INS
from quizkit.answers.letters import MAX_LENGTH, plain, with_e, without_marks
from quizkit.grading.spelling import american


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
        spaces: set[int] = set()
        joints: set[int] = set()
        at = 0
        for word, space in zip(self.words, self.spaces, strict=False):
            at += len(word)
            (spaces if space else joints).add(at)
        return spaces, joints


def same(one: Folded, other: Folded) -> bool:
    """Return whether two texts are equal, a joint being a space or nothing."""
    if one.words == other.words:
        return True
    if one.letters != other.letters:
        return False
    spaces, joints = one.breaks()
    other_spaces, other_joints = other.breaks()
    return spaces <= other_spaces | other_joints and other_spaces <= spaces | joints


_UMLAUT = re.compile("[äöüøåÄÖÜØÅ]")
_RAISED = re.compile("(?<=[^\\W\\d_])[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


def readings(text: str, style: Style = Style()) -> tuple[Folded, ...]:
    """Return the ways to fold `text`: as it stands, and as it may be written in other letters.

    That is with umlauts written with e, raised digits after a letter as a power, and a number word
    after or before a hyphen as any word (`second-hand` is `secondhand`).
    """
    found = [fold(text, style)]
    composed = plain(text)
    if "-" in composed and any(map(str.isdigit, found[0].letters)):
        found.append(fold(text, evolve(style, keep_numbers=True)))
    if text.isascii():
        return tuple(found)
    if _UMLAUT.search(composed):
        found.append(fold(with_e(composed), style))
    if _RAISED.search(text):
        found.append(fold(_RAISED.sub(r"^\g<0>", text), style))
    return tuple(found)


@lru_cache(maxsize=2048)
def accepted_readings(text: str, style: Style = Style()) -> tuple[Folded, ...]:
    """Return the ways to fold a right answer, bracketed words taken as optional.

    There is none for a text that is longer than a response may be.
    """
    if len(text) > MAX_LENGTH:
        return ()
    forms = _forms(text)
    forms += [glued for form in forms if (glued := _GLUED.sub(r"\1", form)) != form]
    return tuple(dict.fromkeys(folded for form in forms for folded in readings(form, style)))


_GLUED = re.compile(r"(?<=\w)\((\w+)\)")
"""Letters in brackets within a word, which are a part of it: `colo(u)r`."""
_MAX_OPTIONAL = 6


def _forms(text: str) -> list[str]:
    """Return a right answer with and without each bracketed part that stands on its own."""
    text = text.replace("（", "(").replace("）", ")")
    if "(" not in text:
        return [text]
    parts = _optional_parts(text)
    if not 0 < len(parts) <= _MAX_OPTIONAL:
        return [text]
    forms = []
    for kept in product((True, False), repeat=len(parts)):
        form, at = "", 0
        for (start, end), keep in zip(parts, kept, strict=True):
            form += text[at:end] if keep else text[at:start]
            at = end
        forms.append(form + text[at:])
    return [form for form in forms if any(map(str.isalnum, form))] or [text]


def _optional_parts(text: str) -> list[tuple[int, int]]:
    """Return where the outermost brackets stand that touch no letter outside."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
            if depth == 1:
                start = at
        elif char == ")" and depth:
            depth -= 1
            before, after = text[start - 1 : start], text[at + 1 : at + 2]
            if depth == 0 and not before.isalnum() and not after.isalnum():
                parts.append((start, at + 1))
    return parts


_NONE, _JOINT, _SPACE = 0, 1, 2
_Item = tuple[int, str]
"""A word after what stands before it: nothing (the first), a joint, or a space."""

_RATIO = re.compile("(?<=[0-9]) : (?=[0-9])")
_QUOTES = frozenset("'\"`")
_PUNCTUATION = frozenset(".,:;?!()[]{}—·・‧•¿¡।॥։〈〉《》【】〔〕〖〗")
_OPENING = frozenset(" ([{'\"`")


@lru_cache(maxsize=4096)
def fold(text: str, style: Style = Style()) -> Folded:
    """Return the words of `text` that count; none if it is nothing but punctuation.

    `text` is clean and no longer than a response may be.
    """
    text = without_marks(
        plain(text), keep_accents=style.keep_accents, keep_points=style.keep_points
    )
    if not style.keep_case:
        text = text.casefold().replace("i\u0307", "i")  # the Turkish capital I with a dot
    if style.english and "'" in text:
        text = _expanded(text)
    items = _split(_RATIO.sub(":", text.replace("&", " and ")))
    if not text.isascii():
        items = _greek_named(items)
    if any(any(map(str.isdigit, word)) for _, word in items):
        items = [(gap, _ungrouped(word, style.decimal_comma)) for gap, word in items]
    if style.english:
        items = _without_fillers(_contracted(items))
    if not style.keep_numbers:
        items = _counted(items)
    words = tuple(word for _, word in items)
    folded = tuple(map(_american, words)) if style.english else words
    return Folded(folded, tuple(gap == _SPACE for gap, _ in items[1:]), words)


_CONTRACTION = re.compile(
    r"(?<!\w)(?:([^\W\d_]{1,12})n't|it's|([^\W\d_]{1,12})'(re|ve|ll|m))(?!\w)", re.IGNORECASE
)
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDING = {"re": "are", "ve": "have", "ll": "will", "m": "am"}


def _expanded(text: str) -> str:
    """Return `text` with contractions written out."""

    def written_out(match: re.Match[str]) -> str:
        if match[1]:
            return f"{_IRREGULAR.get(match[1].casefold(), match[1])} not"
        return f"{match[2]} {_ENDING[match[3].casefold()]}" if match[2] else f"{match[0][:2]} is"

    return _CONTRACTION.sub(written_out, text)


def _split(text: str) -> list[_Item]:
    """Return the words of `text`, symbols being words of their own between joints."""
    if text.replace(" ", "").isalnum():
        first, *rest = text.split()
        return [(_NONE, first), *((_SPACE, word) for word in rest)]
    items: list[_Item] = []
    word = ""
    gap = before = _NONE  # what stands here, and before the word that is being read
    own: int | None = None
    run_end = 0
    for at, char in enumerate(text):
        content = char
        symbol = False
        if char.isalnum():
            pass
        elif char == " ":
            gap, content = _SPACE, ""
        elif char in _QUOTES:
            content = ""
        elif char in _PUNCTUATION:
            if not (char in ".,:" and _digits_around(text, at)):
                gap, content = max(gap, _JOINT), ""
        elif char == "-":
            if at >= run_end:  # a run of hyphens is judged as a whole
                own, run_end = _hyphen(text, at)
            if own is not None:
                gap, content = max(gap, own), ""
        elif unicodedata.category(char)[0] in "SP":
            symbol, gap = True, max(gap, _JOINT)
        if not content:
            continue
        if gap and word:
            items.append((before, word))
            word = ""
        if not word:
            before = gap if items else _NONE
        word, gap = word + content, (_JOINT if symbol else _NONE)
    if word:
        items.append((before, word))
    return items


def _digits_around(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _hyphen(text: str, start: int) -> tuple[int | None, int]:
    """Return what the hyphens from `start` on are between words, and the place after them.

    None stands for content: hyphens that end a word (O-) or begin one (--hard), and a minus before
    a digit.
    """
    end = start + 1
    while text[end : end + 1] == "-":
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not before or before in _OPENING
    tail = end
    while tail < len(text) and (text[tail] in _QUOTES or text[tail] in _PUNCTUATION):
        tail += 1
    ends = tail == len(text) or text[tail] == " "
    if begins and ends:
        return _SPACE, end
    if begins or ends:
        return None, end
    if before.isdigit() and after.isdigit():
        return _SPACE, end  # 10-20 is not 1020
    if after.isdigit() and not before.isalnum() and before not in _PUNCTUATION:
        return None, end  # 10^-6
    return _JOINT, end


_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
_GREEK |= {letter.upper(): name.capitalize() for letter, name in _GREEK.items()}


def _greek_named(items: list[_Item]) -> list[_Item]:
    """Return `items` with Greek letters named where they stand alone or in a mixed word."""
    named: list[_Item] = []
    for gap, word in items:
        greek = [char in _GREEK for char in word]
        if not any(greek) or (len(word) > 1 and all(greek)):
            named.append((gap, word))
            continue
        for piece in re.findall("[α-ωΑ-Ω]|[^α-ωΑ-Ω]+", word):
            named.append((gap, _GREEK.get(piece, piece)))
            gap = _JOINT
    return named


_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def _ungrouped(word: str, decimal_comma: bool) -> str:
    """Return a figure without the marks that group its digits."""
    if decimal_comma:
        word = word.translate(_SWAPPED)
    if _GROUPED.fullmatch(word):
        word = word.replace(",", "")
    return word.translate(_SWAPPED) if decimal_comma else word


_SWAPPED = str.maketrans(",.", ".,")

_BARE_CONTRACTIONS = {
    f"{verb}nt": f"{_IRREGULAR.get(verb, verb)} not"
    for verb in "do does did is are was were has have had ca could wo would should must need".split()
} | {"cannot": "can not"}


def _contracted(items: list[_Item]) -> list[_Item]:
    """Return `items` with `cannot`, and contractions without their apostrophe, as two words."""
    if not any(word.casefold() in _BARE_CONTRACTIONS for _, word in items):
        return items
    written: list[_Item] = []
    for gap, word in items:
        first, *rest = _BARE_CONTRACTIONS.get(word.casefold(), word).split()
        written += [(gap, first), *((_SPACE, part) for part in rest)]
    return written


_LEAD_INS = tuple(tuple(words.split()) for words in LEAD_INS)
_KEYS = frozenset({"major", "minor", "flat", "sharp"})


def _without_fillers(items: list[_Item]) -> list[_Item]:
    """Return `items` without lead-ins and articles, unless nothing would be left."""
    low = [word.casefold() for _, word in items]
    start = 0
    while lead_in := next((w for w in _LEAD_INS if tuple(low[start : start + len(w)]) == w), None):
        if start + len(lead_in) == len(low):
            break
        start += len(lead_in)
    rest = low[start:]
    if len(rest) > 1 and rest[0] in ("a", "an") and items[start + 1][0] == _SPACE:
        start += not (rest[0] == "a" and rest[1] in _KEYS)
    kept = [item for item in items[start:] if item[1].casefold() != "the"]
    if not kept:
        kept = items[start:]
    return [(_NONE, kept[0][1]), *kept[1:]] if kept else kept


def _counted(items: list[_Item]) -> list[_Item]:
    """Return `items` with number words and ordinals in figures."""
    low = [word.casefold() for _, word in items]
    if NUMBER_WORDS.isdisjoint(low):
        return items
    counted: list[_Item] = []
    at = 0
    while at < len(items):
        gap, word = items[at]
        if ordinal := numerals.ordinal(low, at):
            word, at = _ordinal(ordinal[0]), ordinal[1]
        elif number := numerals.cardinal(low, at, years=True):
            word, at = str(number[0]), number[1]
        else:
            at += 1
        counted.append((gap, word))
    return counted


NUMBER_WORDS = frozenset({*numerals.WORDS, *numerals.ORDINALS})


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _american(word: str) -> str:
    """Return `word` in American spelling, in the case it has."""
    if word.islower():
        return american(word)
    spelt = american(word.casefold())
    if spelt == word.casefold():
        return word
    return spelt.upper() if word.isupper() else spelt.capitalize() if word[0].isupper() else spelt
