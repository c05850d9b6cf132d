"""A session as a transcript: for a pipe, a screen reader, or a terminal that can do little.

One answer a line: the text, the letter or the number of an option; several letters for several
choices and for an order; a line for each pair and each blank; or several lines, between `:begin` and
`:end`. `:show` gives up, and an empty line is skipped. Grades are not asked for, but where the
learner is the judge.

It is good to hear: of each question the number, the question and how to answer, each once. The title
stands where the deck begins or another one goes on, and what was just typed is not repeated.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit import telling
from quizkit.cli.called import as_called
from quizkit.cli.page import Page, letter
from quizkit.cli.player.inputs import (
    LINEAR_HELP,
    NO_PICTURE,
    NOTHING_BETWEEN,
    SOURCE_COMES_LATER,
    Aside,
    Block,
    Look,
    Unknown,
    folded,
    help_of,
    line_of_block,
    meaning_of,
)
from quizkit.cli.player.pages import answer_pictures, beside, question
from quizkit.cli.player.responses import (
    BLOCK_PROMPT,
    GivenParts,
    how_in_lines,
    labels_of_lines,
    line_prompt,
    parts_of,
    response_of_lines,
)
from quizkit.desk import NotSavedError
from quizkit.lazy import deferred
from quizkit.model import Card, PickForEach
from quizkit.progress import Habits
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Flag,
    Input,
    Judged,
    Pausing,
    Rate,
    Respond,
    Session,
)
from quizkit.visible import visible
from quizkit.wording import GRADES, given_answer

if TYPE_CHECKING:
    from quizkit.cli.pictures.opening import Opener
    from quizkit.cli.player import notices
    from quizkit.cli.player.hearing import Hearing
    from quizkit.telling.notices import Notice
else:
    notices = deferred("quizkit.cli.player.notices")  # the first question has none

_NO_FOLDERS: Mapping[str, Path] = {}


class LinearFront:
    """Writes a session as a transcript, and reads answers from lines.

    Args:
        lines: the answers; they may end before the session does.
        page: how to write.
        echo: whether to write the answers into the transcript, as nobody typed them there.
        habits: gives how the learner studies by now, for the summary.
        comes: whether one more line is there already, as of a paste, where somebody types.
        folders: of the decks, by their ids: there lie pictures and sounds.
    """

    def __init__(
        self,
        lines: Iterator[str],
        page: Page,
        *,
        echo: bool,
        habits: Callable[[], Habits | None] = lambda: None,
        comes: Callable[[], bool] = lambda: False,
        folders: Mapping[str, Path] = _NO_FOLDERS,
    ) -> None:
        self._folders = folders
        self._hearing: Hearing | None = None  # until something is to be heard
        self._comes = comes if not echo else lambda: False
        self._habits = habits
        self._lines = lines
        self._page = page
        self._opener: Opener | None = None
        self._echo = echo
        self._given = GivenParts()
        self._written: object = None  # the screen that was written last
        self._title = ""  # that was written last
        self._typed = ""  # the answer, as it was given last

    def read(self, session: Session) -> Input | Aside | None:
        """Write the session's screen; return what the next line says, None to end."""
        screen = session.screen
        fresh = screen is not self._written
        self._written = screen
        if isinstance(screen, Asking | Judged) and fresh:
            self._page = self._page.with_files(beside(screen, self._folders))
        match screen:
            case Asking() as asking:
                if fresh:
                    self._write_question(session, asking)
                return self._answer(session, asking)
            case Judged() as judged:
                if fresh:
                    self._write_feedback(session, judged)
                return self._grade(session, judged) if judged.rating is None else Command.NEXT
            case Pausing():
                return Command.NEXT  # a transcript never waits
            case Finished():
                self._write_summary(session)
                return None

    def tell(self, said: "str | Notice") -> None:
        """Say something in between."""
        text = said if isinstance(said, str) else notices.notice_text(said, self._page, ":u")
        self._write(self._page.block(text))

    def close(self) -> None:
        """End what is heard."""
        if self._hearing is not None:
            self._hearing.close()

    def retry(self, error: NotSavedError) -> bool:
        """Return False: nobody is there to try again."""
        return False

    def flag(self, card: Card, present: str | None) -> Flag | None:
        """Flag without words, or take the flag off that there is."""
        return Flag("" if present is None else None)

    def run(self, command: list[str]) -> int | None:
        """Run a program if there is a terminal for it; return its exit code."""
        if not self._has_terminal:
            return None
        from quizkit.cli.editors import run_in_front

        self._given = GivenParts()  # what was given was given to the card as it was
        return run_in_front(command)

    @property
    def _has_terminal(self) -> bool:
        return not self._echo and sys.stdout.isatty()

    def _write_summary(self, session: Session) -> None:
        from quizkit.cli.player.summary import summary

        lines = summary(session, self._page, self._habits())
        self._write(["", self._page.rule(), *lines])

    def _write_question(self, session: Session, asking: Asking) -> None:
        page, place = self._page, telling.place(session, asking)
        lines = [""]
        if place.title != self._title:
            self._title = place.title
            lines += [*page.heading(place.title), page.rule()]
        labels = [f"  {letter(position)}) " for position in range(len(asking.options))]
        lines += [*page.block(place.spoken), *question(asking, page, labels)]
        lines += self._sounds(asking)
        how = how_in_lines(asking.form)
        self._write([*lines, *page.block(how), ""] if how else [*lines, ""])

    def _write_feedback(self, session: Session, judged: Judged) -> None:
        from quizkit.cli.player.feedback import feedback, grades, sources

        page = self._page
        lines = [*feedback(judged, page, typed=self._typed), *answer_pictures(judged, page)]
        lines += [*self._new_sounds(judged), *sources(judged.card, session, page)]
        if judged.rating is None:
            lines += grades(session, judged, page)
        elif back := telling.comes_back(session, judged):
            lines.append(back)
        self._write(lines)

    def _answer(self, session: Session, asking: Asking) -> Input | Aside | None:
        """Read one answer: a line, or a line for each blank or pair."""
        prompts = [line_prompt(label) for label in labels_of_lines(asking.form)]
        given = self._given.to(session)
        while (wanted := len(prompts) - len(given)) > 0:
            line = self._line(prompts[len(given)])
            if line is None:
                return None
            match meaning_of(line, asking):
                case Command() | Aside() | Flag() as meant:
                    return meant
                case Look() as look:
                    self._look(session, look)
                case Unknown() as unknown:
                    self.tell(unknown.said)
                case Block():
                    text = self._block()
                    given += parts_of(asking.form, text, wanted) if text.strip() else []
                    if not text.strip():
                        self.tell(NOTHING_BETWEEN)
                case str(answer):
                    given += parts_of(asking.form, self._pasted(answer), wanted)
        if isinstance(asking.form, PickForEach):
            given = [_option(text, asking.options) for text in given]
        response = response_of_lines(asking.form, given)
        self._typed = given_answer(response)
        return Respond(response)

    def _grade(self, session: Session, judged: Judged) -> Input | Aside | None:
        """Read the grade of an answer that the learner judges."""
        names = {str(rating.value): rating for rating in judged.offers}
        names |= {GRADES[rating].casefold(): rating for rating in judged.offers}
        while True:
            line = self._line("grade > ")
            if line is None:
                return None
            match meaning_of(line, judged.asking):
                case Command() | Aside() | Flag() as meant:
                    return meant
                case Look() as look:
                    self._look(session, look)
                case str() | Unknown():
                    if rating := names.get(folded(line.strip())):
                        return Rate(rating)
                    numbers = ", ".join(str(rating.value) for rating in judged.offers)
                    self._write([f"a grade is one of {numbers}"])

    def _look(self, session: Session, look: Look) -> None:
        """Write what a key only shows."""
        page = self._page
        match look, session.screen:
            case Look.HELP, _:
                keys = help_of(LINEAR_HELP, session, ":")
                self._write(page.table(((key, as_called(does)) for key, does in keys), 7))
            case Look.WHY, Asking() | Judged() as screen:
                self._write(page.blocks(map(as_called, telling.why_now(session, screen))))
            case Look.SOURCE, Judged() as judged:
                from quizkit.cli.player.feedback import sources

                self._write(sources(judged.card, session, page, whole=True))
            case Look.PICTURE, Asking() | Judged() as screen:
                self.tell(self._opened(screen))
            case Look.SOUND, Asking() | Judged() as screen:
                self._write(self._heard(screen))
            case _:
                self._write([SOURCE_COMES_LATER])

    def _opened(self, screen: Asking | Judged) -> str:
        """Open a picture of a screen where somebody sits there; return what there is to say."""
        if self._page.beside is None:
            return NO_PICTURE
        from quizkit.cli.pictures.opening import Opener

        self._opener = self._opener or Opener(opens=self._has_terminal)
        return self._opener.opened(self._page.beside.on(screen))

    def _sounds(self, screen: Asking | Judged) -> list[str]:
        """Return a line for each sound of a card that is there, and what plays it."""
        if screen.card.note.media is None:
            return []
        from quizkit.cli.player.hearing import sound_lines

        there = self._hears.sounds(screen)
        return sound_lines(there, self._page, ":a" if self._has_terminal else "")

    def _new_sounds(self, judged: Judged) -> list[str]:
        """Return a line for each sound that comes with the feedback alone."""
        before, now = self._sounds(judged.asking), self._sounds(judged)
        return now[len(before) :]

    def _heard(self, screen: Asking | Judged) -> list[str]:
        """Play what is to be heard of a card, and return what there is to tell of it."""
        from quizkit.cli.player.hearing import AT_A_TERMINAL

        if not self._has_terminal:
            return [AT_A_TERMINAL]
        said = self._hears.asked(screen)
        return self._page.block(said) if said else []

    @property
    def _hears(self) -> "Hearing":
        if self._hearing is None:
            from quizkit.cli.player.hearing import Hearing

            self._hearing = Hearing(self._folders)
        return self._hearing

    def _block(self) -> str:
        """Return the lines up to `:end`, or to the end of input, as one text."""
        lines: list[str] = []
        while (line := self._next(BLOCK_PROMPT)) is not None:
            if (own := line_of_block(line)) is None:
                return "\n".join(lines)
            lines.append(own)
        self._write(["", "The input ended before :end; the lines given are the answer."])
        return "\n".join(lines)

    def _pasted(self, first: str) -> str:
        """Return a line, and with it those that came at once: they answer no other question."""
        lines = [first]
        while self._comes() and (line := next(self._lines, None)) is not None:
            lines.append(line.rstrip("\r\n"))
        return "\n".join(lines)

    def _line(self, prompt: str) -> str | None:
        """Return the next line that is not empty; None at the end of input."""
        while True:
            text = self._next(prompt)
            if text is None:
                click.echo("\n\nEnd of input.")
                return None
            if text.strip():
                return text

    def _next(self, prompt: str) -> str | None:
        """Return the next line, written here if nobody typed it; None at the end of input."""
        click.echo(prompt, nl=False)
        line = next(self._lines, None)
        text = None if line is None else line.rstrip("\r\n")
        if self._echo and text is not None:
            click.echo(visible(text.expandtabs(4)))
        return text

    def _write(self, lines: Sequence[str]) -> None:
        for line in lines:
            click.echo(line)


def _option(text: str, options: Sequence[str]) -> str:
    """Return the option that a letter stands for, unless an option is that letter; else `text`."""
    label = text.strip().rstrip(").").casefold()
    if any(option.casefold() == label for option in options):
        return text
    letters = {letter(position): option for position, option in enumerate(options)}
    return letters.get(label, text)
