"""The parts of a question that are filled in: options, places, pairs; as values for a template."""

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from quizkit.model import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)
from quizkit.session import Asking
from quizkit.web import texts
from quizkit.web.forms import Fields, first
from quizkit.wording import ordinal


class Choice(NamedTuple):
    """A value of a select: what is sent, its words, and whether it is chosen."""

    value: str
    words: str
    chosen: bool


class Part(NamedTuple):
    """A line of a question: an option, an item with its place, or a label with its match.

    Args:
        number: its place, from 1.
        html: its text.
        words: the same without marks.
        ticked: whether it was ticked.
        choices: what may be chosen for it.
    """

    number: int
    html: Markup
    words: str
    ticked: bool = False
    choices: tuple[Choice, ...] = ()


_KINDS: Mapping[type[Form], str] = {
    PickOne: "one",
    PickSome: "several",
    PickInOrder: "order",
    PickForEach: "pairs",
    Lines: "cloze",
    Items: "line",
    OwnWords: "block",
}


def kind_of(form: Form) -> str:
    """Return the kind of a form, by which a template shows it."""
    if isinstance(form, Line):
        return "block" if form.is_block else "line"
    return _KINDS[type(form)]


def parts(asking: Asking, given: Fields, picture: texts.ShownPicture) -> list[Part]:
    """Return what there is to fill in beside fields of text, as it was filled in before."""
    note = asking.card.note

    def drawn(text: str) -> Markup:
        return texts.text(note, text, picture=picture)

    options = list(enumerate(asking.options, 1))
    match asking.form:
        case PickInOrder(count=wanted):
            return [
                Part(n, drawn(text), text, choices=_places(wanted, first(given, f"place-{n}")))
                for n, text in options
            ]
        case PickForEach(labels):
            return [
                Part(n, drawn(label), label, choices=_matches(asking, first(given, f"match-{n}")))
                for n, label in enumerate(labels, 1)
            ]
        case _:
            ticked = set(given.get("tick", ()))
            return [Part(n, drawn(text), text, ticked=str(n) in ticked) for n, text in options]


def _places(wanted: int, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), ordinal(n), str(n) == chosen) for n in range(1, wanted + 1))


def _matches(asking: Asking, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), text, str(n) == chosen) for n, text in enumerate(asking.options, 1))
