"""Words more or fewer that add nothing (rule 38 of docs/grading.md).

An English text is read without a preposition before it, and without the word for the kind of
thing that a name names: `in the Nile River` is also `nile`. What was left out stays with the form,
so that two forms without different things (`to London`, `from London`; `Nile River`, `Nile Delta`)
are no pair. Forms are made for every text, and so at little cost; whether a right answer is a name
is asked once two forms are equal.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from quizkit.answers.english import (
    BUILDINGS,
    COMPANIES,
    CONCEPTS,
    LEADS,
    REALMS,
    SHORES,
    TWO_WORDS,
    WATERS_AND_LAND,
)
from quizkit.answers.letters import plain
from quizkit.grading.folding import Folded, Style, fold
from quizkit.grading.names import INITIALS, OF, REGION, is_capital, is_proper, is_region
from quizkit.lazy import pattern

_NATURE = WATERS_AND_LAND | SHORES
_THINGS = _NATURE | CONCEPTS | REALMS | COMPANIES | BUILDINGS
_BEFORE_OF = _NATURE | CONCEPTS | REALMS
_KIND = {thing: thing.removesuffix("s") for thing in _THINGS if thing.removesuffix("s") in _THINGS}
_KIND |= {"mount": "mountain", "volcano": "mountain"}
_BEFORE = frozenset(
    "river lake mount cape volcano planet comet hurricane typhoon island isle".split()
)
"""What stands before a name without `of`."""
_LAST_OF_TWO = frozenset(words.split()[1] for words in TWO_WORDS)
_FIRST = frozenset(lead.split()[0] for lead in LEADS)
_LONGEST_LEAD, _LONGEST_PLACE = 3, 60
_WITH_BRACKET = pattern(r"\A([^()]+?) ?\(([^()]+)\)\W*\Z")
_SHORT = pattern(r"(?=.*[A-Z0-9])[A-Za-z0-9.+-]{1,6}|[b-df-hj-np-tv-z]{2,4}")
"""A symbol or an abbreviation: Na, CO2, kg."""
_JOINED = pattern(r"\A([^,;&]+?) (?:and|&) ([^,;&]+)\Z", re.IGNORECASE)
_BEGINS_WITH_ARTICLE = pattern("(?:the|an?) ", re.IGNORECASE)
_SMALL_WORDS = frozenset("of the and for by in on to per de".split())


def right_forms(text: str, forms: Collection[Folded], style: Style) -> Iterator[Folded]:
    """Yield more ways to read a clean right answer, which is folded as `forms`."""
    if style.english:
        yield from _bare(forms)
    elif style.fillers:
        from quizkit.grading import local_fillers

        yield from local_fillers.right_forms(text, style)
    if ")" in text or "&" in text or " and " in text.casefold():
        for turned in _turned(plain(text)):
            yield fold(turned, style)


def given_forms(text: str, forms: Collection[Folded], style: Style) -> Iterator[Folded]:
    """Yield more ways to read a clean response, which is folded as `forms`."""
    if style.fillers:
        from quizkit.grading import local_fillers

        yield from local_fillers.given_forms(text, style)
    if not style.english:
        return
    bare = list(_bare(forms))
    yield from bare
    if "," in text:
        for form in (*forms, *(one for one in bare if not one.thing)):
            yield from _without_region(form, plain(text), style)
    if ")" in text and (found := _WITH_BRACKET.match(plain(text))):
        for part in found.groups() if _are_one(*found.groups()) else ():
            yield fold(part, style)._replace(thing=INITIALS)


def is_place(text: str, style: Style) -> bool:
    """Return whether a text is a country or a part of one, as it may stand behind a comma."""
    if len(text) > _LONGEST_PLACE:
        return False
    if style.english:
        return is_region("".join(fold(text, style).words).casefold())
    if not style.fillers:
        return False
    from quizkit.grading import local_fillers

    return local_fillers.is_country(text, style.fillers)


def _bare(forms: Iterable[Folded]) -> Iterator[Folded]:
    """Yield forms without a preposition, without the kind of thing, and without both."""
    for form in forms:
        words = form.words
        if len(words) < 2:
            continue
        if words[0].casefold() in _FIRST:
            for led in _without_lead(form):
                yield led
                yield from _without_thing(led)
        yield from _without_thing(form)


def _cut(form: Folded, start: int, end: int) -> Folded:
    """Return some words of a form."""
    return form._replace(
        words=form.words[start:end],
        spaces=form.spaces[start : end - 1],
        spelt=form.spelt[start:end],
    )


def _without_lead(form: Folded) -> Iterator[Folded]:
    """Yield a form without the preposition before it, and the article behind that."""
    low = [word.casefold() for word in form.words[: _LONGEST_LEAD + 1]]
    for size in range(min(_LONGEST_LEAD, len(form.words) - 1), 0, -1):
        lead = LEADS.get(" ".join(low[:size]))
        is_apart = form.spaces[size - 1] or form.words[size][:1].isdigit()
        if lead and is_apart:  # not a to-do list
            has_article = low[size] in ("a", "an") and len(form.words) > size + 1
            yield _cut(form, size + has_article, len(form.words))._replace(lead=lead)
            return


def _without_thing(form: Folded) -> Iterator[Folded]:
    """Yield a form without the word for the kind of thing behind the name, or before it."""
    size = len(form.words)
    first, last = form.words[0].casefold(), form.words[-1].casefold()
    if size > 1 and last in _THINGS:
        yield _cut(form, 0, size - 1)._replace(thing=_KIND.get(last, last))
    if size > 2 and last in _LAST_OF_TWO:
        thing = TWO_WORDS.get(f"{form.words[-2].casefold()} {last}")
        if thing:
            yield _cut(form, 0, size - 2)._replace(thing=thing)
    if first not in _BEFORE_OF:
        return
    if size > 2 and form.words[1] == "of":
        yield _cut(form, 2, size)._replace(thing=_KIND.get(first, first) + OF)
    elif size > 1 and first in _BEFORE:
        yield _cut(form, 1, size)._replace(thing=_KIND.get(first, first))


def _without_region(form: Folded, text: str, style: Style) -> Iterator[Folded]:
    """Yield a form without the region behind the comma; there may be two (Boston, MA, USA)."""
    for _ in range(2):
        text, _, region = text.rpartition(",")
        words = fold(region.strip(" .!?\"'"), style).words
        size = len(form.words) - len(words)
        if not words or size < 1 or form.words[size:] != words:
            return
        run = "".join(words).casefold()
        if not is_region(run):
            return
        form = _cut(form, 0, size)._replace(thing=REGION + run)
        yield form


def _turned(text: str) -> Iterator[str]:
    """Yield a plain right answer with its initials before the name, or two names in other order."""
    if found := _WITH_BRACKET.match(text):
        if (
            any(map(_SHORT.fullmatch, found.groups()))
            or _are_one(*found.groups())
            or _is_acronym(found[2], found[1])
            or _is_acronym(found[1], found[2])
        ):
            yield f"{found[2]} ({found[1]})"
    elif found := _JOINED.match(text):
        one, other = found.groups()
        if _BEGINS_WITH_ARTICLE.match(other) or not (is_capital(one) and is_capital(other)):
            return  # Harry Potter and the Goblet of Fire
        if not (is_proper(one) or is_proper(other)):
            return
        yield f"{other} and {one}"
        given, _, surname = other.partition(" ")
        if " " not in one and surname:  # Orville and Wilbur Wright
            yield f"{given} and {one} {surname}"


def _are_one(name: str, other: str) -> bool:
    """Return whether of two texts one is the initials of the other."""
    return _stands_for(name, other) or _stands_for(other, name)


def _stands_for(short: str, name: str) -> bool:
    """Return whether `short`, in capitals, is made of letters of `name` in order.

    The first letter of each word that is not small is among them: ATP, adenosine triphosphate.
    """
    letters = short.replace(".", "").strip()
    if not (2 <= len(letters) <= 10 and letters.isalnum()) or sum(map(str.isupper, letters)) < 2:
        return False
    letters = "".join(filter(str.isalpha, letters)).casefold()
    words = re.findall(r"[^\W\d_]+", name.casefold())
    initials = [word[0] for word in words if word not in _SMALL_WORDS]
    if not initials or initials[0] != letters[0] or len(letters) >= len("".join(words)):
        return False
    return _in_order(initials, letters) and _in_order(letters, "".join(words))


def _is_acronym(word: str, name: str) -> bool:
    """Return whether a word in small letters is made of the initials of a name: laser."""
    return word.isalpha() and len(word) > 2 and _stands_for(word.upper(), name) and " " in name


def _in_order(some: Iterable[str], letters: str) -> bool:
    """Return whether `letters` has some letters in order, perhaps with others between."""
    rest = iter(letters)
    return all(letter in rest for letter in some)
