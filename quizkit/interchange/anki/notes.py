"""Rows of a collection as notes of ours: each with its cards, and what each card is called."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.anki.collection import CardRow, Collection, NoteRow, NoteType
from quizkit.interchange.anki.fields import Fields, FieldText, blanks_of
from quizkit.interchange.anki.models import OURS, digest_of
from quizkit.interchange.anki.note_types import (
    Asked,
    Way,
    asked,
    cloze_field,
    is_occlusion,
    mirrored,
)
from quizkit.interchange.anki.own_notes import OwnParts, own_parts
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.texts import first_words, is_short, texts_of
from quizkit.interchange.values import Loss
from quizkit.lazy import pattern
from quizkit.markup import is_plain, markdown, words

_SIGNS = (
    ("}&#125;", "\ue012", r"\}}"),
    (":&#58;", "\ue013", r"\::"),
    ("{&#123;", "\ue014", r"\{{"),
)
"""What stands in a cloze for signs that are none: in HTML, while it is read, and in a deck."""
_PICTURES = pattern(r"(?:\s|\\|!\[[^\[\]]*\]\(<[^<>]*>\))*")
_FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")


OF_FIELDS = ("question", "answer", "explanation")
"""Keys of an entry under which a field may stand as it is."""


class Made(NamedTuple):
    """A note made of one of Anki's, or of one of its cards.

    Args:
        row: the note of Anki.
        source_id: what it is known by: the guid, with the number of the card where one is a note.
        entry: as a deck's author writes it.
        is_markdown: whether its texts are Markdown.
        cards: the rows of its cards, each by what its id has behind that of the note.
        kept: what it takes to make the note of Anki of it again, where an entry does not hold it.
    """

    row: NoteRow
    source_id: str
    entry: dict[str, Written]
    is_markdown: bool
    cards: Mapping[str, CardRow]
    kept: Mapping[str, Written] = {}


class Making:
    """Makes notes of rows.

    Args:
        collection: has the rows.
        fields: reads texts.
        options: of the reader.
        lose: is told what does not come along.
    """

    def __init__(
        self,
        collection: Collection,
        fields: Fields,
        options: ReadOptions,
        lose: Callable[[Loss], object],
    ) -> None:
        self._collection, self._fields = collection, fields
        self._options, self._lose = options, lose
        self._read: dict[str, FieldText] = {}
        self._hidden = {
            number for number, kind in collection.note_types.items() if is_occlusion(kind)
        }

    def notes(self, row: NoteRow, cards: Sequence[CardRow]) -> Iterator[Made]:
        """Yield the notes that a note of Anki becomes, which may be one for each of its cards."""
        self._read.clear()
        made = list(self._made(row, cards))
        if row.note_type in OURS:  # an entry holds all of it
            yield from made
            return
        for number, each in enumerate(made):
            places = [str(card.number) for card in each.cards.values()]
            digest = digest_of(each.entry, texts_of(each.entry.get("tags", ())))
            kept: dict[str, Written] = {"anki": [str(row.note_type), digest, *places]}
            if fields := self._fields_of(row, each, is_first=not number):
                kept["anki-fields"] = fields
            yield each._replace(kept=kept)

    def _fields_of(self, row: NoteRow, made: Made, *, is_first: bool) -> dict[str, str]:
        """Return the fields of a note as the way back needs them, by their names.

        Where one stands under a key of the entry it is `=key`, else its text in Markdown. The first
        is the question or the gaps unless it says otherwise, the second the answer. Of the further
        notes that one of Anki becomes, only those fields are kept that stand under a key.
        """
        kind = self._collection.note_types[row.note_type]
        gaps = cloze_field(kind) if kind.is_cloze else None
        usual = ("cloze",) if kind.is_cloze else ("question", "answer")
        found: dict[str, str] = {}
        for at, (name, html) in enumerate(zip(kind.fields, row.fields, strict=False)):
            own = usual[at] if at < len(usual) else ""
            if not html.strip():
                if is_first and own in made.entry:
                    found[name] = ""
                continue
            field = self._text(html)
            text = _as(field, made.is_markdown)
            heard = (*field.sounds, *field.missing)
            keys = (own, *OF_FIELDS) if text and not heard else ()
            key = next((key for key in keys if key and made.entry.get(key) == text), "")
            if name == gaps and not heard:
                key = "cloze"
            if key:
                if key != own or not is_first:
                    found[name] = f"={key}"
            elif is_first and (text or heard or own in made.entry):
                sounds = [f"![](<{sound}>)" for sound in heard]
                text = re.sub("^=", r"\\=", _as(field, True))
                found[name] = " ".join(filter(None, [text, *sounds]))
        return found

    def _text(self, html: str) -> FieldText:
        """Return what a field says, read once."""
        if html not in self._read:
            self._read[html] = self._fields.read(html)
        return self._read[html]

    def _made(self, row: NoteRow, cards: Sequence[CardRow]) -> Iterator[Made]:
        kind = self._collection.note_types.get(row.note_type)
        place = f"note {row.id}"
        if kind is None:
            self._lose(Loss("a note whose type is not there", place, first_words(row.fields[0])))
            return
        if row.note_type in self._hidden:
            self._lose(
                Loss(
                    "a picture with parts hidden (image occlusion)",
                    place,
                    why="quizkit has no such cards yet; `image` and a question do much of it",
                )
            )
            return
        values = dict(zip(kind.fields, row.fields, strict=False))
        if "".join(row.fields[len(kind.fields) :]).strip():
            self._lose(
                Loss("a field that the note type has not", place, first_words(row.fields[0]))
            )
        own = own_parts(kind.fields, values, is_cloze=kind.is_cloze)
        if own.values is not values:
            yield from self._own(row, kind, own, cards)
        else:
            yield from self._of_kind(row, kind, values, cards)

    def _own(
        self, row: NoteRow, kind: NoteType, own: OwnParts, cards: Sequence[CardRow]
    ) -> Iterator[Made]:
        """Yield the notes that one of our own types becomes, with what only that holds."""
        texts = [self._fields.read(html) for html in (own.question, *own.accept, *own.hints)]
        for made in self._of_kind(row, kind, own.values, cards):
            if made.source_id == row.guid and any(text.text for text in texts):
                made = _with_own(made, texts, len(own.accept))
            yield made

    def _of_kind(
        self,
        row: NoteRow,
        kind: NoteType,
        values: Mapping[str, str],
        cards: Sequence[CardRow],
    ) -> Iterator[Made]:
        place = f"note {row.id}"
        if kind.is_cloze:
            yield from self._cloze(row, kind, values, cards)
            return
        if mapped := self._mapped(kind, values):
            made = self._question(row, mapped, values, 0)
            if made is not None:
                entry, is_markdown = made
                yield Made(
                    row,
                    row.guid,
                    self._tagged(entry, row, {"": cards[0]}),
                    is_markdown,
                    {"": cards[0]},
                )
            return
        wanted: dict[int, tuple[Asked, CardRow]] = {}
        for card in cards:
            template = kind.templates.get(card.number)
            if template is None:
                self._lose(Loss("a card whose template is not there", place))
                continue
            wanted[card.number] = asked(template, values), card
        numbers = sorted(wanted)
        while numbers:
            number = numbers.pop(0)
            one, card = wanted[number]
            back = next((n for n in numbers if mirrored(one, wanted[n][0])), None)
            made = self._question(row, one, values, number if len(kind.templates) > 1 else 0)
            if made is None:
                continue
            entry, is_markdown = made
            ended = {"": card}
            if back is not None and entry.get("type") != "free":
                numbers.remove(back)
                entry["reverse"] = "true"
                ended[":reverse"] = wanted[back][1]
            source_id = row.guid if number == 0 else f"{row.guid}-{number + 1}"
            yield Made(row, source_id, self._tagged(entry, row, ended), is_markdown, ended)

    def _mapped(self, kind: NoteType, values: Mapping[str, str]) -> Asked | None:
        """Return what `--map` says that notes of a type ask; None if it says nothing of its fields."""
        keys = {
            self._options.named[name]: name for name in kind.fields if name in self._options.named
        }
        if "question" not in keys or "answer" not in keys:
            return None
        question, answer = keys["question"], keys["answer"]
        others = tuple(
            name
            for name, value in values.items()
            if name not in (question, answer) and value.strip()
        )
        return Asked(values.get(question, ""), answer, others, Way.ANY, True, (question,))

    def _question(
        self, row: NoteRow, card: Asked, values: Mapping[str, str], number: int
    ) -> tuple[dict[str, Written], bool] | None:
        """Return the entry of a card, and whether it is Markdown; None if it asks nothing."""
        place = f"note {row.id}" + (f", card {number + 1}" if number else "")
        front = self._text(card.question)
        card, answer = self._answered(card, values)
        if not front.text and front.sounds:
            front = front._replace(text="What do you hear?")
        if not front.text:
            first = first_words(row.fields[0])
            self._lose(Loss("a card whose front is empty", place, first))
            return None
        if not answer.text:
            if answer.sounds or not values.get(card.answer, "").strip():
                why = "its answer is a sound alone" if answer.sounds else ""
                self._lose(Loss("a card without an answer", place, first_words(front.text), why))
                return None
            answer = FieldText(values[card.answer], False)
        more = [(name, self._text(values[name])) for name in card.others]
        texts = [front, answer, *(text for _, text in more)]
        is_markdown = any(text.is_markdown for text in texts)
        front_text, answer_text, *others = (_as(text, is_markdown) for text in texts)
        entry: dict[str, Written] = {"question": front_text, "answer": answer_text}
        typed = self._options.typed
        if typed is None:
            typed = card.way is Way.TYPED or _is_short(answer)
        if not typed:
            entry["type"] = "free"
        elif not card.accents:
            entry["accents"] = "ignore"
        hints = [self._text(values[name]) for name in card.hints]
        if found := [_as(hint, is_markdown) for hint in hints if hint.text]:
            entry["hints"] = found
        entry |= _explained([name for name, _ in more], others, is_markdown=is_markdown)
        sounds = front.sounds
        if sounds:
            entry["audio"] = sounds[0] if len(sounds) == 1 else list(sounds)
        if answer.sounds:
            self._lose(Loss("a sound of the answer", place, first_words(front.text)))
        return entry, is_markdown

    def _answered(self, card: Asked, values: Mapping[str, str]) -> tuple[Asked, FieldText]:
        """Return a card with the field that answers it: the first of the back that is in words."""
        answer = self._text(values.get(card.answer, ""))
        if card.way is Way.TYPED or (answer.text and not _PICTURES.fullmatch(answer.text)):
            return card, answer
        for name in card.others:
            other = self._text(values[name])
            if other.text and not _PICTURES.fullmatch(other.text):
                others = tuple(
                    each for each in (card.answer, *card.others) if each and each != name
                )
                return card._replace(answer=name, others=others), other
        return card, answer

    def _cloze(
        self, row: NoteRow, kind: NoteType, values: Mapping[str, str], cards: Sequence[CardRow]
    ) -> Iterator[Made]:
        place = f"note {row.id}"
        name = cloze_field(kind)
        html = values.get(name, "")
        if "&#" in html:
            for entity, sign, _ in _SIGNS:
                html = html.replace(entity, sign)
            html = re.sub(r"(&#(?:125|58);)(?=::|\}\})", r"\1 ", html)
        field = self._fields.read(html)
        text, numbers, nested = blanks_of(field.text)
        for _, sign, written in _SIGNS:
            text = text.replace(sign, written)
        if not numbers:
            self._lose(Loss("a cloze without blanks", place, first_words(field.text)))
            return
        if nested:
            self._lose(Loss("a blank within a blank", place, first_words(field.text)))
        more = [
            (each, self._text(value))
            for each, value in values.items()
            if each != name and value.strip()
        ]
        is_markdown = field.is_markdown or any(text.is_markdown for _, text in more)
        if is_markdown and not field.is_markdown and not is_plain(text):
            more = [(each, FieldText(*_plain(found))) for each, found in more]
            is_markdown = False
        others = [_as(found, is_markdown) for _, found in more]
        entry: dict[str, Written] = {"cloze": text}
        entry |= _explained([each for each, _ in more], others, is_markdown=is_markdown)
        if field.sounds:
            entry["audio"] = field.sounds[0] if len(field.sounds) == 1 else list(field.sounds)
        ended = {f":{card.number + 1}": card for card in cards if card.number + 1 in numbers}
        if len(ended) < len(cards):
            self._lose(Loss("a card whose gap is no more", place, first_words(field.text)))
        yield Made(row, row.guid, self._tagged(entry, row, ended), is_markdown, ended)

    def _tagged(
        self, entry: dict[str, Written], row: NoteRow, cards: Mapping[str, CardRow]
    ) -> dict[str, Written]:
        flags = sorted({card.flags & 7 for card in cards.values() if card.flags & 7})
        tags = [*row.tags, *(f"flag::{_FLAGS[flag]}" for flag in flags)]
        return {**entry, "tags": list(dict.fromkeys(tags))} if tags else entry


def _with_own(made: Made, texts: Sequence[FieldText], accepted: int) -> Made:
    """Return a note with what our own note types hold: a question above gaps, `accepted` other
    right answers, and then hints."""
    entry, is_markdown = made.entry, made.is_markdown
    if not is_markdown and "cloze" not in entry and any(text.is_markdown for text in texts):
        is_markdown = True
        entry = {
            key: _as(FieldText(value, False), True) if key in _SAID else value
            for key, value in entry.items()
            if isinstance(value, str)
        } | {key: value for key, value in entry.items() if not isinstance(value, str)}
    question, *said = [_as(text, True) if is_markdown else _plain(text)[0] for text in texts]
    more: dict[str, Written] = {"question": question} if question else {}
    more |= {key: entry[key] for key in ("cloze", "question", "answer") if key in entry}
    if accepted and entry.get("type") != "free":
        more["accept"] = said[:accepted]
    elif accepted:
        explained = filter(None, (f"also: {'; '.join(said[:accepted])}", entry.get("explanation")))
        entry = {**entry, "explanation": "\n\n".join(map(str, explained))}
    if said[accepted:]:
        more["hints"] = said[accepted:]
    return made._replace(entry={**more, **entry}, is_markdown=is_markdown)


_SAID = frozenset(("question", "answer", "explanation"))


def _explained(
    names: Sequence[str], texts: Sequence[str], *, is_markdown: bool
) -> dict[str, Written]:
    """Return the explanation that further fields are, each behind its name where there are several."""
    labelled = [
        f"{name}: {text}" if len(texts) > 1 and name != "Explanation" else text
        for name, text in zip(names, texts, strict=True)
        if text
    ]
    return {"explanation": ("\n\n" if is_markdown else "\n").join(labelled)} if labelled else {}


def _as(field: FieldText, is_markdown: bool) -> str:
    """Return the text of a field as it stands in a note in Markdown, or in a plain one."""
    if not is_markdown or field.is_markdown or is_plain(field.text):
        return field.text
    try:
        return markdown(field.text)
    except ValueError:
        return field.text


def _plain(field: FieldText) -> tuple[str, bool]:
    return (words(field.text) if field.is_markdown else field.text), False


def _is_short(field: FieldText) -> bool:
    """Return whether an answer is one to be typed: a few words, on one line."""
    text = field.text
    if "\n" in text or (field.is_markdown and ("![" in text or "$" in text)):
        return False
    return is_short(words(text, inline=True) if field.is_markdown else text)
