"""What is read from standard input, or a file of answers; no more of it than may have an end.

The lines of a transcript's answers are read whatever mark of its encoding their file begins with.
"""

import codecs
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from io import IncrementalNewlineDecoder
from typing import Any, AnyStr

from quizkit.errors import QuizkitError

_LONGEST = 1_000_000
"""Characters of a line, or bytes, beyond which it is no answer: it may have no end."""
_MOST = 200_000_000
"""Bytes of a deck, or of answers in UTF-16."""
_COMES_AT_ONCE = 0.02
"""Seconds within which the next line of a paste comes."""
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def answer_lines(stream: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text stream, read as UTF-8 without its byte order mark, or as UTF-16.

    Windows programs write such marks. Nothing is read before a line is asked for, as whoever
    answers may first want to see the question.

    Args:
        stream: of text, over bytes if it has a mark.

    Raises:
        QuizkitError: a line is so long that it may have no end.
    """
    raw = getattr(stream, "buffer", None)
    if raw is None:
        yield from stream
        return
    first = _bounded(raw.readline(_LONGEST + 1))
    wide = _WIDE.get(first[:2])
    if wide is not None:
        yield from (first + raw.read(_MOST)).decode(wide, "replace").splitlines(keepends=True)
        return
    if first:
        encoding = getattr(stream, "encoding", None) or "utf-8"
        text = first.removeprefix(codecs.BOM_UTF8).decode(encoding, "surrogateescape")
        yield IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
    yield from _lines(stream)


def line_is_there() -> bool:
    """Return whether a line waits at standard input, a terminal, as the next one of a paste does."""
    if sys.platform == "win32":
        return False
    from select import select

    return bool(select([sys.stdin], [], [], _COMES_AT_ONCE)[0])


def one_line() -> str:
    """Return the next line of standard input.

    Raises:
        EOFError: there is none.
        QuizkitError: it is so long that it may have no end.
    """
    line = _bounded(sys.stdin.readline(_LONGEST + 1))
    if not line:
        raise EOFError
    return line


def all_of_it() -> bytes:
    """Return the deck on standard input.

    Raises:
        QuizkitError: it is so large that it may have no end.
    """
    data = sys.stdin.buffer.read(_MOST + 1)
    if len(data) > _MOST:
        raise QuizkitError(
            f"standard input has more than {_MOST:,} bytes\nfix: check that it is a deck"
        )
    return data


def _lines(stream: Any) -> Iterator[str]:
    yield from map(_bounded, iter(partial(stream.readline, _LONGEST + 1), ""))


def _bounded(line: AnyStr) -> AnyStr:
    if len(line) > _LONGEST:
        raise QuizkitError(
            f"a line of the input has more than {_LONGEST:,} characters; what was given before it is"
            " saved\nfix: check that it is a file of answers, a line each"
        )
    return line
