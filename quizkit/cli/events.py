"""How the command line names and describes the events of the log."""

from quizkit.progress import (
    Answered,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Forgotten,
    Rated,
    Rescheduled,
    Response,
    Suspended,
    Undone,
)
from quizkit.visible import visible
from quizkit.wording import GRADES


def cut(text: str, room: int) -> str:
    """Return a line padded or cut to `room` columns."""
    from wcwidth import wcswidth

    text = text[: 20 * room + 20]  # more never fits, and to measure it takes its time
    size = max(0, wcswidth(text))
    if size <= room:
        return text + " " * (room - size)
    while text and wcswidth(text) > room - 1:
        text = text[:-1]
    return text + "…" + " " * (room - 1 - max(0, wcswidth(text)))


def short(name: EventId) -> str:
    """Return the name of an event as `history` shows it and `undo` takes it."""
    return f"{name.writer[:4]}-{name.number}"


def called(event: Event, name: str) -> bool:
    """Return whether `name`, short or whole, names `event`."""
    writer, _, number = name.rpartition("-")
    return (
        len(writer) >= min(4, len(event.id.writer))
        and event.id.writer.startswith(writer)
        and number == str(event.id.number)
    )


def what(event: Event) -> str:
    """Return what an event is, in a few words: `correct, Good`, `undo`, `carry-over`."""
    match event:
        case Answered(rating=None):
            return "not rated"
        case Answered():
            words = [] if event.outcome == "self" else [event.outcome]
            words += ["practice"] if event.practice else []
            words += [GRADES[event.rating]] if event.rating else []
            return ", ".join(words)
        case Rated():
            rating = GRADES[event.rating]
            return f"overruled: {rating}" if event.outcome else f"rated {rating}"
        case Undone():
            return "undo"
        case Buried():
            return "buried"
        case Suspended():
            return "suspended"
        case Configured():
            return "setting"
        case Forgotten():
            return "forgotten"
        case Rescheduled():
            return "rescheduled"
        case CarriedOver():
            return "answer changed" if event.source == event.target else "carry-over"
    return type(event).__name__.lower()


def about(event: Event, by_id: dict[EventId, Event]) -> str:
    """Return what an event is about: a card and its answer, a setting, another event."""
    match event:
        case Answered():
            return visible(f"{event.card}  {given(event.response)}")
        case Buried() | Suspended() | Forgotten():
            return visible(event.card)
        case Rescheduled():
            return visible(f"{event.card} to {event.due:%Y-%m-%d}")
        case Configured():
            return visible(f"{event.name} {event.value or '(default)'}")
        case CarriedOver():
            deck = f"{event.source.partition('#')[0]}#"
            if event.source == event.target:
                return visible(event.target)
            # Of two ids in one deck, which is all but always, its name is said once.
            return visible(f"{event.source} -> {event.target.removeprefix(deck)}")
        case Rated() | Undone():
            target = event.answer if isinstance(event, Rated) else event.target
            meant = by_id.get(target)
            if meant is None:
                return short(target)
            return f"{short(target)} {what(meant)}: {about(meant, {})}"
    return ""


def given(response: Response) -> str:
    """Return a response on one line."""
    if response is None:
        return "(show me)"
    if isinstance(response, str):
        return f'"{response}"'
    if isinstance(response, dict):
        return "; ".join(f"{left} = {right}" for left, right in response.items())
    return "; ".join(response)
