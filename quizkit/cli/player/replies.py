"""What a terminal replies to a question, told apart from what is typed meanwhile.

Both come the same way, in any mixture. No key is lost and none is made of a reply, however late that
comes; and a terminal that never replies has nobody wait: a line is edited meanwhile, simply.
"""

from collections.abc import Callable
from typing import NamedTuple

from quizkit.cli.colour import terminal_size
from quizkit.cli.player.pasting import harmless, without_last
from quizkit.lazy import pattern
from quizkit.visible import visible, width_of

WAITS = 1.0
"""Seconds for which a line is edited here and not by readline, which takes replies for keys."""

_WHOLE = pattern(
    r"\x1b\[200~(?s:.*?)(?:\x1b\[201~|\Z)"  # a paste
    r"|\x1b(?:[P_][^\x1b\x07]*(?:\x1b\\|\x07)|\[(?!200~)[0-?]*[ -/]*[@-~]|O.|[^\[OP_\x1b])"
    r"|(?s:[^\x1b])"
)
"""A key, a paste or a reply."""
_BEGUN = pattern(
    r"\x1b(?:_(?:G[^\x00-\x1f\x7f]*\x1b?)?|P(?:>[^\x00-\x1f\x7f]*\x1b?)?|\[[0-?]*[ -/]*)?\Z"
)
"""What may be the beginning of a reply whose rest is still to come, and be it of one byte."""
_BROKEN = pattern(
    r"\x1b(?:_G|P>)[^\x00-\x1f\x7f]*(?:[\x00-\x06\x08-\x1a\x1c-\x1f\x7f]|(?=\x1b[^\\]))"
)
"""A reply that never ends, up to a key that is in none."""
_KEPT = 999
"""Characters that are kept of a reply which has begun; none that is heard is longer."""


class Asked(NamedTuple):
    """What a terminal is asked.

    Args:
        question: what it is sent.
        is_reply: tells a reply from keys of several bytes.
        is_last: tells the last reply.
        hear: is given all replies once the last has come. The screen is then drawn again, also as
            some terminals show a question that they do not know.
    """

    question: str
    is_reply: Callable[[str], object]
    is_last: Callable[[str], object]
    hear: Callable[[list[str]], None]


class Replies:
    """Takes replies out of what comes from a terminal.

    `changes_screen` is whether they have come and the screen is to be drawn again.

    Args:
        asked: the question.
        now: when it was asked, in seconds that never go back.
    """

    def __init__(self, asked: Asked, now: float) -> None:
        self.changes_screen = False
        self._asked = asked
        self._until = now + WAITS
        self._said: list[str] = []
        self._is_over = False
        self._begun = ""
        self._came = now

    def waits(self, now: float) -> float:
        """Return for how many seconds replies are waited for yet; 0 once all have come."""
        return 0.0 if self._is_over else max(0.0, self._until - now)

    def is_awaited(self, now: float) -> bool:
        """Return whether a line is to be drawn anew for them, now or soon."""
        return self.changes_screen or self.waits(now) > 0

    def keys(self, came: str, now: float) -> list[str]:
        """Return the keys among what came, each by itself, as is a paste.

        A reply that has only begun is kept until its rest comes, which has them waited for anew; of
        one that never ends nothing is a key.
        """
        keys = ["\x1b"] if self._begun == "\x1b" and came[:1] not in ("[", "P", "_") else []
        begun = "" if keys or now - self._came > WAITS else self._begun
        text, self._begun, self._came, at = begun + came, "", now, 0
        while at < len(text):
            if broken := _BROKEN.match(text, at):
                at = broken.end()
            elif whole := _WHOLE.match(text, at):
                at = whole.end()
                if self._asked.is_reply(whole[0]):
                    self._hear(whole[0])
                else:
                    keys.append(whole[0])
            elif _BEGUN.match(text, at):
                self._begun, at = _bounded(text[at:]), len(text)
                self._until = now + WAITS
            else:
                keys.append(text[at])
                at += 1
        return keys

    def is_told(self) -> bool:
        """Return whether the screen is to be drawn again, once."""
        told, self.changes_screen = self.changes_screen, False
        return told

    def _hear(self, reply: str) -> None:
        self._said.append(reply)
        self._until = self._came + WAITS
        if self._asked.is_last(reply) and not self._is_over:
            self._is_over = self.changes_screen = True
            self._asked.hear(self._said)


def _bounded(begun: str) -> str:
    """Return a reply that has begun, without what no reply has; its last byte may begin its end."""
    return begun if len(begun) <= _KEPT else begun[: _KEPT - 1] + begun[-1]


class Edited(NamedTuple):
    """A line as a key leaves it, and what the key does besides."""

    text: str
    does: str = ""


SENT, ENDED, TO_EDITOR = "sent", "ended", "to an editor"
_DOES = {"\r": SENT, "\n": SENT, "\x05": TO_EDITOR, "\x04": ENDED}
_BACK, _CLEAR, _CLEAR_WORD = ("\x7f", "\b"), "\x15", "\x17"
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


def edited(text: str, key: str, before: str) -> Edited:
    """Return a line after one more key.

    Args:
        text: the line.
        key: a key or a paste; one that does nothing here leaves the line as it is.
        before: the key before it; Ctrl-E asks for an editor after Ctrl-X alone.
    """
    if key.startswith(_PASTE_BEGINS):
        return Edited(text + harmless(key.removeprefix(_PASTE_BEGINS).removesuffix(_PASTE_ENDS)))
    if key in _BACK:
        return Edited(without_last(text))
    if key == _CLEAR:
        return Edited("")
    if key == _CLEAR_WORD:
        return Edited(text.rstrip(" ")[: text.rstrip(" ").rfind(" ") + 1])
    if (key == "\x05" and before != "\x18") or (key == "\x04" and text):
        return Edited(text)
    return Edited(text + key if key.isprintable() else text, _DOES.get(key, ""))


def line_shown(prompt: str, typed: str) -> str:
    """Return what shows a line that is typed; of one that is too long its end."""
    room = terminal_size().columns - width_of(prompt) - 1
    shown = visible(typed)[-max(room, 1) :]
    while shown and width_of(shown) > room:
        shown = shown[1:]
    return f"\r\x1b[K{prompt}{shown}"
