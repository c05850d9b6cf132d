"""Decks as pages to hand out, for `quizkit export --to html`: which cards, and what is told of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from quizkit.cli.decks import told_files
from quizkit.cli.fitting_lines import say
from quizkit.cli.progress_bar import progress_bar
from quizkit.model import Card, Deck
from quizkit.visible import visible
from quizkit.wording import count, near_miss

HTML = "html"
"""What `--to` calls it."""

_MANY = 150
"""So many cards take long enough for a bar."""


class PageOptions(NamedTuple):
    """The options of `export` that are for pages alone.

    Args:
        exam: whether it is an exam; `keyless`: without answers.
        due: whether it has today's cards of the learner, and its answers count.
        tags: of the cards that it has; none for all.
        seed: decides the order of options.
        large: whether pictures and sounds may be of any size.
    """

    exam: bool = False
    keyless: bool = False
    due: bool = False
    tags: Sequence[str] = ()
    seed: str | None = None
    large: bool = False

    @property
    def given(self) -> list[str]:
        """Those that were given, as they are written."""
        return [f"--{name.removesuffix('s')}" for name, value in self._asdict().items() if value]


class Page(NamedTuple):
    """A page to write: the id of its deck, what stands in it, and how many questions it asks."""

    deck: str
    data: bytes
    questions: int


def is_page(format_name: str | None, output: str | None) -> bool:
    """Return whether a page is meant, by the name of the format or the ending of the file."""
    if format_name is not None:
        return format_name.lower() == HTML
    return Path(output or "").suffix.lower() in (".html", ".htm")


def pages(names: Iterable[str], options: PageOptions, now: datetime, progress: Path) -> list[Page]:
    """Return a page for each deck that `names` mean, and say what is not in it.

    Raises:
        click.UsageError: options do not go together, or a package is missing.
        NotFound: there is no such deck or tag.
    """
    for one, other in (("exam", "due"), ("keyless", "due")):
        if getattr(options, one) and getattr(options, other):
            raise click.UsageError(f"--{one} and --{other} do not go together")
    try:
        from quizkit.web.handout import Purpose, Wanted, handout
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("quizkit"):
            raise
        raise click.UsageError(f"pages need {error.name}: pip install 'quizkit[web]'") from error
    purpose = Purpose.EXAM if options.exam else Purpose.STUDY if options.due else Purpose.PRACTICE
    wanted = Wanted(
        purpose=purpose,
        keyless=options.keyless,
        seed=str(now.date()) if options.seed is None and options.due else options.seed or "",
        large=options.large,
        made=now,
    )
    files = told_files(names)
    chosen = _due(files, now, progress) if options.due else None
    found = []
    for path, deck in files.items():
        cards = _tagged(deck, chosen, options.tags)
        if not cards:
            say(f"{visible(deck.title)}: nothing is due", err=True)
            continue
        with progress_bar("Judging", len(cards), is_long=len(cards) >= _MANY) as tick:
            made = handout(deck, cards, path.parent, wanted, tick)
        _tell(deck, made.too_large, made.missing)
        found.append(Page(deck.id, made.html.encode("utf-8", "replace"), made.questions))
    return found


def _tagged(deck: Deck, chosen: Sequence[Card] | None, tags: Sequence[str]) -> list[Card]:
    """Return the cards of a deck to ask, those with one of the tags if there are any.

    Raises:
        NotFound: the deck has no card with a tag.
    """
    from quizkit.cli.deck_files import NotFound
    from quizkit.study_queue import tagged

    known = {tag for card in deck.cards for tag in card.note.tags}
    for tag in tags:
        if tag not in known:
            hint = near_miss(tag, known)
            raise NotFound(f"no card of {visible(deck.id)} has the tag {visible(tag)}{hint}")
    own = deck.cards if chosen is None else [card for card in chosen if card.deck_id == deck.id]
    return tagged(own, tags) if tags else list(own)


def _due(files: dict[Path, Deck], now: datetime, progress: Path) -> list[Card]:
    """Return today's cards of a learner, in the order in which they are to be asked."""
    from quizkit import desk
    from quizkit.study_queue import NewOrder, study_queue

    with desk.read(progress) as mine:
        mine.follow_unwritten(files, now)
        settings = mine.settings
        cards = {card.id: card for deck in files.values() for card in deck.cards}
        queue = study_queue(
            cards.values(),
            mine.progress,
            now,
            scheduler=mine.scheduler,
            new_a_day=settings.new,
            new_order=NewOrder(settings.new_order),
        )
    names = [*(name for _, name in queue.learning), *queue.due, *queue.new]
    return [cards[name] for name in names]


def _tell(deck: Deck, too_large: Sequence[str], missing: Sequence[str]) -> None:
    for names, why in (
        (too_large, "left out, as together they are over 2 MB; add --large to have them"),
        (missing, "left out, as there is no such file below the deck's folder"),
    ):
        for line in _few(names):
            say(f"{visible(deck.title)}: {line} {why}", err=True)


def _few(names: Sequence[str]) -> Iterator[str]:
    if names:
        shown = ", ".join(map(visible, names[:5]))
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        yield f"{count(len(names), 'file')}, {shown}{more}:"
