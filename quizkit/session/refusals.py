"""What a session says of an input that it does not take: why not, and what to do there."""

from quizkit.errors import SessionError
from quizkit.scheduling.stored import shown
from quizkit.session.screens import (
    Asking,
    Finished,
    Flag,
    Input,
    Judged,
    Pausing,
    Rate,
    Respond,
    Screen,
)

_SCREENS: dict[type[Screen], str] = {
    Asking: "a question that is open: answer it first",
    Judged: "an answer that is judged: rate it, or go on with `next`, first",
    Pausing: "a pause before the only card left: ask it with `next` first",
    Finished: "a session that is over: start a new one",
}


def out_of_place(given: Input, screen: Screen) -> SessionError:
    """Return the error that an input does not go with what is on the screen."""
    match given:
        case Respond():
            what = "an answer"
        case Rate():
            what = "a rating"
        case Flag():
            what = "a flag"
        case _:
            what = f"`{given.value}`"
    return SessionError(f"{what} does not go with {_SCREENS[type(screen)]}")


def not_on_offer(rating: object, judged: Judged) -> SessionError:
    """Return the error that a grade is none of those on offer."""
    offered = ", ".join(f"{each:d} ({each.name.capitalize()})" for each in judged.offers)
    return SessionError(f"of the grades on offer none is {shown(rating)}: {offered}")


def no_input(given: object) -> SessionError:
    """Return the error that something is no input at all: a front may be given anything."""
    return SessionError(
        f"a session takes a Respond, a Rate, a Flag or a Command, not {shown(given)}"
    )
