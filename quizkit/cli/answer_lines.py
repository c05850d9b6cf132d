"""The lines of a transcript's answers, whatever mark of its encoding their file begins with."""

import codecs
from collections.abc import Iterable, Iterator
from io import IncrementalNewlineDecoder

_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def answer_lines(stream: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text stream, read as UTF-8 without its byte order mark, or as UTF-16.

    Windows programs write such marks. Nothing is read before a line is asked for, as whoever
    answers may first want to see the question.

    Args:
        stream: of text, over bytes if it has a mark.
    """
    raw = getattr(stream, "buffer", None)
    if raw is None:
        yield from stream
        return
    first = raw.readline()
    wide = _WIDE.get(first[:2])
    if wide is not None:
        yield from (first + raw.read()).decode(wide, "replace").splitlines(keepends=True)
        return
    if first:
        encoding = getattr(stream, "encoding", None) or "utf-8"
        text = first.removeprefix(codecs.BOM_UTF8).decode(encoding, "surrogateescape")
        yield IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
    yield from stream
