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

from quizkit.answers.people import PARTICLES
from quizkit.authoring.kinds_of_change import Put, Set
from quizkit.lint.english import STOP_WORDS, as_line, either, words_of
from quizkit.lint.rule import HERE, CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_MAKING = either(
    "wrote composed painted discovered invented directed sculpted designed proposed formulated "
    "developed described authored drew designed founded coined assassinated murdered shot"
)
_PEOPLE = either(
    "author writer novelist poet playwright composer painter sculptor artist architect inventor "
    "discoverer founder explorer physicist chemist biologist mathematician astronomer philosopher "
    "scientist engineer economist president king queen emperor chancellor general admiral "
    "astronaut cosmonaut man woman person human pilot director actor actress singer"
)
_WORKS = either(
    "theory law theorem equation principle paradox experiment invention novel play poem painting "
    "symphony opera company portrait"
)
_GROUPS = either("group band school company firm team")
_FOR_A_PERSON = (
    rf"^ (?:who (?:\S+ )?{_MAKING}|whose {_WORKS}|by whom "
    r"|(?:who (?:is|was|became) (?:\S+ ){0,4}"
    rf"|(?:which|what) (?!(?:\S+ ){{0,2}}{_GROUPS})(?:\S+ )?){_PEOPLE})"
)
"""Asking for somebody: who wrote, who was the first king, which poet."""
_MOST_NAMES = 4
_ABBREVIATED = r"((?:[\w-]+ ){2,9})\(([A-Z]{2,8})s?\)"


def _is_of_a_person(answer: str) -> bool:
    """Return whether it looks like a name with a surname: not The X, not Henry IV."""
    names = re.split(r"[\s'’-]+", answer.replace(".", ""))
    first, last = names[0], names[-1]
    small = {name for name in names if not name[:1].isupper()}
    if not (2 <= len(names) <= _MOST_NAMES and "".join(names).isalpha() and small <= PARTICLES):
        return False
    return small.isdisjoint((first, last)) and first != "The" and not set(last) <= set("IVX")


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in STOP_WORDS).upper()


def _forms(before: str, initials: str) -> tuple[str, ...]:
    """Return an abbreviation, and the fewest words before it that it stands for; or nothing."""
    words = before.split()
    named = [words[at:] for at in range(len(words)) if _initials(words[at:]) == initials]
    return (" ".join(named[-1]), initials) if named else ()


def _other_form(checked: CheckedNote[TypedNote], text: str) -> str:
    """Return the abbreviation of the answer that a source gives behind it, or the other way."""
    known = {as_line(words_of(known)) for known in checked.texts}
    for found in re.finditer(_ABBREVIATED, text):
        lines = {as_line(words_of(form)): form for form in _forms(*found.groups())}
        missing = lines.keys() - known
        if len(missing) == 1 < len(lines) and not any(line in checked.line for line in missing):
            return lines[missing.pop()]
    return ""


@warning(english=True)
def missing_variant(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on a name judged as text, and on each other form of it in what is cited."""
    key = checked.note.key
    as_text = key.type is AnswerType.AUTO and not key.accept
    if as_text and _is_of_a_person(key.answer) and re.search(_FOR_A_PERSON, checked.line):
        hit = checked.hit_answer(f"{key.answer} is judged as text", "add `type: person`")
        yield hit.mended_by(Set(HERE, ("type",), "person"))
    for other in filter(None, (_other_form(checked, quote.text) for quote in checked.quotes)):
        hit = checked.hit_answer(f"the source has `{other}` too", f"add `accept: [{other}]`")
        yield hit.mended_by(Put(HERE, ("accept",), other))
