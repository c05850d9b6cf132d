"""Cards that ask the same: what several rules compare of them."""

from collections.abc import Iterator

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.hit import Hit
from quizkit.model import Card, Lines, OwnWords, PickForEach, PickInOrder, collapsed


def as_asked(text: str) -> str:
    """Return a prompt as it is compared: white space, the mark at its end, and its first letter."""
    text = collapsed(text).rstrip("?!.: ")
    return text[:1].lower() + text[1:]


def right_answers(card: Card) -> frozenset[str]:
    """Return what counts as right on a card, in small letters."""
    texts = (text for right in card.task.rights for text in right.variants)
    return frozenset(map(str.casefold, texts))


def same_prompt(deck: CheckedDeck, *, same_answer: bool) -> Iterator[Hit]:
    first: dict[str, tuple[AnyNote, Card]] = {}
    for checked in deck.notes:
        for card in checked.cards if getattr(checked.note, "reverse", "") else checked.cards[:1]:
            if isinstance(card.task.form, Lines | PickInOrder | PickForEach | OwnWords):
                continue
            earlier, other = first.setdefault(as_asked(card.prompt), (checked, card))
            if earlier is checked:
                continue
            if bool(right_answers(other) & right_answers(card)) is same_answer:
                yield told_apart(checked, card, earlier)


def told_apart(checked: AnyNote, card: Card, earlier: AnyNote) -> Hit:
    number = f"the entry `{earlier.note.id}`" if earlier.note.has_own_id else "an earlier entry"
    key = "reverse" if card.id.endswith(":reverse") else checked.prompt_key
    return checked.hit(
        f"{number} asks the same: {card.prompt}", "delete one, or say what tells them apart", key
    )
