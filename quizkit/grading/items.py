"""A line of text parted into the items of a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from quizkit.answers.letters import clean

_AND = {
    "en": "and", "de": "und", "fr": "et", "es": "y|e", "it": "e|ed", "pt": "e", "nl": "en",
    "sv": "och", "da": "og", "nb": "og", "no": "og", "pl": "i", "ru": "и",
}  # fmt: skip
_BULLET = re.compile(
    r"\A(?:\(?[0-9]{1,2}[.)](?: |(?=[^\W\d]))|\([a-z]\) ?|[a-z]\) |[-*\u2022\u2013\u00b7] )"
)
_NUMBERED = re.compile(r" (?=(?:[0-9]{1,2}[.)]|\([a-z]\)|[a-z]\)) )")
"""The gap before the number of an item in a line that begins with one."""
_MAX_PIECES = 4
"""Most pieces that one item is put together from again."""


_MOST_NESTED = 3


def texts_of(response: object) -> list[str]:
    """Return the parts of an answer as texts, whatever it is made of."""
    if response is None:
        return []
    if isinstance(response, Mapping):
        return [as_text(part) for part in response.values()]
    if isinstance(response, Sequence) and not isinstance(response, (str, bytes, bytearray)):
        return [as_text(part) for part in response]
    return [as_text(response)]


def as_text(given: object, nested: int = 0) -> str:
    """Return whatever was given as one text; the items of a list are parted by commas."""
    if isinstance(given, str):
        return given
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, Sequence) and not isinstance(given, (bytes, bytearray)):
        return ", ".join(as_text(i, nested + 1) for i in given) if nested < _MOST_NESTED else ""
    return str(given) if isinstance(given, (int, float, Decimal)) else ""


def items_of(
    response: str, language: str, *, known: Sequence[str], is_known: Callable[[str], bool]
) -> list[str]:
    """Return the items of a list typed as text, without bullets, numbering and empty ones.

    Commas, semicolons, line ends, `&` and the language's word for `and` part items, but not
    inside one of the `known` texts.

    Args:
        is_known: whether a text that separators stand in is one of the known ones, or a slip of it.
    """
    conjunction = _AND.get(language.lower().partition("-")[0], "and")
    words = conjunction.split("|")
    separator = re.compile(
        rf"(\n|[,;\uff0c\uff1b\u3001\u060c\u061b\ufe50]| ?[&\uff06] ?| (?:{conjunction}) )",
        re.IGNORECASE,
    )
    leading = re.compile(rf"\A(?:{conjunction}) ", re.IGNORECASE)
    lines = (
        _BULLET.sub("", item, count=1)
        for line in (clean(line) for line in response.splitlines() if line.strip())
        for item in (_NUMBERED.split(line) if _BULLET.match(line) else [line])
    )
    pieces = separator.split("\n".join(line for line in lines if line))
    compounds = [len(text) for text in known if separator.search(clean(text))]
    items = []
    at = 0
    while at < len(pieces):
        end = at
        if compounds:
            for last in range(min(at + 2 * _MAX_PIECES, len(pieces) - 1), at, -2):
                joined = "".join(pieces[at : last + 1]).strip()
                if min(compounds) - 3 <= len(joined) <= max(compounds) + 8 and is_known(
                    leading.sub("", joined, count=1)
                ):
                    end = last
                    break
        item = leading.sub("", "".join(pieces[at : end + 1]).strip(), count=1)
        item = _BULLET.sub("", item, count=1)
        if item and item.casefold() not in words:  # a line that ends in `and`
            items.append(item)
        at = end + 2
    return items
