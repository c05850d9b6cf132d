"""What came of an input that the next screen does not show: which card was put away, or taken back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizkit.model import Card
from quizkit.progress import Buried, Event, EventId, Flagged, Rated, Suspended, Undone
from quizkit.session import Asking, Finished, Session
from quizkit.wording import count, on_one_line


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
    screen = before.screen
    here = "" if isinstance(screen, Finished) else on_one_line(screen.card.prompt)
    for event in events:
        match event:
            case Undone():
                last = before.earlier[-1]
                said = "Flag taken back" if last.flag else "Taken back"
                yield Notice(said, on_one_line(last.screen.card.prompt))
            case Flagged(text=text):
                said = "Flag taken off" if text is None else f"Flagged “{text}”"
                yield Notice(said if text != "" else "Flagged", here, undoes=True)
            case Buried():
                yield Notice("Buried until tomorrow", here, undoes=True)
            case Suspended():
                yield Notice("Suspended", here, undoes=True, event=event.id)
            case Rated(outcome=str()) if isinstance(screen, Asking):
                yield Notice("Overruled", on_one_line(before.answers[-1].card.prompt))


def edited(card: Card, after: Session, events: Iterable[Event]) -> Notice:
    """Return what became of a card whose deck was edited.

    Args:
        card: as it was before.
        after: the session as it goes on.
        events: that were saved.
    """
    now = after.plan.cards.get(card.id)
    if now is None:
        return Notice("Not in its deck any more", on_one_line(card.prompt))
    if any(isinstance(event, Rated) for event in events):
        return Notice("Edited, and your answer judged anew", on_one_line(now.prompt))
    said = "The deck was edited, not this card" if now == card else "Edited"
    return Notice(said, on_one_line(now.prompt))


def taken_back_earlier(prompt: str) -> Notice:
    """Return that the answer to a card was taken back which was given in an earlier session."""
    return Notice("Taken back, from an earlier session", on_one_line(prompt))


def answered_beside(prompts: Sequence[str]) -> Notice:
    """Return that cards were answered in another session, which this one may ask once more.

    Args:
        prompts: what they ask; one at least.
    """
    more = f", and {count(len(prompts) - 1, 'more card')}" if len(prompts) > 1 else ""
    return Notice(f"Answered in another session too{more}", on_one_line(prompts[0]))
