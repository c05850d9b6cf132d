"""Pictures in what a note asks: by them it is told from others that ask the same in words."""

from collections.abc import Mapping
from typing import Any

from quizkit.formats.marked import pictures


def with_pictures(wording: str, arguments: Mapping[str, Any]) -> str:
    """Return what the id of a note rests on: its wording, and the files that are asked about.

    Args:
        wording: of its prompt.
        arguments: what the note is made of.
    """
    media, marks = arguments.get("media"), arguments.get("marks") or {}
    asked = (arguments.get("question", ""), arguments.get("statement", ""))
    texts = [*(marks.get(text, "") for text in asked), arguments.get("template", "")]
    files = [each.file for each in media.images] if media else []
    return "\n".join((wording, *files, *(file for text in texts for file in pictures(text))))
