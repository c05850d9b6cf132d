"""Changes of a note in Markdown: words are written as Markdown, and never over marks."""

from quizkit.authoring.changes import UnwrittenError
from quizkit.authoring.kinds_of_change import Change, Drop, Part, Put, Respell, Swap
from quizkit.authoring.nodes import AnyNode, MappingNode, TextNode, below
from quizkit.formats.in_words import said_in
from quizkit.formats.marked import JUDGED, TEXTS
from quizkit.markup import markdown


def in_markdown(entry: MappingNode, change: Change) -> Change:
    """Return a change of an entry in Markdown, whose texts are words, so that these are written.

    A piece that is swapped stays as it is: it is one of what is written.

    Raises:
        UnwrittenError: marks would be written over, or no Markdown says the words.
    """
    if isinstance(change, Swap | Respell | Drop) or change.path[0] not in TEXTS:
        return change
    key = change.path[0]
    if not isinstance(change, Put) and _has_marks(entry, change, is_judged=key in JUDGED):
        raise UnwrittenError("a text with marks stands there")
    try:
        return _written(change, is_judged=key in JUDGED)
    except ValueError as error:
        raise UnwrittenError(str(error)) from error


def _has_marks(entry: MappingNode, change: Change, *, is_judged: bool) -> bool:
    """Return whether a text that a change is to take the place of says other than it is written."""
    node: AnyNode | None = entry
    for step in change.path:
        node = node and below(node, step)
    text = node.value.rstrip("\n") if isinstance(node, TextNode) else ""
    return said_in(text, inline=is_judged and "\n" not in text) != text


def _written(change: Change, *, is_judged: bool) -> Change:
    """Return a change with Markdown in place of its words."""

    def write(text: str) -> str:
        """Return Markdown that says a text."""
        return markdown(text, inline=is_judged and "\n" not in text)

    if isinstance(change, Part):
        return change._replace(texts=tuple(map(write, change.texts)))
    change = change._replace(text=write(change.text))
    return (
        change._replace(feedback=markdown(change.feedback)) if isinstance(change, Put) else change
    )
