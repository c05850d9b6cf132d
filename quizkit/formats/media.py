"""The pictures and sounds that a note names, and what of it is read aloud."""

import posixpath
from collections.abc import Iterator, Mapping

from quizkit.formats.fields import Fields
from quizkit.formats.limits import MOST_ITEMS
from quizkit.formats.tree import Node
from quizkit.model import Media, MediaFile, Spoken

_SIDES = {"true": Spoken.BOTH, "false": None}


def read_media(fields: Fields, folder: str, language: str) -> Media:
    """Return what a note has beside its texts.

    Args:
        fields: of the note.
        folder: where the files lie that it names.
        language: of its question, a BCP 47 tag.
    """
    spoken = _spoken(fields) if "speak" in fields.values else None
    return Media(
        images=_files(fields, "image"),
        answer_images=_files(fields, "answer_image"),
        sounds=_files(fields, "audio"),
        spoken=spoken,
        question_language=language if spoken else "",
        folder=folder,
    )


def seen_from(folder: str, defaults: Mapping[str, Node]) -> dict[str, Node]:
    """Return the defaults of a deck for a file in a folder below it: files are named from there."""
    up = posixpath.relpath(".", folder)
    named = ((key, defaults[key]) for key in ("image", "answer_image", "audio") if key in defaults)
    return {**defaults, **{key: _moved(value, up) for key, value in named}}


def _moved(value: Node, up: str) -> Node:
    """Return names of files as they are seen from another folder; what each is in words stays."""
    if isinstance(value, list):
        return [_moved(item, up) for item in value]
    if isinstance(value, dict):
        return {str(_moved(name, up)): alt for name, alt in value.items()}
    is_other = not isinstance(value, str) or "://" in value or value.startswith("/")
    return value if is_other else posixpath.join(up, str(value))


def _files(fields: Fields, key: str) -> tuple[MediaFile, ...]:
    """Return the files under a key, what each is in words without the marks of Markdown."""
    files = _written(fields, key)
    if fields.marks is None:
        return files
    from quizkit.formats.in_words import said_in

    return tuple([MediaFile(each.file, said_in(each.alt, inline=True)) for each in files])


def _written(fields: Fields, key: str) -> tuple[MediaFile, ...]:
    """Return the files under a key: a name, a list of names, or each with what it is in words."""
    value = fields.values.get(key)
    if value is None:
        return ()
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = fields.shortened(value, key) if len(value) > MOST_ITEMS else value
        return tuple(
            [each for at, item in enumerate(items) for each in _named(fields, item, key, at)]
        )
    return tuple([MediaFile(name, alt) for name, alt in fields.feedback(key).items()])


def _named(fields: Fields, item: Node, key: str, at: int) -> Iterator[MediaFile]:
    """Yield what an item of a list is: a name, or names with what they are in words."""
    if isinstance(item, dict) and item:
        for name, alt in item.items():
            yield MediaFile(name, fields.feedback_on(alt, name, key, at))
    else:
        yield MediaFile(fields.item(item, key, at))


def _spoken(fields: Fields) -> Spoken | None:
    """Return which side is read aloud; `true` is both."""
    written = fields.values["speak"]
    if isinstance(written, str) and written.lower() in _SIDES:
        return _SIDES[written.lower()]
    return fields.option("speak", tuple(Spoken), *_SIDES)
