"""What stands around an answer in a language other than English and says nothing (rule 45).

Lead-ins (`es ist`), articles (`die`, `l'`), and the verb behind an answer (`です`). What is left out
here is left out on both sides of a comparison; which article was left out is told, since a wrong one
is a mistake.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from quizkit.answers.languages import is_english, language_of
from quizkit.answers.letters import without_marks
from quizkit.lazy import pattern

_APOSTROPHES = "['’ʼ‘`´′]"
_OPENS = r"(?P<opens>[¿¡\"'«„“”「『(]*)"
_GLUED_SIGN = pattern("[぀-ヿ㐀-鿿가-힣฀-๿]")
"""Kana, Han, Hangul and Thai, which need no space behind a lead-in or before a tail."""


class Frame(NamedTuple):
    """What stood around a text and was left out, plain: on both sides of a comparison it is the same.

    Args:
        article: the leading one.
        genders: which genders and numbers that may be of.
        lead_in: what stood before it.
        tail: what stood behind the text.
    """

    article: str = ""
    genders: frozenset[int] = frozenset()
    lead_in: str = ""
    tail: str = ""

    def has_another_article(self, other: "Frame") -> bool:
        """Return whether both texts have an article, and not the same."""
        return bool(self.article and other.article) and self.article != other.article

    def contradicts(self, other: "Frame") -> bool:
        """Return whether both texts have an article, a lead-in or a tail, and not the same."""
        if self is other:
            return False
        pairs = ((self.lead_in, other.lead_in), (self.tail, other.tail))
        differ = any(own and its and own != its for own, its in pairs)
        return differ or self.has_another_article(other)

    def agrees(self, other: "Frame") -> bool:
        """Return whether nothing differs but articles that may stand before one noun: `der`, `ein`."""
        alike = self._replace(article="").contradicts(other._replace(article=""))
        return not alike and not self.genders.isdisjoint(other.genders)


NO_FRAME = Frame()


class Bare(NamedTuple):
    """A text without what says nothing around it, and that."""

    text: str
    frame: Frame = NO_FRAME


class _Frames(NamedTuple):
    """Patterns of what a language has of these; a lead-in and an article never are all of a text."""

    lead_in: re.Pattern[str] | None
    article: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    genders: Mapping[str, frozenset[int]]
    conjunction: str


@cache
def has_frame(tag: str) -> bool:
    """Return whether the language with a BCP 47 tag, not English, has words to leave out."""
    own = language_of(tag)
    known = own.lead_ins or own.articles or own.tails or own.conjunctions
    return not is_english(tag) and bool(known)


def bare(text: str, tag: str) -> Bare:
    """Return a clean text without lead-in, tail and leading article, unless nothing is left.

    In it `&` is the word for `and`.
    """
    known = _frames(tag)
    text, frame = _unframed(text, known)
    if "&" in text and known.conjunction:
        text = " ".join(text.replace("&", f" {known.conjunction} ").split())
    found = known.article and known.article.match(text)
    if not found:
        return Bare(text, frame)
    article = _plain(found["article"]).strip()
    text = found["opens"] + text[found.end() :]
    return Bare(
        text, frame._replace(article=article, genders=known.genders.get(article, frozenset()))
    )


def without_lead_in(text: str, tag: str) -> str:
    """Return a clean text without the lead-in and the tail of a language, unless nothing is left."""
    return _unframed(text, _frames(tag)).text if has_frame(tag) else text


def _unframed(text: str, known: _Frames) -> Bare:
    """Return a text without lead-in and tail."""
    lead_in = tail = ""
    if found := known.lead_in and known.lead_in.match(text):
        lead_in, text = _plain(found["lead"]).strip(" :,"), found["opens"] + text[found.end() :]
    if found := known.tail and known.tail.search(text):
        tail, text = found["tail"].strip(), text[: found.start()] + text[found.end() :]
    return Bare(text, Frame(lead_in=lead_in, tail=tail) if lead_in or tail else NO_FRAME)


def _plain(word: str) -> str:
    return re.sub(_APOSTROPHES, "'", without_marks(word)).casefold()


@cache
def _frames(tag: str) -> _Frames:
    own = language_of(tag)
    genders: dict[str, frozenset[int]] = {}
    for gender, group in enumerate(own.articles.split(";")):
        for word in _plain(group).split():
            word = word.replace("_", " ")
            genders[word] = genders.get(word, frozenset()) | {gender}
    return _Frames(
        _starting("lead", own.lead_ins.split(",")),
        _starting("article", {*genders, *own.articles.replace(";", " ").split()}),
        _ending(own.tails.split()),
        genders,
        "" if own.before_item or own.behind_item else own.conjunctions.partition(" ")[0],
    )


def _starting(name: str, phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of one of some phrases before a text, which is caught by `name`."""
    forms = {*filter(None, map(str.strip, phrases))}
    if not forms:
        return None
    forms |= {form for form in map(without_marks, forms) if len(form) == 1 or " " in form}
    marks = "[:,]?" if name == "lead" else ""
    found = "|".join(_with_gap(form, marks) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"{_OPENS}(?P<{name}>{found})(?=[^\w]*\w)", re.IGNORECASE)


def _with_gap(phrase: str, marks: str) -> str:
    """Return a pattern of a phrase with marks, and the space that stands behind it, if one must."""
    written = re.escape(phrase).replace("'", _APOSTROPHES)
    if _GLUED_SIGN.match(phrase[-1]):
        return rf"{written}[\s:,、，：]*"
    return rf"{written} ?" if phrase[-1] == "'" else rf"{written}{marks} "


def _as_ending(word: str) -> str:
    """Return a pattern of a word behind a text, with the space that parts them, if one must."""
    if word[0] == "'":
        return _APOSTROPHES + word[1:]
    return f" ?{word}" if _GLUED_SIGN.match(word) else f" {word}"


def _ending(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of one of some words behind a text, and of the marks behind that."""
    ends = list(map(_as_ending, words))
    if not ends:
        return None
    return re.compile(rf"(?<=\S)(?P<tail>{'|'.join(ends)})(?=[\s.!?。！？।]*\Z)")
