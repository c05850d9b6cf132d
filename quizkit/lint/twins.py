"""Cards that ask the same: what several rules compare of them."""

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.hit import Hit, Hits
from quizkit.model import Card, ClozeNote, OrderNote, PairsNote, SelfRatedNote, Task, collapsed


def as_asked(text: str) -> str:
    """Return a prompt as it is compared: white space, the mark at its end, and its first letter."""
    text = collapsed(text).rstrip("?!.: ")
    return text[:1].lower() + text[1:]


def right_answers(task: Task) -> frozenset[str]:
    """Return the right answers of a card, in small letters."""
    return frozenset(text.casefold() for right in task.rights for text in right.variants)


_NOT_COMPARED = (ClozeNote, OrderNote, PairsNote, SelfRatedNote)


def is_compared(checked: AnyNote) -> bool:
    """Return whether the answers of a note say that it asks the same as another."""
    return not isinstance(checked.note, _NOT_COMPARED)


def same_prompt(deck: CheckedDeck, *, same_answer: bool) -> Hits:
    """Yield the cards that ask as an earlier one does, and have an answer in common or none."""
    first: dict[str, tuple[AnyNote, Card]] = {}
    for checked in filter(is_compared, deck.notes):
        for card in checked.cards:
            earlier, other = first.setdefault(as_asked(card.prompt), (checked, card))
            if earlier is not checked and _have_a_common_answer(other, card) is same_answer:
                yield _told_apart(checked, card, earlier)


def _have_a_common_answer(one: Card, other: Card) -> bool:
    return not right_answers(one.task).isdisjoint(right_answers(other.task))


def _told_apart(checked: AnyNote, card: Card, earlier: AnyNote) -> Hit:
    """Return the hit on the later of two cards; a turned one is at its `reverse:`."""
    which = f"the entry `{earlier.note.id}`" if earlier.note.has_own_id else "an earlier entry"
    key = "reverse" if card.id.endswith(":reverse") else checked.prompt_key
    said = f"{which} asks the same: {card.prompt}"
    return checked.hit(said, "delete one, or say what tells them apart", key)
