"""A session whose decks were edited meanwhile: it goes on with the cards as they are now."""

from collections.abc import Mapping, Set as AbstractSet
from datetime import datetime
from typing import Any

from attrs import evolve

from quizkit.model import Card, Deck
from quizkit.progress import AnswerOutcome
from quizkit.progress.instants import whole_milliseconds
from quizkit.session import grades
from quizkit.session.machine import Session, Step
from quizkit.session.screens import (
    Asking,
    Done,
    Finished,
    Judged,
    Pausing,
    Respond,
    Save,
)


def with_decks(
    session: Session, decks: Mapping[str, Deck], names: Mapping[str, str], now: datetime
) -> Step:
    """Return the session with its cards as they are in decks by now, and what is to be saved.

    The question on the screen is asked anew, and an answer on it is judged anew: what it counts as
    stands unless it is right now and was wrong before, or the other way round. A card that is in its
    deck no more is asked no more. In this sitting a card keeps the id that it had.

    Args:
        session: a sitting over these decks, and perhaps others.
        decks: by id.
        names: ids that were carried over, each with the one that it is known by now.
        now: an aware datetime in the learner's offset.
    """
    before = session.plan
    known = dict(before.cards)
    for each in session.earlier:  # one that was gone may be back
        known.setdefault(each.screen.card.id, each.screen.card)
    cards = _found(known, decks, names)
    gone = known.keys() - cards.keys()
    queue = session.queue
    for card_id in gone:
        queue = queue.without(card_id)
    session = evolve(
        session,
        plan=evolve(before, decks={**before.decks, **decks}, cards=cards),
        queue=queue,
        now=max(session.now, whole_milliseconds(now)),
    )
    earlier = tuple(each._replace(screen=_now(session, each.screen)) for each in session.earlier)
    return _screen(evolve(session, earlier=earlier), gone)


def _found(
    known: Mapping[str, Card], decks: Mapping[str, Deck], names: Mapping[str, str]
) -> dict[str, Card]:
    """Return cards as they are by now, those that are still there, by the ids they are known by."""
    there = {card.id: card for deck in decks.values() for card in deck.cards}
    found = {}
    for card_id, card in known.items():
        now = there.get(card_id) or there.get(names.get(card_id, ""))
        if card.deck_id not in decks:
            found[card_id] = card
        elif now is not None:
            found[card_id] = evolve(now, id=card_id)
    return found


def _now(session: Session, screen: Any) -> Any:
    """Return a question or an answer judged, with its card as it is by now."""
    card = session.plan.cards.get(screen.card.id, screen.card)
    if isinstance(screen, Judged):
        return evolve(screen, asking=_now(session, screen.asking))
    hints, options = min(screen.hints, len(card.note.hints)), session.options(card)
    if sorted(options) == sorted(screen.options):  # then they stay where they are
        options = screen.options
    return evolve(screen, card=card, options=options, hints=hints)


def _screen(session: Session, gone: AbstractSet[str]) -> Step:
    """Return the session with its screen as it is with the cards of now."""
    screen = session.screen
    match screen:
        case Finished():
            return session, ()
        case Judged() if screen.card.id not in gone:
            return _judged_anew(session, screen)
        case Judged():
            return session, ()
        case Asking() | Pausing() if screen.card.id in gone:
            return session.asking(), ()
        case Asking():
            return evolve(session, screen=evolve(_now(session, screen), since=session.now)), ()
        case Pausing(card=card):
            return evolve(session, screen=evolve(screen, card=session.plan.cards[card.id])), ()


def _judged_anew(session: Session, judged: Judged) -> Step:
    """Return the session with the answer on the screen judged by the card as it is now."""
    plan, asking = session.plan, _now(session, judged.asking)
    done = Done(Respond(judged.response), judged.at)
    new = grades.judged(plan, asking, judged.response, done, judged.answer, judged.before)
    if judged.overruled and new.right != judged.right:  # the learner's word stands
        new = grades.with_grades(plan, evolve(new, overruled=True))
    stays = new.right == judged.right
    if stays and (judged.rating is None or judged.rating in new.offers):
        new = evolve(new, rating=judged.rating)
    if new.rating is None or (stays and new.rating is judged.rating):
        return evolve(session, screen=new, answers=(*session.answers[:-1], new)), ()
    outcome = AnswerOutcome.CORRECT if new.right else AnswerOutcome.WRONG
    session, event = session.rerated(new, new.rating, None if stays else outcome)
    return evolve(session, screen=session.answers[-1]), (Save(event),)
