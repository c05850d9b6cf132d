"""The pictures and sounds that a note names, and what of it is read aloud."""

from quizkit.formats.fields import Fields
from quizkit.model import Media, MediaFile, Spoken

_SIDES = {"true": Spoken.BOTH, "false": None}


def read_media(fields: Fields, folder: str) -> Media:
    """Return what a note has beside its texts; `folder` is where the files lie that it names."""
    return Media(
        images=_files(fields, "image"),
        answer_images=_files(fields, "answer_image"),
        sounds=_files(fields, "audio"),
        spoken=_spoken(fields) if "speak" in fields.values else None,
        folder=folder,
    )


def _files(fields: Fields, key: str) -> tuple[MediaFile, ...]:
    """Return the files under a key: a name, a list of names, or each with what it is in words."""
    if key not in fields.values:
        return ()
    return tuple([MediaFile(name, alt) for name, alt in fields.feedback(key).items()])


def _spoken(fields: Fields) -> Spoken | None:
    """Return which side is read aloud; `true` is both."""
    written = fields.values["speak"]
    if isinstance(written, str) and written.lower() in _SIDES:
        return _SIDES[written.lower()]
    return fields.option("speak", tuple(Spoken), *_SIDES)
