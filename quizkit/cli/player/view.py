"""A screen as lines, and how it is fitted into a window of any size.

What is too tall for the window is read page by page. What can be picked or pressed stands on the last
page, and that page stays as it is: where all options do not fit on it, they are leafed through.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from quizkit.cli.page import Page
from quizkit.visible import width_of

if TYPE_CHECKING:
    from quizkit.cli.pictures.placing import Pictures

HELP_KEY = "? help"
SPACE_MORE, MORE = "Space more", ":m"
"""What leafs through options: where keys count, and where an answer is typed."""


_WITH_ALL_SAID = 4
"""So many ways to write a screen leave out nothing but what was on the screen before."""


class Fitted(NamedTuple):
    """A screen in a window.

    Args:
        before: pages to be read first; mostly none.
        last: the lines of the last page, on which keys count; it begins with what is still in sight
            of the page before.
        seen: how many lines these are.
        is_whole: whether all options are on the last page.
    """

    before: list[list[str]]
    last: list[str]
    seen: int = 0
    is_whole: bool = True


class View(NamedTuple):
    """One screen.

    Args:
        lines: what there is to read.
        keys: what can be pressed, the most wanted first.
        options: what can be picked, each as lines; they stand below `lines`.
        after: lines that stand below the options.
        pinned: lines that stand on the page of the options where `lines` and `after` do not.
        leaf: how often the options were leafed on.
        more: how to leaf on; empty where there is nothing to leaf through.
        notice: what has just happened; it stands over the keys.
        offers: lines that stand over the keys and are never shortened.
        below: lines that stand under the keys, where an answer is typed.
        is_typed_on: whether the last line below is typed on, so that the cursor stays there.
        known: lines above all others that were on the screen before, and can be done without.
    """

    lines: list[str]
    keys: list[str]
    options: Sequence[list[str]] = ()
    after: Sequence[str] = ()
    pinned: Sequence[str] = ()
    leaf: int = 0
    more: str = ""
    notice: Sequence[str] = ()
    offers: Sequence[str] = ()
    below: Sequence[str] = ()
    known: Sequence[str] = ()
    is_typed_on: bool = False

    def fitted(self, page: Page, height: int, pictures: "Pictures | None" = None) -> Fitted:
        """Return the screen as it fits on `height` rows, one of which is left to the cursor.

        Nearly always it is one page. Pictures are put into what it leaves free.
        """
        rows = height - 1
        if pictures is not None:
            ways = islice(self._whole(page), _WITH_ALL_SAID)
            if lines := pictures.fitted(ways, page.width, rows):
                return Fitted([], lines)
        for lines in self._whole(page):
            if len(lines) <= rows:
                return Fitted([], lines)
        return self._leafed(page, rows) if self.more and self.options else self._paged(page, rows)

    def _whole(self, page: Page) -> Iterator[list[str]]:
        """Yield the screen on one page, the longer ways first."""
        keys, fewest, options = page.keys(self.keys), self._fewest_keys(page), self._options
        said = [*self.lines, *options, *self.after]
        air = [""] if said and keys else []
        notice = [*air[: bool(self.notice)], *self.notice]
        end = [*notice, *air, *self.offers, *keys, *self.below]
        yield [*self.known, *said, *end]
        notice, below = list(self.notice), _without_air(self.below)
        known, lines, after = map(_without_air, (self.known, self.lines, self.after))
        end = [*notice, *self.offers, *keys, *below]
        yield [*known, *lines, *options, *after, *end]
        end = [*notice, *self.offers, *fewest, *below]  # without the keys that `?` explains
        yield [*known, *lines, *options, *after, *end]
        yield [*lines, *options, *after, *end]
        if columns := in_columns(self.options, page.width):
            yield [*lines, *columns, *after, *end]
        if self.is_typed_on:  # which tells more than the one grade that is on offer then
            yield [*lines, *options, *after, *notice, *fewest, *below]
        elif self.offers:
            yield [*lines, *options, *after, *notice, *self.offers]

    @property
    def _options(self) -> list[str]:
        return list(chain.from_iterable(self.options))

    def _paged(self, page: Page, rows: int) -> Fitted:
        """Return pages to be read; what can be pressed is not parted, if it fits on one."""
        options = in_columns(self.options, page.width) or self._options
        body = _without_air([*self.lines, *options, *self.after, *self.notice])
        end = [*self.offers, *self._fewest_keys(page), *_without_air(self.below)]
        lines, before = [*body, *end], []
        while len(body) + len(end) > rows:
            if not body:
                body, end = end, []
            before.append(body[:rows])
            body = body[rows:]
        return Fitted(before, lines[-rows:], seen=max(0, rows - len(body) - len(end)))

    def _leafed(self, page: Page, rows: int) -> Fitted:
        """Return what is read before the options, and the page with as many of these as fit."""
        said = _without_air([*self.lines, *self.after])
        end = [*self.notice[:1], *self._fewest_keys(page), *_without_air(self.below)]
        pinned = self.pinned if len(self.pinned) + len(end) < rows else []
        room = max(1, rows - len(pinned) - len(end))
        for options in (self._options, in_columns(self.options, page.width)):
            if 0 < len(options) <= room:
                in_sight = said[max(0, len(said) + len(options) - room) :]
                last = [*in_sight, *pinned, *options, *end]
                return Fitted(_chunks(said, rows), last, seen=len(in_sight))
        leaves = list(_leaves(self.options, max(1, room - 1)))
        at = self.leaf % len(leaves)
        told = page.keys([f"{at + 1}/{len(leaves)}", self.more])
        before = _chunks([*said, *self._options], rows)
        return Fitted(before, [*pinned, *leaves[at], *told, *end][:rows], is_whole=False)

    def _fewest_keys(self, page: Page) -> list[str]:
        """Return the keys on one line, if need be without some; the one for help stays."""
        helps = [key for key in self.keys if key.endswith(HELP_KEY)]
        others = [key for key in self.keys if key not in helps]
        kept = self.keys
        while helps and others and len(page.keys(kept)) > 1:
            kept = [*others, *helps]
            others = others[:-1]
        return page.keys(kept)[:1]


def _without_air(lines: Iterable[str]) -> list[str]:
    return list(filter(None, lines))


def _chunks(lines: list[str], rows: int) -> list[list[str]]:
    return [lines[at : at + rows] for at in range(0, len(lines), rows)]


def _leaves(options: Iterable[list[str]], room: int) -> Iterator[list[str]]:
    """Yield options in leaves of so many lines; none is parted but one that is longer than that."""
    leaf: list[str] = []
    for option in options:
        if leaf and len(leaf) + len(option) > room:
            yield leaf
            leaf = []
        leaf = [*leaf, *option]
        while len(leaf) > room:
            yield leaf[:room]
            leaf = leaf[room:]
    if leaf:
        yield leaf


def in_columns(options: Sequence[list[str]], width: int) -> list[str]:
    """Return options of a line each side by side, row by row; no lines if that is not possible."""
    texts = [option[0] for option in options if len(option) == 1]
    if len(texts) < max(2, len(options)):
        return []
    widths = list(map(width_of, texts))
    column = max(widths) + 2
    count = (width + 2) // column
    if count < 2:
        return []
    cells = [text + " " * (column - wide) for text, wide in zip(texts, widths, strict=True)]
    rows = (cells[at : at + count] for at in range(0, len(cells), count))
    return ["".join(row).rstrip() for row in rows]


Drawable = Callable[[Page], View]
"""A screen, made for a page when its width is known."""
