"""A study session as a state machine: an input and an instant in, the next state and effects out.

    session = start(plan, progress, now)
    while not isinstance(session.screen, Finished):
        draw(session.screen)
        session, effects = session.step(read_input(), now)
        for effect in effects:
            store.append(effect.event)   # before the next screen is drawn

A session is a value: nothing in it changes, so a web page or a bot can keep it between two
requests, and undo is the value before. It decides what is asked, what an answer counts as and
what is saved; it draws nothing and reads no clock. Effects are to be carried out, in order, before
the screen of the new state is shown.
"""

from quizkit.session.machine import Session, start
from quizkit.session.options import shown_options
from quizkit.session.screens import (
    Asking,
    Command,
    Finished,
    Input,
    Judged,
    Mode,
    Plan,
    Rate,
    Respond,
    Save,
    Screen,
)

__all__ = [
    "Asking",
    "Command",
    "Finished",
    "Input",
    "Judged",
    "Mode",
    "Plan",
    "Rate",
    "Respond",
    "Save",
    "Screen",
    "Session",
    "shown_options",
    "start",
]
