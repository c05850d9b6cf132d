"""The decks that a server has: read again when their files change, and what waits in each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, unquote

from quizkit import telling
from quizkit.desk import ClashError, Desk
from quizkit.errors import DeckError
from quizkit.model import Deck
from quizkit.planning import ENOUGH, pace_of, seconds_of_numbers
from quizkit.progress import Progress
from quizkit.study_queue import LEARN_AHEAD, next_due, study_queue
from quizkit.wording import count, edits_followed, estimate, when


class Loaded(Protocol):
    """Decks by their files, and the errors of those that cannot be read."""

    @property
    def files(self) -> Mapping[Path, Deck]:
        """The decks that can be read."""
        ...

    @property
    def refused(self) -> Sequence[DeckError]:
        """Why others cannot."""
        ...


class Row(NamedTuple):
    """A deck on the page of decks."""

    id: str
    number: str
    title: str
    language: str
    description: str
    due: int
    new: int
    cards: str
    coming: str
    more_new: bool
    tags: Sequence[str]
    open: bool
    left_out: str
    problems: str


class Shelf:
    """The decks, as they were read last.

    Args:
        desk: whose progress follows their edits.
        load: reads them.
        clock: gives the instant, in the learner's offset.
    """

    def __init__(
        self, desk: Desk, load: Callable[[], Loaded], clock: Callable[[], datetime]
    ) -> None:
        self._desk, self._load, self._clock = desk, load, clock
        self.decks: Mapping[str, Deck] = {}
        self.folders: dict[str, Path] = {}
        self.refused: Sequence[DeckError] = ()
        self.told: list[str] = []

    def read(self) -> None:
        """Read the decks again where their files changed, and let progress follow the edits.

        Raises:
            StoreError: the log cannot be read, or written to.
        """
        self.told = []
        loaded = self._load()
        self.decks = {deck.id: deck for deck in loaded.files.values()}
        self.folders.clear()
        self.folders.update({deck.id: path.parent for path, deck in loaded.files.items()})
        self.refused = loaded.refused
        self._desk.look_again()
        try:
            now = self._clock()
            kept = self._desk.follow(loaded.files, now)
        except ClashError as error:
            self.told.append(str(error))
            return
        coming = kept.coming and when(now, kept.coming, self._desk.progress.day)
        if said := edits_followed(kept.moved, kept.changed, kept.later, coming or ""):
            self.told.append(f"{said[:1].upper()}{said[1:]}.")

    def page(self, is_open: Callable[[str], bool]) -> Mapping[str, Any]:
        """Return the values of the page of decks.

        Args:
            is_open: tells whether a deck's sitting stands open.
        """
        now, progress = self._clock(), self._desk.progress
        rows = [self._row(deck, progress, now, is_open) for deck in self.decks.values()]
        due = sum(row.due for row in rows)
        settings = self._desk.settings
        left = max(0, settings.new - progress.introduced_on(progress.day(now)))
        new = min(left, sum(row.new for row in rows))
        habits = self._desk.habits()
        about = ""
        if habits is not None and habits.answers >= ENOUGH and (due or new):
            pace = pace_of(habits)
            seconds = seconds_of_numbers(due, new, scheduler=self._desk.scheduler, pace=pace)
            about = f"about {estimate(seconds)}"
        streak = telling.in_a_row(habits, progress.day(now)) if settings.streak else ""
        return {
            "decks": rows,
            "due": due,
            "new": new,
            "about": about,
            "streak": streak and f"{streak}.",
            "told": self.told,
            "refused": [
                {"name": _name_of(error), "problems": str(error)} for error in self.refused
            ],
        }

    def _row(
        self, deck: Deck, progress: Progress, now: datetime, is_open: Callable[[str], bool]
    ) -> Row:
        cards = deck.cards
        new_a_day = self._desk.settings.new
        queue = study_queue(cards, progress, now, scheduler=None, new_a_day=new_a_day)
        soon = sum(at - now <= LEARN_AHEAD for at, _ in queue.learning)
        due, new = len(queue.due) + soon, len(queue.new)
        coming = None if due or new else next_due(cards, progress, now)
        problems, left_out = deck.problems, len(deck.left_out)
        said = count(len(problems), "problem")
        unseen = sum(progress.record(card.id).state.last_review is None for card in cards)
        return Row(
            id=deck.id,
            number=quoted(deck.id),
            title=deck.title,
            language=deck.language,
            description=deck.description,
            due=due,
            new=new,
            cards=count(len(cards), "card"),
            coming=f"the next comes {when(now, coming, progress.day)}" if coming else "",
            more_new=unseen > 0,
            tags=sorted({tag for note in deck.notes for tag in note.tags}),
            open=is_open(deck.id),
            left_out=f"{said}, {count(left_out, 'note')} left out" if left_out else said,
            problems="\n\n".join(map(str, problems)),
        )


def quoted(name: str) -> str:
    """Return an id as a part of an address, whatever is in it."""
    return quote(quote(name, safe=""), safe="")  # a server takes one of them off before it looks


def unquoted(part: str) -> str:
    """Return the id of a part of an address, as a server hands it on."""
    return unquote(part)


def _name_of(error: DeckError) -> str:
    problems = error.problems
    return Path(problems[0].location.file).name if problems and problems[0].location else "A deck"
