"""The right answer of a card as text: what feedback shows, and all that is accepted."""

from quizkit.model import Card, PickForEach, PickInOrder, Right, joined


def right_answer(card: Card) -> str:
    """Return the right answer of a card as a learner reads it: pairs a line each.

    To be shown, and not always an answer itself: of a card with `min` and `max` it is "60 to 100",
    where any number between is right.
    """
    rights = card.task.rights
    if isinstance(card.task.form, PickForEach):
        return "\n".join(f"{right.label} – {right.shown}" for right in rights)
    return _told(card, [right.shown for right in rights])


def accepted_answers(card: Card) -> str:
    """Return the right answer of a card on one line, each part with all ways to write it."""
    return _told(card, [_with_variants(right) for right in card.task.rights])


def _told(card: Card, texts: list[str]) -> str:
    return " → ".join(texts) if isinstance(card.task.form, PickInOrder) else joined(texts)


def _with_variants(right: Right) -> str:
    text = " | ".join(right.variants)
    return f"{right.label} = {text}" if right.label else text
