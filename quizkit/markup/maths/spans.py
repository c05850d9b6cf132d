"""Formulas as Unicode: on one line, over several, as words; what is not known stays as its source."""

from collections.abc import Iterator
from functools import lru_cache
from textwrap import dedent
from typing import NamedTuple

from quizkit.lazy import pattern
from quizkit.markup.maths import rows
from quizkit.markup.maths.parsing import parsed
from quizkit.markup.maths.pieces import Piece, joined
from quizkit.markup.maths.shapes import ENDED, SOURCE
from quizkit.markup.maths.walk import UnreadableError, pieces_of


class Run(NamedTuple):
    """A part of a line of maths.

    Args:
        text: Unicode; or the source of what has none.
        is_source: whether it is source, which is shown as code is.
    """

    text: str
    is_source: bool = False


def runs(source: str) -> tuple[Run, ...]:
    """Return a formula on one line; the rows of a matrix have `;` between.

    Args:
        source: the formula in TeX, without the `$` around it.
    """
    source = _harmless(source)
    found = _pieces(source)
    return _split(source) if found is None else _cut(joined(found).strip())


def lines(source: str) -> tuple[tuple[Run, ...], ...]:
    """Return a formula over as many lines as it takes: the rows of a matrix below each other.

    Args:
        source: the formula in TeX, without the `$` around it.
    """
    source = _harmless(source)
    found = _pieces(source)
    if found is None:
        return tuple(map(_split, source.strip().splitlines())) or ((),)
    return tuple(map(_cut, dedent("\n".join(rows.stacked(found))).split("\n")))


def unicode(source: str) -> str:
    """Return a formula as words, by which an answer is judged: one line, each space single."""
    return " ".join("".join(run.text for run in runs(source)).split())


def stays_source(source: str) -> tuple[str, ...]:
    """Return the parts of a formula that stay as their source, in order."""
    return tuple(run.text for run in runs(source) if run.is_source)


def _harmless(source: str) -> str:
    """Return a source without the characters that no terminal may be sent, and no text has."""
    return _HARMFUL.sub("\ufffd", source)


def _split(source: str) -> tuple[Run, ...]:
    return (Run(" ".join(source.split()), True),) if source.strip() else ()


@lru_cache(32768)
def _pieces(source: str) -> tuple[Piece, ...] | None:
    """Return the pieces of a formula; None if all of it stays as its source."""
    if len(source) == 1 and source.isalnum():  # as many are: no parser is loaded for them
        return (Piece(source),)
    nodes = parsed(source)
    try:
        return None if nodes is None else tuple(pieces_of(nodes))
    except UnreadableError:
        return None


_HARMFUL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff]")


def _cut(text: str) -> tuple[Run, ...]:
    """Return a line as runs: source stands between its marks."""
    return tuple(_runs(text.replace(ENDED + SOURCE, "")))


def _runs(text: str) -> Iterator[Run]:
    for part in text.split(SOURCE):
        source, ended, rest = part.partition(ENDED)
        if not ended:
            source, rest = "", part
        if source:
            yield Run(source, True)
        if rest:
            yield Run(rest)
