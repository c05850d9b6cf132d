"""`quizkit show`: a deck as learners meet it, and how each answer will be judged."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, cast

import click

from quizkit.cli import texts
from quizkit.cli.colour import in_bold, in_colour
from quizkit.cli.decks import chosen_once, names_of
from quizkit.cli.options import (
    complete_decks,
    echo_readable_json,
    json_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.cli.page import Page
from quizkit.grading import accepted_answers, describe
from quizkit.model import (
    Card,
    Deck,
    Items,
    Kind,
    Line,
    Lines,
    Note,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    joined,
    without_options,
)
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.cli.shown_media import ShownMedia
    from quizkit.model import WordNote

_WIDEST = 100
_Standing = Callable[[str], Iterable[str]]
"""Tells where a card stands in the schedule of a learner, by its id."""
_TYPED = "in several lines: pasted, in an editor by Ctrl-X Ctrl-E, or between :begin and :end"


@click.command(
    epilog="Example:  quizkit show cart#approval-year",
)
@click.argument(
    "decks", metavar="DECK[#ID]...", nargs=-1, required=True, shell_complete=complete_decks
)
@now_option
@json_option
@progress_option
def show(
    decks: tuple[str, ...],
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Show decks as learners see them, and how each answer will be judged.

    DECK is a file, a folder, or a deck's id; #ID leaves all but one note or card of it out, and
    says when it comes next and what each grade would do.
    """
    chosen = chosen_once(decks)
    if as_json:
        rows = [
            _as_json(deck, card, media)
            for path, deck, cards in chosen
            for media in (_media(path, deck),)
            for card in cards
        ]
        echo_readable_json(rows)
        return 0
    page = Page(min(get_terminal_size().columns, _WIDEST), in_colour(), in_bold())
    standing = None
    if any("#" in name for name in decks):
        standing = _standing(progress_file(progress_path), now)
    for path, deck, cards in chosen:
        lines, media = _title(deck, cards, page), _media(path, deck)
        whole = len(cards) == len(deck.cards)
        for shown in (
            _at_a_glance(deck, page, media)
            if whole
            else _one_by_one(deck, cards, page, media, standing)
        ):
            lines += ["", *shown]
        click.echo("\n".join(lines))
    return 0


def _media(path: Path, deck: Deck) -> "ShownMedia | None":
    """Return what tells of pictures and sounds; None for a deck without any."""
    if all(note.media is None and note.marks is None for note in deck.notes):
        return None
    from quizkit.cli.shown_media import ShownMedia

    return ShownMedia(path.parent)


def _at_a_glance(deck: Deck, page: Page, media: "ShownMedia | None") -> Iterator[list[str]]:
    """Yield the lines of each card of a deck; the cards of a row of a table are told together."""
    rows = None
    for _, of_note in groupby(deck.cards, lambda card: id(card.note)):
        cards = list(of_note)
        note = cards[0].note
        if note.kind is not Kind.WORD:
            yield from (_card(deck, card, page, media) for card in cards)
            continue
        from quizkit.cli.shown_rows import ShownRows

        rows = rows or ShownRows(deck, page)
        yield rows.lines(cast("WordNote", note), cards)


def _one_by_one(
    deck: Deck,
    cards: Iterable[Card],
    page: Page,
    media: "ShownMedia | None",
    standing: _Standing | None,
) -> Iterator[list[str]]:
    """Yield the lines of some cards of a deck, each with where it stands in the schedule."""
    for card in cards:
        lines = _card(deck, card, page, media)
        yield [*lines, "", *page.blocks(standing(card.id))] if standing else lines


def _standing(path: Path, now: datetime) -> _Standing:
    """Return a function that tells where a card stands in the schedule of a learner."""
    from quizkit import desk
    from quizkit.telling import why

    with desk.read(path) as learner:
        progress, scheduler = learner.progress, learner.scheduler
    return lambda card_id: why(card_id, progress, scheduler, now)


def _title(deck: Deck, cards: tuple[Card, ...], page: Page) -> list[str]:
    lines = page.heading(deck.title)
    shown = count(len(cards), "card")
    if len(cards) < len(deck.cards):
        shown = f"{len(cards)} of {count(len(deck.cards), 'card')}"
    elif deck.description:
        lines += page.block(deck.description)
    return lines + page.block(f"{deck.id} · {deck.language} · {shown}")


def _card(deck: Deck, card: Card, page: Page, media: "ShownMedia | None") -> list[str]:
    note = card.note
    lines = page.block(f"#{names_of(card)[1]} · {note.kind}")
    lines += texts.asked(card, page)
    for option in _options(card):
        lines += texts.text(note, *option, page=page, lead="  - ")
    lines += page.block(accepted_answers(card), "answer  ")
    lines += page.block(describe(card, deck_language=deck.language), "judged  ")
    if _is_block(card):
        lines += page.block(_TYPED, "typed   ")
    if note.hints:
        lines += page.block(str(len(note.hints)), "hints   ")
    if note.citations:
        lines += page.block(joined(map(str, note.citations)), "source  ")
    return [*lines, *(media.lines(note, page) if media else ())]


def _is_block(card: Card) -> bool:
    form = without_options(card.task.form)
    return isinstance(form, Line) and form.is_block


def _options(card: Card) -> list[tuple[str, ...]]:
    """Return the options in a fixed order, in pieces: a session shuffles them."""
    match card.task.form:
        case PickOne(closed=True) | Line() | Items() | Lines() | OwnWords():
            return []
        case PickForEach(labels):
            rights = {right.shown for right in card.task.rights}
            further = sorted(set(card.task.options) - rights)
            return [*((label, " …") for label in labels), *(("… ", text) for text in further)]
        case PickOne() | PickSome() | PickInOrder():
            return [(text,) for text in sorted(card.task.options)]


def _spoken(note: Note) -> str | None:
    return note.media.spoken.value if note.media and note.media.spoken else None


def _as_json(deck: Deck, card: Card, media: "ShownMedia | None") -> dict[str, object]:
    return {
        "id": card.id,
        "deck": deck.id,
        "kind": card.note.kind,
        "prompt": card.prompt,
        "options": list(map("".join, _options(card))),
        "answer": accepted_answers(card),
        "judged": describe(card, deck_language=deck.language),
        "language": card.judging.language,
        "hints": len(card.note.hints),
        "sources": [str(citation) for citation in card.note.citations],
        "tags": list(card.note.tags),
        "media": media.to_dicts(card.note) if media else [],
        "speak": _spoken(card.note),
        "marks": card.note.marks,
    }
