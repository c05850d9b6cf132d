"""The fields of a cloze within its running text, all of one width, so that none tells its answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from markupsafe import Markup

from quizkit.cloze import Blank
from quizkit.lazy import pattern
from quizkit.markup import Text, html
from quizkit.model import Blanks, Card
from quizkit.web.formulas import mathml
from quizkit.web.texts import ShownPicture, has_marks, plain

if TYPE_CHECKING:
    import re

_TOKEN = chr(0xE000)  # within an element that no text of a deck can write
_MARKED = pattern(f"<mark>{_TOKEN}([0-9]+){_TOKEN}</mark>")
_LEFT = pattern(f"{_TOKEN}[0-9]+{_TOKEN}")

_FIELD = Markup(
    '<input class="blank" name="line-{}" value="{}" placeholder="{}" aria-label="{}" dir="auto"'
    ' autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="4000"{}>'
)


@frozen
class Fields:
    """The fields of a cloze, by the places of its blanks from 1.

    Args:
        given: what stands in them.
        language: of the answers.
        hints: of the blanks, in order.
        focused: the place of the one that has the focus; 0 for none.
    """

    given: Sequence[str]
    language: str
    hints: Sequence[str]
    focused: int = 1

    def field(self, place: int) -> Markup:
        """Return the field of a blank."""
        hint = self.hints[place - 1]
        many = f" {place} of {len(self.hints)}" if len(self.hints) > 1 else ""
        label = f"Blank{many}{': ' if hint else ''}{hint}"
        given = self.given[place - 1] if place <= len(self.given) else ""
        lang = Markup(' lang="{}"').format(self.language) if self.language else Markup()
        focus = Markup(" autofocus") if place == self.focused else Markup()
        return _FIELD.format(place, given, hint, label, lang + focus)


def fields_of(card: Card, given: Sequence[str], language: str) -> Fields:
    """Return the fields of a cloze, the first empty one with the focus."""
    task = card.task
    pieces = task.pieces if isinstance(task, Blanks) else ()
    hints = [piece.hint for piece in pieces if isinstance(piece, Blank)]
    empty = [place for place, text in enumerate(given, 1) if not text.strip()]
    return Fields(given, language, hints, empty[0] if empty else 1)


def with_fields(card: Card, fields: Fields, picture: ShownPicture) -> Markup:
    """Return the text of a cloze, without its question, with a field for each blank."""
    task = card.task
    if not isinstance(task, Blanks):
        return Markup()
    if has_marks(card.note):
        return _marked(card, fields, picture)
    found, place = [], 0
    for piece in task.pieces:
        if isinstance(piece, str):
            found.append(plain(piece))
        else:
            place += 1
            found.append(fields.field(place))
    return Markup().join(found)


def _marked(card: Card, fields: Fields, picture: ShownPicture) -> Markup:
    """Return it with its marks; a blank within a formula or code has its field below."""
    from quizkit.telling import marked

    told, place, fillings = marked.asked(card), 0, []
    for filling in told.fillings:
        if filling.is_open:
            place += 1
            token = f"{_TOKEN}{place}{_TOKEN}"
            fillings.append(filling._replace(text=token, inlines=(Text(token),)))
        else:
            fillings.append(filling)
    question = task.question if isinstance(task := card.task, Blanks) else ""
    above = len(marked.in_blocks(card.note, question, prose=True)) if question else 0
    drawn = html(told.blocks[above:], fillings=tuple(fillings), maths=mathml, picture=picture)
    there: set[int] = set()

    def field(found: "re.Match[str]") -> str:
        number = int(found[1])
        there.add(number)
        return str(fields.field(number))

    drawn = _LEFT.sub("[…]", _MARKED.sub(field, drawn))
    below = [fields.field(n) for n in range(1, place + 1) if n not in there]
    return Markup(drawn) + Markup().join(Markup("<p>{}</p>").format(each) for each in below)
