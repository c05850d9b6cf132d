"""The screen that `quizkit` alone begins with: the decks, what is due, and where to go on."""

from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from quizkit import desk
from quizkit.cli.colour import in_colour, terminal_size
from quizkit.cli.events import cut
from quizkit.cli.options import progress_file
from quizkit.cli.page import Page
from quizkit.cli.player.keys import ENTER, Keys
from quizkit.cli.player.terminal import TerminalFront
from quizkit.cli.player.view import View
from quizkit.cli.standings import Found, broken, next_of
from quizkit.planning import ENOUGH, Pace, pace_of, seconds_of_numbers
from quizkit.scheduling import Calls
from quizkit.study_queue import Counts
from quizkit.telling import in_a_row
from quizkit.visible import visible, width_of
from quizkit.wording import estimate, sentence

_MOST = 9
"""Decks on a page: a digit picks one."""
_OTHER_ROWS = 6
"""Lines of the screen beside the decks."""
_NAME, _NUMBER, _ABOUT = 30, 4, 8
"""Columns of the name of a deck, at least if there is room, of a number, and of minutes."""


class _Learner(NamedTuple):
    """What the log says of the learner; no pace where there are too few answers to tell one."""

    pace: Pace | None
    scheduler: Calls[Any]
    streak: str


class _Row(NamedTuple):
    """A line of the table: a deck or the sum of all, or a deck that cannot be read, and why."""

    name: str
    counts: Counts
    trouble: str = ""


class StartScreen(NamedTuple):
    """What the start screen shows, in pages of up to nine decks."""

    here: Found
    rows: list[_Row]
    learner: _Learner
    now: datetime

    def size(self) -> int:
        """Return how many decks a page has in the window as it is."""
        return max(1, min(_MOST, terminal_size().lines - _OTHER_ROWS))

    def pages(self) -> int:
        """Return how many pages there are."""
        return -(-len(self.rows) // self.size())

    def picked(self, digit: str, number: int) -> str | None:
        """Return the name of the deck that a digit picks on a page; None if there is none."""
        place = number * self.size() + int(digit) - 1
        readable = self.here.standings
        is_shown = 0 < int(digit) <= self.size() and place < len(readable)
        return str(readable[place].path) if is_shown else None

    def view(self, number: int, page: Page) -> View:
        """Return a page of the screen."""
        number = min(number, self.pages() - 1)  # of a window that was made larger
        size, total = self.size(), self.here.total
        shown = self.rows[number * size : (number + 1) * size]
        lines = [self._heads(page)]
        lines += [self._line(f"{n:>2}  ", row, page) for n, row in enumerate(shown, 1)]
        end = self._line("    ", _Row("today", total), page, aside=True)
        said = self.learner.streak
        if len(self.here.standings) > 1 and said and width_of(f"{end} · {said}") <= page.width:
            end, said = f"{end} · {said}", ""
        lines += [page.bold(end)] if len(self.here.standings) > 1 else []
        if not self._wants_study:
            coming = next_of(total, self.here.terms, self.now)
            parts = ["Nothing is due now", sentence(coming), said]
            said = f"{'. '.join(filter(None, parts))}."
        lines += page.block(said) if said else []
        return View(lines, self._keys(number, len(shown)))

    @property
    def _wants_study(self) -> bool:
        return any(each.wants_study for each in self.here.standings)

    def _keys(self, number: int, shown: int) -> list[str]:
        readable = min(shown, len(self.here.standings) - number * self.size())
        keys = ["Enter study all"] if self._wants_study else []
        if readable > 0:
            keys.append("1 this deck" if readable == 1 else f"1-{readable} one deck")
        if self.pages() > 1:
            keys.append(f"Space more decks ({number + 1} of {self.pages()})")
        return [*keys, "q leave"]

    def _heads(self, page: Page) -> str:
        about = f"{'about':>{_ABOUT}}" if self.learner.pace else ""
        return f"{'':{self._names(page)}}{'due':>{_NUMBER}} {'new':>{_NUMBER}}{about}"

    def _names(self, page: Page) -> int:
        """Return the columns that names have, with what stands before them."""
        about = _ABOUT if self.learner.pace else 0
        room = max(8, page.width - 2 * _NUMBER - 1 - about)
        longest = max(len("    ") + width_of(row.name) for row in self.rows)
        return min(room, max(_NAME, longest))

    def _line(self, lead: str, row: _Row, page: Page, *, aside: bool = False) -> str:
        """Return the line of a deck, or of their sum with its name on the right."""
        room, (due, new, _) = self._names(page) - len(lead), row.counts
        if row.trouble:
            name = cut(f"{row.name}: {row.trouble}", page.width - len(lead))
            return f"{' ' * len(lead)}{name}".rstrip()
        name = f"{row.name:>{room}}" if aside else cut(row.name, room)
        line = f"{lead}{name}{due:>{_NUMBER}} {new:>{_NUMBER}}"
        if self.learner.pace is None or not (due or new):
            return line
        seconds = seconds_of_numbers(
            due, new, scheduler=self.learner.scheduler, pace=self.learner.pace
        )
        return f"{line}{estimate(seconds):>{_ABOUT}}"


def chosen(here: Found, now: datetime) -> tuple[str, ...] | None:
    """Show the decks until one is picked; return its name, none for all of them, None to leave."""
    screen, number = StartScreen(here, rows_of(here), learner_at(now), now), 0
    with Keys() as keys:
        front = TerminalFront(keys, colour=in_colour())
        front.tell("; ".join(here.notices))
        while True:
            try:
                key = front.ask(partial(screen.view, number))
            except EOFError:
                return None
            number = min(number, screen.pages() - 1)
            if key == "q":
                return None
            if key in ENTER and any(each.wants_study for each in here.standings):
                return ()
            if key == " " and screen.pages() > 1:
                number = (number + 1) % screen.pages()
            elif key.isdecimal() and (name := screen.picked(key, number)):
                return (name,)
            else:
                front.tell("That key does nothing here.")


def rows_of(here: Found) -> list[_Row]:
    """Return the lines of the decks, those that cannot be read behind the others."""
    rows = [_Row(visible(each.schedule.title), each.counts) for each in here.standings]
    nothing = Counts(0, 0, None)
    return [*rows, *(_Row(visible(str(path)), nothing, said) for path, said in broken(here))]


def learner_at(now: datetime) -> _Learner:
    """Return what the log says of the learner."""
    with desk.read(progress_file(None)) as mine:
        habits = mine.habits()
        if habits is None:
            return _Learner(None, mine.scheduler, "")
        pace = pace_of(habits) if habits.answers >= ENOUGH else None
        settings = mine.settings
        days = in_a_row(habits, settings.days.study_day(now)) if settings.streak else ""
        return _Learner(pace, mine.scheduler, days)
