"""What adds nothing to an answer in languages other than English, and their kings (rules 38, 40).

The file of a language has its prepositions, the words for the kind of thing that a name names, its
countries and its ordinals. What was left out stays with the form, marked as of another language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from quizkit.answers.counting import number_words
from quizkit.answers.frames import NO_FRAME, bare
from quizkit.answers.languages import language_of
from quizkit.answers.languages.language import pairs_of
from quizkit.answers.letters import plain, without_marks
from quizkit.grading.folding import LOCAL, Folded, Style, fold
from quizkit.lazy import pattern

_WITH_ARTICLE, _REGION = "!", ","
"""What marks a preposition before an article, and a region behind a comma."""
_COLOURS = frozenset(
    "jaune rouge blanc blanche noir noire bleu vert grand nero bianco rosso verde negro blanco rojo "
    "amarillo grande mayor maggiore".split()
)
"""What is no name by itself: mont Blanc is not Blanc."""
_WORD = pattern(r"[^\W\d_]{4,}")
_MOST_NUMBER, _MOST_WORDS = 39, 6


class _Known(NamedTuple):
    lead: re.Pattern[str]
    contracted: Mapping[str, str]
    things: tuple[re.Pattern[str], ...]
    joined: re.Pattern[str] | None
    countries: frozenset[str]
    numbers: Mapping[str, int]


def right_forms(text: str, style: Style) -> Iterator[Folded]:
    """Yield more ways to read a clean right answer in the language of a style."""
    text, known = plain(text), _known(style.fillers)
    for form, rest in _without_lead(text, known, style):
        if form.lead.endswith(_WITH_ARTICLE) or _is_name(rest):
            yield form
    for form, name in _without_thing(text, known, style):
        if _is_name(name) and form.letters.casefold() not in known.countries:
            yield form
    if known.joined and (found := known.joined.match(text)):
        one, both, other = found.groups()
        if _is_name(one) and _is_name(other):
            yield fold(f"{other}{both}{one}", style)


def given_forms(text: str, style: Style) -> Iterator[Folded]:
    """Yield more ways to read a clean response in the language of a style."""
    text, known = plain(text), _known(style.fillers)
    yield from (form for form, _ in _without_lead(text, known, style))
    yield from (form for form, _ in _without_thing(text, known, style))
    place, _, region = text.rpartition(",")
    if place and is_country(region, style.fillers):
        yield fold(place, style)._replace(thing=_marked(_REGION, style))


def is_country(text: str, tag: str) -> bool:
    """Return whether a text is a country in the language with a tag."""
    return _run(text) in _known(tag).countries


def _marked(left_out: str, style: Style) -> str:
    """Return what was left out, with the tag of its language."""
    return f"{LOCAL}{style.fillers}{LOCAL}{left_out}"


def fits(text: str, right: Folded, given: Folded) -> bool:
    """Return whether what two equal forms are without adds nothing; `text` is the right one's."""
    tag = (right.lead or right.thing or given.lead or given.thing).split(LOCAL)[1]
    known = _known(tag)
    if right.lead and given.lead and right.lead.rstrip("!") != given.lead.rstrip("!"):
        return False
    if right.thing and given.thing:
        return right.thing == given.thing
    is_name = _is_name(bare(plain(text), tag).text)
    if given.thing and not (is_name and right.letters.casefold() not in known.countries):
        return False
    return right.lead != "" or not given.lead or given.lead.endswith(_WITH_ARTICLE) or is_name


def with_figure(text: str, tag: str) -> str:
    """Return a plain name with the number behind it in figures: Wilhelm der Zweite is Wilhelm 2."""
    numbers, words = _known(tag).numbers, text.rstrip(".").split(" ")
    for size in (2, 1) if numbers and len(words) <= _MOST_WORDS else ():
        before, number = words[:-size], numbers.get(_run("".join(words[-size:])))
        if before[1:] and before[-1].casefold() in ("der", "die", "den", "el", "le"):
            before.pop()
        if number and before and (before[-1][:1].isupper() or text.islower()):
            return f"{' '.join(before)} {number}"
    return text


def _is_name(text: str) -> bool:
    """Return whether a text begins with a capital, as do its longer words."""
    words = _WORD.findall(text)
    if not text[:1].isupper() or not all(word[0].isupper() for word in words):
        return False
    return _run(text) not in _COLOURS


def _without_lead(text: str, known: _Known, style: Style) -> Iterator[tuple[Folded, str]]:
    """Yield the form of a text without its preposition and an article, and the rest of the text."""
    if found := known.lead.match(text):
        rest = text[found.end() :]
        form, lead = fold(rest, style), without_marks(found[1]).casefold().strip()
        has_article = form.frame.article or lead in known.contracted
        lead = _marked(known.contracted.get(lead, lead), style)
        lead += _WITH_ARTICLE if has_article else ""
        yield form._replace(lead=lead, frame=NO_FRAME), rest


def _without_thing(text: str, known: _Known, style: Style) -> Iterator[tuple[Folded, str]]:
    """Yield the form of a text without the kind of thing beside a name, and the name."""
    text = bare(text, style.fillers).text
    for things in known.things:
        if found := things.match(text):
            thing = _marked(_run(found["thing"]), style)
            yield fold(found["name"], style)._replace(thing=thing), found["name"]


def _run(text: str) -> str:
    return "".join(filter(str.isalnum, without_marks(text).casefold()))


@cache
def _known(tag: str) -> _Known:
    own = language_of(tag)
    contracted = pairs_of(own.contracted)
    things, _, of = own.things.partition(";")
    kinds, leads = _one_of(things.split()), _one_of([*own.leads.split(), *contracted], gap=True)
    before = rf"\A(?P<thing>{kinds}) (?:{_one_of(of.split(), gap=True)})?(?P<name>\S.*)\Z"
    behind = rf"\A(?P<name>\S.*)-(?P<thing>{kinds})\Z"
    conjunctions = own.conjunctions if own.name != "German" else ""  # all nouns are in capitals
    joined = rf"\A([^,;()]+?)( (?:{_one_of(conjunctions.split())}) )([^,;()]+)\Z"
    numbers = {word: number for word, number in number_words(own).items() if number > 1}
    for number, forms in enumerate(own.ordinals.split(","), 1) if own.ordinals else ():
        numbers |= {_run(form): number for form in forms.split("/")}
    return _Known(
        re.compile(rf"\A({leads})", re.IGNORECASE),
        contracted,
        tuple(re.compile(way, re.IGNORECASE) for way in (before, behind)) if things else (),
        re.compile(joined, re.IGNORECASE) if conjunctions else None,
        frozenset(filter(None, map(_run, own.countries.split(",")))),
        {word: n for word, n in numbers.items() if n <= _MOST_NUMBER} if own.ordinals else {},
    )


def _one_of(words: Iterable[str], *, gap: bool = False) -> str:
    """Return a pattern of one of some words, `_` in them being a space, and of the gap behind it."""
    forms = {form.replace("_", " ") for word in words for form in (word, without_marks(word))}
    some = sorted(forms, key=len, reverse=True)
    found = (re.escape(form) + (" " if gap and form[-1] != "'" else "") for form in some)
    return "|".join(found) or "(?!)"
