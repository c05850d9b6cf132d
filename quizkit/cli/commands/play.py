"""`quizkit play`: sets a session up and has it driven, on a terminal or as a transcript."""

import sys
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit import desk
from quizkit.cli.ahead import said_ahead
from quizkit.cli.backups import backed_up_daily
from quizkit.cli.colour import dumb_terminal, in_bold, in_colour, terminal_size
from quizkit.cli.copies import copies_told
from quizkit.cli.deck_cache import kept_at_the_end
from quizkit.cli.deck_files import NotFound
from quizkit.cli.decks import load_deck_files
from quizkit.cli.following import edits_told, follow, say_notices
from quizkit.cli.options import (
    Whole,
    as_instant,
    as_time,
    complete_decks,
    new_option,
    progress_file,
    progress_option,
)
from quizkit.cli.page import Page
from quizkit.cli.player.driver import Clock, Driver, ended_by_signals
from quizkit.cli.soundness import left, refuse_damaged
from quizkit.errors import StoreError
from quizkit.model import Deck
from quizkit.progress import Habits
from quizkit.session import Exam, Finished, Mode, Session
from quizkit.study_queue import tagged
from quizkit.wording import percent

if TYPE_CHECKING:
    from quizkit.cli.player.terminal import TerminalFront

_LINE_WIDTH = 80


@click.command(
    epilog="Example:  quizkit play cart --limit 10",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option("--limit", type=Whole(min=1), metavar="N", help="Ask at most N different cards.")
@click.option(
    "--minutes",
    type=Whole(1, 600),
    metavar="N",
    help="Begin no question once you have thought for N minutes in this sitting.",
)
@new_option
@click.option(
    "--tag", "tags", multiple=True, help="Only cards with this tag; several: any of them."
)
@click.option("--cram", is_flag=True, help="Practise every card now; no schedule moves.")
@click.option("--missed", is_flag=True, help="Practise the cards whose last answer was Again.")
@click.option("--flagged", is_flag=True, help="Practise the cards that bear a flag.")
@click.option(
    "--exam", is_flag=True, help="Ask each note once; feedback and score come at the end."
)
@click.option(
    "--pass",
    "pass_mark",
    type=Whole(0, 100),
    metavar="PERCENT",
    help="With --exam: say whether this score is reached; exit with 1 if not.",
)
@click.option(
    "--pick",
    type=Whole(min=1),
    metavar="N",
    help="With --exam: ask N notes, as many of each tag; --seed says which.",
)
@click.option(
    "--time",
    type=as_time,
    metavar="TIME",
    help="With --exam: begin no question after this time, such as 30m, 90s or 1h30m.",
)
@click.option(
    "--strict", is_flag=True, help="Refuse decks with problems; else bad notes are left out."
)
@click.option("--typed", is_flag=True, help="Hide the options: type the answers to choices.")
@click.option("--seed", metavar="TEXT", help="Fix the order of options.")
@click.option(
    "--now",
    type=as_instant,
    metavar="INSTANT",
    help="Pretend that it is this ISO instant; each answer then takes a second.",
)
@click.option("--plain", is_flag=True, help="A plain transcript, one answer a line.")
@click.option(
    "--answers",
    type=click.File(errors="surrogateescape"),
    metavar="FILE",
    help="Take the answers from FILE, one a line; - is standard input.",
)
@progress_option
def play(
    decks: tuple[str, ...],
    limit: int | None,
    minutes: int | None,
    new_a_day: int | None,
    tags: tuple[str, ...],
    cram: bool,
    missed: bool,
    flagged: bool,
    exam: bool,
    pass_mark: int | None,
    pick: int | None,
    time: timedelta | None,
    strict: bool,
    typed: bool,
    seed: str | None,
    now: datetime | None,
    plain: bool,
    answers: Iterable[str] | None,
    progress_path: Path | None,
) -> int:
    """Study decks: due cards first, least likely recalled ahead, then new ones.

    DECK is a file, a folder, or a deck's id; without one, all decks of decks/ or of this folder.
    Every answer is saved the moment it is given; leave whenever you like.
    """
    mode = _mode(cram=cram or missed or flagged, exam=exam)
    by = tags if len(tags) > 1 else ()
    asked = Exam(pick=pick, by=by, time=time, pass_mark=pass_mark)
    _refuse_out_of_place(mode, asked, minutes)
    click.get_current_context().with_resource(kept_at_the_end())
    loaded = load_deck_files(decks, strict=strict)
    files = loaded.files
    _refuse_unknown(tags, files.values())
    _read_anything()
    linear = plain or answers is not None or not _at_terminal() or dumb_terminal()
    clock = Clock(now)
    path = progress_file(progress_path)
    before = left(path)
    with desk.open(path) as mine, ended_by_signals(), copies_told(mine, path):
        refuse_damaged(mine, before, clock.now())
        kept = follow(mine, files, clock.now())
        plan = mine.plan(
            files.values(),
            tags=tags,
            missed=missed,
            flagged=flagged,
            mode=mode,
            seed="0" if seed is None and linear else seed,
            new_a_day=new_a_day,
            limit=limit,
            typed=typed,
            screens=not linear,
            minutes=minutes,
            exam=asked,
        )
        session = mine.begin(plan, clock.now())
        notices = [
            *loaded.told,
            edits_told(kept, mine, session.now),
            said_ahead(mine.ahead(session.now), session.now),
            _exam_told(session),
        ]
        if isinstance(session.screen, Finished):
            say_notices(notices)
            _say_nothing_to_ask(session, decks, tags, _LIKE_NONE[flagged])
            return 0
        driver = Driver(session, mine, clock, files)
        habits = partial(_habits_by_now, mine, driver)
        folders = {deck.id: path.parent for path, deck in files.items()}
        page = Page(_line_width(), in_colour(), in_bold(), heard=linear)
        with backed_up_daily(mine, driver):
            try:
                if linear:
                    from quizkit.cli.player.linear import LinearFront
                    from quizkit.cli.standard_input import answer_lines, line_is_there

                    lines = answer_lines(sys.stdin if answers is None else answers)
                    echo = answers is not None or not sys.stdin.isatty()
                    say_notices(notices)
                    write = partial(
                        LinearFront, comes=line_is_there, habits=habits, folders=folders
                    )
                    with closing(write(lines, page, echo=echo)) as transcript:
                        driver.run(transcript)
                else:
                    from quizkit.cli.player.keys import Keys
                    from quizkit.cli.player.terminal import TerminalFront

                    draw = partial(TerminalFront, retype=mine.settings.retype, folders=folders)
                    with (
                        Keys() as keys,
                        closing(draw(keys, colour=in_colour(), habits=habits)) as front,
                    ):
                        front.tell("; ".join(filter(None, notices)))
                        if not _welcomed(front, driver, mine):
                            return 0
                        driver.run(front)
            except KeyboardInterrupt:
                from quizkit.cli.player.summary import summary

                told = summary(driver.session, page, mine.habits())
                click.echo("\n" + "\n".join(["Interrupted.", *told]))
                return 130
            if driver.asked_for.answers:
                from quizkit.cli.leeches import tell_leeches

                tell_leeches(driver.asked_for, mine, page)
    return int(pass_mark is not None and percent(driver.asked_for.score) < pass_mark)


def _welcomed(front: "TerminalFront", driver: Driver, mine: desk.Desk) -> bool:
    """Ask about a backlog after a break; return whether to go on."""
    session = driver.session
    if not session.queue.due or session.plan.practice:
        return True
    from quizkit.cli.player.welcome import welcomed  # nothing else waits for it

    return welcomed(front, driver, mine)


def _habits_by_now(mine: desk.Desk, driver: Driver) -> Habits | None:
    """Return how the learner studies by now; None if the log cannot be read for it.

    Who gave no answer does not wait for a long log.
    """
    with suppress(StoreError):
        return mine.habits(patient=bool(driver.session.answers))
    return None


def _line_width() -> int:
    """Return the width of a transcript: always the same, but on a narrower terminal."""
    if not sys.stdout.isatty():
        return _LINE_WIDTH
    return min(_LINE_WIDTH, terminal_size().columns)


def _mode(*, cram: bool, exam: bool) -> Mode:
    """Return the mode that options ask for; a usage error if they do not go together."""
    if cram and exam:
        raise click.UsageError(
            "--exam asks each note once; it goes with neither --cram, --missed nor --flagged"
        )
    if exam:
        return Mode.EXAM
    return Mode.PRACTICE if cram else Mode.STUDY


def _refuse_out_of_place(mode: Mode, exam: Exam, minutes: int | None) -> None:
    """Refuse options that say nothing in this mode."""
    given = {"--pass": exam.pass_mark, "--pick": exam.pick, "--time": exam.time}
    for option, value in given.items():
        if value is not None and mode is not Mode.EXAM:
            raise click.UsageError(f"{option} goes with --exam")
    if minutes is not None and mode is not Mode.STUDY:
        instead = "--time 30m" if mode is Mode.EXAM else "--limit 20"
        raise click.UsageError(
            "--minutes is for studying; it goes with none of --exam, --cram, --missed and --flagged, "
            f"where {instead} says how much"
        )


def _exam_told(session: Session) -> str:
    """Return what is said of an exam before its first question."""
    if session.plan.exam.time is None:  # then the first question waits for nothing
        return ""
    from quizkit.telling import time_told

    return time_told(session)


def _refuse_unknown(tags: tuple[str, ...], decks: Collection[Deck]) -> None:
    """Refuse tags that no card has."""
    cards = [card for deck in decks for card in deck.cards]
    if not tagged(cards, tags):
        known = sorted({tag for card in cards for tag in card.note.tags})
        there = f"; there are {', '.join(known)}" if known else "; no card has a tag"
        raise NotFound(f"no card has the tag {' or '.join(tags)}{there}")


_LIKE_NONE = {
    False: "of no card was the last answer Again.",
    True: "no card of these bears a flag.",
}


def _say_nothing_to_ask(
    session: Session, decks: tuple[str, ...], tags: tuple[str, ...], like_none: str
) -> None:
    from quizkit.cli.fitting_lines import say
    from quizkit.study_queue import next_due, practice_queue, study_queue
    from quizkit.telling.summaries import suspended_left_out
    from quizkit.visible import shell_line
    from quizkit.wording import when

    plan, progress, now = session.plan, session.progress, session.now
    left_out = suspended_left_out(session)
    if plan.mode is not Mode.STUDY:
        say(f"Nothing to ask: {left_out or like_none}")
        return
    cards = plan.cards.values()
    coming = next_due(cards, progress, now)
    say("Nothing is due now.")
    if coming is not None:
        say(
            f"The next card comes {when(now, coming, progress.day)}"
            f" ({coming.astimezone(now.tzinfo):%Y-%m-%d %H:%M})."
        )
    if left_out:
        say(left_out)
    command = shell_line(["quizkit", "play", *map(Path, decks), *(f"--tag={t}" for t in tags)])
    had = progress.introduced_on(progress.day(now))
    unlimited = had + len(plan.cards)
    new = len(study_queue(cards, progress, now, scheduler=None, new_a_day=unlimited).new)
    if new:
        say(f"New cards for another day: {new}.")
        say(f"For more of them today:    {command} --new {had + min(new, 10)}")
    if practice_queue(cards, progress).new:
        say(f"To practise all the same:  {command} --cram")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read_anything() -> None:
    """Let no broken input stop a session."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="surrogateescape")
