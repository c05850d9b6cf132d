"""What came of an input that the next screen does not show: which card was put away, or taken back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizkit.model import Card
from quizkit.progress import Buried, Event, EventId, Flagged, Rated, Suspended, Undone
from quizkit.session import Asking, Session
from quizkit.wording import count


class Notice(NamedTuple):
    """Something that was done to a card.

    Args:
        said: what it was.
        prompt: what the card asks, on one line.
        undoes: whether an undo takes it back.
        event: what `quizkit undo` takes back later, too; None if that is not to be told.
    """

    said: str
    prompt: str
    undoes: bool = False
    event: EventId | None = None


def notices(events: Iterable[Event], before: Session) -> Iterator[Notice]:
    """Yield what there is to say of the events that a step made.

    Args:
        events: that were saved.
        before: the session before the step.
    """
    for event in events:
        match event:
            case Undone():
                last = before.earlier[-1]
                said = "Flag taken back" if last.flag else "Taken back"
                yield Notice(said, _on_one_line(last.screen.card.prompt))
            case Flagged(card=card, text=text):
                said = "Flag taken off" if text is None else f"Flagged “{text}”"
                yield Notice(said if text != "" else "Flagged", _prompt(before, card), undoes=True)
            case Buried(card=card):
                yield Notice("Buried until tomorrow", _prompt(before, card), undoes=True)
            case Suspended(card=card):
                yield Notice("Suspended", _prompt(before, card), undoes=True, event=event.id)
            case Rated(outcome=str()) if isinstance(before.screen, Asking):
                yield Notice("Overruled", _on_one_line(before.answers[-1].card.prompt))


def edited(card: Card, after: Session, events: Iterable[Event]) -> Notice:
    """Return what became of a card whose deck was edited.

    Args:
        card: as it was before.
        after: the session as it goes on.
        events: that were saved.
    """
    now = after.plan.cards.get(card.id, card)
    if now is card:
        return Notice("Not in its deck any more", _on_one_line(card.prompt))
    if any(isinstance(event, Rated) for event in events):
        return Notice("Edited, and your answer judged anew", _on_one_line(now.prompt))
    said = "The deck was edited, not this card" if now == card else "Edited"
    return Notice(said, _on_one_line(now.prompt))


def taken_back_earlier(prompt: str) -> Notice:
    """Return that the answer to a card was taken back which was given in an earlier session."""
    return Notice("Taken back, from an earlier session", _on_one_line(prompt))


def answered_beside(prompts: Sequence[str]) -> Notice:
    """Return that cards were answered in another session, which this one may ask once more.

    Args:
        prompts: what they ask; one at least.
    """
    more = f", and {count(len(prompts) - 1, 'more card')}" if len(prompts) > 1 else ""
    return Notice(f"Answered in another session too{more}", _on_one_line(prompts[0]))


def _prompt(session: Session, card: str) -> str:
    return _on_one_line(session.plan.cards[card].prompt)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
