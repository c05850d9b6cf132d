"""`quizkit play`: sets a session up, drives it, and saves each answer before its feedback."""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import click

from quizkit.cli.decks import NotFound, load_decks
from quizkit.cli.options import (
    colour_of,
    colour_option,
    dumb_terminal,
    new_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.cli.render import Page, summary
from quizkit.cli.wording import when
from quizkit.errors import SessionError, StoreError, visible
from quizkit.model import Card, Deck
from quizkit.progress import replay
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.session import (
    Command,
    Finished,
    Input,
    Plan,
    Respond,
    Save,
    Session,
    start,
)
from quizkit.store import Store, open_store
from quizkit.study_queue import next_due

_LINE_WIDTH = 80


@click.command(
    epilog="Example:  quizkit play decks/cart.yaml --limit 10",
    short_help="Study decks: due cards first, then new ones.",
)
@click.argument("decks", metavar="DECK...", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Ask at most N different cards."
)
@new_option
@click.option(
    "--tag", "tags", multiple=True, help="Only cards with this tag; several: any of them."
)
@click.option("--cram", is_flag=True, help="Practise every card now; no schedule moves.")
@click.option("--typed", is_flag=True, help="Hide the options: type the answers to choices.")
@click.option("--seed", metavar="TEXT", help="Fix the order of options.")
@now_option
@click.option("--plain", is_flag=True, help="A plain transcript, one answer a line.")
@click.option(
    "--answers",
    type=click.File(errors="surrogateescape"),
    metavar="FILE",
    help="Take the answers from FILE, one a line; - is standard input.",
)
@colour_option
@progress_option
def play(
    decks: tuple[str, ...],
    limit: int | None,
    new_a_day: int,
    tags: tuple[str, ...],
    cram: bool,
    typed: bool,
    seed: str | None,
    now: datetime | None,
    plain: bool,
    answers: Iterable[str] | None,
    colour: str,
    progress_path: Path | None,
) -> int:
    """Study decks: due cards first, least likely recalled ahead, then new ones.

    DECK is a file, a folder, or a deck's id. Every answer is saved the moment it is given; leave
    whenever you like.
    """
    loaded = load_decks(decks)
    cards = _chosen(loaded, tags)
    _write_anything()
    linear = plain or answers is not None or not _at_terminal() or dumb_terminal()
    clock = _Clock(now)
    with open_store(progress_file(progress_path)) as store, _ended_by_signals():
        scheduler = Scheduler(day=CalendarDays())
        progress = replay(store.events(), scheduler)
        if seed is None:
            seed = "0" if linear else store.writer
        plan = Plan(
            decks={deck.id: deck for deck in loaded},
            cards={card.id: card for card in cards},
            scheduler=scheduler,
            writer=store.writer,
            seed=seed,
            new_a_day=new_a_day,
            limit=limit,
            practice=cram,
            typed=typed,
        )
        session = start(plan, progress, clock.now())
        if isinstance(session.screen, Finished):
            _say_nothing_due(session, decks)
            return 0
        driver = _Driver(session, store, clock)
        in_colour = colour_of(colour)
        try:
            if linear:
                from quizkit.cli.linear import LinearFront

                lines = iter(sys.stdin if answers is None else answers)
                echo = answers is not None or not sys.stdin.isatty()
                driver.run(LinearFront(lines, Page(_LINE_WIDTH, in_colour), echo=echo))
            else:
                from quizkit.cli.terminal import Keys, TerminalFront

                with Keys() as keys:
                    driver.run(TerminalFront(keys, colour=in_colour))
        except KeyboardInterrupt:
            page = Page(_LINE_WIDTH, in_colour)
            click.echo("\n" + "\n".join(["Interrupted.", *summary(driver.session, page)]))
            return 130
    return 0


class _Front(Protocol):
    """What shows a session to a learner, and reads what the learner does."""

    def read(self, session: Session) -> Input | None: ...

    def refuse(self, error: SessionError) -> None: ...

    def retry(self, error: StoreError) -> bool: ...


class _Driver:
    """Takes a session from its first screen to its last; `session` is where it stands."""

    def __init__(self, session: Session, store: Store, clock: "_Clock") -> None:
        self.session = session
        self._store = store
        self._clock = clock

    def run(self, front: _Front) -> None:
        """Show each screen, take each input, and save what it calls for before the next."""
        while True:
            given = front.read(self.session)
            if given is None:
                if isinstance(self.session.screen, Finished):
                    return
                given = Command.LEAVE
            if isinstance(given, Respond) or given is Command.SHOW:
                self._clock.answered()
            try:
                with _interrupts_held_back():
                    after, effects = self.session.step(given, self._clock.now())
                    for effect in effects:
                        self._save(effect, front)
                    self.session = after
            except SessionError as error:
                front.refuse(error)

    def _save(self, effect: Save, front: _Front) -> None:
        while True:
            try:
                return self._store.append(effect.event)
            except StoreError as error:
                if not front.retry(error):
                    raise StoreError(
                        f"{error}\nyour last answer is not saved; those before it are"
                    ) from error


class _Clock:
    """The time: the real one, or one that starts where told and moves a second an answer."""

    def __init__(self, pretended: datetime | None) -> None:
        self._pretended = pretended

    def now(self) -> datetime:
        """Return the instant, in the learner's offset."""
        return self._pretended or datetime.now().astimezone()

    def answered(self) -> None:
        """Let an answer take its second."""
        if self._pretended is not None:
            self._pretended += timedelta(seconds=1)


def _chosen(decks: Iterable[Deck], tags: tuple[str, ...]) -> list[Card]:
    """Return the cards of `decks` that have any of `tags`, all if none is asked for."""
    cards = [card for deck in decks for card in deck.cards]
    chosen = [card for card in cards if not tags or set(tags) & set(card.note.tags)]
    if not chosen:
        known = sorted({tag for card in cards for tag in card.note.tags})
        there = f"; there are {', '.join(known)}" if known else "; no card has a tag"
        raise NotFound(f"no card has the tag {' or '.join(tags)}{there}")
    return chosen


def _say_nothing_due(session: Session, decks: tuple[str, ...]) -> None:
    coming = next_due(session.plan.cards.values(), session.progress, session.now)
    click.echo("Nothing is due now.")
    if coming is not None:
        days = session.progress.days
        click.echo(
            f"The next card comes {when(session.now, coming, days)}"
            f" ({coming.astimezone(session.now.tzinfo):%Y-%m-%d %H:%M})."
        )
    names = " ".join(visible(name) for name in decks)
    click.echo(f"To practise all the same:  quizkit play {names} --cram")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _write_anything() -> None:
    """Let no character that the terminal's encoding lacks, and no broken input, stop a session."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stdin, "surrogateescape")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Put Ctrl-C off until an answer is saved."""
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have SIGTERM and SIGHUP end the program in good order, the terminal as it was."""

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
