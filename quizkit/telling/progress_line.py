"""Where a session stands: the deck of the card that is shown, how many answers, how many to go."""

from typing import NamedTuple

from quizkit.session import Asking, Judged, Session


class Place(NamedTuple):
    """Where a session stands.

    Args:
        title: of the deck that the card on the screen belongs to.
        said: how far the session is, in words.
        answered: how many answers were given.
        left: how many cards are still to be asked.
    """

    title: str
    said: str
    answered: int
    left: int


def place(session: Session, screen: Asking | Judged) -> Place:
    """Return the place of a session that shows a question, or the feedback on its answer."""
    plan, queue = session.plan, session.queue
    if isinstance(screen, Judged):  # as it will be if the marked grade is taken
        state = None if plan.practice else screen.offers[screen.default]
        queue = queue.after(screen.card.id, state)
    answered, left = len(session.answers), queue.remaining(session.now)
    mode = f"{plan.mode.value} · " if plan.practice else ""
    title = plan.decks[screen.card.deck_id].title
    return Place(title, f"{mode}{answered} answered, {left} to go", answered, left)
