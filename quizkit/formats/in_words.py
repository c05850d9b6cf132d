"""A text in Markdown in words, as notes have it, and the way back to what is written."""

from collections.abc import Iterable

from quizkit.formats.tree import Node, Tree
from quizkit.markup import Picture, blocks, parts, words


def said_in(text: str, *, inline: bool = False) -> str:
    """Return the words of a text; of pictures alone that nobody gave words to their files."""
    said = words(text, inline=inline)
    return (" ".join(pictures(text)) or said) if said == text else said


def as_written(
    places: object, path: tuple[str | int, ...], steps: tuple[str | int, ...]
) -> tuple[str | int, ...]:
    """Return the way from a note to one of its values, with texts on it as they are written.

    Args:
        places: of the file.
        path: leads to the note.
        steps: from there; behind the first, texts are in words.
    """
    found = [*steps[:1]]
    for step in steps[1:]:
        node = places.node((*path, *found)) if isinstance(places, Tree) else None
        texts: Iterable[Node] = node if isinstance(node, list | dict) and step not in node else ()
        said = (text for text in texts if isinstance(text, str) and _says(text, step))
        found.append(next(said, step))
    return tuple(found)


def _says(text: str, said: str | int) -> bool:
    return said_in(text, inline="\n" not in text.strip("\n")) == said


def pictures(text: str) -> tuple[str, ...]:
    """Return the files of the pictures that stand in a text, in order."""
    if "![" not in text:
        return ()
    return tuple([part.file for part in parts(blocks(text)) if isinstance(part, Picture)])
