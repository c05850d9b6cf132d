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
from quizkit.lint.rule import AnyNote, CheckedDeck, Hit, Hits, warning
from quizkit.model import AnswerKey, AnswerType, Blanks, Card, KeyedNote, answer_texts

# The grader never takes the very answer of another note for a slip, so of the millions of pairs of a large deck only those can end otherwise that are one text but for marks, that are people of one surname, or that are blanks of one note a slip apart. Those are handed to the grader.
_SEVERAL = -1
_Owners = dict[str, dict[str, int]]
"""By what texts have in common: each text, and the index of its note, or that several have it."""


def _people(deck: CheckedDeck) -> _Owners:
    """Return the people by surname and the first letter of a given name, "" if they have none."""
    people: _Owners = defaultdict(dict)
    for checked in deck.notes:
        if checked.key and checked.key.type is AnswerType.PERSON:
            name = checked.key.answer
            surname, given = _name(name)
            for letter in {*_ALL, *(word[:1] for word in given or [""])}:
                _add(people[f"{surname} {letter}"], name, checked.index)
    return people


_ALL = frozenset("*")  # in place of a letter: everyone of that surname


def _alike_but_for_marks(deck: CheckedDeck) -> _Owners:
    """Return the answers that some answer with marks on its letters is like without them."""
    texts = [(text, checked.index) for checked in deck.notes for text in answer_texts(checked.note)]
    marked = {_bare(text) for text, _ in texts if not text.isascii()}
    alike: _Owners = defaultdict(dict)
    for text, index in texts if marked else ():
        bare = _bare(text)
        if bare in marked:
            _add(alike[bare], text, index)
    return alike


def _add(owners: dict[str, int], text: str, index: int) -> None:
    if owners.setdefault(text, index) != index:
        owners[text] = _SEVERAL


def _of_others(owners: dict[str, int], index: int) -> Iterator[str]:
    return (text for text, owner in owners.items() if owner != index)


def _bare(text: str) -> str:
    return (text if text.isascii() else without_marks(clean(text))).casefold()


def _name(name: str) -> tuple[str, list[str]]:
    """Return the surname of a person, bare of marks, and the given names, in small letters."""
    words = words_of(name)
    return without_marks(words[-1]) if words else "", name.casefold().split()[:-1]


def _may_be_one(one: str, other: str) -> bool:
    """Return whether a given name of one person begins like one of the other's.

    Those of the shorter name have to fit, and a slip never changes a first letter, though it may
    swap it with the second.
    """
    if one == other:
        return False
    (_, a), (_, b) = _name(one), _name(other)
    return not a or not b or any(_begin_alike(x, y) for x in a for y in b)


def _begin_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] or one[:2] == other[1::-1]


_MOST_SLIPS = 3


def _crossed(checked: AnyNote, near: set[str]) -> Iterator[Hit]:
    own = set(answer_texts(checked.note))
    for card in checked.cards:
        keys = _keys(card)
        if len(keys) != 1:
            continue
        mine = {text.casefold() for text in keys[0].texts}
        given = set(near)
        if isinstance(card.task, Blanks):
            given.update(text for text in own if any(_near(text.casefold(), m) for m in mine))
        for text in sorted(text for text in given if text.casefold() not in mine):
            verdict = grade(card, text, other_answers={text} - own)
            if verdict.outcome.remembered:
                yield checked.hit_answer(
                    f"`{text}`, the answer of another card, is judged {verdict.outcome.value} here",
                    _fix(card, text),
                )


def _near(one: str, other: str) -> bool:
    """Return whether two blanks of a note may be slips apart."""
    if one == other or abs(len(one) - len(other)) > _MOST_SLIPS or not _begin_alike(one, other):
        return False
    return distance(one, other, _MOST_SLIPS) <= _MOST_SLIPS


def _fix(card: Card, text: str) -> str:
    if isinstance(card.task, Blanks):
        return "hide only one of the two, or give both blanks one number"
    if isinstance(card.task, KeyedNote) and card.task.key.type is AnswerType.PERSON:
        return f"add `reject: [{text}]`; if both are one person, write the name alike"
    return f"add `accents: strict`, or `reject: [{text}]`"


def _keys(card: Card) -> tuple[AnswerKey, ...]:
    if isinstance(card.task, Blanks):
        return card.task.keys
    return (card.task.key,) if isinstance(card.task, KeyedNote) else ()


@warning()
def interference(deck: CheckedDeck) -> Hits:
    alike = _alike_but_for_marks(deck)
    people = _people(deck)
    for checked in deck.notes:
        key = checked.key
        near: set[str] = set()
        if key and key.type is AnswerType.PERSON:
            surname, given = _name(key.answer)
            for letter in {char for word in given for char in word[:2]} | {""} if given else _ALL:
                names = _of_others(people.get(f"{surname} {letter}", {}), checked.index)
                near.update(name for name in names if _may_be_one(key.answer, name))
        for text in answer_texts(checked.note) if alike else ():
            near.update(_of_others(alike.get(_bare(text), {}), checked.index))
        if near or (checked.kind == "cloze" and len(checked.blanks) > 1):
            yield from _crossed(checked, near)
