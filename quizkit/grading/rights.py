"""The right answer of a card as text: what feedback shows, and all that is accepted."""

from quizkit.model import Card, PickForEach, PickInOrder, Right
from quizkit.model.forms import between


def right_answer(card: Card) -> str:
    """Return the right answer of a card as a learner reads it: pairs a line each.

    To be shown, and not always an answer itself: of a card with `min` and `max` it is "60 to 100",
    where any number between is right.
    """
    return "".join(right_pieces(card))


def right_pieces(card: Card) -> tuple[str, ...]:
    """Return the right answer of a card in pieces: texts of its note, and what stands between them."""
    rights = card.task.rights
    if isinstance(card.task.form, PickForEach):
        return tuple(
            [text for right in rights for text in ("\n", right.label, " – ", right.shown)][1:]
        )
    texts = [right.shown for right in rights]
    sign = _sign_between(card, texts)
    return tuple([piece for text in texts for piece in (sign, text)][1:])


def accepted_answers(card: Card) -> str:
    """Return the right answer of a card on one line, each part with all ways to write it."""
    return _told(card, [_with_variants(right) for right in card.task.rights])


def _told(card: Card, texts: list[str]) -> str:
    return _sign_between(card, texts).join(texts)


def _sign_between(card: Card, texts: list[str]) -> str:
    """Return what parts the texts of an answer."""
    return " → " if isinstance(card.task.form, PickInOrder) else between(texts)


def _with_variants(right: Right) -> str:
    text = " | ".join(right.variants)
    return f"{right.label} = {text}" if right.label else text
