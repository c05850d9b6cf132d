"""What the id of a note in Markdown rests on, or of one with pictures, where it has none of its own.

By the pictures it is told from others that ask the same in words. Formulas count as they are
written: how they read in Unicode may get better with a version.
"""

from collections.abc import Mapping
from typing import Any

from quizkit.formats.marked import pictures
from quizkit.markup import words
from quizkit.markup.holes import holes_filled
from quizkit.model import collapsed


def with_pictures(wording: str, arguments: Mapping[str, Any]) -> str:
    """Return what the id of a note rests on: its wording, and the files that are asked about.

    Args:
        wording: of its prompt.
        arguments: what the note is made of.
    """
    media, marks = arguments.get("media"), arguments.get("marks") or {}
    asked = (arguments.get("question", ""), arguments.get("statement", ""))
    texts = [*(marks.get(text, "") for text in asked), arguments.get("template", "")]
    if any("$" in text for text in texts):
        told = [marks.get(text, text) for text in asked]
        told.append(holes_filled(arguments.get("template", ""), lambda _: "{{}}"))
        wording = collapsed("\n".join(words(text, steady=True) for text in told if text))
    files = [each.file for each in media.images] if media else []
    return "\n".join((wording, *files, *(file for text in texts for file in pictures(text))))
