"""Questions on the screens of a terminal: options picked by digit, answers typed on lines.

A text of several lines comes from a paste, from the learner's editor, or from the lines between
`:begin` and `:end`. It stands there until Enter sends it.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit import telling
from quizkit.cli import clock
from quizkit.cli.called import as_called
from quizkit.cli.colour import terminal_size
from quizkit.cli.page import Page
from quizkit.cli.player.inputs import (
    BLOCK_KEY,
    INPUTS,
    NO_PICTURE,
    NOTHING_BETWEEN,
    NOTHING_HERE,
    SENT_BY_ENTER,
    SOURCE_COMES_LATER,
    Aside,
    Block,
    Look,
    Unknown,
    enter_sends,
    has_media,
    line_of_block,
    lone_key,
    meaning_of,
)
from quizkit.cli.player.keys import BACK, EDITOR_KEYS, ENTER, Keys, Redraw, ToEditor
from quizkit.cli.player.pasting import is_taller
from quizkit.cli.player.responses import (
    BLOCK_PROMPT,
    GivenParts,
    labels_of_lines,
    line_prompt,
    parts_of,
    pick,
    picked_before,
    picks_wanted,
    response_of_lines,
    response_of_picks,
    takes_lines,
)
from quizkit.cli.player.shown import NO_FOLDERS, Screens
from quizkit.cli.player.times import by_now
from quizkit.cli.player.view import MORE, Drawable, View
from quizkit.cli.player.views import help_view, pick_view, read_view, type_view
from quizkit.cli.texts import as_written
from quizkit.model import PickOne
from quizkit.session import Asking, Command, Flag, Input, Judged, Respond, Session

if TYPE_CHECKING:
    from quizkit.cli.pictures.opening import Opener

_MOST_DIGITS = 9
_FEWEST_LINES = 3


class Questions(Screens):
    """Shows questions, and reads what the learner does.

    Args:
        keys: what is typed.
        colour: whether signs are coloured.
        folders: of the decks, by their ids.
    """

    def __init__(
        self, keys: Keys, *, colour: bool, folders: Mapping[str, Path] = NO_FOLDERS
    ) -> None:
        super().__init__(keys, colour=colour, folders=folders)
        self._given = GivenParts()
        self._since = clock.now()  # as the session was first shown as it is
        self._asked_about: set[str] = set()  # cards to which a lone key letter was typed
        self._opener: Opener | None = None
        self._standing: Drawable  # the screen on which a text is typed

    def _ask(self, session: Session, asking: Asking) -> Input | Aside:
        """Read an answer, or what else the learner asks for."""
        if is_picked(asking.options):
            return self._pick(session, asking)
        return self._type(session, asking)

    def _pick(self, session: Session, asking: Asking) -> Input | Aside:
        """Read options picked by digit: one, several, in order, or one for each label."""
        form, picked, leaf = asking.form, self._given.to(session), 0
        fresh = True

        def view(page: Page) -> View:
            return pick_view(by_now(session, self._since), asking, picked, page, leaf)

        shown = self._with_sounds(view, asking)
        while True:
            key = self._key(shown, fresh=fresh, submits=bool(picked))
            fresh = False
            if key in digits(len(asking.options)):
                option = asking.options[int(key) - 1]
                self._message = picked_before(form, picked, option)
                pick(form, picked, option)
                if isinstance(form, PickOne):
                    return Respond(response_of_picks(form, picked))
            elif key in BACK:
                del picked[-1:]
            elif key == " " and not self._drawing.is_whole:
                leaf += 1
            elif key in ENTER and not picked:
                return Command.SHOW
            elif key in ENTER:
                missing = picks_wanted(form) - len(picked)
                if missing <= 0:
                    return Respond(response_of_picks(form, picked))
                self._message = f"{missing} more to pick"
            elif key in INPUTS:
                return INPUTS[key]
            else:
                fresh = self._look(session, key)

    def _type(self, session: Session, asking: Asking) -> Input | Aside:
        """Read an answer typed on a line, or a line for each blank."""
        given, labels = self._given.to(session), labels_of_lines(asking.form)
        typed, leaf = "", 0

        def bare(page: Page) -> View:
            return type_view(by_now(session, self._since), asking, given, page, leaf)

        view = self._with_sounds(bare, asking, ":a")
        self._stand(view)
        while (wanted := len(labels) - len(given)) > 0:
            line, typed = self._line(view, labels[len(given)], typed, asking), ""
            match meaning_of(line, asking):
                case _ if line.strip() == MORE and not self._drawing.is_whole:
                    leaf += 1
                    self._drawing.draw(self._standing, fresh=False)
                case Command() | Aside() | Flag() as meant:
                    return meant
                case Look() as look:
                    self._look(session, look)
                    self._stand(view)
                case Unknown() as unknown:
                    self._message = unknown.said
                    self._stand(view)
                case Block():
                    given += self._block(view, asking, wanted)
                case str(answer) if (asked := lone_key(answer, asking)) and self._asks(asking):
                    self._message, typed = asked, answer
                    self._stand(view)
                case str(answer):
                    given += parts_of(asking.form, answer, wanted)
        if not any(text.strip() for text in given):
            return Command.SHOW
        return Respond(response_of_lines(asking.form, given))

    def _stand(self, view: Drawable) -> None:
        """Draw a screen on which a text is typed, with the message for it."""
        self._standing = self._draw_fresh(view)

    def _line(self, view: Drawable, label: str, typed: str, asking: Asking) -> str:
        """Read a line until an Enter is meant to send it; it may be written in an editor meanwhile.

        Args:
            view: the screen.
            label: of the line.
            typed: what stands on it, as an Enter that is held down must not send it.
            asking: the question.
        """
        kept, tall = typed, ""  # the latter stands above the line, as that cannot show it

        def with_tall(page: Page) -> View:
            keys = [enter_sends(tall), *EDITOR_KEYS, "or type another answer"]
            return _with_text(view(page), tall, keys, page) if tall else view(page)

        def stand(text: str) -> None:
            nonlocal typed, tall
            typed, tall = ("", text) if is_taller(text) else (text, "")
            self._stand(with_tall)

        while True:
            try:
                line = self._keys.line(line_prompt(label), typed) or tall
            except ToEditor as asked:
                stand(kept := self._in_editor(asked.typed or tall, asking))
            except Redraw as redraw:
                if is_taller(redraw.typed):
                    stand(redraw.typed)
                    continue
                typed = redraw.typed
                self._drawing.draw(self._standing, fresh=False)
            else:
                if not self._keys.meant(submits=line.strip() not in ("", kept.strip())):
                    typed = line if line != tall else ""
                    self._drawing.draw(self._standing, fresh=False)
                elif takes_lines(asking.form) and (rest := self._keys.rest_of_paste()):
                    self._message = SENT_BY_ENTER
                    stand(kept := f"{line}\n{rest}")
                else:
                    return line

    def _block(self, view: Drawable, asking: Asking, wanted: int) -> list[str]:
        """Read lines up to `:end`; return the parts that they make, of so many that are wanted."""
        lines: list[str] = []
        typed = ""

        def with_lines(page: Page) -> View:
            return _with_text(view(page), "\n".join(lines), [BLOCK_KEY, *EDITOR_KEYS], page)

        self._stand(with_lines)
        while True:
            try:
                line = self._keys.line(BLOCK_PROMPT, typed)
            except ToEditor as asked:
                lines[:] = self._in_editor("\n".join([*lines, asked.typed]), asking).splitlines()
                typed = ""
                self._stand(with_lines)
            except Redraw as redraw:
                *above, typed = redraw.typed.split("\n")
                lines += above
                self._drawing.draw(self._standing, fresh=False)
            else:
                typed = ""
                if (own := line_of_block(line)) is None:
                    break
                lines.append(own)
        text = "\n".join(lines)
        parts = parts_of(asking.form, text, wanted) if text.strip() else []
        if len(parts) < wanted:
            self._message = "" if parts else NOTHING_BETWEEN
            self._stand(view)
        return parts

    def _in_editor(self, typed: str, asking: Asking) -> str:
        """Return what the learner makes of a text in an editor, and say what there is to say of it."""
        from quizkit.cli.player.composing import composed

        written = composed(typed, as_written(asking.card), self._run)
        self._message = written.said or SENT_BY_ENTER
        return written.text

    def _run(self, command: list[str]) -> int:
        """Run a program on the terminal; return its exit code. OSError if it cannot be started."""
        from quizkit.cli.editors import run_in_front

        with self._keys.given_over():
            return run_in_front(command)

    def _opened(self, screen: Asking | Judged) -> str:
        """Open a picture of a screen, the one behind that opened last; say what came of it."""
        if self._drawing.beside is None:
            return NO_PICTURE
        from quizkit.cli.pictures.opening import Opener

        self._opener = self._opener or Opener()
        return self._opener.opened(self._drawing.beside.on(screen))

    def _asks(self, asking: Asking) -> bool:
        """Return whether to ask if a key was meant, as it was not yet on this card."""
        asks = asking.card.id not in self._asked_about
        self._asked_about.add(asking.card.id)
        return asks

    def _look(self, session: Session, key: str) -> bool:
        """Show what a key only shows, until another key; return whether anything was shown."""
        match key, session.screen:
            case Look.HELP, _:
                self._key(partial(help_view, session=session))
            case Look.WHY, Asking() | Judged() as screen:
                said = list(map(as_called, telling.why_now(session, screen)))
                self._key(lambda page: read_view(page.blocks(said)))
            case Look.SOURCE, Judged(asking=Asking(card=card)):
                from quizkit.cli.player.feedback import sources

                self._key(lambda page: read_view(sources(card, session, page, whole=True)))
            case Look.SOURCE, _:
                self._message = SOURCE_COMES_LATER
                return False
            case Look.SOUND, Asking() | Judged() as screen if (
                self._hearing and screen.card.note.media
            ):
                self._message = self._hearing.asked(screen)
                return False
            case Look.PICTURE, Asking() | Judged() as screen if has_media(screen.card.note):
                self._message = self._opened(screen)
                return False
            case _:
                self._message = NOTHING_HERE
                return False
        return True


def _with_text(shown: View, text: str, keys: list[str], page: Page) -> View:
    """Return a screen with a text above the line that is typed on, as much of its end as fits."""
    room = max(_FEWEST_LINES, terminal_size().lines // 2)
    lines = page.block(text[-room * page.width :], BLOCK_PROMPT) if text else []
    if len(lines) > room:
        lines = [f"{BLOCK_PROMPT}…", *lines[-room:]]
    return shown._replace(keys=keys, below=[*shown.below, *lines])


def is_picked(options: Sequence[str]) -> bool:
    """Return whether options are picked by a digit."""
    return 0 < len(options) <= _MOST_DIGITS


def digits(most: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, most + 1))
