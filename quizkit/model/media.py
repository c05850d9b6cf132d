"""Pictures and sounds of a note: files below the folder of its deck, by name."""

from enum import Enum

from attrs import frozen

from quizkit.value import Value


class Spoken(Enum):
    """Which side of a note is read aloud."""

    QUESTION = "question"
    ANSWER = "answer"
    BOTH = "both"


@frozen(eq=False, repr=False)
class MediaFile(Value):
    """A file with a picture or a sound.

    Args:
        file: its name, relative to the folder of the file in which the note stands.
        alt: in words, for those who cannot see or hear it; empty if its author gave none.
    """

    file: str
    alt: str = ""


@frozen(eq=False, repr=False)
class Media(Value):
    """What a note has beside its texts; pictures within the texts stand there.

    Args:
        images: pictures shown with the question.
        answer_images: pictures shown with the feedback.
        sounds: played on request.
        spoken: what is read aloud; None for nothing.
        question_language: BCP 47 tag of the question, where anything is spoken; the note's judging has
            that of the answer.
        folder: where all files that the note names lie, from the deck's folder on; empty for that
            itself, as for all notes but those of files that a deck includes.
    """

    images: tuple[MediaFile, ...] = ()
    answer_images: tuple[MediaFile, ...] = ()
    sounds: tuple[MediaFile, ...] = ()
    spoken: Spoken | None = None
    question_language: str = ""
    folder: str = ""

    def from_deck(self, file: str) -> str:
        """Return the name of a file that the note names, from the deck's folder on."""
        return f"{self.folder}/{file}" if self.folder else file
