"""What is heard of a card: its sounds when `a` asks for them, and a side of it read aloud.

Loaded with the first card that has any. One thing is heard at a time; the next screen ends it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from quizkit.cli.page import Page
from quizkit.cli.player.background import Background, Run
from quizkit.cli.player.sounds import NoProgramError, play_command
from quizkit.cli.player.speech import say_command
from quizkit.cli.player.view import HELP_KEY, Drawable, View
from quizkit.formats.beside import Seen
from quizkit.formats.media_files import Found, media_file
from quizkit.formats.media_types import MOST_OF_A_SOUND, SOUNDS, type_of
from quizkit.session import Asking, Judged, Screen
from quizkit.telling.heard import Sound, Speech, sounds, speech

AT_A_TERMINAL = "sounds are played at a terminal alone"
NOTHING_TO_HEAR = "nothing is to be heard here"
_SOON = 0.15
"""Seconds within which a program fails where nothing can be heard."""


class Hearing:
    """Plays the sounds of cards and reads them aloud; `close` ends what is heard.

    Args:
        folders: of the decks, by their ids.
        background: runs the programs.
    """

    def __init__(self, folders: Mapping[str, Path], background: Background | None = None) -> None:
        self._folders = folders
        self._background = background or Background()
        self._shown: tuple[type, str] | None = None
        self._at = 0  # of what is to be heard, the next
        self._started = "", ""  # the program that was last, and for what
        self._failed: defaultdict[str, set[str]] = defaultdict(set)  # programs, by what for
        self._untold: str | None = None  # why nothing is read aloud

    def shown(self, screen: Screen) -> None:
        """Read aloud what a screen says by itself, in the place of what was heard of another one."""
        if not self._turns_to(screen):
            return
        said = speech(screen) if isinstance(screen, Asking | Judged) else None
        if said and (problem := self._say(said)) and self._untold is None:
            self._untold = problem

    def _turns_to(self, screen: Screen) -> bool:
        """End what is heard of another screen; return whether it was another."""
        here = (type(screen), screen.card.id) if isinstance(screen, Asking | Judged) else None
        if here == self._shown:
            return False
        self._shown, self._at = here, 0
        self._background.stop()
        return True

    def untold(self) -> str:
        """Return why nothing is read aloud, once; mostly nothing."""
        problem = self._untold or ""
        self._untold = "" if problem else self._untold
        return problem

    def asked(self, screen: Asking | Judged) -> str:
        """Let the next thing be heard that there is; return what there is to tell of it."""
        self._turns_to(screen)
        said = speech(screen)
        things: list[Sound | Speech] = [*self.sounds(screen), *([said] if said else [])]
        if not things:
            return NOTHING_TO_HEAR
        thing = things[self._at % len(things)]
        self._at += 1
        problem = self._let_hear(thing, screen)
        while not problem and self._background.failed(_SOON):
            problem = self._let_hear(thing, screen)  # by another program
        if problem or len(things) == 1:
            return problem
        return f"{(self._at - 1) % len(things) + 1} of {len(things)}: {_called(thing)}"

    def sounds(self, screen: Asking | Judged) -> list[Sound]:
        """Return the sounds of a card that are there."""
        return [sound for sound in sounds(screen) if isinstance(self._file(sound, screen), Seen)]

    def close(self) -> None:
        """End what is heard; no program goes on."""
        self._background.close()

    def _file(self, sound: Sound, screen: Asking | Judged) -> Found:
        return media_file(self._folders.get(screen.card.deck_id), sound.file, MOST_OF_A_SOUND)

    def _let_hear(self, thing: Sound | Speech, screen: Asking | Judged) -> str:
        """Play a sound or read a text aloud; return what is wrong, if anything."""
        return self._say(thing) if isinstance(thing, Speech) else self._play(thing, screen)

    def _say(self, thing: Speech) -> str:
        return self._start("", lambda failed: say_command(thing.text, thing.language, failed))

    def _play(self, sound: Sound, screen: Asking | Judged) -> str:
        found = self._file(sound, screen)
        kind = type_of(found.head) if isinstance(found, Seen) else None
        if not isinstance(found, Seen) or kind is None or kind not in SOUNDS:
            return f"{sound.file} is no sound that is played"
        path = found.path
        return self._start(str(path), lambda failed: Run(play_command(path, kind, failed)))

    def _start(self, what: str, made: Callable[[Collection[str]], Run]) -> str:
        """Start a program that did not fail before; return what is wrong, if anything.

        Args:
            what: the file that it plays; empty for what it reads aloud.
            made: returns what to run, without the programs that failed.
        """
        if self._background.failed():
            program, of = self._started
            self._failed[of].add(program)
        try:
            run = made(self._failed[what])
            self._started = Path(run.command[0]).name, what
            self._background.start(run)
        except NoProgramError as error:
            return str(error)
        except OSError as error:
            self._failed[what].add(self._started[0])
            return f"{self._started[0]}: {error.strerror or error}"
        return ""


def _called(thing: Sound | Speech) -> str:
    return "read aloud" if isinstance(thing, Speech) else thing.alt or thing.file


def with_sounds(view: Drawable, screen: Asking | Judged, hearing: Hearing, key: str) -> Drawable:
    """Return a screen with the sounds of its card, and the key that plays them.

    Args:
        view: the screen.
        screen: of the session.
        hearing: plays them.
        key: as it is typed there.
    """
    there = hearing.sounds(screen)
    if not there and speech(screen) is None:
        return view

    def with_them(page: Page) -> View:
        """Return the screen with a line for each sound."""
        shown = view(page)
        at = next((at for at, name in enumerate(shown.keys) if name.endswith(HELP_KEY)), 0)
        keys = [*shown.keys[:at], f"{key} sound", *shown.keys[at:]]
        return shown._replace(keys=keys, after=[*sound_lines(there, page, key), *shown.after])

    return with_them


def sound_lines(there: Sequence[Sound], page: Page, key: str = "") -> list[str]:
    """Return a line for each sound, below a blank one; what plays it, if anything does."""
    plays = f" · {key} plays it" if key else ""
    said = [f"[sound{sound.alt and ': '}{sound.alt}{plays}]" for sound in there]
    return ["", *page.blocks(said)] if said else []
