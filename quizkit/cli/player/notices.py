"""Notices on the page: what was done to which card, cut to the width, and how it is taken back."""

from quizkit.cli.page import Page
from quizkit.telling.notices import Notice
from quizkit.visible import shortened, visible

_LEAST = 16
"""So many columns of a question tell it apart."""


def notice_text(notice: Notice, page: Page, undo: str) -> str:
    """Return what a notice says, on a line if what it is about can be told apart there, else on two.

    Args:
        notice: what to say.
        page: how wide a line is.
        undo: what is typed to take it back, `u` or `:u`.
    """
    ways = [f"{undo} takes it back"] if notice.undoes else []
    if notice.event is not None:
        from quizkit.cli.called import called
        from quizkit.cli.events import short

        ways.append(f"later: {called()} undo {short(notice.event)}")
    lead, end = f"{notice.said}: ", "".join(f" · {way}" for way in ways)
    prompt, room = visible(notice.prompt), page.width - len(lead)
    if room - len(end) >= _LEAST:
        return f"{lead}{shortened(prompt, room - len(end))}{end}"
    return "\n".join([lead + shortened(prompt, max(_LEAST, room)), *ways])
