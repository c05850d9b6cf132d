"""Right answers that are missing.

With `type: person` the surname alone is right, and so are initials, "Austen, Jane" and titles;
as text all of these are wrong. And where the cited paragraph has a name and its abbreviation,
as in "World Health Organization (WHO)", learners give either.

The source says:
  The Alliance
  The North Atlantic Treaty Organization (NATO) was founded in 1949.
bad:
  - question: Who wrote Pride and Prejudice?
    answer: Jane Austen
    source: text
  - question: Which alliance was founded in 1949?
    answer: NATO
    source: text#2
good:
  - question: Who wrote Pride and Prejudice?
    answer: Jane Austen
    type: person
    source: text
  - question: Which alliance was founded in 1949?
    answer: NATO
    accept: [North Atlantic Treaty Organization]
    source: text#2
"""

import re

from quizkit.answers.names import PARTICLES
from quizkit.lint.english import STOP_WORDS, as_line, words_of
from quizkit.lint.rule import AnyNote, CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_MAKING = frozenset(
    "wrote composed painted discovered invented directed sculpted designed proposed formulated "
    "developed described authored drew designed founded coined assassinated murdered shot".split()
)
_PEOPLE = frozenset(
    "author writer novelist poet playwright composer painter sculptor artist architect inventor "
    "discoverer founder explorer physicist chemist biologist mathematician astronomer philosopher "
    "scientist engineer economist president king queen emperor chancellor general admiral "
    "astronaut cosmonaut man woman person human pilot director actor actress singer".split()
)
_WORKS = frozenset(
    "theory law theorem equation principle paradox experiment invention novel play poem painting "
    "symphony opera company portrait".split()
)
_GROUPS = frozenset("group band school company firm team".split())


def _asks_for_a_person(words: list[str]) -> bool:
    """Return whether a question is for somebody: who wrote, who was the first king, which poet."""
    if words[:1] == ["who"]:
        named = words[1:2] in (["is"], ["was"], ["became"]) and not _PEOPLE.isdisjoint(words[2:7])
        return named or not _MAKING.isdisjoint(words[1:3])
    if words[:1] == ["whose"]:
        return not _WORKS.isdisjoint(words[1:2])
    if words[:1] in (["which"], ["what"]):
        return not _PEOPLE.isdisjoint(words[1:3]) and _GROUPS.isdisjoint(words[1:4])
    return words[:2] == ["by", "whom"]


def _is_of_a_person(names: list[str]) -> bool:
    """Return whether names look like those of somebody with a surname: not The X, not Henry IV."""
    if names[0] == "The" or set(names[-1]) <= set("IVX"):
        return False
    capital = [name[:1].isupper() for name in names]
    small = [name for name in names if name[:1].islower()]
    return capital[0] and capital[-1] and PARTICLES.issuperset(small)


def _other_form(checked: AnyNote, text: str) -> Hits:
    """Report an abbreviation of the answer that the source gives behind it, or the other way."""
    assert checked.key is not None
    known = {as_line(words_of(known)) for known in checked.key.texts}
    for found in re.finditer(r"((?:[\w-]+ ){2,9})\(([A-Z]{2,8})s?\)", text):
        words = found[1].split()
        first = next(
            (at for at in range(len(words)) if _initials(words[-1 - at :]) == found[2]), None
        )
        if first is None:
            continue
        forms = (" ".join(words[-1 - first :]), found[2])
        have = [as_line(words_of(form)) in known for form in forms]
        missing = forms[have.index(False)] if any(have) and not all(have) else ""
        if missing and as_line(words_of(missing)) not in as_line(checked.words):
            yield checked.hit_answer(
                f"the source has `{missing}` too", f"add `accept: [{missing}]`"
            )
            return


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in STOP_WORDS).upper()


@warning(english=True)
def missing_variant(checked: CheckedNote[TypedNote]) -> Hits:
    key = checked.key
    assert key is not None
    if key.type is AnswerType.AUTO and not key.accept and _asks_for_a_person(checked.words):
        names = [name.replace(".", "") for name in re.split(r"[\s'’-]+", key.answer)]
        if 2 <= len(names) <= 4 and all(map(str.isalpha, names)) and _is_of_a_person(names):
            yield checked.hit_answer(f"{key.answer} is judged as text", "add `type: person`")
    for quote in checked.quotes:
        yield from _other_form(checked, quote.text)
