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
the screen of the new state is shown. `kept` gives it as JSON, and `resumed` takes that up again.

    screens    inputs, screens, effects, the plan
    exams      what an exam asks for
    beginning  a session at its first card
    machine    what each input leads to; `earlier`: an answer of a sitting before taken back
    edited     how it goes on with decks that were edited meanwhile
    again      practice over what it missed
    judged_again  answers of before, as they would be judged today
    options    the order they are shown in
    grades     what an answer may count as, and the event that saves it
    refusals   why an input is not taken
    saved      kept and resumed
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.session.again import missed_cards as missed_cards
    from quizkit.session.beginning import start as start
    from quizkit.session.exams import Exam as Exam
    from quizkit.session.machine import Session as Session
    from quizkit.session.options import shown_options as shown_options
    from quizkit.session.saved import (
        StaleSessionError as StaleSessionError,
        kept as kept,
        resumed as resumed,
    )
    from quizkit.session.screens import (
        Asking as Asking,
        Command as Command,
        Done as Done,
        Earlier as Earlier,
        Finished as Finished,
        Flag as Flag,
        Input as Input,
        Judged as Judged,
        Mode as Mode,
        Pausing as Pausing,
        Plan as Plan,
        Rate as Rate,
        Respond as Respond,
        Response as Response,
        Save as Save,
        Screen as Screen,
    )
else:
    attach(
        __name__,
        {
            "quizkit.session.again": "missed_cards",
            "quizkit.session.beginning": "start",
            "quizkit.session.exams": "Exam",
            "quizkit.session.machine": "Session",
            "quizkit.session.options": "shown_options",
            "quizkit.session.saved": "StaleSessionError kept resumed",
            "quizkit.session.screens": (
                "Asking Command Done Earlier Finished Flag Input Judged Mode Pausing Plan Rate Respond "
                "Response Save Screen"
            ),
        },
    )
