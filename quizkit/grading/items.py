"""A line of text parted into the items of a list."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from quizkit.answers.languages import language_of
from quizkit.answers.letters import clean

_MARKS = "-*\u2022\u2013\u00b7"
_LABEL = r"\(?[0-9]{1,2}[.)](?: |(?=[^\W\d]))|\([A-Za-z]\) ?|[A-Za-z]\) "
_BULLET = re.compile(rf"(?:{_LABEL}|[{_MARKS}] )")
_ANY_BULLET = re.compile(rf"(?:{_LABEL}|[{_MARKS}] |[{_MARKS}](?=[^\W\d]))")
"""Also glued to the item, where no item begins so itself (`-ing`)."""
_NUMBERED = re.compile(r" (?=(?:\(?[0-9]{1,2}[.)]|\([A-Za-z]\)|[A-Za-z]\)) )")
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
    try:
        return str(given) if isinstance(given, (int, float, Decimal)) else ""
    except ValueError:  # more digits than Python writes
        return ""


def items_of(
    response: str, language: str, *, known: Sequence[str], is_known: Callable[[str], bool]
) -> list[str]:
    """Return the items of a list typed as text, without bullets, numbering and empty ones.

    Commas, semicolons, line ends, `&` and the language's word for `and` part items, but not
    inside one of the `known` texts.

    Args:
        is_known: whether a text that separators stand in is one of the known ones, or a slip of it.
    """
    separator, leading = _separators(language)
    bullet = _BULLET if any(text[:1] in _MARKS for text in known) else _ANY_BULLET
    pieces = separator.split("\n".join(_lines(response, bullet)))
    compounds = [len(text) for text in known if separator.search(clean(text))]

    def without_and(text: str) -> str:
        found = leading.match(text)
        return text if not found or is_known(text) else text[found.end() :]

    items = []
    at = 0
    while at < len(pieces):
        end = at
        if compounds:
            for last in range(min(at + 2 * _MAX_PIECES, len(pieces) - 1), at, -2):
                joined = "".join(pieces[at : last + 1]).strip()
                if min(compounds) - 3 <= len(joined) <= max(compounds) + 8 and is_known(
                    without_and(joined)
                ):
                    end = last
                    break
        item = _without(bullet, without_and("".join(pieces[at : end + 1]).strip()))
        if item and (
            not leading.fullmatch(f"{item} ") or is_known(item)
        ):  # a line that ends in `and`
            items.append(item)
        at = end + 2
    return items


@cache
def _separators(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what parts items in a language, and the word for `and` before an item."""
    own = language_of(language).conjunctions or language_of("en").conjunctions
    conjunction = own.replace(" ", "|")
    return (
        re.compile(
            rf"(\n|[,;\uff0c\uff1b\u3001\u060c\u061b\ufe50]| ?[&\uff06] ?| (?:{conjunction}) )",
            re.IGNORECASE,
        ),
        re.compile(rf"\A(?:{conjunction}) ", re.IGNORECASE),
    )


def _lines(response: str, bullet: re.Pattern[str]) -> Iterator[str]:
    """Yield the lines of a text that are not empty, clean, without bullets and numbers."""
    for line in map(clean, response.splitlines()):
        for item in _NUMBERED.split(line) if bullet.match(line) else [line]:
            if item := _without(bullet, item):
                yield item


def _without(bullet: re.Pattern[str], item: str) -> str:
    match = bullet.match(item)
    return item[match.end() :] if match else item
