"""A deck as one HTML file to hand out: it needs no network, no server and no quizkit.

All questions stand in it, so that without a script it is a list to read and to print. With one it
asks them, and says right or wrong of what the grader judged beforehand: see `spellings`. What a
learner gave it saves as a result, which `results` judges.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen
from markupsafe import Markup

from quizkit.model import Card, Deck
from quizkit.study_queue import exam_queue
from quizkit.telling import sources
from quizkit.web import texts
from quizkit.web.embedded import MOST, Embedded
from quizkit.web.judging import Key, key_of_card
from quizkit.web.results import digest

_HERE = Path(__file__).parent


class Purpose(StrEnum):
    """What a page is for, by the mode of its results."""

    PRACTICE = "practice"
    EXAM = "exam"
    STUDY = "study"
    """Today's cards of one learner: the answers count for their schedule."""


@frozen(kw_only=True)
class Wanted:
    """What a handout is to be.

    Args:
        purpose: what it is for.
        keyless: without the answers: it only collects what is given.
        seed: decides the order of options, and which cards an exam has; the same seed gives the
            same page.
        large: whether pictures and sounds may be of any size together.
        made: when it is made, an aware datetime; a page of today's cards says so.
    """

    purpose: Purpose = Purpose.PRACTICE
    keyless: bool = False
    seed: str = ""
    large: bool = False
    made: datetime | None = None


@frozen
class Question:
    """One question of a page.

    Args:
        number: from 1.
        card: that it asks.
        heading: what is asked, the words of a heading; `below`: what follows it.
        options: those to pick from, as HTML.
        labels: the left sides of pairs, as HTML.
        how: how to answer, where that is not plain.
        images, sounds: with the question: addresses and words.
        hints: in order.
        answer: the right one, as HTML; empty without keys, as are those that follow.
        explanation: what the author has to say.
        answer_images: pictures with the answer.
        cited: where the fact stands, a line each.
    """

    number: int
    card: Card
    heading: Markup
    below: Markup
    options: tuple[Markup, ...]
    labels: tuple[Markup, ...]
    how: str
    images: tuple[tuple[str, str], ...]
    sounds: tuple[tuple[str, str], ...]
    hints: tuple[Markup, ...]
    answer: Markup
    explanation: Markup
    answer_images: tuple[tuple[str, str], ...]
    cited: tuple[str, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether the options are items to put in order."""
        return self.card.note.kind.value == "order"


@frozen
class Handout:
    """A page, and what of its deck is not in it.

    Args:
        html: the whole file.
        questions: how many it asks.
        too_large: names of pictures and sounds left out for their size.
        missing: names of those that are not there.
    """

    html: str
    questions: int
    too_large: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def handout(
    deck: Deck,
    cards: Iterable[Card],
    folder: Path | None,
    wanted: Wanted,
    tick: Callable[[int], object] = bool,
) -> Handout:
    """Return a deck as one HTML file.

    Args:
        deck: that it is of.
        cards: those of its cards to ask, in order; of an exam one of each note is drawn from them.
        folder: where the pictures and sounds of the deck lie; None if it has none.
        wanted: what it is to be.
        tick: told, card by card, that one more is done.
    """
    chosen, rng = list(cards), Random(wanted.seed)
    if wanted.purpose is Purpose.EXAM:
        by_id = {card.id: card for card in chosen}
        chosen = [by_id[name] for name in exam_queue(chosen, rng).new]
    media = Embedded(folder, float("inf") if wanted.large else MOST)
    keys = [key_of_card(card, deck, Random(f"{wanted.seed}:{card.id}")) for card in chosen]
    asked = [
        _question(number, key, deck, media, keyless=wanted.keyless)
        for number, key in enumerate(keys, 1)
    ]
    told = _told(deck, keys, wanted, tick)
    style, head, script = (
        _static("handout.css"),
        _static("handout-head.js"),
        f"{_static('judging.js')}{_static('handout.js')}",
    )
    html = _template().render(
        deck=deck,
        questions=asked,
        wanted=wanted,
        description=texts.plain(deck.description),
        policy=_policy(style, head, script),
        style=Markup(style),
        head=Markup(head),
        script=Markup(script),
        told=Markup(told),
    )
    return Handout(html, len(asked), tuple(media.too_large), tuple(media.missing))


def _told(deck: Deck, keys: Sequence[Key], wanted: Wanted, tick: Callable[[int], object]) -> str:
    """Return what the script is told, as JSON that may stand in a page."""
    cards = []
    for key in keys:
        cards.append(key.as_json(keyless=wanted.keyless))
        tick(1)
    made = wanted.made.isoformat() if wanted.made and wanted.purpose is Purpose.STUDY else ""
    told = {
        "deck": {"id": deck.id, "title": deck.title, "digest": digest(deck)},
        "mode": wanted.purpose.value,
        "keyless": wanted.keyless,
        "made": made,
        "cards": cards,
    }
    own = sha256(json.dumps([told["cards"], wanted.purpose, wanted.keyless, made]).encode())
    told["page"] = own.hexdigest()[:12]
    return _as_script(told)


def _as_script(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(style: str, *scripts: str) -> str:
    """Return the policy of a page: nothing but what stands in it, by its hash."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)};"
        " img-src data:; media-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text("utf-8")


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("handout.html")


def _question(number: int, key: Key, deck: Deck, media: Embedded, *, keyless: bool) -> Question:
    card, note = key.card, key.card.note
    picture = partial(media.picture, card)
    heading, below = _asked(card, picture)
    beside = note.media

    def files(named: Iterable[Any]) -> tuple[tuple[str, str], ...]:
        return tuple((media.address(card, each.file), each.alt or each.file) for each in named)

    return Question(
        number,
        card,
        heading,
        below,
        options=tuple(texts.text(note, option, picture=picture) for option in key.options),
        labels=tuple(texts.text(note, label, picture=picture) for label in key.labels),
        how=key.how,
        images=files(beside.images) if beside else (),
        sounds=files(beside.sounds) if beside else (),
        hints=tuple(texts.text(note, hint, prose=True, picture=picture) for hint in note.hints),
        answer=Markup() if keyless else _answer(card, picture),
        explanation=Markup()
        if keyless
        else texts.text(note, note.explanation, prose=True, bare=False, picture=picture),
        answer_images=files(beside.answer_images) if beside and not keyless else (),
        cited=() if keyless else tuple(_cited(card, deck)),
    )


def _asked(card: Card, picture: texts.ShownPicture) -> tuple[Markup, Markup]:
    """Return what a card asks, blanks to fill marked so that a script can put fields there."""
    from quizkit.model import Blanks

    if not isinstance(card.task, Blanks) or texts.has_marks(card.note):
        return texts.asked_parts(card, picture=picture)
    above = texts.plain(f"{card.task.question}\n") if card.task.question else Markup()
    pieces = (
        texts.plain(piece)
        if isinstance(piece, str)
        else Markup("<mark>[{}]</mark>").format(texts.plain(piece.hint or "…"))
        for piece in card.task.pieces
    )
    return above + Markup().join(pieces), Markup()


def _answer(card: Card, picture: texts.ShownPicture) -> Markup:
    from quizkit.grading.rights import right_pieces

    return texts.text(card.note, *right_pieces(card), bare=False, picture=picture)


def _cited(card: Card, deck: Deck) -> Iterable[str]:
    for told in sources(card, deck):
        yield ", ".join([told.title, *told.places])
