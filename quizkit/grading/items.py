"""A response parted into the items of a list (rule 28 of docs/grading.md)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain, islice

from quizkit.answers.languages import language_of
from quizkit.answers.letters import clean
from quizkit.lazy import pattern

_MARKS = "-*\u2022\u2013\u00b7"
_LABEL = r"\(?[0-9]{1,2}[.)](?: |(?=[^\W\d]))|\([A-Za-z]\) ?|[A-Za-z]\) "
_BULLET = pattern(rf"\A(?:{_LABEL}|[{_MARKS}] )")
_ANY_BULLET = pattern(rf"\A(?:{_LABEL}|[{_MARKS}] |[{_MARKS}](?=[^\W\d]))")
"""Also glued to the item, where no item begins so itself (`-ing`)."""
_NUMBERED = pattern(r" (?=(?:\(?[0-9]{1,2}[.)]|\([A-Za-z]\)|[A-Za-z]\)) )")
"""The gap before the number of an item in a line that begins with one."""
_MAX_PIECES = 4
"""Most pieces that one item is put together from again."""
_MOST_NESTED = 3
_MOST_LONGER = 8
"""Letters that an item may have more than any known text."""
_MOST_JOINTS = 12
"""Most places of one item at which an `and` is looked for that is written together with it."""


def texts_of(response: object) -> list[str]:
    """Return the parts of an answer as texts, whatever it is made of."""
    match response:
        case None:
            return []
        case str() | bytes() | bytearray():
            return [as_text(response)]
        case Mapping():
            return list(map(as_text, response.values()))
        case Sequence():
            return list(map(as_text, response))
    return [as_text(response)]


def as_text(given: object, nested: int = 0) -> str:
    """Return anything that was given as one text, the items of a list parted by commas."""
    match given:
        case str():
            return given
        case bool():
            return str(given).lower()
        case int() | float() | Decimal():
            try:
                return str(given)
            except ValueError:  # more digits than Python writes
                return ""
        case bytes() | bytearray():
            return ""
        case Mapping():
            return as_text(list(given.values()), nested)
        case Sequence() if nested < _MOST_NESTED:
            return ", ".join(as_text(item, nested + 1) for item in given)
    return ""


_WITH_COMMA = pattern(
    r"(?<![0-9.,])(?:[0-9]{1,3}(?:, [0-9]{3})+|[0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,9})(?![0-9]|[.,][0-9])"
)
"""Figures that a comma may part, or hold together."""


def with_numbers(line: str, is_right: Callable[[str], bool]) -> str:
    """Return a line with the figures at a comma that are one number so written that no comma parts it.

    `2,5` is 2.5 and `20, 000` is 20,000 (rule 43) if the number is right, and not both sides of the
    comma are right by themselves.
    """

    def as_number(found: re.Match[str]) -> str:
        text = found[0]
        number = text.replace(", ", ",") if " " in text else text.replace(",", ".")
        sides = map(str.strip, text.split(","))
        return number if is_right(number) and not all(map(is_right, sides)) else text

    return _WITH_COMMA.sub(as_number, line) if "," in line else line


class ItemParser:
    """Parts texts into the items of one list, without bullets, numbering and empty ones.

    Commas, semicolons, line ends, `&` and the language's word for `and` part items, but not
    inside a known text. Spaces do where every word is a known text (rule 44).

    Args:
        known: texts that may be items, clean.
        language: BCP 47 tag of the deck.
        is_known: whether a text is one of the known ones, or a slip of it; one with a mark in it that
            parts items, of a known one with such a mark.
        without: the number of a rule that is left out; 0 for none.
    """

    def __init__(
        self,
        known: Sequence[str],
        language: str,
        is_known: Callable[[str], bool],
        without: int = 0,
    ) -> None:
        self._known = known
        self._is_known = is_known
        self._spaces = without != 44
        self._separator, self._leading_and = _separators(language)
        self._joint = _joint(language) if without != 45 else None
        self._longest = max(map(len, known), default=0) + _MOST_LONGER
        self._marked = frozenset(text.casefold() for text in known if text[:1] in _MARKS)
        self._bullet = _BULLET if self._marked else _ANY_BULLET
        sizes = [len(text) for text in known if self._separator.search(text)]
        self._compound_sizes = range(min(sizes, default=0) - 3, max(sizes, default=0) + 9)
        self._reach = 2 * _MAX_PIECES if sizes else 0

    def items(self, response: str) -> list[str]:
        """Return the items of a text; the mark that a known text begins with is no bullet."""
        if self._marked and (text := clean(response)).casefold() in self._marked:
            return [text]
        pieces = self._separator.split("\n".join(_lines(response, self._bullet)))
        items = []
        at = 0
        while at < len(pieces):  # every other piece is a separator
            ends = range(min(at + self._reach, len(pieces) - 1), at, -2)
            wholes = {end: "".join(pieces[at : end + 1]).strip() for end in ends}
            end = next((end for end in ends if self._is_compound(wholes[end])), at)
            item = self._bullet.sub("", self._without_and(wholes.get(end, pieces[at].strip())))
            if item and (self._leading_and.sub("", f"{item} ") or self._is_known(item)):
                items.append(item)  # not an `and` alone
            at = end + 2
        if joint := self._joint:
            if self._spaces:  # a word may end as `and` does
                items = [one for item in items for one in self._by_spaces(item)]
            items = [one for item in items for one in self._at_joints(item, joint)]
        return [one for item in items for one in self._by_spaces(item)] if self._spaces else items

    def _at_joints(self, item: str, joint: re.Pattern[str]) -> Iterator[str]:
        """Yield an item, or its parts where an `and` is written together with one that is known.

        So 平和 stays whole, in which 和 is no `and`.
        """
        while item and not self._is_short_and_known(item):
            start = 0
            for found in islice(joint.finditer(item), _MOST_JOINTS):
                whole, after = item[: found.start()], item[found.end() :]
                before = whole if start and self._is_short_and_known(whole) else whole[start:]
                if before and self._is_short_and_known(before):
                    yield before
                    break
                if self._is_short_and_known(after):
                    yield from self._at_joints(before, joint)
                    break
                start = start or (0 if before else found.end())  # an `and` before the first item
            else:
                break
            item = after
        if item:
            yield item

    def _is_short_and_known(self, text: str) -> bool:
        return len(text) <= self._longest and self._is_known(text)

    def _without_and(self, text: str) -> str:
        """Return an item without an `and` before it, unless a known text begins with one."""
        rest = self._leading_and.sub("", text)
        return text if rest == text or self._is_known(text) else rest

    def _is_compound(self, text: str) -> bool:
        """Return whether a text of several pieces is a known one."""
        if len(text) not in self._compound_sizes or "\n" in text:  # no item goes on in another line
            return False
        return self._is_known(self._without_and(text))

    def parts(self, text: str) -> bool:
        """Return whether there is something in a text that parts items."""
        return self._separator.search(text) is not None

    def _by_spaces(self, item: str) -> Sequence[str]:
        """Return the words of an item if each is known by itself, else the item.

        A text that is known stays whole, and so do words that one known text holds together.
        """
        words = item.split(" ")
        if len(words) < 2 or not all(map(self._is_known, words)):
            return (item,)
        return (item,) if self._is_known(item) or self._are_together(words) else words

    def _are_together(self, words: Sequence[str]) -> bool:
        """Return whether one known text holds two different ones of some words."""
        holding = (self._holding.get(word, ()) for word in {*map(str.casefold, words)})
        return max(Counter(chain.from_iterable(holding)).values(), default=0) > 1

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[int]]:
        """The places of the known texts of several words, by their words."""
        found: dict[str, list[int]] = {}
        for place, text in enumerate(self._known):
            if " " in text:
                for word in {*text.casefold().split(" ")}:
                    found.setdefault(word, []).append(place)
        return found


@cache
def _separators(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the separators of items in a language, and its word for `and` before an item."""
    own = language_of(language).conjunctions or language_of("en").conjunctions
    conjunction = own.replace(" ", "|")
    return (
        re.compile(
            rf"(\n|[,;\uff0c\uff1b\u3001\u060c\u061b\ufe50]| ?[&\uff06] ?| (?:{conjunction}) )",
            re.IGNORECASE,
        ),
        re.compile(rf"\A(?:{conjunction}) ", re.IGNORECASE),
    )


@cache
def _joint(language: str) -> re.Pattern[str] | None:
    """Return what means `and` in a language and is written together with an item, if anything does.

    The first group is a word that ends an item, `と`; the second one that begins the next, `و`.
    """
    own = language_of(language)
    if not (own.behind_item or own.before_item):
        return None
    behind, before = own.behind_item.split(), own.before_item.split()
    ends = "|".join(sorted(behind, key=len, reverse=True)) or "(?!)"
    begins = "|".join(before) or "(?!)"
    return re.compile(rf"(?<=\S) ?(?:{ends}) ?(?=\S)|(?:^| )(?:{begins}) ?(?=\S)")


_LINE_END = pattern("\r\n|[\n\r\u2028\u2029]")
"""What parts lines; other separators are white space."""


def _lines(response: str, bullet: re.Pattern[str]) -> Iterator[str]:
    """Yield the lines of a text that are not empty, clean, without bullets and numbers."""
    for line in map(clean, _LINE_END.split(response)):
        items = _NUMBERED.split(line) if bullet.match(line) else [line]
        yield from filter(None, (bullet.sub("", item) for item in items))
