"""What a form means to a session: the fields of a page as an input, or what is wrong with them.

Options are sent by their places, from 1, so that no text of a deck comes back from a page. What is
typed is taken as a terminal takes it: nothing at all is "show me", and `:h` a key.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from quizkit.model import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Flag, Input, Rate, Respond, Session
from quizkit.wording import count

Fields = Mapping[str, Sequence[str]]
"""The values of a form by the names of its fields."""

COMMANDS: Mapping[str, Command] = {
    "show": Command.SHOW,
    "hint": Command.HINT,
    "next": Command.NEXT,
    "overrule": Command.OVERRULE,
    "undo": Command.UNDO,
    "bury": Command.BURY,
    "suspend": Command.SUSPEND,
    "leave": Command.LEAVE,
}


class Aside(Enum):
    """What more is done for than a session is told."""

    MISSED = "missed"


class BadFormError(ValueError):
    """No page of ours sends such a form."""


class Unfinished(NamedTuple):
    """An answer that lacks something, in words; it is asked for again, with what was given."""

    said: str


def first(fields: Fields, name: str) -> str:
    """Return the first value of a field; empty if there is none."""
    values = fields.get(name, ())
    return values[0] if values else ""


def turn_of(fields: Fields) -> int:
    """Return the turn that a form is for; BadFormError if it names none."""
    turn = first(fields, "turn")
    if not (turn.isascii() and turn.isdigit() and len(turn) < 10):
        raise BadFormError("the form names no turn")
    return int(turn)


def input_of(fields: Fields, session: Session) -> Input | Unfinished | Aside:
    """Return what a form means on the screen of a session.

    Raises:
        BadFormError: it asks for nothing that there is.
    """
    do, grade = first(fields, "do"), first(fields, "grade")
    if grade:
        if grade not in ("1", "2", "3", "4"):
            raise BadFormError("there is no such grade")
        return Rate(Rating(int(grade)))
    if do in COMMANDS:
        return COMMANDS[do]
    if do == Aside.MISSED.value:
        return Aside.MISSED
    if do == "flag":
        return Flag(" ".join(first(fields, "flag").split()))
    if do == "unflag":
        return Flag(None)
    if do == "answer" or "pick" in fields:
        return _answer(fields, session)
    raise BadFormError("the form asks for nothing that there is to do")


def _answer(fields: Fields, session: Session) -> Input | Unfinished:
    asking = session.screen
    if not isinstance(asking, Asking):
        return Respond("")  # which the session refuses, and says why
    match asking.form:
        case PickOne():
            picked = _option(first(fields, "pick"), asking)
            return Command.SHOW if picked is None else Respond(picked)
        case PickSome():
            ticked = [_option(value, asking) for value in fields.get("tick", ())]
            texts = [text for text in asking.options if text in ticked]
            return Respond(texts) if texts else Command.SHOW
        case PickInOrder(count=wanted):
            return _order(fields, asking, wanted)
        case PickForEach(labels):
            return _pairs(fields, asking, labels)
        case Lines(labels):
            lines = [_line(first(fields, f"line-{n}")) for n in range(1, len(labels) + 1)]
            for meant in map(_key, lines):
                if meant is not None:
                    return meant
            lines = [_unescaped(line, asking) for line in lines]
            return Respond(lines) if any(map(str.strip, lines)) else Command.SHOW
        case Line() | Items() | OwnWords() as form:
            text = _typed(form, first(fields, "text"))
            if "\n" not in text:
                if (meant := _key(text)) is not None:
                    return meant
                text = _unescaped(text, asking)
            return Respond(text) if text.strip() else Command.SHOW


def _option(value: str, asking: Asking) -> str | None:
    """Return the option at a place, None for no place; BadFormError if there is none there."""
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) < 6:
        place = int(value)
        if 1 <= place <= len(asking.options):
            return asking.options[place - 1]
    raise BadFormError("there is no such option")


def _order(fields: Fields, asking: Asking, wanted: int) -> Input | Unfinished:
    """Return the options by the places that they were given."""
    given: dict[int, list[str]] = {}
    for number, option in enumerate(asking.options, 1):
        if place := first(fields, f"place-{number}"):
            if _option(place, asking) is None or int(place) > wanted:
                raise BadFormError("there is no such place")
            given.setdefault(int(place), []).append(option)
    if not given:
        return Command.SHOW
    twice = [place for place, options in given.items() if len(options) > 1]
    if twice:
        return Unfinished(f"Two have the place {min(twice)}: give each a place of its own.")
    if len(given) < wanted:
        return Unfinished(f"{count(wanted - len(given), 'place')} to give yet.")
    return Respond([given[place][0] for place in sorted(given)])


def _pairs(fields: Fields, asking: Asking, labels: Sequence[str]) -> Input | Unfinished:
    picked = [_option(first(fields, f"match-{n}"), asking) for n in range(1, len(labels) + 1)]
    chosen = {label: text for label, text in zip(labels, picked, strict=True) if text is not None}
    if not chosen:
        return Command.SHOW
    if len(chosen) < len(labels):
        return Unfinished(f"{len(labels) - len(chosen)} more to pick.")
    return Respond(chosen)


_KEYS: Mapping[str, Command] = {
    **{command.value: command for command in Command if command is not Command.SHOW},
    "show": Command.SHOW,
    "h": Command.HINT,
    "u": Command.UNDO,
    "o": Command.OVERRULE,
    "b": Command.BURY,
    "!": Command.SUSPEND,
    "q": Command.LEAVE,
    "quit": Command.LEAVE,
}
"""What a colon and a word ask for in a field, as on a terminal."""
_LOOKS = frozenset(("s", "w", "?", "p", "a", "e", "source", "why", "help", "picture", "sound"))


def _key(line: str) -> Input | Unfinished | None:
    """Return what a line such as `:h` asks for; None for an answer."""
    word = line.strip().casefold()
    if not word.startswith(":") or word.startswith("::"):
        return None
    key, *rest = line.strip()[1:].split(None, 1) or [""]
    if key.casefold() in ("f", "flag"):
        return Flag(rest[0] if rest else "")
    if rest:
        return None
    if key.casefold() in _LOOKS:
        return Unfinished("More, below, has that.")
    return _KEYS.get(key.casefold())


def _unescaped(line: str, asking: Asking) -> str:
    """Return `:q` of `::q`, but where an answer begins with two colons."""
    if not line.lstrip().startswith("::"):
        return line
    rights = (text for right in asking.card.task.rights for text in right.variants)
    if any(text.lstrip().startswith("::") for text in rights):
        return line
    return line.lstrip()[1:]


def _line(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return text
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def _typed(form: Form, text: str) -> str:
    """Return a typed text: lines count in one's own words and in a block, elsewhere they do not."""
    text = text.replace("\r\n", "\n")
    if isinstance(form, OwnWords) or (isinstance(form, Line) and form.is_block):
        return text.rstrip("\n")
    if "\n" not in text:
        return text
    lines = filter(None, map(str.strip, text.splitlines()))
    return ("; " if isinstance(form, Items) else " ").join(lines)
