"""What the id of a note in Markdown rests on, or of one with pictures, where it has none of its own.

By the pictures it is told from others that ask the same in words. Formulas count as they are
written: how they read in Unicode may get better with a version.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from quizkit.formats.in_words import pictures
from quizkit.lazy import pattern
from quizkit.markup import words
from quizkit.markup.holes import holes_filled
from quizkit.model import collapsed
from quizkit.model.clozes import cloze_prompt


def wording_of(wording: str, arguments: Mapping[str, Any]) -> str:
    """Return what the id of a note rests on: its wording, and the files that are asked about.

    Args:
        wording: of its prompt.
        arguments: what the note is made of.
    """
    media, marks = arguments.get("media"), arguments.get("marks")
    files = [each.file for each in media.images] if media else []
    if marks is not None:
        texts = [*_asked(arguments, marks)]
        files += [file for text in texts for file in pictures(text)]
        if any("$" in text or _BREAK.search(text) for text in texts):
            said = (words(_BREAK.sub(r"\1 ", text), steady=True) for text in texts)
            wording = collapsed("\n".join(said))
    return "\n".join((wording, *files))


_BREAK = pattern(
    "([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
"""A line break between words without spaces: no space in Markdown, and one to a plain deck."""


def _asked(arguments: Mapping[str, Any], marks: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts that a note asks, as they are written, of a cloze with `{{}}` for each blank."""
    for key in ("question", "statement"):
        if text := arguments.get(key):
            yield marks.get(text, text)
    if template := arguments.get("template"):
        yield holes_filled(template, lambda _: "{{}}")
    elif "pieces" in arguments:
        yield cloze_prompt("", arguments["pieces"])
