"""Cards that ask the same: what several rules compare of them."""

from collections.abc import Collection

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.finding import Severity
from quizkit.lint.hit import ON_LINE, Hit, Hits
from quizkit.model import (
    Card,
    ClozeNote,
    Note,
    OrderNote,
    OwnWords,
    PairsNote,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    SelfRatedNote,
    Task,
    WordNote,
    collapsed,
)


def as_asked(text: str) -> str:
    """Return a prompt as it is compared: white space, the mark at its end, and its first letter."""
    text = collapsed(text).rstrip("?!.: ")
    return text[:1].lower() + text[1:]


def right_answers(task: Task) -> frozenset[str]:
    """Return the right answers of a card, in small letters."""
    return frozenset(text.casefold() for right in task.rights for text in right.variants)


_MOST_WORDS = 2
_NOT_COMPARED = (ClozeNote, OrderNote, PairsNote, SelfRatedNote, WordNote)


def is_compared(checked: AnyNote) -> bool:
    """Return whether the answers of a note say that it asks the same as another."""
    return not isinstance(checked.note, _NOT_COMPARED)


def same_prompt(deck: CheckedDeck, *, same_answer: bool) -> Hits:
    """Yield the cards that ask as an earlier one does, and have an answer in common or none.

    Of a row of a table the words of all rows are right that its prompt fits: none is looked at.
    """
    asked = _Asked()
    for checked in deck.notes_of(Note):
        for card in checked.cards:
            earlier, other = asked.first_like(checked, card)
            if earlier is not checked and _have_a_common_answer(other, card) is same_answer:
                yield _told_apart(checked, card, earlier)


class _Asked:
    """The cards looked at so far, by what they ask: the first of those that ask the same.

    Two choices with one prompt are two questions (which of these is a metal?), unless what is right
    in one of them is an option of the other.
    """

    def __init__(self) -> None:
        self._first: dict[object, tuple[AnyNote, Card]] = {}

    def first_like(self, checked: AnyNote, card: Card) -> tuple[AnyNote, Card]:
        """Return the first card that asks the same, with its note, and take this one in."""
        own, task = (checked, card), card.task
        prompt = as_asked(card.prompt), _beside(task), _pictures(checked, card)
        if task.form == PickOne(closed=True) or not isinstance(task.form, PickOne | PickSome):
            self._first.setdefault((prompt, "typed"), own)
            return self._first.setdefault(prompt, own)
        right = right_answers(task)
        options = [text.casefold() for text in task.options]
        ways = [(prompt, "typed"), *((prompt, text in right, text) for text in options)]
        found = next((self._first[way] for way in ways if way in self._first), own)
        self._first.setdefault(prompt, own)
        for text in options:  # a right one clashes with any like it, a wrong one with a right one
            self._first.setdefault((prompt, True, text), own)
            if text in right:
                self._first.setdefault((prompt, False, text), own)
        return found


def _beside(task: Task) -> Collection[str] | None:
    """Return what stands beside a prompt and makes it another question; None if nothing does."""
    match task.form:
        case PickInOrder():
            return frozenset(task.options)
        case PickForEach(labels):
            return frozenset(labels)
        case OwnWords():
            return ()
    return None


def _pictures(checked: AnyNote, card: Card) -> tuple[str, ...]:
    """Return the pictures that are asked about, which make it another question."""
    return () if card.id.endswith(":reverse") else checked.pictures


def _have_a_common_answer(one: Card, other: Card) -> bool:
    return not right_answers(one.task).isdisjoint(right_answers(other.task))


def _are_words(card: Card, earlier: AnyNote) -> bool:
    """Return whether two prompts are words that letter case or a mark may tell apart: sie and Sie."""
    one, other = collapsed(card.prompt), collapsed(earlier.note.prompt)
    return one != other and len(one.split()) <= _MOST_WORDS


def _told_apart(checked: AnyNote, card: Card, earlier: AnyNote) -> Hit:
    """Return the hit on the later of two cards; a turned one is at its `reverse:`."""
    which = f"the entry `{earlier.note.id}`" if earlier.note.has_own_id else "the entry"
    key = "reverse" if card.id.endswith(":reverse") else checked.prompt_key
    said = f"{which} {ON_LINE} asks the same: {card.prompt}"
    hit = checked.hit(said, "delete one, or say what tells them apart", key, other=earlier)
    on_purpose = (checked.note.has_own_id and earlier.note.has_own_id) or _are_words(card, earlier)
    return hit._replace(severity=Severity.WARNING) if on_purpose else hit
