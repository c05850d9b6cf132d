"""Practice over what a sitting missed, for who wants it once more before they go."""

from attrs import evolve

from quizkit.model import Card
from quizkit.scheduling import Rating
from quizkit.session.exams import Exam
from quizkit.session.machine import Session
from quizkit.session.screens import Mode, Plan


def missed_cards(session: Session) -> dict[str, Card]:
    """Return the cards with an answer of this sitting rated Again, by id, in that order.

    Those that were suspended since, or that are in their deck no more, are not among them.
    """
    plan, record = session.plan, session.progress.record
    again = (answer.card.id for answer in session.answers if answer.rating is Rating.AGAIN)
    there = (card for card in again if card in plan.cards and not record(card).suspended)
    return {card: plan.cards[card] for card in there}


def practice_of_missed(session: Session, writer: str) -> Plan:
    """Return the plan of practice over `missed_cards`, its options in another order than before.

    Args:
        session: the sitting that missed them.
        writer: names the practice in its events.
    """
    return evolve(
        session.plan,
        cards=missed_cards(session),
        writer=writer,
        seed=f"{session.plan.seed}/again",
        limit=None,
        mode=Mode.PRACTICE,
        minutes=None,
        exam=Exam(),
    )
