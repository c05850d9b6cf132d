"""An answer typed once after a miss: letters appear as they are pressed, those that are right in bold.

It stands on the screen of the feedback, whose keys go on to work: a letter is a key there as long as
nothing is typed and the answer does not begin with it.
"""

from collections.abc import Callable
from unicodedata import normalize

from quizkit.cli.page import GREEN, Page
from quizkit.cli.player.inputs import INPUTS, Aside, Look, Unknown, folded, looks, meaning_of
from quizkit.cli.player.keys import BACK, ENTER
from quizkit.cli.player.pasting import without_last
from quizkit.session import Command, Flag, Judged, Session
from quizkit.telling.once import bare, has_several, is_written, right_so_far, to_type_once
from quizkit.visible import visible, width_of
from quizkit.wording import TYPE_IT_ONCE, TYPE_THEM_ONCE

_CLEAR, _CLEAR_WORD = "\x15", "\x17"
_WIDE = 40
_KEYS = {key for key, does in INPUTS.items() if len(key) == 1 and does is not Command.HINT}


def retyping_of(session: Session, judged: Judged) -> "Retyping | None":
    """Return what may be typed once after an answer; None if nothing may."""
    ways = to_type_once(session, judged)
    return Retyping(ways, judged) if ways else None


class Retyping:
    """What is typed so far, and what it is compared with.

    Args:
        ways: to write what was missed.
        judged: the answer that missed it.
    """

    def __init__(self, ways: tuple[str, ...], judged: Judged) -> None:
        self.typed = ""
        self._ways = ways
        self._lead = TYPE_THEM_ONCE if has_several(judged, ways[0]) else TYPE_IT_ONCE
        self._asking = judged.asking
        self._commands = {
            *(*_KEYS, *looks(judged.card.note)),
            *(str(rating.value) for rating in judged.offers),
        }

    def read(
        self, ask: Callable[..., str], tell: Callable[[str], None], *, fresh: bool
    ) -> str | Command | Aside | Flag:
        """Wait for a key of the screen, or for what a line with a colon means; letters are typed.

        Args:
            ask: draws the screen, and waits for a key.
            tell: says something on the screen when it is drawn next.
            fresh: whether the screen is a new one.
        """
        while True:
            while self.takes(key := ask(fresh=fresh, submits=bool(self.typed))):
                fresh = False
            typed, self.typed = self.typed, ""
            if not typed.startswith(":"):
                return folded(key)
            match meaning_of(typed, self._asking):
                case Look() | Command() | Aside() | Flag() as meant:
                    return meant
                case Unknown(said):
                    tell(said)
                case str():
                    return key
            fresh = False

    def takes(self, key: str) -> bool:
        """Add a key to the text, or have it take something away; return whether it is one for it."""
        if key in ENTER or not (self.typed or self.begins_with(key)):
            return False
        if key in BACK:
            self.typed = without_last(self.typed)
        elif key == _CLEAR:
            self.typed = ""
        elif key == _CLEAR_WORD:
            self.typed = " ".join(self.typed.split(" ")[:-1])
        elif key.isprintable():
            self.typed = normalize("NFC", self.typed + key)
        else:
            return False
        return True

    def begins_with(self, key: str) -> bool:
        """Return whether a key begins the text: it is none of the keys, or the answer begins so."""
        if not key.isprintable() or key == " ":
            return False
        return folded(key) not in self._commands or self.is_letter(key)

    def is_letter(self, key: str) -> bool:
        """Return whether a key is a letter here, and a command a line with a colon."""
        return bool(self.typed) or any(bare(way).startswith(bare(key)) for way in self._ways)

    def lines(self, page: Page) -> list[str]:
        """Return the line that is typed on, the cursor being behind it."""
        count = right_so_far(self.typed, self._ways)
        right, rest = visible(self.typed[:count]), visible(self.typed[count:])
        above, lead = ([], self._lead) if page.width >= _WIDE else ([self._lead], "")
        shown = [*above, *page.wrapped(page.bold(right) + rest, lead)]
        if is_written(self.typed, self._ways):
            return [*shown[:-1], f"{shown[-1]} {page.sign('✓', GREEN)}"]
        spaces = len(self.typed) - len(self.typed.rstrip(" "))
        room = max(0, page.width - width_of(shown[-1]))
        return [*shown[:-1], shown[-1] + " " * min(spaces, room)]
