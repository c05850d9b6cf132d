"""Another card's answer is taken as right.

Every answer is given to every other card, and judged. Where one is taken for a right answer
with a slip, a wrong accent or another first name, a learner who mixes the two up is told that
all is well.

bad:
  title: Example
  language: es
  cards:
    - question: twelve months
      answer: año
    - question: an opening at the end of the gut
      answer: ano
good:
  title: Example
  language: es
  cards:
    - question: twelve months
      answer: año
      accents: strict
    - question: an opening at the end of the gut
      answer: ano
      accents: strict
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizkit.answers.letters import clean, distance, without_marks
from quizkit.grading import grade
from quizkit.lint.english import words_of
from quizkit.lint.rule import ON_LINE, AnyNote, CheckedDeck, Hits, warning
from quizkit.model import (
    AnswerType,
    Blanks,
    Card,
    KeyedNote,
    Line,
    Lines,
    SelfRatedNote,
    TrueFalseNote,
    WordNote,
)
from quizkit.model.forms import without_options

# The grader never takes the very answer of another note for a slip, so of the millions of pairs of
# a large deck only those can end otherwise that are one text but for marks, that are people of one
# surname, or that are blanks of one note a slip apart. Those are handed to the grader.

_MOST_SLIPS = 3
_NOT_TYPED = (TrueFalseNote, SelfRatedNote)
_ANY = "*"  # in place of a beginning: everyone of that surname


class _Answer(NamedTuple):
    """An answer with what it may have in common with others.

    Args:
        owner: index of its note.
        text: what is to be typed.
        known_by: what those know it by who may mean it.
        may_mean: what those are known by who may be meant by it.
    """

    owner: int
    text: str
    known_by: set[str]
    may_mean: set[str]


def _people(deck: CheckedDeck) -> Iterator[_Answer]:
    """Yield the people, by surname and how a given name begins.

    A slip may swap the first two letters, and never changes the first.
    """
    keyed = deck.notes_of(KeyedNote)
    for checked in (one for one in keyed if one.note.key.type is AnswerType.PERSON):
        name = checked.note.key.answer
        surname = without_marks("".join(words_of(name)[-1:]))
        given = name.casefold().split()[:-1]
        initials = {word[:1] for word in given}
        own = initials.union(word[:2] for word in given)
        swapped = initials.union(word[1::-1] for word in given)
        known_by = {f"{surname} {start}" for start in {_ANY, *(swapped or {""})}}
        may_mean = {f"{surname} {start}" for start in ({"", *own} if given else {_ANY})}
        yield _Answer(checked.index, name, known_by, may_mean)


def _bare(text: str) -> str:
    return (text if text.isascii() else without_marks(clean(text))).casefold()


def _marked(deck: CheckedDeck) -> Iterator[_Answer]:
    """Yield the answers that are like another but for marks on its letters."""
    typed = [one for one in deck.notes if not isinstance(one.note, _NOT_TYPED)]
    texts = [(one.index, text) for one in typed for text in one.texts]
    marked = {_bare(text) for _, text in texts if not text.isascii()}
    for index, text in texts if marked else ():
        alike = marked.intersection([_bare(text)])
        if alike:
            yield _Answer(index, text, alike, alike)


def _near(deck: CheckedDeck) -> dict[int, dict[str, int]]:
    """Return the answers of others that may be taken for right, by the index of the note.

    Each has the index of the first other note that it is the answer of.
    """
    answers = [*_people(deck), *_marked(deck)]
    known: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one in answers:
        for shared in one.known_by:
            known[shared][one.text].add(one.owner)
    near: dict[int, dict[str, int]] = defaultdict(dict)
    for one in answers:
        for shared in one.may_mean:
            for text, owners in known.get(shared, {}).items():
                if others := owners - {one.owner}:
                    near[one.owner][text] = min(others)
    return near


def _near_blanks(card: Card, mine: set[str], own: list[str]) -> set[str]:
    """Return the answers of other blanks of the note that are near to those of this one."""
    if not isinstance(card.task, Blanks):
        return set()
    return {text for text in own if any(_is_near(one, text.casefold()) for one in mine)}


def _is_near(one: str, other: str) -> bool:
    """Return whether two texts may be a slip apart; slips at most swap the first letter."""
    return other[:1] in one[:2] and distance(one, other, _MOST_SLIPS) <= _MOST_SLIPS


def _fix(card: Card, text: str) -> str:
    if isinstance(card.task, Blanks):
        return "hide only one of the two, or give both blanks one number"
    if isinstance(card.task, KeyedNote) and card.task.key.type is AnswerType.PERSON:
        return f"add `reject: [{text}]`; if both are one person, write the name alike"
    if isinstance(card.note, WordNote):
        return f"add `accents: strict` beside `rows`, or write a note of its own with `reject: [{text}]`"
    return f"add `accents: strict`, or `reject: [{text}]`"


def _place(card: Card) -> str:
    """Return the column of a row that a card asks for; an empty text of other notes."""
    return card.note.asked_of(card.id).wanted if isinstance(card.note, WordNote) else ""


def _taken_for_right(checked: AnyNote, card: Card, near: Mapping[str, int]) -> Hits:
    """Report which answers of others, and of other blanks, are right on a card that asks for one."""
    rights = card.task.rights
    if len(rights) != 1 or not isinstance(without_options(card.task.form), Line | Lines):
        return
    own = checked.texts
    mine = {text.casefold() for text in rights[0].variants}
    given = near.keys() | _near_blanks(card, mine, own)
    for text in sorted(text for text in given if text.casefold() not in mine):
        outcome = grade(card, text, other_answers={text}.difference(own)).outcome
        if outcome.remembered:
            whose = f"the entry {ON_LINE}" if text in near else "another blank"
            said = f"`{text}`, the answer of {whose}, is judged {outcome.value} here"
            other = checked.deck.notes[near[text]] if text in near else None
            at = _place(card) or checked.answer_key
            yield checked.hit(said, _fix(card, text), at, other=other)


@warning()
def interference(deck: CheckedDeck) -> Hits:
    """Return a hit on each answer of another entry, or blank, that a card would take as right."""
    near = _near(deck)
    for checked in deck.notes:
        if near[checked.index] or len(checked.blanks) > 1:
            for card in checked.cards:
                yield from _taken_for_right(checked, card, near[checked.index])
