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
from collections.abc import Iterator

from quizkit.answers.letters import clean, distance, without_marks
from quizkit.grading import grade
from quizkit.lint.english import words_of
from quizkit.lint.rule import AnyNote, CheckedDeck, Hits, warning
from quizkit.model import (
    AnswerType,
    Blanks,
    Card,
    KeyedNote,
    Line,
    Lines,
    SelfRatedNote,
    TrueFalseNote,
)
from quizkit.model.forms import without_options

# The grader never takes the very answer of another note for a slip, so of the millions of pairs of
# a large deck only those can end otherwise that are one text but for marks, that are people of one
# surname, or that are blanks of one note a slip apart. Those are handed to the grader.

_MOST_SLIPS = 3
_SEVERAL = -1
_ANY = "*"  # in place of a letter: everyone of that surname


class _Alike:
    """Answers by what they have in common, each with the index of its note, or that it has several."""

    def __init__(self) -> None:
        self._owners: dict[str, dict[str, int]] = defaultdict(dict)

    def add(self, shared: str, text: str, index: int) -> None:
        owners = self._owners[shared]
        if owners.setdefault(text, index) != index:
            owners[text] = _SEVERAL

    def of_others(self, shared: str, index: int) -> set[str]:
        owners = self._owners.get(shared, {})
        return {text for text, owner in owners.items() if owner != index}


class _Person:
    """A name: its surname, bare of marks, and the given names, in small letters."""

    def __init__(self, name: str) -> None:
        words = words_of(name)
        self.name = name
        self.surname = without_marks(words[-1]) if words else ""
        self.given = name.casefold().split()[:-1]

    @property
    def known_by(self) -> set[str]:
        """The surname with each first letter that somebody else's given name may have."""
        letters = {_ANY, *(word[0] for word in self.given)} if self.given else {_ANY, ""}
        return {f"{self.surname} {letter}" for letter in letters}

    @property
    def may_be(self) -> set[str]:
        """The same for those who may be meant by it; a slip may swap the first two letters."""
        letters = {"", *"".join(word[:2] for word in self.given)} if self.given else {_ANY}
        return {f"{self.surname} {letter}" for letter in letters}

    def may_be_called(self, name: str) -> bool:
        """Return whether a given name of one begins like one of the other's, where both have one."""
        given = _Person(name).given
        if not (self.given and given):
            return True
        return any(_begin_alike(one, other) for one in self.given for other in given)


def _begin_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] or one[:2] == other[1::-1]


def _people(deck: CheckedDeck) -> dict[int, _Person]:
    """Return those who are answers, by the index of the note."""
    return {
        checked.index: _Person(checked.note.key.answer)
        for checked in deck.notes_of(KeyedNote)
        if checked.note.key.type is AnswerType.PERSON
    }


def _namesakes(people: dict[int, _Person]) -> Iterator[tuple[int, str]]:
    """Yield the index of a note whose answer is a person, and another who may be meant by it."""
    by_name = _Alike()
    for index, person in people.items():
        for shared in person.known_by:
            by_name.add(shared, person.name, index)
    for index, person in people.items():
        for name in set().union(*(by_name.of_others(s, index) for s in person.may_be)):
            if name != person.name and person.may_be_called(name):
                yield index, name


def _bare(text: str) -> str:
    return (text if text.isascii() else without_marks(clean(text))).casefold()


def _alike_but_for_marks(deck: CheckedDeck) -> Iterator[tuple[int, str]]:
    """Yield the index of a note, and an answer of another that is like one of its but for marks."""
    typed = [one for one in deck.notes if not isinstance(one.note, TrueFalseNote | SelfRatedNote)]
    texts = [(one.index, text) for one in typed for text in one.texts]
    marked = {_bare(text) for _, text in texts if not text.isascii()}
    texts = [one for one in texts if _bare(one[1]) in marked]
    alike = _Alike()
    for index, text in texts:
        alike.add(_bare(text), text, index)
    for index, text in texts:
        for other in alike.of_others(_bare(text), index):
            yield index, other


def _a_slip_apart(one: str, other: str) -> bool:
    """Return whether two blanks of a note may be slips apart."""
    if one == other or abs(len(one) - len(other)) > _MOST_SLIPS or not _begin_alike(one, other):
        return False
    return distance(one, other, _MOST_SLIPS) <= _MOST_SLIPS


def _near_blanks(card: Card, mine: set[str], own: list[str]) -> set[str]:
    """Return the answers of other blanks of the note that are near to those of this one."""
    if not isinstance(card.task, Blanks):
        return set()
    return {text for text in own if any(_a_slip_apart(text.casefold(), one) for one in mine)}


def _fix(card: Card, text: str) -> str:
    if isinstance(card.task, Blanks):
        return "hide only one of the two, or give both blanks one number"
    if isinstance(card.task, KeyedNote) and card.task.key.type is AnswerType.PERSON:
        return f"add `reject: [{text}]`; if both are one person, write the name alike"
    return f"add `accents: strict`, or `reject: [{text}]`"


def _taken_for_right(checked: AnyNote, card: Card, near: set[str]) -> Hits:
    """Report which answers of others, and of other blanks, are right on a card that asks for one."""
    rights = card.task.rights
    if len(rights) != 1 or not isinstance(without_options(card.task.form), Line | Lines):
        return
    mine = {text.casefold() for text in rights[0].variants}
    own = checked.texts
    for text in sorted(near | _near_blanks(card, mine, own)):
        if text.casefold() in mine:
            continue
        outcome = grade(card, text, other_answers={text}.difference(own)).outcome
        if outcome.remembered:
            said = f"`{text}`, the answer of another card, is judged {outcome.value} here"
            yield checked.hit_answer(said, _fix(card, text))


@warning()
def interference(deck: CheckedDeck) -> Hits:
    near: dict[int, set[str]] = defaultdict(set)
    for index, text in (*_namesakes(_people(deck)), *_alike_but_for_marks(deck)):
        near[index].add(text)
    for checked in deck.notes:
        if checked.index in near or len(checked.blanks) > 1:
            for card in checked.cards:
                yield from _taken_for_right(checked, card, near[checked.index])
